//! What properties can be compared with.

use crate::edm;
use crate::literal::Literal;
use crate::model::{Flags, OpenEnum};

/// Types whose values can be equal to one another in an expression: the primitive types and the
/// enumerations.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not compared as one value",
    label = "not a primitive value or an enumeration",
    note = "go on to a property of a complex value with `then`, and look into a collection with `any` or `all`"
)]
pub trait Comparable: Clone + Into<Literal> {}

/// Types whose values have an order in an expression.
///
/// Text, GUIDs and enumerations have the order that the service gives them, where it gives them one:
/// Graph compares text without regard to case.
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` have no order",
    label = "cannot be greater or less",
    note = "they can be compared with `eq` and `ne`"
)]
pub trait Ordered: Comparable {}

macro_rules! mark {
    ($marker:ident: $($type:ty)*) => {$(
        impl $marker for $type {}
    )*};
}

mark!(Comparable: bool String u8 i8 i16 i32 i64 f32 f64);
mark!(Comparable: edm::Binary edm::Date edm::DateTimeOffset edm::Decimal edm::Duration edm::Guid edm::TimeOfDay);
mark!(Ordered: String u8 i8 i16 i32 i64 f32 f64);
mark!(Ordered: edm::Date edm::DateTimeOffset edm::Decimal edm::Duration edm::Guid edm::TimeOfDay);

#[diagnostic::do_not_recommend]
impl<E: OpenEnum + Into<Literal>> Comparable for E {}

#[diagnostic::do_not_recommend]
impl<E: OpenEnum + Into<Literal>> Ordered for E {}

impl<E: OpenEnum> Comparable for Flags<E> {}

/// A value that a property of the type `T` can be compared with: a `T`, a reference to one, a `&str`
/// for text, a member for a set of flags.
///
/// ```compile_fail,E0277
/// # use msgraph_runtime::{Property, query::Filter};
/// # struct User;
/// # const DISPLAY_NAME: Property<User, String> = Property::new("displayName");
/// let condition: Filter<User> = DISPLAY_NAME.eq(5); // `{integer}` is not a value of the type `String`
/// ```
///
/// ```compile_fail,E0277
/// # use msgraph_runtime::{Property, edm, query::Filter};
/// # struct User;
/// # const CREATED: Property<User, edm::DateTimeOffset> = Property::new("createdDateTime");
/// let condition: Filter<User> = CREATED.ge("yesterday"); // `edm::DateTimeOffset::from("…")` says what the text is
/// ```
///
/// Null is not a value:
///
/// ```compile_fail,E0277
/// # use msgraph_runtime::{Property, query::Filter};
/// # struct User;
/// # const DISPLAY_NAME: Property<User, String> = Property::new("displayName");
/// let condition: Filter<User> = DISPLAY_NAME.eq(None::<String>); // `DISPLAY_NAME.is_null()` does
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of the type `{T}`",
    label = "this is compared with a `{T}`",
    note = "for null there are `is_null` and `is_not_null`"
)]
pub trait ValueOf<T> {
    /// The value as it stands in an expression.
    fn into_literal(self) -> Literal;
}

impl<T: Comparable> ValueOf<T> for T {
    fn into_literal(self) -> Literal {
        self.into()
    }
}

impl<T: Comparable> ValueOf<T> for &T {
    fn into_literal(self) -> Literal {
        self.clone().into()
    }
}

impl ValueOf<String> for &str {
    fn into_literal(self) -> Literal {
        self.into()
    }
}

impl<E: OpenEnum> ValueOf<Flags<E>> for E {
    fn into_literal(self) -> Literal {
        Flags::from(self).into()
    }
}
