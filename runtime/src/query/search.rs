//! Which words: `$search`.

use std::fmt;
use std::marker::PhantomData;

use super::expression::{Binding, Expression, SEARCH_AND, SEARCH_OR};
use super::inherits::Inherits;
use crate::property::Property;

/// What to search for among values of `O`: words, or words in one property, each in double quotes,
/// as Graph asks for (OData URL Conventions 4.01, section 5.1.8, has words without them as well).
///
/// ```
/// # use msgraph_runtime::{Property, query::Search};
/// # struct Group;
/// const NAME: Property<Group, String> = Property::new("displayName");
/// const MAIL: Property<Group, String> = Property::new("mail");
/// let search: Search<Group> = NAME.matches("video").and(NAME.matches("prod").or(MAIL.matches("prod")));
/// assert_eq!(
///     search.to_string(),
///     r#""displayName:video" AND ("displayName:prod" OR "mail:prod")"#
/// );
/// assert_eq!(Search::<Group>::from("pizza").to_string(), r#""pizza""#);
/// ```
#[must_use = "a search does nothing until it is given to a request"]
pub struct Search<O> {
    pub(crate) expression: Expression,
    of: PhantomData<fn() -> O>,
}

impl<O> Search<O> {
    fn new(expression: Expression) -> Self {
        Self {
            expression,
            of: PhantomData,
        }
    }

    /// Text that nothing checks, not encoded, with whatever quotes it needs.
    ///
    /// ```
    /// # use msgraph_runtime::query::Search;
    /// # struct Group;
    /// let search: Search<Group> = Search::raw(r#"NOT "displayName:test""#);
    /// assert_eq!(search.to_string(), r#"NOT "displayName:test""#);
    /// ```
    pub fn raw(text: impl Into<String>) -> Self {
        Self::new(Expression::new(Binding::Raw, text.into()))
    }

    /// Both are found.
    pub fn and(self, other: Self) -> Self {
        Self::new(self.expression.joined(&SEARCH_AND, other.expression))
    }

    /// One is found, or both.
    pub fn or(self, other: Self) -> Self {
        Self::new(self.expression.joined(&SEARCH_OR, other.expression))
    }
}

impl<O, T, A> Property<O, T, A> {
    /// The words are found in this property: a search of directory objects looks for them word by
    /// word, one of mails as its query language says.
    ///
    /// ```
    /// # use msgraph_runtime::{Property, query::Search};
    /// # struct User;
    /// const NAME: Property<User, String> = Property::new("displayName");
    /// let search: Search<User> = NAME.matches(r#"12" disk"#);
    /// assert_eq!(search.to_string(), r#""displayName:12\" disk""#);
    /// ```
    pub fn matches<X: Inherits<O>>(&self, words: &str) -> Search<X> {
        Search::new(phrase(&format!("{}:{words}", self.name())))
    }
}

/// Words, wherever the service looks for them by default.
impl<O> From<&str> for Search<O> {
    fn from(words: &str) -> Self {
        Self::new(phrase(words))
    }
}

impl<O> From<String> for Search<O> {
    fn from(words: String) -> Self {
        Self::from(words.as_str())
    }
}

/// In double quotes; those inside, and the backslash that takes their meaning away, behind one.
fn phrase(words: &str) -> Expression {
    let escaped = words.replace('\\', "\\\\").replace('"', "\\\"");
    Expression::call(format!("\"{escaped}\""))
}

impl<O> Clone for Search<O> {
    fn clone(&self) -> Self {
        Self::new(self.expression.clone())
    }
}

impl<O> fmt::Debug for Search<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Search({self})")
    }
}

impl<O> fmt::Display for Search<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.expression.text)
    }
}
