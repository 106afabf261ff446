//! A prepared answer.

use crate::content::Content;
use crate::error::Error;
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::Value;
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

/// What a [`Script`](super::Script) answers a request with.
///
/// ```
/// use msgraph_runtime::test_util::Reply;
/// use serde_json::json;
///
/// let user = Reply::ok(&json!({"id": "u1"}));
/// let busy = Reply::status(503).header("Retry-After", "0.5");
/// let broken = Reply::status(200).chunks(["{\"id\":", "\"u1"]).then_lost();
/// let unreachable = Reply::not_connected();
/// # let _ = (user, busy, broken, unreachable);
/// ```
#[derive(Clone, Debug)]
#[must_use = "a reply does nothing until a script has it"]
pub struct Reply(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Answer(Answer),
    NotConnected,
    Timeout,
    Lost,
}

#[derive(Clone, Debug)]
struct Answer {
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    chunks: Vec<Bytes>,
    /// Whether the length is known before the content.
    streamed: bool,
    lost: bool,
}

impl Reply {
    /// An answer of this status, without a body. A status that is none becomes 500.
    pub fn status(status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self(Kind::Answer(Answer {
            status,
            headers: Vec::new(),
            chunks: Vec::new(),
            streamed: false,
            lost: false,
        }))
    }

    /// `200 OK` with a body of JSON.
    pub fn ok(body: &Value) -> Self {
        Self::status(200).json(body)
    }

    /// No connection can be made.
    pub fn not_connected() -> Self {
        Self(Kind::NotConnected)
    }

    /// No answer comes in time.
    pub fn timeout() -> Self {
        Self(Kind::Timeout)
    }

    /// The connection breaks before an answer.
    pub fn lost() -> Self {
        Self(Kind::Lost)
    }

    /// A body of JSON, and that it is that.
    pub fn json(self, body: &Value) -> Self {
        self.header("content-type", "application/json")
            .body(body.to_string())
    }

    /// A header. One that cannot be sent is left out.
    pub fn header(self, name: &str, value: &str) -> Self {
        let header = HeaderName::try_from(name)
            .ok()
            .zip(HeaderValue::from_str(value).ok());
        self.with(|answer| answer.headers.extend(header))
    }

    /// The body.
    pub fn body(self, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        self.with(|answer| {
            answer.chunks = vec![body];
            answer.streamed = false;
        })
    }

    /// A body that comes in these chunks, its length not known before.
    pub fn chunks<B: Into<Bytes>>(self, chunks: impl IntoIterator<Item = B>) -> Self {
        let chunks = chunks.into_iter().map(Into::into).collect();
        self.with(|answer| {
            answer.chunks = chunks;
            answer.streamed = true;
        })
    }

    /// The connection breaks after the body, which is then not all of it.
    pub fn then_lost(self) -> Self {
        self.with(|answer| {
            answer.streamed = true;
            answer.lost = true;
        })
    }

    fn with(mut self, change: impl FnOnce(&mut Answer)) -> Self {
        if let Kind::Answer(answer) = &mut self.0 {
            change(answer);
        }
        self
    }

    /// What a transport gives for it.
    pub(super) fn outcome(self) -> Result<http::Response<Content>, Error> {
        match self.0 {
            Kind::Answer(answer) => Ok(answer.response()),
            Kind::NotConnected => Err(Error::connect("the script makes no connection")),
            Kind::Timeout => Err(Error::timeout("the script lets the time run out")),
            Kind::Lost => Err(lost()),
        }
    }
}

fn lost() -> Error {
    Error::transport("the script breaks the connection")
}

impl Answer {
    fn response(self) -> http::Response<Content> {
        let content = if self.streamed {
            let mut chunks: VecDeque<_> = self.chunks.into_iter().map(Ok).collect();
            chunks.extend(self.lost.then(|| Err(lost())));
            Content::from_stream(None, Box::pin(Chunks(chunks)))
        } else {
            self.chunks.into_iter().next().unwrap_or_default().into()
        };
        let mut response = http::Response::new(content);
        *response.status_mut() = self.status;
        for (name, value) in self.headers {
            response.headers_mut().append(name, value);
        }
        response
    }
}

struct Chunks(VecDeque<Result<Bytes, Error>>);

impl Stream for Chunks {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}
