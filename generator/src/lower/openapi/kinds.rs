//! Which types are entity types, which properties lead to them, and what their keys are: OpenAPI says none of it, and its paths show it.

use std::collections::{BTreeMap, BTreeSet};

use super::template::{self, Segment};
use crate::model::{Api, Navigation, Property, StructuredKind, Type, TypeId};
use crate::source::openapi::Document;

/// Decides what the kinds of the structured types are, with what follows from it.
pub(super) fn settle(documents: &[Document<'_>], api: &mut Api) {
    let keys = keys(documents, api);
    for id in entities(api) {
        if let Some(Type::Structured(structured)) = api.types.get_mut(&id) {
            structured.kind = StructuredKind::Entity;
        }
    }
    settle_navigation(api);
    for (id, key) in keys {
        // A placeholder has a simple name, which a complex type may have as well.
        if let Some(Type::Structured(structured)) = api.types.get_mut(&id)
            && structured.kind == StructuredKind::Entity
        {
            structured.key = vec![key];
        }
    }
}

/// Types that navigation leads to are entity types, and so are their relatives.
fn entities(api: &Api) -> BTreeSet<TypeId> {
    let mut bases: BTreeSet<&TypeId> = BTreeSet::new();
    for (_, navigation) in api.navigations() {
        bases.insert(&navigation.target);
        bases.extend(api.lineage(&navigation.target).map(|base| &base.id));
    }
    let is_relative = |id: &TypeId| api.lineage(id).any(|base| bases.contains(&base.id));
    let relatives = api
        .structured_types()
        .map(|ty| &ty.id)
        .filter(|id| is_relative(id));
    relatives.cloned().collect()
}

/// A structural property holds no entities (OData CSDL 4.01, section 7), so that one whose type is an entity type is a navigation property,
/// although the text does not mark it: beside a bare `$ref` there is no place for a mark.
fn settle_navigation(api: &mut Api) {
    let is_entity = |property: &Property| {
        let target = property.ty.name().and_then(|id| api.structured(id));
        target.is_some_and(|target| target.kind == StructuredKind::Entity)
    };
    let unmarked: Vec<(TypeId, String)> = api
        .structured_types()
        .flat_map(|ty| {
            let properties = ty.properties.values().filter(|found| is_entity(found));
            properties.map(|property| (ty.id.clone(), property.name.clone()))
        })
        .collect();
    for (id, name) in unmarked {
        if let Some(Type::Structured(structured)) = api.types.get_mut(&id)
            && let Some(property) = structured.properties.remove(&name)
            && let Some(target) = property.ty.name().cloned()
        {
            let navigation = navigation(property, target);
            structured.navigation.insert(name, navigation);
        }
    }
}

/// A property that leads to a type as a navigation property.
pub(super) fn navigation(property: Property, target: TypeId) -> Navigation {
    Navigation {
        name: property.name,
        is_structural: false,
        target,
        collection: property.ty.collection,
        contained: None,
        continues: false,
        operations: BTreeMap::new(),
        bound_operations: BTreeMap::new(),
        casts: BTreeMap::new(),
        documentation: property.documentation,
        location: property.location,
    }
}

/// The key of each type that declares one: a path parameter of the form `{user-id}` behind a collection of users says that `id` is the key,
/// and the type in the lineage that has the property declares it.
fn keys(documents: &[Document<'_>], api: &Api) -> BTreeMap<TypeId, String> {
    let mut by_simple_name: BTreeMap<&str, Vec<&TypeId>> = BTreeMap::new();
    for structured in api.structured_types() {
        by_simple_name
            .entry(structured.id.name())
            .or_default()
            .push(&structured.id);
    }
    let mut keys = BTreeMap::new();
    let paths = documents.iter().flat_map(|document| &document.paths);
    for placeholder in paths.flat_map(|path| template::segments(&path.template.value)) {
        let Segment::Key(placeholder) = placeholder else {
            continue;
        };
        // Names of types and properties have no hyphen, so the first one separates them; a digit behind tells repeats apart.
        let Some((ty, key)) = placeholder.split_once('-') else {
            continue;
        };
        for id in by_simple_name.get(ty).into_iter().flatten() {
            let names = [key, key.trim_end_matches(|c: char| c.is_ascii_digit())];
            let declared = api.lineage(id).find_map(|base| {
                let name = names
                    .iter()
                    .find(|name| base.properties.contains_key(**name))?;
                Some((base.id.clone(), (*name).to_owned()))
            });
            keys.extend(declared);
        }
    }
    keys
}
