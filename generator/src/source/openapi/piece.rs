//! The objects of a description, each read alone and then put together.

use std::collections::BTreeMap;

use openapiv3::{
    Content, Header, MediaType, Parameter, ParameterSchemaOrContent, ReferenceOr, RequestBody,
    Response,
};
use serde::de::DeserializeOwned;

use super::document::{Component, NameLists};
use super::reference::{ComponentKind, References, targets};
use super::view::{self, Shape};
use crate::problem::{Location, Problem, ProblemKind, Problems};
use crate::source::tree::Node;

/// Reads the objects of one text. A reader gives `None` after it has told why.
#[derive(Debug)]
pub(super) struct Pieces<'a, 't, 'p> {
    pub(super) tree: &'a Node<'t>,
    pub(super) references: References<'a, 't>,
    pub(super) problems: &'p mut Problems,
}

impl<'a, 't, 'p> Pieces<'a, 't, 'p> {
    pub(super) fn new(tree: &'a Node<'t>, problems: &'p mut Problems) -> Self {
        Self {
            tree,
            references: References::new(tree),
            problems,
        }
    }

    /// All components of one kind.
    pub(super) fn components<T>(
        &mut self,
        kind: ComponentKind,
        read: fn(&mut Self, &Node<'t>, Location) -> Option<T>,
    ) -> BTreeMap<String, Component<T>> {
        let mut components = BTreeMap::new();
        for (key, node) in targets(self.tree, kind)
            .into_iter()
            .flat_map(|targets| targets.iter())
        {
            if let Some(value) = self.reference_or(node, key.location, kind, read) {
                components.insert(
                    key.text.clone().into_owned(),
                    Component {
                        location: key.location,
                        value,
                    },
                );
            }
        }
        components
    }

    /// An object, or a reference to one.
    pub(super) fn reference_or<T>(
        &mut self,
        node: &Node<'t>,
        at: Location,
        kind: ComponentKind,
        read: fn(&mut Self, &Node<'t>, Location) -> Option<T>,
    ) -> Option<ReferenceOr<T>> {
        let Some(reference) = node.get("$ref") else {
            return read(self, node, at).map(ReferenceOr::Item);
        };
        let Some(text) = reference.as_str() else {
            self.wrong_shape("`$ref`", "a string", reference);
            return None;
        };
        match self.references.check(kind, text, reference.location) {
            Ok(()) => Some(ReferenceOr::Reference {
                reference: text.to_owned(),
            }),
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    pub(super) fn operation(
        &mut self,
        node: &Node<'t>,
        at: Location,
    ) -> Option<openapiv3::Operation> {
        let mut operation: openapiv3::Operation =
            self.object(node, at, "operation", Shape::Operation)?;
        // Its place-holders go first, so that they do not take memory beside what replaces them.
        operation.parameters = Vec::new();
        operation.parameters = self.parameters(node, |node| !NameLists::have(node));
        if let (Some(slot), Some((body, at))) =
            (&mut operation.request_body, entry(node, "requestBody"))
        {
            self.fill(
                slot,
                body,
                at,
                ComponentKind::RequestBodies,
                Self::request_body,
            );
        }
        if let (Some(slot), Some(responses)) =
            (&mut operation.responses.default, node.get("responses"))
            && let Some((response, at)) = entry(responses, "default")
        {
            self.fill(slot, response, at, ComponentKind::Responses, Self::response);
        }
        self.responses(&mut operation.responses, node);
        operation.responses.responses.shrink_to_fit();
        operation.extensions.shrink_to_fit();
        Some(operation)
    }

    /// Status codes are compared as `openapiv3` reads them: `2xx` and `2XX` are one.
    fn responses(&mut self, responses: &mut openapiv3::Responses, operation: &Node<'t>) {
        let Some(mapping) = operation.get("responses").and_then(Node::as_mapping) else {
            return;
        };
        for (key, node) in mapping.iter() {
            let status = key.text.to_ascii_uppercase();
            let slot = responses
                .responses
                .iter_mut()
                .find(|(code, _)| code.to_string() == status);
            if let Some((_, slot)) = slot {
                self.fill(
                    slot,
                    node,
                    key.location,
                    ComponentKind::Responses,
                    Self::response,
                );
            }
        }
    }

    /// Those of the `parameters` of an operation or path item that are wanted.
    pub(super) fn parameters(
        &mut self,
        owner: &Node<'t>,
        wanted: fn(&Node<'t>) -> bool,
    ) -> Vec<ReferenceOr<Parameter>> {
        let Some(list) = owner.get("parameters") else {
            return Vec::new();
        };
        let Some(items) = list.as_sequence() else {
            self.wrong_shape("`parameters`", "a list", list);
            return Vec::new();
        };
        let items = || items.iter().filter(|node| wanted(node));
        let mut parameters = Vec::with_capacity(items().count());
        for node in items() {
            parameters.extend(self.reference_or(
                node,
                node_start(node),
                ComponentKind::Parameters,
                Self::parameter,
            ));
        }
        parameters
    }

    pub(super) fn parameter(&mut self, node: &Node<'t>, at: Location) -> Option<Parameter> {
        self.check_has_schema(node, at, "this parameter")?;
        let mut parameter: Parameter = self.object(node, at, "parameter", Shape::Parameter)?;
        let (Parameter::Query { parameter_data, .. }
        | Parameter::Header { parameter_data, .. }
        | Parameter::Path { parameter_data, .. }
        | Parameter::Cookie { parameter_data, .. }) = &mut parameter;
        self.schema_or_content(&mut parameter_data.format, node);
        parameter_data.extensions.shrink_to_fit();
        Some(parameter)
    }

    fn header(&mut self, node: &Node<'t>, at: Location) -> Option<Header> {
        self.check_has_schema(node, at, "this header")?;
        let mut header: Header = self.object(node, at, "header", Shape::Parameter)?;
        self.schema_or_content(&mut header.format, node);
        Some(header)
    }

    /// Serde would name a type of `openapiv3` that no reader knows.
    fn check_has_schema(
        &mut self,
        node: &Node<'t>,
        at: Location,
        within: &'static str,
    ) -> Option<()> {
        if node.as_mapping().is_none()
            || node.get("schema").is_some()
            || node.get("content").is_some()
        {
            return Some(());
        }
        self.problems.push(Problem::at(
            at,
            ProblemKind::MissingKey {
                key: "schema",
                within,
            },
        ));
        None
    }

    fn schema_or_content(&mut self, format: &mut ParameterSchemaOrContent, node: &Node<'t>) {
        match format {
            ParameterSchemaOrContent::Schema(slot) => {
                if let Some((schema, at)) = entry(node, "schema") {
                    self.fill(slot, schema, at, ComponentKind::Schemas, Self::schema);
                }
            }
            ParameterSchemaOrContent::Content(content) => {
                self.content(content, node);
            }
        }
    }

    pub(super) fn request_body(&mut self, node: &Node<'t>, at: Location) -> Option<RequestBody> {
        let mut body: RequestBody = self.object(node, at, "request body", Shape::RequestBody)?;
        self.content(&mut body.content, node);
        body.extensions.shrink_to_fit();
        Some(body)
    }

    pub(super) fn response(&mut self, node: &Node<'t>, at: Location) -> Option<Response> {
        let mut response: Response = self.object(node, at, "response", Shape::Response)?;
        self.content(&mut response.content, node);
        for (name, slot) in &mut response.headers {
            if let Some((header, at)) = node.get("headers").and_then(|headers| entry(headers, name))
            {
                self.fill(slot, header, at, ComponentKind::Headers, Self::header);
            }
        }
        Some(response)
    }

    /// Fills the media types of the object `owner`.
    fn content(&mut self, slots: &mut Content, owner: &Node<'t>) {
        // A map makes room for three at its first entry, and a media type takes more than a kilobyte.
        slots.shrink_to_fit();
        for (name, slot) in slots {
            if let Some((node, at)) = owner
                .get("content")
                .and_then(|content| entry(content, name))
                && let Some(media) = self.media_type(node, at)
            {
                *slot = media;
            }
        }
    }

    fn media_type(&mut self, node: &Node<'t>, at: Location) -> Option<MediaType> {
        let mut media: MediaType = self.object(node, at, "media type", Shape::MediaType)?;
        if let (Some(slot), Some((schema, at))) = (&mut media.schema, entry(node, "schema")) {
            self.fill(slot, schema, at, ComponentKind::Schemas, Self::schema);
        }
        Some(media)
    }

    pub(super) fn fill<T>(
        &mut self,
        slot: &mut ReferenceOr<T>,
        node: &Node<'t>,
        at: Location,
        kind: ComponentKind,
        read: fn(&mut Self, &Node<'t>, Location) -> Option<T>,
    ) {
        if let Some(value) = self.reference_or(node, at, kind, read) {
            *slot = value;
        }
    }

    /// One level of an object.
    pub(super) fn object<T: DeserializeOwned>(
        &mut self,
        node: &Node<'t>,
        at: Location,
        what: &'static str,
        shape: Shape,
    ) -> Option<T> {
        if node.as_mapping().is_none() {
            self.wrong_shape(what, "a mapping", node);
            return None;
        }
        match view::read(node, shape) {
            Ok(value) => Some(value),
            Err(mismatch) => {
                let location = mismatch.location.unwrap_or(at);
                let kind = ProblemKind::Malformed {
                    what,
                    detail: mismatch.detail,
                };
                self.problems.push(Problem::at(location, kind));
                None
            }
        }
    }

    pub(super) fn wrong_shape(
        &mut self,
        what: &'static str,
        expected: &'static str,
        node: &Node<'_>,
    ) {
        let kind = ProblemKind::WrongShape {
            what,
            expected,
            found: node.kind(),
        };
        self.problems.push(Problem::at(node.location, kind));
    }
}

/// A value of a mapping, with the place of its key.
pub(super) fn entry<'a, 't>(node: &'a Node<'t>, key: &str) -> Option<(&'a Node<'t>, Location)> {
    node.as_mapping()?
        .entry(key)
        .map(|(key, value)| (value, key.location))
}

/// The place of an object that has no key: its first character.
pub(super) fn node_start(node: &Node<'_>) -> Location {
    Location {
        end: node.location.start.saturating_add(1).min(node.location.end),
        ..node.location
    }
}
