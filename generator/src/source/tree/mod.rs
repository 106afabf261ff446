//! JSON and YAML as one tree of values, each with its place.

mod json;
mod mapping;
mod number;
#[cfg(test)]
mod tests;
mod yaml;

use std::borrow::Cow;

pub use self::mapping::{Key, Mapping};
pub use self::number::Number;

use crate::problem::{FileId, Location, Problems};

/// Descriptions need about thirty levels. The cap keeps every later walk of a tree within the stack of a thread.
const DEEPEST: usize = 100;

/// A value of JSON or YAML. Text without escapes is borrowed from the input.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'t> {
    /// From the first to the last character, quotes and brackets included.
    pub location: Location,
    /// What it is.
    pub value: Value<'t>,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'t> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as written.
    Number(Number<'t>),
    /// A string, unescaped.
    String(Cow<'t, str>),
    /// Values in order.
    Sequence(Box<[Node<'t>]>),
    /// Keys and values in order.
    Mapping(Mapping<'t>),
}

impl<'t> Node<'t> {
    /// The mapping, if it is one.
    pub fn as_mapping(&self) -> Option<&Mapping<'t>> {
        match &self.value {
            Value::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    /// The items; `None` for anything but a sequence.
    pub fn as_sequence(&self) -> Option<&[Self]> {
        match &self.value {
            Value::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The text, if it is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth value, if it is one.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The value under a key; `None` also for anything but a mapping.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.as_mapping()?.get(key)
    }

    /// The value at a JSON pointer (RFC 6901), such as `/paths/~1me/get`; the empty pointer is the node itself.
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        let (node, _, complete) = self.walk(pointer);
        complete.then_some(node)
    }

    /// The best place to show for a JSON pointer: the key of the value it names, or of the last value on the way that exists.
    pub fn locate(&self, pointer: &str) -> Location {
        self.walk(pointer).1
    }

    /// What the value is called in a message.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Sequence(_) => "a list",
            Value::Mapping(_) => "a mapping",
        }
    }

    /// Follows a pointer as far as it leads: the value reached, where to show it, and whether that is the end of the pointer.
    fn walk(&self, pointer: &str) -> (&Self, Location, bool) {
        let (mut node, mut location) = (self, self.location);
        if pointer.is_empty() {
            return (node, location, true);
        }
        let Some(tokens) = pointer.strip_prefix('/') else {
            return (node, location, false);
        };
        for token in tokens.split('/') {
            let token = unescape(token);
            match node.child(&token) {
                Some((child, place)) => (node, location) = (child, place),
                None => return (node, location, false),
            }
        }
        (node, location, true)
    }

    fn child(&self, token: &str) -> Option<(&Self, Location)> {
        match &self.value {
            Value::Mapping(mapping) => mapping
                .entry(token)
                .map(|(key, value)| (value, key.location)),
            Value::Sequence(items) => {
                let item = items.get(token.parse::<usize>().ok()?)?;
                Some((item, item.location))
            }
            _ => None,
        }
    }
}

/// `~1` and `~0` of a JSON pointer, in this order (RFC 6901, section 4).
fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

/// Reads JSON (RFC 8259). `None` at the first mistake of syntax; a key that occurs twice is told too, and the first one holds.
pub(super) fn json<'t>(file: FileId, text: &'t str, problems: &mut Problems) -> Option<Node<'t>> {
    json::parse(file, text, problems)
}

/// Reads the JSON that a part of a text is; places are those in the text.
///
/// # Errors
/// What is wrong with it, a key that occurs twice included.
pub fn json_at(text: &str, location: Location) -> Result<Node<'_>, Problems> {
    let mut problems = Problems::new();
    let end = location.end as usize;
    let until = text.get(..end).unwrap_or(text);
    let node = json::parse_from(location.file, until, location.start as usize, &mut problems);
    match node {
        Some(node) if problems.is_empty() => Ok(node),
        _ => Err(problems),
    }
}

/// Reads one document of YAML 1.2 with the types of its core schema. `None` at the first mistake of syntax and at anchors,
/// aliases, tags, merge keys and a second document; a key that occurs twice is told too, and the first one holds.
pub(super) fn yaml<'t>(file: FileId, text: &'t str, problems: &mut Problems) -> Option<Node<'t>> {
    yaml::parse(file, text, problems)
}
