//! What someone may have meant who wrote a path or a key that leads nowhere.

use std::collections::BTreeSet;

use super::locate;
use super::pattern::{split_methods, written};
use super::place::{At, Place};
use crate::model::{Api, BoundOperation, Position, TypeId};
use crate::problem::near_misses;

/// Paths that an entry may have been meant to be: its first segment that leads nowhere, replaced by a near one. What stands behind `**`
/// may be anywhere, so nothing is near to it.
pub(super) fn paths(api: &Api, entry: &str) -> Vec<String> {
    let (_, path) = split_methods(entry);
    let start: Vec<&str> = written(path)
        .take_while(|segment| *segment != "**")
        .collect();
    let found = locate::from_root(api, &format!("/{}", start.join("/")));
    found.err().unwrap_or_default()
}

/// Types, entity sets and singletons that may have been meant.
pub(super) fn starts(api: &Api, name: &str) -> Vec<String> {
    let types = api.types.keys().flat_map(|id| [id.as_str(), id.name()]);
    near_misses(name, types.chain(api.root.keys().map(String::as_str)))
}

/// The names that may stand behind an instance of a type: navigation and structural properties, media streams, actions and functions.
pub(super) fn behind_instance(api: &Api, id: &TypeId) -> BTreeSet<String> {
    let Some(structured) = api.structured(id) else {
        return BTreeSet::new();
    };
    let operations = structured.operations.values();
    let operations = operations.map(|operation: &BoundOperation| operation.name.name());
    let navigations = structured.navigation.keys().map(String::as_str);
    let streams = structured.streams.keys().map(String::as_str);
    let properties = api.flattened_properties(id).into_keys();
    let names = navigations
        .chain(operations)
        .chain(properties)
        .chain(streams);
    names.map(str::to_owned).collect()
}

/// The names that may stand behind a place.
pub(super) fn behind_place(api: &Api, place: &Place) -> BTreeSet<String> {
    let mut names = match place.ty(api) {
        Some(ty) if place.position() == Position::Entity => behind_instance(api, ty),
        _ => BTreeSet::new(),
    };
    for operation in place.operations(api) {
        let name = match operation {
            At::Navigation(operation) => operation.suffix(),
            At::Bound(operation) => operation.name.name(),
            At::Stream(segment, _) => segment,
        };
        names.insert(name.to_owned());
    }
    for cast in place.casts(api) {
        names.extend(cast.ty(api).map(ToString::to_string));
    }
    names.remove("");
    names
}

/// Paths to an action or function that is bound to collections of a type, rather than to an instance of it.
pub(super) fn on_collections(api: &Api, id: &TypeId, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (owner, navigation) in api.navigations().filter(|(_, to)| to.target == *id) {
        let mut operations = navigation.bound_operations.values();
        if let Some(operation) = operations.find(|one| one.name.name().eq_ignore_ascii_case(name)) {
            let title = owner.title(&navigation.name);
            found.push(format!("{title}/{}", operation.name.name()));
        }
    }
    found.truncate(3);
    found
}
