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
    /// What the descriptions say about it.
    pub documentation: Documentation,
    /// Where it is described.
    pub location: Location,
}
