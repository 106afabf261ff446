//! Operations as request functions.

use super::item::{
    Answer, Argument, ArgumentType, Body, Docs, Function, ItemPath, Struct, Tail, Type,
};
use super::types::Types;
use super::{Ident, models, rustdoc};
use crate::model::{
    BoundOperation, BoundOperationKind, Method, NavigationOperation, Operation, Outcome, TypeRef,
    ValueType,
};
use crate::problem::{Meaning, Problem, Problems};

/// The name of the request function of a documented operation. The two ways to remove a reference are at different places and share one.
pub(super) fn operation_name(operation: NavigationOperation) -> &'static str {
    match operation {
        NavigationOperation::List => "list",
        NavigationOperation::Create => "create",
        NavigationOperation::Count => "count",
        NavigationOperation::Get => "get",
        NavigationOperation::Update => "update",
        NavigationOperation::Replace => "replace",
        NavigationOperation::Delete => "delete",
        NavigationOperation::ListRef => "list_ref",
        NavigationOperation::AddRef => "add_ref",
        NavigationOperation::RemoveRefByUrl | NavigationOperation::RemoveRef => "remove_ref",
        NavigationOperation::GetRef => "get_ref",
        NavigationOperation::SetRef => "set_ref",
    }
}

/// What a reader is told about the place of a request function.
#[derive(Clone, Copy)]
pub(super) struct Shown<'a> {
    /// What a caller writes to get there, if there is a way from the root.
    pub call: Option<&'a str>,
    /// The URL template of the place.
    pub template: &'a str,
    /// What the place is called: `application/connectorGroup`.
    pub title: &'a str,
    /// Whether the place is one entity of the collection that is called so.
    pub is_item: bool,
}

/// The request function of a documented operation on entities of type `target`.
pub(super) fn at_navigation(
    operation: NavigationOperation,
    documented: &Operation,
    target: &ItemPath,
    shown: &Shown<'_>,
) -> Function {
    let entity = || Type::Item(target.clone());
    let (argument, body, answer) = match operation {
        NavigationOperation::List => (None, Body::Nothing, Answer::Page(entity())),
        NavigationOperation::Create => (
            Some(model_argument("entity", target)),
            Body::Json(Ident::fixed("entity")),
            Answer::Entity(entity()),
        ),
        NavigationOperation::Count => (None, Body::Nothing, Answer::Count),
        NavigationOperation::Get => (None, Body::Nothing, Answer::Entity(entity())),
        NavigationOperation::Update => (
            Some(model_argument("changes", target)),
            Body::Json(Ident::fixed("changes")),
            Answer::EntityOrNothing(entity()),
        ),
        NavigationOperation::Replace => (
            Some(model_argument("entity", target)),
            Body::Json(Ident::fixed("entity")),
            Answer::EntityOrNothing(entity()),
        ),
        NavigationOperation::Delete | NavigationOperation::RemoveRef => {
            (None, Body::Nothing, Answer::Nothing)
        }
        NavigationOperation::ListRef => (None, Body::Nothing, Answer::Links(entity())),
        NavigationOperation::GetRef => (None, Body::Nothing, Answer::Link(entity())),
        NavigationOperation::AddRef | NavigationOperation::SetRef => (
            Some(reference_argument(target)),
            Body::Reference(Ident::fixed("target")),
            Answer::Nothing,
        ),
        NavigationOperation::RemoveRefByUrl => (
            Some(reference_argument(target)),
            Body::ReferenceQuery(Ident::fixed("target")),
            Answer::Nothing,
        ),
    };
    let suffix = operation.suffix();
    let tail = if suffix.is_empty() {
        Tail::Nothing
    } else {
        Tail::Segment(suffix.to_owned())
    };
    let mut template = join_template(shown.template, suffix);
    if operation == NavigationOperation::RemoveRefByUrl {
        template.push_str("?@id={id}");
    }
    let lead = rustdoc::markdown(&lead(operation, shown));
    Function {
        name: Ident::fixed(operation_name(operation)),
        docs: docs(
            &documented.documentation,
            lead,
            operation.method(),
            &template,
            shown,
        ),
        arguments: argument.into_iter().collect(),
        method: operation.method().as_str(),
        tail,
        body,
        answer,
        template,
        place: shown.call.map(str::to_owned),
        sources: documented.sources.clone(),
    }
}

/// A bound action or function, and the struct of its parameters, to be put into `module`, if it needs one. Nothing, and a warning, where a parameter cannot be
/// written in a URL yet.
pub(super) fn bound(
    types: &Types<'_>,
    name: Ident,
    operation: &BoundOperation,
    shown: &Shown<'_>,
    module: &[Ident],
    problems: &mut Problems,
) -> Option<(Function, Option<Struct>)> {
    let (arguments, tail, body, parameters) = match operation.kind {
        BoundOperationKind::Action => action_parts(types, operation, module, problems),
        BoundOperationKind::Function => function_parts(types, operation, problems)?,
    };
    let method = operation.kind.method();
    let kind = match operation.kind {
        BoundOperationKind::Action => "action",
        BoundOperationKind::Function => "function",
    };
    let template = join_template(shown.template, &tail_template(&tail, operation));
    let lead = rustdoc::markdown(&format!(
        "Calls the {kind} {}.",
        rustdoc::code(operation.name.as_str())
    ));
    let function = Function {
        name,
        docs: docs(&operation.documentation, lead, method, &template, shown),
        arguments,
        method: method.as_str(),
        tail,
        body,
        answer: answer(types, &operation.outcome),
        template,
        place: shown.call.map(str::to_owned),
        sources: operation.sources.clone(),
    };
    Some((function, parameters))
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
        vec![model_argument("parameters", &path)],
        tail,
        Body::Json(Ident::fixed("parameters")),
        Some(structure),
    )
}

fn function_parts(
    types: &Types<'_>,
    function: &BoundOperation,
    problems: &mut Problems,
) -> Option<Parts> {
    let mut arguments: Vec<Argument> = Vec::new();
    let mut parameters = Vec::new();
    for parameter in &function.parameters {
        let literal = literal_type(types, &parameter.ty);
        let ident = Ident::snake(&parameter.name)
            .ok()
            .filter(|ident| arguments.iter().all(|argument| argument.name != *ident));
        let (Some(ty), Some(name)) = (literal, ident) else {
            let kind = Meaning::ParameterNotExpressed {
                operation: function.name.to_string(),
                parameter: parameter.name.clone(),
                ty: parameter.ty.to_string(),
            };
            problems.push(Problem::at(parameter.location, kind));
            return None;
        };
        parameters.push((parameter.name.clone(), name.clone()));
        arguments.push(Argument {
            name,
            ty: ArgumentType::Literal {
                ty,
                nullable: parameter.nullable,
            },
        });
    }
    let tail = Tail::Call {
        name: function.name.to_string(),
        parameters,
    };
    Some((arguments, tail, Body::Nothing, None))
}

/// The types that have a literal form in a URL: primitive types and enumerations (OData URL Conventions 4.01, section 5.1.1.14).
fn literal_type(types: &Types<'_>, ty: &TypeRef) -> Option<Type> {
    if ty.collection
        || ty
            .name()
            .is_some_and(|name| types.api.structured(name).is_some())
    {
        return None;
    }
    match types.value(&ty.value)? {
        Type::Json => None,
        literal => Some(literal),
    }
}

fn answer(types: &Types<'_>, outcome: &Outcome) -> Answer {
    let Outcome::Value(ty) = outcome else {
        return Answer::Nothing;
    };
    if ty.value == ValueType::Primitive(crate::model::Primitive::Stream) {
        return Answer::Bytes;
    }
    // A type that the slice leaves out is still answered, as JSON.
    let value = types.value(&ty.value).unwrap_or(Type::Json);
    let structured = ty
        .name()
        .is_some_and(|name| types.api.enumeration(name).is_none());
    match (ty.collection, structured) {
        (true, _) => Answer::Page(value),
        (false, true) => Answer::Entity(value),
        (false, false) => Answer::Value(value),
    }
}

fn model_argument(name: &'static str, target: &ItemPath) -> Argument {
    Argument {
        name: Ident::fixed(name),
        ty: ArgumentType::Model(target.clone()),
    }
}

fn reference_argument(target: &ItemPath) -> Argument {
    Argument {
        name: Ident::fixed("target"),
        ty: ArgumentType::Reference(target.clone()),
    }
}

fn docs(
    documentation: &crate::model::Documentation,
    lead: Docs,
    method: Method,
    template: &str,
    shown: &Shown<'_>,
) -> Docs {
    let mut documentation = documentation.clone();
    let permissions = documentation.permissions.take();
    let page = documentation.page.take();
    let prose = rustdoc::documentation(&documentation, lead);
    let request = vec![rustdoc::code(&format!("{method} {template}"))];
    let tail = crate::model::Documentation {
        permissions,
        page,
        ..Default::default()
    };
    let unreachable = if shown.call.is_none() {
        rustdoc::markdown("No path from the service root leads here in this crate.")
    } else {
        Docs::new()
    };
    rustdoc::join([
        prose,
        request,
        rustdoc::documentation(&tail, Docs::new()),
        unreachable,
    ])
}

fn join_template(place: &str, suffix: &str) -> String {
    if suffix.is_empty() {
        place.to_owned()
    } else {
        format!("{place}/{suffix}")
    }
}

fn tail_template(tail: &Tail, operation: &BoundOperation) -> String {
    match tail {
        Tail::Nothing => String::new(),
        Tail::Segment(segment) => segment.clone(),
        Tail::Call { name, parameters } => {
            let arguments =
                parameters
                    .iter()
                    .zip(&operation.parameters)
                    .map(|((name, _), parameter)| {
                        let quoted = match &parameter.ty.value {
                            ValueType::Named(_) => true,
                            ValueType::Primitive(primitive) => {
                                *primitive == crate::model::Primitive::String
                            }
                        };
                        if quoted {
                            format!("{name}='{{{name}}}'")
                        } else {
                            format!("{name}={{{name}}}")
                        }
                    });
            format!("{name}({})", arguments.collect::<Vec<_>>().join(","))
        }
    }
}

fn lead(operation: NavigationOperation, shown: &Shown<'_>) -> String {
    let title = rustdoc::code(shown.title);
    let entity = if shown.is_item {
        format!("one entity of {title}")
    } else {
        title.clone()
    };
    match operation {
        NavigationOperation::List => format!("Lists {title}: one page, and the link to the next."),
        NavigationOperation::Create => format!("Creates an entity in {title} and answers with it."),
        NavigationOperation::Count => format!("Counts {title}."),
        NavigationOperation::Get => format!("Reads {entity}."),
        NavigationOperation::Update => {
            format!(
                "Changes those properties of {entity} that are set. Answers with the entity where the service sends it."
            )
        }
        NavigationOperation::Replace => {
            format!("Replaces {entity}. Answers with the entity where the service sends it.")
        }
        NavigationOperation::Delete => format!("Deletes {entity}."),
        NavigationOperation::ListRef => {
            format!("Lists the references of {title}: one page, and the link to the next.")
        }
        NavigationOperation::AddRef => format!("Adds a reference to {title}."),
        NavigationOperation::RemoveRefByUrl => {
            format!("Removes the reference to the target from {title}; the target stays.")
        }
        NavigationOperation::GetRef => format!("Reads the reference of {title}."),
        NavigationOperation::SetRef => {
            format!("Sets the reference of {title}. One that was set before is replaced.")
        }
        NavigationOperation::RemoveRef if shown.is_item => {
            format!("Removes the reference to this entity from {title}; the entity stays.")
        }
        NavigationOperation::RemoveRef => {
            format!("Removes the reference of {title}; the entity it refers to stays.")
        }
    }
}
