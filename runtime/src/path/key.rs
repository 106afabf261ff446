//! The value of a key.

use std::borrow::Cow;

use crate::edm;
use crate::literal::Literal;

/// The value that tells one entity of a collection from the others.
///
/// Made with `From` out of text, whole numbers, the types of [`edm`](crate::edm) that can be keys
/// (OData CSDL 4.01, section 6.5), and generated enumerations. A key always has a value, so there is
/// none of an `Option`, and one entity has one key, so there is none of a collection.
///
/// ```compile_fail,E0277
/// # use msgraph_runtime::Key;
/// let id: Option<&str> = None;
/// let key = Key::from(id); // an entity is not addressed by nothing
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key(Literal);

impl Key {
    /// The key as text, not encoded.
    pub fn text(&self) -> &str {
        self.0.text()
    }

    pub(super) fn literal(&self) -> &Literal {
        &self.0
    }

    /// Whether the key, percent-encoded, is taken for itself when it stands as a segment.
    pub(super) fn survives_as_segment(&self) -> bool {
        let text = self.text();
        let starts_with = |prefix: &str| {
            text.get(..prefix.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        };
        let dots = matches!(text, "" | "." | "..");
        !dots && !starts_with("$") && !starts_with("microsoft.graph.") && !starts_with("graph.")
    }

    /// Whether the key would be taken for one of `names`, which the service compares without regard
    /// to case, and after decoding, so that parentheses in a key would begin arguments.
    pub(super) fn is_taken_for(&self, names: &[&str]) -> bool {
        let text = self.text();
        let name = text.split_once('(').map_or(text, |(name, _)| name);
        names.iter().any(|other| name.eq_ignore_ascii_case(other))
    }
}

macro_rules! keys {
    ($($type:ty)*) => {$(
        impl From<$type> for Key {
            fn from(value: $type) -> Self {
                Self(value.into())
            }
        }
    )*};
}

keys!(&str String &String i8 i16 i32 i64 u8 u16 u32);

impl From<&&str> for Key {
    fn from(text: &&str) -> Self {
        Self::from(*text)
    }
}

impl From<Cow<'_, str>> for Key {
    fn from(text: Cow<'_, str>) -> Self {
        Self::from(text.into_owned())
    }
}

macro_rules! edm_keys {
    ($($name:ident)*) => {$(
        keys!(edm::$name &edm::$name);
    )*};
}

edm_keys!(Date DateTimeOffset Decimal Duration Guid TimeOfDay);
