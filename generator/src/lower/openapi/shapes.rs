//! Schemas as types: how the published OpenAPI texts of Graph write each type of the Entity Data Model.

use std::collections::BTreeSet;

use openapiv3::{
    IntegerFormat, NumberFormat, ReferenceOr, Schema, SchemaKind, StringFormat, Type,
    VariantOrUnknownOrEmpty as Format,
};

use super::pages;
use crate::model::{Primitive, TypeId, TypeRef, ValueType};
use crate::problem::ProblemKind;
use crate::source::openapi::Document;

/// The complex type that stands for any JSON: Microsoft's descriptions of old have it where newer ones have `Edm.Untyped`.
const ARBITRARY_JSON: &str = "microsoft.graph.Json";

/// What a schema stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    /// The type.
    pub ty: TypeRef,
    /// Whether null is one of its values; `None` for collections, where the texts do not say.
    pub nullable: Option<bool>,
}

/// The type that a schema stands for. What has no type of its own is any JSON, and so is what refers to itself without end.
pub(super) fn shape(document: &Document<'_>, schema: &ReferenceOr<Schema>) -> Shape {
    Walk::new(document).shape(schema)
}

/// The same for a schema behind a pointer, as `openapiv3` keeps properties and items.
pub(super) fn boxed_shape(document: &Document<'_>, schema: &ReferenceOr<Box<Schema>>) -> Shape {
    Walk::new(document).boxed_shape(schema)
}

/// Why the shape of a component cannot be told: it leads back to itself, or through too many others.
pub(super) fn endless(document: &Document<'_>, component: &str) -> Option<ProblemKind> {
    let schema = document.components.schemas.get(component)?;
    let mut walk = Walk::new(document);
    walk.way.push(component);
    walk.seen.insert(component);
    match document.schema(&schema.value) {
        Some(schema) if pages::is_wrapper(document, component) => {
            walk.page_item(schema);
        }
        Some(schema) => {
            walk.inline(schema);
        }
        None => {}
    }
    walk.problem
}

/// The item type of a schema that wraps a page of a collection; nothing where it is no page.
pub(super) fn page_item(document: &Document<'_>, schema: &Schema) -> Option<TypeRef> {
    Walk::new(document).page_item(schema)
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

/// How deep schemas may stand in each other, references followed. What is written in one place is less deep than this.
const DEEPEST: usize = 128;

/// The way from one schema to what decides its type. A component that was looked at is not looked at again: of several alternatives the
/// first one that tells something counts, so a repeat tells nothing new, and the walk takes no longer than the text is.
struct Walk<'a, 't> {
    document: &'a Document<'t>,
    seen: BTreeSet<&'a str>,
    /// The components that the walk is inside of.
    way: Vec<&'a str>,
    depth: usize,
    problem: Option<ProblemKind>,
}

impl<'a, 't> Walk<'a, 't> {
    fn new(document: &'a Document<'t>) -> Self {
        Self {
            document,
            seen: BTreeSet::new(),
            way: Vec::new(),
            depth: 0,
            problem: None,
        }
    }

    fn shape(&mut self, schema: &'a ReferenceOr<Schema>) -> Shape {
        match schema {
            ReferenceOr::Reference { reference } => self.referenced(reference),
            ReferenceOr::Item(schema) => self.inline(schema),
        }
    }

    fn boxed_shape(&mut self, schema: &'a ReferenceOr<Box<Schema>>) -> Shape {
        match schema {
            ReferenceOr::Reference { reference } => self.referenced(reference),
            ReferenceOr::Item(schema) => self.inline(schema),
        }
    }

    fn page_item(&mut self, schema: &'a Schema) -> Option<TypeRef> {
        let value = pages::page(self.document, schema)?;
        let shape = self.boxed_shape(value);
        shape.ty.collection.then_some(shape.ty)
    }

    fn referenced(&mut self, reference: &'a str) -> Shape {
        let name = Document::schema_name(reference).unwrap_or_default();
        if name == ARBITRARY_JSON {
            return untyped();
        }
        let is_wrapper = pages::is_wrapper(self.document, name);
        if let (false, Ok(id)) = (is_wrapper, TypeId::parse(name)) {
            return Shape {
                ty: TypeRef::named(id),
                nullable: Some(false),
            };
        }
        let component = self.document.components.schemas.get(name);
        let target = component.and_then(|component| self.document.schema(&component.value));
        let Some(target) = target.filter(|_| self.enter(name)) else {
            return untyped();
        };
        let shape = if is_wrapper {
            let ty = self.page_item(target);
            ty.map_or_else(untyped, |ty| Shape { ty, nullable: None })
        } else {
            self.inline(target)
        };
        self.way.pop();
        shape
    }

    /// Whether a component is still to be looked at.
    fn enter(&mut self, name: &'a str) -> bool {
        if self.seen.insert(name) {
            self.way.push(name);
            return true;
        }
        if let Some(start) = self.way.iter().position(|passed| *passed == name) {
            let cycle = self.way.iter().skip(start).chain([&name]);
            let chain = cycle.map(|name| (*name).to_owned()).collect();
            self.problem
                .get_or_insert(ProblemKind::ReferenceCycle { chain });
        }
        false
    }

    fn inline(&mut self, schema: &'a Schema) -> Shape {
        if self.depth == DEEPEST {
            self.problem
                .get_or_insert(ProblemKind::TooDeep { limit: DEEPEST });
            return untyped();
        }
        self.depth += 1;
        let shape = self.of_kind(schema);
        self.depth -= 1;
        shape
    }

    fn of_kind(&mut self, schema: &'a Schema) -> Shape {
        let nullable = schema.schema_data.nullable;
        if let Some(primitive) = primitive(&schema.schema_kind) {
            return Shape {
                ty: TypeRef {
                    value: ValueType::Primitive(primitive),
                    collection: false,
                },
                nullable: Some(nullable),
            };
        }
        match &schema.schema_kind {
            SchemaKind::Type(Type::Array(array)) => {
                let items = array.items.as_ref();
                let item = items.map_or_else(untyped, |items| self.boxed_shape(items));
                Shape {
                    ty: TypeRef {
                        value: item.ty.value,
                        collection: true,
                    },
                    nullable: None,
                }
            }
            SchemaKind::AnyOf { any_of: members }
            | SchemaKind::OneOf { one_of: members }
            | SchemaKind::AllOf { all_of: members } => self.alternatives(members, nullable),
            SchemaKind::Any(any) => {
                let members = [&any.any_of, &any.one_of, &any.all_of];
                match members.into_iter().find(|members| !members.is_empty()) {
                    Some(members) => self.alternatives(members, nullable),
                    None => untyped_or_null(nullable),
                }
            }
            _ => untyped_or_null(nullable),
        }
    }

    /// Of several schemas the one that tells most: a reference to a type (the other alternative only says that it may be null), or the
    /// number of a floating-point value (the others are the texts for infinity and the like).
    fn alternatives(&mut self, members: &'a [ReferenceOr<Schema>], nullable: bool) -> Shape {
        let shapes: Vec<Shape> = members.iter().map(|member| self.shape(member)).collect();
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
}

/// The primitive type of a schema that says so by itself.
fn primitive(kind: &SchemaKind) -> Option<Primitive> {
    Some(match kind {
        SchemaKind::Type(Type::String(string)) => string_type(&string.format),
        SchemaKind::Type(Type::Number(number)) => number_type(&number.format),
        SchemaKind::Type(Type::Integer(integer)) => integer_type(&integer.format),
        SchemaKind::Type(Type::Boolean(_)) => Primitive::Boolean,
        SchemaKind::Any(any) if any.typ.as_deref() == Some("string") => Primitive::String,
        _ => return None,
    })
}

fn untyped_or_null(nullable: bool) -> Shape {
    Shape {
        nullable: Some(nullable),
        ..untyped()
    }
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
