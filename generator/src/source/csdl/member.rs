//! What types have: properties, navigation properties, and the operations bound to them.

use super::annotation::Annotation;
use crate::problem::Location;
use crate::source::text::Spanned;

/// A structural property (CSDL XML 4.01, section 7).
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// Name, as it is sent.
    pub name: Spanned<String>,
    /// Type as written, such as `Edm.String` or `Collection(graph.user)`.
    pub type_text: Spanned<String>,
    /// `Nullable` as written. Absent means `true` for a single value and is undefined for a collection's items.
    pub nullable: Option<bool>,
    /// `DefaultValue` as written.
    pub default_value: Option<Spanned<String>>,
    /// Annotations written inside the property.
    pub annotations: Vec<Annotation>,
    /// The start tag.
    pub location: Location,
}

/// A navigation property (section 8).
#[derive(Clone, Debug, PartialEq)]
pub struct NavigationProperty {
    /// Name, as it is sent.
    pub name: Spanned<String>,
    /// Type as written: an entity type or a `Collection` of one.
    pub type_text: Spanned<String>,
    /// `Nullable` as written; never on collections.
    pub nullable: Option<bool>,
    /// The related entities exist only inside this one, and their URLs start with its URL.
    pub contains_target: bool,
    /// Path to the navigation property that leads back.
    pub partner: Option<Spanned<String>>,
    /// Annotations written inside the property.
    pub annotations: Vec<Annotation>,
    /// The start tag.
    pub location: Location,
}

/// Which of the two kinds of operation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OperationKind {
    /// May have side effects; called with POST.
    Action,
    /// Has none; called with GET.
    Function,
}

/// An `Action` or `Function` element (section 12): one overload.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Action or function.
    pub kind: OperationKind,
    /// Name without namespace.
    pub name: Spanned<String>,
    /// Called on a value: the first parameter is that value.
    pub is_bound: bool,
    /// The result may be navigated further. Only functions.
    pub is_composable: bool,
    /// Says that the result is found through the binding parameter, by this path.
    pub entity_set_path: Option<Spanned<String>>,
    /// All parameters, the binding parameter included.
    pub parameters: Vec<Parameter>,
    /// What it returns; `None` for an action without result.
    pub return_type: Option<ReturnType>,
    /// Annotations written inside the operation.
    pub annotations: Vec<Annotation>,
    /// The start tag.
    pub location: Location,
}

/// A `Parameter` of an operation (section 12.9).
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Name, as it is sent.
    pub name: Spanned<String>,
    /// Type as written.
    pub type_text: Spanned<String>,
    /// `Nullable` as written.
    pub nullable: Option<bool>,
    /// Annotations written inside the parameter.
    pub annotations: Vec<Annotation>,
    /// The start tag.
    pub location: Location,
}

/// The `ReturnType` of an operation (section 12.8).
#[derive(Clone, Debug, PartialEq)]
pub struct ReturnType {
    /// Type as written.
    pub type_text: Spanned<String>,
    /// `Nullable` as written.
    pub nullable: Option<bool>,
}
