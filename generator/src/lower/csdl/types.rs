//! Entity types, complex types and enumerations.

use std::collections::{BTreeMap, BTreeSet};

use super::annotations::AnnotationIndex;
use super::names::{ARBITRARY_JSON, Names};
use crate::lower::inherit;
use crate::model::{
    Enumeration, Member, Navigation, Property, Structured, StructuredKind, Type, TypeId, TypeRef,
    ValueType,
};
use crate::problem::{Meaning, Problem, Problems};
use crate::source::csdl::{self, Document};

/// Every type that the documents declare. Base types are checked, and what navigation properties lead to.
pub(super) fn lower(
    documents: &[Document],
    names: &Names,
    annotations: &AnnotationIndex<'_>,
    problems: &mut Problems,
) -> BTreeMap<TypeId, Type> {
    let mut types = BTreeMap::new();
    for schema in documents.iter().flat_map(|document| &document.schemas) {
        let namespace = &schema.namespace.value;
        for ty in schema.entity_types.iter().chain(&schema.complex_types) {
            if let Some(structured) = structured(namespace, ty, names, annotations, problems)
                && structured.id.as_str() != ARBITRARY_JSON
            {
                types
                    .entry(structured.id.clone())
                    .or_insert(Type::Structured(structured));
            }
        }
        for ty in &schema.enum_types {
            if let Some(enumeration) = enumeration(namespace, ty, annotations, problems) {
                types
                    .entry(enumeration.id.clone())
                    .or_insert(Type::Enumeration(enumeration));
            }
        }
    }
    inherit::check_bases(&types, problems);
    types
}

fn structured(
    namespace: &str,
    ty: &csdl::StructuredType,
    names: &Names,
    annotations: &AnnotationIndex<'_>,
    problems: &mut Problems,
) -> Option<Structured> {
    let id = TypeId::parse(&format!("{namespace}.{}", ty.name.value)).ok()?;
    let mut properties = BTreeMap::new();
    for property in &ty.properties {
        let Some(type_ref) = names.type_ref(&property.type_text, problems) else {
            continue;
        };
        let target = format!("{id}/{}", property.name.value);
        let lowered = Property {
            name: property.name.value.clone(),
            // OData CSDL 4.01, section 7.2.1: absent means that null is a value; for a collection it says nothing of the items.
            nullable: if type_ref.collection {
                property.nullable
            } else {
                Some(property.nullable.unwrap_or(true))
            },
            ty: type_ref,
            computed: annotations.is_tagged(&target, "Computed")
                || annotations.is_read_only(&target),
            immutable: annotations.is_tagged(&target, "Immutable"),
            documentation: annotations.documentation(&target),
            location: property.location,
        };
        insert(
            &mut properties,
            &id,
            &property.name,
            lowered,
            |first| first.location,
            problems,
        );
    }
    let mut navigation = BTreeMap::new();
    for property in &ty.navigation_properties {
        let Some(lowered) = navigation_property(&id, property, names, annotations, problems) else {
            continue;
        };
        insert(
            &mut navigation,
            &id,
            &property.name,
            lowered,
            |first| first.location,
            problems,
        );
    }
    let key = ty
        .key
        .iter()
        .flatten()
        .map(|part| part.alias.as_ref().unwrap_or(&part.name).value.clone())
        .collect();
    Some(Structured {
        kind: match ty.kind {
            csdl::StructuredKind::Entity => StructuredKind::Entity,
            csdl::StructuredKind::Complex => StructuredKind::Complex,
        },
        base: ty
            .base
            .as_ref()
            .and_then(|base| names.named(base, problems)),
        is_abstract: ty.is_abstract,
        is_open: ty.open,
        has_stream: ty.has_stream,
        key,
        alternate_keys: Vec::new(),
        streams: BTreeMap::new(),
        leads_by_path: false,
        properties,
        navigation,
        operations: BTreeMap::new(),
        names_beside_keys: BTreeSet::new(),
        documentation: annotations.documentation(id.as_str()),
        location: ty.name.location,
        id,
    })
}

fn navigation_property(
    owner: &TypeId,
    property: &csdl::NavigationProperty,
    names: &Names,
    annotations: &AnnotationIndex<'_>,
    problems: &mut Problems,
) -> Option<Navigation> {
    let TypeRef { value, collection } = names.type_ref(&property.type_text, problems)?;
    let ValueType::Named(target) = value else {
        let kind = Meaning::NotAnEntityType {
            name: property.type_text.value.clone(),
        };
        problems.push(Problem::at(property.type_text.location, kind));
        return None;
    };
    Some(Navigation {
        name: property.name.value.clone(),
        target,
        collection,
        contained: Some(property.contains_target),
        continues: property.contains_target,
        operations: BTreeMap::new(),
        bound_operations: BTreeMap::new(),
        casts: BTreeMap::new(),
        is_structural: false,
        documentation: annotations.documentation(&format!("{owner}/{}", property.name.value)),
        location: property.location,
    })
}

fn enumeration(
    namespace: &str,
    ty: &csdl::EnumType,
    annotations: &AnnotationIndex<'_>,
    problems: &mut Problems,
) -> Option<Enumeration> {
    let id = TypeId::parse(&format!("{namespace}.{}", ty.name.value)).ok()?;
    let mut members = BTreeMap::new();
    let mut next = 0_i64;
    for member in &ty.members {
        // OData CSDL 4.01, section 10.3: absent means one more than the member before.
        let value = member.value.unwrap_or(next);
        next = value.saturating_add(1);
        let lowered = Member {
            name: member.name.value.clone(),
            value: Some(value),
            documentation: annotations.documentation(&format!("{id}/{}", member.name.value)),
            location: member.name.location,
        };
        insert(
            &mut members,
            &id,
            &member.name,
            lowered,
            |first| first.location,
            problems,
        );
    }
    Some(Enumeration {
        is_flags: ty.is_flags,
        members: members.into_values().collect(),
        documentation: annotations.documentation(id.as_str()),
        location: ty.name.location,
        id,
    })
}

fn insert<T>(
    members: &mut BTreeMap<String, T>,
    owner: &TypeId,
    name: &crate::source::Spanned<String>,
    member: T,
    location: impl Fn(&T) -> crate::problem::Location,
    problems: &mut Problems,
) {
    if name.value.is_empty() {
        problems.push(Problem::at(
            name.location,
            Meaning::EmptyName { what: "a member" },
        ));
        return;
    }
    if let Some(first) = members.get(&name.value) {
        let kind = Meaning::DuplicateMember {
            owner: owner.to_string(),
            name: name.value.clone(),
        };
        problems.push(Problem::at(name.location, kind).also(location(first)));
        return;
    }
    members.insert(name.value.clone(), member);
}
