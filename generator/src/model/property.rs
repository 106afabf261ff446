//! Structural properties.

use super::{Documentation, TypeRef};
use crate::problem::Location;

/// A structural property of an entity type or a complex type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// What it holds.
    pub ty: TypeRef,
    /// Whether null is one of its values; `None` where the description cannot tell (OpenAPI, for collections).
    pub nullable: Option<bool>,
    /// Whether the service computes it, so that a client does not set it.
    pub computed: bool,
    /// Whether it stays what it is once the entity is there (OData Core vocabulary, `Immutable`).
    pub immutable: bool,
    /// What the descriptions say about it.
    pub documentation: Documentation,
    /// Where it is described.
    pub location: Location,
}

/// When a client may say what the value of a property is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// When the entity is created, and when it is changed.
    ReadWrite,
    /// When the entity is created.
    CreateOnly,
    /// Never.
    ReadOnly,
}

impl Property {
    /// When a client may set it. `is_key`: whether it is part of the key, by which its entity is named for good (OData CSDL 4.01,
    /// section 6.5).
    pub fn access(&self, is_key: bool) -> Access {
        if self.computed {
            Access::ReadOnly
        } else if self.immutable || is_key {
            Access::CreateOnly
        } else {
            Access::ReadWrite
        }
    }
}
