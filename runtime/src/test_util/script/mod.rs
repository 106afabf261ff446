//! A transport that gives prepared answers.

mod reply;
mod transport;

pub use self::reply::Reply;

use super::connection::lock;
use super::recorded::RecordedRequest;
use super::when::{Watch, When};
use crate::error::Error;
use std::collections::VecDeque;
use std::sync::Mutex;

/// A [`Transport`](crate::Transport) that gives prepared answers and keeps the requests: for tests of
/// what a program sends, and of what it makes of an answer, without a server.
///
/// Answers come in their order, or to the requests that they are for. When there is none left, the
/// request fails with an error that says so ([`Error::is_configuration`](crate::Error::is_configuration)),
/// which nothing repeats.
///
/// ```
/// use msgraph_runtime::test_util::{Reply, Script, When};
/// use msgraph_runtime::{Client, StaticToken};
/// use serde_json::json;
/// use std::sync::Arc;
///
/// # fn main() -> Result<(), msgraph_runtime::Error> {
/// let script = Arc::new(
///     Script::new()
///         .then(Reply::status(429).header("Retry-After", "1"))
///         .then(Reply::ok(&json!({"id": "u1"})))
///         .on(When::every().method("DELETE"), Reply::status(204)),
/// );
/// let client = Client::builder()
///     .transport(Arc::clone(&script))
///     .token_source(StaticToken::new("secret"))
///     .build()?;
/// // … client.send(request).await …
/// # let _ = client;
/// assert_eq!(script.requests().len(), 0);
/// assert_eq!(script.left(), 2);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Default)]
#[must_use = "a script does nothing until a client has it for its transport"]
pub struct Script {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    in_order: VecDeque<Reply>,
    on_match: Vec<(Watch, Reply)>,
    requests: Vec<RecordedRequest>,
}

impl Script {
    /// A script without answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an answer to those that come in their order.
    pub fn then(self, reply: Reply) -> Self {
        lock(&self.state).in_order.push_back(reply);
        self
    }

    /// Answers these requests so, and takes none of those that come in their order for them. Of
    /// several that fit, the one given first is taken. The path is the one below the version:
    /// `/users/*` is for `/v1.0/users/u1` and `/beta/users/u1`.
    pub fn on(self, when: When, reply: Reply) -> Self {
        lock(&self.state).on_match.push((Watch::new(when), reply));
        self
    }

    /// The requests until now, those without an answer included.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        lock(&self.state).requests.clone()
    }

    /// How many of the answers that come in their order were not given yet.
    pub fn left(&self) -> usize {
        lock(&self.state).in_order.len()
    }

    /// The one request there was.
    ///
    /// # Panics
    ///
    /// If there were none or several; the message names them.
    #[track_caller]
    pub fn only_request(&self) -> RecordedRequest {
        let mut requests = self.requests();
        let lines: Vec<String> = requests.iter().map(line).collect();
        match (requests.pop(), requests.is_empty()) {
            (Some(request), true) => request,
            _ => panic!("there should be one request, and there were {lines:?}"),
        }
    }

    /// Keeps the request, and finds its answer.
    fn reply(&self, request: RecordedRequest) -> Result<Reply, Error> {
        let mut state = lock(&self.state);
        let path = below_version(request.path());
        let mut reply = None;
        for (watch, candidate) in &mut state.on_match {
            if watch.takes(&request, path) && reply.is_none() {
                reply = Some(candidate.clone());
            }
        }
        let reply = reply.or_else(|| state.in_order.pop_front());
        let asked = line(&request);
        state.requests.push(request);
        let number = state.requests.len();
        reply.ok_or_else(|| {
            Error::configuration(format!(
                "the script has no answer to request {number}, {asked}: all that come in their \
                 order were given, and none is for this request"
            ))
        })
    }
}

fn line(request: &RecordedRequest) -> String {
    format!("{} {}", request.method, request.path_and_query)
}

fn below_version(path: &str) -> &str {
    ["/v1.0", "/beta"]
        .iter()
        .filter_map(|version| path.strip_prefix(version))
        .find(|below| below.starts_with('/'))
        .unwrap_or(path)
}
