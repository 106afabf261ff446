//! The names of the methods of places and collections, and of the markers.
//!
//! What a description names keeps its name before all that is made up from it: casts, the steps of composable functions, media streams and
//! paths. So a name of the description never changes because of one of those.

use std::collections::BTreeMap;

use super::arrivals::Arrivals;
use super::layout::Layout;
use super::names::{self, NameKind, Wanted};
use super::{Ident, keys, made_up};
use crate::model::{
    Api, BoundOperation, BoundOperationKind, Navigation, Owner, Signature, StreamOperation, TypeId,
};
use crate::problem::Problems;

/// Methods that every place has, or may have by the operations that the description documents there. They are reserved at every place, so
/// that a name does not change when an operation is added.
pub(super) const PLACE_METHODS: [&str; 9] = [
    "at",
    "path",
    "get",
    "update",
    "replace",
    "delete",
    "get_ref",
    "set_ref",
    "remove_ref",
];

/// The same for collections.
pub(super) const COLLECTION_METHODS: [&str; 9] = [
    "at",
    "path",
    "list",
    "create",
    "count",
    "replace_all",
    "list_ref",
    "add_ref",
    "remove_ref",
];

/// Every name that a caller walks by.
#[derive(Debug)]
pub(super) struct Methods<'a> {
    pub(super) owners: BTreeMap<Owner, Scope<'a>>,
}

/// The names at the instances of a type, or at the service root.
#[derive(Debug, Default)]
pub(super) struct Scope<'a> {
    /// The navigations, by name.
    pub navigations: BTreeMap<&'a str, NamedNavigation<'a>>,
    /// The bound operations.
    pub operations: Vec<NamedOperation<'a>>,
    /// What can be done with each media stream.
    pub streams: Vec<(String, StreamOperation, Ident)>,
    /// The way by path.
    pub by_path: Option<Walk>,
}

/// A step: its method, and the marker of where it leads.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    /// The method.
    pub method: Ident,
    /// The marker, in the `via` module of the owner.
    pub marker: Ident,
}

/// A navigation and what is at its collection.
#[derive(Debug)]
pub(super) struct NamedNavigation<'a> {
    /// The navigation.
    pub navigation: &'a Navigation,
    /// The step along it.
    pub step: Walk,
    /// The operations bound to the collection.
    pub bound: Vec<NamedOperation<'a>>,
    /// The casts.
    pub casts: BTreeMap<&'a TypeId, Walk>,
}

/// A bound operation.
#[derive(Debug)]
pub(super) struct NamedOperation<'a> {
    /// The operation.
    pub operation: &'a BoundOperation,
    /// Its request function.
    pub method: Ident,
    /// The step to what it answers, if it is composable.
    pub step: Option<Walk>,
}

impl<'a> Methods<'a> {
    /// Names everything at the root and at the types that have places.
    pub(super) fn of(
        api: &'a Api,
        layout: &Layout,
        arrivals: &Arrivals<'a>,
        renames: &BTreeMap<String, String>,
        problems: &mut Problems,
    ) -> Self {
        let types = arrivals.keys().map(|id| Owner::Type(id.clone()));
        let mut owners = BTreeMap::new();
        for owner in std::iter::once(Owner::Root).chain(types) {
            let scope = scope(api, &owner, renames, problems);
            owners.insert(owner, scope);
        }
        let mut methods = Self { owners };
        made_up::name(&mut methods, api, layout);
        methods
    }

    /// The names of an owner; nothing for a type that has no places.
    pub(super) fn scope(&self, owner: &Owner) -> Option<&Scope<'a>> {
        self.owners.get(owner)
    }

    /// One navigation of an owner.
    pub(super) fn navigation(&self, owner: &Owner, name: &str) -> Option<&NamedNavigation<'a>> {
        self.scope(owner)?.navigations.get(name)
    }
}

/// Names what the description names at an owner.
fn scope<'a>(
    api: &'a Api,
    owner: &Owner,
    renames: &BTreeMap<String, String>,
    problems: &mut Problems,
) -> Scope<'a> {
    let (navigations, mut wanted): (Vec<_>, Vec<_>) =
        wanted_navigations(api, owner, renames, problems)
            .into_iter()
            .unzip();
    let (operations, more): (Vec<_>, Vec<_>) = match owner {
        Owner::Root => Default::default(),
        Owner::Type(id) => {
            let operations = api.structured(id).map(|structured| &structured.operations);
            operations
                .map(|operations| wanted_operations(operations, id, renames, problems))
                .unwrap_or_default()
                .into_iter()
                .unzip()
        }
    };
    wanted.extend(more);
    let reserved = if *owner == Owner::Root {
        [].as_slice()
    } else {
        PLACE_METHODS.as_slice()
    };
    let mut names = names::settle(&owner.to_string(), reserved, &wanted, problems).into_iter();
    let navigations: Vec<_> = navigations.into_iter().zip(names.by_ref()).collect();
    let navigations = navigations.into_iter().map(|(navigation, method)| {
        let named = NamedNavigation {
            navigation,
            step: Walk::of(method),
            bound: collection_scope(api, owner, navigation, renames, problems),
            casts: BTreeMap::new(),
        };
        (navigation.name.as_str(), named)
    });
    Scope {
        navigations: navigations.collect(),
        operations: named_operations(operations, names),
        ..Scope::default()
    }
}

/// Names the operations bound to a collection.
fn collection_scope<'a>(
    api: &Api,
    owner: &Owner,
    navigation: &'a Navigation,
    renames: &BTreeMap<String, String>,
    problems: &mut Problems,
) -> Vec<NamedOperation<'a>> {
    let (bound, target) = (&navigation.bound_operations, &navigation.target);
    if bound.is_empty() {
        return Vec::new();
    }
    let keys = keys::keys(api, target);
    let mut reserved = COLLECTION_METHODS.to_vec();
    reserved.extend(keys.iter().map(|key| key.method.bare()));
    let (operations, wanted): (Vec<_>, Vec<_>) =
        wanted_operations(bound, target, renames, problems)
            .into_iter()
            .unzip();
    let scope = format!("the collection {}", owner.title(&navigation.name));
    let names = names::settle(&scope, &reserved, &wanted, problems);
    named_operations(operations, names.into_iter())
}

fn named_operations<'a>(
    operations: Vec<&'a BoundOperation>,
    names: impl Iterator<Item = Ident>,
) -> Vec<NamedOperation<'a>> {
    let named = operations.into_iter().zip(names);
    let named = named.map(|(operation, method)| NamedOperation {
        operation,
        method,
        step: None,
    });
    named.collect()
}

impl Walk {
    /// A step whose marker is not named yet.
    pub(super) fn of(method: Ident) -> Self {
        Self {
            marker: method.clone(),
            method,
        }
    }
}

fn wanted_navigations<'a>(
    api: &'a Api,
    owner: &Owner,
    renames: &BTreeMap<String, String>,
    problems: &mut Problems,
) -> Vec<(&'a Navigation, Wanted<'a>)> {
    let mut wanted = Vec::new();
    for navigation in api
        .navigation_of(owner)
        .into_iter()
        .flat_map(BTreeMap::values)
    {
        let (what, kind, key) = match owner {
            Owner::Root => (
                "an entity set or singleton",
                NameKind::Plain,
                navigation.name.clone(),
            ),
            Owner::Type(id) => (
                if navigation.is_structural {
                    "a structural property"
                } else {
                    "a navigation property"
                },
                NameKind::Navigation,
                format!("{id}/{}", navigation.name),
            ),
        };
        let name = renames.get(&key).unwrap_or(&navigation.name);
        if let Some(ident) = names::ident(Ident::snake, what, name, navigation.location, problems) {
            wanted.push((
                navigation,
                Wanted {
                    wire_name: &navigation.name,
                    ident,
                    kind,
                    location: navigation.location,
                },
            ));
        }
    }
    wanted
}

/// Each operation of a scope with the name it wants. Overloads are told apart by their parameters.
fn wanted_operations<'a>(
    operations: &'a BTreeMap<Signature, BoundOperation>,
    owner: &TypeId,
    renames: &BTreeMap<String, String>,
    problems: &mut Problems,
) -> Vec<(&'a BoundOperation, Wanted<'a>)> {
    let mut overloads: BTreeMap<&str, usize> = BTreeMap::new();
    for signature in operations.keys() {
        *overloads.entry(signature.name.name()).or_default() += 1;
    }
    let mut wanted = Vec::new();
    for operation in operations.values() {
        let Some(location) = operation.sources.first().copied() else {
            continue;
        };
        let simple = operation.name.name();
        let name = renames
            .get(&format!("{owner}/{simple}"))
            .map_or(simple, String::as_str);
        let ident = names::ident(Ident::snake, "an operation", name, location, problems);
        let Some(ident) = ident else { continue };
        let is_overloaded = overloads.get(simple).is_some_and(|&count| count > 1);
        let ident = if is_overloaded && !operation.parameters.is_empty() {
            overload_name(&ident, operation)
        } else {
            ident
        };
        let kind = match operation.kind {
            BoundOperationKind::Action => NameKind::Action,
            BoundOperationKind::Function => NameKind::Function,
        };
        wanted.push((
            operation,
            Wanted {
                wire_name: operation.name.as_str(),
                ident,
                kind,
                location,
            },
        ));
    }
    wanted
}

fn overload_name(ident: &Ident, operation: &BoundOperation) -> Ident {
    let parameters = operation
        .parameters
        .iter()
        .filter_map(|parameter| Ident::snake(&parameter.name).ok());
    let names: Vec<String> = parameters
        .map(|parameter| parameter.bare().to_owned())
        .collect();
    ident.suffixed(&format!("_by_{}", names.join("_and_")))
}
