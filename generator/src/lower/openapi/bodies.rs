//! What operations send and answer.

use openapiv3::{
    Content, MediaType, Operation, ReferenceOr, RequestBody, Response, Schema, StatusCode,
};

use super::shapes::{self, Shape};
use crate::model::{Outcome, Primitive, TypeRef, ValueType};
use crate::source::openapi::{Document, Method, PathItem};

/// The type that an operation answers with when it succeeds; nothing where it answers no content.
pub(super) fn answer(document: &Document<'_>, operation: &Operation) -> Option<TypeRef> {
    let response = success(document, operation)?;
    let (media_type, media) = content(response.content.iter())?;
    if !media_type.contains("json") && !media_type.starts_with("text/") {
        return Some(TypeRef {
            value: ValueType::Primitive(Primitive::Stream),
            collection: false,
        });
    }
    let schema = media.schema.as_ref()?;
    Some(answered(document, schema))
}

/// The outcome of an action or function.
pub(super) fn outcome(document: &Document<'_>, operation: &Operation) -> Outcome {
    answer(document, operation).map_or(Outcome::Nothing, Outcome::Value)
}

/// The type of the body that an operation sends.
pub(super) fn body(document: &Document<'_>, operation: &Operation) -> Option<TypeRef> {
    Some(shapes::shape(document, body_schema(document, operation)?).ty)
}

/// The schema of the body that an operation sends.
pub(super) fn body_schema<'a>(
    document: &'a Document<'_>,
    operation: &'a Operation,
) -> Option<&'a ReferenceOr<Schema>> {
    let body = document_body(document, operation)?;
    content(body.content.iter())?.1.schema.as_ref()
}

/// What the text says that an operation is: an action, a function, or an operation on entities.
pub(super) fn stated_type(operation: &Operation) -> Option<&str> {
    let stated = operation.extensions.get("x-ms-docs-operation-type");
    stated.and_then(|kind| kind.as_str())
}

/// Whether the operations of a path read or write bytes, as those of a media stream do and those of properties and functions do not.
pub(super) fn is_stream(document: &Document<'_>, path: &PathItem) -> bool {
    let mut operations = path.operations.iter();
    operations.any(|operation| {
        let is_bytes = match operation.method {
            Method::Get => success(document, &operation.operation)
                .is_some_and(|response| is_bytes(&response.content)),
            Method::Put => document_body(document, &operation.operation)
                .is_some_and(|body| is_bytes(&body.content)),
            _ => false,
        };
        is_bytes && stated_type(&operation.operation) != Some("function")
    })
}

/// Whether the body that an operation sends is JSON; nothing where it sends none.
pub(super) fn sends_json(document: &Document<'_>, operation: &Operation) -> Option<bool> {
    let body = document_body(document, operation)?;
    let (media_type, _) = content(body.content.iter())?;
    Some(media_type.contains("json"))
}

fn document_body<'a>(
    document: &'a Document<'_>,
    operation: &'a Operation,
) -> Option<&'a RequestBody> {
    document.request_body(operation.request_body.as_ref()?)
}

/// Whether content is neither JSON nor text, in which a value or a number of entities is answered.
fn is_bytes(content: &Content) -> bool {
    !content.is_empty()
        && !content
            .keys()
            .any(|media_type| media_type.contains("json") || media_type.starts_with("text/"))
}

/// Whether the body of a schema is a page, a value in an object of its own, or the thing itself.
fn answered(document: &Document<'_>, schema: &ReferenceOr<Schema>) -> TypeRef {
    if let Some(Shape { ty, .. }) = named(document, schema) {
        return ty;
    }
    let resolved = document.schema(schema);
    if let Some(item) = resolved.and_then(|schema| shapes::page_item(document, schema)) {
        return item;
    }
    // `{"value": …}` is how a primitive value is answered (OData JSON Format 4.01, section 11).
    let value = resolved.and_then(shapes::value_property);
    match value {
        Some(value) => shapes::boxed_shape(document, value).ty,
        None => shapes::shape(document, schema).ty,
    }
}

fn named(document: &Document<'_>, schema: &ReferenceOr<Schema>) -> Option<Shape> {
    let shape = shapes::shape(document, schema);
    shape.ty.name()?;
    // `allOf` of the paging properties and a page is a page, not one of what it takes over.
    let is_page = document
        .schema(schema)
        .is_some_and(|schema| shapes::page_item(document, schema).is_some());
    let is_type = matches!(schema, ReferenceOr::Reference { .. });
    (is_type || !is_page).then_some(shape)
}

fn success<'a>(document: &'a Document<'_>, operation: &'a Operation) -> Option<&'a Response> {
    let mut responses = operation
        .responses
        .responses
        .iter()
        .filter(|(status, _)| match status {
            StatusCode::Code(code) => (200..300).contains(code),
            StatusCode::Range(class) => *class == 2,
        });
    responses.find_map(|(_, response)| document.response(response))
}

/// JSON where there is a choice, else the first.
fn content<'a>(
    content: impl Iterator<Item = (&'a String, &'a MediaType)>,
) -> Option<(&'a str, &'a MediaType)> {
    let mut content: Vec<_> = content
        .map(|(name, media)| (name.as_str(), media))
        .collect();
    content.sort_by_key(|(name, _)| (!name.contains("json"), *name));
    content.into_iter().next()
}
