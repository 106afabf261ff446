//! What a planned crate offers, for people and for programs.

mod graph;

pub use graph::{Edge, Graph, GraphOperation, GraphPlace};

use std::collections::BTreeMap;

use crate::problem::Location;
use crate::rust::Crate;
use crate::rust::item::{Content, Function, Module, Structured};

/// One operation that the crate offers, at the place that a reader is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The HTTP method.
    pub method: &'static str,
    /// The URL template from the service root, without the version.
    pub template: String,
    /// What a caller writes.
    pub call: String,
    /// Where the sources describe it.
    pub sources: Vec<Location>,
}

/// Every operation that the crate offers, by URL template and method.
pub fn operations(krate: &Crate) -> Vec<Offered> {
    let types = structured_with_paths(krate);
    let places = types
        .iter()
        .filter_map(|(_, structured)| structured.place.as_ref());
    let functions = places.flat_map(|place| {
        let reached = place
            .reached
            .iter()
            .flat_map(|reached| reached.at_collection.iter().chain(&reached.at_entity));
        place.operations.iter().chain(reached)
    });
    let untyped = krate.untyped.iter().map(|untyped| Offered {
        call: format!("untyped::{}", call(&untyped.function)),
        ..offer(&untyped.function)
    });
    let mut offered: Vec<Offered> = functions.map(offer).chain(untyped).collect();
    offered.sort_by(|a, b| (&a.template, a.method, &a.call).cmp(&(&b.template, b.method, &b.call)));
    offered
}

fn offer(function: &Function) -> Offered {
    let place = function.place.as_deref().unwrap_or("_");
    Offered {
        method: function.method,
        template: function.template.clone(),
        call: format!("{place}.{}", call(function)),
        sources: function.sources.clone(),
    }
}

fn call(function: &Function) -> String {
    let arguments = function.arguments.iter();
    let arguments: Vec<&str> = arguments.map(|argument| argument.name.as_str()).collect();
    format!("{}({})", function.name, arguments.join(", "))
}

/// The structured types of the crate, by their paths.
fn structured_with_paths(krate: &Crate) -> Vec<(String, &Structured)> {
    let mut found = Vec::new();
    let mut open: Vec<(String, &Module)> = krate
        .modules
        .iter()
        .map(|(name, module)| (name.to_string(), module))
        .collect();
    while let Some((path, module)) = open.pop() {
        if let Some(Content::Structured(structured)) = &module.content {
            found.push((format!("{path}::{}", structured.model.name), &**structured));
        }
        open.extend(
            module
                .modules
                .iter()
                .map(|(name, module)| (format!("{path}::{name}"), module)),
        );
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found
}

/// Where the crate has the models of structured types, by the qualified names of the types: `user::User` for `microsoft.graph.user`.
pub fn model_paths(krate: &Crate) -> BTreeMap<String, String> {
    let found = structured_with_paths(krate).into_iter();
    found
        .map(|(path, structured)| (structured.model.wire_name.clone(), path))
        .collect()
}

fn path_text(path: &crate::rust::item::ItemPath) -> String {
    let modules = path
        .modules
        .iter()
        .map(ToString::to_string)
        .chain([path.name.to_string()]);
    modules.collect::<Vec<_>>().join("::")
}
