//! A CSDL text as written: schemas and the types they declare.

use super::annotation::{Annotation, Annotations};
use super::container::EntityContainer;
use super::member::{NavigationProperty, Operation, Property};
use crate::problem::{FileId, Location};
use crate::source::text::Spanned;

/// One CSDL text. Names are not resolved and inheritance is not followed: it says what the text says.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The text.
    pub file: FileId,
    /// The schemas of other texts that it speaks of, in order.
    pub includes: Vec<Include>,
    /// Its schemas in order; several may share a namespace.
    pub schemas: Vec<Schema>,
}

/// An `Include` element inside of a `Reference` (CSDL XML 4.01, section 4.1): a schema of another text, mostly a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Include {
    /// The namespace of the schema.
    pub namespace: Spanned<String>,
    /// A short name that may stand for the namespace, in this text only.
    pub alias: Option<Spanned<String>>,
}

/// A `Schema` element (CSDL XML 4.01, section 5).
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// Namespace that qualifies the names declared inside.
    pub namespace: Spanned<String>,
    /// A short name that may stand for the namespace, in this text only.
    pub alias: Option<Spanned<String>>,
    /// Entity types in order.
    pub entity_types: Vec<StructuredType>,
    /// Complex types in order.
    pub complex_types: Vec<StructuredType>,
    /// Enumeration types in order.
    pub enum_types: Vec<EnumType>,
    /// Type definitions in order.
    pub type_definitions: Vec<TypeDefinition>,
    /// Actions and functions in order; overloads share a name.
    pub operations: Vec<Operation>,
    /// Entity containers; a service has one.
    pub containers: Vec<EntityContainer>,
    /// Annotations that name their target.
    pub annotations: Vec<Annotations>,
    /// The start tag.
    pub location: Location,
}

/// Which of the two kinds of structured type it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StructuredKind {
    /// Has identity: instances have a key and a URL.
    Entity,
    /// Has no identity: instances live inside an entity.
    Complex,
}

/// An `EntityType` or `ComplexType` element (sections 6 and 9).
#[derive(Clone, Debug, PartialEq)]
pub struct StructuredType {
    /// Entity type or complex type.
    pub kind: StructuredKind,
    /// Name without namespace.
    pub name: Spanned<String>,
    /// Qualified name of the base type.
    pub base: Option<Spanned<String>>,
    /// Has no instances of its own.
    pub is_abstract: bool,
    /// Instances may have properties that are not declared.
    pub open: bool,
    /// A media entity: instances have a stream of their own. Only entity types.
    pub has_stream: bool,
    /// The key declared here; `None` when it is inherited or there is none.
    pub key: Option<Vec<PropertyRef>>,
    /// Structural properties declared here.
    pub properties: Vec<Property>,
    /// Navigation properties declared here.
    pub navigation_properties: Vec<NavigationProperty>,
    /// Annotations written inside the type.
    pub annotations: Vec<Annotation>,
    /// The start tag.
    pub location: Location,
}

/// A part of a key (section 6.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyRef {
    /// Property name, or a path to a property of a complex property.
    pub name: Spanned<String>,
    /// Name in key predicates, when `name` is a path.
    pub alias: Option<Spanned<String>>,
}

/// An `EnumType` element (section 10).
#[derive(Clone, Debug, PartialEq)]
pub struct EnumType {
    /// Name without namespace.
    pub name: Spanned<String>,
    /// Several members may be set at once.
    pub is_flags: bool,
    /// Integer type of the values; absent means `Edm.Int32`.
    pub underlying_type: Option<Spanned<String>>,
    /// Members in order.
    pub members: Vec<EnumMember>,
    /// Annotations written inside the type.
    pub annotations: Vec<Annotation>,
    /// The start tag.
    pub location: Location,
}

/// A `Member` of an enumeration type.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumMember {
    /// Name, as it is sent.
    pub name: Spanned<String>,
    /// Value; absent means one more than the member before, starting at zero.
    pub value: Option<i64>,
    /// Annotations written inside the member.
    pub annotations: Vec<Annotation>,
}

/// A `TypeDefinition` element: another name for a primitive type (section 11).
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDefinition {
    /// Name without namespace.
    pub name: Spanned<String>,
    /// The primitive type.
    pub underlying_type: Spanned<String>,
    /// Annotations written inside the definition.
    pub annotations: Vec<Annotation>,
    /// The start tag.
    pub location: Location,
}
