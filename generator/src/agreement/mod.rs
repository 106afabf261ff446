//! What two descriptions of one service say differently: each lowered alone, fact by fact.
//!
//! Beside the pipeline: nothing is made of it. It shows what each published form can tell, and so who owns which fact.

mod bound;
mod difference;
mod fact;
mod ledger;
mod navigations;
mod operations;
mod reach;
mod reason;
mod types;

pub use difference::{Difference, Reason, Said, Statement, TypeKind};
pub use fact::{Fact, Form};
pub use operations::OperationForm;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, TypeId};
use ledger::Ledger;
use reach::Reach;

/// What two models say of the same facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// How much the first model has, and the second.
    pub sizes: [Size; 2],
    /// Every fact that the two do not state alike, sorted by fact and subject.
    pub differences: Vec<Difference>,
    alike: BTreeMap<Fact, usize>,
}

/// How much a model has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Named types.
    pub types: usize,
    /// Structural properties, each at the type that declares it.
    pub properties: usize,
    /// Entity sets, singletons and navigation properties, each at the type that declares it.
    pub navigations: usize,
    /// Operations: an owner, the segments behind it and a method each.
    pub operations: usize,
}

/// How often a fact was stated alike, and how often it was not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Both state the same.
    pub alike: usize,
    /// Each states something else.
    pub differ: usize,
    /// The first alone has the thing or can tell.
    pub first_alone: usize,
    /// The second alone has the thing or can tell.
    pub second_alone: usize,
}

/// Compares two models. It takes time in proportion to their sizes, but for the logarithm of a look-up.
///
/// A fact about a thing is compared where both have the thing. A thing that one alone has is told once, with its nearest owner in the
/// other. What is inherited is compared where it is declared; operations are compared at every owner, as they are offered. Prose is not
/// compared.
pub fn compare(first: &Api, second: &Api) -> Agreement {
    let mut ledger = Ledger::default();
    let sides = [Side::of(first), Side::of(second)];
    types::compare(&sides, &mut ledger);
    navigations::compare(&sides, &mut ledger);
    let offered = sides.each_ref().map(|side| operations::offered(side.api));
    operations::compare(&sides, &offered, &mut ledger);
    bound::compare(&sides, &mut ledger);
    let operations = offered.each_ref().map(BTreeMap::len);
    ledger.into_agreement([size(first, operations[0]), size(second, operations[1])])
}

/// One of the two models, and what its root leads to.
struct Side<'a> {
    api: &'a Api,
    reach: Reach<'a>,
    /// The namespaces that it has types of.
    namespaces: BTreeSet<&'a str>,
}

impl<'a> Side<'a> {
    fn of(api: &'a Api) -> Self {
        Self {
            api,
            reach: Reach::of(api),
            namespaces: api.types.keys().map(TypeId::namespace).collect(),
        }
    }
}

fn size(api: &Api, operations: usize) -> Size {
    let properties = api.structured_types().map(|ty| ty.properties.len());
    Size {
        types: api.types.len(),
        properties: properties.sum(),
        navigations: navigations::declared(api).count(),
        operations,
    }
}

impl Agreement {
    /// How often a fact was stated alike, and how often it was not.
    pub fn tally(&self, fact: Fact) -> Tally {
        let mut tally = Tally {
            alike: self.alike.get(&fact).copied().unwrap_or_default(),
            ..Tally::default()
        };
        for difference in self.of(fact) {
            match (
                difference.first.said.tells(),
                difference.second.said.tells(),
            ) {
                (true, false) => tally.first_alone += 1,
                (false, true) => tally.second_alone += 1,
                _ => tally.differ += 1,
            }
        }
        tally
    }

    /// The differences in one fact.
    pub fn of(&self, fact: Fact) -> &[Difference] {
        let start = self
            .differences
            .partition_point(|difference| difference.fact < fact);
        let end = self
            .differences
            .partition_point(|difference| difference.fact <= fact);
        self.differences.get(start..end).unwrap_or_default()
    }
}
