//! Entity types and complex types.

use std::collections::{BTreeMap, BTreeSet};

use super::{BoundOperation, Documentation, Navigation, Property, Signature, TypeId};
use crate::problem::Location;

/// An entity type or a complex type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Structured {
    /// Its qualified name.
    pub id: TypeId,
    /// Entity type or complex type.
    pub kind: StructuredKind,
    /// The type it derives from.
    pub base: Option<TypeId>,
    /// Whether no value has exactly this type. OpenAPI does not say.
    pub is_abstract: bool,
    /// Whether values may hold properties that the type does not declare. OpenAPI does not say.
    pub is_open: bool,
    /// Whether each entity is a media stream. OpenAPI does not say.
    pub has_stream: bool,
    /// The names of the key properties that this type itself declares.
    pub key: Vec<String>,
    /// The structural properties that this type itself declares, by name.
    pub properties: BTreeMap<String, Property>,
    /// What an instance leads to, inherited navigation properties included, by name.
    pub navigation: BTreeMap<String, Navigation>,
    /// The actions and functions bound to one instance, inherited ones included.
    pub operations: BTreeMap<Signature, BoundOperation>,
    /// The simple names of the actions and functions bound to collections of it, wherever: a key that is one of them would be taken for
    /// a call.
    pub names_beside_keys: BTreeSet<String>,
    /// What the descriptions say about it.
    pub documentation: Documentation,
    /// Where it is described.
    pub location: Location,
}

/// Entity type or complex type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StructuredKind {
    /// An entity type: its instances are resources of their own.
    Entity,
    /// A complex type: its values live inside other values.
    Complex,
}
