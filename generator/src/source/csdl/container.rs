//! The roots of a service: entity sets, singletons, and operation imports.

use super::annotation::Annotation;
use super::member::OperationKind;
use crate::problem::Location;
use crate::source::text::Spanned;

/// An `EntityContainer` element (CSDL XML 4.01, section 13).
#[derive(Clone, Debug, PartialEq)]
pub struct EntityContainer {
    /// Name without namespace.
    pub name: Spanned<String>,
    /// Entity sets in order.
    pub entity_sets: Vec<EntitySet>,
    /// Singletons in order.
    pub singletons: Vec<Singleton>,
    /// Action imports and function imports in order.
    pub imports: Vec<OperationImport>,
    /// Annotations written inside the container.
    pub annotations: Vec<Annotation>,
    /// The start tag.
    pub location: Location,
}

/// An `EntitySet`: a collection of entities at the root.
#[derive(Clone, Debug, PartialEq)]
pub struct EntitySet {
    /// Name, the first segment of its URL.
    pub name: Spanned<String>,
    /// Qualified name of the entity type.
    pub entity_type: Spanned<String>,
    /// Where the navigation properties of its entities lead.
    pub bindings: Vec<NavigationPropertyBinding>,
    /// Annotations written inside the set.
    pub annotations: Vec<Annotation>,
    /// The start tag.
    pub location: Location,
}

/// A `Singleton`: one entity at the root.
#[derive(Clone, Debug, PartialEq)]
pub struct Singleton {
    /// Name, the first segment of its URL.
    pub name: Spanned<String>,
    /// Qualified name of the entity type.
    pub type_text: Spanned<String>,
    /// Where the navigation properties of the entity lead.
    pub bindings: Vec<NavigationPropertyBinding>,
    /// Annotations written inside the singleton.
    pub annotations: Vec<Annotation>,
    /// The start tag.
    pub location: Location,
}

/// A `NavigationPropertyBinding` (section 13.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationPropertyBinding {
    /// Path from the set's entity type to a navigation property; may hold casts and complex properties.
    pub path: Spanned<String>,
    /// Entity set or singleton, by name or path.
    pub target: Spanned<String>,
}

/// An `ActionImport` or `FunctionImport`: an unbound operation offered at the root.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationImport {
    /// Action or function.
    pub kind: OperationKind,
    /// Name, the first segment of its URL.
    pub name: Spanned<String>,
    /// Qualified name of the operation.
    pub operation: Spanned<String>,
    /// The set that holds the result.
    pub entity_set: Option<Spanned<String>>,
    /// The start tag.
    pub location: Location,
}
