//! The value of a key.

use crate::literal::Literal;

/// The value that tells one entity of a collection from the others.
///
/// Made with `From` out of anything that can stand in a URL: text, numbers, GUIDs.
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
}

impl<T: Into<Literal>> From<T> for Key {
    fn from(value: T) -> Self {
        Self(value.into())
    }
}
