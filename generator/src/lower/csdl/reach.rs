//! What documented paths lead to.
//!
//! A path starts at an entity set or singleton and goes on by navigation properties, complex properties and type casts. What can be done
//! at its end follows from the type that is met there and from little else; so types are walked here, not paths, of which there is no end.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use super::navigation_rules::{Behind, Count, Offer};
use super::roots::Roots;
use super::rules::{Rules, Source};
use super::stated_paths::{PathId, StatedPaths};
use super::structural;
use crate::model::{
    Navigation, NavigationOperation, Position, StreamOperation, Structured, StructuredKind, TypeId,
};

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// By owner and name: what is offered at navigations that a path leads through or to.
    pub navigations: BTreeMap<(TypeId, String), Reached>,
    /// What can be done with the media streams of the instances of types.
    pub streams: BTreeMap<TypeId, BTreeSet<StreamOperation>>,
    /// What can be done with entity sets and singletons as instances of derived types.
    pub root_casts: BTreeMap<String, Casts>,
}

/// The operations at each derived type.
pub(super) type Casts = BTreeMap<TypeId, BTreeSet<NavigationOperation>>;

/// What is offered at one navigation, on some path or other.
#[derive(Debug, Default)]
pub(super) struct Reached {
    /// What can be done there.
    pub operations: BTreeSet<NavigationOperation>,
    /// What can be done with it as an instance of a derived type.
    pub casts: Casts,
    /// Whether a single entity has a path.
    pub has_entity: bool,
    /// Whether paths go on from there to other entities.
    pub continues: bool,
}

/// A type that is met at the end of a path, and how.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State<'a> {
    id: &'a TypeId,
    footing: Footing,
    path: Path,
}

/// What paths may go on to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Footing {
    /// An entity: to all that it has.
    Entity,
    /// An entity that lives elsewhere: to what it consists of.
    Guest,
    /// An entity as an instance of a derived type: to all but its media streams.
    Cast,
    /// A complex value: to what it leads to.
    Value,
}

/// What of a path matters behind it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Path {
    source: Source,
    /// Something before states whether to count.
    counted: bool,
    stated: Option<PathId>,
}

/// A navigation property where it is declared.
type Declared<'a> = (&'a TypeId, &'a str);

/// What a type offers by one of its navigations.
struct Step<'a> {
    navigation: &'a Navigation,
    declared: Declared<'a>,
    /// Where it leads among the paths for which something is stated.
    stated: Option<PathId>,
    offer: Option<Offer>,
}

type Steps<'a> = Rc<Vec<Step<'a>>>;

struct Walk<'a, 'r> {
    rules: &'r Rules<'a>,
    paths: &'r StatedPaths<'a>,
    steps: BTreeMap<(&'a TypeId, Option<PathId>, bool, bool), Steps<'a>>,
    /// What was met, each with the navigation properties that every path there leads through: no path goes through one of them twice.
    met: BTreeMap<State<'a>, BTreeSet<Declared<'a>>>,
    open: VecDeque<State<'a>>,
    reach: Reach,
}

impl Reach {
    /// Walks from every entity set and singleton.
    pub(super) fn of<'a>(rules: &Rules<'a>, paths: &StatedPaths<'a>, roots: &Roots) -> Self {
        let mut walk = Walk {
            rules,
            paths,
            steps: BTreeMap::new(),
            met: BTreeMap::new(),
            open: VecDeque::new(),
            reach: Self::default(),
        };
        for (name, navigation) in &roots.navigations {
            if let Some(target) = roots.targets.get(name) {
                walk.start(name, navigation, target);
            }
        }
        while let Some(state) = walk.open.pop_front() {
            walk.visit(state);
        }
        walk.reach
    }
}

impl<'a> Walk<'a, '_> {
    fn start(&mut self, name: &str, navigation: &Navigation, target: &str) {
        let id = &navigation.target;
        let counts = self.rules.of_source(target, id, "CountRestrictions");
        let path = Path {
            source: self.rules.source(target, id),
            counted: navigation.collection && !counts.is_empty(),
            stated: self.paths.root(name),
        };
        let casts = self.rules.source_casts(target, id);
        let has_entity = !navigation.collection || self.rules.set_has_entities(target, id);
        if has_entity {
            self.enter(id, Footing::Entity, path, BTreeSet::new());
            self.enter_casts(&casts, path);
        }
        let casts = operations_of_casts(&casts, navigation.collection, has_entity);
        self.reach.root_casts.insert(name.to_owned(), casts);
    }

    fn enter(
        &mut self,
        id: &TypeId,
        footing: Footing,
        path: Path,
        through: BTreeSet<Declared<'a>>,
    ) {
        let Some(structured) = self.rules.api.structured(id) else {
            return;
        };
        let state = State {
            id: &structured.id,
            footing,
            path,
        };
        match self.met.entry(state) {
            Entry::Vacant(entry) => {
                entry.insert(through);
            }
            Entry::Occupied(mut entry) => {
                let before = entry.get().len();
                entry
                    .get_mut()
                    .retain(|declared| through.contains(declared));
                if entry.get().len() == before {
                    return;
                }
            }
        }
        self.open.push_back(state);
    }

    /// Paths go on behind casts of one entity.
    fn enter_casts(&mut self, casts: &BTreeSet<TypeId>, path: Path) {
        if !self.rules.conventions.paths_behind_casts {
            return;
        }
        for id in casts {
            let stated = self.paths.behind(path.stated, id.as_str());
            let path = Path {
                counted: false,
                stated,
                ..path
            };
            self.enter(id, Footing::Cast, path, BTreeSet::new());
        }
    }

    fn visit(&mut self, state: State<'a>) {
        let Some(structured) = self.rules.api.structured(state.id) else {
            return;
        };
        if matches!(state.footing, Footing::Entity | Footing::Guest) {
            let operations = self.rules.stream(state.path.source);
            let streams = self.reach.streams.entry(state.id.clone()).or_default();
            streams.extend(operations);
        }
        let through = self.met.get(&state).cloned().unwrap_or_default();
        let steps = self.steps(structured, state.path);
        for step in steps.iter() {
            let is_again = through.contains(&step.declared);
            if let Some(offer) = &step.offer
                && !is_again
                && self.leads(state.footing, structured, step)
            {
                self.follow(state, step, offer, &through);
            }
        }
    }

    /// Whether paths go on by a navigation, from a type that is met in some way.
    fn leads(&self, footing: Footing, structured: &Structured, step: &Step<'a>) -> bool {
        let is_own = *step.declared.0 == structured.id;
        if step.navigation.is_structural {
            return structured.kind == StructuredKind::Entity || is_own;
        }
        match footing {
            Footing::Guest => false,
            Footing::Value => true,
            Footing::Entity | Footing::Cast => {
                is_own || self.rules.conventions.inherited_navigation
            }
        }
    }

    fn follow(
        &mut self,
        state: State<'a>,
        step: &Step<'a>,
        offer: &Offer,
        through: &BTreeSet<Declared<'a>>,
    ) {
        let navigation = step.navigation;
        let is_counted = match offer.count {
            Count::Never => false,
            Count::Unrestricted => true,
            Count::Restricted(allowed) => allowed || state.path.counted,
        };
        self.note(state.id, navigation, offer, is_counted);
        let is_restricted = matches!(offer.count, Count::Restricted(_));
        let path = Path {
            counted: !navigation.is_structural && (state.path.counted || is_restricted),
            stated: step.stated,
            ..state.path
        };
        let (footing, through) = match offer.behind {
            Behind::Nothing => return,
            Behind::Values => (Footing::Guest, BTreeSet::new()),
            Behind::All if navigation.is_structural => (Footing::Value, BTreeSet::new()),
            Behind::All => {
                let through = through.iter().copied().chain([step.declared]);
                (Footing::Entity, through.collect())
            }
        };
        self.enter(&navigation.target, footing, path, through);
        if navigation.contained == Some(true) {
            self.enter_casts(&offer.casts, path);
        }
    }

    fn note(&mut self, owner: &TypeId, navigation: &Navigation, offer: &Offer, is_counted: bool) {
        let key = (owner.clone(), navigation.name.clone());
        let reached = self.reach.navigations.entry(key).or_default();
        reached.operations.extend(&offer.operations);
        if is_counted {
            reached.operations.insert(NavigationOperation::Count);
        }
        reached.has_entity |= offer.has_entity;
        reached.continues |= offer.behind == Behind::All;
        let is_entity = offer.behind != Behind::Nothing;
        let casts = operations_of_casts(&offer.casts, navigation.collection, is_entity);
        for (id, operations) in casts {
            reached.casts.entry(id).or_default().extend(operations);
        }
    }

    /// What a type offers by its navigations, which depends on the path by what is stated for it alone.
    fn steps(&mut self, structured: &'a Structured, path: Path) -> Steps<'a> {
        let Source {
            referenceable,
            closed,
            ..
        } = path.source;
        let key = (&structured.id, path.stated, referenceable, closed);
        if let Some(known) = self.steps.get(&key) {
            return Rc::clone(known);
        }
        let navigations = structured.navigation.values();
        let steps = navigations.map(|navigation| self.step(structured, navigation, path));
        let steps = Rc::new(steps.collect::<Vec<_>>());
        self.steps.insert(key, Rc::clone(&steps));
        steps
    }

    fn step(&self, structured: &'a Structured, navigation: &'a Navigation, path: Path) -> Step<'a> {
        let stated = self.paths.behind(path.stated, &navigation.name);
        let declaring = self.rules.declaring(&structured.id, &navigation.name);
        let target = format!("{declaring}/{}", navigation.name);
        let at_path = self.paths.stated(stated);
        let offer = if !navigation.is_structural {
            self.rules
                .navigation_property(navigation, &target, path.source, at_path)
        } else if structured.kind == StructuredKind::Complex {
            Some(structural::nested())
        } else {
            self.rules.complex_property(navigation, &target, at_path)
        };
        Step {
            navigation,
            declared: (declaring, &navigation.name),
            stated,
            offer,
        }
    }
}

/// What can be done with each type that something can be cast to: the items of a collection are listed and counted, one entity is read.
fn operations_of_casts(casts: &BTreeSet<TypeId>, collection: bool, has_entity: bool) -> Casts {
    use NavigationOperation as Op;
    let offered = [Op::List, Op::Count, Op::Get].into_iter();
    let offered = offered.filter(|operation| match operation.position() {
        Position::Collection => collection,
        Position::Entity => has_entity,
    });
    let offered: BTreeSet<Op> = offered.collect();
    casts
        .iter()
        .map(|id| (id.clone(), offered.clone()))
        .collect()
}
