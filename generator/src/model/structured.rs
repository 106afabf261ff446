//! Entity types and complex types.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    BoundOperation, Documentation, Method, Navigation, Operation, Property, Signature, TypeId,
};
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
    /// The names of the key properties that this type itself declares; the values of all of them together are the key.
    pub key: Vec<String>,
    /// The alternate keys that this type itself declares (OData Core vocabulary, `AlternateKeys`), sorted.
    pub alternate_keys: Vec<Vec<KeyPart>>,
    /// The structural properties that this type itself declares, by name.
    pub properties: BTreeMap<String, Property>,
    /// What an instance leads to, inherited navigation properties included, by name.
    pub navigation: BTreeMap<String, Navigation>,
    /// The actions and functions bound to one instance, inherited ones included.
    pub operations: BTreeMap<Signature, BoundOperation>,
    /// The media streams of an instance, inherited ones included, by the segment that leads to each: the name of a property, or `$value`
    /// for the stream that the entity itself is.
    pub streams: BTreeMap<String, Stream>,
    /// Whether an instance leads to others of its type by their path: `root:/folder/file.txt:` (Graph page "Working with files").
    pub leads_by_path: bool,
    /// The simple names of the actions and functions bound to collections of it, wherever: a key that is one of them would be taken for
    /// a call.
    pub names_beside_keys: BTreeSet<String>,
    /// What the descriptions say about it.
    pub documentation: Documentation,
    /// Where it is described.
    pub location: Location,
}

/// One part of an alternate key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyPart {
    /// The name that stands for it in a URL.
    pub alias: String,
    /// The property, or the path to it, that has the value.
    pub property: String,
}

/// A media stream: bytes that are read and written as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stream {
    /// What can be done with it.
    pub operations: BTreeMap<StreamOperation, Operation>,
}

/// What can be done with a media stream (OData Protocol 4.01, sections 11.2.4, 11.4.7.2 and 11.4.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StreamOperation {
    /// Read its bytes.
    Download,
    /// Replace its bytes.
    Upload,
    /// Remove it.
    Remove,
}

impl StreamOperation {
    /// Every operation.
    pub const ALL: [Self; 3] = [Self::Download, Self::Upload, Self::Remove];

    /// The HTTP method.
    pub fn method(self) -> Method {
        match self {
            Self::Download => Method::Get,
            Self::Upload => Method::Put,
            Self::Remove => Method::Delete,
        }
    }
}

/// Entity type or complex type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StructuredKind {
    /// An entity type: its instances are resources of their own.
    Entity,
    /// A complex type: its values live inside other values.
    Complex,
}
