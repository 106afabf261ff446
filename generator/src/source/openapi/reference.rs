//! References: where they may lead, and that they lead somewhere.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::ReferenceOr;

use super::document::{Component, Components};
use crate::problem::{Location, Problem, ProblemKind, Problems, near_misses};
use crate::source::tree::{Mapping, Node};

/// The kinds of component that a reference may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ComponentKind {
    Schemas,
    Parameters,
    Responses,
    RequestBodies,
    Headers,
}

impl ComponentKind {
    /// The key in `components`.
    fn key(self) -> &'static str {
        match self {
            Self::Schemas => "schemas",
            Self::Parameters => "parameters",
            Self::Responses => "responses",
            Self::RequestBodies => "requestBodies",
            Self::Headers => "headers",
        }
    }

    /// The name of the component that a reference leads to, if it leads to one of this kind.
    pub(super) fn name_in(self, reference: &str) -> Option<&str> {
        reference
            .strip_prefix("#/components/")?
            .strip_prefix(self.key())?
            .strip_prefix('/')
    }
}

/// The components of a kind.
pub(super) fn targets<'a, 't>(tree: &'a Node<'t>, kind: ComponentKind) -> Option<&'a Mapping<'t>> {
    tree.get("components")?.get(kind.key())?.as_mapping()
}

/// How many missing targets get suggestions; a text with more of them has another problem than spelling.
const SUGGESTIONS: usize = 20;

/// Checks the references of one text.
#[derive(Debug)]
pub(super) struct References<'a, 't> {
    tree: &'a Node<'t>,
    missing: usize,
}

impl<'a, 't> References<'a, 't> {
    pub(super) fn new(tree: &'a Node<'t>) -> Self {
        Self { tree, missing: 0 }
    }

    /// Checks one reference, found where a component of this kind is wanted.
    pub(super) fn check(
        &mut self,
        kind: ComponentKind,
        reference: &str,
        location: Location,
    ) -> Result<(), Problem> {
        let reference_owned = || reference.to_owned();
        let Some(name) = kind.name_in(reference) else {
            let problem = if reference.starts_with("#/components/") {
                ProblemKind::WrongReference {
                    reference: reference_owned(),
                    expected: kind.key(),
                }
            } else {
                ProblemKind::ForeignReference {
                    reference: reference_owned(),
                }
            };
            return Err(Problem::at(location, problem));
        };
        let targets = targets(self.tree, kind);
        if targets.is_some_and(|targets| targets.get(name).is_some()) {
            return Ok(());
        }
        self.missing += 1;
        let near = match targets {
            Some(targets) if self.missing <= SUGGESTIONS => {
                near_misses(name, targets.iter().map(|(key, _)| key.text.as_ref()))
            }
            _ => Vec::new(),
        };
        Err(Problem::at(
            location,
            ProblemKind::UnresolvedReference {
                reference: reference_owned(),
                near,
            },
        ))
    }
}

/// Tells of components that consist only of references to each other.
pub(super) fn check_cycles(components: &Components, problems: &mut Problems) {
    problems.extend(cycles(&components.schemas, ComponentKind::Schemas));
    problems.extend(cycles(&components.parameters, ComponentKind::Parameters));
    problems.extend(cycles(&components.responses, ComponentKind::Responses));
    problems.extend(cycles(
        &components.request_bodies,
        ComponentKind::RequestBodies,
    ));
}

fn cycles<T>(components: &BTreeMap<String, Component<T>>, kind: ComponentKind) -> Vec<Problem> {
    let next = |name: &str| match &components.get(name)?.value {
        ReferenceOr::Reference { reference } => kind.name_in(reference),
        ReferenceOr::Item(_) => None,
    };
    let mut problems = Vec::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (name, component) in components {
        let mut chain: Vec<&str> = Vec::new();
        let mut at = Some(name.as_str());
        while let Some(name) = at.filter(|name| seen.insert(name)) {
            chain.push(name);
            at = next(name);
        }
        // The walk stopped at something seen: it is a cycle only if this very walk saw it.
        if let Some(first) = at
            && let Some(start) = chain.iter().position(|seen| *seen == first)
        {
            let location = components
                .get(first)
                .map_or(component.location, |component| component.location);
            let cycle = chain.iter().skip(start).chain([&first]);
            let chain = cycle.map(|name| (*name).to_owned()).collect();
            problems.push(Problem::at(location, ProblemKind::ReferenceCycle { chain }));
        }
    }
    problems
}
