//! What a property, a parameter or an answer holds.

use super::TypeId;

/// A type as it is used: a value, or a collection of values.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeRef {
    /// The type of the value, or of each item.
    pub value: ValueType,
    /// Whether it is a collection.
    pub collection: bool,
}

/// The type of one value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ValueType {
    /// A primitive type of the Entity Data Model.
    Primitive(Primitive),
    /// A type of the description.
    Named(TypeId),
}

/// The primitive types that Microsoft Graph uses (OData CSDL 4.01, section 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Primitive {
    /// `Edm.Binary`
    Binary,
    /// `Edm.Boolean`
    Boolean,
    /// `Edm.Byte`
    Byte,
    /// `Edm.Date`
    Date,
    /// `Edm.DateTimeOffset`
    DateTimeOffset,
    /// `Edm.Decimal`
    Decimal,
    /// `Edm.Double`
    Double,
    /// `Edm.Duration`
    Duration,
    /// `Edm.Guid`
    Guid,
    /// `Edm.Int16`
    Int16,
    /// `Edm.Int32`
    Int32,
    /// `Edm.Int64`
    Int64,
    /// `Edm.SByte`
    SByte,
    /// `Edm.Single`
    Single,
    /// `Edm.Stream`
    Stream,
    /// `Edm.String`
    String,
    /// `Edm.TimeOfDay`
    TimeOfDay,
    /// `Edm.Untyped`: any JSON value
    Untyped,
}

impl TypeRef {
    /// One value of a type of the description.
    pub fn named(id: TypeId) -> Self {
        Self {
            value: ValueType::Named(id),
            collection: false,
        }
    }

    /// The named type it speaks of, if it is not a primitive one.
    pub fn name(&self) -> Option<&TypeId> {
        match &self.value {
            ValueType::Named(id) => Some(id),
            ValueType::Primitive(_) => None,
        }
    }
}

impl Primitive {
    /// Every primitive type with its name in CSDL.
    pub const ALL: [(&'static str, Self); 18] = [
        ("Edm.Binary", Self::Binary),
        ("Edm.Boolean", Self::Boolean),
        ("Edm.Byte", Self::Byte),
        ("Edm.Date", Self::Date),
        ("Edm.DateTimeOffset", Self::DateTimeOffset),
        ("Edm.Decimal", Self::Decimal),
        ("Edm.Double", Self::Double),
        ("Edm.Duration", Self::Duration),
        ("Edm.Guid", Self::Guid),
        ("Edm.Int16", Self::Int16),
        ("Edm.Int32", Self::Int32),
        ("Edm.Int64", Self::Int64),
        ("Edm.SByte", Self::SByte),
        ("Edm.Single", Self::Single),
        ("Edm.Stream", Self::Stream),
        ("Edm.String", Self::String),
        ("Edm.TimeOfDay", Self::TimeOfDay),
        ("Edm.Untyped", Self::Untyped),
    ];

    /// The primitive type of that CSDL name.
    pub fn from_edm(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(edm, _)| *edm == name)
            .map(|(_, primitive)| *primitive)
    }

    /// Its name in CSDL.
    pub fn edm(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, primitive)| *primitive == self)
            .map_or("Edm.Untyped", |(edm, _)| edm)
    }
}

impl std::fmt::Display for TypeRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = match &self.value {
            ValueType::Primitive(primitive) => primitive.edm(),
            ValueType::Named(id) => id.as_str(),
        };
        if self.collection {
            write!(f, "Collection({name})")
        } else {
            f.write_str(name)
        }
    }
}
