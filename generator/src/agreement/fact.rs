//! The facts that are compared, and who owns each.

use std::fmt;

/// A fact that a description states of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// That a type is there.
    Type,
    /// Entity type, complex type or enumeration.
    Kind,
    /// The type that a type derives from.
    Base,
    /// Whether a type is abstract.
    Abstract,
    /// Whether a type is open.
    Open,
    /// Whether an entity is a media stream.
    MediaEntity,
    /// The key of an entity type.
    Key,
    /// The alternate keys of an entity type.
    AlternateKeys,
    /// That a structural property is there.
    Property,
    /// The type of a property.
    PropertyType,
    /// Whether null is a value of a property.
    Nullable,
    /// Whether the service computes a property.
    Computed,
    /// That a member of an enumeration is there.
    Member,
    /// The number of a member.
    MemberValue,
    /// Whether an enumeration is one of flags.
    Flags,
    /// That an entity set or singleton is there.
    Root,
    /// That a navigation property is there.
    Navigation,
    /// The type that a navigation leads to.
    Target,
    /// Whether a navigation leads to a collection.
    Collection,
    /// Whether the target of a navigation property lives inside its owner.
    Containment,
    /// Whether there are paths that go on behind a navigation to further ones.
    Continues,
    /// That an operation is offered.
    Operation,
    /// The query options that an operation takes.
    QueryOptions,
    /// That an action or function has a parameter.
    Parameter,
    /// The type of a parameter.
    ParameterType,
    /// Whether null is a value of a parameter.
    ParameterNullable,
    /// Whether a parameter may be left out.
    Optional,
    /// What an action or function answers.
    Outcome,
    /// Whether there are paths that go on behind a function.
    Composable,
}

/// The forms in which the service is described.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// OData CSDL.
    Csdl,
    /// OpenAPI.
    OpenApi,
}

impl Fact {
    /// Every fact, in the order of a report.
    pub const ALL: [Self; 29] = [
        Self::Type,
        Self::Kind,
        Self::Base,
        Self::Abstract,
        Self::Open,
        Self::MediaEntity,
        Self::Key,
        Self::AlternateKeys,
        Self::Property,
        Self::PropertyType,
        Self::Nullable,
        Self::Computed,
        Self::Member,
        Self::MemberValue,
        Self::Flags,
        Self::Root,
        Self::Navigation,
        Self::Target,
        Self::Collection,
        Self::Containment,
        Self::Continues,
        Self::Operation,
        Self::QueryOptions,
        Self::Parameter,
        Self::ParameterType,
        Self::ParameterNullable,
        Self::Optional,
        Self::Outcome,
        Self::Composable,
    ];

    /// What it is called, for a reader.
    pub fn name(self) -> &'static str {
        match self {
            Self::Type => "types",
            Self::Kind => "kinds of types",
            Self::Base => "base types",
            Self::Abstract => "abstract types",
            Self::Open => "open types",
            Self::MediaEntity => "media entities",
            Self::Key => "keys",
            Self::AlternateKeys => "alternate keys",
            Self::Property => "properties",
            Self::PropertyType => "types of properties",
            Self::Nullable => "nullability of properties",
            Self::Computed => "computed properties",
            Self::Member => "enumeration members",
            Self::MemberValue => "values of members",
            Self::Flags => "flags enumerations",
            Self::Root => "entity sets and singletons",
            Self::Navigation => "navigation properties",
            Self::Target => "targets of navigations",
            Self::Collection => "collections or single",
            Self::Containment => "containment",
            Self::Continues => "paths behind navigations",
            Self::Operation => "operations",
            Self::QueryOptions => "query options",
            Self::Parameter => "parameters",
            Self::ParameterType => "types of parameters",
            Self::ParameterNullable => "nullability of parameters",
            Self::Optional => "optional parameters",
            Self::Outcome => "answers",
            Self::Composable => "paths behind functions",
        }
    }

    /// The form that has the say where both are read: which operations there are is OpenAPI's to decide, all else is CSDL's.
    pub fn owner(self) -> Form {
        match self {
            Self::Operation | Self::QueryOptions | Self::Continues | Self::Composable => {
                Form::OpenApi
            }
            _ => Form::Csdl,
        }
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Csdl => "CSDL",
            Self::OpenApi => "OpenAPI",
        })
    }
}
