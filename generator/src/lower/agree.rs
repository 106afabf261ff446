//! Two sources that describe one service: who owns which fact, and where they disagree.
//!
//! CSDL owns types: properties, nullability, containment, keys, inheritance. OpenAPI owns which operations there are, wherever it
//! describes their owner at all. Prose is taken from wherever it is.

use std::collections::BTreeMap;

use crate::model::{
    Api, BoundOperation, Navigation, NavigationOperation, Operation, Owner, Position, Signature,
    Structured, Type, TypeId,
};
use crate::problem::{Location, Meaning, Problem, Problems};

/// The model of both.
pub(super) fn agree(csdl: Api, openapi: &Api, problems: &mut Problems) -> Api {
    let mut api = csdl;
    api.version = openapi.version.clone().or(api.version);
    for (id, described) in &openapi.types {
        match api.types.get_mut(id) {
            Some(own) => agree_on_type(own, described, problems),
            None => {
                let kind = disagreement(id.to_string(), "not declared", kind(described));
                problems.push(Problem::at(location(described), kind));
                api.types.insert(id.clone(), described.clone());
            }
        }
    }
    agree_on_navigations(&mut api, openapi, &Owner::Root, problems);
    let described: Vec<TypeId> = openapi
        .structured_types()
        .filter(|ty| is_described(ty))
        .map(|ty| ty.id.clone())
        .collect();
    for id in described {
        agree_on_navigations(&mut api, openapi, &Owner::Type(id.clone()), problems);
        agree_on_instance_operations(&mut api, openapi, &id, problems);
    }
    api
}

/// Whether OpenAPI has operations of this owner: then what it does not list does not exist.
fn is_described(ty: &Structured) -> bool {
    let navigates = |navigation: &Navigation| {
        !navigation.operations.is_empty() || !navigation.bound_operations.is_empty()
    };
    !ty.operations.is_empty() || ty.navigation.values().any(navigates)
}

fn agree_on_type(own: &mut Type, described: &Type, problems: &mut Problems) {
    match (own, described) {
        (Type::Structured(own), Type::Structured(described)) => {
            own.documentation.or(&described.documentation);
            if own.base != described.base {
                let base = |ty: &Structured| match &ty.base {
                    Some(base) => format!("derived from {base}"),
                    None => "derived from nothing".to_owned(),
                };
                let (first, second) = (base(own), base(described));
                let what = own.id.to_string();
                disagree(
                    what,
                    &first,
                    &second,
                    described.location,
                    own.location,
                    problems,
                );
            }
            agree_on_properties(own, described, problems);
            for (name, navigation) in &described.navigation {
                if let Some(own) = own.navigation.get_mut(name) {
                    own.documentation.or(&navigation.documentation);
                }
            }
        }
        (Type::Enumeration(own), Type::Enumeration(described)) => {
            own.documentation.or(&described.documentation);
            for member in &described.members {
                match own.members.iter_mut().find(|own| own.name == member.name) {
                    Some(own) => own.documentation.or(&member.documentation),
                    None => disagree(
                        format!("{}/{}", described.id, member.name),
                        "no member",
                        "a member",
                        member.location,
                        own.location,
                        problems,
                    ),
                }
            }
        }
        (own, described) => {
            let (first, second) = (kind(own), kind(described));
            disagree(
                own.id().to_string(),
                first,
                second,
                location(described),
                location(own),
                problems,
            );
        }
    }
}

fn agree_on_properties(own: &mut Structured, described: &Structured, problems: &mut Problems) {
    for (name, property) in &described.properties {
        let what = format!("{}/{name}", own.id);
        match own.properties.get_mut(name) {
            Some(own) => {
                own.documentation.or(&property.documentation);
                if own.ty != property.ty {
                    disagree(
                        what,
                        &own.ty.to_string(),
                        &property.ty.to_string(),
                        property.location,
                        own.location,
                        problems,
                    );
                } else if let (Some(first), Some(second)) = (own.nullable, property.nullable)
                    && first != second
                {
                    let words = |nullable| if nullable { "nullable" } else { "not nullable" };
                    disagree(
                        what,
                        words(first),
                        words(second),
                        property.location,
                        own.location,
                        problems,
                    );
                }
            }
            None => disagree(
                what,
                "no property",
                "a property",
                property.location,
                own.location,
                problems,
            ),
        }
    }
    for (name, property) in own
        .properties
        .iter()
        .filter(|(name, _)| !described.properties.contains_key(*name))
    {
        let what = format!("{}/{name}", own.id);
        disagree(
            what,
            "a property",
            "no property",
            property.location,
            described.location,
            problems,
        );
    }
}

fn agree_on_navigations(api: &mut Api, openapi: &Api, owner: &Owner, problems: &mut Problems) {
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

fn agree_on_instance_operations(
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

fn only(
    only: &'static str,
    operation: &str,
    sources: &[Location],
    other: Location,
    problems: &mut Problems,
) {
    let kind = Meaning::SourcesDisagreeOnOperation {
        operation: operation.to_owned(),
        only,
    };
    let problem = sources.first().map_or_else(
        || Problem::new(kind.clone()),
        |location| Problem::at(*location, kind.clone()),
    );
    problems.push(problem.also(other));
}

fn disagree(
    what: String,
    first: &str,
    second: &str,
    at: Location,
    other: Location,
    problems: &mut Problems,
) {
    problems.push(Problem::at(at, disagreement(what, first, second)).also(other));
}

fn disagreement(what: String, first: &str, second: &str) -> Meaning {
    Meaning::SourcesDisagree {
        what,
        first: first.to_owned(),
        second: second.to_owned(),
    }
}

fn shown(kind: NavigationOperation) -> String {
    format!("({} {})", kind.method(), kind.suffix()).replace(" )", ")")
}

fn kind(ty: &Type) -> &'static str {
    match ty {
        Type::Structured(_) => "a structured type",
        Type::Enumeration(_) => "an enumeration",
    }
}

fn location(ty: &Type) -> Location {
    match ty {
        Type::Structured(structured) => structured.location,
        Type::Enumeration(enumeration) => enumeration.location,
    }
}
