//! In which ways the places of each type are reached.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Api, BoundOperation, Navigation, NavigationOperation, Operation, Outcome, Owner, TypeId,
};

/// One way to places of a type.
#[derive(Clone, Debug)]
pub(super) struct Arrival<'a> {
    /// Where it starts: whose `via` module has the marker.
    pub owner: Owner,
    /// How it goes.
    pub way: Way<'a>,
}

/// How a place is reached from its owner.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way<'a> {
    /// By an entity set, a singleton, a navigation property, or a structural property with a path of its own.
    Navigation(&'a Navigation),
    /// By a cast of what a navigation leads to.
    Cast(
        &'a Navigation,
        &'a TypeId,
        &'a BTreeMap<NavigationOperation, Operation>,
    ),
    /// By a composable function of the owner.
    Function(&'a BoundOperation),
    /// By a composable function of a collection that the owner leads to.
    CollectionFunction(&'a Navigation, &'a BoundOperation),
    /// By the path below an instance of the same type.
    Path,
}

impl Way<'_> {
    /// Whether it leads to a collection.
    pub(super) fn collection(&self) -> bool {
        match self {
            Self::Navigation(navigation) | Self::Cast(navigation, ..) => navigation.collection,
            Self::Function(_) | Self::CollectionFunction(..) | Self::Path => false,
        }
    }
}

/// The ways to each type, the root's first.
pub(super) type Arrivals<'a> = BTreeMap<TypeId, Vec<Arrival<'a>>>;

/// Finds them. A type to which nothing leads has no places, so what it leads to is not reached from there.
pub(super) fn arrivals(api: &Api) -> Arrivals<'_> {
    let mut found = Vec::new();
    for (owner, navigation) in api.navigations() {
        found.extend(at_navigation(api, &owner, navigation));
    }
    for structured in api.structured_types() {
        for operation in structured.operations.values() {
            if let Some(target) = leads_to(api, operation) {
                let owner = Owner::Type(structured.id.clone());
                let way = Way::Function(operation);
                found.push((target, Arrival { owner, way }));
            }
        }
    }
    without_the_unreached(&mut found);
    let mut arrivals: Arrivals<'_> = BTreeMap::new();
    for (target, arrival) in found {
        arrivals.entry(target.clone()).or_default().push(arrival);
    }
    for (id, ways) in &mut arrivals {
        if api.structured(id).is_some_and(|ty| ty.leads_by_path) {
            ways.push(Arrival {
                owner: Owner::Type(id.clone()),
                way: Way::Path,
            });
        }
    }
    arrivals
}

/// The type to whose places a function leads on, if it is composable and the type is in the model.
pub(super) fn leads_to<'a>(api: &Api, operation: &'a BoundOperation) -> Option<&'a TypeId> {
    match &operation.outcome {
        Outcome::Value(ty) if operation.continues && !ty.collection => {
            ty.name().filter(|id| api.structured(id).is_some())
        }
        _ => None,
    }
}

fn at_navigation<'a>(
    api: &Api,
    owner: &Owner,
    navigation: &'a Navigation,
) -> Vec<(&'a TypeId, Arrival<'a>)> {
    let arrival = |way| Arrival {
        owner: owner.clone(),
        way,
    };
    let mut found = vec![(&navigation.target, arrival(Way::Navigation(navigation)))];
    let casts = navigation
        .casts
        .iter()
        .filter(|(id, _)| api.structured(id).is_some());
    found
        .extend(casts.map(|(id, operations)| (id, arrival(Way::Cast(navigation, id, operations)))));
    for operation in navigation.bound_operations.values() {
        if let Some(target) = leads_to(api, operation) {
            found.push((
                target,
                arrival(Way::CollectionFunction(navigation, operation)),
            ));
        }
    }
    found
}

fn without_the_unreached<'a>(found: &mut Vec<(&'a TypeId, Arrival<'a>)>) {
    loop {
        let reached: BTreeSet<&'a TypeId> = found.iter().map(|(target, _)| *target).collect();
        let before = found.len();
        found.retain(|(_, arrival)| match &arrival.owner {
            Owner::Root => true,
            Owner::Type(id) => reached.contains(id),
        });
        if found.len() == before {
            return;
        }
    }
}
