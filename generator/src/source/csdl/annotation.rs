//! Annotations and their expressions, not resolved.

use crate::problem::Location;
use crate::source::text::Spanned;

/// An `Annotations` element: annotations written apart from their target (CSDL XML 4.01, section 14.1).
#[derive(Clone, Debug, PartialEq)]
pub struct Annotations {
    /// What is annotated, as written: `ns.Type`, `ns.Type/property`, `ns.Container/Set`, `ns.operation(ns.Type,Edm.String)`.
    pub target: Spanned<String>,
    /// Applies to each of `items` that has none of its own.
    pub qualifier: Option<String>,
    /// The annotations in order; the same term may occur twice.
    pub items: Vec<Annotation>,
}

/// An `Annotation` element (section 14.2).
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// Qualified name of the term, as written; the namespace may be an alias.
    pub term: Spanned<String>,
    /// Tells annotations of one term apart.
    pub qualifier: Option<String>,
    /// The value.
    pub expression: Expression,
    /// The start tag.
    pub location: Location,
}

impl Annotation {
    /// Whether the annotation states a tag: `true`, or nothing, which for the tagging terms of OData means `true`.
    pub fn is_true(&self) -> bool {
        matches!(
            self.expression,
            Expression::Default | Expression::Bool(true)
        )
    }
}

/// The value of an annotation (sections 14.3 and 14.4). Attribute and element notation give the same value.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// No expression is written: the default value of the term holds.
    Default,
    /// `true` or `false`.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// `Float` and `Decimal`.
    Float(f64),
    /// `String`, and the constants whose value is text: `Binary`, `Date`, `DateTimeOffset`, `Duration`, `Guid`, `TimeOfDay`.
    String(String),
    /// Members of an enumeration, each as `Type/member`.
    EnumMember(Vec<String>),
    /// A path to a value, a property, a navigation property, an annotation or a model element.
    Path(String),
    /// Property values in order; the type of the record is not kept.
    Record(Vec<(String, Expression)>),
    /// Items in order.
    Collection(Vec<Expression>),
    /// The null value.
    Null,
    /// A dynamic expression that is not read; the name of its element.
    Unsupported(String),
}

impl Expression {
    /// The value of a property of a record, the last one if it is given twice. `None` for anything but a record.
    pub fn property(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Record(values) => values
                .iter()
                .rev()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The text of a string or of a constant whose value is text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(value) => Some(value),
            _ => None,
        }
    }

    /// The path, if it is one.
    pub fn as_path(&self) -> Option<&str> {
        match self {
            Self::Path(value) => Some(value),
            _ => None,
        }
    }

    /// The items of a collection; empty for anything else.
    pub fn items(&self) -> &[Self] {
        match self {
            Self::Collection(items) => items,
            _ => &[],
        }
    }
}
