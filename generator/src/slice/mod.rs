//! Stage 3: the part of the model that the crate is to hold.

mod closure;
mod cut;
mod entries;
mod explain;
mod explain_operations;
mod keep;
mod locate;
mod near;
mod pattern;
mod place;
mod renames;
mod request;
mod select;
mod selection;

use std::collections::{BTreeMap, BTreeSet};

pub use closure::Reason;
pub use keep::keep;
pub use request::{Edition, Entry, Kept, Request};

use crate::model::{Api, TypeId};
use crate::problem::{Meaning, Problem, Problems};
use entries::Wanted;
use pattern::Pattern;
use place::NavigationId;
use select::Barriers;
use selection::Selection;

/// The part of a model that was asked for, and why each type is in it.
#[derive(Clone, Debug)]
pub struct Slice {
    /// The part.
    pub api: Api,
    /// Why each of its types is needed.
    pub reasons: BTreeMap<TypeId, Reason>,
    /// The types of which no operation of the slice reads or writes an instance: they are on the way to others, or bases of such. They have
    /// the properties of their keys alone.
    pub places: BTreeSet<TypeId>,
    /// The types that the request leaves out, whoever needs them.
    pub excluded: BTreeSet<TypeId>,
    /// The first entry of the slice file that takes in each navigation.
    asked: BTreeMap<NavigationId, String>,
}

/// Cuts the slice. An entry that matches nothing is an error, and so is the exclusion of a type that one of the slice derives from.
///
/// What is excluded takes nothing away from what is reached otherwise: an operation is in the slice if one path to it is included and not
/// excluded.
pub fn apply(api: &Api, request: &Request, problems: &mut Problems) -> Slice {
    let mut wanted = entries::paths(api, &request.include_paths, problems);
    wanted.extend(entries::tags(api, &request.include_tags, problems));
    let mut unwanted = entries::paths(api, &request.exclude_paths, problems);
    unwanted.extend(entries::tags(api, &request.exclude_tags, problems));
    let excluded_at = entries::types(api, &request.exclude_types, problems);
    let included = entries::types(api, &request.include_types, problems);
    let mut listed: BTreeSet<TypeId> = included.into_keys().collect();
    if request.includes_everything() {
        listed.extend(api.types.keys().cloned());
        wanted.push(Wanted {
            entry: None,
            pattern: Pattern::everything(),
        });
    }
    let excluded: BTreeSet<TypeId> = excluded_at.keys().cloned().collect();
    let unwanted: Vec<Pattern> = unwanted.into_iter().map(|one| one.pattern).collect();
    let barriers = Barriers {
        paths: &unwanted,
        types: &excluded,
    };
    let mut selection = Selection::default();
    let mut asked = BTreeMap::new();
    for Wanted { entry, pattern } in &wanted {
        let selected = select::select(api, pattern, barriers);
        for step in &selected.steps {
            if let Some(entry) = entry
                && !asked.contains_key(step)
            {
                asked.insert(step.clone(), (*entry).to_owned());
            }
        }
        selection.extend(selected);
    }
    tell_leaving(api, &selection, problems);
    let needed = closure::close(api, &selection, &asked, &listed, &excluded);
    tell_excluded_bases(api, &excluded_at, &needed.reasons, problems);
    renames::check(api, &request.rename_keys, problems);
    // Where nothing is chosen nothing is lost either: not even what no wildcard would follow.
    let api = if request.takes_all() {
        api.clone()
    } else {
        cut::cut(api, &selection, &needed)
    };
    Slice {
        api,
        reasons: needed.reasons,
        places: needed.places,
        excluded,
        asked,
    }
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
