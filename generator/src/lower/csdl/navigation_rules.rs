//! Which operations a navigation property offers, and whether paths go on behind it.
//!
//! In short: what is contained can be read and written unless an annotation forbids it; what is not contained can be read, and written
//! only where one allows it; references are offered where `Referenceable` is true, and only references then.

use std::collections::BTreeSet;

use super::restrictions::Restrictions;
use super::rules::{Rules, Source, chosen, is_navigability_none};
use super::stated_paths::Stated;
use crate::model::{Navigation, NavigationOperation, TypeId};
use crate::source::csdl::Expression;

/// What there is at a navigation.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    /// What can be done there, but for counting.
    pub operations: Vec<NavigationOperation>,
    /// Whether it can be counted.
    pub count: Count,
    /// The derived types that it can be cast to.
    pub casts: BTreeSet<TypeId>,
    /// Whether one entity has a path: what a single-valued navigation leads to, or one of many by its key.
    pub has_entity: bool,
    /// What paths lead to behind that.
    pub behind: Behind,
}

/// Whether a collection can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    /// Nothing to count, or no way to.
    Never,
    /// Nothing is said of it.
    Unrestricted,
    /// Something is said: whether it is allowed.
    Restricted(bool),
}

/// What paths lead to behind a single entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// To nothing.
    Nothing,
    /// To what the entity itself consists of: media streams and complex properties.
    Values,
    /// To that and to other entities.
    All,
}

impl<'a> Rules<'a> {
    /// What there is at a navigation property, on a path for which something is stated; nothing where it cannot be navigated.
    /// `target` is the property where it is declared.
    pub(super) fn navigation_property(
        &self,
        navigation: &'a Navigation,
        target: &str,
        source: Source,
        stated: Stated<'a>,
    ) -> Option<Offer> {
        let own = self
            .annotations
            .restrictions(target, "NavigationRestrictions");
        let first_listed = || own.items("RestrictedProperties").into_iter().next();
        let entry = stated.entry.or_else(first_listed);
        let navigability = entry.and_then(|entry| entry.property("Navigability"));
        let is_closed = match (navigability, entry) {
            (Some(_), Some(entry)) => is_navigability_none(entry),
            _ => source.closed || own.any(is_navigability_none),
        };
        if is_closed {
            return None;
        }
        let property = PropertyRules {
            rules: self,
            target,
            stated,
            entry,
            navigation,
        };
        Some(property.offer(source.referenceable || own.states("Referenceable")))
    }

    /// What can be done at the first step behind a composable function.
    pub(super) fn behind_function(
        &self,
        navigation: &'a Navigation,
        target: &str,
    ) -> Vec<NavigationOperation> {
        let own = self
            .annotations
            .restrictions(target, "NavigationRestrictions");
        let property = PropertyRules {
            rules: self,
            target,
            stated: Stated::default(),
            entry: own.items("RestrictedProperties").into_iter().next(),
            navigation,
        };
        if navigation.collection {
            property.of_collection()
        } else {
            property.of_entity()
        }
    }
}

/// The rules for one navigation property.
struct PropertyRules<'a, 'r> {
    rules: &'r Rules<'a>,
    target: &'r str,
    stated: Stated<'a>,
    entry: Option<&'a Expression>,
    navigation: &'a Navigation,
}

impl<'a> PropertyRules<'a, '_> {
    fn offer(&self, referenceable: bool) -> Offer {
        let collection = self.navigation.collection;
        let indexable = self.is_indexable();
        let keyed = indexable && collection && self.rules.has_key(&self.navigation.target);
        let mut operations = Vec::new();
        if collection {
            operations.extend(self.of_collection());
        }
        if !collection || (keyed && !referenceable) {
            operations.extend(self.of_entity());
        }
        if referenceable && indexable {
            operations.extend(self.of_references(keyed));
        }
        let is_reached = indexable && (!collection || keyed);
        Offer {
            operations,
            count: self.count(indexable),
            casts: if indexable {
                self.rules.casts(self.target, &self.navigation.target)
            } else {
                BTreeSet::new()
            },
            has_entity: !collection || (keyed && !referenceable),
            behind: match (is_reached, self.is_contained() && !referenceable) {
                (false, _) => Behind::Nothing,
                (true, false) => Behind::Values,
                (true, true) => Behind::All,
            },
        }
    }

    fn is_contained(&self) -> bool {
        self.navigation.contained == Some(true)
    }

    fn is_indexable(&self) -> bool {
        let annotations = self.rules.annotations;
        let of = |target: &str| {
            let stated = annotations.capability(target, "IndexableByKey");
            stated.and_then(Expression::as_bool)
        };
        let listed = self
            .entry
            .and_then(|entry| entry.property("IndexableByKey"));
        listed
            .and_then(Expression::as_bool)
            .or_else(|| self.stated.target.and_then(of))
            .or_else(|| of(self.target))
            .unwrap_or(true)
    }

    fn count(&self, indexable: bool) -> Count {
        let restrictions = self.own("CountRestrictions");
        if !(self.navigation.collection && indexable) {
            Count::Never
        } else if restrictions.is_empty() || !self.rules.conventions.restricted_counts {
            Count::Unrestricted
        } else {
            Count::Restricted(restrictions.allows("Countable"))
        }
    }

    fn of_collection(&self) -> Vec<NavigationOperation> {
        use NavigationOperation as Op;
        chosen(&[
            (
                Op::List,
                self.own("ReadRestrictions").allows("Readable") && self.target_is_readable(),
            ),
            (Op::Create, self.writes("InsertRestrictions", "Insertable")),
        ])
    }

    fn of_entity(&self) -> Vec<NavigationOperation> {
        use NavigationOperation as Op;
        let read = self.own("ReadRestrictions");
        let reads = if self.navigation.collection {
            read.read_by_key().unwrap_or(true)
        } else {
            read.allows("Readable")
        };
        let mut operations = chosen(&[
            (Op::Get, reads && self.target_is_readable()),
            (Op::Delete, self.deletes()),
        ]);
        operations.extend(self.updates());
        operations
    }

    /// References are restricted by what is stated for the path alone.
    fn of_references(&self, keyed: bool) -> Vec<NavigationOperation> {
        use NavigationOperation as Op;
        let reads = self.reference("ReadRestrictions", "Readable");
        let deletes = self.reference("DeleteRestrictions", "Deletable");
        if !self.navigation.collection {
            let sets = self.reference("UpdateRestrictions", "Updatable");
            return chosen(&[
                (Op::GetRef, reads),
                (Op::SetRef, sets),
                (Op::RemoveRef, deletes),
            ]);
        }
        let adds = self.reference("InsertRestrictions", "Insertable");
        let by_url = self.rules.conventions.removal_by_url && deletes;
        chosen(&[
            (Op::ListRef, reads),
            (Op::AddRef, adds),
            (Op::RemoveRefByUrl, by_url),
            (Op::RemoveRef, keyed && deletes),
        ])
    }

    fn updates(&self) -> Vec<NavigationOperation> {
        let own = self.own("UpdateRestrictions");
        if !self.is_contained() {
            return if own.states("Updatable") {
                self.rules.updates(&own)
            } else {
                Vec::new()
            };
        }
        let of_target = self.of_target("UpdateRestrictions");
        if self.navigation.collection && !of_target.allows("Updatable") {
            return Vec::new();
        }
        self.rules
            .updates(if own.is_empty() { &of_target } else { &own })
    }

    fn deletes(&self) -> bool {
        let own = self.own("DeleteRestrictions");
        let is_allowed = own.allows("Deletable");
        if self.rules.conventions.stated_deletion && own.states("Deletable") {
            return true;
        }
        if self.is_contained() {
            return is_allowed && self.of_target("DeleteRestrictions").allows("Deletable");
        }
        !self.rules.conventions.stated_deletion && !own.is_empty() && is_allowed
    }

    /// Whether something is allowed: where the target is contained, unless the property or the type forbids it; else only where the
    /// property allows it.
    fn writes(&self, term: &str, flag: &str) -> bool {
        if self.is_contained() {
            self.own(term).allows(flag) && self.of_target(term).allows(flag)
        } else {
            self.own(term).states(flag)
        }
    }

    fn target_is_readable(&self) -> bool {
        self.of_target("ReadRestrictions").allows("Readable")
    }

    /// What is said of the property, here and everywhere.
    fn own(&self, term: &str) -> Restrictions<'a> {
        let annotations = self.rules.annotations;
        let places = [
            self.at_path(term),
            Restrictions::new(self.entry_at_path().and_then(|entry| entry.property(term))),
            annotations.restrictions(self.target, term),
        ];
        Restrictions::of_places(places, self.rules.conventions.merged_restrictions)
    }

    fn reference(&self, term: &str, flag: &str) -> bool {
        let listed = self.listed_at_path().or(self.stated.entry);
        let places = [
            self.at_path(term),
            Restrictions::new(listed.and_then(|entry| entry.property(term))),
        ];
        Restrictions::of_places(places, self.rules.conventions.merged_restrictions).allows(flag)
    }

    fn at_path(&self, term: &str) -> Restrictions<'a> {
        let annotations = self.rules.annotations;
        let target = self.stated.target;
        target.map_or_else(Restrictions::default, |target| {
            annotations.restrictions(target, term)
        })
    }

    /// What the path itself lists as restricted comes before what its source lists.
    fn listed_at_path(&self) -> Option<&'a Expression> {
        let listed = self.at_path("NavigationRestrictions");
        listed.items("RestrictedProperties").into_iter().next()
    }

    fn entry_at_path(&self) -> Option<&'a Expression> {
        self.listed_at_path().or(self.entry)
    }

    /// What is said of the entity type it leads to.
    fn of_target(&self, term: &str) -> Restrictions<'a> {
        self.rules.of_type(&self.navigation.target, term)
    }
}
