//! One fact that two models do not state alike.

use std::fmt;

use super::{Fact, OperationForm};
use crate::model::{TypeRef, ValueType};
use crate::problem::Location;

/// One fact that two models do not state alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The fact.
    pub fact: Fact,
    /// What it is about: `microsoft.graph.user`, `microsoft.graph.user/manager`, `GET microsoft.graph.user/manager/$ref`.
    pub subject: String,
    /// What the first model says.
    pub first: Statement,
    /// What the second model says.
    pub second: Statement,
    /// What explains it, where that can be told from the models.
    pub reason: Option<Reason>,
}

/// What one model says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub said: Said,
    /// Where it says it. For a thing that it does not have, where it describes the owner; `None` where there is none either.
    pub location: Option<Location>,
}

/// What a model says of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The thing is not there.
    Absent,
    /// The thing is there, and that is the fact.
    Present,
    /// The description does not tell, or its form cannot.
    Unknown,
    /// Whether the fact holds.
    Flag(bool),
    /// A kind of type.
    Kind(TypeKind),
    /// A number.
    Number(i64),
    /// A type.
    Type(TypeRef),
    /// No type: no base type, no content.
    Nothing,
    /// Names: those of the parts of a key.
    Names(Vec<String>),
    /// An operation is there, of this form.
    Operation(OperationForm),
}

/// What a named type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypeKind {
    /// An entity type.
    Entity,
    /// A complex type.
    Complex,
    /// An enumeration.
    Enumeration,
}

/// What explains a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The other model has no type of that namespace at all.
    NamespaceAbsent,
    /// The service root leads nowhere near it.
    Unreached,
    /// The service root leads to a type that it derives from, and in no other way to it.
    ReachedAsSubtype,
    /// It belongs to a type that the other model does not have.
    OwnerAbsent,
    /// It speaks of a type that the other model does not have.
    TargetAbsent,
    /// It belongs to a navigation that the other model does not have there.
    NavigationAbsent,
    /// The other model declares it at another type of the same lineage.
    DeclaredElsewhere,
    /// What is a navigation property to one is a structural property to the other.
    PropertyOrNavigation,
    /// Its value is a media stream, which has a path of its own.
    MediaStream,
}

impl Difference {
    /// What the differences have in common that are told together: what each side says, named types left out, and the reason.
    pub fn group(&self) -> (String, String, Option<Reason>) {
        (self.first.said.sort(), self.second.said.sort(), self.reason)
    }
}

impl Said {
    /// Whether it states anything.
    pub fn tells(&self) -> bool {
        !matches!(self, Self::Absent | Self::Unknown)
    }

    /// What it says, without what is of this one thing alone.
    fn sort(&self) -> String {
        let type_ref = |ty: &TypeRef, one: &str, many: &str| match &ty.value {
            ValueType::Named(_) if ty.collection => many.to_owned(),
            ValueType::Named(_) => one.to_owned(),
            ValueType::Primitive(_) => ty.to_string(),
        };
        match self {
            Self::Type(ty) => type_ref(ty, "a named type", "a collection of a named type"),
            Self::Number(_) => "a number".to_owned(),
            Self::Names(names) if !names.is_empty() => "declared".to_owned(),
            _ => self.to_string(),
        }
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => f.write_str("not there"),
            Self::Present => f.write_str("there"),
            Self::Unknown => f.write_str("cannot tell"),
            Self::Flag(true) => f.write_str("yes"),
            Self::Flag(false) => f.write_str("no"),
            Self::Kind(kind) => kind.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Type(ty) => ty.fmt(f),
            Self::Nothing => f.write_str("none"),
            Self::Names(names) if names.is_empty() => f.write_str("none"),
            Self::Names(names) => f.write_str(&names.join(", ")),
            Self::Operation(form) => form.fmt(f),
        }
    }
}

impl fmt::Display for TypeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Entity => "entity type",
            Self::Complex => "complex type",
            Self::Enumeration => "enumeration",
        })
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NamespaceAbsent => "the other has nothing of its namespace",
            Self::Unreached => "nothing at the service root leads to it",
            Self::ReachedAsSubtype => "the service root leads to it by its base types alone",
            Self::OwnerAbsent => "its type is not there either",
            Self::TargetAbsent => "it speaks of a type that is not there either",
            Self::NavigationAbsent => "its navigation is not there either",
            Self::DeclaredElsewhere => "declared by another type of the lineage",
            Self::PropertyOrNavigation => {
                "a navigation property to one, a structural one to the other"
            }
            Self::MediaStream => "a media stream, which has a path of its own",
        })
    }
}
