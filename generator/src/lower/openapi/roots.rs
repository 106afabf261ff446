//! Entity sets and singletons: the first segments of the paths.

use std::collections::BTreeMap;

use super::bodies;
use super::template::{self, Segment};
use crate::model::{Api, Documentation, Navigation, Structured, TypeId, ValueType};
use crate::problem::Location;
use crate::source::openapi::{Document, Method, Operation, PathItem};

/// Adds what the first segments lead to, as far as the operations of the shortest paths or the names of keys tell.
pub(super) fn add(document: &Document<'_>, api: &mut Api) {
    for path in &document.paths {
        let segments = template::segments(&path.template.value);
        let (name, key) = match segments.as_slice() {
            [Segment::Name(name)] => (*name, None),
            [Segment::Name(name), Segment::Key(key), rest @ ..] => (*name, Some((*key, rest))),
            _ => continue,
        };
        let found = match key {
            None => target_of(document, api, path),
            Some((key, rest)) => key_type(api, key, rest.first()).map(|id| (id, true)),
        };
        if let Some((target, collection)) = found {
            // What the operations say is better than what the name of a key suggests; both agree where both are there.
            let root = root(name, target, collection, path.template.location);
            if key.is_none() || !api.root.contains_key(name) {
                api.root.insert(name.to_owned(), root);
            }
        }
    }
}

/// What the operations at the path itself say about the type there, reading before writing. To create an entity by `POST` is possible in
/// collections alone, although one entity is sent and answered (OData Protocol 4.01, section 11.4.2).
fn target_of(document: &Document<'_>, api: &Api, path: &PathItem) -> Option<(TypeId, bool)> {
    let mut operations: Vec<&Operation> = path.operations.iter().collect();
    operations
        .sort_by_key(|operation| (operation.method != Method::Get, operation.method.as_str()));
    let operations = operations.into_iter();
    let types = operations.flat_map(|operation| {
        let creates = operation.method == Method::Post;
        let answer = bodies::answer(document, &operation.operation);
        let types = answer
            .into_iter()
            .chain(bodies::body(document, &operation.operation));
        types.map(move |ty| (ty.value, ty.collection || creates))
    });
    let mut described = types.filter_map(|(value, collection)| match value {
        ValueType::Named(id) if api.structured(&id).is_some() => Some((id, collection)),
        _ => None,
    });
    described.next()
}

/// The type that a key's placeholder names: `user-id` speaks of `microsoft.graph.user`. Where several types have the simple name, it is the
/// one that has what follows.
fn key_type(api: &Api, placeholder: &str, next: Option<&Segment<'_>>) -> Option<TypeId> {
    let (name, _) = placeholder.split_once('-')?;
    let candidates = api
        .structured_types()
        .filter(|structured| structured.id.name() == name)
        .collect::<Vec<_>>();
    let has_next = |candidate: &&&Structured| {
        let Some(Segment::Name(next)) = next else {
            return false;
        };
        let mut lineage = api.lineage(&candidate.id);
        lineage.any(|ty| ty.properties.contains_key(*next) || ty.navigation.contains_key(*next))
    };
    let mut fitting = candidates.iter().filter(has_next);
    match (candidates.as_slice(), fitting.next(), fitting.next()) {
        ([only], _, _) | (_, Some(only), None) => Some(only.id.clone()),
        _ => None,
    }
}

fn root(name: &str, target: TypeId, collection: bool, location: Location) -> Navigation {
    Navigation {
        name: name.to_owned(),
        target,
        collection,
        contained: Some(true),
        continues: true,
        operations: BTreeMap::new(),
        bound_operations: BTreeMap::new(),
        casts: BTreeMap::new(),
        is_structural: false,
        documentation: Documentation::default(),
        location,
    }
}
