//! Prose of OpenAPI.

use openapiv3::{Operation, SchemaData};

use crate::model::{Deprecation, Documentation};

/// What a schema says about its type or property.
pub(super) fn of_schema(data: &SchemaData) -> Documentation {
    let extension = data.extensions.get(EXTENSION);
    let text = |name: &str| Some(extension?.get(name)?.as_str()?.to_owned());
    Documentation {
        description: data.description.clone(),
        deprecation: deprecation(data.deprecated, extension.is_some(), text),
        ..Documentation::default()
    }
}

/// What an operation says about itself.
pub(super) fn of_operation(operation: &Operation) -> Documentation {
    let extension = operation.extensions.get(EXTENSION);
    let text = |name: &str| Some(extension?.get(name)?.as_str()?.to_owned());
    Documentation {
        summary: operation.summary.clone(),
        description: operation.description.clone(),
        page: operation
            .external_docs
            .as_ref()
            .map(|docs| docs.url.clone()),
        permissions: None,
        deprecation: deprecation(operation.deprecated, extension.is_some(), text),
        beta_only: false,
    }
}

/// Microsoft's extension to `deprecated`.
const EXTENSION: &str = "x-ms-deprecation";

/// What `deprecated` says, and what the extension tells more, member by member.
fn deprecation(
    deprecated: bool,
    is_extended: bool,
    text: impl Fn(&str) -> Option<String>,
) -> Option<Deprecation> {
    (deprecated || is_extended).then(|| Deprecation {
        since: text("date"),
        removal: text("removalDate"),
        text: text("description"),
    })
}
