//! What is changed by a request, and on which condition.

use super::Request;
use crate::changes::{Changes, Creates, ETag};
#[cfg(doc)]
use crate::error::Error;

impl<T, Q> Request<T, Q> {
    /// Sends changes of an entity. `E` is the type that is declared where the request goes.
    pub fn changes<E>(mut self, changes: &(impl Changes<E> + ?Sized)) -> Self {
        self.parts.body = changes.changes();
        self
    }

    /// Sends an entity that is to be created. `E` is the type that is declared where the request
    /// goes.
    pub fn new_entity<E>(mut self, entity: &(impl Creates<E> + ?Sized)) -> Self {
        self.parts.body = entity.entity();
        self
    }

    /// Asks the service to do this only if the entity is still in the state of this entity tag (RFC
    /// 9110, section 13.1.1). If it is not, nothing is done, and the answer is an error with
    /// [`is_precondition_failed`](Error::is_precondition_failed).
    pub fn if_match(self, etag: &ETag) -> Self {
        self.header("If-Match", etag.as_str())
    }

    /// Asks the service to do this only if the entity exists, in whatever state. Some services, such
    /// as Planner, refuse a change that says nothing of the state.
    pub fn if_match_any(self) -> Self {
        self.header("If-Match", "*")
    }

    /// Asks the service to answer only if the entity is no more in the state of this entity tag (RFC
    /// 9110, section 13.1.2). If it still is, the answer is an error with
    /// [`is_not_modified`](Error::is_not_modified).
    pub fn if_none_match(self, etag: &ETag) -> Self {
        self.header("If-None-Match", etag.as_str())
    }

    /// Asks the service to do this only if there is no such entity yet. If there is, the answer is
    /// an error with [`is_precondition_failed`](Error::is_precondition_failed).
    pub fn if_none_match_any(self) -> Self {
        self.header("If-None-Match", "*")
    }

    /// Asks the service to answer with the entity as it is after the change (`Prefer:
    /// return=representation`; OData Protocol 4.01, section 8.2.8.7). It may decline.
    pub fn prefer_representation(self) -> Self {
        self.prefer("return=representation")
    }

    /// Asks the service to answer without content (`Prefer: return=minimal`). It may decline.
    pub fn prefer_minimal(self) -> Self {
        self.prefer("return=minimal")
    }
}
