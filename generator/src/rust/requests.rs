//! Documented operations at navigations, and on media streams, as request functions.

use super::item::{Answer, Argument, ArgumentType, Body, Docs, Function, ItemPath, Tail, Type};
use super::{Ident, query_options, routes, rustdoc};
use crate::model::{Method, NavigationOperation, Operation, StreamOperation};

/// The name of the request function of a documented operation. The two ways to remove a reference are at different places and share one.
pub(super) fn operation_name(operation: NavigationOperation) -> &'static str {
    match operation {
        NavigationOperation::List => "list",
        NavigationOperation::Create => "create",
        NavigationOperation::Count => "count",
        NavigationOperation::ReplaceAll => "replace_all",
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
    /// Whether what is there is a value of a complex type and part of its owner, not an entity.
    pub is_value: bool,
}

/// The request function of a documented operation on entities of type `target`, which it answers with as `answered`.
pub(super) fn at_navigation(
    operation: NavigationOperation,
    documented: &Operation,
    target: &ItemPath,
    answered: &Type,
    shown: &Shown<'_>,
) -> Function {
    let entity = || Type::Item(target.clone());
    let (argument, body, answer) = match operation {
        NavigationOperation::List => (None, Body::Nothing, Answer::Page(answered.clone())),
        NavigationOperation::Create => (
            Some(Argument {
                name: Ident::fixed("entity"),
                ty: ArgumentType::Creates(target.clone()),
            }),
            Body::NewEntity(Ident::fixed("entity")),
            Answer::Entity(answered.clone()),
        ),
        NavigationOperation::Count => (None, Body::Nothing, Answer::Count),
        NavigationOperation::ReplaceAll => (
            Some(Argument {
                name: Ident::fixed("values"),
                ty: ArgumentType::Models(target.clone()),
            }),
            Body::Values(Ident::fixed("values")),
            Answer::Nothing,
        ),
        NavigationOperation::Get => (None, Body::Nothing, Answer::Entity(answered.clone())),
        NavigationOperation::Update => (
            Some(Argument {
                name: Ident::fixed("changes"),
                ty: ArgumentType::Changes(target.clone()),
            }),
            Body::Changes(Ident::fixed("changes")),
            Answer::EntityOrNothing(answered.clone()),
        ),
        NavigationOperation::Replace => (
            Some(model_argument("entity", target)),
            Body::Json(Ident::fixed("entity")),
            Answer::EntityOrNothing(answered.clone()),
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
        deprecated: rustdoc::deprecated(&documented.documentation),
        arguments: argument.into_iter().collect(),
        method: operation.method().as_str(),
        tail,
        body,
        answer,
        query: query_options::query(documented.options, entity()),
        template,
        place: shown.call.map(str::to_owned),
        sources: documented.sources.clone(),
    }
}

/// The request function of a media stream of an entity that `owner` holds. `segment` is the name of a property, or `$value` for the stream
/// that the entity itself is.
pub(super) fn on_stream(
    name: Ident,
    segment: &str,
    operation: StreamOperation,
    documented: &Operation,
    owner: &Type,
    shown: &Shown<'_>,
) -> Function {
    let (argument, body, answer) = match operation {
        StreamOperation::Download => (None, Body::Nothing, Answer::Bytes),
        StreamOperation::Upload => {
            let argument = Argument {
                name: Ident::fixed("content"),
                ty: ArgumentType::Bytes,
            };
            (
                Some(argument),
                Body::Bytes(Ident::fixed("content")),
                Answer::Uploaded(owner.clone()),
            )
        }
        StreamOperation::Remove => (None, Body::Nothing, Answer::Nothing),
    };
    let stream = if segment.starts_with('$') {
        format!("the media stream that {} is", rustdoc::code(shown.title))
    } else {
        let title = format!("{}/{segment}", shown.title);
        format!("the media stream {}", rustdoc::code(&title))
    };
    let lead = match operation {
        StreamOperation::Download => format!("Reads {stream}."),
        StreamOperation::Upload => format!(
            "Replaces {stream}. The bytes are sent as `application/octet-stream` unless the request's `content_type` says \
             otherwise. Answers with the entity where the service sends it."
        ),
        StreamOperation::Remove => format!("Removes {stream}; the entity stays."),
    };
    let method = operation.method();
    let template = join_template(shown.template, segment);
    let lead = rustdoc::markdown(&lead);
    Function {
        name,
        docs: docs(&documented.documentation, lead, method, &template, shown),
        deprecated: rustdoc::deprecated(&documented.documentation),
        arguments: argument.into_iter().collect(),
        method: method.as_str(),
        tail: Tail::Segment(segment.to_owned()),
        body,
        answer,
        query: None,
        template,
        place: shown.call.map(str::to_owned),
        sources: documented.sources.clone(),
    }
}

pub(super) fn model_argument(name: &'static str, target: &ItemPath) -> Argument {
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

pub(super) fn docs(
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
    let permissions = permissions
        .map(|permissions| rustdoc::permissions(&permissions, template))
        .unwrap_or_default();
    let tail = crate::model::Documentation {
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
        permissions,
        rustdoc::documentation(&tail, Docs::new()),
        unreachable,
    ])
}

fn join_template(place: &str, suffix: &str) -> String {
    if suffix.is_empty() {
        place.to_owned()
    } else {
        routes::join(place, &format!("/{suffix}"))
    }
}

fn lead(operation: NavigationOperation, shown: &Shown<'_>) -> String {
    let title = rustdoc::code(shown.title);
    let noun = if shown.is_value { "value" } else { "entity" };
    let entity = if shown.is_item {
        format!("one {noun} of {title}")
    } else {
        title.clone()
    };
    match operation {
        NavigationOperation::List => format!("Lists {title}: one page, and the link to the next."),
        NavigationOperation::Create if shown.is_value => {
            format!("Adds a value to {title} and answers with it.")
        }
        NavigationOperation::Create => format!("Creates an entity in {title} and answers with it."),
        NavigationOperation::Count => format!("Counts {title}."),
        NavigationOperation::ReplaceAll => {
            format!("Replaces {title} as a whole.")
        }
        NavigationOperation::Get => format!("Reads {entity}."),
        NavigationOperation::Update => {
            format!(
                "Changes those properties of {entity} that are set. Answers with the {noun} where the service sends it."
            )
        }
        NavigationOperation::Replace => {
            format!("Replaces {entity}. Answers with the {noun} where the service sends it.")
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
