//! The types whose instances have paths of their own.

use std::collections::BTreeSet;

use crate::model::{Api, Navigation, TypeId};

/// The types that the root leads to by entity sets, singletons and navigation properties that paths go on behind: those that contain
/// what they lead to, and offer it rather than references to it. Documented paths go through these types alone.
pub(super) fn placed(api: &Api) -> BTreeSet<TypeId> {
    let mut placed = BTreeSet::new();
    let mut open: Vec<&Navigation> = api.root.values().collect();
    while let Some(navigation) = open.pop() {
        if placed.insert(navigation.target.clone()) {
            let next = api
                .structured(&navigation.target)
                .into_iter()
                .flat_map(|structured| structured.navigation.values());
            open.extend(next.filter(|navigation| navigation.continues));
        }
    }
    placed
}
