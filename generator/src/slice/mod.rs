//! Stage 3: the part of the model that the crate is to hold.

mod closure;
mod explain;
mod pattern;
mod request;
mod select;

use std::collections::{BTreeMap, BTreeSet};

pub use closure::Reason;
pub use request::{Entry, Request};

use crate::model::{Api, Navigation, Owner, Type, TypeId};
use crate::problem::{Meaning, Problem, Problems, near_misses};
use pattern::Pattern;
use select::Selection;

/// The part of a model that was asked for, and why each type is in it.
#[derive(Clone, Debug)]
pub struct Slice {
    /// The part.
    pub api: Api,
    /// Why each of its types is needed.
    pub reasons: BTreeMap<TypeId, Reason>,
}

/// Cuts the slice. An entry that matches nothing is an error.
pub fn apply(api: &Api, request: &Request, problems: &mut Problems) -> Slice {
    let everything = request.include_paths.is_empty() && request.include_types.is_empty();
    let mut selection = if everything {
        select::select(api, &Pattern::parse("**"))
    } else {
        Selection::default()
    };
    for entry in &request.include_paths {
        selection.extend(matching(api, entry, problems));
    }
    let mut unwanted = Selection::default();
    for entry in &request.exclude_paths {
        unwanted.extend(matching(api, entry, problems));
    }
    selection
        .operations
        .retain(|operation| !unwanted.operations.contains(operation));
    selection
        .on_collections
        .retain(|operation| !unwanted.on_collections.contains(operation));
    selection
        .on_instances
        .retain(|operation| !unwanted.on_instances.contains(operation));
    let excluded = types(api, &request.exclude_types, problems);
    let mut listed = types(api, &request.include_types, problems);
    if everything {
        listed.extend(api.types.keys().cloned());
    }
    leave_excluded(api, &mut selection, &excluded, problems);
    keep_useful_steps(api, &mut selection, &unwanted);
    let reasons = closure::close(api, &selection, &listed, &excluded);
    Slice {
        api: cut(api, &selection, &reasons),
        reasons,
    }
}

fn matching(api: &Api, entry: &Entry, problems: &mut Problems) -> Selection {
    let selection = select::select(api, &Pattern::parse(&entry.text));
    if selection.is_empty() {
        let near = explain::near_paths(api, &entry.text);
        problems.push(Problem::at(
            entry.location,
            Meaning::EntryMatchesNothing {
                entry: entry.text.clone(),
                near,
            },
        ));
    }
    selection
}

fn types(api: &Api, entries: &[Entry], problems: &mut Problems) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    for entry in entries {
        match find_type(api, &entry.text) {
            Some(id) => {
                found.insert(id.clone());
            }
            None => {
                let near = near_misses(&entry.text, api.types.keys().map(TypeId::as_str));
                let near = if near.is_empty() {
                    near_misses(&entry.text, api.types.keys().map(TypeId::name))
                } else {
                    near
                };
                problems.push(Problem::at(
                    entry.location,
                    Meaning::EntryMatchesNothing {
                        entry: entry.text.clone(),
                        near,
                    },
                ));
            }
        }
    }
    found
}

/// A type by its qualified name, or by its simple name in `microsoft.graph`.
fn find_type<'a>(api: &'a Api, name: &str) -> Option<&'a TypeId> {
    let qualified = if name.contains('.') {
        name.to_owned()
    } else {
        format!("microsoft.graph.{name}")
    };
    let id = TypeId::parse(&qualified).ok()?;
    api.types.get_key_value(&id).map(|(id, _)| id)
}

/// Takes away what leads to a type that is left out.
fn leave_excluded(
    api: &Api,
    selection: &mut Selection,
    excluded: &BTreeSet<TypeId>,
    problems: &mut Problems,
) {
    let leaves = |(owner, name): &(Owner, String)| {
        let navigation = api
            .navigation_of(owner)
            .and_then(|navigations| navigations.get(name))?;
        excluded.contains(&navigation.target).then_some(navigation)
    };
    for step in &selection.steps {
        if let Some(navigation) = leaves(step) {
            let kind = Meaning::NavigationLeavesSlice {
                navigation: closure::title(&step.0, &step.1),
                target: navigation.target.to_string(),
            };
            problems.push(Problem::at(navigation.location, kind));
        }
    }
    let owned_by_excluded =
        |owner: &Owner| matches!(owner, Owner::Type(id) if excluded.contains(id));
    let gone = |step: &(Owner, String)| leaves(step).is_some() || owned_by_excluded(&step.0);
    selection.operations.retain(|(step, _)| !gone(step));
    selection.on_collections.retain(|(step, _)| !gone(step));
    selection
        .on_instances
        .retain(|(owner, _)| !excluded.contains(owner));
    selection.steps.retain(|step| !gone(step));
}

/// Drops steps that an exclusion has left without a purpose: nothing can be done there, and nothing lies behind.
fn keep_useful_steps(api: &Api, selection: &mut Selection, unwanted: &Selection) {
    loop {
        let useful: BTreeSet<(Owner, String)> = selection
            .steps
            .iter()
            .filter(|step| is_useful(api, selection, unwanted, step))
            .cloned()
            .collect();
        if useful.len() == selection.steps.len() {
            return;
        }
        selection.steps = useful;
    }
}

fn is_useful(
    api: &Api,
    selection: &Selection,
    unwanted: &Selection,
    step: &(Owner, String),
) -> bool {
    if !unwanted.steps.contains(step) {
        return true;
    }
    let Some(navigation) = api
        .navigation_of(&step.0)
        .and_then(|navigations| navigations.get(&step.1))
    else {
        return false;
    };
    let here = selection.operations.iter().any(|(at, _)| at == step)
        || selection.on_collections.iter().any(|(at, _)| at == step);
    let behind = Owner::Type(navigation.target.clone());
    let beyond = selection
        .steps
        .iter()
        .any(|(owner, name)| *owner == behind && (owner, name) != (&step.0, &step.1));
    here || beyond
}

/// The model with nothing in it but what is selected and needed.
fn cut(api: &Api, selection: &Selection, reasons: &BTreeMap<TypeId, Reason>) -> Api {
    let navigation = |owner: &Owner,
                      navigations: &BTreeMap<String, Navigation>|
     -> BTreeMap<String, Navigation> {
        let kept = navigations.values().filter(|navigation| {
            selection
                .steps
                .contains(&(owner.clone(), navigation.name.clone()))
        });
        kept.map(|navigation| {
            (
                navigation.name.clone(),
                cut_navigation(owner, navigation, selection),
            )
        })
        .collect()
    };
    let types = api
        .types
        .iter()
        .filter(|(id, _)| reasons.contains_key(id))
        .map(|(id, ty)| {
            let mut ty = ty.clone();
            if let Type::Structured(structured) = &mut ty {
                structured.navigation =
                    navigation(&Owner::Type(id.clone()), &structured.navigation);
                structured.operations.retain(|signature, _| {
                    selection
                        .on_instances
                        .contains(&(id.clone(), signature.clone()))
                });
            }
            (id.clone(), ty)
        });
    Api {
        version: api.version.clone(),
        types: types.collect(),
        root: navigation(&Owner::Root, &api.root),
    }
}

fn cut_navigation(owner: &Owner, navigation: &Navigation, selection: &Selection) -> Navigation {
    let id = (owner.clone(), navigation.name.clone());
    let mut navigation = navigation.clone();
    navigation
        .operations
        .retain(|kind, _| selection.operations.contains(&(id.clone(), *kind)));
    navigation.bound_operations.retain(|signature, _| {
        selection
            .on_collections
            .contains(&(id.clone(), signature.clone()))
    });
    navigation
}
