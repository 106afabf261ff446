//! Structured types and enumerations of the model as structs and enums.

use std::collections::BTreeMap;

use super::item::{Docs, Enum, Field, ItemPath, Struct, Type, Variant};
use super::names::{self, NameKind, Wanted};
use super::types::Types;
use super::{Ident, rustdoc};
use crate::model;
use crate::problem::{Location, Problems};

/// The struct of an entity type or a complex type: its own fields and the inherited ones.
pub(super) fn structure(
    types: &Types<'_>,
    structured: &model::Structured,
    path: &ItemPath,
    renames: &BTreeMap<String, String>,
    problems: &mut Problems,
) -> Struct {
    let properties = types.api.flattened_properties(&structured.id);
    let members = properties.values().filter_map(|property| {
        let ty = types.field(Some(&structured.id), &property.ty)?;
        Some(Member {
            name: &property.name,
            ty,
            docs: property_docs(property),
            deprecated: rustdoc::deprecated(&property.documentation),
            location: property.location,
        })
    });
    let (fields, additional_data) = fields(
        &structured.id.to_string(),
        members.collect(),
        renames,
        problems,
    );
    let kind = match structured.kind {
        model::StructuredKind::Entity => "entity type",
        model::StructuredKind::Complex => "complex type",
    };
    let lead = rustdoc::markdown(&format!(
        "The {kind} {}.",
        rustdoc::code(structured.id.as_str())
    ));
    Struct {
        name: path.name.clone(),
        wire_name: structured.id.to_string(),
        docs: rustdoc::documentation(&structured.documentation, lead),
        deprecated: rustdoc::deprecated(&structured.documentation),
        fields,
        required: Vec::new(),
        additional_data,
    }
}

/// The struct that holds the parameters of an action.
pub(super) fn parameters(
    types: &Types<'_>,
    name: Ident,
    action: &model::BoundOperation,
    renames: &BTreeMap<String, String>,
    problems: &mut Problems,
) -> Struct {
    let members = action.parameters.iter().map(|parameter| {
        // What the crate has no type for can still be sent, as JSON.
        let ty = types
            .field(None, &parameter.ty)
            .unwrap_or_else(|| json(parameter.ty.collection));
        let docs = rustdoc::documentation(
            &parameter.documentation,
            vec![rustdoc::code(&parameter.name)],
        );
        Member {
            name: &parameter.name,
            ty,
            docs,
            deprecated: rustdoc::deprecated(&parameter.documentation),
            location: parameter.location,
        }
    });
    let mut members: Vec<_> = members.collect();
    members.sort_by_key(|member| member.name);
    let (fields, additional_data) = fields(&action.name.to_string(), members, renames, problems);
    let docs = rustdoc::markdown(&format!(
        "The parameters of the action {}.",
        rustdoc::code(action.name.as_str())
    ));
    Struct {
        name,
        wire_name: String::new(),
        docs,
        deprecated: None,
        fields,
        required: required(action),
        additional_data,
    }
}

/// Null stands for a nullable parameter that is left out, and no items for a collection (OData Protocol 4.01, section 11.5.5.1): the others
/// have to be there.
fn required(action: &model::BoundOperation) -> Vec<String> {
    let parameters = action.parameters.iter();
    let required = parameters.filter(|it| !it.nullable && !it.optional && !it.ty.collection);
    required.map(|it| it.name.clone()).collect()
}

fn json(collection: bool) -> Type {
    if collection {
        Type::List(Box::new(Type::Json))
    } else {
        Type::Json
    }
}

/// The enum of an enumeration type.
pub(super) fn enumeration(
    enumeration: &model::Enumeration,
    path: &ItemPath,
    renames: &BTreeMap<String, String>,
    problems: &mut Problems,
) -> Enum {
    let scope = enumeration.id.to_string();
    let members: Vec<Member<'_, ()>> = enumeration
        .members
        .iter()
        .map(|member| {
            let docs =
                rustdoc::documentation(&member.documentation, vec![rustdoc::code(&member.name)]);
            Member {
                name: &member.name,
                ty: (),
                docs,
                deprecated: rustdoc::deprecated(&member.documentation),
                location: member.location,
            }
        })
        .collect();
    let unrecognized = Ident::fixed("Unrecognized");
    let named = name_members(
        &scope,
        &[unrecognized.as_str()],
        Ident::pascal,
        members,
        renames,
        problems,
    );
    let variants = named.into_iter().map(|(name, member)| Variant {
        name,
        wire_name: member.name.to_owned(),
        docs: member.docs,
        deprecated: member.deprecated,
    });
    let kind = if enumeration.is_flags {
        "flags enumeration"
    } else {
        "enumeration"
    };
    let lead = rustdoc::markdown(&format!(
        "The {kind} {}.",
        rustdoc::code(enumeration.id.as_str())
    ));
    Enum {
        name: path.name.clone(),
        wire_name: scope.clone(),
        docs: rustdoc::documentation(&enumeration.documentation, lead),
        deprecated: rustdoc::deprecated(&enumeration.documentation),
        variants: variants.collect(),
        unrecognized,
    }
}

struct Member<'a, T> {
    name: &'a str,
    ty: T,
    docs: Docs,
    deprecated: Option<String>,
    location: Location,
}

fn fields(
    scope: &str,
    members: Vec<Member<'_, Type>>,
    renames: &BTreeMap<String, String>,
    problems: &mut Problems,
) -> (Vec<Field>, Ident) {
    let additional_data = Ident::fixed("additional_data");
    let named = name_members(
        scope,
        &[additional_data.as_str()],
        Ident::snake,
        members,
        renames,
        problems,
    );
    let fields = named.into_iter().map(|(name, member)| Field {
        name,
        wire_name: member.name.to_owned(),
        ty: member.ty,
        docs: member.docs,
        deprecated: member.deprecated,
    });
    (fields.collect(), additional_data)
}

fn name_members<'a, T>(
    scope: &str,
    reserved: &[&str],
    make: fn(&str) -> Result<Ident, super::ident::NoIdent>,
    members: Vec<Member<'a, T>>,
    renames: &BTreeMap<String, String>,
    problems: &mut Problems,
) -> Vec<(Ident, Member<'a, T>)> {
    let mut wanted = Vec::new();
    let mut kept = Vec::new();
    for member in members {
        let name = renames
            .get(&format!("{scope}/{}", member.name))
            .map_or(member.name, String::as_str);
        let what = format!("a member of `{scope}`");
        if let Some(ident) = names::ident(make, &what, name, member.location, problems) {
            wanted.push(Wanted {
                wire_name: member.name,
                ident,
                kind: NameKind::Plain,
                location: member.location,
            });
            kept.push(member);
        }
    }
    names::settle(&format!("`{scope}`"), reserved, &wanted, problems)
        .into_iter()
        .zip(kept)
        .collect()
}

fn property_docs(property: &model::Property) -> Docs {
    let docs = rustdoc::documentation(&property.documentation, vec![rustdoc::code(&property.name)]);
    if property.computed {
        return rustdoc::join([docs, rustdoc::markdown("Computed by the service.")]);
    }
    docs
}
