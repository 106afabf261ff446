//! What can be wrong with what descriptions mean, and with what is asked of them: the problems of the stages behind reading.

use std::fmt;

use super::shown::{Escaped, Shown};

/// One kind of problem with the meaning of a description, or with the crate that is to be made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
// The fields are the words of the message and say by their names what they are.
#[allow(missing_docs)]
pub enum Meaning {
    // Types
    /// A type that no description declares.
    UnknownType { name: String, near: Vec<String> },
    /// Two types of one qualified name.
    DuplicateType { name: String },
    /// Two members of one name in one type, enumeration or container.
    DuplicateMember { owner: String, name: String },
    /// A name without a character.
    EmptyName { what: &'static str },
    /// Types that derive from each other.
    BaseTypeCycle { chain: Vec<String> },
    /// A base type that is not of the same kind: entity type or complex type.
    BaseOfOtherKind { name: String, base: String },
    /// A navigation, entity set or singleton whose type is not an entity type of the description.
    NotAnEntityType { name: String },
    /// An annotation that is written twice and does not say the same.
    ContradictoryAnnotation { target: String, term: String },
    /// An action or function that is not bound to a type.
    UnboundOperation { name: String },
    /// Restrictions on something that no description declares.
    AnnotationTargetsNothing { target: String, near: Vec<String> },
    /// A type cast to a type that no description declares.
    CastToNothing {
        target: String,
        name: String,
        near: Vec<String>,
    },
    /// An action or function that is bound to something other than entities.
    BoundToNoEntity { operation: String, ty: String },

    // Paths
    /// A path that leads through something the model does not know.
    UnresolvedPath { template: String, segment: String },
    /// Operations of one path that have no place among the types, and are offered by the path alone.
    OfferedByPath {
        methods: Vec<&'static str>,
        template: String,
        what: &'static str,
    },
    /// An operation that is described but has no call.
    NotExpressed {
        method: String,
        template: String,
        what: &'static str,
    },
    /// Paths that a declaration stands for, for which there is no call yet.
    PathsNotExpressed { what: &'static str, of: String },
    /// A parameter that has no literal form in a URL.
    ParameterNotExpressed {
        operation: String,
        parameter: String,
        ty: String,
    },

    // Two sources
    /// An operation that one source offers and the other, which describes its owner, does not.
    SourcesDisagreeOnOperation {
        operation: String,
        only: &'static str,
    },
    /// A fact that two sources state differently.
    SourcesDisagree {
        what: String,
        first: String,
        second: String,
    },
    /// A request of a reference page that no operation answers to.
    PageMatchesNothing { request: String },

    // The slice
    /// The slice file is not what it should be.
    SliceSyntax { detail: String },
    /// An entry of the slice that matches nothing.
    EntryMatchesNothing { entry: String, near: Vec<String> },
    /// An entry of the slice for a tag, where no description has tags.
    NoTags { entry: String },
    /// A navigation to a type that the slice leaves out.
    NavigationLeavesSlice { navigation: String, target: String },
    /// A word before a path of the slice that is no HTTP method.
    UnknownMethod {
        method: String,
        known: Vec<&'static str>,
    },
    /// A type that is left out although one that is not derives from it.
    ExcludedBaseType { base: String, derived: String },
    /// A name given to what no description has.
    RenameOfNothing { key: String, near: Vec<String> },
    /// A property that is to be kept and cannot be, or need not.
    KeptInVain { key: String, why: String },

    // Rust
    /// A name with nothing in it that a Rust identifier can hold.
    NoRustName { what: String, name: String },
    /// Two names that differ only in what Rust cannot show.
    NameCollision {
        scope: String,
        first: String,
        second: String,
        rust_name: String,
    },
    /// Tokens that are not Rust: a defect of the generator.
    NotRust { file: String, error: String },
}

impl Meaning {
    pub(super) fn label(&self) -> Option<&'static str> {
        Some(match self {
            Self::UnknownType { .. } => "no description declares this type",
            Self::DuplicateType { .. } | Self::DuplicateMember { .. } => "second time",
            Self::BaseTypeCycle { .. } => "derives, in the end, from itself",
            Self::UnresolvedPath { .. } | Self::OfferedByPath { .. } => {
                "offered by its path, without types"
            }
            Self::NotExpressed { .. }
            | Self::UnboundOperation { .. }
            | Self::PathsNotExpressed { .. }
            | Self::BoundToNoEntity { .. } => "left out",
            Self::ParameterNotExpressed { .. } => "the function is left out",
            Self::ContradictoryAnnotation { .. } => "this one is ignored",
            Self::PageMatchesNothing { .. } => "its prose is left out",
            Self::EntryMatchesNothing { .. } | Self::NoTags { .. } => "matches nothing",
            Self::UnknownMethod { .. } => "not a method and a path",
            Self::ExcludedBaseType { .. } => "left out here",
            Self::RenameOfNothing { .. } => "names nothing",
            Self::KeptInVain { .. } => "keeps nothing",
            Self::NavigationLeavesSlice { .. } => "left out",
            Self::SourcesDisagreeOnOperation { .. } => "described here",
            _ => return None,
        })
    }

    pub(super) fn related_label(&self) -> &'static str {
        match self {
            Self::DuplicateType { .. } | Self::DuplicateMember { .. } => "first time",
            Self::BaseTypeCycle { .. } => "part of the cycle",
            Self::ContradictoryAnnotation { .. } => "this one holds",
            Self::NameCollision { .. } => "the other one",
            Self::SourcesDisagreeOnOperation { .. } => "its owner is described here, without it",
            _ => "see also",
        }
    }

    pub(super) fn help(&self) -> Option<String> {
        Some(match self {
            Self::UnknownType { near, .. }
            | Self::AnnotationTargetsNothing { near, .. }
            | Self::CastToNothing { near, .. }
            | Self::EntryMatchesNothing { near, .. }
            | Self::RenameOfNothing { near, .. }
                if !near.is_empty() =>
            {
                let near: Vec<String> = near.iter().map(|name| Shown(name).to_string()).collect();
                format!("did you mean {}?", near.join(" or "))
            }
            Self::UnknownType { .. } => {
                "declare it, or give the description that does as another input".to_owned()
            }
            Self::EntryMatchesNothing { .. } => {
                "list what there is with `cargo xtask operations`".to_owned()
            }
            Self::NoTags { .. } => {
                "only OpenAPI gives tags to operations: list paths instead".to_owned()
            }
            Self::UnknownMethod { known, .. } => format!(
                "the methods are {}; several stand with commas and no space between them",
                known.join(", ")
            ),
            Self::ExcludedBaseType { derived, .. } => {
                format!(
                    "its key and properties are those of {} too: leave that one out as well, or neither",
                    Shown(derived)
                )
            }
            Self::RenameOfNothing { .. } => {
                "a key is a type (`microsoft.graph.user`), a member of one (`microsoft.graph.user/manager`), or an entity set (`users`)"
                    .to_owned()
            }
            Self::NameCollision { .. } | Self::NoRustName { .. } => {
                "give it a name of its own under `[rename]` in the slice file".to_owned()
            }
            Self::NavigationLeavesSlice { target, .. } => {
                format!(
                    "take {} out of `[exclude]` in the slice file to keep it",
                    Shown(target)
                )
            }
            Self::NotRust { .. } => {
                "this is a defect of the generator: please report it with the input".to_owned()
            }
            Self::SourcesDisagreeOnOperation { .. } => {
                "OpenAPI decides which operations there are".to_owned()
            }
            _ => return None,
        })
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownType { name, .. } => write!(f, "the type {} is not declared", Shown(name)),
            Self::DuplicateType { name } => write!(f, "the type {} is declared twice", Shown(name)),
            Self::DuplicateMember { owner, name } => {
                write!(f, "{} has two members named {}", Shown(owner), Shown(name))
            }
            Self::EmptyName { what } => write!(f, "{what} has an empty name"),
            Self::BaseTypeCycle { chain } => {
                let chain: Vec<String> = chain.iter().map(|name| Shown(name).to_string()).collect();
                write!(f, "base types form a cycle: {}", chain.join(" -> "))
            }
            Self::BaseOfOtherKind { name, base } => {
                write!(
                    f,
                    "{} derives from {}, which is a type of another kind",
                    Shown(name),
                    Shown(base)
                )
            }
            Self::NotAnEntityType { name } => write!(
                f,
                "{} is not an entity type of the description",
                Shown(name)
            ),
            Self::ContradictoryAnnotation { target, term } => {
                write!(
                    f,
                    "{} is annotated twice with {}, and not the same",
                    Shown(target),
                    Shown(term)
                )
            }
            Self::AnnotationTargetsNothing { target, .. } => {
                write!(
                    f,
                    "restrictions on {}, which is not declared",
                    Shown(target)
                )
            }
            Self::CastToNothing { target, name, .. } => {
                let (target, name) = (Shown(target), Shown(name));
                write!(f, "{target} can be cast to {name}, which is not declared")
            }
            Self::PathsNotExpressed { what, of } => {
                write!(f, "{what} of {}: there is no call for it yet", Shown(of))
            }
            Self::BoundToNoEntity { operation, ty } => {
                let (operation, ty) = (Shown(operation), Shown(ty));
                write!(
                    f,
                    "{operation} is bound to {ty}, for which there is no call yet"
                )
            }
            Self::UnboundOperation { name } => write!(f, "{} is not bound to a type", Shown(name)),
            Self::UnresolvedPath { template, segment } => {
                write!(
                    f,
                    "{} in {} leads to no type",
                    Shown(segment),
                    Shown(template)
                )
            }
            Self::OfferedByPath {
                methods,
                template,
                what,
            } => write!(f, "`{}` {} is {what}", methods.join(","), Shown(template)),
            Self::NotExpressed {
                method,
                template,
                what,
            } => {
                write!(
                    f,
                    "`{method}` {} is {what}, for which there is no call",
                    Shown(template)
                )
            }
            Self::ParameterNotExpressed {
                operation,
                parameter,
                ty,
            } => {
                let (operation, parameter, ty) = (Shown(operation), Shown(parameter), Shown(ty));
                write!(
                    f,
                    "the parameter {parameter} of {operation} has the type {ty}, which cannot be written in a URL"
                )
            }
            Self::SourcesDisagreeOnOperation { operation, only } => {
                write!(f, "only the {only} offers {}", Shown(operation))
            }
            Self::SourcesDisagree {
                what,
                first,
                second,
            } => {
                write!(
                    f,
                    "{} is {} in CSDL and {} in OpenAPI",
                    Shown(what),
                    Shown(first),
                    Shown(second)
                )
            }
            Self::PageMatchesNothing { request } => {
                write!(f, "no operation answers to {}", Shown(request))
            }
            Self::SliceSyntax { detail } => {
                write!(f, "the slice file is not valid: {}", Escaped(detail))
            }
            Self::EntryMatchesNothing { entry, .. } => {
                write!(f, "the entry {} matches nothing", Shown(entry))
            }
            Self::NoTags { entry } => write!(
                f,
                "the entry {} is a tag, and no description has tags",
                Shown(entry)
            ),
            Self::NavigationLeavesSlice { navigation, target } => {
                write!(
                    f,
                    "{} leads to {}, which the slice leaves out",
                    Shown(navigation),
                    Shown(target)
                )
            }
            Self::UnknownMethod { method, .. } => {
                write!(f, "{} is no HTTP method of the service", Shown(method))
            }
            Self::ExcludedBaseType { base, derived } => {
                write!(
                    f,
                    "{} cannot be left out: {} derives from it",
                    Shown(base),
                    Shown(derived)
                )
            }
            Self::RenameOfNothing { key, .. } => {
                write!(f, "nothing of the descriptions is named {}", Shown(key))
            }
            Self::KeptInVain { key, why } => {
                write!(f, "{} cannot be kept: {}", Shown(key), Escaped(why))
            }
            Self::NoRustName { what, name } => {
                write!(f, "{what} is named {}, which has no Rust name", Shown(name))
            }
            Self::NameCollision {
                scope,
                first,
                second,
                rust_name,
            } => {
                let (first, second, rust_name) = (Shown(first), Shown(second), Shown(rust_name));
                write!(
                    f,
                    "{first} and {second} of {} have one name in Rust: {second} becomes {rust_name}",
                    Escaped(scope)
                )
            }
            Self::NotRust { file, error } => write!(
                f,
                "{} came out as something that is not Rust: {}",
                Shown(file),
                Escaped(error)
            ),
        }
    }
}
