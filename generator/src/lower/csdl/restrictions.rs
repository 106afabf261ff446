//! Capability annotations as answers to questions.

use crate::model::NavigationOperation;
use crate::source::csdl::Expression;

/// What may be read from a record of restrictions, the first source that states it holding.
#[derive(Debug, Default)]
pub(super) struct Restrictions<'a>(Vec<&'a Expression>);

impl<'a> Restrictions<'a> {
    /// What these records say, the first that states something holding.
    pub(super) fn new(records: impl IntoIterator<Item = &'a Expression>) -> Self {
        Self(records.into_iter().collect())
    }

    /// The same behind one more record, which comes first.
    pub(super) fn after(mut self, record: Option<&'a Expression>) -> Self {
        self.0.splice(0..0, record);
        self
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

    /// Reading one entity by its key has restrictions of its own inside those of reading.
    pub(super) fn allows_read_by_key(&self) -> bool {
        let by_key = self
            .0
            .iter()
            .find_map(|record| record.property("ReadByKeyRestrictions"));
        match by_key {
            Some(by_key) => by_key
                .property("Readable")
                .and_then(Expression::as_bool)
                .unwrap_or(true),
            None => self.allows("Readable"),
        }
    }

    /// With which method an entity is updated: PATCH unless the restrictions name PUT alone.
    pub(super) fn update_operation(&self) -> NavigationOperation {
        let methods = self
            .0
            .iter()
            .find_map(|record| match record.property("UpdateMethod")? {
                Expression::EnumMember(members) => Some(members.join(" ")),
                other => other.as_str().map(str::to_owned),
            });
        match methods {
            Some(methods) if methods.contains("PUT") && !methods.contains("PATCH") => {
                NavigationOperation::Replace
            }
            _ => NavigationOperation::Update,
        }
    }
}
