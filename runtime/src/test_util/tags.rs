//! Conditions on entity tags (RFC 9110, section 13.1).

use super::dispatch::Exchange;
use super::error::ServiceError;
use super::store::EntityId;

impl Exchange<'_> {
    /// Refuses a change with an `If-Match` that names another state of the entity.
    pub(super) fn refuse_if_changed(&self, id: EntityId) -> Result<(), ServiceError> {
        let (Some(expected), Some(tag)) = (self.request.header("if-match"), self.entity_tag(id))
        else {
            return Ok(());
        };
        if names(expected, &tag) {
            Ok(())
        } else {
            Err(ServiceError::precondition_failed())
        }
    }

    /// Whether the client has the entity as it is, by its `If-None-Match`.
    pub(super) fn has_unchanged(&self, id: EntityId) -> bool {
        let known = self.request.header("if-none-match");
        match (known, self.entity_tag(id)) {
            (Some(known), Some(tag)) => names(known, &tag),
            _ => false,
        }
    }
}

/// Whether a list of tags has this one. They are compared weakly, as OData does with its own (OData
/// 4.01 Protocol, section 11.4.1.1).
pub(super) fn names(list: &str, tag: &str) -> bool {
    let opaque = |tag: &str| {
        let tag = tag.trim();
        tag.strip_prefix("W/").unwrap_or(tag).to_owned()
    };
    list.trim() == "*" || list.split(',').any(|one| opaque(one) == opaque(tag))
}
