//! Sending the requests of a batch until each has its answer.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Method, StatusCode};

use super::MAX_REQUESTS;
use super::item::Item;
use super::wire::{Part, parts};
use crate::client::Client;
use crate::error::Error;
use crate::layers::{Verdict, classify};
use crate::model::Writer;
use crate::path::Path;
use crate::request::Request;
use crate::response::Response;

/// What the service says when a request was not tried because another one failed.
const FAILED: &str = r#"{"error":{"code":"FailedDependency","message":"a request that this one comes after failed"}}"#;

/// A batch on its way.
pub(super) struct Run<'a> {
    client: &'a Client,
    items: Vec<Item>,
    states: Vec<State>,
    began: Instant,
}

enum State {
    /// To be sent, not before that moment, after so many tries.
    Waiting {
        from: Instant,
        tries: u32,
    },
    Done(Result<Response, Error>),
}

impl<'a> Run<'a> {
    pub(super) fn new(client: &'a Client, items: Vec<Item>) -> Self {
        let began = client.clock().instant();
        let waiting = |_: &Item| State::Waiting {
            from: began,
            tries: 0,
        };
        let states = items.iter().map(waiting).collect();
        Self {
            client,
            items,
            states,
            began,
        }
    }

    /// Sends until each request has its answer.
    pub(super) async fn finish(mut self) -> Vec<Result<Response, Error>> {
        loop {
            self.give_up_dependents();
            let Some(next) = self.earliest() else {
                break;
            };
            let wait = next.saturating_duration_since(self.client.clock().instant());
            if !wait.is_zero() {
                self.client.clock().sleep(wait).await;
            }
            // The earliest one may go, so there is one at least.
            let chosen = self.choose(next.max(self.client.clock().instant()));
            let answer = self.send(&chosen).await;
            self.settle(&chosen, answer);
        }
        let lost = || Err(Error::request("the request was not sent"));
        let states = self.states.into_iter();
        let answers = states.map(|state| match state {
            State::Done(answer) => answer,
            State::Waiting { .. } => lost(),
        });
        answers.collect()
    }

    /// When the next request that waits for nothing else may be sent.
    fn earliest(&self) -> Option<Instant> {
        let numbered = self.states.iter().enumerate();
        let moments = numbered.filter_map(|(at, state)| match state {
            State::Waiting { from, .. } if self.is_free(at, &[]) => Some(*from),
            _ => None,
        });
        moments.min()
    }

    /// Whether all that a request comes after has succeeded, or is sent with it.
    fn is_free(&self, at: usize, together: &[usize]) -> bool {
        let after = self.items.get(at).map_or(&[][..], |item| &item.after);
        after.iter().all(|earlier| {
            together.contains(earlier) || matches!(self.states.get(*earlier), Some(State::Done(_)))
        })
    }

    /// The requests that are sent next: as many as fit of one version, in their order.
    fn choose(&self, now: Instant) -> Vec<usize> {
        let mut chosen: Vec<usize> = Vec::new();
        for (at, (item, state)) in self.items.iter().zip(&self.states).enumerate() {
            let version = chosen.first().and_then(|first| self.items.get(*first));
            let fits = version.is_none_or(|first| first.version == item.version);
            let may = matches!(state, State::Waiting { from, .. } if *from <= now);
            if may && fits && self.is_free(at, &chosen) {
                chosen.push(at);
            }
            if chosen.len() == MAX_REQUESTS {
                break;
            }
        }
        chosen
    }

    async fn send(&self, chosen: &[usize]) -> Result<Vec<Part>, Error> {
        let mut writer = Writer::new();
        writer.begin_object();
        writer.name("requests");
        writer.begin_array();
        for at in chosen {
            if let Some(item) = self.items.get(*at) {
                let after = item.after.iter().copied();
                let together: Vec<usize> = after.filter(|at| chosen.contains(at)).collect();
                item.write(*at, &together, &mut writer);
            }
        }
        writer.end_array();
        writer.end_object();
        let first = chosen.first().and_then(|at| self.items.get(*at));
        let version = first.map_or("", |item| item.version.as_str());
        let path = Path::service("").literal("$batch");
        let request = Request::bytes(Method::POST, path)
            .header("Accept", "application/json")
            .content("application/json", writer.finish());
        let decode = request.decoder();
        let mut prepared = self.client.prepare(request)?;
        let url = self.client.root().batch_url(version);
        *prepared.http.uri_mut() = url
            .try_into()
            .map_err(|_| Error::request("the URL of the batch is not one"))?;
        let answer = self.client.deliver(prepared).await?;
        let body = answer.value(decode)?;
        parts(&body).map_err(Error::from)
    }

    /// Keeps what came of a try.
    fn settle(&mut self, chosen: &[usize], answer: Result<Vec<Part>, Error>) {
        let parts = match answer {
            Ok(parts) => parts,
            Err(error) => {
                // What fails before a request is sent fails for all that are left.
                let nothing = error.is_configuration() || error.is_token() || error.is_request();
                for (at, state) in self.states.iter_mut().enumerate() {
                    let waits = matches!(state, State::Waiting { .. });
                    if waits && (nothing || chosen.contains(&at)) {
                        *state = State::Done(Err(error.clone()));
                    }
                }
                return;
            }
        };
        let mut by_id: HashMap<String, Vec<http::Response<Bytes>>> = HashMap::new();
        for part in parts {
            by_id.entry(part.id).or_default().push(part.response);
        }
        // First those that others come after.
        for at in chosen {
            let answers = by_id.remove(&at.to_string()).unwrap_or_default();
            let state = match <[_; 1]>::try_from(answers) {
                Ok([answer]) => self.verdict(*at, answer),
                Err(answers) => State::Done(Err(unclear(*at, answers.len()))),
            };
            if let Some(place) = self.states.get_mut(*at) {
                *place = state;
            }
        }
    }

    /// Whether an answer is final, or the request is sent again.
    fn verdict(&self, at: usize, answer: http::Response<Bytes>) -> State {
        let (Some(item), Some(State::Waiting { tries, .. })) =
            (self.items.get(at), self.states.get(at))
        else {
            return State::Done(Ok(answer.into()));
        };
        let tries = tries + 1;
        let clock = self.client.clock();
        // It failed because of one that is sent again, and is sent with that.
        let waits = |at: &usize| matches!(self.states.get(*at), Some(State::Waiting { .. }));
        if answer.status() == StatusCode::FAILED_DEPENDENCY && item.after.iter().any(waits) {
            let from = clock.instant();
            let tries = tries - 1;
            return State::Waiting { from, tries };
        }
        let outcome = Ok(answer);
        if let Verdict::Again(asked) = classify(&item.method, &outcome, clock.now()) {
            let elapsed = clock.instant().saturating_duration_since(self.began);
            let delay = item.retry.delay(tries, asked, elapsed, clock.random());
            let from = delay.and_then(|delay: Duration| clock.instant().checked_add(delay));
            if let Some(from) = from {
                return State::Waiting { from, tries };
            }
        }
        let response = outcome.map(Response::from);
        State::Done(response.map_err(|error| error.with_tries(tries)))
    }

    /// What comes after a request that failed fails too.
    fn give_up_dependents(&mut self) {
        for at in 0..self.items.len() {
            let after = self.items.get(at).map_or(&[][..], |item| &item.after);
            let failed = after.iter().any(|earlier| match self.states.get(*earlier) {
                Some(State::Done(Ok(answer))) => !answer.status().is_success(),
                Some(State::Done(Err(_))) => true,
                _ => false,
            });
            if let Some(state @ State::Waiting { .. }) = self.states.get_mut(at)
                && failed
            {
                let mut answer = http::Response::new(Bytes::from_static(FAILED.as_bytes()));
                *answer.status_mut() = StatusCode::FAILED_DEPENDENCY;
                *state = State::Done(Ok(answer.into()));
            }
        }
    }
}

/// There is not one answer to a request.
fn unclear(at: usize, answers: usize) -> Error {
    let problem = match answers {
        0 => format!("there is no answer to the request {at} of the batch"),
        many => format!("there are {many} answers to the request {at} of the batch"),
    };
    Error::decode("responses".to_owned(), problem)
}
