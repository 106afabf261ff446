//! Entity sets and singletons: the first segments of the paths.

use std::collections::BTreeMap;

use super::bodies;
use super::template::{self, Segment};
use crate::model::{Api, Documentation, Navigation, TypeId, ValueType};
use crate::problem::Location;
use crate::source::openapi::{Document, PathItem};

/// Adds what the first segments lead to, as far as the operations of the shortest paths or the names of keys tell.
pub(super) fn add(document: &Document<'_>, api: &mut Api) {
    for path in &document.paths {
        let segments = template::segments(&path.template.value);
        let (name, key) = match segments.as_slice() {
            [Segment::Name(name)] => (*name, None),
            [Segment::Name(name), Segment::Key(key), ..] => (*name, Some(*key)),
            _ => continue,
        };
        let found = match key {
            None => target_of(document, api, path),
            Some(key) => key_type(api, key).map(|id| (id, true)),
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

/// What reading or writing at the path itself says about the type there.
fn target_of(document: &Document<'_>, api: &Api, path: &PathItem) -> Option<(TypeId, bool)> {
    let answers = path
        .operations
        .iter()
        .filter_map(|operation| bodies::answer(document, &operation.operation));
    let bodies = path
        .operations
        .iter()
        .filter_map(|operation| bodies::body(document, &operation.operation));
    answers.chain(bodies).find_map(|ty| match ty.value {
        ValueType::Named(id) if api.structured(&id).is_some() => Some((id, ty.collection)),
        _ => None,
    })
}

/// The type that a key's placeholder names: `user-id` speaks of `microsoft.graph.user`.
fn key_type(api: &Api, placeholder: &str) -> Option<TypeId> {
    let (name, _) = placeholder.split_once('-')?;
    let mut candidates = api
        .structured_types()
        .filter(|structured| structured.id.name() == name);
    let only = candidates.next()?;
    candidates.next().is_none().then(|| only.id.clone())
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
        documentation: Documentation::default(),
        location,
    }
}
