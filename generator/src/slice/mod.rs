//! Stage 3: the part of the model that the crate is to hold.

mod closure;
mod explain;
mod locate;
mod near;
mod pattern;
mod renames;
mod request;
mod select;

use std::collections::{BTreeMap, BTreeSet};

pub use closure::Reason;
pub use request::{Entry, Request};

use crate::model::{Api, Method, Navigation, Owner, Type, TypeId};
use crate::problem::{Meaning, Problem, Problems, near_misses};
use pattern::{Pattern, UnknownMethod};
use select::{Barriers, Selection};

/// The part of a model that was asked for, and why each type is in it.
#[derive(Clone, Debug)]
pub struct Slice {
    /// The part.
    pub api: Api,
    /// Why each of its types is needed.
    pub reasons: BTreeMap<TypeId, Reason>,
    /// The types that the request leaves out, whoever needs them.
    pub excluded: BTreeSet<TypeId>,
}

/// Cuts the slice. An entry that matches nothing is an error, and so is the exclusion of a type that one of the slice derives from.
///
/// What is excluded takes nothing away from what is reached otherwise: an operation is in the slice if one path to it is included and not
/// excluded.
pub fn apply(api: &Api, request: &Request, problems: &mut Problems) -> Slice {
    let everything = request.include_paths.is_empty() && request.include_types.is_empty();
    let mut wanted = patterns(api, &request.include_paths, problems);
    if everything {
        wanted.push(Pattern::everything());
    }
    let unwanted = patterns(api, &request.exclude_paths, problems);
    let excluded_at = types(api, &request.exclude_types, problems);
    let excluded: BTreeSet<TypeId> = excluded_at.keys().cloned().collect();
    let mut listed: BTreeSet<TypeId> = types(api, &request.include_types, problems)
        .into_keys()
        .collect();
    if everything {
        listed.extend(api.types.keys().cloned());
    }
    let barriers = Barriers {
        paths: &unwanted,
        types: &excluded,
    };
    let mut selection = Selection::default();
    for pattern in &wanted {
        selection.extend(select::select(api, pattern, barriers));
    }
    tell_leaving(api, &selection, problems);
    let reasons = closure::close(api, &selection, &listed, &excluded);
    tell_excluded_bases(api, &excluded_at, &reasons, problems);
    renames::check(api, &request.rename_keys, problems);
    Slice {
        api: cut(api, &selection, &reasons),
        reasons,
        excluded,
    }
}

/// The patterns of path entries that match something.
fn patterns(api: &Api, entries: &[Entry], problems: &mut Problems) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    for entry in entries {
        let meaning = match Pattern::parse(&entry.text) {
            Ok(pattern) if select::matches(api, &pattern) => {
                patterns.push(pattern);
                continue;
            }
            Ok(_) => Meaning::EntryMatchesNothing {
                entry: entry.text.clone(),
                near: near::paths(api, &entry.text),
            },
            Err(UnknownMethod(method)) => Meaning::UnknownMethod {
                method,
                known: Method::ALL.map(Method::as_str).to_vec(),
            },
        };
        problems.push(Problem::at(entry.location, meaning));
    }
    patterns
}

/// The types that entries name, each with its entry.
fn types<'a>(
    api: &Api,
    entries: &'a [Entry],
    problems: &mut Problems,
) -> BTreeMap<TypeId, &'a Entry> {
    let mut found = BTreeMap::new();
    for entry in entries {
        match find_type(api, &entry.text) {
            Some(id) => {
                found.insert(id.clone(), entry);
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

/// Warns of each navigation that leads to a type that is left out.
fn tell_leaving(api: &Api, selection: &Selection, problems: &mut Problems) {
    for (owner, name) in &selection.leaving {
        let navigations = api.navigation_of(owner);
        if let Some(navigation) = navigations.and_then(|navigations| navigations.get(name)) {
            let meaning = Meaning::NavigationLeavesSlice {
                navigation: owner.title(name),
                target: navigation.target.to_string(),
            };
            problems.push(Problem::at(navigation.location, meaning));
        }
    }
}

/// Refuses to leave out a type that one of the slice derives from: the derived type would lose its key and its inherited properties.
fn tell_excluded_bases(
    api: &Api,
    excluded: &BTreeMap<TypeId, &Entry>,
    reasons: &BTreeMap<TypeId, Reason>,
    problems: &mut Problems,
) {
    for (base, entry) in excluded {
        if let Some(derived) = reasons.keys().find(|id| api.is_a(id, base)) {
            let meaning = Meaning::ExcludedBaseType {
                base: base.to_string(),
                derived: derived.to_string(),
            };
            problems.push(Problem::at(entry.location, meaning));
        }
    }
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
        untyped: api.untyped.clone(),
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
