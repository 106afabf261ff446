//! Prose of OpenAPI.

use openapiv3::{Operation, SchemaData};

use crate::model::Documentation;

/// What a schema says about its type or property.
pub(super) fn of_schema(data: &SchemaData) -> Documentation {
    Documentation {
        description: data.description.clone(),
        ..Documentation::default()
    }
}

/// What an operation says about itself.
pub(super) fn of_operation(operation: &Operation) -> Documentation {
    Documentation {
        summary: operation.summary.clone(),
        description: operation.description.clone(),
        page: operation
            .external_docs
            .as_ref()
            .map(|docs| docs.url.clone()),
        permissions: None,
    }
}
