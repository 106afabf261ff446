//! Alternate keys.

use super::annotations::AnnotationIndex;
use crate::model::{Api, KeyPart, Type};
use crate::source::csdl::Expression;

/// Notes with each type the alternate keys that it declares (OData Core vocabulary, `AlternateKeys`). A part without a property is no key.
pub(super) fn note(annotations: &AnnotationIndex<'_>, api: &mut Api) {
    for ty in api.types.values_mut() {
        if let Type::Structured(structured) = ty {
            let stated = annotations.alternate_keys(structured.id.as_str());
            let mut keys: Vec<Vec<KeyPart>> = stated.filter_map(key).collect();
            keys.sort();
            keys.dedup();
            structured.alternate_keys = keys;
        }
    }
}

fn key(stated: &Expression) -> Option<Vec<KeyPart>> {
    let parts = stated.property("Key")?.items().iter().map(part);
    let parts: Vec<KeyPart> = parts.collect::<Option<_>>()?;
    (!parts.is_empty()).then_some(parts)
}

fn part(stated: &Expression) -> Option<KeyPart> {
    let text = |property: &str| {
        let value = stated.property(property)?;
        value.as_path().or_else(|| value.as_str())
    };
    let property = text("Name")?;
    let alias = text("Alias").filter(|alias| !alias.is_empty());
    Some(KeyPart {
        alias: alias.unwrap_or(property).to_owned(),
        property: property.to_owned(),
    })
}
