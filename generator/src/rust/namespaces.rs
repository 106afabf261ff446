//! Which modules hold the types of a namespace.

use std::collections::{BTreeMap, BTreeSet};

use super::Ident;
use super::layout::RESERVED_MODULES;
use super::names;
use crate::problem::{Location, Problems};

/// The namespace whose types live at the crate root.
const DEFAULT_NAMESPACE: &str = "microsoft.graph";

/// The modules of each namespace, from the crate root: none for `microsoft.graph`, `security` for `microsoft.graph.security`, all
/// segments for a foreign one. `located` are the namespaces with a place to show when one of them has no name in Rust; such a namespace
/// is left out. Two that differ only in what Rust cannot show are told apart by a number.
pub(super) fn modules<'a>(
    located: &BTreeMap<&'a str, Location>,
    problems: &mut Problems,
) -> BTreeMap<&'a str, Vec<Ident>> {
    let mut modules = BTreeMap::new();
    let mut taken = BTreeSet::from([Vec::new()]);
    for (namespace, location) in located {
        if *namespace == DEFAULT_NAMESPACE {
            modules.insert(*namespace, Vec::new());
        } else if let Some(path) = path(namespace, *location, problems) {
            let path = free(path, &taken);
            taken.insert(path.clone());
            modules.insert(*namespace, path);
        }
    }
    modules
}

fn path(namespace: &str, location: Location, problems: &mut Problems) -> Option<Vec<Ident>> {
    let below = namespace
        .strip_prefix(DEFAULT_NAMESPACE)
        .and_then(|rest| rest.strip_prefix('.'));
    let segments = below.unwrap_or(namespace).split('.');
    let idents = segments.map(|segment| {
        let what = format!("a segment of the namespace `{namespace}`");
        let ident = names::ident(Ident::snake, &what, segment, location, problems)?;
        let reserved = RESERVED_MODULES.contains(&ident.bare());
        Some(if reserved {
            ident.extended("namespace")
        } else {
            ident
        })
    });
    idents.collect()
}

fn free(path: Vec<Ident>, taken: &BTreeSet<Vec<Ident>>) -> Vec<Ident> {
    let numbered = |number: u32| {
        let (last, before) = path.split_last()?;
        let last = last.extended(&number.to_string());
        Some(before.iter().cloned().chain([last]).collect())
    };
    let others = (2..).map_while(numbered);
    std::iter::once(path.clone())
        .chain(others)
        .find(|candidate: &Vec<Ident>| !taken.contains(candidate))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::modules;
    use crate::problem::{FileId, Location, Problems};

    #[test]
    fn each_namespace_has_modules_of_its_own() {
        let located = [
            "microsoft.graph",
            "microsoft.graph.security",
            "microsoft.graph.termStore",
            "microsoft.graph.term_store",
            "microsoft.graph.models",
            "microsoft.graphical",
            "security",
            "other.space",
        ];
        let at = Location::new(FileId::new(0), 0, 0);
        let located: BTreeMap<&str, Location> = located.iter().map(|name| (*name, at)).collect();
        let mut problems = Problems::new();
        let found: Vec<String> = modules(&located, &mut problems)
            .values()
            .map(|path| {
                let names: Vec<String> = path.iter().map(ToString::to_string).collect();
                names.join("::")
            })
            .collect();
        assert!(problems.is_empty());
        assert_eq!(
            found,
            [
                "",
                "models_namespace",
                "security",
                "term_store",
                "term_store_2",
                "microsoft::graphical",
                "other::space",
                "security_2",
            ]
        );
    }
}
