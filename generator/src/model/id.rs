//! The qualified name of a type.

use std::fmt;

/// The qualified name of a type, with its namespace written out: `microsoft.graph.user`, never `graph.user`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId {
    text: String,
    dot: usize,
}

/// A text that is not a qualified name: no dot, or nothing before or behind the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeIdError;

impl TypeId {
    /// Reads a qualified name; the namespace is all before the last dot (OData CSDL 4.01, section 15.2).
    pub fn parse(text: &str) -> Result<Self, TypeIdError> {
        match text.rfind('.') {
            Some(dot) if dot > 0 && dot + 1 < text.len() => Ok(Self {
                text: text.to_owned(),
                dot,
            }),
            _ => Err(TypeIdError),
        }
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The namespace: `microsoft.graph` of `microsoft.graph.user`.
    pub fn namespace(&self) -> &str {
        &self.text[..self.dot]
    }

    /// The simple name: `user` of `microsoft.graph.user`.
    pub fn name(&self) -> &str {
        &self.text[self.dot + 1..]
    }
}

impl fmt::Display for TypeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
