//! Keys and values in the order of the text, found by key in logarithmic time.

use std::borrow::Cow;

use super::Node;
use crate::problem::{Location, Problem, ProblemKind, Problems};

/// Up to this many entries a scan beats a search, and a mapping needs no index.
const SMALL: usize = 12;

/// A key of a [`Mapping`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key<'t> {
    /// The key. In YAML, a plain scalar such as `200` is the text `200`.
    pub text: Cow<'t, str>,
    /// Its place, quotes included.
    pub location: Location,
}

/// Keys and values in order, no key twice.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping<'t>(Entries<'t>);

/// Two words, so that a value takes three: there are hundreds of thousands in a description, and nearly all of them are small.
#[derive(Clone, Debug, PartialEq)]
enum Entries<'t> {
    Small(Box<[(Key<'t>, Node<'t>)]>),
    Large(Box<Indexed<'t>>),
}

#[derive(Clone, Debug, PartialEq)]
struct Indexed<'t> {
    entries: Box<[(Key<'t>, Node<'t>)]>,
    /// Positions in `entries`, sorted by key.
    index: Box<[u32]>,
}

impl<'t> Mapping<'t> {
    /// Takes entries in order; tells of keys that occur twice, and keeps the first.
    pub(super) fn new(mut entries: Vec<(Key<'t>, Node<'t>)>, problems: &mut Problems) -> Self {
        let mut order = sorted(&entries);
        let mut twice = duplicates(&entries, &order);
        if !twice.is_empty() {
            for &(first, again) in &twice {
                if let (Some((first, _)), Some((again, _))) =
                    (entries.get(first), entries.get(again))
                {
                    let kind = ProblemKind::DuplicateKey {
                        key: again.text.clone().into_owned(),
                    };
                    problems.push(Problem::at(again.location, kind).also(first.location));
                }
            }
            twice.sort_unstable_by_key(|&(_, again)| std::cmp::Reverse(again));
            for (_, again) in twice {
                entries.remove(again);
            }
            order = sorted(&entries);
        }
        let entries = entries.into_boxed_slice();
        Self(if entries.len() <= SMALL {
            Entries::Small(entries)
        } else {
            let index = order.into_boxed_slice();
            Entries::Large(Box::new(Indexed { entries, index }))
        })
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node<'t>> {
        self.entry(key).map(|(_, value)| value)
    }

    /// The key as written in the text, with its value.
    pub fn entry(&self, key: &str) -> Option<(&Key<'t>, &Node<'t>)> {
        let (key, value) = match &self.0 {
            Entries::Small(entries) => entries.iter().find(|(candidate, _)| candidate.text == key),
            Entries::Large(indexed) => indexed.find(key),
        }?;
        Some((key, value))
    }

    /// Keys and values in the order of the text.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Key<'t>, &Node<'t>)> {
        self.entries().iter().map(|(key, value)| (key, value))
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }

    fn entries(&self) -> &[(Key<'t>, Node<'t>)] {
        match &self.0 {
            Entries::Small(entries) => entries,
            Entries::Large(indexed) => &indexed.entries,
        }
    }
}

impl<'t> Indexed<'t> {
    fn find(&self, key: &str) -> Option<&(Key<'t>, Node<'t>)> {
        let entry = |&at: &u32| self.entries.get(at as usize);
        let text = |at: &u32| entry(at).map(|(key, _)| key.text.as_ref());
        let position = self
            .index
            .binary_search_by(|at| text(at).cmp(&Some(key)))
            .ok()?;
        self.index.get(position).and_then(entry)
    }
}

/// Positions sorted by key; equal keys in the order of the text. Empty for one entry or none.
fn sorted(entries: &[(Key<'_>, Node<'_>)]) -> Vec<u32> {
    if entries.len() < 2 {
        return Vec::new();
    }
    // A text has less than 2^32 bytes, so no mapping has that many entries.
    let mut order: Vec<u32> = (0u32..).take(entries.len()).collect();
    order.sort_by(|&a, &b| text(entries, a).cmp(text(entries, b)));
    order
}

/// Pairs of positions with the same key: the first of them, and each further one.
fn duplicates(entries: &[(Key<'_>, Node<'_>)], order: &[u32]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut positions = order.iter();
    let Some(mut first) = positions.next() else {
        return pairs;
    };
    for position in positions {
        if text(entries, *first) == text(entries, *position) {
            pairs.push((*first as usize, *position as usize));
        } else {
            first = position;
        }
    }
    pairs
}

fn text<'a>(entries: &'a [(Key<'_>, Node<'_>)], position: u32) -> &'a str {
    entries
        .get(position as usize)
        .map_or("", |(key, _)| key.text.as_ref())
}
