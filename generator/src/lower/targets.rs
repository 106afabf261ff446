//! What navigation leads to.

use std::collections::BTreeSet;

use crate::model::{Api, StructuredKind};
use crate::problem::{Meaning, Problem, Problems};

/// Checks that entity sets, singletons and navigation properties lead to entity types (OData CSDL XML 4.01, sections 8.2, 13.2 and 13.3).
/// A navigation property that several types inherit is told once. A structural property leads to a complex value and says so.
pub(super) fn check(api: &Api, problems: &mut Problems) {
    let mut told = BTreeSet::new();
    let navigations = api.navigations();
    for (_, navigation) in navigations.filter(|(_, navigation)| !navigation.is_structural) {
        let target = api.structured(&navigation.target);
        let is_entity = target.is_some_and(|target| target.kind == StructuredKind::Entity);
        if !is_entity && told.insert(navigation.location) {
            let name = navigation.target.to_string();
            problems.push(Problem::at(
                navigation.location,
                Meaning::NotAnEntityType { name },
            ));
        }
    }
}
