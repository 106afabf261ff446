//! What went and came under another name, as far as can be guessed.

use std::collections::BTreeMap;

use super::facet::Facet;
use super::surface::{Item, Kind, Surface};
use super::{Change, Event, follow};

/// Notes at what went what it may be called now: the one item that came in the same place and is like it, if nothing else that is like it
/// went or came.
pub(super) fn mark(list: &mut [Change], old: &Surface, new: &Surface) {
    let mut went: BTreeMap<Likeness, Vec<usize>> = BTreeMap::new();
    let mut came: BTreeMap<Likeness, Vec<String>> = BTreeMap::new();
    for (index, change) in list.iter().enumerate() {
        let (is_new, surface) = match change.event {
            Event::Removed => (false, old),
            Event::Added => (true, new),
            _ => continue,
        };
        match likeness(change, surface) {
            Some(likeness) if is_new => {
                came.entry(likeness).or_default().push(change.name.clone());
            }
            Some(likeness) => went.entry(likeness).or_default().push(index),
            None => {}
        }
    }
    for (likeness, indexes) in went {
        if let ([index], Some([name])) =
            (indexes.as_slice(), came.get(&likeness).map(Vec::as_slice))
            && let Some(change) = list.get_mut(*index)
        {
            change.perhaps = Some(name.clone());
        }
    }
}

/// What two items have in common that may be one: the kind, where they are, and what is known of them but for their names.
type Likeness = (Kind, String, Vec<String>);

fn likeness(change: &Change, surface: &Surface) -> Option<Likeness> {
    let (name, kind) = (change.name.as_str(), change.kind);
    match kind {
        Kind::Field | Kind::Parameter | Kind::Member => {
            let item = surface.get(name, kind)?;
            let place = follow::owner(name, kind)?.to_owned();
            Some((kind, place, known(item, &[Facet::Wire, Facet::Deprecated])))
        }
        Kind::Struct | Kind::Enum => {
            let parts = parts(surface, name);
            // The name and the module of its own.
            let place = name.rsplitn(3, "::").nth(2).unwrap_or_default();
            (!parts.is_empty()).then(|| (kind, place.to_owned(), parts))
        }
        _ => None,
    }
}

/// The properties of a struct, or the members of an enum.
fn parts(surface: &Surface, name: &str) -> Vec<String> {
    let behind = surface
        .items
        .range((name.to_owned(), Kind::Crate)..)
        .take_while(|((part, _), _)| part.starts_with(name));
    let of_it = behind.filter(|((part, kind), _)| {
        matches!(kind, Kind::Field | Kind::Member) && follow::owner(part, *kind) == Some(name)
    });
    of_it
        .map(|(_, item)| known(item, &[Facet::Deprecated]).join(" "))
        .collect()
}

fn known(item: &Item, but: &[Facet]) -> Vec<String> {
    let facets = item.facets.iter().filter(|(facet, _)| !but.contains(facet));
    facets
        .map(|(facet, value)| format!("{}={value}", facet.name()))
        .collect()
}
