//! Names within one scope: what is reserved there, and what happens when two things of a description want the same name.
//!
//! The rules look at names alone, never at the order of things, so that the same description gives the same names however it is written.

use std::collections::{BTreeMap, BTreeSet};

use super::Ident;
use crate::problem::{Location, Meaning, Problem, Problems};

/// A thing that wants a name.
pub(super) struct Wanted<'a> {
    /// Its name in the description.
    pub wire_name: &'a str,
    /// The name it would have if it were alone.
    pub ident: Ident,
    /// Which kind of thing it is; kinds that come first keep their names.
    pub kind: NameKind,
    /// Where it is described.
    pub location: Location,
}

/// The kinds of things that share a scope, in the order in which they keep their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameKind {
    /// A key, a property, an enumeration member, a type: the only kind of its scope.
    Plain,
    /// A navigation property.
    Navigation,
    /// A bound function.
    Function,
    /// A bound action.
    Action,
}

impl NameKind {
    /// What is added to the name of such a thing where the name is taken.
    fn suffix(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Navigation => "navigation",
            Self::Function => "function",
            Self::Action => "action",
        }
    }
}

/// Gives each thing its name, in the order in which they are listed.
///
/// A name that is reserved in the scope, or that a kind of things with precedence has, gets the suffix of its kind: that is how the scope
/// works, and no surprise. Two things of one kind that differ only in what Rust cannot show are a surprise: the first by its name in the
/// description keeps the name, the others are numbered, and a warning shows both.
pub(super) fn settle(
    scope: &str,
    reserved: &[&str],
    wanted: &[Wanted<'_>],
    problems: &mut Problems,
) -> Vec<Ident> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|&index| (wanted[index].kind, wanted[index].wire_name));
    let mut taken: BTreeSet<String> = reserved.iter().map(|&name| name.to_owned()).collect();
    let mut holders: BTreeMap<String, usize> = BTreeMap::new();
    let mut settled: Vec<Ident> = wanted.iter().map(|thing| thing.ident.clone()).collect();
    for index in order {
        let thing = &wanted[index];
        let mut ident = thing.ident.clone();
        if taken.contains(ident.bare()) {
            let rival = holders.get(ident.bare()).map(|&holder| &wanted[holder]);
            ident = free(&thing.ident, thing.kind, &taken);
            if let Some(rival) = rival.filter(|rival| rival.kind == thing.kind) {
                let kind = Meaning::NameCollision {
                    scope: scope.to_owned(),
                    first: rival.wire_name.to_owned(),
                    second: thing.wire_name.to_owned(),
                    rust_name: ident.to_string(),
                };
                problems.push(Problem::at(thing.location, kind).also(rival.location));
            }
        }
        taken.insert(ident.bare().to_owned());
        holders.insert(ident.bare().to_owned(), index);
        settled[index] = ident;
    }
    settled
}

fn free(ident: &Ident, kind: NameKind, taken: &BTreeSet<String>) -> Ident {
    let by_kind = (kind != NameKind::Plain).then(|| ident.extended(kind.suffix()));
    let numbered = (2_u32..).map(|number| ident.extended(&number.to_string()));
    by_kind
        .into_iter()
        .chain(numbered)
        .find(|candidate| !taken.contains(candidate.bare()))
        .unwrap_or_else(|| ident.clone())
}

/// The identifier for a name of the description, or a problem and nothing.
pub(super) fn ident(
    make: fn(&str) -> Result<Ident, super::ident::NoIdent>,
    what: &str,
    wire_name: &str,
    location: Location,
    problems: &mut Problems,
) -> Option<Ident> {
    let made = make(wire_name).ok();
    if made.is_none() {
        let kind = Meaning::NoRustName {
            what: what.to_owned(),
            name: wire_name.to_owned(),
        };
        problems.push(Problem::at(location, kind));
    }
    made
}
