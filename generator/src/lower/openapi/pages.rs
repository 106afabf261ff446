//! Schemas that are no types of the service: the pages of collections, and the errors.

use openapiv3::{ReferenceOr, Schema, SchemaKind, Type};

use super::shapes;
use crate::source::openapi::Document;

/// The array named `value` of a schema that is a page of a collection: an object that lists it, by itself or in a part that is written
/// inside of its `allOf`, where the other part is a reference to the paging properties.
pub(super) fn page<'a>(
    document: &'a Document<'_>,
    schema: &'a Schema,
) -> Option<&'a ReferenceOr<Box<Schema>>> {
    let members = shapes::all_of(schema)
        .iter()
        .filter_map(ReferenceOr::as_item);
    std::iter::once(schema)
        .chain(members)
        .filter_map(shapes::value_property)
        .find(|value| is_array(document, value))
}

/// Whether a component is no type of the service but the form of an answer: an error, or a page that is called so and has nothing but
/// `value` and the control information of OData (JSON Format 4.01, section 4.6). Entity types may be called so too.
pub(super) fn is_wrapper(document: &Document<'_>, name: &str) -> bool {
    if name.starts_with("microsoft.graph.ODataErrors.") {
        return true;
    }
    let component = document.components.schemas.get(name);
    name.ends_with("CollectionResponse")
        && component
            .and_then(|component| document.schema(&component.value))
            .is_some_and(|schema| page(document, schema).is_some() && has_no_more(document, schema))
}

fn is_array(document: &Document<'_>, value: &ReferenceOr<Box<Schema>>) -> bool {
    let schema = match value {
        ReferenceOr::Item(schema) => Some(schema.as_ref()),
        ReferenceOr::Reference { reference } => component(document, reference),
    };
    schema.is_some_and(|schema| matches!(schema.schema_kind, SchemaKind::Type(Type::Array(_))))
}

/// Whether a schema lists nothing beside `value` and control information, in all that it takes in.
fn has_no_more(document: &Document<'_>, schema: &Schema) -> bool {
    let mut seen: Vec<&str> = Vec::new();
    let mut open = vec![schema];
    while let Some(schema) = open.pop() {
        let mut names = shapes::properties(schema).into_iter().map(|(name, _)| name);
        if names.any(|name| name != "value" && !name.starts_with("@odata.")) {
            return false;
        }
        for member in shapes::all_of(schema) {
            match member {
                ReferenceOr::Item(member) => open.push(member),
                ReferenceOr::Reference { reference } if !seen.contains(&reference.as_str()) => {
                    seen.push(reference);
                    open.extend(component(document, reference));
                }
                ReferenceOr::Reference { .. } => {}
            }
        }
    }
    true
}

fn component<'a>(document: &'a Document<'_>, reference: &str) -> Option<&'a Schema> {
    let name = Document::schema_name(reference)?;
    document.schema(&document.components.schemas.get(name)?.value)
}
