//! One of those who send requests, one after the other, each about entities of its own.

use std::collections::VecDeque;
use std::sync::Arc;

use msgraph_runtime::test_util::Server;
use msgraph_runtime::{Batch, Client, Error, Page, Path, Request};
use serde_json::{Value, json};

use super::books::{Books, Effect};
use crate::support::{create, delete, get, patch, set_manager, user};
use http::Method;

/// How many groups there are, on several pages.
pub(crate) const GROUPS: usize = 25;
/// Who may become somebody's manager.
pub(crate) const MANAGERS: [&str; 2] = ["m0", "m1"];

pub(crate) struct Worker {
    client: Client,
    server: Arc<Server>,
    books: Arc<Books>,
    /// The user that nobody else changes.
    id: String,
    steps: usize,
    /// What was made and is not yet deleted: names and ids.
    made: VecDeque<(String, String)>,
}

impl Worker {
    pub(crate) fn new(
        client: Client,
        server: Arc<Server>,
        books: Arc<Books>,
        number: usize,
    ) -> Self {
        Self {
            client,
            server,
            books,
            id: id(number),
            steps: number,
            made: VecDeque::new(),
        }
    }

    /// Sends the next request of a mix, and checks what came of it.
    pub(crate) async fn step(&mut self) {
        self.steps += 1;
        match self.steps % 20 {
            0 | 1 => self.create().await,
            2 | 3 => self.delete().await,
            4 => self.batch().await,
            5 | 6 => self.pages().await,
            7..=10 => self.patch().await,
            11..=14 => self.set_manager().await,
            _ => self.get().await,
        }
    }

    async fn create(&mut self) {
        let name = self.name();
        let outcome = self.client.send(new_user(&name)).await;
        self.check_new(&name, outcome);
    }

    async fn get(&self) {
        let outcome = self.client.send(get(user(&self.id))).await;
        self.books.effect(&outcome, true);
        if let Ok(found) = outcome {
            assert_eq!(found["id"], self.id.as_str());
            assert_eq!(found["jobTitle"], self.stored()["jobTitle"]);
        }
    }

    async fn patch(&self) {
        let (before, title) = (self.stored(), format!("title {}", self.steps));
        let changes = patch(&self.id, &json!({"jobTitle": title}));
        let outcome = self.client.send(changes).await;
        let effect = self.books.effect(&outcome, false);
        let after = &self.stored()["jobTitle"];
        assert_changed(effect, &before["jobTitle"], after, &json!(title));
    }

    async fn set_manager(&self) {
        let manager = MANAGERS[self.steps / 10 % MANAGERS.len()];
        let before = self.manager();
        let outcome = self.client.send(set_manager(&self.id, manager)).await;
        let effect = self.books.effect(&outcome, true);
        assert_changed(effect, &before, &self.manager(), &json!(manager));
    }

    async fn delete(&mut self) {
        let Some((name, id)) = self.made.pop_front() else {
            return self.create().await;
        };
        let outcome = self.client.send(delete(&id)).await;
        let again = outcome
            .as_ref()
            .err()
            .is_some_and(|error| error.tries() > 1);
        self.check_gone(&name, &id, outcome, again);
    }

    async fn pages(&self) {
        let groups = Path::service("v1.0").literal("groups");
        let request: Request<Page<Value>> = Request::page(Method::GET, groups);
        let mut pages = self.client.pages(request);
        let mut seen = Vec::new();
        while let Some(page) = pages.next().await {
            if self.books.effect(&page, true) != Effect::Done {
                return;
            }
            let page = page.expect("a page that was done");
            seen.extend(page.value.into_iter().map(|group| group["id"].clone()));
        }
        let expected: Vec<_> = (0..GROUPS).map(|at| json!(group_id(at))).collect();
        assert_eq!(seen, expected);
    }

    /// A user more and one fewer, in one batch.
    async fn batch(&mut self) {
        let name = self.name();
        let mut batch = Batch::new();
        let made = batch.add(new_user(&name));
        let read = batch.add(get(user(&self.id)));
        let gone = self.made.pop_front();
        let gone = gone.map(|(name, id)| (batch.add(delete(&id)), name, id));
        let answers = self.client.batch(batch).await;
        let mut answers = answers.expect("all of them can be sent");
        let outcome = answers.take(made);
        self.check_new(&name, outcome);
        self.books.effect(&answers.take(read), true);
        if let Some((handle, name, id)) = gone {
            self.check_gone(&name, &id, answers.take(handle), true);
        }
    }

    /// An entity that is said to be made is there.
    fn check_new(&mut self, name: &str, outcome: Result<Value, Error>) {
        let effect = self.books.effect(&outcome, false);
        self.books.made(name, effect);
        // What a batch shows of bytes that are no JSON is a text, which is a `Value` without an id.
        let made = outcome.unwrap_or_default();
        if let Some(id) = made["id"].as_str() {
            let stored = self.server.entity(&format!("/users/{id}"));
            assert_eq!(stored.expect("it is there")["displayName"], name);
            self.made.push_back((name.to_owned(), id.to_owned()));
        }
    }

    /// An entity that is said to be gone is not there, and one of which nothing is said may be. `again`
    /// says that the request may have been sent more than once: then it may have found nothing.
    fn check_gone(&self, name: &str, id: &str, outcome: Result<(), Error>, again: bool) {
        let not_found = outcome.as_ref().err().is_some_and(Error::is_not_found);
        let effect = match self.books.effect(&outcome, true) {
            Effect::Open if not_found && again => Effect::Done,
            effect => effect,
        };
        assert!(again || !not_found, "{name} was not there to be deleted");
        let there = self.server.entity(&format!("/users/{id}")).is_some();
        match effect {
            Effect::Done => assert!(!there, "{name} is still there"),
            Effect::None => assert!(there, "{name} was not to be deleted"),
            Effect::Open => {}
        }
        self.books.deleted(name, effect);
    }

    fn name(&self) -> String {
        format!("{} {}", self.id, self.steps)
    }

    fn stored(&self) -> Value {
        let stored = self.server.entity(&format!("/users/{}", self.id));
        stored.expect("the user of the worker")
    }

    fn manager(&self) -> Value {
        let manager = self.server.entity(&format!("/users/{}/manager", self.id));
        manager.map_or(Value::Null, |manager| manager["id"].clone())
    }
}

pub(crate) fn id(worker: usize) -> String {
    format!("w{worker}")
}

pub(crate) fn group_id(at: usize) -> String {
    format!("g{at:02}")
}

fn new_user(name: &str) -> Request<Value> {
    create(&json!({"displayName": name}))
}

#[track_caller]
fn assert_changed(effect: Effect, before: &Value, after: &Value, wanted: &Value) {
    match effect {
        Effect::Done => assert_eq!(after, wanted, "an effect was lost"),
        Effect::None => assert_eq!(after, before, "nothing was to be done"),
        Effect::Open => assert!([before, wanted].contains(&after), "{after}"),
    }
}
