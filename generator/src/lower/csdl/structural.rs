//! Complex properties that have paths of their own.
//!
//! The value of a complex property is part of what it belongs to, and a path to it is offered only where an annotation says in so many
//! words that it can be read, updated or inserted. What it leads to by navigation properties of its own has paths then too.

use std::collections::{BTreeMap, BTreeSet};

use super::navigation_rules::{Behind, Count, Offer};
use super::restrictions::Restrictions;
use super::rules::{Rules, chosen};
use super::stated_paths::{Stated, StatedPaths};
use crate::model::{
    Api, Navigation, NavigationOperation, Property, Structured, StructuredKind, TypeId, ValueType,
};

/// What a path to a complex property needs one of: the term and its flag.
const PERMISSIONS: [(&str, &str); 3] = [
    ("ReadRestrictions", "Readable"),
    ("UpdateRestrictions", "Updatable"),
    ("InsertRestrictions", "Insertable"),
];

/// The complex properties that may have paths, as navigations of the types that declare them.
pub(super) fn navigations(rules: &Rules<'_>, paths: &StatedPaths<'_>) -> Vec<(TypeId, Navigation)> {
    let leading = leading(rules.api);
    let mut found = Vec::new();
    for structured in rules.api.structured_types() {
        for property in structured.properties.values() {
            let Some(target) = complex(rules.api, property) else {
                continue;
            };
            let may_have_path = match structured.kind {
                StructuredKind::Entity => {
                    let annotated = format!("{}/{}", structured.id, property.name);
                    paths.names(&property.name) || rules.is_permitted(&annotated, Stated::default())
                }
                StructuredKind::Complex => {
                    rules.conventions.nested_complex
                        && !property.ty.collection
                        && leading.contains(target)
                }
            };
            if may_have_path {
                let continues = !property.ty.collection && leading.contains(target);
                let navigation = navigation(property, target, continues);
                found.push((structured.id.clone(), navigation));
            }
        }
    }
    found
}

fn navigation(property: &Property, target: &TypeId, continues: bool) -> Navigation {
    Navigation {
        name: property.name.clone(),
        is_structural: true,
        target: target.clone(),
        collection: property.ty.collection,
        contained: Some(true),
        continues,
        operations: BTreeMap::new(),
        bound_operations: BTreeMap::new(),
        casts: BTreeMap::new(),
        documentation: property.documentation.clone(),
        location: property.location,
    }
}

/// The complex types whose values lead to entities, by navigation properties or by complex properties of their own.
fn leading(api: &Api) -> BTreeSet<&TypeId> {
    let complex_types = || {
        let types = api.structured_types();
        types.filter(|structured| structured.kind == StructuredKind::Complex)
    };
    let mut parts_of: BTreeMap<&TypeId, Vec<&TypeId>> = BTreeMap::new();
    for structured in complex_types() {
        for property in structured.properties.values() {
            if let Some(part) = complex(api, property).filter(|_| !property.ty.collection) {
                parts_of.entry(part).or_default().push(&structured.id);
            }
        }
    }
    let navigates = |structured: &&Structured| {
        let mut lineage = api.lineage(&structured.id);
        lineage.any(|base| !base.navigation.is_empty())
    };
    let mut leading = BTreeSet::new();
    let mut open: Vec<&TypeId> = complex_types()
        .filter(navigates)
        .map(|structured| &structured.id)
        .collect();
    while let Some(id) = open.pop() {
        if leading.insert(id) {
            open.extend(parts_of.get(id).into_iter().flatten());
        }
    }
    leading
}

fn complex<'a>(api: &Api, property: &'a Property) -> Option<&'a TypeId> {
    let ValueType::Named(id) = &property.ty.value else {
        return None;
    };
    let structured = api.structured(id)?;
    (structured.kind == StructuredKind::Complex).then_some(id)
}

impl<'a> Rules<'a> {
    /// What there is at a complex property of an entity; nothing where no annotation says that there is something.
    pub(super) fn complex_property(
        &self,
        navigation: &Navigation,
        target: &str,
        stated: Stated<'a>,
    ) -> Option<Offer> {
        use NavigationOperation as Op;
        if !self.is_permitted(target, stated) {
            return None;
        }
        let of = |term| self.of_property(target, stated, term);
        let (read, update) = (of("ReadRestrictions"), of("UpdateRestrictions"));
        let collection = navigation.collection;
        let reads = read.states("Readable");
        let mut operations = chosen(&[
            (Op::List, collection && reads),
            (
                Op::Create,
                collection && of("InsertRestrictions").states("Insertable"),
            ),
            (Op::Get, !collection && reads),
        ]);
        if update.states("Updatable") {
            let updates = self.updates(&update).into_iter();
            operations.extend(updates.filter_map(|update| match (update, collection) {
                (update, false) => Some(update),
                (Op::Replace, true) => Some(Op::ReplaceAll),
                // OData has no way to change some items of a collection that have no keys.
                _ => None,
            }));
        }
        let count = match (collection, of("CountRestrictions").flag("Countable")) {
            (false, _) | (_, Some(false)) => Count::Never,
            (true, _) => Count::Unrestricted,
        };
        Some(Offer {
            operations,
            count,
            casts: self.casts(target, &navigation.target),
            has_entity: !collection,
            behind: if collection {
                Behind::Nothing
            } else {
                Behind::All
            },
        })
    }

    /// Whether something can be done with a complex property.
    fn is_permitted(&self, target: &str, stated: Stated<'_>) -> bool {
        let mut targets = stated.target.into_iter().chain([target]);
        targets.any(|target| {
            let states = |(term, flag): &(&str, &str)| {
                self.annotations.restrictions(target, term).states(flag)
            };
            PERMISSIONS.iter().any(states)
        })
    }

    fn of_property(&self, target: &str, stated: Stated<'a>, term: &str) -> Restrictions<'a> {
        let targets = stated.target.into_iter().chain([target]);
        let places = targets.map(|target| self.annotations.restrictions(target, term));
        Restrictions::of_places(places, self.conventions.merged_restrictions)
    }
}

/// What there is at a complex property of a complex value: a way to what its own value leads to.
pub(super) fn nested() -> Offer {
    Offer {
        operations: Vec::new(),
        count: Count::Never,
        casts: BTreeSet::new(),
        has_entity: true,
        behind: Behind::All,
    }
}
