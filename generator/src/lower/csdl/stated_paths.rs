//! What annotations state for one path from an entity set or singleton on, rather than for a type or a property wherever it is met.

use std::collections::BTreeMap;

use super::roots::Roots;
use super::rules::Rules;
use crate::source::csdl::Expression;

/// The paths for which something is stated, with the paths that lead to them.
#[derive(Debug, Default)]
pub(super) struct StatedPaths<'a> {
    nodes: Vec<Node<'a>>,
    roots: BTreeMap<String, PathId>,
}

/// One of the paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PathId(usize);

/// What is stated for a path.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stated<'a> {
    /// The annotation target that the path itself is.
    pub target: Option<&'a str>,
    /// What the entity set or singleton restricts at the path.
    pub entry: Option<&'a Expression>,
}

#[derive(Debug, Default)]
struct Node<'a> {
    next: BTreeMap<String, PathId>,
    target: Option<&'a str>,
    entry: Option<&'a Expression>,
}

impl<'a> StatedPaths<'a> {
    /// Gathers them, for every entity set and singleton.
    pub(super) fn of(rules: &Rules<'a>, roots: &Roots) -> Self {
        let mut paths = Self::default();
        for (name, navigation) in &roots.navigations {
            let Some(target) = roots.targets.get(name) else {
                continue;
            };
            if rules.conventions.restrictions_on_paths {
                for below in rules.annotations.targets_below(target) {
                    let path = below.get(target.len() + 1..).unwrap_or_default();
                    if let Some(node) = paths.node(name, path) {
                        node.target = Some(below);
                    }
                }
            }
            let restrictions =
                rules.of_source(target, &navigation.target, "NavigationRestrictions");
            for entry in restrictions.items("RestrictedProperties") {
                let path = entry.property("NavigationProperty");
                let path = path.and_then(|path| path.as_path().or_else(|| path.as_str()));
                if let Some(node) = path.and_then(|path| paths.node(name, path)) {
                    node.entry = node.entry.or(Some(entry));
                }
            }
        }
        paths
    }

    /// The path of an entity set or singleton, if something is stated behind it.
    pub(super) fn root(&self, name: &str) -> Option<PathId> {
        self.roots.get(name).copied()
    }

    /// The path that a segment leads to from another one. Keys are no part of paths here, casts are.
    pub(super) fn behind(&self, path: Option<PathId>, segment: &str) -> Option<PathId> {
        self.nodes.get(path?.0)?.next.get(segment).copied()
    }

    /// Whether one of the paths leads through something of that name.
    pub(super) fn names(&self, segment: &str) -> bool {
        self.nodes
            .iter()
            .any(|node| node.next.contains_key(segment))
    }

    /// What is stated for a path.
    pub(super) fn stated(&self, path: Option<PathId>) -> Stated<'a> {
        let node = path.and_then(|path| self.nodes.get(path.0));
        node.map_or_else(Stated::default, |node| Stated {
            target: node.target,
            entry: node.entry,
        })
    }

    fn node(&mut self, root: &str, path: &str) -> Option<&mut Node<'a>> {
        let mut at = match self.roots.get(root) {
            Some(at) => *at,
            None => {
                let at = self.push();
                self.roots.insert(root.to_owned(), at);
                at
            }
        };
        for segment in path.split('/') {
            let known = self.nodes.get(at.0)?.next.get(segment).copied();
            at = match known {
                Some(next) => next,
                None => {
                    let next = self.push();
                    let node = self.nodes.get_mut(at.0)?;
                    node.next.insert(segment.to_owned(), next);
                    next
                }
            };
        }
        self.nodes.get_mut(at.0)
    }

    fn push(&mut self) -> PathId {
        self.nodes.push(Node::default());
        PathId(self.nodes.len() - 1)
    }
}
