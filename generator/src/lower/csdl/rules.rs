//! Which operations an entity set, a singleton or a media stream offers, as its capability annotations decide.
//!
//! The rules are those of Microsoft's converter from CSDL to OpenAPI, on types instead of paths.

use std::collections::BTreeSet;

use super::annotations::AnnotationIndex;
use super::names::Names;
use super::restrictions::Restrictions;
use crate::lower::Conventions;
use crate::model::{Api, NavigationOperation, StreamOperation, TypeId};
use crate::source::csdl::Expression;

/// The rules, and what they are about.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    /// The types.
    pub api: &'a Api,
    /// What is said of them.
    pub annotations: &'a AnnotationIndex<'a>,
    /// What names stand for.
    pub names: &'a Names,
    /// Of which day the rules are.
    pub conventions: Conventions,
}

/// What an entity set or singleton states for all that paths from it lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Source {
    /// References are offered to whatever its entities lead to.
    pub referenceable: bool,
    /// Nothing can be navigated to.
    pub closed: bool,
    /// Media streams can be read.
    pub readable: bool,
    /// Media streams can be written.
    pub writable: bool,
}

impl<'a> Rules<'a> {
    /// The annotation of an entity set or singleton, or else of its type or the nearest base type that has one.
    pub(super) fn of_source(&self, target: &str, id: &TypeId, term: &str) -> Restrictions<'a> {
        let own = self.annotations.restrictions(target, term);
        if own.is_empty() {
            self.of_type(id, term)
        } else {
            own
        }
    }

    /// What is said of a type, or else of the nearest base type of which something is said.
    pub(super) fn of_type(&self, id: &TypeId, term: &str) -> Restrictions<'a> {
        let stated = self
            .api
            .lineage(id)
            .map(|structured| self.annotations.restrictions(structured.id.as_str(), term));
        stated
            .into_iter()
            .find(|restrictions| !restrictions.is_empty())
            .unwrap_or_default()
    }

    /// The type that declares a navigation property which a type has: what derived types have is a copy.
    pub(super) fn declaring(&self, owner: &'a TypeId, name: &str) -> &'a TypeId {
        let having = self.api.lineage(owner);
        let having = having.filter(|structured| structured.navigation.contains_key(name));
        having.last().map_or(owner, |structured| &structured.id)
    }

    /// Whether entities of a type have a key to be named by.
    pub(super) fn has_key(&self, id: &TypeId) -> bool {
        !self.api.key(id).is_empty()
    }

    /// What can be done at an entity set.
    pub(super) fn entity_set(&self, target: &str, id: &TypeId) -> Vec<NavigationOperation> {
        use NavigationOperation as Op;
        let of = |term| self.of_source(target, id, term);
        let (read, update) = (of("ReadRestrictions"), of("UpdateRestrictions"));
        let by_key = self.set_has_entities(target, id);
        let read_by_key = read.read_by_key().unwrap_or(read.allows("Readable"));
        let mut offers = vec![
            (Op::List, read.allows("Readable")),
            (Op::Create, of("InsertRestrictions").allows("Insertable")),
            (Op::Count, of("CountRestrictions").allows("Countable")),
            (Op::Get, by_key && read_by_key),
            (
                Op::Delete,
                by_key && of("DeleteRestrictions").allows("Deletable"),
            ),
        ];
        let updates = self.updates(&update).into_iter();
        offers.extend(updates.map(|update| (update, by_key)));
        chosen(&offers)
    }

    /// Whether the entities of a set have paths of their own.
    pub(super) fn set_has_entities(&self, target: &str, id: &TypeId) -> bool {
        let indexable = || {
            let own = self.annotations.capability(target, "IndexableByKey");
            let mut inherited = self.api.lineage(id).filter_map(|base| {
                self.annotations
                    .capability(base.id.as_str(), "IndexableByKey")
            });
            own.or_else(|| inherited.next())
                .and_then(Expression::as_bool)
        };
        let restricted = self.conventions.restricted_keys && indexable() == Some(false);
        self.has_key(id) && !restricted
    }

    /// What can be done at a singleton.
    pub(super) fn singleton(&self, target: &str, id: &TypeId) -> Vec<NavigationOperation> {
        let update = self.of_source(target, id, "UpdateRestrictions");
        let read = self.of_source(target, id, "ReadRestrictions");
        chosen(&[
            (NavigationOperation::Get, read.allows("Readable")),
            (NavigationOperation::Update, update.allows("Updatable")),
        ])
    }

    /// What an entity set or singleton states for all that paths from it lead to.
    pub(super) fn source(&self, target: &str, id: &TypeId) -> Source {
        let navigation = self.of_source(target, id, "NavigationRestrictions");
        let read = self.of_source(target, id, "ReadRestrictions");
        let update = self.of_source(target, id, "UpdateRestrictions");
        Source {
            referenceable: navigation.states("Referenceable"),
            closed: navigation.any(is_navigability_none),
            readable: read.read_by_key().unwrap_or(read.allows("Readable")),
            writable: update.allows("Updatable"),
        }
    }

    /// What can be done with a media stream that a path from a source leads to.
    pub(super) fn stream(&self, source: Source) -> Vec<StreamOperation> {
        let offers = [
            (StreamOperation::Download, source.readable),
            (StreamOperation::Upload, source.writable),
            (StreamOperation::Remove, self.conventions.stream_removal),
        ];
        let offered = offers.into_iter().filter(|(_, offered)| *offered);
        offered.map(|(operation, _)| operation).collect()
    }

    /// The methods of an update that is allowed; none where it is not.
    pub(super) fn updates(&self, update: &Restrictions<'a>) -> Vec<NavigationOperation> {
        if update.allows("Updatable") {
            update.updates(self.conventions.put_and_patch)
        } else {
            Vec::new()
        }
    }

    /// The derived types that what is at an annotation target can be cast to.
    pub(super) fn casts(&self, target: &str, declared: &TypeId) -> BTreeSet<TypeId> {
        let listed = self.annotations.derived_types(target).into_iter();
        let named = listed.filter_map(|(name, file)| self.names.qualify(name, file));
        named
            .filter(|id| id != declared && self.api.is_a(id, declared))
            .collect()
    }

    /// The operations that are offered at an annotation target because it names them.
    pub(super) fn named_operations(&self, target: &str) -> Vec<TypeId> {
        let named = self.annotations.explicit_operations(target).into_iter();
        named
            .filter_map(|(name, file)| self.names.qualify(name, file))
            .collect()
    }

    /// The same for an entity set or singleton, which says what its type says if it says nothing itself.
    pub(super) fn source_casts(&self, target: &str, id: &TypeId) -> BTreeSet<TypeId> {
        let bases = self.api.lineage(id).map(|base| base.id.as_str());
        let mut targets = std::iter::once(target).chain(bases);
        targets
            .find(|target| !self.annotations.derived_types(target).is_empty())
            .map(|target| self.casts(target, id))
            .unwrap_or_default()
    }
}

/// Whether restrictions say that there is no way on.
pub(super) fn is_navigability_none(record: &Expression) -> bool {
    match record.property("Navigability") {
        Some(Expression::EnumMember(members)) => {
            members.iter().any(|member| member.ends_with("/None"))
        }
        Some(other) => other.as_str().is_some_and(|text| text.ends_with("None")),
        None => false,
    }
}

/// The operations that are offered.
pub(super) fn chosen(offers: &[(NavigationOperation, bool)]) -> Vec<NavigationOperation> {
    offers
        .iter()
        .filter(|(_, offered)| *offered)
        .map(|(operation, _)| *operation)
        .collect()
}
