//! The least that a program needs which calls all operations of a model.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{Entry, entries, operations};
use crate::model::{Api, Method, Permission, PermissionKind};

/// The least set of permissions, by way to sign in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Least {
    /// What each way to sign in needs. Nothing where no operation is known, by this way or by another.
    /// No permissions, and all operations unsupported, for a way by which none can be called.
    pub needs: BTreeMap<PermissionKind, Need>,
    /// What nothing is known of.
    pub unknown: Unknown,
}

/// What one way to sign in needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Need {
    /// The permissions to ask for, each with the operations that it is asked for: method and path.
    pub permissions: BTreeMap<String, BTreeSet<(String, Method)>>,
    /// The operations that cannot be called this way.
    pub unsupported: BTreeSet<(String, Method)>,
}

/// How many operations there are of which no source tells the permissions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Operations in all.
    pub operations: usize,
    /// Those of which nothing is known on any path.
    pub without: usize,
}

/// The least set for all operations of a model.
///
/// For each operation the first permission of its row is the least privileged. An operation that a permission in the set allows already adds
/// none: sets are made from the operations with the fewest choices on, so that a permission which is asked for anyway serves others too.
pub fn least(api: &Api) -> Least {
    let entries = entries(api);
    let mut least = Least {
        unknown: unknown(api),
        ..Least::default()
    };
    for kind in [
        PermissionKind::DelegatedWork,
        PermissionKind::DelegatedPersonal,
        PermissionKind::Application,
    ] {
        let need = need(&entries, kind);
        if !entries.is_empty() {
            least.needs.insert(kind, need);
        }
    }
    least
}

fn need(entries: &[Entry], kind: PermissionKind) -> Need {
    let mut need = Need::default();
    let mut open: Vec<(&Entry, &[String])> = Vec::new();
    for entry in entries {
        match names(&entry.rows, kind) {
            [] => {
                need.unsupported.insert((entry.path.clone(), entry.method));
            }
            names => open.push((entry, names)),
        }
    }
    open.sort_by_key(|(_, names)| names.len());
    for (entry, names) in open {
        let held = names
            .iter()
            .find(|name| need.permissions.contains_key(*name));
        let chosen = held.or(names.first());
        if let Some(name) = chosen {
            let operations = need.permissions.entry(name.clone()).or_default();
            operations.insert((entry.path.clone(), entry.method));
        }
    }
    need
}

fn names(rows: &[Permission], kind: PermissionKind) -> &[String] {
    let mut rows = rows.iter();
    let row = rows.find(|row| row.kind == kind);
    row.map_or(&[], |row| row.names.as_slice())
}

fn unknown(api: &Api) -> Unknown {
    let mut unknown = Unknown::default();
    operations(api, &mut |_, documentation| {
        unknown.operations += 1;
        unknown.without += usize::from(documentation.permissions.is_none());
    });
    unknown
}
