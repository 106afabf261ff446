//! What the path entries of a slice select.

use std::collections::{BTreeMap, BTreeSet};

use super::pattern::{Pattern, Progress};
use crate::model::{
    Api, Method, Navigation, NavigationOperation, Owner, Position, Signature, TypeId,
};

/// A navigation of an owner.
pub(super) type NavigationId = (Owner, String);

/// The parts of a model that entries select.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Selection {
    /// Operations at navigations.
    pub operations: BTreeSet<(NavigationId, NavigationOperation)>,
    /// Actions and functions bound to a collection, by the navigation to it.
    pub on_collections: BTreeSet<(NavigationId, Signature)>,
    /// Actions and functions bound to an instance of a type.
    pub on_instances: BTreeSet<(TypeId, Signature)>,
    /// Navigations on the way to one of these, or that a path itself names.
    pub steps: BTreeSet<NavigationId>,
}

impl Selection {
    /// Whether nothing at all is selected.
    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty()
            && self.operations.is_empty()
            && self.on_collections.is_empty()
            && self.on_instances.is_empty()
    }

    /// Takes in another selection.
    pub(super) fn extend(&mut self, other: Self) {
        self.operations.extend(other.operations);
        self.on_collections.extend(other.on_collections);
        self.on_instances.extend(other.on_instances);
        self.steps.extend(other.steps);
    }
}

/// A place that the walk has come to: a navigation, a position at it, and how far the pattern is matched there.
type State = (NavigationId, Position, Progress);

/// What a pattern selects. Wildcards follow the paths that the description documents; a navigation that leads out of what contains it is
/// followed further only where the pattern names the next segment.
pub(super) fn select(api: &Api, pattern: &Pattern) -> Selection {
    let mut walk = Walk {
        api,
        pattern,
        selection: Selection::default(),
        parents: BTreeMap::new(),
        open: Vec::new(),
    };
    walk.follow(&Owner::Root, &pattern.start(), None, true);
    while let Some(state) = walk.open.pop() {
        walk.visit(&state);
    }
    walk.selection
}

struct Walk<'a> {
    api: &'a Api,
    pattern: &'a Pattern,
    selection: Selection,
    parents: BTreeMap<State, Option<State>>,
    open: Vec<State>,
}

impl Walk<'_> {
    fn visit(&mut self, state: &State) {
        let (id, position, progress) = state;
        // The model outlives the walk, so what is borrowed from it does not hold on to the walk.
        let api = self.api;
        let Some(navigation) = api
            .navigation_of(&id.0)
            .and_then(|navigations| navigations.get(&id.1))
        else {
            return;
        };
        self.select_at(state, navigation);
        match position {
            Position::Collection => {
                let next = self.pattern.advance(progress, None);
                self.enter((id.clone(), Position::Entity, next), Some(state));
            }
            Position::Entity => {
                let owner = Owner::Type(navigation.target.clone());
                self.follow(&owner, progress, Some(state), navigation.continues);
            }
        }
    }

    fn follow(
        &mut self,
        owner: &Owner,
        progress: &Progress,
        from: Option<&State>,
        continues: bool,
    ) {
        let api = self.api;
        let navigations = api.navigation_of(owner).into_iter();
        for navigation in navigations.flat_map(BTreeMap::values) {
            if !continues && !self.pattern.names_next(progress, &navigation.name) {
                continue;
            }
            let next = self.pattern.advance(progress, Some(&navigation.name));
            let position = if navigation.collection {
                Position::Collection
            } else {
                Position::Entity
            };
            self.enter(
                ((owner.clone(), navigation.name.clone()), position, next),
                from,
            );
        }
    }

    fn enter(&mut self, state: State, from: Option<&State>) {
        if !state.2.is_empty() && !self.parents.contains_key(&state) {
            self.parents.insert(state.clone(), from.cloned());
            self.open.push(state);
        }
    }

    fn select_at(&mut self, state: &State, navigation: &Navigation) {
        let (id, position, progress) = state;
        let mut found = false;
        for operation in navigation
            .operations
            .keys()
            .filter(|operation| operation.position() == *position)
        {
            let suffix = operation.suffix();
            let end = if suffix.is_empty() {
                progress.clone()
            } else {
                self.pattern.advance(progress, Some(suffix))
            };
            if self.pattern.is_complete(&end) && self.pattern.means(operation.method()) {
                self.selection.operations.insert((id.clone(), *operation));
                found = true;
            }
        }
        let bound: Vec<(Signature, Method)> = match position {
            Position::Collection => navigation
                .bound_operations
                .values()
                .map(signature)
                .collect(),
            Position::Entity => self
                .api
                .structured(&navigation.target)
                .into_iter()
                .flat_map(|ty| ty.operations.values())
                .map(signature)
                .collect(),
        };
        for (signature, method) in bound {
            let (short, full) = (signature.name.name(), signature.name.as_str());
            let complete = [short, full].iter().any(|name| {
                self.pattern
                    .is_complete(&self.pattern.advance(progress, Some(name)))
            });
            if complete && self.pattern.means(method) {
                found = true;
                match position {
                    Position::Collection => self
                        .selection
                        .on_collections
                        .insert((id.clone(), signature)),
                    Position::Entity => self
                        .selection
                        .on_instances
                        .insert((navigation.target.clone(), signature)),
                };
            }
        }
        // A path that ends here selects the place itself, if only to refer to it; one with methods speaks of operations alone.
        if found || (self.pattern.is_complete(progress) && !self.pattern.names_methods()) {
            self.mark_way(state);
        }
    }

    fn mark_way(&mut self, state: &State) {
        let mut next = Some(state.clone());
        while let Some(state) = next {
            let new = self.selection.steps.insert(state.0.clone());
            next = self.parents.get(&state).cloned().flatten();
            // A navigation met again has its way marked, unless it is the same one a position earlier.
            if !new && next.as_ref().is_some_and(|parent| parent.0 != state.0) {
                let parent_marked = next
                    .as_ref()
                    .is_some_and(|parent| self.selection.steps.contains(&parent.0));
                if parent_marked {
                    break;
                }
            }
        }
    }
}

fn signature(operation: &crate::model::BoundOperation) -> (Signature, Method) {
    let method = match operation.kind {
        crate::model::BoundOperationKind::Action => Method::Post,
        crate::model::BoundOperationKind::Function => Method::Get,
    };
    (operation.signature(), method)
}
