//! The names of the methods of places and collections, and of the markers.

use std::collections::BTreeMap;

use super::Ident;
use super::names::{self, NameKind, Wanted};
use crate::model::{Api, BoundOperation, BoundOperationKind, Navigation, Owner, Signature, TypeId};
use crate::problem::Problems;

/// Methods that every place has, or may have by the operations that the description documents there. They are reserved at every place, so
/// that a name does not change when an operation is added.
const PLACE_METHODS: [&str; 9] = [
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
const COLLECTION_METHODS: [&str; 8] = [
    "at",
    "path",
    "list",
    "create",
    "count",
    "list_ref",
    "add_ref",
    "remove_ref",
];

/// The methods that lead on from an owner and the operations bound to its instances, which share one scope.
#[derive(Default)]
pub(super) struct Scope<'a> {
    /// The navigations.
    pub navigations: Vec<(&'a Navigation, Ident)>,
    /// The bound operations.
    pub operations: Vec<(&'a BoundOperation, Ident)>,
}

/// Names what an owner has.
pub(super) fn scope<'a>(
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
    Scope {
        navigations: navigations.into_iter().zip(names.by_ref()).collect(),
        operations: operations.into_iter().zip(names).collect(),
    }
}

/// Names the operations bound to a collection.
pub(super) fn collection_scope<'a>(
    navigation: &'a Navigation,
    key: Option<&str>,
    title: &str,
    renames: &BTreeMap<String, String>,
    problems: &mut Problems,
) -> Vec<(&'a BoundOperation, Ident)> {
    let mut reserved = COLLECTION_METHODS.to_vec();
    reserved.extend(key);
    let (bound, target) = (&navigation.bound_operations, &navigation.target);
    let (operations, wanted): (Vec<_>, Vec<_>) =
        wanted_operations(bound, target, renames, problems)
            .into_iter()
            .unzip();
    operations
        .into_iter()
        .zip(names::settle(
            &format!("the collection {title}"),
            &reserved,
            &wanted,
            problems,
        ))
        .collect()
}

/// The method that picks one entity of a collection: named by the key property. `None` where there is no single key.
pub(super) fn key(api: &Api, id: &TypeId) -> Option<Ident> {
    let [key] = api.key(id) else { return None };
    let ident = Ident::snake(key).ok()?;
    Some(if COLLECTION_METHODS.contains(&ident.bare()) {
        ident.extended("key")
    } else {
        ident
    })
}

/// The method of every navigation. Problems of naming are told where a scope is planned, not here.
pub(super) fn methods(
    api: &Api,
    renames: &BTreeMap<String, String>,
) -> BTreeMap<(Owner, String), Ident> {
    let mut methods = BTreeMap::new();
    for owner in owners(api) {
        let scope = scope(api, &owner, renames, &mut Problems::new());
        methods.extend(
            scope
                .navigations
                .into_iter()
                .map(|(navigation, name)| ((owner.clone(), navigation.name.clone()), name)),
        );
    }
    methods
}

/// The marker of every navigation: the name of an empty type that says how a place was reached.
pub(super) fn markers(api: &Api) -> BTreeMap<(Owner, String), Ident> {
    let mut markers = BTreeMap::new();
    for owner in owners(api) {
        let navigations = api
            .navigation_of(&owner)
            .into_iter()
            .flat_map(BTreeMap::values);
        let wanted: Vec<Wanted<'_>> = navigations
            .filter_map(|navigation| {
                let ident = Ident::pascal(&navigation.name).ok()?;
                Some(Wanted {
                    wire_name: &navigation.name,
                    ident,
                    kind: NameKind::Plain,
                    location: navigation.location,
                })
            })
            .collect();
        // Two that collide here collide as methods too, and are reported there.
        let names = names::settle(&owner.to_string(), &[], &wanted, &mut Problems::new());
        markers.extend(
            wanted
                .iter()
                .zip(names)
                .map(|(wanted, name)| ((owner.clone(), wanted.wire_name.to_owned()), name)),
        );
    }
    markers
}

fn owners(api: &Api) -> impl Iterator<Item = Owner> {
    std::iter::once(Owner::Root).chain(
        api.structured_types()
            .map(|structured| Owner::Type(structured.id.clone())),
    )
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
                "a navigation property",
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
        let overloads = operations
            .keys()
            .filter(|signature| signature.name.name() == operation.name.name())
            .count();
        let ident = if overloads > 1 && !operation.parameters.is_empty() {
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
