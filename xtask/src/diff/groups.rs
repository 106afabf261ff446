//! Changes that are one to a reader: the same thing that happened to the same member of several types.

use std::collections::BTreeMap;

use msgraph_generator::changes::{Change, Changes, Event, Kind, Verdict};

/// A change, and how many there are like it.
#[derive(Debug)]
pub(super) struct Group<'c> {
    pub(super) change: &'c Change,
    /// How many others there are.
    pub(super) others: usize,
}

/// The groups of a verdict, in the order of their first changes.
pub(super) fn of(changes: &Changes, verdict: Verdict) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known = BTreeMap::new();
    for change in changes.of(verdict) {
        let Some(member) = member(change) else {
            groups.push(Group { change, others: 0 });
            continue;
        };
        let key = (
            change.kind,
            change.event,
            member,
            &change.before,
            &change.after,
        );
        match known.get(&key).and_then(|&at: &usize| groups.get_mut(at)) {
            Some(group) => group.others += 1,
            None => {
                known.insert(key, groups.len());
                groups.push(Group { change, others: 0 });
            }
        }
    }
    groups
}

/// What several types can have of one name because they inherit it.
fn member(change: &Change) -> Option<&str> {
    match change.kind {
        // Where it stands is where it is read.
        _ if change.event == Event::Documented => Some(""),
        Kind::Field => change.name.rsplit('.').next(),
        Kind::Constant => change.name.rsplit("::").next(),
        Kind::Subtype => change.name.rsplit("::").next(),
        Kind::Struct if change.before.is_some() || change.after.is_some() => Some(""),
        Kind::Key => change.name.rsplit('.').next(),
        _ => None,
    }
}

/// How often each thing happened, the most frequent first: "3 operations removed".
pub(super) fn counts(changes: &Changes, verdict: Verdict) -> Vec<(usize, String)> {
    let mut counts: BTreeMap<(Kind, &str), usize> = BTreeMap::new();
    for change in changes.of(verdict) {
        *counts.entry((change.kind, change.rule.what)).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let counts = counts.into_iter();
    counts
        .map(|((kind, what), count)| (count, format!("{}: {what}", kind.noun())))
        .collect()
}
