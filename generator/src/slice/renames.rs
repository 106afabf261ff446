//! Whether what is renamed exists.

use std::collections::BTreeSet;

use super::Entry;
use crate::model::{Api, BoundOperation, Owner, Type, TypeId};
use crate::problem::{Meaning, Problem, Problems, near_misses};

/// Refuses keys that name nothing of the description. What it has and the slice has not may keep its name, as the slice may grow.
pub(super) fn check(api: &Api, keys: &[Entry], problems: &mut Problems) {
    for key in keys {
        if let Err(near) = find(api, &key.text) {
            let meaning = Meaning::RenameOfNothing {
                key: key.text.clone(),
                near,
            };
            problems.push(Problem::at(key.location, meaning));
        }
    }
}

/// # Errors
/// Keys that may have been meant.
fn find(api: &Api, key: &str) -> Result<(), Vec<String>> {
    let Some((owner, member)) = key.split_once('/') else {
        let known = api.root.contains_key(key) || api.types.keys().any(|id| id.as_str() == key);
        return if known { Ok(()) } else { Err(tops(api, key)) };
    };
    let members = members(api, owner);
    if members.contains(member) {
        return Ok(());
    }
    if members.is_empty() {
        let owners = tops(api, owner).into_iter();
        return Err(owners.map(|owner| format!("{owner}/{member}")).collect());
    }
    let near = near_misses(member, members).into_iter();
    Err(near.map(|member| format!("{owner}/{member}")).collect())
}

/// Types by their qualified names, and entity sets and singletons, that are near to a name.
fn tops(api: &Api, name: &str) -> Vec<String> {
    let ids = || api.types.keys();
    let same = ids().filter(|id| id.name().eq_ignore_ascii_case(name));
    let qualified: Vec<String> = same.map(ToString::to_string).collect();
    if qualified.is_empty() {
        let roots = api.root.keys().map(String::as_str);
        near_misses(name, ids().map(TypeId::as_str).chain(roots))
    } else {
        qualified
    }
}

/// All that can be renamed of an owner: what a type has by itself or inherits, the members of an enumeration, the parameters of an
/// action.
fn members<'a>(api: &'a Api, owner: &str) -> BTreeSet<&'a str> {
    let parameters = bound_operations(api)
        .filter(|(_, operation)| operation.name.as_str() == owner)
        .flat_map(|(_, operation)| &operation.parameters)
        .map(|parameter| parameter.name.as_str());
    let mut members: BTreeSet<&str> = parameters.collect();
    let ty = TypeId::parse(owner).ok().and_then(|id| api.types.get(&id));
    match ty {
        Some(Type::Structured(structured)) => {
            members.extend(api.flattened_properties(&structured.id).into_keys());
            members.extend(structured.navigation.keys().map(String::as_str));
            let bound = bound_operations(api).filter(|(id, _)| **id == structured.id);
            members.extend(bound.map(|(_, operation)| operation.name.name()));
        }
        Some(Type::Enumeration(enumeration)) => {
            members.extend(enumeration.members.iter().map(|member| &*member.name));
        }
        None => {}
    }
    members
}

/// Every action and function with the type that it is bound to, by itself or in a collection.
fn bound_operations(api: &Api) -> impl Iterator<Item = (&TypeId, &BoundOperation)> {
    let instances = api.structured_types().flat_map(|structured| {
        let operations = structured.operations.values();
        operations.map(|operation| (&structured.id, operation))
    });
    let collections = api.navigations().flat_map(|(_, navigation): (Owner, _)| {
        let operations = navigation.bound_operations.values();
        operations.map(|operation| (&navigation.target, operation))
    });
    instances.chain(collections)
}
