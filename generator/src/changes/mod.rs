//! What changes for those who call a generated crate when its description changes.
//!
//! Not descriptions are compared, but what was made of them: every public item of a crate is one entry of its [`Surface`], and what
//! happened to each is judged by one table. A surface can be written as text ([`Surface::to_text`]); each generated crate has its own
//! beside its sources, so that the next one can be compared with it when the old description is gone.
//!
//! Promises that the table relies on: literals of models and of parameters end in `..Default::default()`, since models gain fields when
//! the service gains properties; and the second parameter of a `Request`, the set of query options, is not written in code.
//!
#![doc = include_str!("rules.md")]

mod facet;
mod follow;
mod of_crate;
mod renamed;
mod rules;
mod semver;
mod spell;
mod summary;
mod surface;

pub use facet::Facet;
pub use rules::{Event, RULES, Rule, Verdict};
pub use semver::Step;
pub use summary::{FILE, SummaryError};
pub use surface::{Item, Kind, Surface};

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

use facet::{ACCESS, Nature};

use crate::model::Permissions;
use crate::rust::item::NO_PERMISSION;

/// What happened from one surface to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Every change, the breaking ones first, then by kind and name.
    pub list: Vec<Change>,
}

/// One thing that happened to one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The kind of the item.
    pub kind: Kind,
    /// Its name in Rust, from the crate root.
    pub name: String,
    /// What it is in the description: `microsoft.graph.user/aboutMe`, `GET /users/{user-id}`; empty where there is nothing to say.
    pub subject: String,
    /// What happened.
    pub event: Event,
    /// What that means, and why.
    pub rule: &'static Rule,
    /// What was.
    pub before: Option<String>,
    /// What is.
    pub after: Option<String>,
    /// For what was removed, the item that it may be now: the only one that came in its place and is like it but for its name. A guess: that it
    /// is the same thing is not said.
    pub perhaps: Option<String>,
    /// Whether it goes with another change of the list, as the fields of a struct go with the struct.
    pub follows: bool,
}

impl Change {
    /// What it means.
    pub fn verdict(&self) -> Verdict {
        self.rule.verdict
    }
}

impl Changes {
    /// The changes with that verdict that do not go with another one.
    pub fn of(&self, verdict: Verdict) -> impl Iterator<Item = &Change> {
        let list = self.list.iter();
        list.filter(move |it| it.verdict() == verdict && !it.follows)
    }

    /// Which number of the crate's version has to move.
    pub fn step(&self) -> Step {
        Step::of(self.list.iter().map(Change::verdict).max())
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// Compares two surfaces. It takes time in proportion to their sizes, but for the logarithm of a look-up. Documentation is compared where
/// both have it.
pub fn compare(old: &Surface, new: &Surface) -> Changes {
    let mut list = Vec::new();
    for (key, item) in &old.items {
        match new.items.get(key) {
            None => list.extend(whole(old, key, item, Event::Removed)),
            Some(now) => changed(new, key, item, now, &mut list),
        }
    }
    for (key, item) in &new.items {
        if !old.items.contains_key(key) {
            list.extend(whole(new, key, item, Event::Added));
        }
    }
    follow::mark(&mut list, old, new);
    renamed::mark(&mut list, old, new);
    list.sort_by(|a, b| {
        let rank = |it: &Change| (Reverse(it.verdict()), it.kind);
        (rank(a), &a.name, a.event).cmp(&(rank(b), &b.name, b.event))
    });
    Changes { list }
}

type Key = (String, Kind);

/// An item that comes or goes. A parameter that comes and is required is told as that.
fn whole(surface: &Surface, key: &Key, item: &Item, event: Event) -> Option<Change> {
    let required = item.facet(Facet::Required).is_some();
    let event = match event {
        Event::Added if required => Event::Gained(Facet::Required),
        event => event,
    };
    change(surface, key, item, event, (None, None))
}

fn changed(surface: &Surface, key: &Key, old: &Item, new: &Item, list: &mut Vec<Change>) {
    for facet in Facet::ALL {
        let (before, after) = (old.facet(facet), new.facet(facet));
        if before == after {
            continue;
        }
        let elsewhere = facet.nature() == Nature::Choice && route(old) != route(new);
        if elsewhere {
            continue;
        }
        for (event, before, after) in events(key.1, facet, before, after) {
            list.extend(change(surface, key, new, event, (before, after)));
        }
    }
    if let (Some(before), Some(after)) = (&old.docs, &new.docs)
        && before != after
    {
        let now = new;
        list.extend(change(surface, key, now, Event::Documented, (None, None)));
    }
}

/// Which path the permissions of an operation are those of.
fn route(item: &Item) -> Option<String> {
    item.facet(Facet::At).map(Permissions::key)
}

type Told = (Event, Option<String>, Option<String>);

/// What the difference of a facet comes to.
fn events(kind: Kind, facet: Facet, before: Option<&str>, after: Option<&str>) -> Vec<Told> {
    let owned = |value: Option<&str>| value.map(str::to_owned);
    match facet.nature() {
        Nature::Silent => Vec::new(),
        Nature::Set => set_events(facet, before, after),
        Nature::Choice => choice_events(facet, before, after),
        Nature::Ladder => {
            let [.., most] = ACCESS;
            let (before, after) = (before.or(Some(most)), after.or(Some(most)));
            let step = |value: Option<&str>| ACCESS.iter().position(|it| value == Some(*it));
            let (old, new) = (step(before), step(after));
            let event = match new.cmp(&old) {
                Ordering::Equal => return Vec::new(),
                Ordering::Greater => Event::Gained(facet),
                Ordering::Less => Event::Lost(facet),
            };
            vec![(event, owned(before), owned(after))]
        }
        Nature::Exact => {
            let event = match (before, after) {
                (None, _) => Event::Gained(facet),
                (_, None) => Event::Lost(facet),
                _ => Event::Changed(facet),
            };
            let known = Rule::of(kind, event).is_some();
            let event = if known { event } else { Event::Changed(facet) };
            vec![(event, owned(before), owned(after))]
        }
    }
}

/// One event for all that is lost, and one for all that is gained.
fn set_events(facet: Facet, before: Option<&str>, after: Option<&str>) -> Vec<Told> {
    let set = |value: Option<&'_ str>| -> BTreeSet<String> {
        let parts = value.unwrap_or_default().split(',');
        parts
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (before, after) = (set(before), set(after));
    let listed = |some: BTreeSet<&String>| -> Option<String> {
        let names: Vec<&str> = some.into_iter().map(String::as_str).collect();
        (!names.is_empty()).then(|| names.join(","))
    };
    let lost = listed(before.difference(&after).collect());
    let gained = listed(after.difference(&before).collect());
    let lost = lost.map(|lost| (Event::Lost(facet), Some(lost), None));
    let gained = gained.map(|gained| (Event::Gained(facet), None, Some(gained)));
    lost.into_iter().chain(gained).collect()
}

/// What became of permissions of which one is enough: nothing where one side does not know. A list without any is `-`.
fn choice_events(facet: Facet, before: Option<&str>, after: Option<&str>) -> Vec<Told> {
    let (Some(before), Some(after)) = (before, after) else {
        return Vec::new();
    };
    let names = |list| Some(list).filter(|list| *list != NO_PERMISSION);
    let events = set_events(facet, names(before), names(after));
    let first = |list: &str| list.split(',').next().map(str::to_owned);
    let (least, now) = (first(before), first(after));
    if events.is_empty() && least != now {
        return vec![(Event::Changed(facet), least, now)];
    }
    events
}

fn change(
    surface: &Surface,
    key: &Key,
    item: &Item,
    event: Event,
    (before, after): (Option<String>, Option<String>),
) -> Option<Change> {
    let (name, kind) = key;
    Some(Change {
        kind: *kind,
        name: name.clone(),
        subject: subject(surface, name, *kind, item),
        event,
        rule: Rule::of(*kind, event)?,
        before,
        after,
        perhaps: None,
        follows: false,
    })
}

/// What an item is in the description.
fn subject(surface: &Surface, name: &str, kind: Kind, item: &Item) -> String {
    let wire = item.facet(Facet::Wire).unwrap_or_default();
    let owner = |kinds: [Kind; 2]| {
        let owner = follow::owner(name, kind)?;
        let owner = kinds.iter().find_map(|it| surface.get(owner, *it))?;
        owner.facet(Facet::Wire)
    };
    match kind {
        Kind::Field | Kind::Member => match owner([Kind::Struct, Kind::Enum]) {
            Some(owner) => format!("{owner}/{wire}"),
            None => wire.to_owned(),
        },
        Kind::Operation => {
            let sends = item.facet(Facet::Sends).unwrap_or_default();
            let method = sends.split(['/', '(', ':', '?']).next().unwrap_or_default();
            let at = item.facet(Facet::At).unwrap_or(sends);
            format!("{method} {at}")
        }
        Kind::Navigation | Kind::Key => item.facet(Facet::Sends).unwrap_or_default().to_owned(),
        _ => wire.to_owned(),
    }
}

#[cfg(test)]
mod tests;
