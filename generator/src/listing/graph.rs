//! The navigation graph of a crate, as an automaton over URL segments: what paths a caller can walk, and what can be done at their ends.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{path_text, structured, structured_with_paths};
use crate::rust::Crate;
use crate::rust::item::{Function, Place, Reached, Step, Structured, Tail};

/// The automaton.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Graph {
    /// The place to start at: the service root.
    pub root: String,
    /// The places, by name.
    pub places: BTreeMap<String, GraphPlace>,
}

/// A place: a collection or an entity, behind one navigation.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
pub struct GraphPlace {
    /// The ways on.
    pub edges: Vec<Edge>,
    /// What can be done there.
    pub operations: Vec<GraphOperation>,
}

/// A way on.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct Edge {
    /// What it appends to the path.
    pub segment: String,
    /// The method that a caller writes.
    pub rust: String,
    /// The place that it leads to.
    pub to: String,
}

/// What can be done at a place.
#[derive(Clone, Debug, Serialize, PartialEq, Eq)]
pub struct GraphOperation {
    /// The HTTP method.
    pub method: String,
    /// What it appends to the path.
    pub suffix: String,
    /// The method that a caller writes.
    pub rust: String,
}

const ROOT: &str = "service";

impl Graph {
    /// The graph of a crate.
    pub fn of(krate: &Crate) -> Self {
        let types: BTreeMap<String, &Structured> =
            structured_with_paths(krate).into_iter().collect();
        let mut places = BTreeMap::new();
        let roots = krate.roots.iter().map(|step| edge(step, "via")).collect();
        places.insert(
            ROOT.to_owned(),
            GraphPlace {
                edges: roots,
                operations: Vec::new(),
            },
        );
        for structured in structured(krate) {
            for (place, reached) in structured
                .place
                .iter()
                .flat_map(|place| place.reached.iter().map(move |reached| (place, reached)))
            {
                add(&mut places, place, reached, &types, structured);
            }
        }
        Self {
            root: ROOT.to_owned(),
            places,
        }
    }
}

fn add(
    places: &mut BTreeMap<String, GraphPlace>,
    place: &Place,
    reached: &Reached,
    types: &BTreeMap<String, &Structured>,
    structured: &Structured,
) {
    let name = path_text(&reached.marker);
    let owner = types
        .iter()
        .find(|(_, candidate)| std::ptr::eq(**candidate, structured));
    let vias = owner.map(|(path, _)| via_module(path)).unwrap_or_default();
    let steps = place.steps.iter().map(|step| edge(step, &vias)).collect();
    let operations = reached
        .at_entity
        .iter()
        .chain(&place.operations)
        .map(operation)
        .collect();
    if !reached.collection {
        places.insert(
            name,
            GraphPlace {
                edges: steps,
                operations,
            },
        );
        return;
    }
    let item = format!("{name}[]");
    let key = place.key.iter().map(|key| Edge {
        segment: format!("{{{}}}", key.placeholder),
        rust: key.name.to_string(),
        to: item.clone(),
    });
    places.insert(
        name,
        GraphPlace {
            edges: key.collect(),
            operations: reached.at_collection.iter().map(operation).collect(),
        },
    );
    places.insert(
        item,
        GraphPlace {
            edges: steps,
            operations,
        },
    );
}

/// The module of the markers of a type: `application::via` for `application::Application`.
fn via_module(path: &str) -> String {
    let module = path.rsplit_once("::").map_or("", |(module, _)| module);
    format!("{module}::via")
}

fn edge(step: &Step, vias: &str) -> Edge {
    Edge {
        segment: step.segment.clone(),
        rust: step.name.to_string(),
        to: format!("{vias}::{}", step.marker),
    }
}

fn operation(function: &Function) -> GraphOperation {
    let suffix = match &function.tail {
        Tail::Nothing => String::new(),
        Tail::Segment(segment) => format!("/{segment}"),
        Tail::Call { name, parameters } => {
            let parameters: Vec<String> = parameters
                .iter()
                .map(|(name, _)| format!("{name}={{{name}}}"))
                .collect();
            format!("/{name}({})", parameters.join(","))
        }
    };
    GraphOperation {
        method: function.method.to_owned(),
        suffix,
        rust: function.name.to_string(),
    }
}
