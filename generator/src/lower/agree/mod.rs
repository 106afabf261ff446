//! Two sources that describe one service: who owns which fact, and where they disagree.
//!
//! CSDL owns types: properties, nullability, containment, keys, inheritance. OpenAPI owns which operations there are, wherever it
//! describes their owner at all. Prose is taken from wherever it is.

mod navigations;
mod tell;
#[cfg(test)]
mod tests;
mod types;

use crate::model::{Api, Navigation, Owner, Structured, TypeId};
use crate::problem::{Problem, Problems};

/// The model of both.
pub(super) fn agree(csdl: Api, openapi: &Api, problems: &mut Problems) -> Api {
    let mut api = csdl;
    api.version = openapi.version.clone().or(api.version);
    api.tags.clone_from(&openapi.tags);
    api.untyped.clone_from(&openapi.untyped);
    for (id, described) in &openapi.types {
        match api.types.get_mut(id) {
            Some(own) => types::agree_on_type(own, described, problems),
            None => {
                let kind =
                    tell::disagreement(id.to_string(), "not declared", types::kind(described));
                problems.push(Problem::at(described.location(), kind));
                api.types.insert(id.clone(), described.clone());
            }
        }
    }
    navigations::agree_on_navigations(&mut api, openapi, &Owner::Root, problems);
    let described: Vec<TypeId> = openapi
        .structured_types()
        .filter(|ty| is_described(ty))
        .map(|ty| ty.id.clone())
        .collect();
    for id in described {
        navigations::agree_on_navigations(&mut api, openapi, &Owner::Type(id.clone()), problems);
        navigations::agree_on_instance_operations(&mut api, openapi, &id, problems);
    }
    api
}

/// Whether OpenAPI has operations of this owner: then what it does not list does not exist.
fn is_described(ty: &Structured) -> bool {
    let navigates = |navigation: &Navigation| {
        !navigation.operations.is_empty()
            || !navigation.bound_operations.is_empty()
            || !navigation.casts.is_empty()
    };
    !ty.operations.is_empty() || !ty.streams.is_empty() || ty.navigation.values().any(navigates)
}
