//! A transport that gives prepared answers.

// Each test crate uses the part it needs, and a test crate exports nothing.
#![allow(dead_code, unreachable_pub)]

pub mod clock;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use msgraph_runtime::{
    BoxFuture, Client, ClientBuilder, Content, Error, Outcome, RetryPolicy, StaticToken, Transport,
};

/// An answer: status, headers, body.
pub type Prepared<'a> = (u16, &'a [(&'a str, &'a str)], &'a str);

/// Gives prepared answers, and keeps the requests.
#[derive(Default)]
pub struct Script {
    answers: Mutex<VecDeque<Result<http::Response<Bytes>, Error>>>,
    requests: Mutex<Vec<http::Request<Bytes>>>,
}

impl Transport for Script {
    fn send(&self, request: http::Request<Content>) -> BoxFuture<'_, Outcome> {
        let answer = self.answers.lock().expect("a lock").pop_front();
        Box::pin(async {
            let (head, content) = request.into_parts();
            let content = content.collect(usize::MAX).await?;
            let request = http::Request::from_parts(head, content);
            self.requests.lock().expect("a lock").push(request);
            let answer = answer.unwrap_or_else(|| Err(Error::transport("the script is over")))?;
            Ok(answer.map(Content::from))
        })
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

    /// A script of several answers: status, headers, body. A status of 0 is no answer at all: the
    /// text is `connect`, `timeout` or anything else.
    pub fn of(answers: &[Prepared<'_>]) -> Arc<Self> {
        let script = Arc::new(Self::default());
        let mut queue = script.answers.lock().expect("a lock");
        for (status, headers, body) in answers {
            queue.push_back(match (status, *body) {
                (0, "connect") => Err(Error::connect("refused")),
                (0, "timeout") => Err(Error::timeout("slow")),
                (0, _) => Err(Error::transport("lost")),
                _ => {
                    let mut answer = http::Response::builder().status(*status);
                    for (name, value) in *headers {
                        answer = answer.header(*name, *value);
                    }
                    let body = Bytes::copy_from_slice(body.as_bytes());
                    Ok(answer.body(body).expect("an answer"))
                }
            });
        }
        drop(queue);
        script
    }

    /// All requests that were sent.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        std::mem::take(&mut *self.requests.lock().expect("a lock"))
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

/// A client of the worldwide cloud that is answered by `script`, and sends
/// each request once.
pub fn builder(script: &Arc<Script>) -> ClientBuilder {
    Client::builder()
        .transport(Arc::clone(script))
        .retry(RetryPolicy::none())
        .token_source(StaticToken::new("t0k3n"))
}
