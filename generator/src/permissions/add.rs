//! Permissions as data to the operations that they speak of.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Method, Permission, PermissionKind, Permissions};
use crate::pages::{Called, Resolver};
use crate::source::docs;
use crate::source::permissions::{Document, Grant};

/// What is known of a method on a path.
#[derive(Debug, Default)]
struct Route<'a> {
    /// The path, as it was first written.
    path: &'a str,
    /// For each way to sign in, the permissions, each with its rank.
    rows: BTreeMap<PermissionKind, BTreeSet<Rank>>,
}

/// The order of permissions: the least privileged first, then by how much each allows, then by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    is_not_least: bool,
    level: u8,
    name: String,
}

/// Adds what texts of permissions say to the operations that their paths call, where no page says it of that path. Paths that lead to no
/// operation are passed over: the texts speak of all versions of the service at once.
pub fn add(documents: &[Document], api: &mut Api) {
    if documents.is_empty() {
        return;
    }
    let calls = calls(&routes(documents), &Resolver::new(api));
    for (called, route, rows) in calls {
        if let Some(documentation) = called.documentation_mut(api) {
            let permissions = documentation.permissions.get_or_insert_default();
            permissions.routes.entry(route).or_insert(rows);
        }
    }
}

/// What is known, by method and key of the path.
fn routes(documents: &[Document]) -> BTreeMap<(Method, String), Route<'_>> {
    let mut routes: BTreeMap<(Method, String), Route<'_>> = BTreeMap::new();
    for document in documents {
        for grant in &document.grants {
            let methods = grant.methods.iter().filter_map(|name| Method::parse(name));
            for method in methods {
                let key = (method, Permissions::key(&grant.path));
                let route = routes.entry(key).or_default();
                if route.path.is_empty() {
                    route.path = &grant.path;
                }
                allow(document, grant, route);
            }
        }
    }
    routes
}

fn allow(document: &Document, grant: &Grant, route: &mut Route<'_>) {
    for kind in &grant.kinds {
        let level = document.levels.get(&(grant.name.clone(), *kind));
        let rank = Rank {
            is_not_least: !grant.least.contains(kind),
            level: level.copied().unwrap_or(u8::MAX),
            name: grant.name.clone(),
        };
        route.rows.entry(own_kind(*kind)).or_default().insert(rank);
    }
}

/// The operations that the paths call, with the key of the path on which each is called.
fn calls(
    routes: &BTreeMap<(Method, String), Route<'_>>,
    resolver: &Resolver<'_>,
) -> Vec<(Called, String, Vec<Permission>)> {
    let mut calls = Vec::new();
    for ((method, key), route) in routes {
        let rows = rows(route);
        // The texts leave out `$ref`.
        for suffix in ["", "/$ref"] {
            let path = format!("{}{suffix}", route.path);
            if let Some(called) = resolver.called_by_template(*method, &path) {
                calls.push((called, format!("{key}{suffix}"), rows.clone()));
                // A path with an operation of its own means that one.
                break;
            }
        }
    }
    calls
}

/// One row for each way to sign in, those that are not supported included.
fn rows(route: &Route<'_>) -> Vec<Permission> {
    let kinds = [
        PermissionKind::DelegatedWork,
        PermissionKind::DelegatedPersonal,
        PermissionKind::Application,
    ];
    let row = |kind| {
        let ranked = route.rows.get(&kind).into_iter().flatten();
        let mut names: Vec<String> = Vec::new();
        for rank in ranked {
            if !names.contains(&rank.name) {
                names.push(rank.name.clone());
            }
        }
        Permission { kind, names }
    };
    kinds.map(row).into()
}

/// The model's word for a way to sign in.
fn own_kind(kind: docs::PermissionKind) -> PermissionKind {
    match kind {
        docs::PermissionKind::DelegatedWork => PermissionKind::DelegatedWork,
        docs::PermissionKind::DelegatedPersonal => PermissionKind::DelegatedPersonal,
        docs::PermissionKind::Application => PermissionKind::Application,
    }
}
