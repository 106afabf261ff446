//! OpenAPI 3.0 (JSON or YAML), with the vocabulary of `openapiv3` for everything below a path item.

mod document;
mod piece;
mod reference;
mod schema;
#[cfg(test)]
mod tests;
mod view;

pub use self::document::{Component, Components, Document, Method, NameLists, Operation, PathItem};

use self::piece::{Pieces, entry, node_start};
use self::reference::{ComponentKind, check_cycles};
use super::text::Spanned;
use super::tree::{Key, Node, Value};
use crate::problem::{FileId, Problem, ProblemKind, Problems};

/// Reads a document from its tree, whose version has been checked.
pub(super) fn parse<'t>(file: FileId, tree: Node<'t>, problems: &mut Problems) -> Document<'t> {
    let mut pieces = Pieces::new(&tree, problems);
    let (title, version) = pieces.info();
    let servers = pieces.servers();
    let paths = pieces.paths();
    let components = Components {
        schemas: pieces.components(ComponentKind::Schemas, Pieces::schema),
        parameters: pieces.components(ComponentKind::Parameters, Pieces::parameter),
        responses: pieces.components(ComponentKind::Responses, Pieces::response),
        request_bodies: pieces.components(ComponentKind::RequestBodies, Pieces::request_body),
    };
    check_cycles(&components, problems);
    Document {
        file,
        title,
        version,
        servers,
        paths,
        components,
        tree,
    }
}

impl<'t> Pieces<'_, 't, '_> {
    /// Title and version. They only serve to name the document, so their absence is no problem.
    fn info(&self) -> (String, String) {
        let text = |key| {
            let value = self.tree.get("info").and_then(|info| info.get(key));
            value.and_then(scalar).unwrap_or_default()
        };
        (text("title"), text("version"))
    }

    fn servers(&self) -> Vec<Spanned<String>> {
        let servers = self
            .tree
            .get("servers")
            .and_then(Node::as_sequence)
            .unwrap_or_default();
        let url = |server: &Node<'t>| {
            let url = server.get("url")?;
            Some(Spanned {
                value: url.as_str()?.to_owned(),
                location: url.location,
            })
        };
        servers.iter().filter_map(url).collect()
    }

    fn paths(&mut self) -> Vec<PathItem> {
        let Some((paths, _)) = entry(self.tree, "paths") else {
            let kind = ProblemKind::MissingKey {
                key: "paths",
                within: "the description",
            };
            self.problems.push(Problem::at(node_start(self.tree), kind));
            return Vec::new();
        };
        let Some(mapping) = paths.as_mapping() else {
            self.wrong_shape("`paths`", "a mapping", paths);
            return Vec::new();
        };
        let mut items = Vec::with_capacity(mapping.len());
        for (key, node) in mapping
            .iter()
            .filter(|(key, _)| !key.text.starts_with("x-"))
        {
            items.extend(self.path_item(key, node));
        }
        items
    }

    fn path_item(&mut self, key: &Key<'t>, node: &Node<'t>) -> Option<PathItem> {
        let template = Spanned {
            value: key.text.clone().into_owned(),
            location: key.location,
        };
        if !template.value.starts_with('/') {
            let kind = ProblemKind::PathWithoutSlash {
                template: template.value,
            };
            self.problems.push(Problem::at(key.location, kind));
            return None;
        }
        let Some(mapping) = node.as_mapping() else {
            self.wrong_shape("path item", "a mapping", node);
            return None;
        };
        if let Some(reference) = mapping.get("$ref") {
            let kind = ProblemKind::ForeignReference {
                reference: scalar(reference).unwrap_or_default(),
            };
            self.problems.push(Problem::at(reference.location, kind));
            return None;
        }
        // Vectors of exact size: an operation takes a kilobyte, and so does a parameter.
        let methods = mapping
            .iter()
            .filter(|(key, _)| Method::from_key(&key.text).is_some());
        let mut operations = Vec::with_capacity(methods.count());
        for (key, node) in mapping.iter() {
            if let Some(method) = Method::from_key(&key.text)
                && let Some(operation) = self.operation(node, key.location)
            {
                operations.push(Operation {
                    method,
                    location: key.location,
                    name_lists: NameLists::of(node),
                    operation,
                });
            }
        }
        let description = mapping
            .get("description")
            .and_then(Node::as_str)
            .map(str::to_owned);
        Some(PathItem {
            template,
            description,
            parameters: self.parameters(node, |_| true),
            operations,
        })
    }
}

/// The text of a string or number: `1.0` needs quotes to be a string in YAML, and is often written without.
fn scalar(node: &Node<'_>) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone().into_owned()),
        Value::Number(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}
