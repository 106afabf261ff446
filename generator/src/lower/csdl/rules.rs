//! Which operations a navigation offers, as its capability annotations decide.
//!
//! The rules are those of Microsoft's converter from CSDL to OpenAPI, on types instead of paths. In short: what is contained can be
//! read and written unless an annotation forbids it, what is not contained can be read, and written only where one allows it; references
//! are offered where `Referenceable` is true, and only references then.

use super::annotations::AnnotationIndex;
use super::restrictions::Restrictions;
use crate::model::{Api, Navigation, NavigationOperation, Structured, TypeId};
use crate::source::csdl::Expression;

/// The rules, for navigations of one owner.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    /// The types.
    pub api: &'a Api,
    /// What is said of them.
    pub annotations: &'a AnnotationIndex<'a>,
    /// The annotation targets of the sets and singletons whose type is the owner.
    pub sources: &'a [String],
}

/// What the rules say of one navigation property.
pub(super) struct Offered {
    /// What can be done there.
    pub kinds: Vec<NavigationOperation>,
    /// Whether references to it are offered; nothing goes on behind it then.
    pub referenceable: bool,
}

impl<'a> Rules<'a> {
    /// The annotation of an entity set or singleton, or else of its type or the nearest base type that has one.
    fn of_source(&self, target: &str, id: &TypeId, term: &str) -> Restrictions<'a> {
        let own = self.annotations.restrictions(target, term);
        if own.is_empty() {
            self.of_type(id, term)
        } else {
            own
        }
    }

    /// What is said of a type, or else of the nearest base type of which something is said.
    fn of_type(&self, id: &TypeId, term: &str) -> Restrictions<'a> {
        let stated = self
            .api
            .lineage(id)
            .map(|structured| self.annotations.restrictions(structured.id.as_str(), term));
        stated
            .into_iter()
            .find(|restrictions| !restrictions.is_empty())
            .unwrap_or_default()
    }

    fn has_key(&self, id: &TypeId) -> bool {
        !self.api.key(id).is_empty()
    }

    /// What can be done at an entity set.
    pub(super) fn entity_set(&self, target: &str, id: &TypeId) -> Vec<NavigationOperation> {
        use NavigationOperation as Op;
        let of = |term| self.of_source(target, id, term);
        let (read, update) = (of("ReadRestrictions"), of("UpdateRestrictions"));
        let by_key = self.has_key(id) && self.indexable(target);
        let offers = [
            (Op::List, read.allows("Readable")),
            (Op::Create, of("InsertRestrictions").allows("Insertable")),
            (Op::Count, of("CountRestrictions").allows("Countable")),
            (Op::Get, by_key && read.allows_read_by_key()),
            (
                update.update_operation(),
                by_key && update.allows("Updatable"),
            ),
            (
                Op::Delete,
                by_key && of("DeleteRestrictions").allows("Deletable"),
            ),
        ];
        chosen(&offers)
    }

    /// What can be done at a singleton.
    pub(super) fn singleton(&self, target: &str, id: &TypeId) -> Vec<NavigationOperation> {
        let update = self.of_source(target, id, "UpdateRestrictions");
        let read = self.of_source(target, id, "ReadRestrictions");
        let offers = [
            (NavigationOperation::Get, read.allows("Readable")),
            (update.update_operation(), update.allows("Updatable")),
        ];
        chosen(&offers)
    }

    fn indexable(&self, target: &str) -> bool {
        self.annotations
            .capability(target, "IndexableByKey")
            .and_then(Expression::as_bool)
            .unwrap_or(true)
    }

    /// What can be done at a navigation property.
    pub(super) fn navigation_property(
        &self,
        owner: &Structured,
        navigation: &Navigation,
    ) -> Offered {
        let declared = self
            .api
            .lineage(&owner.id)
            .filter(|structured| structured.navigation.contains_key(&navigation.name));
        // The furthest type that has it is the one that declares it: what derived types have is a copy.
        let declaring = declared
            .last()
            .map_or(&owner.id, |structured| &structured.id);
        let target = format!("{declaring}/{}", navigation.name);
        let own = self
            .annotations
            .restrictions(&target, "NavigationRestrictions");
        let entry = self.restricted_property(&navigation.name, &own);
        if entry.is_some_and(is_navigability_none) || own.any(is_navigability_none) {
            return Offered {
                kinds: Vec::new(),
                referenceable: false,
            };
        }
        let property = PropertyRules {
            rules: self,
            target: &target,
            entry,
            navigation,
        };
        let referenceable =
            own.flag("Referenceable") == Some(true) || self.source_is_referenceable(&owner.id);
        let mut kinds = property.collection(referenceable);
        kinds.extend(if referenceable {
            property.references()
        } else {
            property.entity()
        });
        Offered {
            kinds,
            referenceable,
        }
    }

    /// Whether an entity set or singleton of the owner says that all that its entities lead to may be referenced.
    fn source_is_referenceable(&self, owner: &TypeId) -> bool {
        self.sources.iter().any(|source| {
            let stated = self.of_source(source, owner, "NavigationRestrictions");
            stated.flag("Referenceable") == Some(true)
        })
    }

    /// What the restrictions of a source of the owner, or else those of the property itself, say of one navigation property.
    fn restricted_property(&self, name: &str, own: &Restrictions<'a>) -> Option<&'a Expression> {
        let sources = self.sources.iter().flat_map(|source| {
            let stated = self
                .annotations
                .restrictions(source, "NavigationRestrictions");
            stated.items("RestrictedProperties")
        });
        let mut sources = sources.into_iter();
        let entry = sources.find(|entry| {
            let path = entry.property("NavigationProperty");
            path.and_then(|path| path.as_path().or_else(|| path.as_str())) == Some(name)
        });
        entry.or_else(|| own.items("RestrictedProperties").into_iter().next())
    }
}

/// The rules for one navigation property.
struct PropertyRules<'a, 'r> {
    rules: &'r Rules<'a>,
    target: &'r str,
    entry: Option<&'a Expression>,
    navigation: &'r Navigation,
}

impl<'a> PropertyRules<'a, '_> {
    /// What is said of the property itself.
    fn own(&self, term: &str) -> Restrictions<'a> {
        let entry = self.entry.and_then(|entry| entry.property(term));
        let property = self.rules.annotations.restrictions(self.target, term);
        property.after(entry)
    }

    /// What is said of the entity type it leads to.
    fn of_target(&self, term: &str) -> Restrictions<'a> {
        self.rules.of_type(&self.navigation.target, term)
    }

    /// Whether something is allowed: where the target is contained, unless the property or the type forbids it; else only where the
    /// property allows it.
    fn writes(&self, term: &str, flag: &str) -> bool {
        match self.navigation.contained {
            Some(true) => self.own(term).allows(flag) && self.of_target(term).allows(flag),
            _ => self.own(term).flag(flag) == Some(true),
        }
    }

    fn collection(&self, referenceable: bool) -> Vec<NavigationOperation> {
        use NavigationOperation as Op;
        if !self.navigation.collection {
            return Vec::new();
        }
        let reads = |term: &str| {
            self.own(term).allows("Readable") && self.of_target(term).allows("Readable")
        };
        let offers = [
            (Op::List, reads("ReadRestrictions")),
            (Op::Create, self.writes("InsertRestrictions", "Insertable")),
            (Op::Count, self.own("CountRestrictions").allows("Countable")),
            (
                Op::ListRef,
                referenceable && self.entry_allows("ReadRestrictions", "Readable"),
            ),
            (
                Op::AddRef,
                referenceable && self.entry_allows("InsertRestrictions", "Insertable"),
            ),
            (
                Op::RemoveRefByUrl,
                referenceable && self.entry_allows("DeleteRestrictions", "Deletable"),
            ),
        ];
        chosen(&offers)
    }

    fn references(&self) -> Vec<NavigationOperation> {
        use NavigationOperation as Op;
        let single = !self.navigation.collection;
        let by_key = single
            || (self.rules.has_key(&self.navigation.target) && self.rules.indexable(self.target));
        let reads = self.own("ReadRestrictions").allows("Readable")
            && self.of_target("ReadRestrictions").allows("Readable");
        let mut offers = vec![(
            Op::RemoveRef,
            by_key && self.entry_allows("DeleteRestrictions", "Deletable"),
        )];
        if single {
            offers.extend([
                (Op::Get, reads),
                (
                    Op::GetRef,
                    self.entry_allows("ReadRestrictions", "Readable"),
                ),
                (
                    Op::SetRef,
                    self.entry_allows("UpdateRestrictions", "Updatable"),
                ),
            ]);
            let update = self.own("UpdateRestrictions");
            offers.push((
                update.update_operation(),
                self.writes("UpdateRestrictions", "Updatable"),
            ));
            offers.push((Op::Delete, self.writes("DeleteRestrictions", "Deletable")));
        }
        chosen(&offers)
    }

    fn entity(&self) -> Vec<NavigationOperation> {
        use NavigationOperation as Op;
        let single = !self.navigation.collection;
        let by_key =
            self.rules.has_key(&self.navigation.target) && self.rules.indexable(self.target);
        if !(single || by_key) {
            return Vec::new();
        }
        let (read, of_target) = (
            self.own("ReadRestrictions"),
            self.of_target("ReadRestrictions"),
        );
        let reads = if single {
            read.allows("Readable")
        } else {
            read.allows_read_by_key()
        };
        let update = self.own("UpdateRestrictions");
        let update = if update.is_empty() {
            self.of_target("UpdateRestrictions")
        } else {
            update
        };
        let offers = [
            (Op::Get, reads && of_target.allows("Readable")),
            (
                update.update_operation(),
                self.writes("UpdateRestrictions", "Updatable"),
            ),
            (Op::Delete, self.writes("DeleteRestrictions", "Deletable")),
        ];
        chosen(&offers)
    }

    /// References are restricted by the entry of the source alone.
    fn entry_allows(&self, term: &str, flag: &str) -> bool {
        let entry = self
            .entry
            .and_then(|entry| entry.property(term)?.property(flag)?.as_bool());
        entry.unwrap_or(true)
    }
}

fn is_navigability_none(record: &Expression) -> bool {
    match record.property("Navigability") {
        Some(Expression::EnumMember(members)) => {
            members.iter().any(|member| member.ends_with("/None"))
        }
        Some(other) => other.as_str().is_some_and(|text| text.ends_with("None")),
        None => false,
    }
}

fn chosen(offers: &[(NavigationOperation, bool)]) -> Vec<NavigationOperation> {
    offers
        .iter()
        .filter(|(_, offered)| *offered)
        .map(|(operation, _)| *operation)
        .collect()
}
