//! One step of a path, and its two spellings.

use std::fmt::{self, Write};

use super::encode::{name_encoded, percent_encoded};
use super::key::Key;
use crate::literal::Literal;

/// An argument of a function.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Argument {
    pub(super) name: &'static str,
    pub(super) value: Literal,
    /// The alias that stands for the value, percent-encoded, with `@`.
    pub(super) alias: Option<String>,
}

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
    NamedKeys(Box<[(&'static str, Key)]>),
    Function {
        name: &'static str,
        arguments: Box<[Argument]>,
    },
    /// The names of folders and files on the way, none of them empty.
    ByPath(Box<[String]>),
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
            Self::NamedKeys(keys) => {
                let named = keys
                    .iter()
                    .map(|(name, key)| (*name, key.literal().in_url()));
                write_arguments(out, named)
            }
            Self::Function { name, arguments } => {
                write!(out, "/{}", name_encoded(name))?;
                let named = arguments.iter().map(|argument| {
                    let value = argument.alias.clone();
                    (
                        argument.name,
                        value.unwrap_or_else(|| argument.value.in_url()),
                    )
                });
                write_arguments(out, named)
            }
            Self::ByPath(names) => {
                out.write_char(':')?;
                names.iter().try_for_each(|name| match name.as_str() {
                    // As above; a request to it is refused besides.
                    "." | ".." => write!(out, "/('{name}')"),
                    name => write!(out, "/{}", percent_encoded(name)),
                })
            }
        }
    }

    /// Appends the segment as its description shows it.
    pub(super) fn write_template(&self, out: &mut String) -> fmt::Result {
        match self {
            Self::Name(name) => write!(out, "/{name}"),
            Self::Key { placeholder, .. } => write!(out, "/{{{placeholder}}}"),
            Self::NamedKeys(keys) => {
                let named = keys
                    .iter()
                    .map(|(name, key)| placeholder(name, key.literal()));
                write_arguments(out, named)
            }
            Self::Function { name, arguments } => {
                write!(out, "/{name}")?;
                let named = arguments.iter().map(|argument| match &argument.alias {
                    Some(alias) => (argument.name, alias.clone()),
                    None => placeholder(argument.name, &argument.value),
                });
                write_arguments(out, named)
            }
            Self::ByPath(_) => out.write_str(":/{path}"),
        }
    }

    /// The aliases in the segment, and the values they stand for, percent-encoded.
    pub(super) fn aliases(&self) -> impl Iterator<Item = (String, String)> {
        let arguments: &[Argument] = match self {
            Self::Function { arguments, .. } => arguments,
            _ => &[],
        };
        arguments.iter().filter_map(|argument| {
            let alias = argument.alias.clone()?;
            // In a query parsers of URLs encode quotes, which they leave alone in a path.
            Some((alias, argument.value.in_url().replace('\'', "%27")))
        })
    }

    /// What makes the segment one that must not be sent.
    pub(super) fn problem(&self) -> Option<String> {
        let Self::ByPath(names) = self else {
            return None;
        };
        let misread =
            |name: &&String| matches!(name.as_str(), "." | "..") || name.contains([':', '\\']);
        let name = names.iter().find(misread)?;
        let shown = name.escape_debug();
        Some(format!(
            "`{shown}` is not the name of a file, a folder or a site"
        ))
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

fn write_arguments(
    out: &mut impl Write,
    arguments: impl Iterator<Item = (&'static str, String)>,
) -> fmt::Result {
    out.write_char('(')?;
    for (at, (name, value)) in arguments.enumerate() {
        let separator = if at == 0 { "" } else { "," };
        write!(out, "{separator}{}={value}", percent_encoded(name))?;
    }
    out.write_char(')')
}

fn placeholder(name: &'static str, value: &Literal) -> (&'static str, String) {
    let quote = if value.is_text() { "'" } else { "" };
    (name, format!("{quote}{{{name}}}{quote}"))
}
