//! Where statements are held against each other.

use std::collections::BTreeMap;

use super::{Agreement, Difference, Fact, Reason, Said, Size, Statement};
use crate::problem::Location;

/// What was compared so far.
#[derive(Default)]
pub(super) struct Ledger {
    alike: BTreeMap<Fact, usize>,
    differences: Vec<Difference>,
}

impl Ledger {
    /// Holds two statements against each other. What neither can tell is no fact.
    pub(super) fn note(
        &mut self,
        fact: Fact,
        subject: impl FnOnce() -> String,
        [first, second]: [Statement; 2],
        reason: Option<Reason>,
    ) {
        if first.said != second.said {
            self.differences.push(Difference {
                fact,
                subject: subject(),
                first,
                second,
                reason,
            });
        } else if first.said.tells() {
            *self.alike.entry(fact).or_default() += 1;
        }
    }

    /// The same for marks: a type that is not marked as abstract may be abstract all the same where the form has no such mark.
    pub(super) fn note_mark(
        &mut self,
        fact: Fact,
        subject: impl FnOnce() -> String,
        marked: [bool; 2],
        locations: [Location; 2],
    ) {
        let said = marked.map(|marked| {
            if marked {
                Said::Flag(true)
            } else {
                Said::Unknown
            }
        });
        self.note(fact, subject, statements(said, locations), None);
    }

    pub(super) fn into_agreement(self, sizes: [Size; 2]) -> Agreement {
        let mut differences = self.differences;
        differences.sort_by(|a, b| (a.fact, &a.subject).cmp(&(b.fact, &b.subject)));
        Agreement {
            sizes,
            differences,
            alike: self.alike,
        }
    }
}

/// Two statements with a place each.
pub(super) fn statements([first, second]: [Said; 2], locations: [Location; 2]) -> [Statement; 2] {
    let [first_location, second_location] = locations.map(Some);
    [
        Statement {
            said: first,
            location: first_location,
        },
        Statement {
            said: second,
            location: second_location,
        },
    ]
}
