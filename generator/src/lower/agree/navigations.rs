//! Navigations and operations that both sources describe.

use std::collections::{BTreeMap, BTreeSet};

use super::tell::{disagree, disagreement, only};
use crate::model::{
    Api, BoundOperation, Navigation, NavigationOperation, Operation, Owner, Position, Signature,
    Stream, StreamOperation, Structured, Type, TypeId,
};
use crate::problem::{Location, Problem, Problems};

/// What both say of where an owner leads to, and what can be done there.
pub(super) fn agree_on_navigations(
    api: &mut Api,
    openapi: &Api,
    owner: &Owner,
    problems: &mut Problems,
) {
    let Some(described) = openapi.navigation_of(owner) else {
        return;
    };
    let Some(declared) = api.navigation_of_mut(owner) else {
        return;
    };
    for (name, navigation) in described {
        match declared.get_mut(name) {
            Some(own) => agree_on_navigation(own, navigation, owner, problems),
            None if navigation.is_structural => {
                let mut own = without_operations(navigation);
                agree_on_navigation(&mut own, navigation, owner, problems);
                declared.insert(name.clone(), own);
            }
            None => {
                let what = format!("{owner}/{name}");
                let problem = disagreement(what, "not there", &shape(navigation));
                problems.push(Problem::at(navigation.location, problem));
                declared.insert(name.clone(), navigation.clone());
            }
        }
    }
    // Roots that OpenAPI does not have stay: it may describe a part of the service.
    if let Owner::Type(id) = owner
        && let Some(described_owner) = openapi.structured(id)
    {
        let missing = declared
            .values_mut()
            .filter(|navigation| !described.contains_key(&navigation.name));
        for navigation in missing {
            leave_undescribed(navigation, owner, described_owner.location, problems);
        }
    }
}

/// One navigation that both know. Where it leads to is CSDL's to say, and an operation that cannot be there is left out.
fn agree_on_navigation(
    own: &mut Navigation,
    described: &Navigation,
    owner: &Owner,
    problems: &mut Problems,
) {
    own.documentation.or(&described.documentation);
    let title = format!("{owner}/{}", own.name);
    if (own.collection, &own.target) != (described.collection, &described.target) {
        let (first, second) = (shape(own), shape(described));
        let (at, other) = (described.location, own.location);
        disagree(title.clone(), &first, &second, at, other, problems);
    }
    let places = Places {
        own: own.location,
        described: described.location,
    };
    let operations = std::mem::take(&mut own.operations);
    own.operations = agree_on_operations(
        operations,
        &described.operations,
        &title,
        places,
        shown,
        problems,
    );
    let casts = std::mem::take(&mut own.casts);
    own.casts = agree_on_casts(casts, &described.casts, &title, places, problems);
    let is_possible = possible_at(own.collection);
    own.operations.retain(|kind, _| is_possible(*kind));
    for operations in own.casts.values_mut() {
        operations.retain(|kind, _| is_possible(*kind));
    }
    own.casts.retain(|_, operations| !operations.is_empty());
    let bound = std::mem::take(&mut own.bound_operations);
    own.bound_operations = agree_on_bound(
        bound,
        &described.bound_operations,
        &title,
        own.location,
        problems,
    );
}

/// Whether an operation can be at a navigation that leads to a collection, or to one entity.
fn possible_at(collection: bool) -> impl Fn(NavigationOperation) -> bool {
    move |kind| {
        let possible = collection || kind.position() == Position::Entity;
        let found =
            NavigationOperation::find(kind.method(), kind.suffix(), kind.position(), collection);
        possible && found == Some(kind)
    }
}

/// A navigation of an owner that OpenAPI describes without it: it stays as a fact, and nothing can be done there.
fn leave_undescribed(
    navigation: &mut Navigation,
    owner: &Owner,
    described: Location,
    problems: &mut Problems,
) {
    let title = format!("{owner}/{}", navigation.name);
    let mut tell = |title: String, sources: &[Location]| {
        only("CSDL", &title, sources, described, problems);
    };
    for (kind, operation) in std::mem::take(&mut navigation.operations) {
        tell(format!("{title} {}", shown(kind)), &operation.sources);
    }
    for (cast, operations) in std::mem::take(&mut navigation.casts) {
        for (kind, operation) in operations {
            tell(
                format!("{title}/{cast} {}", shown(kind)),
                &operation.sources,
            );
        }
    }
    for (signature, operation) in std::mem::take(&mut navigation.bound_operations) {
        tell(format!("{title}/{}", signature.name), &operation.sources);
    }
}

/// A structural property that OpenAPI has paths to, as CSDL knows it that has none: as a property, of which nothing is called.
fn without_operations(navigation: &Navigation) -> Navigation {
    Navigation {
        operations: BTreeMap::new(),
        bound_operations: BTreeMap::new(),
        casts: BTreeMap::new(),
        ..navigation.clone()
    }
}

/// What a navigation leads to, for a reader.
fn shape(navigation: &Navigation) -> String {
    if navigation.collection {
        format!("Collection({})", navigation.target)
    } else {
        navigation.target.to_string()
    }
}

/// Where each source describes what operations are at.
#[derive(Clone, Copy)]
struct Places {
    own: Location,
    described: Location,
}

/// OpenAPI decides which operations there are. `shown` is what one of them is called behind the title of what it is at.
fn agree_on_operations<K: Copy + Ord>(
    own: BTreeMap<K, Operation>,
    described: &BTreeMap<K, Operation>,
    title: &str,
    places: Places,
    shown: fn(K) -> String,
    problems: &mut Problems,
) -> BTreeMap<K, Operation> {
    let mut agreed = described.clone();
    for (kind, operation) in &own {
        match agreed.get_mut(kind) {
            Some(agreed) => {
                agreed.documentation.or(&operation.documentation);
                agreed.sources.extend(&operation.sources);
                agreed.sources.sort();
            }
            None => only(
                "CSDL",
                &format!("{title} {}", shown(*kind)),
                &operation.sources,
                places.described,
                problems,
            ),
        }
    }
    for (kind, operation) in described
        .iter()
        .filter(|(kind, _)| !own.contains_key(*kind))
    {
        only(
            "OpenAPI",
            &format!("{title} {}", shown(*kind)),
            &operation.sources,
            places.own,
            problems,
        );
    }
    agreed
}

/// The same for what is cast to one type or another.
fn agree_on_casts(
    mut own: BTreeMap<TypeId, BTreeMap<NavigationOperation, Operation>>,
    described: &BTreeMap<TypeId, BTreeMap<NavigationOperation, Operation>>,
    title: &str,
    places: Places,
    problems: &mut Problems,
) -> BTreeMap<TypeId, BTreeMap<NavigationOperation, Operation>> {
    let ids: BTreeSet<TypeId> = own.keys().chain(described.keys()).cloned().collect();
    let none = BTreeMap::new();
    let agreed = ids.into_iter().map(|id| {
        let title = format!("{title}/{id}");
        let own = own.remove(&id).unwrap_or_default();
        let described = described.get(&id).unwrap_or(&none);
        let agreed = agree_on_operations(own, described, &title, places, shown, problems);
        (id, agreed)
    });
    agreed.collect()
}

/// What both say of the actions and functions bound to an instance.
pub(super) fn agree_on_instance_operations(
    api: &mut Api,
    openapi: &Api,
    id: &TypeId,
    problems: &mut Problems,
) {
    let Some(described) = openapi.structured(id) else {
        return;
    };
    if let Some(Type::Structured(own)) = api.types.get_mut(id) {
        let operations = std::mem::take(&mut own.operations);
        own.operations = agree_on_bound(
            operations,
            &described.operations,
            id.as_str(),
            own.location,
            problems,
        );
        agree_on_streams(own, described, problems);
    }
}

/// What both say of the media streams of an instance.
fn agree_on_streams(own: &mut Structured, described: &Structured, problems: &mut Problems) {
    let places = Places {
        own: own.location,
        described: described.location,
    };
    let mut declared = std::mem::take(&mut own.streams);
    let names: BTreeSet<String> = declared
        .keys()
        .chain(described.streams.keys())
        .cloned()
        .collect();
    let none = Stream::default();
    for name in names {
        let title = format!("{}/{name}", own.id);
        let stream = declared.remove(&name).unwrap_or_default();
        let described = described.streams.get(&name).unwrap_or(&none);
        let operations = agree_on_operations(
            stream.operations,
            &described.operations,
            &title,
            places,
            |kind: StreamOperation| format!("({})", kind.method()),
            problems,
        );
        if !operations.is_empty() {
            own.streams.insert(name, Stream { operations });
        }
    }
}

/// OpenAPI decides which there are; what CSDL says of their parameters and answers holds.
fn agree_on_bound(
    own: BTreeMap<Signature, BoundOperation>,
    described: &BTreeMap<Signature, BoundOperation>,
    title: &str,
    location: Location,
    problems: &mut Problems,
) -> BTreeMap<Signature, BoundOperation> {
    let mut agreed = BTreeMap::new();
    for (signature, operation) in described {
        let mut merged = operation.clone();
        match own.get(signature) {
            Some(own) => {
                merged.documentation.or(&own.documentation);
                merged.sources.extend(&own.sources);
                merged.sources.sort();
                for (parameter, own) in merged.parameters.iter_mut().zip(&own.parameters) {
                    let described = std::mem::replace(parameter, own.clone());
                    parameter.documentation.or(&described.documentation);
                    parameter.optional |= described.optional;
                }
                merged.outcome = own.outcome.clone();
                merged.continues |= own.continues;
            }
            None => only(
                "OpenAPI",
                &format!("{title}/{}", signature.name),
                &operation.sources,
                location,
                problems,
            ),
        }
        agreed.insert(signature.clone(), merged);
    }
    for (signature, operation) in own
        .iter()
        .filter(|(signature, _)| !described.contains_key(*signature))
    {
        only(
            "CSDL",
            &format!("{title}/{}", signature.name),
            &operation.sources,
            location,
            problems,
        );
    }
    agreed
}

fn shown(kind: NavigationOperation) -> String {
    format!("({} {})", kind.method(), kind.suffix()).replace(" )", ")")
}
