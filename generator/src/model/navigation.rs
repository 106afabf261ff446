//! Entity sets, singletons and navigation properties, and what can be done at each.

use std::collections::BTreeMap;
use std::fmt;

use super::{BoundOperation, Documentation, QueryOptions, Signature, TypeId};
use crate::problem::Location;

/// A way from an owner to entities: an entity set, a singleton, or a navigation property. A structural property whose complex value the
/// service gives a path of its own is one too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Navigation {
    /// Its name: the URL segment.
    pub name: String,
    /// Whether it is a structural property rather than a navigation property: what it leads to is part of the owner, and a value of a
    /// complex type.
    pub is_structural: bool,
    /// The declared type of what it leads to.
    pub target: TypeId,
    /// Whether it leads to a collection.
    pub collection: bool,
    /// Whether the target lives inside the owner; `None` where the description cannot tell (OpenAPI).
    pub contained: Option<bool>,
    /// Whether the description has paths that go on behind it, to the navigation and the operations of what it leads to. Where it has
    /// none, the wildcards of a slice stop at it and documentation shows another way to the same type; a generated place can be walked on
    /// from all the same, because what can be done there belongs to its type.
    pub continues: bool,
    /// What can be done with what it leads to: the methods and segments that the description documents.
    pub operations: BTreeMap<NavigationOperation, Operation>,
    /// The actions and functions bound to the collection it leads to.
    pub bound_operations: BTreeMap<Signature, BoundOperation>,
    /// The derived types that what it leads to can be cast to (OData URL Conventions 4.01, section 4.11), and what can be done with it
    /// then: at the collection with those entities in it that are of the type, and with one entity as an instance of it.
    pub casts: BTreeMap<TypeId, BTreeMap<NavigationOperation, Operation>>,
    /// What the descriptions say about it.
    pub documentation: Documentation,
    /// Where it is described.
    pub location: Location,
}

/// One documented operation at a navigation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Operation {
    /// The query options that it takes.
    pub options: QueryOptions,
    /// What the descriptions say about it.
    pub documentation: Documentation,
    /// Where it is described, at every place; sorted.
    pub sources: Vec<Location>,
}

/// What can be done at a navigation. Which URL and method each is follows from the navigation being a collection or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NavigationOperation {
    /// Read a page of the collection.
    List,
    /// Add a new entity to the collection.
    Create,
    /// Count the collection.
    Count,
    /// Put other values in place of all that a structural collection has (OData Protocol 4.01, section 11.4.9.3).
    ReplaceAll,
    /// Read the entity.
    Get,
    /// Change some properties of the entity.
    Update,
    /// Replace the entity.
    Replace,
    /// Delete the entity.
    Delete,
    /// Read the references of the collection.
    ListRef,
    /// Add a reference to the collection.
    AddRef,
    /// Remove a reference from the collection, named by the URL of its target.
    RemoveRefByUrl,
    /// Read the reference of a single-valued navigation property.
    GetRef,
    /// Set the reference of a single-valued navigation property.
    SetRef,
    /// Remove the reference: of a single-valued navigation property, or of one item of a collection.
    RemoveRef,
}

/// Where at a navigation an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// At the collection.
    Collection,
    /// At the single entity, or at one entity of the collection.
    Entity,
}

/// The HTTP methods of the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Navigation {
    /// Where it leads to first: to the collection, if it leads to one.
    pub fn position(&self) -> Position {
        if self.collection {
            Position::Collection
        } else {
            Position::Entity
        }
    }
}

impl NavigationOperation {
    /// Every operation.
    pub const ALL: [Self; 14] = [
        Self::List,
        Self::Create,
        Self::Count,
        Self::ReplaceAll,
        Self::Get,
        Self::Update,
        Self::Replace,
        Self::Delete,
        Self::ListRef,
        Self::AddRef,
        Self::RemoveRefByUrl,
        Self::GetRef,
        Self::SetRef,
        Self::RemoveRef,
    ];

    /// The HTTP method (OData Protocol 4.01, section 11).
    pub fn method(self) -> Method {
        match self {
            Self::List | Self::Count | Self::Get | Self::ListRef | Self::GetRef => Method::Get,
            Self::Create | Self::AddRef => Method::Post,
            Self::Update => Method::Patch,
            Self::Replace | Self::ReplaceAll | Self::SetRef => Method::Put,
            Self::Delete | Self::RemoveRefByUrl | Self::RemoveRef => Method::Delete,
        }
    }

    /// What it appends to the URL of its position.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::List
            | Self::Create
            | Self::ReplaceAll
            | Self::Get
            | Self::Update
            | Self::Replace
            | Self::Delete => "",
            Self::Count => "$count",
            Self::ListRef
            | Self::AddRef
            | Self::RemoveRefByUrl
            | Self::GetRef
            | Self::SetRef
            | Self::RemoveRef => "$ref",
        }
    }

    /// Where it is.
    pub fn position(self) -> Position {
        match self {
            Self::List
            | Self::Create
            | Self::Count
            | Self::ReplaceAll
            | Self::ListRef
            | Self::AddRef
            | Self::RemoveRefByUrl => Position::Collection,
            Self::Get
            | Self::Update
            | Self::Replace
            | Self::Delete
            | Self::GetRef
            | Self::SetRef
            | Self::RemoveRef => Position::Entity,
        }
    }

    /// The operation with that method and suffix at that position of a navigation, if there is one. A single-valued navigation has
    /// no collection position, and only it has a reference to get or set.
    pub fn find(
        method: Method,
        suffix: &str,
        position: Position,
        collection: bool,
    ) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| {
            let fits = match operation {
                Self::GetRef | Self::SetRef => !collection,
                _ => true,
            };
            fits && operation.method() == method
                && operation.suffix() == suffix
                && operation.position() == position
        })
    }
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 5] = [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// Its name in a request line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The method of that name, in any letter case.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|method| method.as_str().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
