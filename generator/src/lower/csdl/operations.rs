//! What can be done at entity sets, singletons, navigation properties and media streams: the rules applied to the whole model.

use std::collections::{BTreeMap, BTreeSet};

use super::annotations::AnnotationIndex;
use super::names::Names;
use super::reach::{Casts, Reach};
use super::roots::Roots;
use super::rules::Rules;
use super::stated_paths::StatedPaths;
use super::structural;
use crate::lower::{Conventions, inherit};
use crate::model::{
    Api, Documentation, Navigation, NavigationOperation, Operation, Primitive, QueryOptions,
    Stream, Structured, Type, TypeId, ValueType,
};
use crate::problem::Location;

/// The segment that leads to the stream that an entity itself is.
const MEDIA: &str = "$value";

/// Adds to the model what documented paths lead to, and what can be done there. Returns what was found.
pub(super) fn lower(
    roots: &Roots,
    names: &Names,
    annotations: &AnnotationIndex<'_>,
    conventions: Conventions,
    api: &mut Api,
) -> Reach {
    let structural = {
        let rules = Rules {
            api,
            annotations,
            names,
            conventions,
        };
        structural::navigations(&rules, &StatedPaths::of(&rules, roots))
    };
    for (id, navigation) in structural {
        if let Some(Type::Structured(structured)) = api.types.get_mut(&id) {
            let name = navigation.name.clone();
            structured.navigation.entry(name).or_insert(navigation);
        }
    }
    inherit::inherit_navigation(api);
    let (reach, root, streams) = {
        let rules = Rules {
            api,
            annotations,
            names,
            conventions,
        };
        let reach = Reach::of(&rules, &StatedPaths::of(&rules, roots), roots);
        let root = root(&rules, roots, &reach);
        let streams = streams(&rules, &reach);
        (reach, root, streams)
    };
    api.root = root;
    for ty in api.types.values_mut() {
        if let Type::Structured(structured) = ty {
            note(structured, &reach);
        }
    }
    for (id, streams) in streams {
        if let Some(Type::Structured(structured)) = api.types.get_mut(&id) {
            structured.streams = streams;
        }
    }
    reach
}

fn root(rules: &Rules<'_>, roots: &Roots, reach: &Reach) -> BTreeMap<String, Navigation> {
    let mut navigations = roots.navigations.clone();
    for (name, navigation) in &mut navigations {
        let Some(target) = roots.targets.get(name) else {
            continue;
        };
        let operations = if navigation.collection {
            rules.entity_set(target, &navigation.target)
        } else {
            rules.singleton(target, &navigation.target)
        };
        navigation.operations = documented(operations, navigation.location);
        if let Some(casts) = reach.root_casts.get(name) {
            navigation.casts = documented_casts(casts, navigation.location);
        }
    }
    navigations
}

/// Notes what was found at the navigations of a type. Complex properties that nothing was found at are properties and no more.
fn note(structured: &mut Structured, reach: &Reach) {
    let id = structured.id.clone();
    structured.navigation.retain(|name, navigation| {
        let reached = reach.navigations.get(&(id.clone(), name.clone()));
        navigation.continues &= reached.is_some_and(|reached| reached.continues);
        let Some(reached) = reached else {
            return !navigation.is_structural;
        };
        let location = navigation.location;
        navigation.operations = documented(reached.operations.iter().copied(), location);
        navigation.casts = documented_casts(&reached.casts, location);
        true
    });
}

/// The media streams of the types whose instances have paths.
fn streams(rules: &Rules<'_>, reach: &Reach) -> Vec<(TypeId, BTreeMap<String, Stream>)> {
    let mut found = Vec::new();
    for (id, operations) in &reach.streams {
        let mut streams = BTreeMap::new();
        for (segment, location) in segments(rules, id) {
            let operations = operations.iter().copied();
            let operations = documented(operations, location);
            streams.insert(segment, Stream { operations });
        }
        found.push((id.clone(), streams));
    }
    found
}

/// The segments that lead to the media streams of a type. A media entity whose content is a property besides has no stream of its own.
fn segments(rules: &Rules<'_>, id: &TypeId) -> Vec<(String, Location)> {
    let properties = rules.api.flattened_properties(id);
    let streams = properties
        .values()
        .filter(|property| property.ty.value == ValueType::Primitive(Primitive::Stream));
    let mut segments: Vec<(String, Location)> = streams
        .map(|property| (property.name.clone(), property.location))
        .collect();
    let mut names = properties.keys();
    let has_content = names.any(|name| name.eq_ignore_ascii_case("content"));
    let considered = 1 + usize::from(rules.conventions.inherited_media);
    let mut nearest = rules.api.lineage(id).take(considered);
    if let Some(media) = nearest.find(|structured| structured.has_stream)
        && !has_content
    {
        segments.push((MEDIA.to_owned(), media.location));
    }
    segments
}

/// Operations that the same element describes.
pub(super) fn documented<Kind: Ord>(
    operations: impl IntoIterator<Item = Kind>,
    location: Location,
) -> BTreeMap<Kind, Operation> {
    let operation = Operation {
        // They follow when it is known what there is.
        options: QueryOptions::default(),
        documentation: Documentation::default(),
        sources: vec![location],
    };
    operations
        .into_iter()
        .map(|kind| (kind, operation.clone()))
        .collect()
}

fn documented_casts(
    casts: &Casts,
    location: Location,
) -> BTreeMap<TypeId, BTreeMap<NavigationOperation, Operation>> {
    let documented = |operations: &BTreeSet<_>| documented(operations.iter().copied(), location);
    casts
        .iter()
        .map(|(id, operations)| (id.clone(), documented(operations)))
        .collect()
}
