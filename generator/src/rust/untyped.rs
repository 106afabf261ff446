//! Operations of paths that lead to no type, as request functions that take the keys of the path and give JSON.
//!
//! Each is named after its method and its path, keys included: `GET /a/{b-id}/c` is `get_a_by_b_id_c`. So no name changes because of another
//! path.

use std::collections::BTreeMap;

use super::item::{
    Answer, Argument, ArgumentType, Body, Form, Function, Given, Tail, Type, Untyped,
};
use super::names::{self, NameKind, Wanted};
use super::requests::{self, Shown};
use super::{Ident, rustdoc};
use crate::model::{Api, Method, Outcome, Primitive, UntypedOperation, ValueType};
use crate::problem::Problems;

/// Plans them.
pub(super) fn untyped(
    api: &Api,
    renames: &BTreeMap<String, String>,
    problems: &mut Problems,
) -> Vec<Untyped> {
    let mut wanted = Vec::new();
    let mut planned = Vec::new();
    for ((template, method), operation) in &api.untyped {
        let name = renames.get(&format!("{method} {template}"));
        let name = name.map_or_else(|| long_name(*method, template), Clone::clone);
        let what = "an operation";
        let location = operation.location;
        if let Some(ident) = names::ident(Ident::snake, what, &name, location, problems) {
            wanted.push(Wanted {
                wire_name: template,
                ident,
                kind: NameKind::Plain,
                location,
            });
            planned.push((template, *method, operation));
        }
    }
    let scope = "the paths that lead to no type";
    let names = names::settle(scope, &[], &wanted, problems);
    let planned = planned.into_iter().zip(names);
    planned
        .map(|((template, method, operation), name)| plan(name, template, method, operation))
        .collect()
}

fn long_name(method: Method, template: &str) -> String {
    let mut words = vec![verb(method)];
    let segments = template.split('/').filter(|segment| !segment.is_empty());
    for segment in segments {
        let (name, named) = named_parts(segment);
        match (placeholder(segment), named) {
            (Some(key), _) => words.extend(["by", key]),
            (None, Some(parts)) if name.is_empty() => {
                words.push("by");
                words.extend(parts);
            }
            (None, Some(parts)) => {
                words.push(name);
                words.extend(parts);
            }
            (None, None) => words.push(segment),
        }
    }
    words.join("_")
}

fn verb(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
    }
}

fn plan(name: Ident, template: &str, method: Method, operation: &UntypedOperation) -> Untyped {
    let mut arguments = Arguments::default();
    let segments = template.split('/').filter(|segment| !segment.is_empty());
    let path = segments
        .map(|segment| tail(segment, &mut arguments))
        .collect();
    let mut arguments = arguments.0;
    let mut body = Body::Nothing;
    if operation.has_body {
        let argument = Ident::fixed("body");
        body = Body::Json(argument.clone());
        arguments.push(Argument {
            name: argument,
            ty: ArgumentType::Json,
        });
    }
    let answer = match &operation.outcome {
        Outcome::Nothing => Answer::Nothing,
        Outcome::Value(ty) if ty.value == ValueType::Primitive(Primitive::Stream) => Answer::Bytes,
        Outcome::Value(_) => Answer::Entity(Type::Json),
    };
    let shown = Shown {
        call: Some("untyped"),
        template,
        title: template,
        is_item: false,
        is_value: false,
    };
    let lead = rustdoc::markdown("The descriptions name no type at this path.");
    Untyped {
        function: Function {
            query: None,
            name,
            docs: requests::docs(&operation.documentation, lead, method, template, &shown),
            deprecated: rustdoc::deprecated(&operation.documentation),
            arguments,
            method: method.as_str(),
            tail: Tail::Nothing,
            body,
            answer,
            template: template.to_owned(),
            place: None,
            sources: vec![operation.location],
        },
        path,
    }
}

/// The arguments so far. Each has a name of its own.
#[derive(Default)]
struct Arguments(Vec<Argument>);

impl Arguments {
    fn add(&mut self, name: &str, ty: ArgumentType) -> Ident {
        let first = Ident::snake(name).unwrap_or_else(|_| Ident::fixed("value"));
        let numbered = (2_u32..).map(|number| first.extended(&number.to_string()));
        let mut candidates = std::iter::once(first.clone()).chain(numbered);
        let is_free = |candidate: &Ident| {
            // The body comes last and keeps its name.
            candidate.bare() != "body" && self.0.iter().all(|other| other.name != *candidate)
        };
        let name = candidates.find(is_free).unwrap_or(first);
        self.0.push(Argument {
            name: name.clone(),
            ty,
        });
        name
    }
}

/// One segment: a key, a function with its arguments, a key of named parts, or a name.
fn tail(segment: &str, arguments: &mut Arguments) -> Tail {
    if let Some(key) = placeholder(segment) {
        return Tail::Key {
            placeholder: key.to_owned(),
            argument: arguments.add(key, ArgumentType::Key),
        };
    }
    let (name, Some(parts)) = named_parts(segment) else {
        return Tail::Segment(segment.to_owned());
    };
    if name.is_empty() {
        let keys = parts.into_iter().map(|part| {
            let argument = arguments.add(part, ArgumentType::Key);
            (part.to_owned(), argument)
        });
        return Tail::NamedKeys(keys.collect());
    }
    let given = parts.into_iter().map(|part| Given {
        name: part.to_owned(),
        argument: arguments.add(part, ArgumentType::AnyLiteral),
        form: Form::Any,
        nullable: false,
        optional: false,
    });
    Tail::Call {
        name: name.to_owned(),
        parameters: given.collect(),
    }
}

/// The name and the parts of `name(a='{a}',b={b})`, or no name and the parts of `a='{a}',b={b}`; no parts where the segment is something
/// else.
fn named_parts(segment: &str) -> (&str, Option<Vec<&str>>) {
    let call = segment
        .strip_suffix(')')
        .and_then(|open| open.split_once('('));
    match call {
        Some((name, "")) => (name, Some(Vec::new())),
        Some((name, inner)) => (name, parts(inner)),
        None => ("", parts(segment)),
    }
}

/// The names in `a='{a}',b={b}`; nothing if the text is something else.
fn parts(text: &str) -> Option<Vec<&str>> {
    text.split(',')
        .map(|part| {
            let (name, value) = part.split_once('=')?;
            let value = value.trim_matches('\'');
            (placeholder(value).is_some() || value.starts_with('@')).then_some(name)
        })
        .collect()
}

/// The name in `{name}`.
fn placeholder(text: &str) -> Option<&str> {
    let name = text.strip_prefix('{')?.strip_suffix('}')?;
    (!name.contains(['{', '}'])).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Arguments, long_name, tail};
    use crate::model::Method;
    use crate::rust::item::Tail;

    #[test]
    fn a_function_is_named_after_its_whole_path() {
        for (template, name) in [
            ("/a/{b-id}/c", "get_a_by_b-id_c"),
            ("/a/f(x='{x}',y={y})/$value", "get_a_f_x_y_$value"),
            ("/a/x='{x}',y={y}", "get_a_by_x_y"),
            ("/a/delta()", "get_a_delta"),
        ] {
            assert_eq!(long_name(Method::Get, template), name);
        }
    }

    #[test]
    fn each_segment_keeps_its_kind() {
        let mut arguments = Arguments::default();
        let mut kind = |segment| match tail(segment, &mut arguments) {
            Tail::Key { argument, .. } => format!("key {argument}"),
            Tail::Call { name, parameters } => {
                let names = parameters.iter().map(|given| given.argument.to_string());
                format!("{name}({})", names.collect::<Vec<_>>().join(","))
            }
            Tail::NamedKeys(keys) => {
                let names = keys.iter().map(|(_, argument)| argument.to_string());
                format!("({})", names.collect::<Vec<_>>().join(","))
            }
            Tail::Segment(name) => name,
            other => format!("{other:?}"),
        };
        for (segment, expected) in [
            ("{id}", "key id"),
            ("{id}", "key id_2"),
            ("{body}", "key body_2"),
            ("users", "users"),
            ("delta()", "delta()"),
            ("f(a='{a}',b={b},c='@c')", "f(a,b,c)"),
            (
                "policyId='{policyId}',deviceId={deviceId}",
                "(policy_id,device_id)",
            ),
            ("f(a b)", "f(a b)"),
            ("x{y}z", "x{y}z"),
            ("$count", "$count"),
        ] {
            assert_eq!(kind(segment), expected, "{segment}");
        }
    }
}
