//! Conditions: `$filter`.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Not;

use super::expression::{AND, Binding, Expression, OR};
use super::inherits::Inherits;

/// A condition on an `O` (OData URL Conventions 4.01, section 5.1.2).
///
/// Conditions begin at a property, and `and`, `or` and `!` put them together, with parentheses where
/// they are needed. `Display` prints the expression, not encoded.
///
/// ```
/// # use msgraph_runtime::{Property, query::Filter};
/// # struct User;
/// const DISPLAY_NAME: Property<User, String> = Property::new("displayName");
/// const ACCOUNT_ENABLED: Property<User, bool> = Property::new("accountEnabled");
///
/// let wanted: Filter<User> = ACCOUNT_ENABLED.eq(true).and(DISPLAY_NAME.starts_with("O'").or(DISPLAY_NAME.is_null()));
/// assert_eq!(
///     wanted.to_string(),
///     "accountEnabled eq true and (startswith(displayName,'O''') or displayName eq null)"
/// );
/// assert_eq!((!wanted.clone()).to_string(), format!("not ({wanted})"));
/// ```
///
/// A condition on one type is not one on another:
///
/// ```compile_fail,E0277
/// # use msgraph_runtime::{Property, query::Filter};
/// # struct User; struct Group;
/// # const ACCOUNT_ENABLED: Property<User, bool> = Property::new("accountEnabled");
/// # const MAIL_ENABLED: Property<Group, bool> = Property::new("mailEnabled");
/// let mixed: Filter<User> = ACCOUNT_ENABLED.eq(true).and(MAIL_ENABLED.eq(true));
/// ```
#[must_use = "a condition does nothing until it is given to a request"]
pub struct Filter<O> {
    pub(crate) expression: Expression,
    of: PhantomData<fn() -> O>,
}

impl<O> Filter<O> {
    pub(crate) fn new(expression: Expression) -> Self {
        Self {
            expression,
            of: PhantomData,
        }
    }

    /// An expression that nothing checks, not encoded: for functions that this library does not
    /// have, and properties that the description does not name. Values in it are the caller's to
    /// quote.
    ///
    /// ```
    /// # use msgraph_runtime::query::Filter;
    /// # struct User;
    /// let filter: Filter<User> = Filter::raw("year(birthday) eq 1999").or(Filter::raw("age eq 7"));
    /// assert_eq!(filter.to_string(), "(year(birthday) eq 1999) or (age eq 7)");
    /// ```
    pub fn raw(expression: impl Into<String>) -> Self {
        Self::new(Expression::new(Binding::Raw, expression.into()))
    }

    /// Both conditions hold.
    ///
    /// ```
    /// # use msgraph_runtime::{Property, query::Filter};
    /// # struct User;
    /// # const AGE: Property<User, i32> = Property::new("age");
    /// let condition: Filter<User> = AGE.ge(18).and(AGE.lt(21));
    /// assert_eq!(condition.to_string(), "age ge 18 and age lt 21");
    /// ```
    pub fn and(self, other: Self) -> Self {
        Self::new(self.expression.joined(&AND, other.expression))
    }

    /// One of the conditions holds, or both.
    ///
    /// ```
    /// # use msgraph_runtime::{Property, query::Filter};
    /// # struct User;
    /// # const AGE: Property<User, i32> = Property::new("age");
    /// let condition: Filter<User> = AGE.lt(18).or(AGE.ge(65));
    /// assert_eq!(condition.to_string(), "age lt 18 or age ge 65");
    /// ```
    pub fn or(self, other: Self) -> Self {
        Self::new(self.expression.joined(&OR, other.expression))
    }

    /// The condition does not hold; the same as `!`.
    ///
    /// ```
    /// # use msgraph_runtime::{Property, query::Filter};
    /// # struct User;
    /// # const NAME: Property<User, String> = Property::new("displayName");
    /// let condition: Filter<User> = NAME.starts_with("a").not();
    /// assert_eq!(condition.to_string(), "not startswith(displayName,'a')");
    /// ```
    #[allow(
        clippy::should_implement_trait,
        reason = "the trait is there as well; the method reads better at the end of a chain"
    )]
    pub fn not(self) -> Self {
        Self::new(self.expression.negated("not"))
    }
}

impl<B> Filter<B> {
    /// The same condition on a type that has the properties of `B`. What begins at a property does
    /// this by itself.
    ///
    /// ```
    /// # use msgraph_runtime::{IsA, Property, query::Filter};
    /// # struct DirectoryObject; struct User;
    /// # impl IsA<DirectoryObject> for User {}
    /// # const ID: Property<DirectoryObject, String> = Property::new("id");
    /// # const MAIL: Property<User, String> = Property::new("mail");
    /// fn known() -> Filter<DirectoryObject> { ID.one_of(["a", "b"]) }
    ///
    /// let condition: Filter<User> = known().inherited().and(MAIL.is_null()).and(ID.eq("c"));
    /// ```
    pub fn inherited<O: Inherits<B>>(self) -> Filter<O> {
        Filter::new(self.expression)
    }
}

impl<O> Not for Filter<O> {
    type Output = Self;

    fn not(self) -> Self {
        Self::not(self)
    }
}

impl<O> Clone for Filter<O> {
    fn clone(&self) -> Self {
        Self::new(self.expression.clone())
    }
}

/// Two conditions are equal if they are written alike.
impl<O> PartialEq for Filter<O> {
    fn eq(&self, other: &Self) -> bool {
        self.expression.text == other.expression.text
    }
}

impl<O> Eq for Filter<O> {}

impl<O> fmt::Debug for Filter<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Filter({self})")
    }
}

impl<O> fmt::Display for Filter<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.expression.text)
    }
}
