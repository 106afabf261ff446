//! What is known of the operations of a model, operation by operation.

use std::collections::BTreeMap;

use crate::model::{Api, Documentation, Method, Permission};
use crate::pages::Resolver;

/// The permissions of a method on a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The [key](crate::model::Permissions::key) of the path.
    pub path: String,
    /// The method.
    pub method: Method,
    /// One row for each way to sign in.
    pub rows: Vec<Permission>,
}

/// All that is known of the operations of a model, by path and method: of the paths that the model has.
pub fn entries(api: &Api) -> Vec<Entry> {
    let mut found = BTreeMap::new();
    let mut take = |method: Method, documentation: &Documentation| {
        let permissions = documentation.permissions.iter();
        for (path, rows) in permissions.flat_map(|permissions| &permissions.routes) {
            found.insert((path.clone(), method), rows.clone());
        }
    };
    operations(api, &mut take);
    let resolver = Resolver::new(api);
    let entries = found
        .into_iter()
        .map(|((path, method), rows)| Entry { path, method, rows });
    let is_there = |entry: &Entry| {
        let called = resolver.called_by_template(entry.method, &entry.path);
        called.is_some()
    };
    entries.filter(is_there).collect()
}

/// Calls `take` with the method and the documentation of every operation.
pub(super) fn operations(api: &Api, take: &mut dyn FnMut(Method, &Documentation)) {
    for (_, navigation) in api.navigations() {
        let at_casts = navigation.casts.values().flatten();
        for (kind, operation) in navigation.operations.iter().chain(at_casts) {
            take(kind.method(), &operation.documentation);
        }
        for bound in navigation.bound_operations.values() {
            take(bound.kind.method(), &bound.documentation);
        }
    }
    for ty in api.structured_types() {
        for bound in ty.operations.values() {
            take(bound.kind.method(), &bound.documentation);
        }
        for (kind, operation) in ty.streams.values().flat_map(|stream| &stream.operations) {
            take(kind.method(), &operation.documentation);
        }
    }
    for ((_, method), untyped) in &api.untyped {
        take(*method, &untyped.documentation);
    }
}
