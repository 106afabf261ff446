//! One cell of the table: a request, what came of it, and what was done.

use std::fmt;
use std::time::Duration;

use msgraph_runtime::test_util::{Server, When};
use msgraph_runtime::{Answer, Client, Error, Request, RetryPolicy};
use serde_json::{Value, json};

use super::faults::Make;
use crate::support::clock::TestClock;
use crate::support::outcome::kind;
use crate::support::{builder, built, create, delete, get, patch, set_manager, user};

/// The client waits so long for the next bytes.
const READ_TIMEOUT: Duration = Duration::from_secs(1);

/// Who becomes everybody's manager.
pub(super) const MANAGER: &str = "boss";

#[derive(Clone, Copy, Debug)]
pub(super) enum Method {
    Get,
    PutRef,
    Post,
    Patch,
    Delete,
}

const METHODS: [Method; 5] = [
    Method::Get,
    Method::PutRef,
    Method::Post,
    Method::Patch,
    Method::Delete,
];

/// What came of one fault.
pub(super) struct Row {
    fault: &'static str,
    retries: bool,
    cells: Vec<Cell>,
}

struct Cell {
    outcome: String,
    tries: u32,
    /// How often it took effect, where that can be told.
    effects: Option<usize>,
}

impl Row {
    /// The requests are about a person of this name.
    pub(super) async fn of(
        server: &Server,
        person: &str,
        (fault, make): (&'static str, Make),
        retries: bool,
    ) -> Self {
        let policy = match retries {
            true => RetryPolicy::default(),
            false => RetryPolicy::none(),
        };
        let builder = builder(server, &TestClock::new()).retry(policy);
        let client = built(builder.read_timeout(READ_TIMEOUT));
        let mut cells = Vec::new();
        for method in METHODS {
            server.fault(When::every().times(1), make(server));
            cells.push(method.cell(server, &client, person).await);
            server.clear_faults();
        }
        Self {
            fault,
            retries,
            cells,
        }
    }
}

impl Method {
    pub(super) fn heading() -> String {
        let names = METHODS.map(|method| format!("{method:?}"));
        let columns: String = names.iter().map(|name| format!(" | {name:<13}")).collect();
        format!("{:<24}{columns}", "fault")
    }

    async fn cell(self, server: &Server, client: &Client, person: &str) -> Cell {
        let (outcome, tries) = match self {
            Self::Get => send(client, get(user(person))).await,
            Self::PutRef => send(client, set_manager(person, MANAGER)).await,
            Self::Post => send(client, create(&json!({"displayName": person}))).await,
            Self::Patch => send(client, patch(person, &json!({"jobTitle": "Poet"}))).await,
            Self::Delete => send(client, delete(person)).await,
        };
        Cell {
            outcome,
            tries,
            effects: self.effects(server, person),
        }
    }

    /// How often the request took effect, by the state of the service. What is the same after it is
    /// done twice counts as once.
    fn effects(self, server: &Server, person: &str) -> Option<usize> {
        let one = server.entity(&format!("/users/{person}"));
        let manager = server.entity(&format!("/users/{person}/manager"));
        let all = server.entities("/users").unwrap_or_default();
        let named = |one: &&Value| one["displayName"] == person;
        Some(match self {
            Self::Get => return None,
            Self::PutRef => usize::from(manager.is_some()),
            Self::Post => all.iter().filter(named).count(),
            Self::Patch => usize::from(one.is_some_and(|one| one["jobTitle"] == "Poet")),
            Self::Delete => usize::from(one.is_none()),
        })
    }
}

async fn send<T>(client: &Client, request: Request<T>) -> (String, u32) {
    told(client.answer(request).await)
}

fn told<T>(outcome: Result<Answer<T>, Error>) -> (String, u32) {
    match outcome {
        Ok(answer) => ("ok".to_owned(), answer.tries),
        Err(error) => {
            let kind = kind(&error).expect("a predicate holds for every error");
            let status = error.status().filter(|_| error.is_service());
            let status = status.map(|status| status.as_u16().to_string());
            let word = match (kind, status) {
                ("service", Some(status)) => status,
                (kind, _) => kind.to_owned(),
            };
            (word, error.tries())
        }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.retries {
            self.fault
        } else {
            "  sent once"
        };
        let cells = self.cells.iter();
        let cells: String = cells
            .map(|cell| format!(" | {:<13}", cell.to_string()))
            .collect();
        writeln!(f, "{}", format!("{name:<24}{cells}").trim_end())
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.outcome, self.tries)?;
        match self.effects {
            Some(effects) => write!(f, "/{effects}"),
            None => Ok(()),
        }
    }
}
