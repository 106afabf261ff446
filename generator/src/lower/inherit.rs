//! Base types: chains that end, and what derived types take over.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Navigation, Owner, Structured, Type, TypeId};
use crate::problem::{Meaning, Problem, Problems};

/// Checks that every chain of base types ends, in types of the same kind. Each cycle is told once, at its first type by name.
pub(super) fn check_bases(types: &BTreeMap<TypeId, Type>, problems: &mut Problems) {
    let mut told: BTreeSet<&TypeId> = BTreeSet::new();
    for structured in types.values().filter_map(as_structured) {
        let Some(base) = structured.base.as_ref().and_then(|base| types.get(base)) else {
            continue;
        };
        match as_structured(base) {
            Some(base) if base.kind == structured.kind => {}
            _ => {
                let kind = Meaning::BaseOfOtherKind {
                    name: structured.id.to_string(),
                    base: base.id().to_string(),
                };
                problems.push(Problem::at(structured.location, kind));
            }
        }
        if let Some(cycle) = cycle(types, structured)
            && !told.contains(&cycle[0].id)
        {
            told.extend(cycle.iter().map(|member| &member.id));
            let chain = cycle
                .iter()
                .chain(cycle.first())
                .map(|member| member.id.to_string())
                .collect();
            let problem = Problem::at(structured.location, Meaning::BaseTypeCycle { chain });
            problems.push(
                cycle
                    .iter()
                    .skip(1)
                    .fold(problem, |problem, member| problem.also(member.location)),
            );
        }
    }
}

/// The cycle that the type itself is part of, from it on.
fn cycle<'a>(
    types: &'a BTreeMap<TypeId, Type>,
    start: &'a Structured,
) -> Option<Vec<&'a Structured>> {
    let mut chain = vec![start];
    let mut seen = BTreeSet::from([&start.id]);
    loop {
        let base = chain.last()?.base.as_ref()?;
        let next = types.get(base).and_then(as_structured)?;
        if next.id == start.id {
            return Some(chain);
        }
        if !seen.insert(&next.id) {
            return None;
        }
        chain.push(next);
    }
}

/// Gives every type the navigation properties of its base types, so that each type holds all that an instance leads to.
pub(super) fn inherit_navigation(api: &mut Api) {
    let inherited: Vec<(TypeId, Vec<Navigation>)> = api
        .structured_types()
        .map(|structured| {
            let bases = api
                .lineage(&structured.id)
                .skip(1)
                .flat_map(|base| base.navigation.values());
            let mut missing: BTreeMap<&str, &Navigation> = BTreeMap::new();
            for navigation in
                bases.filter(|navigation| !structured.navigation.contains_key(&navigation.name))
            {
                missing.entry(&navigation.name).or_insert(navigation);
            }
            (
                structured.id.clone(),
                missing.into_values().cloned().collect(),
            )
        })
        .collect();
    for (id, navigations) in inherited {
        if let Some(own) = api.navigation_of_mut(&Owner::Type(id)) {
            own.extend(
                navigations
                    .into_iter()
                    .map(|navigation| (navigation.name.clone(), navigation)),
            );
        }
    }
}

fn as_structured(ty: &Type) -> Option<&Structured> {
    match ty {
        Type::Structured(structured) => Some(structured),
        Type::Enumeration(_) => None,
    }
}
