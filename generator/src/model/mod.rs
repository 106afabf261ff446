//! The semantic model: what a description of the service means, whatever form it was written in.
//!
//! Plain data. Types own their navigation properties and operations, as OData says and as both published forms of Microsoft Graph
//! bear out: the type decides what can be done at a place, the path to it adds nothing. The model neither parses nor prints itself and
//! knows no Rust.

mod documentation;
mod enumeration;
mod id;
mod navigation;
mod operation;
mod property;
mod query_options;
mod structured;
mod type_ref;

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::Location;

pub use documentation::{Deprecation, Documentation, Permission, PermissionKind, Permissions};
pub use enumeration::{Enumeration, Member};
pub use id::{TypeId, TypeIdError};
pub use navigation::{Method, Navigation, NavigationOperation, Operation, Position};
pub use operation::{
    BoundOperation, BoundOperationKind, Outcome, Parameter, Signature, UntypedOperation,
};
pub use property::{Access, Property};
pub use query_options::{QueryOption, QueryOptions};
pub use structured::{KeyPart, Stream, StreamOperation, Structured, StructuredKind};
pub use type_ref::{Primitive, TypeRef, ValueType};

/// One service, as far as its descriptions tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Api {
    /// The version segment of the service root (`v1.0`, `beta`), where a description states one.
    pub version: Option<String>,
    /// Every named type.
    pub types: BTreeMap<TypeId, Type>,
    /// The entity sets and singletons, by name: what the service root leads to.
    pub root: BTreeMap<String, Navigation>,
    /// The operations of paths that lead to no type, by URL template and method.
    pub untyped: BTreeMap<(String, Method), UntypedOperation>,
    /// The operations that a description groups under a tag, by URL template and method: the tag speaks of paths, not of what types can
    /// do. Only OpenAPI has tags.
    pub tags: BTreeMap<String, BTreeSet<(String, Method)>>,
}

/// A named type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// An entity type or a complex type.
    Structured(Structured),
    /// An enumeration type.
    Enumeration(Enumeration),
}

/// Who owns a navigation: the service root, or a structured type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The service root: the navigation is an entity set or a singleton.
    Root,
    /// A structured type: the navigation is a navigation property.
    Type(TypeId),
}

impl Api {
    /// The structured type of that name, if there is one.
    pub fn structured(&self, id: &TypeId) -> Option<&Structured> {
        match self.types.get(id) {
            Some(Type::Structured(structured)) => Some(structured),
            _ => None,
        }
    }

    /// The enumeration of that name, if there is one.
    pub fn enumeration(&self, id: &TypeId) -> Option<&Enumeration> {
        match self.types.get(id) {
            Some(Type::Enumeration(enumeration)) => Some(enumeration),
            _ => None,
        }
    }

    /// All structured types, by name.
    pub fn structured_types(&self) -> impl Iterator<Item = &Structured> {
        self.types.values().filter_map(|ty| match ty {
            Type::Structured(structured) => Some(structured),
            Type::Enumeration(_) => None,
        })
    }

    /// The type itself and then its base types, nearest first. A cycle, which a checked model does not hold, ends the walk.
    pub fn lineage<'a>(&'a self, id: &TypeId) -> impl Iterator<Item = &'a Structured> + use<'a> {
        let mut seen = BTreeSet::new();
        let mut next = self.structured(id);
        std::iter::from_fn(move || {
            let current = next?;
            if !seen.insert(&current.id) {
                return None;
            }
            next = current.base.as_ref().and_then(|base| self.structured(base));
            Some(current)
        })
    }

    /// Every type from which others derive, with all of those, by name.
    pub fn derived_types(&self) -> BTreeMap<&TypeId, Vec<&Structured>> {
        let mut derived: BTreeMap<&TypeId, Vec<&Structured>> = BTreeMap::new();
        for structured in self.structured_types() {
            for base in self.lineage(&structured.id).skip(1) {
                derived.entry(&base.id).or_default().push(structured);
            }
        }
        derived
    }

    /// Whether `id` is `ancestor` or derives from it.
    pub fn is_a(&self, id: &TypeId, ancestor: &TypeId) -> bool {
        self.lineage(id)
            .any(|structured| structured.id == *ancestor)
    }

    /// The type's own properties and those of its base types, by name; a property that a derived type declares again is the derived one.
    pub fn flattened_properties(&self, id: &TypeId) -> BTreeMap<&str, &Property> {
        let mut properties = BTreeMap::new();
        for structured in self.lineage(id) {
            for property in structured.properties.values() {
                properties.entry(property.name.as_str()).or_insert(property);
            }
        }
        properties
    }

    /// The names of the key properties: those of the type, or of the nearest base type that declares a key. Empty where none does.
    pub fn key(&self, id: &TypeId) -> &[String] {
        self.lineage(id)
            .map(|structured| structured.key.as_slice())
            .find(|key| !key.is_empty())
            .unwrap_or_default()
    }

    /// The alternate keys of a type, or of the nearest base type that declares any.
    pub fn alternate_keys(&self, id: &TypeId) -> &[Vec<KeyPart>] {
        self.lineage(id)
            .map(|structured| structured.alternate_keys.as_slice())
            .find(|keys| !keys.is_empty())
            .unwrap_or_default()
    }

    /// Every navigation with its owner, the root's first, then by type name.
    pub fn navigations(&self) -> impl Iterator<Item = (Owner, &Navigation)> {
        let root = self
            .root
            .values()
            .map(|navigation| (Owner::Root, navigation));
        let owned = self.structured_types().flat_map(|structured| {
            structured
                .navigation
                .values()
                .map(|navigation| (Owner::Type(structured.id.clone()), navigation))
        });
        root.chain(owned)
    }

    /// One navigation of an owner.
    pub fn navigation(&self, owner: &Owner, name: &str) -> Option<&Navigation> {
        self.navigation_of(owner)?.get(name)
    }

    /// The same, to change it.
    pub fn navigation_mut(&mut self, owner: &Owner, name: &str) -> Option<&mut Navigation> {
        self.navigation_of_mut(owner)?.get_mut(name)
    }

    /// What an owner leads to, by name. Nothing for a type that is not there.
    pub fn navigation_of(&self, owner: &Owner) -> Option<&BTreeMap<String, Navigation>> {
        match owner {
            Owner::Root => Some(&self.root),
            Owner::Type(id) => self.structured(id).map(|structured| &structured.navigation),
        }
    }

    /// The same, to change it.
    pub fn navigation_of_mut(
        &mut self,
        owner: &Owner,
    ) -> Option<&mut BTreeMap<String, Navigation>> {
        match owner {
            Owner::Root => Some(&mut self.root),
            Owner::Type(id) => match self.types.get_mut(id) {
                Some(Type::Structured(structured)) => Some(&mut structured.navigation),
                _ => None,
            },
        }
    }
}

impl Owner {
    /// What one of its navigations is called for a reader: `application/connectorGroup`, or `applications` at the root.
    pub fn title(&self, navigation: &str) -> String {
        match self {
            Self::Root => navigation.to_owned(),
            Self::Type(id) => format!("{}/{navigation}", id.name()),
        }
    }
}

impl Type {
    /// The type's name.
    pub fn id(&self) -> &TypeId {
        match self {
            Self::Structured(structured) => &structured.id,
            Self::Enumeration(enumeration) => &enumeration.id,
        }
    }

    /// Where it is described.
    pub fn location(&self) -> Location {
        match self {
            Self::Structured(structured) => structured.location,
            Self::Enumeration(enumeration) => enumeration.location,
        }
    }
}

impl std::fmt::Display for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Root => f.write_str("the service root"),
            Self::Type(id) => write!(f, "{id}"),
        }
    }
}
