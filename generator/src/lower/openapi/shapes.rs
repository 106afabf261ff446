//! Schemas as types: how the published OpenAPI texts of Graph write each type of the Entity Data Model.

use openapiv3::{
    IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaKind, StringFormat, Type,
    VariantOrUnknownOrEmpty as Format,
};

use crate::model::{Primitive, TypeId, TypeRef, ValueType};
use crate::source::openapi::Document;

/// What a schema stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// The type.
    pub ty: TypeRef,
    /// Whether null is one of its values; `None` for collections, where the texts do not say.
    pub nullable: Option<bool>,
}

/// The type that a schema stands for. What has no type of its own is any JSON.
pub(super) fn shape(document: &Document<'_>, schema: &ReferenceOr<Schema>) -> Shape {
    match schema {
        ReferenceOr::Reference { reference } => referenced(document, reference),
        ReferenceOr::Item(schema) => inline(document, schema),
    }
}

/// The same for a schema behind a pointer, as `openapiv3` keeps properties and items.
pub(super) fn boxed_shape(document: &Document<'_>, schema: &ReferenceOr<Box<Schema>>) -> Shape {
    match schema {
        ReferenceOr::Reference { reference } => referenced(document, reference),
        ReferenceOr::Item(schema) => inline(document, schema),
    }
}

/// The item type of a schema that wraps a page of a collection: an object with an array named `value`, by itself or beside the paging
/// properties it takes over.
pub(super) fn page_item(document: &Document<'_>, schema: &Schema) -> Option<TypeRef> {
    let is_page = |schema: &Schema| {
        let value = value_property(schema)?;
        let shape = boxed_shape(document, value);
        shape.ty.collection.then_some(shape.ty)
    };
    let members = all_of(schema).iter().filter_map(ReferenceOr::as_item);
    std::iter::once(schema).chain(members).find_map(is_page)
}

/// The schemas that a schema takes in: by `allOf` alone, or beside a type or properties of its own.
pub(super) fn all_of(schema: &Schema) -> &[ReferenceOr<Schema>] {
    match &schema.schema_kind {
        SchemaKind::AllOf { all_of } => all_of,
        SchemaKind::Any(any) => &any.all_of,
        _ => &[],
    }
}

/// The properties that a schema itself lists, in the order of the text.
pub(super) fn properties(schema: &Schema) -> Vec<(&str, &ReferenceOr<Box<Schema>>)> {
    let properties = match &schema.schema_kind {
        SchemaKind::Type(Type::Object(object)) => &object.properties,
        SchemaKind::Any(any) => &any.properties,
        _ => return Vec::new(),
    };
    properties
        .iter()
        .map(|(name, property)| (name.as_str(), property))
        .collect()
}

/// The property named `value` of a schema: what wraps a page or a primitive value has it.
pub(super) fn value_property(schema: &Schema) -> Option<&ReferenceOr<Box<Schema>>> {
    properties(schema)
        .into_iter()
        .find(|(name, _)| *name == "value")
        .map(|(_, property)| property)
}

/// The members of an enumeration: the schema lists names and nothing else.
pub(super) fn enumeration(schema: &Schema) -> Option<Vec<String>> {
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) if !string.enumeration.is_empty() => {
            Some(string.enumeration.iter().flatten().cloned().collect())
        }
        SchemaKind::Any(any) if !any.enumeration.is_empty() => Some(
            any.enumeration
                .iter()
                .filter_map(|value| value.as_str().map(str::to_owned))
                .collect(),
        ),
        _ => None,
    }
}

fn referenced(document: &Document<'_>, reference: &str) -> Shape {
    let name = Document::schema_name(reference).unwrap_or_default();
    let target = document
        .components
        .schemas
        .get(name)
        .and_then(|component| document.schema(&component.value));
    if let Some(ty) = target
        .filter(|_| is_wrapper(name))
        .and_then(|schema| page_item(document, schema))
    {
        return Shape { ty, nullable: None };
    }
    match (TypeId::parse(name), target) {
        (Ok(id), _) => Shape {
            ty: TypeRef::named(id),
            nullable: Some(false),
        },
        (Err(_), Some(schema)) => inline(document, schema),
        (Err(_), None) => untyped(),
    }
}

/// Whether a component is no type of the service but the form of an answer.
pub(super) fn is_wrapper(name: &str) -> bool {
    name.ends_with("CollectionResponse") || name.starts_with("microsoft.graph.ODataErrors.")
}

fn inline(document: &Document<'_>, schema: &Schema) -> Shape {
    let nullable = schema.schema_data.nullable;
    let primitive = |primitive| Shape {
        ty: TypeRef {
            value: ValueType::Primitive(primitive),
            collection: false,
        },
        nullable: Some(nullable),
    };
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => primitive(string_type(&string.format)),
        SchemaKind::Type(Type::Number(number)) => primitive(number_type(&number.format)),
        SchemaKind::Type(Type::Integer(integer)) => primitive(integer_type(&integer.format)),
        SchemaKind::Type(Type::Boolean(_)) => primitive(Primitive::Boolean),
        SchemaKind::Type(Type::Array(array)) => {
            let item = array
                .items
                .as_ref()
                .map_or_else(untyped, |items| boxed_shape(document, items));
            Shape {
                ty: TypeRef {
                    value: item.ty.value,
                    collection: true,
                },
                nullable: None,
            }
        }
        SchemaKind::Type(Type::Object(_)) | SchemaKind::Not { .. } => Shape {
            nullable: Some(nullable),
            ..untyped()
        },
        SchemaKind::AnyOf { any_of: members }
        | SchemaKind::OneOf { one_of: members }
        | SchemaKind::AllOf { all_of: members } => alternatives(document, members, nullable),
        SchemaKind::Any(any) => match any.typ.as_deref() {
            Some("string") => primitive(Primitive::String),
            _ => {
                let members = [&any.any_of, &any.one_of, &any.all_of]
                    .into_iter()
                    .find(|members| !members.is_empty());
                members.map_or_else(
                    || Shape {
                        nullable: Some(nullable),
                        ..untyped()
                    },
                    |members| alternatives(document, members, nullable),
                )
            }
        },
    }
}

/// Of several schemas the one that tells most: a reference to a type (the other alternative only says that it may be null), or the number
/// of a floating-point value (the others are the texts for infinity and the like).
fn alternatives(document: &Document<'_>, members: &[ReferenceOr<Schema>], nullable: bool) -> Shape {
    let shapes: Vec<Shape> = members
        .iter()
        .map(|member| shape(document, member))
        .collect();
    let says_null = |member: &ReferenceOr<Schema>| matches!(member, ReferenceOr::Item(schema) if schema.schema_data.nullable);
    let nullable = nullable || members.iter().any(says_null);
    let is_number = |shape: &&Shape| {
        matches!(
            shape.ty.value,
            ValueType::Primitive(Primitive::Double | Primitive::Single | Primitive::Decimal)
        )
    };
    let best = shapes
        .iter()
        .find(|shape| shape.ty.name().is_some())
        .or_else(|| shapes.iter().find(is_number))
        .or(shapes.first());
    let ty = best.map_or_else(|| untyped().ty, |shape| shape.ty.clone());
    let nullable = (!ty.collection).then_some(nullable);
    Shape { ty, nullable }
}

fn untyped() -> Shape {
    Shape {
        ty: TypeRef {
            value: ValueType::Primitive(Primitive::Untyped),
            collection: false,
        },
        nullable: Some(true),
    }
}

fn string_type(format: &Format<StringFormat>) -> Primitive {
    match format {
        Format::Item(StringFormat::Date) => Primitive::Date,
        Format::Item(StringFormat::DateTime) => Primitive::DateTimeOffset,
        Format::Item(StringFormat::Byte) => Primitive::Binary,
        Format::Item(StringFormat::Binary) => Primitive::Stream,
        Format::Unknown(name) => match name.as_str() {
            "base64url" => Primitive::Binary,
            "decimal" => Primitive::Decimal,
            "duration" => Primitive::Duration,
            "time" => Primitive::TimeOfDay,
            "uuid" => Primitive::Guid,
            _ => Primitive::String,
        },
        _ => Primitive::String,
    }
}

fn number_type(format: &Format<NumberFormat>) -> Primitive {
    match format {
        Format::Item(NumberFormat::Float) => Primitive::Single,
        Format::Unknown(name) if name == "decimal" => Primitive::Decimal,
        Format::Unknown(name) if name == "int64" => Primitive::Int64,
        Format::Unknown(name) if name == "int32" => Primitive::Int32,
        _ => Primitive::Double,
    }
}

fn integer_type(format: &Format<IntegerFormat>) -> Primitive {
    match format {
        Format::Item(IntegerFormat::Int32) => Primitive::Int32,
        Format::Unknown(name) => match name.as_str() {
            "int16" => Primitive::Int16,
            "int8" => Primitive::SByte,
            "uint8" => Primitive::Byte,
            _ => Primitive::Int64,
        },
        _ => Primitive::Int64,
    }
}
