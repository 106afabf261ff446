//! The operations that a model offers, as triples of owner type, segment and method.

use std::collections::{BTreeMap, BTreeSet};

use msgraph_generator::model::{
    Api, BoundOperation, BoundOperationKind, Navigation, NavigationOperation, Operation, Owner,
    Position,
};

use super::triples::{ROOT, Triple};

/// The operations of a model.
pub(crate) fn offered(api: &Api) -> BTreeSet<Triple> {
    let mut offered = BTreeSet::new();
    for (owner, navigation) in api.navigations() {
        let owner = match owner {
            Owner::Root => ROOT.to_owned(),
            Owner::Type(id) => id.to_string(),
        };
        offered.extend(at_navigation(&owner, navigation));
    }
    for structured in api.structured_types() {
        let owner = structured.id.to_string();
        let bound = structured.operations.values().map(bound_segment);
        offered.extend(bound.map(|(segment, method)| (owner.clone(), segment, method.to_owned())));
        for (segment, stream) in &structured.streams {
            let methods = stream.operations.keys().map(|operation| operation.method());
            offered.extend(methods.map(|method| {
                (
                    owner.clone(),
                    segment.clone(),
                    method.as_str().to_lowercase(),
                )
            }));
        }
    }
    offered
}

fn at_navigation(owner: &str, navigation: &Navigation) -> Vec<Triple> {
    let mut triples = Vec::new();
    let own = |segments: &[&str], method: &str| {
        let segments = segments.iter().filter(|part| !part.is_empty());
        let segments: Vec<&str> = segments.copied().collect();
        (owner.to_owned(), segments.join("/"), method.to_lowercase())
    };
    for operation in navigation.operations.keys() {
        let keyed = navigation.collection && operation.position() == Position::Entity;
        let key = if keyed { "{}" } else { "" };
        triples.push(own(
            &[&navigation.name, key, operation.suffix()],
            operation.method().as_str(),
        ));
    }
    for bound in navigation.bound_operations.values() {
        let (segment, method) = bound_segment(bound);
        triples.push(own(&[&navigation.name, &segment], method));
    }
    for (id, operations) in &navigation.casts {
        triples.extend(casts(owner, navigation, id.as_str(), operations));
    }
    triples
}

/// What is cast as a collection belongs to the owner of the collection, what is cast as an entity to the type that it is cast from.
fn casts(
    owner: &str,
    navigation: &Navigation,
    id: &str,
    operations: &BTreeMap<NavigationOperation, Operation>,
) -> Vec<Triple> {
    let triple = |operation: &NavigationOperation| {
        let (owner, prefix) = match operation.position() {
            Position::Collection => (owner.to_owned(), format!("{}/", navigation.name)),
            Position::Entity => (navigation.target.to_string(), String::new()),
        };
        let suffix = match operation.suffix() {
            "" => String::new(),
            suffix => format!("/{suffix}"),
        };
        (
            owner,
            format!("{prefix}{id}{suffix}"),
            operation.method().as_str().to_lowercase(),
        )
    };
    operations.keys().map(triple).collect()
}

/// The segment and the method of an action or function.
fn bound_segment(bound: &BoundOperation) -> (String, &'static str) {
    match bound.kind {
        BoundOperationKind::Action => (bound.name.to_string(), "post"),
        BoundOperationKind::Function => {
            let names = bound
                .parameters
                .iter()
                .map(|parameter| parameter.name.as_str());
            let names: Vec<&str> = names.collect();
            (format!("{}({})", bound.name, names.join(",")), "get")
        }
    }
}
