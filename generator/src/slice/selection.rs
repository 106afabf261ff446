//! The parts of a model that entries of a slice select.

use std::collections::BTreeSet;

use super::place::{BoundId, NavigationId};
use crate::model::{Method, NavigationOperation, StreamOperation, TypeId};

/// A navigation whose end is cast to a derived type.
pub(super) type CastId = (NavigationId, TypeId);

/// The parts of a model that entries select.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    /// Operations at navigations.
    pub operations: BTreeSet<(NavigationId, NavigationOperation)>,
    /// Operations at casts.
    pub at_casts: BTreeSet<(CastId, NavigationOperation)>,
    /// Actions and functions.
    pub bound: BTreeSet<BoundId>,
    /// Operations on media streams, by type and segment.
    pub streams: BTreeSet<(TypeId, String, StreamOperation)>,
    /// Operations of paths that lead to no type, by template and method.
    pub untyped: BTreeSet<(String, Method)>,
    /// Navigations on the way to one of these, or that a path itself names: on every way there is.
    pub steps: BTreeSet<NavigationId>,
    /// Casts on the way.
    pub casts: BTreeSet<CastId>,
    /// Composable functions on the way.
    pub answers: BTreeSet<BoundId>,
    /// Navigations that would be steps if their target were not left out.
    pub leaving: BTreeSet<NavigationId>,
}

impl Selection {
    /// Takes in another selection.
    pub(super) fn extend(&mut self, other: Self) {
        self.operations.extend(other.operations);
        self.at_casts.extend(other.at_casts);
        self.bound.extend(other.bound);
        self.streams.extend(other.streams);
        self.untyped.extend(other.untyped);
        self.steps.extend(other.steps);
        self.casts.extend(other.casts);
        self.answers.extend(other.answers);
        self.leaving.extend(other.leaving);
    }
}
