//! Navigations and operations that both sources describe.

use std::collections::BTreeMap;

use super::tell::{disagree, disagreement, only};
use crate::model::{
    Api, BoundOperation, Navigation, NavigationOperation, Operation, Owner, Position, Signature,
    Type, TypeId,
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
    let operations = std::mem::take(&mut own.operations);
    own.operations = agree_on_operations(operations, described, &title, own.location, problems);
    let collection = own.collection;
    own.operations.retain(|kind, _| {
        let place = (kind.method(), kind.suffix(), kind.position());
        let possible = collection || kind.position() == Position::Entity;
        possible && NavigationOperation::find(place.0, place.1, place.2, collection) == Some(*kind)
    });
    let bound = std::mem::take(&mut own.bound_operations);
    own.bound_operations = agree_on_bound(
        bound,
        &described.bound_operations,
        &title,
        own.location,
        problems,
    );
}

/// A navigation of an owner that OpenAPI describes without it: it stays as a fact, and nothing can be done there.
fn leave_undescribed(
    navigation: &mut Navigation,
    owner: &Owner,
    described: Location,
    problems: &mut Problems,
) {
    let title = format!("{owner}/{}", navigation.name);
    for (kind, operation) in std::mem::take(&mut navigation.operations) {
        let operation_title = format!("{title} {}", shown(kind));
        only(
            "CSDL",
            &operation_title,
            &operation.sources,
            described,
            problems,
        );
    }
    for (signature, operation) in std::mem::take(&mut navigation.bound_operations) {
        let operation_title = format!("{title}/{}", signature.name);
        only(
            "CSDL",
            &operation_title,
            &operation.sources,
            described,
            problems,
        );
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

fn agree_on_operations(
    own: BTreeMap<NavigationOperation, Operation>,
    described: &Navigation,
    title: &str,
    location: Location,
    problems: &mut Problems,
) -> BTreeMap<NavigationOperation, Operation> {
    let mut agreed = described.operations.clone();
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
                described.location,
                problems,
            ),
        }
    }
    for (kind, operation) in described
        .operations
        .iter()
        .filter(|(kind, _)| !own.contains_key(*kind))
    {
        only(
            "OpenAPI",
            &format!("{title} {}", shown(*kind)),
            &operation.sources,
            location,
            problems,
        );
    }
    agreed
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
                    let documentation = parameter.documentation.clone();
                    parameter.clone_from(own);
                    parameter.documentation.or(&documentation);
                }
                merged.outcome = own.outcome.clone();
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
