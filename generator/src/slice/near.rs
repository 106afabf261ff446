//! What someone may have meant who wrote a path or a key that leads nowhere.

use std::collections::BTreeSet;

use super::pattern::{is_placeholder, segments, split_methods};
use crate::model::{Api, BoundOperation, Navigation, Owner, Position, TypeId};
use crate::problem::near_misses;

/// Paths that an entry may have been meant to be: its first segment that leads nowhere, replaced by a near one.
pub(super) fn paths(api: &Api, entry: &str) -> Vec<String> {
    let (_, path) = split_methods(entry);
    let mut owner = Owner::Root;
    let mut walked: Vec<&str> = Vec::new();
    for segment in segments(path) {
        let wildcard = is_placeholder(segment) || segment.starts_with('*');
        let Some(navigations) = api.navigation_of(&owner) else {
            break;
        };
        match navigations
            .values()
            .find(|navigation| navigation.name.eq_ignore_ascii_case(segment))
        {
            _ if wildcard => {}
            Some(navigation) => owner = Owner::Type(navigation.target.clone()),
            None => {
                let near = near_misses(segment, navigations.keys().map(String::as_str));
                return near
                    .into_iter()
                    .map(|name| [walked.clone(), vec![&name]].concat().join("/"))
                    .collect();
            }
        }
        walked.push(segment);
    }
    Vec::new()
}

/// Types, entity sets and singletons that may have been meant.
pub(super) fn starts(api: &Api, name: &str) -> Vec<String> {
    let types = api.types.keys().flat_map(|id| [id.as_str(), id.name()]);
    near_misses(name, types.chain(api.root.keys().map(String::as_str)))
}

/// The names that may stand behind an instance of a type: navigation and structural properties, actions and functions.
pub(super) fn behind_instance<'a>(api: &'a Api, id: &TypeId) -> BTreeSet<&'a str> {
    let structured = api.structured(id);
    let navigations = structured.into_iter().flat_map(|ty| ty.navigation.keys());
    let operations = structured
        .into_iter()
        .flat_map(|ty| ty.operations.values())
        .map(|operation: &BoundOperation| operation.name.name());
    let properties = api.flattened_properties(id).into_keys();
    navigations
        .map(String::as_str)
        .chain(operations)
        .chain(properties)
        .collect()
}

/// The names that may stand behind a navigation at a position of it.
pub(super) fn behind_place<'a>(
    api: &'a Api,
    navigation: &'a Navigation,
    position: Position,
) -> BTreeSet<&'a str> {
    let suffixes = navigation
        .operations
        .keys()
        .filter(|operation| operation.position() == position)
        .map(|operation| operation.suffix())
        .filter(|suffix| !suffix.is_empty());
    let names: BTreeSet<&str> = match position {
        Position::Collection => navigation
            .bound_operations
            .values()
            .map(|operation| operation.name.name())
            .collect(),
        Position::Entity => behind_instance(api, &navigation.target),
    };
    suffixes.chain(names).collect()
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
