//! Capability annotations as answers to questions.

use crate::model::NavigationOperation;
use crate::source::csdl::Expression;

/// What may be read from records of restrictions, the first that states something holding.
#[derive(Clone, Debug, Default)]
pub(super) struct Restrictions<'a>(Vec<&'a Expression>);

impl<'a> Restrictions<'a> {
    /// What these records say, the first that states something holding.
    pub(super) fn new(records: impl IntoIterator<Item = &'a Expression>) -> Self {
        Self(records.into_iter().collect())
    }

    /// What several places say: all of them, the first that states something holding, or else the first alone that says anything.
    pub(super) fn of_places(places: impl IntoIterator<Item = Self>, are_merged: bool) -> Self {
        let mut places = places.into_iter().filter(|place| !place.is_empty());
        if are_merged {
            Self(places.flat_map(|place| place.0).collect())
        } else {
            places.next().unwrap_or_default()
        }
    }

    /// Whether one of the records is so.
    pub(super) fn any(&self, is_so: impl Fn(&Expression) -> bool) -> bool {
        self.0.iter().any(|record| is_so(record))
    }

    /// The items of a collection that the records state.
    pub(super) fn items(&self, property: &str) -> Vec<&'a Expression> {
        let stated = self.0.iter().filter_map(|record| record.property(property));
        stated.flat_map(|collection| collection.items()).collect()
    }

    /// Whether nothing is said at all.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is said of one flag.
    pub(super) fn flag(&self, property: &str) -> Option<bool> {
        self.0
            .iter()
            .find_map(|record| record.property(property)?.as_bool())
    }

    /// Whether it is allowed: it is, unless something says that it is not.
    pub(super) fn allows(&self, property: &str) -> bool {
        self.flag(property).unwrap_or(true)
    }

    /// Whether it is allowed in so many words.
    pub(super) fn states(&self, property: &str) -> bool {
        self.flag(property) == Some(true)
    }

    /// Whether one entity may be read by its key, where restrictions of reading say so apart from reading at all.
    pub(super) fn read_by_key(&self) -> Option<bool> {
        let mut records = self.0.iter();
        let by_key = records.find_map(|record| record.property("ReadByKeyRestrictions"))?;
        let readable = by_key.property("Readable").and_then(Expression::as_bool);
        Some(readable.unwrap_or(true))
    }

    /// With which methods an entity is updated: PATCH unless the restrictions name PUT. Where they name both, PATCH alone or both.
    pub(super) fn updates(&self, both: bool) -> Vec<NavigationOperation> {
        let mut records = self.0.iter();
        let named = records.find_map(|record| match record.property("UpdateMethod")? {
            Expression::EnumMember(members) => Some(members.join(" ")),
            other => other.as_str().map(str::to_owned),
        });
        let named = named.unwrap_or_default();
        let has = |method: &str| {
            let mut names = named.split([' ', ',', '/']);
            names.any(|name| name == method)
        };
        match (has("PUT"), has("PATCH")) {
            (true, true) if both => {
                vec![NavigationOperation::Replace, NavigationOperation::Update]
            }
            (true, false) => vec![NavigationOperation::Replace],
            _ => vec![NavigationOperation::Update],
        }
    }
}
