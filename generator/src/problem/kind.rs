//! Every problem there is, and every word that is said about it.

use std::fmt;

use super::contradiction::ContradictionKind;
use super::meaning::Meaning;
use super::shown::{Escaped, Shown};
use super::yaml_construct::YamlConstruct;

/// One kind of problem with its data. `Display` is the message: one line, with all foreign text escaped and shortened.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "fields are named after what they hold")]
pub enum ProblemKind {
    // Texts
    /// Two texts have the same name.
    DuplicateText { name: String },
    /// A text is larger than offsets can tell (4 GiB).
    TextTooLarge { name: String },
    /// A text is not UTF-8; `valid_up_to` is the offset of the first bad byte.
    NotUtf8 { name: String, valid_up_to: usize },
    /// A text has no content.
    EmptyText,
    /// A text is in none of the formats that are read.
    UnknownFormat,
    /// A description in Swagger 2.0, or in an OpenAPI version other than 3.0.
    UnsupportedOpenApi {
        keyword: &'static str,
        version: String,
    },

    // XML and CSDL
    /// The XML is not well-formed.
    XmlSyntax { detail: String },
    /// A document type declaration.
    XmlDoctype,
    /// An entity other than the five that XML itself defines.
    XmlEntity { name: String },
    /// An attribute that CSDL requires is absent.
    MissingAttribute {
        element: String,
        attribute: &'static str,
    },
    /// An attribute or element whose text is not of its type.
    InvalidValue {
        name: String,
        value: String,
        expected: &'static str,
    },
    /// Elements that CSDL does not know at this place, all of one name.
    UnknownElements {
        element: String,
        parent: String,
        count: usize,
    },
    /// An annotation with more than one expression.
    SeveralExpressions { term: String },

    // JSON and YAML
    /// The text does not follow RFC 8259.
    JsonSyntax { expected: &'static str },
    /// The text does not follow YAML 1.2.
    YamlSyntax { detail: String },
    /// A YAML construct that descriptions have no use for and that is refused.
    YamlConstruct(YamlConstruct),
    /// A key occurs twice in one mapping.
    DuplicateKey { key: String },

    // Any nested text
    /// Elements or values are nested too deeply.
    TooDeep { limit: usize },

    // OpenAPI
    /// A value has the wrong shape.
    WrongShape {
        what: &'static str,
        expected: &'static str,
        found: &'static str,
    },
    /// A key that OpenAPI requires is absent.
    MissingKey {
        key: &'static str,
        within: &'static str,
    },
    /// A piece of a description that OpenAPI does not allow.
    Malformed { what: &'static str, detail: String },
    /// A key of `paths` that does not start with a slash.
    PathWithoutSlash { template: String },
    /// A `$ref` that does not point to a component of the same text.
    ForeignReference { reference: String },
    /// A `$ref` that points to another kind of component.
    WrongReference {
        reference: String,
        expected: &'static str,
    },
    /// A `$ref` whose target does not exist.
    UnresolvedReference {
        reference: String,
        near: Vec<String>,
    },
    /// Components that consist of nothing but `$ref`s to each other.
    ReferenceCycle { chain: Vec<String> },

    // Reference pages
    /// A page has no heading.
    PageWithoutTitle,
    /// A page has no request line that could be read.
    PageWithoutRequests,
    /// The front matter of a page is not closed.
    UnclosedFrontMatter,
    /// A line among the requests of a page that is no request.
    NotARequestLine { line: String },
    /// A row of a permissions table that could not be read.
    UnknownPermissionRow { kind: String },
    /// A page says what the description does not bear out.
    Contradiction(ContradictionKind),

    /// A problem of a stage behind reading.
    Meaning(Meaning),
}

impl ProblemKind {
    /// What is said under the marked place.
    pub fn label(&self) -> Option<&'static str> {
        Some(match self {
            Self::Meaning(meaning) => return meaning.label(),
            Self::Contradiction(kind) => kind.label(),
            Self::UnknownFormat => "the text starts like this",
            Self::UnsupportedOpenApi { .. } => "the version is stated here",
            Self::UnknownElements { .. } => "ignored, first seen here",
            Self::DuplicateKey { .. } => "second time",
            Self::TooDeep { .. } => "one level too many",
            Self::UnresolvedReference { .. } => "nothing is defined under this name",
            Self::ReferenceCycle { .. } => "leads back to itself",
            Self::NotARequestLine { .. } | Self::UnknownPermissionRow { .. } => "left out",
            _ => return None,
        })
    }

    /// What is said at each further place.
    pub fn related_label(&self) -> &'static str {
        match self {
            Self::Meaning(meaning) => meaning.related_label(),
            Self::Contradiction(kind) => kind.related_label(),
            Self::DuplicateKey { .. } => "first time",
            Self::XmlSyntax { .. } => "opened here",
            _ => "see also",
        }
    }

    /// What the reader can do, where that is known.
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Meaning(meaning) => return meaning.help(),
            Self::Contradiction(kind) => kind.help(),
            Self::NotUtf8 { .. } => "convert the file to UTF-8".to_owned(),
            Self::UnknownFormat | Self::EmptyText => FORMATS.to_owned(),
            Self::UnsupportedOpenApi { .. } => {
                "convert it to OpenAPI 3.0, or give the CSDL of the service (its `$metadata`) instead".to_owned()
            }
            Self::XmlDoctype | Self::XmlEntity { .. } => {
                "entities can expand without end; write the characters themselves, or one of `&amp; &lt; &gt; &quot; &apos;`"
                    .to_owned()
            }
            Self::YamlConstruct(construct) => construct.help().to_owned(),
            Self::ForeignReference { .. } => {
                "bundle the description into one file; only `#/components/<kind>/<name>` is followed".to_owned()
            }
            Self::UnresolvedReference { near, .. } if !near.is_empty() => {
                let near: Vec<String> = near.iter().map(|name| Shown(name).to_string()).collect();
                format!("did you mean {}?", near.join(" or "))
            }
            _ => return None,
        })
    }
}

const FORMATS: &str = "expected CSDL (XML whose root is `edmx:Edmx` or `Schema`), OpenAPI 3.0 (JSON or YAML with `openapi: 3.0.x`), \
                       or a reference page (Markdown with a heading and an `http` code block)";

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Meaning(meaning) => meaning.fmt(f),
            Self::Contradiction(kind) => kind.message(f),
            Self::DuplicateText { name } => write!(f, "two inputs are named {}", Shown(name)),
            Self::TextTooLarge { name } => write!(f, "{} is larger than 4 GiB", Shown(name)),
            Self::NotUtf8 { name, valid_up_to } => {
                write!(
                    f,
                    "{} is not UTF-8: the first bad byte is at offset {valid_up_to}",
                    Shown(name)
                )
            }
            Self::EmptyText => f.write_str("the text is empty"),
            Self::UnknownFormat => f.write_str("the text is not a description that can be read"),
            Self::UnsupportedOpenApi { keyword, version } => {
                write!(
                    f,
                    "`{keyword}` {} is not supported, only OpenAPI 3.0",
                    Shown(version)
                )
            }
            _ => self.fmt_notation(f),
        }
    }
}

impl ProblemKind {
    /// `Display`, continued: what XML, JSON and YAML can get wrong.
    fn fmt_notation(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::XmlSyntax { detail } => {
                write!(f, "the XML is not well-formed: {}", Escaped(detail))
            }
            Self::XmlDoctype => f.write_str("a document type declaration is refused"),
            Self::XmlEntity { name } => write!(f, "the entity {} is refused", Shown(name)),
            Self::MissingAttribute { element, attribute } => {
                write!(f, "{} has no attribute `{attribute}`", Shown(element))
            }
            Self::InvalidValue {
                name,
                value,
                expected,
            } => {
                write!(
                    f,
                    "{} is {}, expected {expected}",
                    Shown(name),
                    Shown(value)
                )
            }
            Self::UnknownElements {
                element,
                parent,
                count,
            } => {
                write!(
                    f,
                    "unknown element {} inside {}",
                    Shown(element),
                    Shown(parent)
                )?;
                if *count > 1 {
                    write!(f, " ({count} times)")
                } else {
                    Ok(())
                }
            }
            Self::SeveralExpressions { term } => {
                write!(
                    f,
                    "the annotation {} has several expressions, the first counts",
                    Shown(term)
                )
            }
            Self::JsonSyntax { expected } => {
                write!(f, "the JSON is not valid: expected {expected}")
            }
            Self::YamlSyntax { detail } => write!(f, "the YAML is not valid: {}", Escaped(detail)),
            Self::YamlConstruct(construct) => write!(f, "{} is refused", construct.name()),
            Self::DuplicateKey { key } => write!(f, "the key {} occurs twice", Shown(key)),
            Self::TooDeep { limit } => write!(f, "nested deeper than {limit} levels"),
            _ => self.fmt_description(f),
        }
    }

    /// `Display`, continued: what OpenAPI descriptions and reference pages can get wrong.
    fn fmt_description(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongShape {
                what,
                expected,
                found,
            } => {
                write!(f, "the {what} must be {expected}, not {found}")
            }
            Self::MissingKey { key, within } => write!(f, "{within} has no `{key}`"),
            Self::Malformed { what, detail } => {
                write!(f, "this {what} is not valid: {}", Escaped(detail))
            }
            Self::PathWithoutSlash { template } => {
                write!(f, "the path {} does not start with `/`", Shown(template))
            }
            Self::ForeignReference { reference } => {
                write!(
                    f,
                    "the reference {} leaves the components of this text",
                    Shown(reference)
                )
            }
            Self::WrongReference {
                reference,
                expected,
            } => {
                write!(
                    f,
                    "the reference {} does not point into `components/{expected}`",
                    Shown(reference)
                )
            }
            Self::UnresolvedReference { reference, .. } => {
                write!(f, "the reference {} has no target", Shown(reference))
            }
            Self::ReferenceCycle { chain } => {
                let chain: Vec<String> = chain.iter().map(|name| Shown(name).to_string()).collect();
                write!(f, "references form a cycle: {}", chain.join(" -> "))
            }
            Self::PageWithoutTitle => f.write_str("the page has no heading"),
            Self::PageWithoutRequests => f.write_str("the page shows no request"),
            Self::UnclosedFrontMatter => f.write_str("the front matter is not closed by `---`"),
            Self::NotARequestLine { line } => write!(f, "{} is not a request line", Shown(line)),
            Self::UnknownPermissionRow { kind } => {
                write!(f, "{} is not a kind of permission", Shown(kind))
            }
            // Every kind has its message above; if one is forgotten, its name and data are better than nothing.
            _ => write!(f, "{}", Escaped(&format!("{self:?}"))),
        }
    }
}

impl From<ContradictionKind> for ProblemKind {
    fn from(kind: ContradictionKind) -> Self {
        Self::Contradiction(kind)
    }
}

impl From<Meaning> for ProblemKind {
    fn from(meaning: Meaning) -> Self {
        Self::Meaning(meaning)
    }
}
