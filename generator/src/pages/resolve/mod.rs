//! Request lines on the type graph: what a method and a URL of a page call.

mod behind;
mod end;
mod place;
mod walk;

use std::collections::BTreeMap;

use self::walk::Walk;
use super::called::Called;
use super::url::{Segment, segments};
use crate::model::{Api, Method, Structured, TypeId};
use crate::problem::{ContradictionKind, Location};

/// What a request comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The description has the operation.
    Operation(Called),
    /// The URL leads somewhere, and the description does not offer the method there.
    NotOffered {
        /// What is there: `group/members`.
        title: String,
        /// The methods that are offered there.
        offered: Vec<Method>,
        /// Where that is described.
        described: Option<Location>,
    },
    /// A segment leads nowhere.
    Nowhere {
        /// The segment, as the page has it.
        segment: String,
        /// What it would have to belong to.
        behind: Option<String>,
        /// Names that are there and look like it.
        near: Vec<String>,
        /// Where what it would have to belong to is described.
        described: Option<Location>,
    },
}

impl Resolution {
    /// Whether the description speaks against the request. That it has nothing at a place that is there is no contradiction: it may be silent.
    pub fn contradicts(&self) -> bool {
        match self {
            Self::Operation(_) => false,
            Self::NotOffered { offered, .. } => !offered.is_empty(),
            Self::Nowhere { .. } => true,
        }
    }

    /// What the description says against a request with that method, and where.
    pub(super) fn contradiction(
        &self,
        method: &'static str,
    ) -> Option<(ContradictionKind, Option<Location>)> {
        if !self.contradicts() {
            return None;
        }
        match self {
            Self::Operation(_) => None,
            Self::NotOffered {
                title,
                offered,
                described,
            } => {
                let kind = ContradictionKind::MethodNotOffered {
                    method,
                    title: title.clone(),
                    offered: offered.iter().map(|method| method.as_str()).collect(),
                };
                Some((kind, *described))
            }
            Self::Nowhere {
                segment,
                behind,
                near,
                described,
            } => {
                let kind = ContradictionKind::NoSuchPath {
                    segment: segment.clone(),
                    behind: behind.clone(),
                    near: near.clone(),
                };
                Some((kind, *described))
            }
        }
    }
}

/// A model with what it takes to follow URLs over its types.
#[derive(Clone, Debug)]
pub struct Resolver<'a> {
    api: &'a Api,
    derived: BTreeMap<&'a TypeId, Vec<&'a Structured>>,
}

impl<'a> Resolver<'a> {
    /// That of a model.
    pub fn new(api: &'a Api) -> Self {
        Self {
            api,
            derived: api.derived_types(),
        }
    }

    /// The model.
    pub fn api(&self) -> &'a Api {
        self.api
    }

    /// Follows the URL of a request over the types.
    ///
    /// Letter case counts for nothing, placeholders may have any name, operations and casts may be written with their namespace, with the
    /// alias `graph` or, operations, with neither. What a derived type has is found behind its base types too, as pages leave casts out.
    pub fn resolve(&self, method: Method, url: &str) -> Resolution {
        self.resolve_path(method, url).0
    }

    /// The same, with the path as a template: `{}` stands for each key, for literals in the place of one too.
    pub fn resolve_path(&self, method: Method, url: &str) -> (Resolution, String) {
        let segments = segments(url);
        let walk = Walk {
            api: self.api,
            derived: &self.derived,
            method,
            segments: &segments,
        };
        let mut literal_keys = Vec::new();
        let resolution = match walk.run(&mut literal_keys) {
            Ok(resolution) => resolution,
            Err(nowhere) => match untyped(self.api, method, &segments) {
                Some(called) => Resolution::Operation(called),
                None => *nowhere,
            },
        };
        (resolution, template(&segments, &literal_keys))
    }

    /// The operation that a path calls which was written as a template: no literal of it stands for a key.
    pub fn called_by_template(&self, method: Method, path: &str) -> Option<Called> {
        let is_sure =
            |segment: &Segment<'_>| !matches!(segment, Segment::ByPath | Segment::Ellipsis);
        let segments = segments(path);
        if !segments.iter().all(is_sure) {
            return None;
        }
        let walk = Walk {
            api: self.api,
            derived: &self.derived,
            method,
            segments: &segments,
        };
        let mut literal_keys = Vec::new();
        match walk.run(&mut literal_keys) {
            Ok(Resolution::Operation(called)) if literal_keys.is_empty() => Some(called),
            Ok(_) => None,
            Err(_) => untyped(self.api, method, &segments),
        }
    }
}

/// A path of segments, `{}` for each key.
fn template(segments: &[Segment<'_>], literal_keys: &[usize]) -> String {
    let mut path = String::new();
    for (number, segment) in segments.iter().enumerate() {
        match segment {
            Segment::Name(_) if literal_keys.contains(&number) => path.push_str("/{}"),
            Segment::Name(name) => path.extend(["/", name]),
            Segment::Call { name, arguments } => {
                let arguments: Vec<String> = arguments
                    .iter()
                    .map(|argument| format!("{argument}={{}}"))
                    .collect();
                path.push_str(&format!("/{name}({})", arguments.join(",")));
            }
            Segment::Key => path.push_str("/{}"),
            Segment::ByPath => path.push_str(":/{}:"),
            Segment::Ellipsis => path.push_str("/..."),
        }
    }
    path
}

/// The operation of a path that leads to no type and has the same names in the same places.
fn untyped(api: &Api, method: Method, written: &[Segment<'_>]) -> Option<Called> {
    let fits = |template: &str| {
        let known = segments(template);
        known.len() == written.len()
            && known.iter().zip(written).all(|pair| match pair {
                (Segment::Key, Segment::Key | Segment::Name(_)) => true,
                (
                    Segment::Name(a) | Segment::Call { name: a, .. },
                    Segment::Name(b) | Segment::Call { name: b, .. },
                ) => a.eq_ignore_ascii_case(b),
                (known, written) => known == written,
            })
    };
    let mut keys = api.untyped.keys();
    let (template, method) = keys.find(|(template, known)| *known == method && fits(template))?;
    Some(Called::Untyped(template.clone(), *method))
}
