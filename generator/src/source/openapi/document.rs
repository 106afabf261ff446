//! An OpenAPI text as written, with references that are known to lead somewhere.

use std::collections::BTreeMap;

use openapiv3::{Parameter, ReferenceOr, RequestBody, Response, Schema};

use super::reference::{self, ComponentKind};
use crate::problem::{FileId, Location};
use crate::source::text::Spanned;
use crate::source::tree::Node;

/// One OpenAPI 3.0 text.
///
/// Examples, links, callbacks and encodings are not read, nor are the names that `$select`, `$expand` and `$orderby` may list at an
/// operation ([`NameLists`]): in a description of the whole of Graph these are most of the text. [`Document::node`] still finds them.
#[derive(Clone, Debug)]
pub struct Document<'t> {
    /// The text.
    pub file: FileId,
    /// `info.title`.
    pub title: String,
    /// `info.version`, the version of the description.
    pub version: String,
    /// The URLs of `servers`.
    pub servers: Vec<Spanned<String>>,
    /// Path items in the order of the text.
    pub paths: Vec<PathItem>,
    /// What references lead to.
    pub components: Components,
    pub(super) tree: Node<'t>,
}

/// A Path Item Object (OpenAPI 3.0.3, section 4.7.9).
#[derive(Clone, Debug)]
pub struct PathItem {
    /// The URL template, relative to the server, such as `/users/{user-id}`.
    pub template: Spanned<String>,
    /// What the path is about.
    pub description: Option<String>,
    /// Parameters of all operations of the path.
    pub parameters: Vec<ReferenceOr<Parameter>>,
    /// Operations in the order of the text.
    pub operations: Vec<Operation>,
}

/// One operation of a path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its HTTP method.
    pub method: Method,
    /// The key of the operation in its path item.
    pub location: Location,
    /// The query options that list names of properties. They are not among the parameters of `operation`.
    pub name_lists: NameLists,
    /// The Operation Object without its examples.
    pub operation: openapiv3::Operation,
}

/// Which of the query options that list names of properties an operation has as parameters. Descriptions of Graph write all names that
/// there are to each of them, which makes up a third of the text, and the types know them better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameLists {
    /// `$select`
    pub select: bool,
    /// `$expand`
    pub expand: bool,
    /// `$orderby`
    pub orderby: bool,
}

impl NameLists {
    /// Those of an Operation Object.
    pub(super) fn of(operation: &Node<'_>) -> Self {
        let mut lists = Self::default();
        let parameters = operation.get("parameters").and_then(Node::as_sequence);
        for parameter in parameters.unwrap_or_default() {
            if let Some(list) = lists.list(parameter) {
                *list = true;
            }
        }
        lists
    }

    /// Whether a Parameter Object is one of them.
    pub(super) fn have(parameter: &Node<'_>) -> bool {
        Self::default().list(parameter).is_some()
    }

    fn list(&mut self, parameter: &Node<'_>) -> Option<&mut bool> {
        let text = |key| parameter.get(key).and_then(Node::as_str);
        match (text("in")?, text("name")?) {
            ("query", "$select") => Some(&mut self.select),
            ("query", "$expand") => Some(&mut self.expand),
            ("query", "$orderby") => Some(&mut self.orderby),
            _ => None,
        }
    }
}

/// The methods that OpenAPI has a key for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
}

impl Method {
    /// The key of a path item in lower case, as OpenAPI has it; `None` for a key that is no method.
    pub(super) fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "get" => Self::Get,
            "put" => Self::Put,
            "post" => Self::Post,
            "delete" => Self::Delete,
            "options" => Self::Options,
            "head" => Self::Head,
            "patch" => Self::Patch,
            "trace" => Self::Trace,
            _ => return None,
        })
    }

    /// The name in upper case, as HTTP has it (RFC 9110, section 9).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }
}

/// The parts of the Components Object that are read (section 4.7.7).
#[derive(Clone, Debug, Default)]
pub struct Components {
    /// `components.schemas`
    pub schemas: BTreeMap<String, Component<Schema>>,
    /// `components.parameters`
    pub parameters: BTreeMap<String, Component<Parameter>>,
    /// `components.responses`
    pub responses: BTreeMap<String, Component<Response>>,
    /// `components.requestBodies`
    pub request_bodies: BTreeMap<String, Component<RequestBody>>,
}

/// A component and its key in the text.
#[derive(Clone, Debug)]
pub struct Component<T> {
    /// The key.
    pub location: Location,
    /// The component, or a reference to another one of its kind.
    pub value: ReferenceOr<T>,
}

impl<'t> Document<'t> {
    /// The best place to show for a JSON pointer (RFC 6901), such as `/components/schemas/user/properties/id`: the key of the
    /// value it names, or of the last value on the way that exists.
    pub fn locate(&self, pointer: &str) -> Location {
        self.tree.locate(pointer)
    }

    /// The value at a JSON pointer, as written.
    pub fn node(&self, pointer: &str) -> Option<&Node<'t>> {
        self.tree.pointer(pointer)
    }

    /// Whether a property of a component schema carries an extension whose value is `true`.
    ///
    /// The tree answers, not `openapiv3`, because extensions beside a `$ref` exist only there. The property may be declared by
    /// the schema or by a member of its `allOf`; references are not followed, so an inherited property is not found.
    pub fn property_extension(&self, schema: &str, property: &str, extension: &str) -> bool {
        let Some(schema) = self.component(ComponentKind::Schemas, schema) else {
            return false;
        };
        let members = schema
            .get("allOf")
            .and_then(Node::as_sequence)
            .unwrap_or_default();
        std::iter::once(schema)
            .chain(members)
            .filter_map(|schema| {
                schema
                    .get("properties")?
                    .get(property)?
                    .get(extension)?
                    .as_bool()
            })
            .any(|set| set)
    }

    /// The name in a reference to a component schema: `user` for `#/components/schemas/user`.
    pub fn schema_name(reference: &str) -> Option<&str> {
        ComponentKind::Schemas.name_in(reference)
    }

    /// The schema itself, references followed. `None` only for a reference that is not of this document.
    pub fn schema<'a>(&'a self, schema: &'a ReferenceOr<Schema>) -> Option<&'a Schema> {
        follow(&self.components.schemas, ComponentKind::Schemas, schema)
    }

    /// The parameter itself, references followed. `None` only for a reference that is not of this document.
    pub fn parameter<'a>(&'a self, parameter: &'a ReferenceOr<Parameter>) -> Option<&'a Parameter> {
        follow(
            &self.components.parameters,
            ComponentKind::Parameters,
            parameter,
        )
    }

    /// The response itself, references followed. `None` only for a reference that is not of this document.
    pub fn response<'a>(&'a self, response: &'a ReferenceOr<Response>) -> Option<&'a Response> {
        follow(
            &self.components.responses,
            ComponentKind::Responses,
            response,
        )
    }

    /// The request body itself, references followed. `None` only for a reference that is not of this document.
    pub fn request_body<'a>(
        &'a self,
        body: &'a ReferenceOr<RequestBody>,
    ) -> Option<&'a RequestBody> {
        follow(
            &self.components.request_bodies,
            ComponentKind::RequestBodies,
            body,
        )
    }

    fn component(&self, kind: ComponentKind, name: &str) -> Option<&Node<'t>> {
        reference::targets(&self.tree, kind)?.get(name)
    }
}

/// Follows references. Cycles were refused when the document was read; the count of steps is a second lock on that door.
fn follow<'a, T>(
    components: &'a BTreeMap<String, Component<T>>,
    kind: ComponentKind,
    mut value: &'a ReferenceOr<T>,
) -> Option<&'a T> {
    for _ in 0..=components.len() {
        match value {
            ReferenceOr::Item(item) => return Some(item),
            ReferenceOr::Reference { reference } => {
                value = &components.get(kind.name_in(reference)?)?.value
            }
        }
    }
    None
}
