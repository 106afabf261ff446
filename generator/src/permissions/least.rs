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
/// none: sets are made from the operations with the fewest choices on, and what the others in the set make superfluous is taken out again,
/// the most privileged first. So no permission can be left out of the set; that no other set is smaller is not said.
pub fn least(api: &Api) -> Least {
    let entries = entries(api);
    let mut least = Least {
        unknown: unknown(api),
        ..Least::default()
    };
    if entries.is_empty() {
        return least;
    }
    for kind in [
        PermissionKind::DelegatedWork,
        PermissionKind::DelegatedPersonal,
        PermissionKind::Application,
    ] {
        least.needs.insert(kind, need(&entries, kind));
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
    let held = held(&open);
    for (entry, names) in open {
        if let Some(name) = names.iter().find(|name| held.contains(name.as_str())) {
            let operations = need.permissions.entry(name.clone()).or_default();
            operations.insert((entry.path.clone(), entry.method));
        }
    }
    need
}

/// The permissions that allow each of the operations, none of which can be left out. The operations with the fewest choices come first.
fn held<'e>(open: &[(&Entry, &'e [String])]) -> BTreeSet<&'e str> {
    let mut held: BTreeSet<&str> = BTreeSet::new();
    let mut ranks: BTreeMap<&str, usize> = BTreeMap::new();
    for &(_, names) in open {
        for (rank, name) in names.iter().enumerate() {
            let known = ranks.entry(name).or_default();
            *known = rank.max(*known);
        }
        if !names.iter().any(|name| held.contains(name.as_str())) {
            held.extend(names.first().map(String::as_str));
        }
    }
    let mut candidates: Vec<&str> = held.iter().copied().collect();
    candidates.sort_by_key(|name| std::cmp::Reverse(ranks.get(name)));
    for name in candidates {
        let is_other = |it: &String| it != name && held.contains(it.as_str());
        if open.iter().all(|(_, names)| names.iter().any(is_other)) {
            held.remove(name);
        }
    }
    held
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
