//! Entity sets, singletons and navigation properties.

use std::collections::BTreeSet;

use super::ledger::{Ledger, statements};
use super::types::{presence, union};
use super::{Fact, Said, Side, reason};
use crate::model::{Api, Navigation, Owner, Structured, TypeId, TypeRef};
use crate::problem::Location;

/// Compares what both roots lead to, and what the types lead to that both have.
pub(super) fn compare(sides: &[Side<'_>; 2], ledger: &mut Ledger) {
    let [first, second] = sides.each_ref().map(|side| &side.api.root);
    for name in union(first, second) {
        let found = [first.get(name), second.get(name)];
        let present = found.map(|root| presence(root.map(|root| root.location), None));
        ledger.note(Fact::Root, || name.clone(), present, None);
        if let [Some(first), Some(second)] = found {
            compare_way(sides, name, [first, second], ledger);
        }
    }
    for first in sides[0].api.structured_types() {
        if let Some(second) = sides[1].api.structured(&first.id) {
            compare_type(sides, [first, second], ledger);
        }
    }
}

/// The entity sets, singletons and navigation properties of a model, each where it is declared.
pub(super) fn declared(api: &Api) -> impl Iterator<Item = &Navigation> {
    let owned = api.structured_types();
    let owned = owned.flat_map(|ty| declared_by(api, ty));
    api.root.values().chain(owned)
}

/// The navigation properties that a type itself declares: a type has those of its base types as well, from the same place of the text.
fn declared_by<'a>(
    api: &'a Api,
    ty: &'a Structured,
) -> impl Iterator<Item = &'a Navigation> + use<'a> {
    let base = ty.base.as_ref().and_then(|base| api.structured(base));
    ty.navigation.values().filter(move |navigation| {
        let inherited = base.and_then(|base| base.navigation.get(&navigation.name));
        !navigation.is_structural
            && inherited.is_none_or(|inherited| inherited.location != navigation.location)
    })
}

fn compare_type(sides: &[Side<'_>; 2], types: [&Structured; 2], ledger: &mut Ledger) {
    let id = &types[0].id;
    let names: BTreeSet<&str> = sides
        .iter()
        .zip(types)
        .flat_map(|(side, ty)| declared_by(side.api, ty))
        .map(|navigation| navigation.name.as_str())
        .collect();
    for name in names {
        let found = types.map(|ty| {
            let navigation = ty.navigation.get(name);
            navigation.filter(|navigation| !navigation.is_structural)
        });
        let title = format!("{id}/{name}");
        let [first, second] = found.map(|found| found.map(|navigation| navigation.location));
        let present = [
            presence(first, Some(types[0].location)),
            presence(second, Some(types[1].location)),
        ];
        let reason = reason::of_navigation(sides, id, found);
        ledger.note(Fact::Navigation, || title.clone(), present, reason);
        if let [Some(first), Some(second)] = found {
            compare_way(sides, &title, [first, second], ledger);
            compare_containment(&title, [first, second], ledger);
        }
    }
}

/// Where both lead, and whether there are paths that go on from there.
fn compare_way(sides: &[Side<'_>; 2], title: &str, ways: [&Navigation; 2], ledger: &mut Ledger) {
    let locations = ways.map(|way| way.location);
    let targets = ways.map(|way| Said::Type(TypeRef::named(way.target.clone())));
    let subject = || title.to_owned();
    ledger.note(Fact::Target, subject, statements(targets, locations), None);
    let flags = |said: fn(&Navigation) -> bool| {
        let said = ways.map(|way| Said::Flag(said(way)));
        statements(said, locations)
    };
    ledger.note(Fact::Collection, subject, flags(|way| way.collection), None);
    // Paths that go on lead to further navigations; where the target has none that can be used, nothing can be told.
    let mut both = sides.iter().zip(ways);
    if both.all(|(side, way)| leads_on(side.api, &way.target)) {
        ledger.note(Fact::Continues, subject, flags(|way| way.continues), None);
    }
}

fn leads_on(api: &Api, id: &TypeId) -> bool {
    let is_used = |navigation: &Navigation| {
        !navigation.operations.is_empty() || !navigation.bound_operations.is_empty()
    };
    let ty = api.structured(id);
    ty.is_some_and(|ty| ty.navigation.values().any(is_used))
}

fn compare_containment(title: &str, ways: [&Navigation; 2], ledger: &mut Ledger) {
    let contained = ways.map(|way| way.contained.map_or(Said::Unknown, Said::Flag));
    let statements = statements(contained, ways.map(|way| way.location));
    ledger.note(Fact::Containment, || title.to_owned(), statements, None);
}

/// Where an owner is described, as near to the navigation of that name as can be.
pub(super) fn nearest(api: &Api, owner: &Owner, navigation: Option<&str>) -> Option<Location> {
    let navigation = navigation.and_then(|name| api.navigation(owner, name));
    let ty = match owner {
        Owner::Root => None,
        Owner::Type(id) => api.structured(id),
    };
    navigation
        .map(|navigation| navigation.location)
        .or(ty.map(|ty| ty.location))
}
