//! What is known of the state of the service from the answers alone.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard};

use msgraph_runtime::Error;
use msgraph_runtime::test_util::Server;

use crate::support::outcome::{kind, says_nothing_was_done};

/// What the answer to a request says of its effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Done,
    None,
    /// Once or not at all.
    Open,
}

/// Entities that were made, by their names, and failures by their kinds.
#[derive(Default)]
pub(crate) struct Books(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    made: HashMap<String, Effect>,
    failures: BTreeMap<&'static str, u64>,
}

impl Books {
    /// Takes down what came of a request. `repeatable` says that it may have been sent again after an
    /// answer that was lost, so that what the last try says is not all.
    pub(crate) fn effect<T>(&self, outcome: &Result<T, Error>, repeatable: bool) -> Effect {
        let error = match outcome {
            Ok(_) => return Effect::Done,
            Err(error) => error,
        };
        let kind = kind(error).unwrap_or_else(|| panic!("no predicate holds for: {error}"));
        *self.pages().failures.entry(kind).or_default() += 1;
        let first = error.tries() == 1 || !repeatable;
        match says_nothing_was_done(error) && first {
            true => Effect::None,
            false => Effect::Open,
        }
    }

    /// An entity of this name was asked for.
    pub(crate) fn made(&self, name: &str, effect: Effect) {
        if effect != Effect::None {
            self.pages().made.insert(name.to_owned(), effect);
        }
    }

    /// An entity of this name was deleted, or may have been.
    pub(crate) fn deleted(&self, name: &str, effect: Effect) {
        let mut pages = self.pages();
        match effect {
            Effect::Done => drop(pages.made.remove(name)),
            Effect::Open => drop(pages.made.insert(name.to_owned(), Effect::Open)),
            Effect::None => {}
        }
    }

    /// Compares all entities that have names with those that there must be and those that may be.
    pub(crate) fn balance(&self, server: &Server) {
        let mut found: HashMap<String, u64> = HashMap::new();
        for user in server.entities("/users").expect("the users") {
            if let Some(name) = user["displayName"].as_str() {
                *found.entry(name.to_owned()).or_default() += 1;
            }
        }
        let pages = self.pages();
        for (name, count) in &found {
            assert!(pages.made.contains_key(name), "{name}: nobody made it");
            assert_eq!(*count, 1, "{name}: an effect was doubled");
        }
        for (name, effect) in &pages.made {
            let lost = *effect == Effect::Done && !found.contains_key(name);
            assert!(!lost, "{name}: an effect was lost");
        }
    }

    pub(crate) fn failures(&self) -> BTreeMap<&'static str, u64> {
        self.pages().failures.clone()
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().expect("a lock")
    }
}
