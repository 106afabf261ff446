//! Which requests get which fault, and how often that was.

use super::{Fault, Kind};
use crate::test_util::random::Random;
use crate::test_util::recorded::RecordedRequest;
use crate::test_util::when::{Watch, When};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How often a fault was given. It stays right while the server runs.
#[derive(Clone, Debug, Default)]
pub struct FaultCount(Arc<AtomicU64>);

impl FaultCount {
    /// How often until now.
    pub fn given(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn count(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// What can be given to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::test_util) enum Kinds {
    /// All but those of batches.
    Connection,
    /// Those of batches, and answers that something else makes.
    BatchItem,
}

#[derive(Debug, Default)]
pub(in crate::test_util) struct Faults {
    rules: Vec<Rule>,
    given: BTreeMap<&'static str, u64>,
}

#[derive(Debug)]
struct Rule {
    watch: Watch,
    /// One of them is given each time.
    faults: Vec<Fault>,
    random: Random,
    count: FaultCount,
}

impl Faults {
    pub(in crate::test_util) fn add(&mut self, when: When, faults: Vec<Fault>) -> FaultCount {
        let count = FaultCount::default();
        self.rules.push(Rule {
            watch: Watch::new(when),
            faults,
            random: Random::new(self.rules.len() as u64),
            count: count.clone(),
        });
        count
    }

    pub(in crate::test_util) fn clear(&mut self) {
        self.rules.clear();
    }

    /// How often each was given, by name.
    pub(in crate::test_util) fn given(&self) -> &BTreeMap<&'static str, u64> {
        &self.given
    }

    /// The fault for a request: the first rule's that takes it. Each rule counts all requests that
    /// fit it.
    pub(in crate::test_util) fn pick(
        &mut self,
        request: &RecordedRequest,
        path: &str,
        kinds: Kinds,
    ) -> Option<Fault> {
        let mut picked = None;
        for rule in &mut self.rules {
            let possible = rule.faults.iter().any(|fault| fault.is_for(kinds));
            if possible && rule.watch.takes(request, path) && picked.is_none() {
                picked = rule.draw(kinds);
            }
        }
        if let Some(fault) = &picked {
            *self.given.entry(fault.name()).or_default() += 1;
        }
        picked
    }
}

impl Rule {
    fn draw(&mut self, kinds: Kinds) -> Option<Fault> {
        let possible: Vec<&Fault> = self.faults.iter().filter(|f| f.is_for(kinds)).collect();
        let drawn = possible.get(self.random.below(possible.len()))?;
        self.count.count();
        Some((*drawn).clone())
    }
}

impl Fault {
    fn is_for(&self, kinds: Kinds) -> bool {
        let of_batches = matches!(self.kind, Kind::Missing | Kind::Twice);
        let of_service = matches!(
            self.kind,
            Kind::Refusal(_) | Kind::RefusalUntil(..) | Kind::Instead(_)
        );
        match kinds {
            Kinds::Connection => !of_batches,
            Kinds::BatchItem => of_batches || of_service,
        }
    }
}
