//! What the path entries of a slice select.

use std::collections::{BTreeMap, BTreeSet};

use super::pattern::{Pattern, Progress};
use crate::model::{
    Api, BoundOperation, Method, Navigation, NavigationOperation, Owner, Position, Signature,
    TypeId,
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
    /// Navigations on the way to one of these, or that a path itself names: on every way there is.
    pub steps: BTreeSet<NavigationId>,
    /// Navigations that would be steps if their target were not left out.
    pub leaving: BTreeSet<NavigationId>,
}

/// What ends a way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Barriers<'a> {
    /// Paths that are not wanted.
    pub paths: &'a [Pattern],
    /// Types that are left out: nothing is selected at a place of them, or behind it.
    pub types: &'a BTreeSet<TypeId>,
}

impl Selection {
    /// Takes in another selection.
    pub(super) fn extend(&mut self, other: Self) {
        self.operations.extend(other.operations);
        self.on_collections.extend(other.on_collections);
        self.on_instances.extend(other.on_instances);
        self.steps.extend(other.steps);
        self.leaving.extend(other.leaving);
    }
}

/// What a pattern selects: all that a way leads to which the pattern takes in and no barrier stops. Wildcards follow the paths that the
/// description documents; a navigation that leads out of what contains it is followed further only where the pattern names the next
/// segment.
pub(super) fn select(api: &Api, pattern: &Pattern, barriers: Barriers<'_>) -> Selection {
    let walk = Walk::run(api, pattern, barriers);
    let (barred, free): (Vec<usize>, Vec<usize>) = walk
        .goals
        .iter()
        .partition(|&&goal| walk.states.get(goal).is_some_and(|state| state.barred));
    let navigation = |at: usize| walk.states.get(at).map(|state| state.navigation.clone());
    let steps = walk.ways_to(free).into_iter().filter_map(navigation);
    let leaves = |(owner, name): &NavigationId| {
        let navigations = api.navigation_of(owner);
        let navigation = navigations.and_then(|navigations| navigations.get(name));
        let owned_outside = matches!(owner, Owner::Type(id) if barriers.types.contains(id));
        !owned_outside
            && navigation.is_some_and(|navigation| barriers.types.contains(&navigation.target))
    };
    let beyond = walk.ways_to(barred).into_iter().filter_map(navigation);
    Selection {
        steps: steps.collect(),
        leaving: beyond.filter(leaves).collect(),
        ..walk.selection
    }
}

/// Whether a pattern matches anything at all.
pub(super) fn matches(api: &Api, pattern: &Pattern) -> bool {
    let barriers = Barriers {
        paths: &[],
        types: &BTreeSet::new(),
    };
    !Walk::run(api, pattern, barriers).goals.is_empty()
}

/// A place that the walk has come to. Two ways to one navigation are two states where one of them is matched further, by what is wanted or
/// by what is not: a way that is not wanted takes nothing away from another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    navigation: NavigationId,
    position: Position,
    /// How far the pattern is matched.
    wanted: Progress,
    /// How far each path that is not wanted is.
    unwanted: Vec<Progress>,
    /// Whether a type that is left out is here, or on the way.
    barred: bool,
}

struct Walk<'a> {
    api: &'a Api,
    pattern: &'a Pattern,
    barriers: Barriers<'a>,
    selection: Selection,
    /// The states in the order in which they were met; a number elsewhere is a place in this list.
    states: Vec<State>,
    numbers: BTreeMap<State, usize>,
    /// For each state, those that lead to it.
    parents: Vec<BTreeSet<usize>>,
    /// States at which something is selected, or would be if they were not barred.
    goals: Vec<usize>,
}

impl<'a> Walk<'a> {
    fn run(api: &'a Api, pattern: &'a Pattern, barriers: Barriers<'a>) -> Self {
        let mut walk = Self {
            api,
            pattern,
            barriers,
            selection: Selection::default(),
            states: Vec::new(),
            numbers: BTreeMap::new(),
            parents: Vec::new(),
            goals: Vec::new(),
        };
        let unwanted = barriers.paths.iter().map(Pattern::start).collect();
        walk.follow(&Owner::Root, None, &pattern.start(), unwanted, true);
        let mut next = 0;
        while let Some(state) = walk.states.get(next).cloned() {
            walk.visit(next, state);
            next += 1;
        }
        walk
    }

    fn visit(&mut self, number: usize, state: State) {
        // The model outlives the walk, so what is borrowed from it does not hold on to the walk.
        let api = self.api;
        let (owner, name) = &state.navigation;
        let Some(navigation) = api.navigation(owner, name) else {
            return;
        };
        if self.select_at(&state, navigation) {
            self.goals.push(number);
        }
        match state.position {
            Position::Collection => {
                let next = State {
                    wanted: self.pattern.advance(&state.wanted, None),
                    unwanted: self.advance_unwanted(&state.unwanted, None),
                    position: Position::Entity,
                    ..state
                };
                self.enter(next, Some(number));
            }
            Position::Entity => {
                let owner = Owner::Type(navigation.target.clone());
                let continues = navigation.continues;
                self.follow(
                    &owner,
                    Some(number),
                    &state.wanted,
                    state.unwanted,
                    continues,
                );
            }
        }
    }

    fn follow(
        &mut self,
        owner: &Owner,
        from: Option<usize>,
        wanted: &Progress,
        unwanted: Vec<Progress>,
        continues: bool,
    ) {
        let api = self.api;
        let barred = from.is_some_and(|from| self.states.get(from).is_some_and(|from| from.barred));
        let navigations = api.navigation_of(owner).into_iter();
        for navigation in navigations.flat_map(BTreeMap::values) {
            if !continues && !self.pattern.names_next(wanted, &navigation.name) {
                continue;
            }
            let state = State {
                navigation: (owner.clone(), navigation.name.clone()),
                position: navigation.position(),
                wanted: self.pattern.advance(wanted, Some(&navigation.name)),
                unwanted: self.advance_unwanted(&unwanted, Some(&navigation.name)),
                barred: barred || self.barriers.types.contains(&navigation.target),
            };
            self.enter(state, from);
        }
    }

    /// Notes a state, unless the pattern matches nothing from there on, or something unwanted matches everything.
    fn enter(&mut self, state: State, from: Option<usize>) {
        let mut unwanted = self.barriers.paths.iter().zip(&state.unwanted);
        if state.wanted.is_empty()
            || unwanted.any(|(pattern, progress)| pattern.takes_all_behind(progress))
        {
            return;
        }
        let number = *self.numbers.entry(state).or_insert_with_key(|state| {
            self.states.push(state.clone());
            self.parents.push(BTreeSet::new());
            self.states.len() - 1
        });
        if let Some(parents) = self.parents.get_mut(number) {
            parents.extend(from);
        }
    }

    /// Selects what there is at a state; says whether there is anything.
    fn select_at(&mut self, state: &State, navigation: &Navigation) -> bool {
        let id = &state.navigation;
        let mut found = false;
        for operation in navigation.operations.keys() {
            let names = Some(operation.suffix()).filter(|suffix| !suffix.is_empty());
            if operation.position() == state.position
                && self.takes(state, names, operation.method())
            {
                found = true;
                if !state.barred {
                    self.selection.operations.insert((id.clone(), *operation));
                }
            }
        }
        for operation in self.bound_operations(state.position, navigation) {
            let names = [operation.name.name(), operation.name.as_str()];
            if !self.takes(state, names, operation.kind.method()) {
                continue;
            }
            found = true;
            let signature = operation.signature();
            match state.position {
                _ if state.barred => {}
                Position::Collection => {
                    let selected = &mut self.selection.on_collections;
                    selected.insert((id.clone(), signature));
                }
                Position::Entity => {
                    let selected = &mut self.selection.on_instances;
                    selected.insert((navigation.target.clone(), signature));
                }
            }
        }
        found || self.names_place(state)
    }

    fn bound_operations(
        &self,
        position: Position,
        navigation: &'a Navigation,
    ) -> impl Iterator<Item = &'a BoundOperation> + use<'a> {
        let operations = match position {
            Position::Collection => Some(&navigation.bound_operations),
            Position::Entity => self
                .api
                .structured(&navigation.target)
                .map(|target| &target.operations),
        };
        operations.into_iter().flat_map(BTreeMap::values)
    }

    /// Whether an operation is wanted that is at a state or, where it has names of its own, a segment behind it.
    fn takes<'n>(
        &self,
        state: &State,
        names: impl IntoIterator<Item = &'n str>,
        method: Method,
    ) -> bool {
        let names: Vec<&str> = names.into_iter().collect();
        let matched = |pattern: &Pattern, progress: &Progress| {
            let here = names.is_empty() && pattern.is_complete(progress);
            let behind = |name: &&str| pattern.is_complete(&pattern.advance(progress, Some(*name)));
            pattern.means(method) && (here || names.iter().any(behind))
        };
        let mut unwanted = self.barriers.paths.iter().zip(&state.unwanted);
        matched(self.pattern, &state.wanted)
            && !unwanted.any(|(pattern, progress)| matched(pattern, progress))
    }

    /// A path that ends here selects the place itself, if only to refer to it; one with methods speaks of operations alone.
    fn names_place(&self, state: &State) -> bool {
        let named = |pattern: &Pattern, progress: &Progress| {
            pattern.is_complete(progress) && !pattern.names_methods()
        };
        let mut unwanted = self.barriers.paths.iter().zip(&state.unwanted);
        named(self.pattern, &state.wanted)
            && !unwanted.any(|(pattern, progress)| named(pattern, progress))
    }

    fn advance_unwanted(&self, unwanted: &[Progress], segment: Option<&str>) -> Vec<Progress> {
        let patterns = self.barriers.paths.iter().zip(unwanted);
        patterns
            .map(|(pattern, progress)| pattern.advance(progress, segment))
            .collect()
    }

    /// Every state on a way to one of the goals, the goals included.
    fn ways_to(&self, goals: Vec<usize>) -> BTreeSet<usize> {
        let mut marked: BTreeSet<usize> = goals.iter().copied().collect();
        let mut open = goals;
        while let Some(number) = open.pop() {
            for &parent in self.parents.get(number).into_iter().flatten() {
                if marked.insert(parent) {
                    open.push(parent);
                }
            }
        }
        marked
    }
}
