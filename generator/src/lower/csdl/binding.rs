//! Where bound operations are offered.
//!
//! An operation is offered at what it is bound to, and at the entity sets and singletons of derived types; on paths that lead there through
//! what contains it. An operation that requires it is offered at the places that name it, and at no other.

use std::collections::{BTreeMap, BTreeSet};

use super::bound::Bound;
use super::reach::Reach;
use super::roots::Roots;
use super::rules::Rules;
use crate::model::{Api, NavigationOperation, Outcome, Owner, Type, TypeId};

/// What is offered where, by the number of the operation.
#[derive(Debug, Default)]
pub(super) struct Offered {
    on_instances: BTreeMap<TypeId, BTreeSet<usize>>,
    on_collections: BTreeMap<(Owner, String), BTreeSet<usize>>,
    /// What can be done at navigations that only functions lead to.
    behind_functions: BTreeMap<(TypeId, String), Vec<NavigationOperation>>,
}

/// A navigation that paths lead to.
struct Place<'a> {
    owner: Owner,
    name: &'a str,
    collection: bool,
    /// Whether a single entity has a path.
    has_entity: bool,
    contained: bool,
    /// The operations that it names, where it names any.
    named: Vec<TypeId>,
}

impl Place<'_> {
    /// Whether it offers an operation that is bound to its type. An entity set or singleton need not name what is bound to just that.
    fn offers(&self, bound: &Bound) -> bool {
        let is_source = self.owner == Owner::Root && self.collection == bound.collection;
        if bound.is_explicit && !is_source {
            self.named.contains(&bound.operation.name)
        } else {
            self.contained
        }
    }
}

/// Finds where each of the operations is offered.
pub(super) fn offered(
    rules: &Rules<'_>,
    operations: &[Bound],
    roots: &Roots,
    reach: &Reach,
) -> Offered {
    let places = places(rules, roots, reach);
    let derived = Derived::of(rules.api);
    let mut offered = Offered::default();
    for (number, bound) in operations.iter().enumerate() {
        for target in derived.targets(&bound.to) {
            for place in places.get(target).into_iter().flatten() {
                let allowed = place.offers(bound);
                if allowed && bound.collection && place.collection {
                    let at = (place.owner.clone(), place.name.to_owned());
                    offered.on_collections.entry(at).or_default().insert(number);
                } else if allowed && !bound.collection && place.has_entity {
                    let on = offered.on_instances.entry(target.clone()).or_default();
                    on.insert(number);
                }
            }
        }
    }
    offered.compose(rules, &derived, operations);
    offered
}

/// The types of entity sets and singletons, by each type that they derive from.
struct Derived<'a>(BTreeMap<&'a TypeId, BTreeSet<&'a TypeId>>);

impl<'a> Derived<'a> {
    fn of(api: &'a Api) -> Self {
        let mut derived: BTreeMap<&TypeId, BTreeSet<&TypeId>> = BTreeMap::new();
        let roots: BTreeSet<&TypeId> = api.root.values().map(|root| &root.target).collect();
        for root in roots {
            for base in api.lineage(root) {
                derived.entry(&base.id).or_default().insert(root);
            }
        }
        Self(derived)
    }

    /// The types that what is bound to a type is offered at: the type itself, and those of entity sets and singletons that derive from it.
    fn targets<'t>(&'t self, id: &'t TypeId) -> impl Iterator<Item = &'t TypeId> {
        let derived = self.0.get(id).into_iter().flatten().copied();
        derived.filter(move |root| *root != id).chain([id])
    }
}

fn places<'a>(
    rules: &Rules<'a>,
    roots: &'a Roots,
    reach: &'a Reach,
) -> BTreeMap<TypeId, Vec<Place<'a>>> {
    let mut places: BTreeMap<TypeId, Vec<Place<'a>>> = BTreeMap::new();
    for (name, navigation) in &roots.navigations {
        let Some(target) = roots.targets.get(name) else {
            continue;
        };
        let id = &navigation.target;
        let bases = rules.api.lineage(id).map(|base| base.id.as_str());
        let named = std::iter::once(target.as_str()).chain(bases);
        let place = Place {
            owner: Owner::Root,
            name,
            collection: navigation.collection,
            has_entity: !navigation.collection || rules.set_has_entities(target, id),
            contained: true,
            named: named
                .flat_map(|target| rules.named_operations(target))
                .collect(),
        };
        places.entry(id.clone()).or_default().push(place);
    }
    for ((owner, name), reached) in &reach.navigations {
        let navigation = rules.api.navigation(&Owner::Type(owner.clone()), name);
        let Some(navigation) = navigation else {
            continue;
        };
        let target = format!("{}/{name}", rules.declaring(owner, name));
        let place = Place {
            owner: Owner::Type(owner.clone()),
            name,
            collection: navigation.collection,
            has_entity: reached.has_entity,
            contained: navigation.contained == Some(true),
            named: rules.named_operations(&target),
        };
        let at_target = places.entry(navigation.target.clone()).or_default();
        at_target.push(place);
    }
    places
}

impl Offered {
    /// Whether an operation is offered anywhere.
    pub(super) fn has(&self, number: usize) -> bool {
        let mut places = self
            .on_instances
            .values()
            .chain(self.on_collections.values());
        places.any(|numbers| numbers.contains(&number))
    }

    /// Adds what composable functions lead to: the operations and the navigations of the entity that they answer with, by one step.
    fn compose(&mut self, rules: &Rules<'_>, derived: &Derived<'_>, operations: &[Bound]) {
        let numbers: BTreeSet<usize> = self
            .on_instances
            .values()
            .chain(self.on_collections.values())
            .flatten()
            .copied()
            .collect();
        let mut functions: BTreeMap<&TypeId, BTreeSet<&TypeId>> = BTreeMap::new();
        let offered = numbers.iter().filter_map(|number| operations.get(*number));
        for bound in offered.filter(|bound| bound.operation.continues) {
            if let Outcome::Value(answer) = &bound.operation.outcome
                && let Some(id) = answer.name()
            {
                functions
                    .entry(id)
                    .or_default()
                    .insert(&bound.operation.name);
            }
        }
        for (number, bound) in operations.iter().enumerate() {
            if bound.collection || bound.is_explicit {
                continue;
            }
            for target in derived.targets(&bound.to) {
                let mut before = functions.get(target).into_iter().flatten();
                // A function is not called on its own answer.
                if before.any(|function| function.name() != bound.operation.name.name()) {
                    self.on_instances
                        .entry(target.clone())
                        .or_default()
                        .insert(number);
                }
            }
        }
        for id in functions.into_keys() {
            self.navigate(rules, id);
        }
    }

    fn navigate(&mut self, rules: &Rules<'_>, id: &TypeId) {
        let navigations = rules.api.navigation_of(&Owner::Type(id.clone()));
        for navigation in navigations.into_iter().flat_map(BTreeMap::values) {
            if !navigation.is_structural {
                let target = format!(
                    "{}/{}",
                    rules.declaring(id, &navigation.name),
                    navigation.name
                );
                let offered = rules.behind_function(navigation, &target);
                let at = (id.clone(), navigation.name.clone());
                self.behind_functions.insert(at, offered);
            }
        }
    }

    /// Notes the operations in the model. Of two of one signature, the one that is bound nearer holds.
    pub(super) fn note(self, operations: &[Bound], api: &mut Api) {
        for (id, numbers) in self.on_instances {
            let Some(Type::Structured(structured)) = api.types.get_mut(&id) else {
                continue;
            };
            for bound in numbers.iter().filter_map(|number| operations.get(*number)) {
                let signature = bound.operation.signature();
                let operation = bound.operation.clone();
                structured.operations.insert(signature, operation);
            }
        }
        for ((owner, name), numbers) in self.on_collections {
            let Some(navigation) = api.navigation_mut(&owner, &name) else {
                continue;
            };
            for bound in numbers.iter().filter_map(|number| operations.get(*number)) {
                let signature = bound.operation.signature();
                let operation = bound.operation.clone();
                navigation.bound_operations.insert(signature, operation);
            }
        }
        for ((id, name), offered) in self.behind_functions {
            let Some(navigation) = api.navigation_mut(&Owner::Type(id), &name) else {
                continue;
            };
            for (kind, operation) in super::operations::documented(offered, navigation.location) {
                navigation.operations.entry(kind).or_insert(operation);
            }
        }
    }
}
