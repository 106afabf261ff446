//! One step of a path, and its two spellings.

use std::fmt::{self, Write};

use super::encode::{name_encoded, percent_encoded};
use super::key::Key;
use crate::literal::Literal;

type Arguments = Box<[(&'static str, Literal)]>;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Segment {
    /// What the description names: an entity set, a property, an action, a type, `$ref`.
    Name(&'static str),
    Key {
        placeholder: &'static str,
        key: Key,
        /// Written after the previous segment, because as a segment it would mean something else.
        in_parentheses: bool,
    },
    NamedKeys(Arguments),
    Function {
        name: &'static str,
        arguments: Arguments,
    },
}

impl Segment {
    /// Appends the segment, with the slash before it where it takes one.
    pub(super) fn write_url(&self, out: &mut impl Write) -> fmt::Result {
        match self {
            // URL parsers would resolve these away; in parentheses they can do no harm.
            Self::Name(name @ ("" | "." | "..")) => write!(out, "('{name}')"),
            Self::Name(name) => write!(out, "/{}", name_encoded(name)),
            Self::Key {
                key,
                in_parentheses,
                ..
            } => write_key(out, key, *in_parentheses),
            Self::NamedKeys(keys) => write_arguments(out, keys),
            Self::Function { name, arguments } => {
                write!(out, "/{}", name_encoded(name))?;
                write_arguments(out, arguments)
            }
        }
    }

    /// Appends the segment as its description shows it.
    pub(super) fn write_template(&self, out: &mut String) {
        match self {
            Self::Name(name) => push(out, &["/", name]),
            Self::Key { placeholder, .. } => push(out, &["/{", placeholder, "}"]),
            Self::NamedKeys(keys) => write_placeholders(out, keys),
            Self::Function { name, arguments } => {
                push(out, &["/", name]);
                write_placeholders(out, arguments);
            }
        }
    }
}

fn write_key(out: &mut impl Write, key: &Key, in_parentheses: bool) -> fmt::Result {
    if in_parentheses {
        write!(out, "({})", key.literal().in_url())
    } else {
        write!(out, "/{}", percent_encoded(key.text()))
    }
}

/// A key of text as it follows the name of a collection in a URL, slash or parentheses included.
#[cfg(feature = "test-util")]
pub(crate) fn key_in_url(key: &str) -> String {
    let (mut out, key) = (String::new(), Key::from(key));
    // Writing to a string cannot fail.
    let _ = write_key(&mut out, &key, !key.survives_as_segment());
    out
}

fn write_arguments(out: &mut impl Write, arguments: &[(&'static str, Literal)]) -> fmt::Result {
    out.write_char('(')?;
    for (at, (name, value)) in arguments.iter().enumerate() {
        let separator = if at == 0 { "" } else { "," };
        write!(
            out,
            "{separator}{}={}",
            percent_encoded(name),
            value.in_url()
        )?;
    }
    out.write_char(')')
}

fn write_placeholders(out: &mut String, arguments: &[(&'static str, Literal)]) {
    out.push('(');
    for (at, (name, value)) in arguments.iter().enumerate() {
        let quote = if value.is_text() { "'" } else { "" };
        push(
            out,
            &[
                if at == 0 { "" } else { "," },
                name,
                "=",
                quote,
                "{",
                name,
                "}",
                quote,
            ],
        );
    }
    out.push(')');
}

fn push(out: &mut String, parts: &[&str]) {
    out.extend(parts.iter().copied());
}
