//! Bound actions and functions as request functions, and how their arguments are written.

use super::item::{
    Answer, Argument, ArgumentType, Body, Form, Function, Given, ItemPath, Query, Struct, Tail,
    Type,
};
use super::methods::NamedOperation;
use super::names::{self, NameKind, Wanted};
use super::requests::{self, Shown};
use super::types::Types;
use super::{Ident, models, query_options, routes, rustdoc};
use crate::model::{
    Api, BoundOperation, BoundOperationKind, Outcome, Parameter, Primitive, TypeRef, ValueType,
};
use crate::problem::{Meaning, Problem, Problems};

/// A bound action or function, and the struct of its parameters, to be put into `module`, if it needs one. Nothing, and a warning, where a
/// parameter cannot be sent: a stream.
pub(super) fn bound(
    types: &Types<'_>,
    named: &NamedOperation<'_>,
    shown: &Shown<'_>,
    module: &[Ident],
    problems: &mut Problems,
) -> Option<(Function, Option<Struct>)> {
    let operation = named.operation;
    let (arguments, tail, body, parameters) = match operation.kind {
        BoundOperationKind::Action => action_parts(types, operation, module, problems),
        BoundOperationKind::Function => {
            let (arguments, tail) = function_parts(types, operation, problems)?;
            (arguments, tail, Body::Nothing, None)
        }
    };
    let kind = match operation.kind {
        BoundOperationKind::Action => "action",
        BoundOperationKind::Function => "function",
    };
    let lead = rustdoc::markdown(&format!(
        "Calls the {kind} {}.",
        rustdoc::code(operation.name.as_str())
    ));
    let method = operation.kind.method();
    let template = routes::join(
        shown.template,
        &format!("/{}", template(types.api, operation)),
    );
    let function = Function {
        name: named.method.clone(),
        docs: requests::docs(&operation.documentation, lead, method, &template, shown),
        deprecated: rustdoc::deprecated(&operation.documentation),
        arguments,
        method: method.as_str(),
        tail,
        body,
        answer: answer(types, operation),
        query: query(types, operation),
        template,
        place: shown.call.map(str::to_owned),
        sources: operation.sources.clone(),
    };
    Some((function, parameters))
}

/// The query options that a function offers about what it answers with.
fn query(types: &Types<'_>, operation: &BoundOperation) -> Option<Query> {
    let Outcome::Value(ty) = &operation.outcome else {
        return None;
    };
    query_options::query(operation.options, types.value(&ty.value)?)
}

type Parts = (Vec<Argument>, Tail, Body, Option<Struct>);

fn action_parts(
    types: &Types<'_>,
    action: &BoundOperation,
    module: &[Ident],
    problems: &mut Problems,
) -> Parts {
    let tail = Tail::Segment(action.name.to_string());
    let Ok(stem) = Ident::pascal(action.name.name()) else {
        return (Vec::new(), tail, Body::Nothing, None);
    };
    if action.parameters.is_empty() {
        return (Vec::new(), tail, Body::Nothing, None);
    }
    let structure = models::parameters(
        types,
        stem.suffixed("Parameters"),
        action,
        types.renames,
        problems,
    );
    let path = ItemPath {
        modules: module.to_vec(),
        name: structure.name.clone(),
    };
    (
        vec![requests::model_argument("parameters", &path)],
        tail,
        Body::Json(Ident::fixed("parameters")),
        Some(structure),
    )
}

/// The arguments of a function, and how they stand in its call.
pub(super) fn function_parts(
    types: &Types<'_>,
    function: &BoundOperation,
    problems: &mut Problems,
) -> Option<(Vec<Argument>, Tail)> {
    let mut arguments = Vec::new();
    let mut parameters = Vec::new();
    let names = argument_names(function);
    if names.len() != function.parameters.len() {
        return None;
    }
    for (parameter, name) in function.parameters.iter().zip(names) {
        let Some((ty, form)) = literal(types, &parameter.ty) else {
            problems.push(not_expressed(function, parameter));
            return None;
        };
        parameters.push(Given {
            name: parameter.name.clone(),
            argument: name.clone(),
            form,
            nullable: parameter.nullable,
            optional: parameter.optional,
        });
        let omissible = parameter.nullable || parameter.optional;
        arguments.push(Argument {
            name,
            ty: ArgumentType::Literal { ty, omissible },
        });
    }
    let tail = Tail::Call {
        name: function.name.to_string(),
        parameters,
    };
    Some((arguments, tail))
}

fn not_expressed(function: &BoundOperation, parameter: &Parameter) -> Problem {
    let kind = Meaning::ParameterNotExpressed {
        operation: function.name.to_string(),
        parameter: parameter.name.clone(),
        ty: parameter.ty.to_string(),
    };
    Problem::at(parameter.location, kind)
}

/// The arguments of a function, in the order of its parameters; fewer than these if one has no name in Rust.
pub(super) fn argument_names(function: &BoundOperation) -> Vec<Ident> {
    let wanted = function.parameters.iter().filter_map(|parameter| {
        Some(Wanted {
            wire_name: &parameter.name,
            ident: Ident::snake(&parameter.name).ok()?,
            kind: NameKind::Plain,
            location: parameter.location,
        })
    });
    let wanted: Vec<_> = wanted.collect();
    // A function with parameters that differ in what Rust cannot show is told apart by numbers in its signature alone.
    names::settle("", &[], &wanted, &mut Problems::new())
}

/// How a parameter is written: primitive values and enumerations as literals, collections and structured values as JSON (OData URL
/// Conventions 4.01, section 5.1.1.14). What the crate has no type for can still be sent, as JSON.
fn literal(types: &Types<'_>, ty: &TypeRef) -> Option<(Type, Form)> {
    if ty.value == ValueType::Primitive(Primitive::Stream) {
        return None;
    }
    let value = types.value(&ty.value).unwrap_or(Type::Json);
    let as_json = value == Type::Json || is_json(types.api, ty);
    Some(match (ty.collection, as_json) {
        (false, false) => (value, Form::Literal),
        (false, true) => (value, Form::Json),
        (true, false) => (Type::List(Box::new(value)), Form::Literal),
        (true, true) => (Type::List(Box::new(value)), Form::JsonList),
    })
}

/// Whether a value is written as JSON: structured values, and those of any type.
fn is_json(api: &Api, ty: &TypeRef) -> bool {
    match &ty.value {
        ValueType::Primitive(primitive) => *primitive == Primitive::Untyped,
        ValueType::Named(id) => api.enumeration(id).is_none(),
    }
}

/// The function by which Microsoft Graph answers a delta query about a collection, in whatever namespace.
const DELTA: &str = "delta";

/// What an operation answers.
fn answer(types: &Types<'_>, operation: &BoundOperation) -> Answer {
    let Outcome::Value(ty) = &operation.outcome else {
        return Answer::Nothing;
    };
    if ty.value == ValueType::Primitive(Primitive::Stream) {
        return Answer::Bytes;
    }
    // A type that the slice leaves out is still answered, as JSON.
    let value = types.declared(&ty.value).unwrap_or(Type::Json);
    let structured = ty
        .name()
        .is_some_and(|name| types.api.enumeration(name).is_none());
    let is_delta = operation.kind == BoundOperationKind::Function && operation.name.name() == DELTA;
    match (ty.collection, structured) {
        (true, true) if is_delta => Answer::DeltaPage(value),
        (true, _) => Answer::Page(value),
        (false, true) => Answer::Entity(value),
        (false, false) => Answer::Value(value),
    }
}

/// The segment of an operation in a URL template: `name(a='{a}',b={b},c=@c)`. What may be left out, and what is written as JSON, stands in
/// the query, by an alias.
pub(super) fn template(api: &Api, operation: &BoundOperation) -> String {
    if operation.kind == BoundOperationKind::Action {
        return operation.name.to_string();
    }
    let arguments = operation.parameters.iter().map(|parameter| {
        let name = &parameter.name;
        let by_alias = parameter.optional || parameter.ty.collection || is_json(api, &parameter.ty);
        match &parameter.ty.value {
            _ if by_alias => format!("{name}=@{name}"),
            ValueType::Named(_) | ValueType::Primitive(Primitive::String) => {
                format!("{name}='{{{name}}}'")
            }
            ValueType::Primitive(_) => format!("{name}={{{name}}}"),
        }
    });
    let arguments: Vec<String> = arguments.collect();
    format!("{}({})", operation.name, arguments.join(","))
}
