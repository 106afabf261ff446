//! What a page says and the description does not bear out.

use std::fmt;

use super::payload::{Flaw, FlawKind};
use crate::model::Method;
use crate::problem::Location;

/// One thing that a page says and the description does not bear out, with both places. `Display` tells it in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Where the page says it.
    pub location: Location,
    /// Where the description says otherwise, if it speaks of it at all.
    pub described: Option<Location>,
    /// What it is.
    pub kind: ContradictionKind,
}

/// A kind of contradiction.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "fields are named after what they hold")]
pub enum ContradictionKind {
    /// A method that the description does not offer at the path; it offers others there.
    MethodNotOffered {
        method: &'static str,
        title: String,
        offered: Vec<Method>,
    },
    /// A path of which a segment leads nowhere.
    NoSuchPath {
        segment: String,
        behind: String,
        near: Vec<String>,
    },
    /// A success that is told by another status code.
    Status {
        title: String,
        said: u16,
        expected: &'static str,
    },
    /// An example that is answered otherwise than the page itself says.
    OwnStatus { said: u16, shown: u16 },
    /// A row of a table about the request body that names no property and no parameter.
    UnknownInBody {
        name: String,
        of: String,
        near: Vec<String>,
    },
    /// An example that is not of its type.
    Example(FlawKind),
}

impl ContradictionKind {
    /// A word that stands for the kind, for programs and for counts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::MethodNotOffered { .. } => "method-not-offered",
            Self::NoSuchPath { .. } => "no-such-path",
            Self::Status { .. } => "status",
            Self::OwnStatus { .. } => "own-status",
            Self::UnknownInBody { .. } => "unknown-in-body",
            Self::Example(flaw) => match flaw {
                FlawKind::UnknownProperty { .. } => "unknown-property",
                FlawKind::UnknownParameter { .. } => "unknown-parameter",
                FlawKind::UnknownType { .. } => "unknown-type",
                FlawKind::WrongType { .. } => "wrong-type",
                FlawKind::WrongForm { .. } => "wrong-form",
                FlawKind::UnknownMember { .. } => "unknown-member",
            },
        }
    }
}

impl From<Flaw> for Contradiction {
    fn from(flaw: Flaw) -> Self {
        Self {
            location: flaw.location,
            described: flaw.described,
            kind: ContradictionKind::Example(flaw.kind),
        }
    }
}

impl fmt::Display for ContradictionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MethodNotOffered {
                method,
                title,
                offered,
            } => {
                let offered: Vec<&str> = offered.iter().map(|method| method.as_str()).collect();
                let offered = offered.join(", ");
                write!(
                    f,
                    "`{method}` is not offered at `{title}`, but {offered} is"
                )
            }
            Self::NoSuchPath {
                segment,
                behind,
                near,
            } => {
                write!(f, "`{segment}` is nothing that `{behind}` leads to")?;
                hint(f, near)
            }
            Self::Status {
                title,
                said,
                expected,
            } => write!(
                f,
                "`{title}` is said to answer {said}; described is {expected}"
            ),
            Self::OwnStatus { said, shown } => {
                write!(
                    f,
                    "the page says {said}, and its example is answered {shown}"
                )
            }
            Self::UnknownInBody { name, of, near } => {
                write!(
                    f,
                    "`{name}` in the table of the body is nothing that `{of}` has"
                )?;
                hint(f, near)
            }
            Self::Example(flaw) => flaw.fmt(f),
        }
    }
}

impl fmt::Display for FlawKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownProperty { name, ty, near } => {
                write!(f, "`{ty}` has no property `{name}`")?;
                hint(f, near)
            }
            Self::UnknownParameter { name, of, near } => {
                write!(f, "`{of}` has no parameter `{name}`")?;
                hint(f, near)
            }
            Self::UnknownType { name } => write!(f, "the type `{name}` is not declared"),
            Self::WrongType { name, expected } => {
                write!(f, "`{name}` is neither `{expected}` nor derived from it")
            }
            Self::WrongForm {
                what,
                expected,
                found,
            } => write!(f, "`{what}` is {found}; its type is `{expected}`"),
            Self::UnknownMember { name, ty } => write!(f, "`{ty}` has no member `{name}`"),
        }
    }
}

fn hint(f: &mut fmt::Formatter<'_>, near: &[String]) -> fmt::Result {
    match near.first() {
        Some(near) => write!(f, " (`{near}`?)"),
        None => Ok(()),
    }
}
