//! Component schemas as types.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema};

use super::{documentation, kinds, pages, shapes};
use crate::model::{Api, Enumeration, Member, Property, Structured, StructuredKind, Type, TypeId};
use crate::problem::{Location, Meaning, Problem, ProblemKind, Problems};
use crate::source::openapi::Document;

/// Adds the types of a document. One that another document has described already is the same and left as it is.
pub(super) fn add(document: &Document<'_>, api: &mut Api, problems: &mut Problems) {
    check_shapes(document, problems);
    for (name, component) in &document.components.schemas {
        let Ok(id) = TypeId::parse(name) else {
            continue;
        };
        let Some(schema) = document.schema(&component.value) else {
            continue;
        };
        if pages::is_wrapper(document, name) || api.types.contains_key(&id) {
            continue;
        }
        let ty = match shapes::enumeration(schema) {
            Some(members) => Type::Enumeration(enumeration(
                document,
                id.clone(),
                schema,
                members,
                component.location,
            )),
            None => Type::Structured(structured(document, id.clone(), schema, component.location)),
        };
        api.types.insert(id, ty);
    }
    check_references(document, api, problems);
}

fn structured(
    document: &Document<'_>,
    id: TypeId,
    schema: &Schema,
    location: Location,
) -> Structured {
    let mut structured = Structured {
        kind: StructuredKind::Complex,
        base: None,
        is_abstract: false,
        is_open: false,
        has_stream: false,
        key: Vec::new(),
        alternate_keys: Vec::new(),
        streams: BTreeMap::new(),
        leads_by_path: false,
        properties: BTreeMap::new(),
        navigation: BTreeMap::new(),
        operations: BTreeMap::new(),
        names_beside_keys: BTreeSet::new(),
        documentation: documentation::of_schema(&schema.schema_data),
        location,
        id,
    };
    let pointer = format!("/components/schemas/{}", escape(structured.id.as_str()));
    add_properties(document, schema, &pointer, &mut structured);
    for (number, member) in shapes::all_of(schema).iter().enumerate() {
        match member {
            ReferenceOr::Reference { reference } if structured.base.is_none() => {
                structured.base =
                    Document::schema_name(reference).and_then(|name| TypeId::parse(name).ok());
            }
            ReferenceOr::Reference { .. } => {}
            ReferenceOr::Item(member) => {
                structured
                    .documentation
                    .or(&documentation::of_schema(&member.schema_data));
                add_properties(
                    document,
                    member,
                    &format!("{pointer}/allOf/{number}"),
                    &mut structured,
                );
            }
        }
    }
    structured
}

fn add_properties(
    document: &Document<'_>,
    schema: &Schema,
    pointer: &str,
    structured: &mut Structured,
) {
    for (name, property) in shapes::properties(schema) {
        // `@odata.type` and its kind are annotations, which any value may carry.
        if name.starts_with('@') || name.contains("@odata.") {
            continue;
        }
        let shape = shapes::boxed_shape(document, property);
        let location = document.locate(&format!("{pointer}/properties/{}", escape(name)));
        let (documentation, computed) = match property {
            ReferenceOr::Item(schema) => (
                documentation::of_schema(&schema.schema_data),
                schema.schema_data.read_only,
            ),
            ReferenceOr::Reference { .. } => Default::default(),
        };
        let navigates =
            document.property_extension(structured.id.as_str(), name, "x-ms-navigationProperty");
        let property = Property {
            name: name.to_owned(),
            ty: shape.ty,
            nullable: shape.nullable,
            computed,
            immutable: false,
            documentation,
            location,
        };
        match property.ty.name().cloned() {
            Some(target) if navigates => {
                let navigation = kinds::navigation(property, target);
                structured.navigation.insert(name.to_owned(), navigation);
            }
            _ => {
                structured.properties.insert(name.to_owned(), property);
            }
        }
    }
}

fn enumeration(
    document: &Document<'_>,
    id: TypeId,
    schema: &Schema,
    members: Vec<String>,
    location: Location,
) -> Enumeration {
    let extension = |key: &str| schema.schema_data.extensions.get(key);
    let is_flags = extension("x-ms-enum-flags")
        .and_then(|flags| flags.get("isFlags")?.as_bool())
        .unwrap_or(false);
    let described = extension("x-ms-enum").and_then(|values| values.get("values")?.as_array());
    let description = |name: &str| {
        let value = described?
            .iter()
            .find(|value| value.get("value").and_then(|value| value.as_str()) == Some(name))?;
        value.get("description")?.as_str().map(str::to_owned)
    };
    let pointer = format!("/components/schemas/{}/enum", escape(id.as_str()));
    let mut unique = BTreeMap::new();
    for (number, name) in members.into_iter().enumerate() {
        let documentation = crate::model::Documentation {
            description: description(&name),
            ..Default::default()
        };
        let location = document.locate(&format!("{pointer}/{number}"));
        unique.entry(name.clone()).or_insert(Member {
            name,
            value: None,
            documentation,
            location,
        });
    }
    Enumeration {
        is_flags,
        members: unique.into_values().collect(),
        documentation: documentation::of_schema(&schema.schema_data),
        location,
        id,
    }
}

/// Tells of components that stand for no type because they lead back to themselves or too deep: each circle once, and depth once.
fn check_shapes(document: &Document<'_>, problems: &mut Problems) {
    let schemas = &document.components.schemas;
    let mut told = BTreeSet::new();
    for (name, component) in schemas {
        if TypeId::parse(name).is_ok() && !pages::is_wrapper(document, name) {
            continue;
        }
        let Some(kind) = shapes::endless(document, name) else {
            continue;
        };
        let (place, circle) = match &kind {
            ProblemKind::ReferenceCycle { chain } => (chain.first(), chain.iter().collect()),
            _ => (None, BTreeSet::new()),
        };
        let component = place
            .and_then(|name| schemas.get(name))
            .unwrap_or(component);
        if told.insert(circle.into_iter().cloned().collect::<BTreeSet<_>>()) {
            problems.push(Problem::at(component.location, kind));
        }
    }
}

/// A type that the text names without a schema of that name: only `microsoft.graph.x` inside a reference can be one, and references were
/// checked when the text was read. What is left are base types that are not structured.
fn check_references(document: &Document<'_>, api: &Api, problems: &mut Problems) {
    for (name, component) in &document.components.schemas {
        let Some(structured) = TypeId::parse(name).ok().and_then(|id| api.structured(&id)) else {
            continue;
        };
        let Some(base) = structured
            .base
            .as_ref()
            .filter(|base| api.structured(base).is_none())
        else {
            continue;
        };
        let kind = Meaning::BaseOfOtherKind {
            name: name.clone(),
            base: base.to_string(),
        };
        problems.push(Problem::at(component.location, kind));
    }
}

/// A name as a part of a JSON pointer (RFC 6901, section 3).
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
