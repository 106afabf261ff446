//! What a reference page says and the description does not bear out, and every word that is said about it.

use std::fmt;

use super::shown::Shown;

/// A kind of contradiction between a reference page and the description. `Display` tells it in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "fields are named after what they hold")]
pub enum ContradictionKind {
    /// A method that the description does not offer at the path; it offers others there.
    MethodNotOffered {
        method: &'static str,
        title: String,
        offered: Vec<&'static str>,
    },
    /// A path of which a segment leads nowhere.
    NoSuchPath {
        segment: String,
        behind: Option<String>,
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
    /// A property in an example that the type does not have.
    UnknownProperty {
        name: String,
        ty: String,
        near: Vec<String>,
    },
    /// A parameter in an example that the action does not have.
    UnknownParameter {
        name: String,
        of: String,
        near: Vec<String>,
    },
    /// An `@odata.type` in an example that the description does not declare.
    UnknownType { name: String },
    /// An `@odata.type` in an example that is neither the expected type nor derives from it.
    WrongType { name: String, expected: String },
    /// A value in an example that is not of the form of its type.
    WrongForm {
        what: String,
        expected: String,
        found: &'static str,
    },
    /// A value in an example that is no member of its enumeration.
    UnknownMember { name: String, ty: String },
}

impl ContradictionKind {
    /// A word that stands for the kind, for programs and for counts.
    pub fn word(&self) -> &'static str {
        match self {
            Self::MethodNotOffered { .. } => "method-not-offered",
            Self::NoSuchPath { .. } => "no-such-path",
            Self::Status { .. } => "status",
            Self::OwnStatus { .. } => "own-status",
            Self::UnknownInBody { .. } => "unknown-in-body",
            Self::UnknownProperty { .. } => "unknown-property",
            Self::UnknownParameter { .. } => "unknown-parameter",
            Self::UnknownType { .. } => "unknown-type",
            Self::WrongType { .. } => "wrong-type",
            Self::WrongForm { .. } => "wrong-form",
            Self::UnknownMember { .. } => "unknown-member",
        }
    }

    pub(super) fn class(&self) -> &'static str {
        match self {
            Self::MethodNotOffered { .. } => "page with a method that is not offered",
            Self::NoSuchPath { .. } => "page with a path that leads nowhere",
            Self::Status { .. } => "page with another status code",
            Self::OwnStatus { .. } => "page that contradicts itself",
            Self::UnknownInBody { .. } => "page with an unknown row about the body",
            Self::UnknownProperty { .. } => "example with an unknown property",
            Self::UnknownParameter { .. } => "example with an unknown parameter",
            Self::UnknownType { .. } | Self::WrongType { .. } => "example with a wrong type",
            Self::WrongForm { .. } => "example with a value of a wrong form",
            Self::UnknownMember { .. } => "example with an unknown member",
        }
    }

    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::MethodNotOffered { .. } | Self::NoSuchPath { .. } => {
                "the page says so here; nothing is made of it"
            }
            Self::OwnStatus { .. } => "the example is answered like this",
            _ => "the page says so here",
        }
    }

    pub(super) fn related_label(&self) -> &'static str {
        match self {
            Self::OwnStatus { .. } => "the page says otherwise here",
            _ => "described here",
        }
    }

    pub(super) fn help(&self) -> String {
        match self.near() {
            [] => {}
            near => {
                let near: Vec<String> = near.iter().map(|name| Shown(name).to_string()).collect();
                return format!("did you mean {}?", near.join(" or "));
            }
        }
        match self {
            Self::MethodNotOffered { .. } | Self::NoSuchPath { .. } => {
                "correct the page, or give a description that has the operation"
            }
            Self::Status { .. } => "correct the page, or what the description says is answered",
            Self::OwnStatus { .. } => "correct the page: its example, or its section \"Response\"",
            Self::UnknownType { .. } => {
                "correct the page, or give the description that declares the type"
            }
            _ => "the description decides: correct the page, or a description that is out of date",
        }
        .to_owned()
    }

    fn near(&self) -> &[String] {
        match self {
            Self::NoSuchPath { near, .. }
            | Self::UnknownInBody { near, .. }
            | Self::UnknownProperty { near, .. }
            | Self::UnknownParameter { near, .. } => near,
            _ => &[],
        }
    }

    /// The message without what the reader may have meant.
    pub(super) fn message(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MethodNotOffered {
                method,
                title,
                offered,
            } => {
                let (title, offered) = (Shown(title), offered.join(", "));
                write!(f, "`{method}` is not offered at {title}, but {offered} is")
            }
            Self::NoSuchPath {
                segment, behind, ..
            } => {
                let behind = behind.as_deref();
                write!(f, "{}", LeadsNowhere { segment, behind })
            }
            Self::Status {
                title,
                said,
                expected,
            } => {
                let title = Shown(title);
                write!(
                    f,
                    "{title} is said to answer {said}; described is {expected}"
                )
            }
            Self::OwnStatus { said, shown } => write!(
                f,
                "the page says {said}, and its example is answered {shown}"
            ),
            Self::UnknownInBody { name, of, .. } => {
                let (name, of) = (Shown(name), Shown(of));
                write!(
                    f,
                    "{name} in the table of the body is nothing that {of} has"
                )
            }
            _ => self.example(f),
        }
    }

    /// The message, continued: what examples can get wrong.
    fn example(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownProperty { name, ty, .. } => {
                write!(f, "{} has no property {}", Shown(ty), Shown(name))
            }
            Self::UnknownParameter { name, of, .. } => {
                write!(f, "{} has no parameter {}", Shown(of), Shown(name))
            }
            Self::UnknownType { name } => write!(f, "the type {} is not declared", Shown(name)),
            Self::WrongType { name, expected } => {
                let (name, expected) = (Shown(name), Shown(expected));
                write!(f, "{name} is neither {expected} nor derived from it")
            }
            Self::WrongForm {
                what,
                expected,
                found,
            } => {
                let (what, expected) = (Shown(what), Shown(expected));
                write!(f, "{what} is {found}; its type is {expected}")
            }
            Self::UnknownMember { name, ty } => {
                write!(f, "{} has no member {}", Shown(ty), Shown(name))
            }
            _ => Ok(()),
        }
    }
}

/// A segment that leads nowhere, in words.
pub(crate) struct LeadsNowhere<'a> {
    pub(crate) segment: &'a str,
    /// What it would have to belong to; nothing for the first one.
    pub(crate) behind: Option<&'a str>,
}

impl fmt::Display for LeadsNowhere<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let segment = Shown(self.segment);
        match self.behind.map(Shown) {
            Some(behind) => write!(f, "{segment} is nothing that {behind} leads to"),
            None => write!(f, "{segment} is no entity set or singleton of the service"),
        }
    }
}

impl fmt::Display for ContradictionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message(f)?;
        match self.near().first() {
            Some(near) => write!(f, " ({}?)", Shown(near)),
            None => Ok(()),
        }
    }
}
