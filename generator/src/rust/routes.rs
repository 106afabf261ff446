//! For each type the way from the service root that a reader should be shown.
//!
//! Operations belong to types, and a type can be reached in many ways. Documentation and listings show one: through navigations alone if
//! that is possible, then the shortest, through entity sets rather than singletons and through navigation properties that documented paths
//! go on behind.

use std::collections::{BTreeMap, BTreeSet};

use super::arrivals::{Arrival, Arrivals, Way};
use super::methods::{Methods, NamedOperation};
use super::{Ident, calls, keys};
use crate::model::{Api, BoundOperation, Owner, TypeId};

/// A place, as a reader is shown it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Its URL template: `/applications/{application-id}/owners`.
    pub template: String,
    /// What a caller writes to get there: `applications().id(id).owners()`.
    pub call: String,
}

/// Where a way leads: to a collection, to one of its entities or to the single one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Spots {
    /// The collection, if it leads to one.
    pub collection: Option<Spot>,
    /// The entity; nothing where a collection has no key.
    pub entity: Option<Spot>,
}

/// What a way by path appends to a URL template.
const BY_PATH: &str = ":/{path}";

/// How little a way is to be preferred: its steps that are no navigation, its length, its singletons, its steps that documented paths end
/// at, then its text.
type Cost = (usize, usize, usize, usize, String);

/// The ways to every type that can be reached.
#[derive(Debug)]
pub(super) struct Routes<'a> {
    api: &'a Api,
    methods: &'a Methods<'a>,
    to_instance: BTreeMap<TypeId, Spot>,
}

impl<'a> Routes<'a> {
    /// Finds them.
    pub(super) fn of(api: &'a Api, methods: &'a Methods<'a>, arrivals: &Arrivals<'a>) -> Self {
        let mut routes = Self {
            api,
            methods,
            to_instance: BTreeMap::new(),
        };
        let mut leaving: BTreeMap<&Owner, Vec<(&TypeId, &Way<'a>)>> = BTreeMap::new();
        for (target, arrivals) in arrivals {
            for Arrival { owner, way } in arrivals {
                leaving.entry(owner).or_default().push((target, way));
            }
        }
        let mut costs: BTreeMap<TypeId, Cost> = BTreeMap::new();
        let mut open = BTreeSet::from([(Cost::default(), Owner::Root)]);
        while let Some((cost, owner)) = open.pop_first() {
            if let Owner::Type(id) = &owner
                && costs.get(id) != Some(&cost)
            {
                continue;
            }
            for (target, way) in leaving.get(&owner).into_iter().flatten() {
                let Some(spot) = routes.spots(&owner, way).entity else {
                    continue;
                };
                let next = step_cost(&cost, &owner, way, &spot.template);
                if costs.get(*target).is_none_or(|known| next < *known) {
                    costs.insert((*target).clone(), next.clone());
                    routes.to_instance.insert((*target).clone(), spot);
                    open.insert((next, Owner::Type((*target).clone())));
                }
            }
        }
        routes
    }

    /// The way to an instance of a type, if there is one.
    pub(super) fn to_instance(&self, id: &TypeId) -> Option<&Spot> {
        self.to_instance.get(id)
    }

    /// Where a way leads from its owner; nowhere if the owner cannot be reached.
    pub(super) fn spots(&self, owner: &Owner, way: &Way<'_>) -> Spots {
        self.find(owner, way).unwrap_or_default()
    }

    fn find(&self, owner: &Owner, way: &Way<'_>) -> Option<Spots> {
        let from = match owner {
            Owner::Root => Spot {
                template: String::new(),
                call: String::new(),
            },
            Owner::Type(id) => self.to_instance(id)?.clone(),
        };
        let scope = self.methods.scope(owner)?;
        Some(match way {
            Way::Navigation(navigation) => self.along(owner, &from, &navigation.name)?,
            Way::Cast(navigation, id, _) => {
                let walk = scope
                    .navigations
                    .get(navigation.name.as_str())?
                    .casts
                    .get(id)?;
                let spots = self.along(owner, &from, &navigation.name)?;
                let cast = |spot: Spot| spot.then(&format!("/{id}"), &walk.method, "");
                Spots {
                    collection: spots.collection.map(cast),
                    entity: spots.entity.map(cast),
                }
            }
            Way::Function(operation) => {
                only(function(self.api, &from, &scope.operations, operation)?)
            }
            Way::CollectionFunction(navigation, operation) => {
                let bound = &scope.navigations.get(navigation.name.as_str())?.bound;
                let collection = self.along(owner, &from, &navigation.name)?.collection?;
                only(function(self.api, &collection, bound, operation)?)
            }
            Way::Path => {
                let walk = scope.by_path.as_ref()?;
                only(from.then(BY_PATH, &walk.method, "path"))
            }
        })
    }

    fn along(&self, owner: &Owner, from: &Spot, name: &str) -> Option<Spots> {
        let named = self.methods.navigation(owner, name)?;
        let spot = from.then(&format!("/{name}"), &named.step.method, "");
        if !named.navigation.collection {
            return Some(only(spot));
        }
        let key = keys::shown(self.api, &named.navigation.target);
        let entity = key.map(|key| Spot {
            template: join(&spot.template, &key.template()),
            call: format!("{}{}", spot.call, key.call()),
        });
        Some(Spots {
            collection: Some(spot),
            entity,
        })
    }
}

fn only(spot: Spot) -> Spots {
    Spots {
        collection: None,
        entity: Some(spot),
    }
}

fn function(
    api: &Api,
    from: &Spot,
    named: &[NamedOperation<'_>],
    operation: &BoundOperation,
) -> Option<Spot> {
    let mut named = named.iter();
    let named = named.find(|named| std::ptr::eq(named.operation, operation))?;
    let arguments = calls::argument_names(operation);
    let arguments: Vec<&str> = arguments.iter().map(Ident::as_str).collect();
    Some(from.then(
        &format!("/{}", calls::template(api, operation)),
        &named.step.as_ref()?.method,
        &arguments.join(", "),
    ))
}

impl Spot {
    /// The place one call further.
    fn then(&self, segment: &str, method: &Ident, arguments: &str) -> Self {
        let dot = if self.call.is_empty() { "" } else { "." };
        Self {
            template: join(&self.template, segment),
            call: format!("{}{dot}{method}({arguments})", self.call),
        }
    }
}

/// A URL template with more at its end; what follows a way by path starts with the colon that ends it.
pub(super) fn join(template: &str, segment: &str) -> String {
    let colon = if template.ends_with(BY_PATH) && !segment.is_empty() {
        ":"
    } else {
        ""
    };
    format!("{template}{colon}{segment}")
}

fn step_cost(cost: &Cost, owner: &Owner, way: &Way<'_>, template: &str) -> Cost {
    let navigation = match way {
        Way::Navigation(navigation) => Some(*navigation),
        _ => None,
    };
    let at_root = *owner == Owner::Root;
    let singleton = navigation.is_some_and(|navigation| at_root && !navigation.collection);
    let foreign = navigation.is_some_and(|navigation| !at_root && !navigation.continues);
    (
        cost.0 + usize::from(navigation.is_none()),
        cost.1 + 1,
        cost.2 + usize::from(singleton),
        cost.3 + usize::from(foreign),
        template.to_owned(),
    )
}
