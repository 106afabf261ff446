//! A transport that gives prepared answers.

// Each test crate uses the part it needs, and a test crate exports nothing.
#![allow(dead_code, unreachable_pub)]

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use msgraph_runtime::{BoxFuture, Client, ClientBuilder, Error, StaticToken, Transport};

/// Gives prepared answers, and keeps the requests.
#[derive(Default)]
pub struct Script {
    answers: Mutex<VecDeque<Result<http::Response<Bytes>, Error>>>,
    requests: Mutex<Vec<http::Request<Bytes>>>,
}

impl Transport for Script {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, Error>> {
        self.requests.lock().expect("a lock").push(request);
        let answer = self.answers.lock().expect("a lock").pop_front();
        Box::pin(async { answer.unwrap_or_else(|| Err(Error::transport("the script is over"))) })
    }
}

impl Script {
    /// A script of one answer.
    pub fn answering(
        status: u16,
        headers: &[(&'static str, &'static str)],
        body: &'static str,
    ) -> Arc<Self> {
        let script = Arc::new(Self::default());
        let mut answer = http::Response::builder().status(status);
        for (name, value) in headers {
            answer = answer.header(*name, *value);
        }
        let answer = answer
            .body(Bytes::from_static(body.as_bytes()))
            .expect("an answer");
        script.answers.lock().expect("a lock").push_back(Ok(answer));
        script
    }

    /// Whether no request was sent.
    pub fn sent_nothing(&self) -> bool {
        self.requests.lock().expect("a lock").is_empty()
    }

    /// The one request that was sent.
    pub fn only_request(&self) -> http::Request<Bytes> {
        let mut requests = self.requests.lock().expect("a lock");
        assert_eq!(requests.len(), 1);
        requests.remove(0)
    }
}

/// A client of the worldwide cloud that is answered by `script`.
pub fn builder(script: &Arc<Script>) -> ClientBuilder {
    Client::builder()
        .transport(Arc::clone(script))
        .token_source(StaticToken::new("t0k3n"))
}
