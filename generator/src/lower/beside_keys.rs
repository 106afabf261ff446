//! Names that stand where keys stand.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Type, TypeId};

/// Notes with each type the names of what is bound to collections of it. `users/delta` is a call, not the user `delta`; a key of that text
/// has to be written in another way.
pub(super) fn note(api: &mut Api) {
    let mut names: BTreeMap<TypeId, BTreeSet<String>> = BTreeMap::new();
    for (_, navigation) in api.navigations() {
        let bound = navigation
            .bound_operations
            .keys()
            .map(|signature| signature.name.name().to_owned());
        names
            .entry(navigation.target.clone())
            .or_default()
            .extend(bound);
    }
    for (id, names) in names {
        if let Some(Type::Structured(structured)) = api.types.get_mut(&id) {
            structured.names_beside_keys = names;
        }
    }
}
