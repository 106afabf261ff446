//! The types whose properties a request can name: in a query option, or in the body of a creation or an update.
//!
//! The others are what actions take and functions answer with. They have no constants: nothing takes them, and in a whole service they are a
//! good part of all properties, each of which the compiler looks at.

use std::collections::BTreeSet;

use crate::model::{Api, NavigationOperation, Operation, Outcome, QueryOptions, TypeId};

/// Finds them.
pub(super) fn named(api: &Api) -> BTreeSet<&TypeId> {
    let derived = api.derived_types();
    let mut named = BTreeSet::new();
    let mut left: Vec<&TypeId> = starts(api);
    while let Some(id) = left.pop() {
        if api.structured(id).is_none() || !named.insert(id) {
            continue;
        }
        // A cast leads to what derives from a type.
        let derived = derived.get(id).into_iter().flatten();
        left.extend(derived.map(|structured| &structured.id));
        for base in api.lineage(id) {
            left.push(&base.id);
            let properties = base.properties.values();
            left.extend(properties.filter_map(|property| property.ty.name()));
            left.extend(
                base.navigation
                    .values()
                    .map(|navigation| &navigation.target),
            );
        }
    }
    named
}

/// The types that a request takes query options or values of.
fn starts(api: &Api) -> Vec<&TypeId> {
    let mut starts = Vec::new();
    for (_, navigation) in api.navigations() {
        let there = std::iter::once((&navigation.target, &navigation.operations));
        for (target, operations) in there.chain(&navigation.casts) {
            if operations
                .iter()
                .any(|(name, at)| names_properties(*name, at))
            {
                starts.push(target);
            }
        }
        let bound = navigation.bound_operations.values();
        starts.extend(bound.filter_map(|operation| answer(operation.options, &operation.outcome)));
    }
    for structured in api.structured_types() {
        let bound = structured.operations.values();
        starts.extend(bound.filter_map(|operation| answer(operation.options, &operation.outcome)));
    }
    starts
}

fn names_properties(name: NavigationOperation, operation: &Operation) -> bool {
    use NavigationOperation::{Create, Replace, Update};
    matches!(name, Create | Replace | Update) || !operation.options.is_empty()
}

fn answer(options: QueryOptions, outcome: &Outcome) -> Option<&TypeId> {
    match outcome {
        Outcome::Value(ty) if !options.is_empty() => ty.name(),
        _ => None,
    }
}
