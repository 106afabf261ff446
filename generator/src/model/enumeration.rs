//! Enumeration types.

use super::{Documentation, TypeId};
use crate::problem::Location;

/// An enumeration type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enumeration {
    /// Its qualified name.
    pub id: TypeId,
    /// Whether a value is a set of members, written with commas.
    pub is_flags: bool,
    /// The members, sorted by name.
    pub members: Vec<Member>,
    /// What the descriptions say about it.
    pub documentation: Documentation,
    /// Where it is described.
    pub location: Location,
}

/// One member of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name on the wire.
    pub name: String,
    /// Its number. OpenAPI does not say.
    pub value: Option<i64>,
    /// What the descriptions say about it.
    pub documentation: Documentation,
    /// Where it is described.
    pub location: Location,
}
