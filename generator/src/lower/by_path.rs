//! Types whose instances lead to others by path, a fact of the service that no description states.

use crate::model::{Api, Type};

/// What a drive item leads to by the path below it, and a site by its server-relative one (Graph pages "Addressing resources in a drive" and
/// "Get a site by path").
const BY_PATH: [&str; 2] = ["microsoft.graph.driveItem", "microsoft.graph.site"];

/// Notes it on those of the types that the description has.
pub(super) fn note(api: &mut Api) {
    for ty in api.types.values_mut() {
        if let Type::Structured(structured) = ty {
            structured.leads_by_path = BY_PATH.contains(&structured.id.as_str());
        }
    }
}
