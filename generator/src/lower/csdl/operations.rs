//! What can be done at entity sets, singletons and navigation properties: the rules applied to every owner of the model.

use std::collections::{BTreeMap, BTreeSet};

use super::annotations::AnnotationIndex;
use super::names::Names;
use super::placed;
use super::roots;
use super::rules::{Offered, Rules};
use crate::lower::inherit;
use crate::model::{Api, Navigation, Owner, TypeId};
use crate::problem::Problems;
use crate::source::csdl::Document;

/// Adds entity sets and singletons to the model, and to every navigation its operations. Returns the types whose instances have
/// paths of their own.
pub(super) fn lower(
    documents: &[Document],
    names: &Names,
    annotations: &AnnotationIndex<'_>,
    api: &mut Api,
    problems: &mut Problems,
) -> BTreeSet<TypeId> {
    let roots = roots::roots(documents, names, annotations, api, problems);
    let sources = roots.sources;
    api.root = roots.navigations;
    inherit::inherit_navigation(api);
    let offered: Vec<(TypeId, String, Offered)> = api
        .structured_types()
        .flat_map(|structured| {
            let rules = Rules {
                api,
                annotations,
                sources: sources
                    .get(&structured.id)
                    .map(Vec::as_slice)
                    .unwrap_or_default(),
            };
            let offered =
                move |navigation: &Navigation| rules.navigation_property(structured, navigation);
            structured.navigation.values().map(move |navigation| {
                (
                    structured.id.clone(),
                    navigation.name.clone(),
                    offered(navigation),
                )
            })
        })
        .collect();
    for (id, name, operations) in offered {
        let navigation = api.navigation_mut(&Owner::Type(id), &name);
        if let Some(navigation) = navigation {
            let location = navigation.location;
            navigation.operations = roots::documented(operations.kinds, location);
            navigation.continues &= !operations.referenceable;
        }
    }
    let placed = placed::placed(api);
    leave_unplaced(api, &placed);
    placed
}

/// Takes the operations from what no documented path goes through: instances of such a type are seen as targets of others and nowhere else.
fn leave_unplaced(api: &mut Api, placed: &BTreeSet<TypeId>) {
    let unplaced: Vec<TypeId> = api
        .structured_types()
        .map(|structured| structured.id.clone())
        .filter(|id| !placed.contains(id))
        .collect();
    for id in unplaced {
        for navigation in api
            .navigation_of_mut(&Owner::Type(id))
            .into_iter()
            .flat_map(BTreeMap::values_mut)
        {
            navigation.operations.clear();
        }
    }
}
