//! The navigation graph of a crate, as an automaton over URL segments: what paths a caller can walk, and what can be done at their ends.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{path_text, structured_with_paths};
use crate::rust::Crate;
use crate::rust::item::{
    Form, Function, Given, ItemPath, Key, Place, Reached, Step, Tail, Untyped,
};

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
    /// What it appends to the path: with a slash, unless it starts with `(` or `:`.
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
        let types = structured_with_paths(krate);
        let places: Vec<(String, &Place)> = types
            .iter()
            .filter_map(|(path, structured)| Some((via_module(path), structured.place.as_ref()?)))
            .collect();
        let reached = places.iter().flat_map(|(_, place)| &place.reached);
        let collections = reached.filter(|reached| reached.collection);
        let mut builder = Builder {
            places: BTreeMap::new(),
            collections: collections
                .map(|reached| path_text(&reached.marker))
                .collect(),
        };
        let roots = krate.roots.iter().map(|step| builder.edge(step, "via"));
        let root = GraphPlace {
            edges: roots.collect(),
            operations: Vec::new(),
        };
        builder.places.insert(ROOT.to_owned(), root);
        for (vias, place) in &places {
            for reached in &place.reached {
                builder.add(vias, place, reached);
            }
        }
        for untyped in &krate.untyped {
            builder.add_untyped(untyped);
        }
        Self {
            root: ROOT.to_owned(),
            places: builder.places,
        }
    }
}

struct Builder {
    places: BTreeMap<String, GraphPlace>,
    /// The markers of the ways that lead to a collection.
    collections: BTreeSet<String>,
}

impl Builder {
    fn add(&mut self, vias: &str, place: &Place, reached: &Reached) {
        let name = path_text(&reached.marker);
        let own_vias = modules_text(&reached.marker);
        let steps = place.steps.iter().map(|step| self.edge(step, vias));
        let more = reached.entity_steps.iter();
        let entity = GraphPlace {
            edges: steps
                .chain(more.map(|step| self.edge(step, &own_vias)))
                .collect(),
            operations: reached
                .at_entity
                .iter()
                .chain(&place.operations)
                .map(operation)
                .collect(),
        };
        if !reached.collection {
            self.places.insert(name, entity);
            return;
        }
        let item = format!("{name}[]");
        let keys = place.keys.iter().map(|key| key_edge(key, &item));
        let more = reached.collection_steps.iter();
        let collection = GraphPlace {
            edges: keys
                .chain(more.map(|step| self.edge(step, &own_vias)))
                .collect(),
            operations: reached.at_collection.iter().map(operation).collect(),
        };
        self.places.insert(name, collection);
        self.places.insert(item, entity);
    }

    fn edge(&self, step: &Step, vias: &str) -> Edge {
        let mut to = format!("{vias}::{}", step.marker);
        if !step.collection && self.collections.contains(&to) {
            to.push_str("[]");
        }
        Edge {
            segment: segment(&step.tail),
            rust: step.name.to_string(),
            to,
        }
    }

    /// One place a segment, so that paths with a beginning in common share it.
    fn add_untyped(&mut self, untyped: &Untyped) {
        let rust = format!("untyped::{}", untyped.function.name);
        let mut at = ROOT.to_owned();
        let mut name = String::from("untyped");
        for tail in &untyped.path {
            let edge = Edge {
                segment: segment(tail),
                rust: "untyped".to_owned(),
                to: format!("{name}/{}", segment(tail)),
            };
            name.clone_from(&edge.to);
            let place = self.places.entry(at.clone()).or_default();
            if !place.edges.contains(&edge) {
                place.edges.push(edge);
            }
            at.clone_from(&name);
        }
        let place = self.places.entry(at).or_default();
        place.operations.push(GraphOperation {
            method: untyped.function.method.to_owned(),
            suffix: String::new(),
            rust,
        });
    }
}

/// The module of the markers of a type: `application::via` for `application::Application`.
fn via_module(path: &str) -> String {
    let module = path.rsplit_once("::").map_or("", |(module, _)| module);
    format!("{module}::via")
}

fn modules_text(path: &ItemPath) -> String {
    let modules: Vec<String> = path.modules.iter().map(ToString::to_string).collect();
    modules.join("::")
}

fn key_edge(key: &Key, item: &str) -> Edge {
    let template = &key.template;
    Edge {
        segment: template.strip_prefix('/').unwrap_or(template).to_owned(),
        rust: key.name.to_string(),
        to: item.to_owned(),
    }
}

fn operation(function: &Function) -> GraphOperation {
    let segment = segment(&function.tail);
    GraphOperation {
        method: function.method.to_owned(),
        suffix: match segment.as_str() {
            "" => segment,
            segment => format!("/{segment}"),
        },
        rust: function.name.to_string(),
    }
}

fn segment(tail: &Tail) -> String {
    match tail {
        Tail::Nothing => String::new(),
        Tail::Segment(segment) | Tail::Cast(segment) => segment.clone(),
        Tail::Call { name, parameters } => {
            let parameters: Vec<String> = parameters.iter().map(given).collect();
            format!("{name}({})", parameters.join(","))
        }
        Tail::Key { placeholder, .. } => format!("{{{placeholder}}}"),
        Tail::NamedKeys(keys) => {
            let keys = keys.iter().map(|(name, _)| format!("{name}='{{{name}}}'"));
            keys.collect::<Vec<_>>().join(",")
        }
        Tail::ByPath(_) => ":/{path}:".to_owned(),
    }
}

/// What may be left out, and what is written as JSON, stands in the query, by an alias.
fn given(given: &Given) -> String {
    let name = &given.name;
    match given.form {
        Form::Literal | Form::Any if !given.optional => format!("{name}={{{name}}}"),
        _ => format!("{name}=@{name}"),
    }
}
