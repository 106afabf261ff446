//! What the path and tag entries of a slice select.

use std::collections::{BTreeMap, BTreeSet};

use super::pattern::{Pattern, Progress, Step, is_placeholder, split_arguments, written};
use super::place::{At, Place, spellings, with_function};
use super::selection::Selection;
use crate::model::{Api, Method, Owner, Position, TypeId};

/// What ends a way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Barriers<'a> {
    /// Paths that are not wanted.
    pub paths: &'a [Pattern],
    /// Types that are left out: nothing is selected at a place of them, or behind it.
    pub types: &'a BTreeSet<TypeId>,
}

/// What a pattern selects: all that a way leads to which the pattern takes in and no barrier stops. Wildcards follow the paths that the
/// description documents; a navigation that leads out of what contains it is followed further only where the pattern names the next
/// segment.
pub(super) fn select(api: &Api, pattern: &Pattern, barriers: Barriers<'_>) -> Selection {
    let mut walk = Walk::run(api, pattern, barriers);
    walk.select_untyped();
    let (barred, free): (Vec<usize>, Vec<usize>) = walk
        .goals
        .iter()
        .partition(|&&goal| walk.states.get(goal).is_some_and(|state| state.barred));
    let mut selection = std::mem::take(&mut walk.selection);
    for at in walk.ways_to(free) {
        match walk.states.get(at).map(|state| state.place.clone()) {
            Some(Place::Navigation(id, _)) => {
                selection.steps.insert(id);
            }
            Some(Place::Cast(id, ty, _)) => {
                selection.casts.insert((id, ty));
            }
            Some(Place::Answer(id)) => {
                selection.bound.insert(id.clone());
                selection.answers.insert(id);
            }
            None => {}
        }
    }
    for at in walk.ways_to(barred) {
        if let Some(Place::Navigation((owner, name), _)) = walk.states.get(at).map(|at| &at.place) {
            let navigation = api.navigation(owner, name);
            let owned_outside = matches!(owner, Owner::Type(id) if barriers.types.contains(id));
            if !owned_outside && navigation.is_some_and(|to| barriers.types.contains(&to.target)) {
                selection.leaving.insert((owner.clone(), name.clone()));
            }
        }
    }
    selection
}

/// Whether a pattern matches anything at all.
pub(super) fn matches(api: &Api, pattern: &Pattern) -> bool {
    let barriers = Barriers {
        paths: &[],
        types: &BTreeSet::new(),
    };
    let mut walk = Walk::run(api, pattern, barriers);
    walk.select_untyped();
    !walk.goals.is_empty() || !walk.selection.untyped.is_empty()
}

/// A place that the walk has come to. Two ways to one place are two states where one of them is matched further, by what is wanted or by
/// what is not: a way that is not wanted takes nothing away from another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    place: Place,
    matched: Matched,
    /// Whether a type that is left out is here, or on the way.
    barred: bool,
}

/// How far the patterns are matched on a way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Matched {
    /// What is wanted.
    wanted: Progress,
    /// Each path that is not wanted.
    unwanted: Vec<Progress>,
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
        let start = walk.start();
        walk.follow(&Owner::Root, None, &start, true);
        let mut next = 0;
        while let Some(state) = walk.states.get(next).cloned() {
            walk.visit(next, &state);
            next += 1;
        }
        walk
    }

    fn visit(&mut self, number: usize, state: &State) {
        let api = self.api;
        if self.select_at(state) {
            self.goals.push(number);
        }
        for place in state.place.casts(api) {
            let Place::Cast(_, ty, _) = &place else {
                continue;
            };
            let matched = self.advance(&state.matched, Step::Name(&spellings(ty)));
            self.enter(place, matched, Some(number));
        }
        for place in state.place.answers(api) {
            if let Place::Answer(id) = &place
                && let Some(operation) = id.find(api)
            {
                let matched = with_function(operation, |step| self.advance(&state.matched, step));
                self.enter(place, matched, Some(number));
            }
        }
        if let Some(place) = state.place.keyed() {
            let matched = self.advance(&state.matched, Step::Key);
            self.enter(place, matched, Some(number));
        } else if let Some(ty) = state.place.ty(api)
            && state.place.position() == Position::Entity
        {
            let continues = state.place.continues(api);
            let owner = Owner::Type(ty.clone());
            self.follow(&owner, Some(number), &state.matched, continues);
        }
    }

    fn follow(&mut self, owner: &Owner, from: Option<usize>, matched: &Matched, continues: bool) {
        let api = self.api;
        let navigations = api.navigation_of(owner).into_iter();
        for navigation in navigations.flat_map(BTreeMap::values) {
            let names = [navigation.name.as_str()];
            let step = Step::Name(&names);
            if !continues && !self.pattern.names(&matched.wanted, step) {
                continue;
            }
            let matched = self.advance(matched, step);
            let id = (owner.clone(), navigation.name.clone());
            self.enter(Place::first(id, navigation), matched, from);
        }
    }

    /// Notes a place, unless the pattern matches nothing from there on, or something unwanted matches everything.
    fn enter(&mut self, place: Place, matched: Matched, from: Option<usize>) {
        let mut unwanted = self.barriers.paths.iter().zip(&matched.unwanted);
        if matched.wanted.is_empty()
            || unwanted.any(|(pattern, progress)| pattern.takes_all_behind(progress))
        {
            return;
        }
        let before = from.and_then(|from| self.states.get(from));
        let ty = place.ty(self.api);
        let state = State {
            barred: before.is_some_and(|before| before.barred)
                || ty.is_some_and(|ty| self.barriers.types.contains(ty)),
            place,
            matched,
        };
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
    fn select_at(&mut self, state: &State) -> bool {
        let mut found = false;
        for operation in state.place.operations(self.api) {
            if self.takes(state, &operation) {
                found = true;
                if !state.barred {
                    self.keep(&state.place, &operation);
                }
            }
        }
        found || self.means_place(&state.matched)
    }

    fn keep(&mut self, place: &Place, operation: &At<'_>) {
        let selection = &mut self.selection;
        match operation {
            At::Navigation(operation) => match place {
                Place::Navigation(id, _) => {
                    selection.operations.insert((id.clone(), *operation));
                }
                Place::Cast(id, ty, _) => {
                    let cast = (id.clone(), ty.clone());
                    selection.at_casts.insert((cast, *operation));
                }
                Place::Answer(_) => {}
            },
            At::Bound(operation) => selection.bound.extend(place.bound_id(self.api, operation)),
            At::Stream(segment, operation) => {
                let ty = place.ty(self.api).cloned();
                let id = ty.map(|ty| (ty, (*segment).to_owned(), *operation));
                selection.streams.extend(id);
            }
        }
    }

    /// Whether an operation is wanted that is at a state or at a segment behind it. What the type of a cast can do anyway is wanted where the
    /// pattern names it.
    fn takes(&self, state: &State, operation: &At<'_>) -> bool {
        let Matched { wanted, .. } = &state.matched;
        let is_own = matches!(operation, At::Navigation(_));
        let is_cast = matches!(state.place, Place::Cast(..));
        if is_cast
            && !is_own
            && operation.step(|step| self.pattern.names(wanted, step)) != Some(true)
        {
            return false;
        }
        let behind = operation.step(|step| self.advance(&state.matched, step));
        self.means(
            behind.as_ref().unwrap_or(&state.matched),
            operation.method(),
        )
    }

    fn means(&self, matched: &Matched, method: Method) -> bool {
        let mut unwanted = self.barriers.paths.iter().zip(&matched.unwanted);
        self.pattern.means(&matched.wanted, method)
            && !unwanted.any(|(pattern, progress)| pattern.means(progress, method))
    }

    /// A path that ends here selects the place itself, if only to refer to it; one with methods speaks of operations alone.
    fn means_place(&self, matched: &Matched) -> bool {
        let mut unwanted = self.barriers.paths.iter().zip(&matched.unwanted);
        self.pattern.means_place(&matched.wanted)
            && !unwanted.any(|(pattern, progress)| pattern.means_place(progress))
    }

    fn start(&self) -> Matched {
        Matched {
            wanted: self.pattern.start(),
            unwanted: self.barriers.paths.iter().map(Pattern::start).collect(),
        }
    }

    fn advance(&self, matched: &Matched, step: Step<'_>) -> Matched {
        let unwanted = self.barriers.paths.iter().zip(&matched.unwanted);
        Matched {
            wanted: self.pattern.advance(&matched.wanted, step),
            unwanted: unwanted
                .map(|(pattern, progress)| pattern.advance(progress, step))
                .collect(),
        }
    }

    /// Selects operations of paths that lead to no type: the segments are all there is to go by.
    fn select_untyped(&mut self) {
        for (template, method) in self.api.untyped.keys() {
            let matched = written(template).fold(self.start(), |matched, segment| {
                let (name, arguments) = split_arguments(segment);
                match arguments {
                    _ if is_placeholder(segment) => self.advance(&matched, Step::Key),
                    Some(_) => self.advance(&matched, Step::Function(&[name])),
                    None => self.advance(&matched, Step::Name(&[name])),
                }
            });
            if self.means(&matched, *method) {
                self.selection.untyped.insert((template.clone(), *method));
            }
        }
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
