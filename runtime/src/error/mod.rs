//! The one error type of this crate.

mod display;
mod graph_error;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};

pub use graph_error::{GraphError, InnerError};

type Cause = Box<dyn StdError + Send + Sync>;

/// Why a call did not give what was asked for.
///
/// The type is opaque: ask it questions with the `is_…` predicates, and read what the service said
/// with [`graph_error`](Error::graph_error). `Display` is one line that a person can act on; the
/// causes are in [`source`](StdError::source).
///
/// ```
/// # fn demo(error: msgraph_runtime::Error) {
/// if error.is_not_found() {
///     println!("there is none: {error}");
/// } else if let Some(id) = error.request_id() {
///     println!("tell support that {id} failed");
/// }
/// # }
/// ```
#[derive(Clone)]
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: Kind,
    answer: Option<Answer>,
    /// The id that was sent with the request.
    client_request_id: Option<String>,
    /// How often it was sent.
    tries: u32,
    /// Shared, because what failed once may have been asked for by many.
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

#[derive(Clone)]
enum Kind {
    Configuration(String),
    Request(String),
    Token,
    /// What was to be sent could not be read, or what came could not be kept.
    Local(String),
    Timeout,
    Connect,
    Transport,
    Link(&'static str),
    Redirect,
    TooManyRedirects {
        limit: usize,
    },
    Service(Option<GraphError>),
    /// A long-running operation ended, and not well.
    Operation(Option<GraphError>),
    /// Something was asked for, and the answer is a success without content.
    Nothing,
    Decode {
        path: String,
        problem: String,
    },
    TooLarge {
        limit: usize,
    },
}

/// What is kept of the answer that led to an error.
#[derive(Clone)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// What happened.
impl Error {
    /// The client cannot work as it was set up: a base URL that is not HTTPS, a transport that is
    /// missing, a default transport without a Tokio runtime. Nothing was sent.
    pub fn is_configuration(&self) -> bool {
        matches!(self.0.kind, Kind::Configuration(_))
    }

    /// The request is not one that can be sent: a header value with a line break, a link that is no
    /// URL. Nothing was sent.
    pub fn is_request(&self) -> bool {
        matches!(self.0.kind, Kind::Request(_))
    }

    /// The token source gave no token. Nothing was sent.
    pub fn is_token(&self) -> bool {
        matches!(self.0.kind, Kind::Token)
    }

    /// Something on this machine failed: a file that was to be sent could not be read, or what came
    /// could not be written to one.
    pub fn is_local(&self) -> bool {
        matches!(self.0.kind, Kind::Local(_))
    }

    /// A long-running operation ended without success; [`graph_error`](Error::graph_error) says why
    /// where the service says it.
    pub fn is_operation_failed(&self) -> bool {
        matches!(self.0.kind, Kind::Operation(_))
    }

    /// No answer came in time. The service may still have done what was asked.
    pub fn is_timeout(&self) -> bool {
        matches!(self.0.kind, Kind::Timeout)
    }

    /// No connection could be made, or not in time. Nothing was sent.
    pub fn is_connect(&self) -> bool {
        matches!(self.0.kind, Kind::Connect)
    }

    /// The request or its answer was lost on the way. The service may still have done what was
    /// asked.
    pub fn is_transport(&self) -> bool {
        matches!(self.0.kind, Kind::Transport)
    }

    /// A link that the service gave is not followed: it is no URL, leads to another origin than the
    /// client's own, or back to where it came from. Nothing was sent to it.
    pub fn is_link(&self) -> bool {
        matches!(self.0.kind, Kind::Link(_))
    }

    /// The service answered with a redirect that is not followed: the request changes something, or
    /// the target is neither `https` nor on this machine; or with too many of them. The target is in
    /// the `Location` header of [`headers`](Error::headers).
    pub fn is_redirect(&self) -> bool {
        matches!(self.0.kind, Kind::Redirect | Kind::TooManyRedirects { .. })
    }

    /// The service answered, but not with what its description promises. The call itself may have
    /// succeeded.
    pub fn is_decode(&self) -> bool {
        matches!(self.0.kind, Kind::Decode { .. })
    }

    /// The answer is larger than the client accepts.
    pub fn is_too_large(&self) -> bool {
        matches!(self.0.kind, Kind::TooLarge { .. })
    }

    /// The service refused or failed the request: the status is neither a success nor a redirect.
    pub fn is_service(&self) -> bool {
        matches!(self.0.kind, Kind::Service(_))
    }

    /// There is nothing where something was asked for: the service answered `404 Not Found` (what
    /// was addressed does not exist, or the caller may not know of it), or to a GET that reads an
    /// entity, a reference or a value with `204 No Content` (no entity is related, OData Protocol
    /// 4.01, section 11.2.7, or the value is null).
    pub fn is_not_found(&self) -> bool {
        matches!(self.0.kind, Kind::Nothing) || self.refused_with(StatusCode::NOT_FOUND)
    }

    /// The service asks for fewer requests: `429 Too Many Requests`, or `503 Service Unavailable`
    /// with `Retry-After`. The same request may be sent again after that time.
    pub fn is_throttled(&self) -> bool {
        let told_when = self
            .headers()
            .is_some_and(|headers| headers.contains_key(header::RETRY_AFTER));
        self.refused_with(StatusCode::TOO_MANY_REQUESTS)
            || (told_when && self.refused_with(StatusCode::SERVICE_UNAVAILABLE))
    }

    /// What the service kept of an earlier delta query is gone: `410 Gone`, or an error whose code is
    /// `syncStateNotFound` or `resyncRequired`. Ask for everything again.
    pub fn is_resync_required(&self) -> bool {
        let codes = ["syncStateNotFound", "resyncRequired"];
        let code = self.graph_error().map(|error| error.code.as_str());
        let told = code.is_some_and(|code| {
            let mut known = codes.iter();
            known.any(|known| code.eq_ignore_ascii_case(known))
        });
        told || self.refused_with(StatusCode::GONE)
    }

    /// The service did nothing, because a condition of the request does not hold: `412 Precondition
    /// Failed`. The entity was changed since the entity tag of
    /// [`if_match`](crate::Request::if_match) was read; read it again.
    pub fn is_precondition_failed(&self) -> bool {
        self.refused_with(StatusCode::PRECONDITION_FAILED)
    }

    /// The entity is still what it was, so the service did not send it: `304 Not Modified`, the
    /// answer to [`if_none_match`](crate::Request::if_none_match).
    pub fn is_not_modified(&self) -> bool {
        self.refused_with(StatusCode::NOT_MODIFIED)
    }

    fn refused_with(&self, status: StatusCode) -> bool {
        self.is_service() && self.status() == Some(status)
    }
}

/// What came back.
impl Error {
    /// The status of the answer; `None` if there was no answer.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.answer.as_ref().map(|answer| answer.status)
    }

    /// The headers of the answer.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.answer.as_ref().map(|answer| &answer.headers)
    }

    /// The error the service described in the body, if it described one. Gateways in front of the
    /// service answer with HTML or with nothing; then see [`body_text`](Error::body_text).
    pub fn graph_error(&self) -> Option<&GraphError> {
        match &self.0.kind {
            Kind::Service(graph_error) | Kind::Operation(graph_error) => graph_error.as_ref(),
            _ => None,
        }
    }

    /// The body as text, with what is not UTF-8 replaced; `None` if there was no body, or a blank one.
    pub fn body_text(&self) -> Option<Cow<'_, str>> {
        let body = &self.0.answer.as_ref()?.body;
        (!is_blank(body)).then(|| String::from_utf8_lossy(body))
    }

    /// How often the request was sent; 0 if it was not, or if that is not known.
    pub fn tries(&self) -> u32 {
        self.0.tries
    }

    /// How long the service asks to wait, from its answer on (`Retry-After`: seconds, or a date that
    /// is compared with the answer's own).
    pub fn retry_after(&self) -> Option<Duration> {
        let date = self.header("date");
        let date = date.and_then(|date| httpdate::parse_http_date(date).ok());
        crate::layers::retry_after(self.headers()?, date.unwrap_or_else(SystemTime::now))
    }

    /// The service's own id of the request, which Microsoft support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.header("request-id")
            .or_else(|| self.inner_error()?.request_id())
    }

    /// The id the client gave the request, which the service writes to its logs. Every error of
    /// [`Client::send`](crate::Client::send) has it, except where no request could be made
    /// ([`is_request`](Error::is_request)).
    pub fn client_request_id(&self) -> Option<&str> {
        let sent = self.0.client_request_id.as_deref();
        sent.or_else(|| self.header("client-request-id"))
            .or_else(|| self.inner_error()?.client_request_id())
    }

    /// Where in the answer the trouble is, such as `value[3].createdBy.user.id`; empty for the
    /// answer as a whole. `None` if this is not a decoding error.
    pub fn decode_path(&self) -> Option<&str> {
        match &self.0.kind {
            Kind::Decode { path, .. } => Some(path),
            _ => None,
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers()?.get(name)?.to_str().ok()
    }

    fn inner_error(&self) -> Option<&InnerError> {
        self.graph_error()?.inner_error.as_ref()
    }
}

/// Errors for those who write a transport or a token source.
impl Error {
    /// No answer came in time.
    pub fn timeout(source: impl Into<Cause>) -> Self {
        Self::new(Kind::Timeout, Some(source.into()))
    }

    /// No connection could be made.
    pub fn connect(source: impl Into<Cause>) -> Self {
        Self::new(Kind::Connect, Some(source.into()))
    }

    /// The request or its answer was lost on the way.
    pub fn transport(source: impl Into<Cause>) -> Self {
        Self::new(Kind::Transport, Some(source.into()))
    }

    /// No token could be had.
    pub fn token(source: impl Into<Cause>) -> Self {
        Self::new(Kind::Token, Some(source.into()))
    }

    /// The answer is larger than `limit` bytes.
    pub fn too_large(limit: usize) -> Self {
        Self::new(Kind::TooLarge { limit }, None)
    }
}

impl Error {
    pub(crate) fn configuration(message: impl Into<String>) -> Self {
        Self::new(Kind::Configuration(message.into()), None)
    }

    pub(crate) fn request(message: impl Into<String>) -> Self {
        Self::new(Kind::Request(message.into()), None)
    }

    /// The answer has no content, and something was asked for.
    pub(crate) fn nothing(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self::new(Kind::Nothing, None).with_answer(status, headers, body)
    }

    pub(crate) fn decode(path: String, problem: String) -> Self {
        Self::new(Kind::Decode { path, problem }, None)
    }

    /// The answer is a redirect, or says that the request failed.
    pub(crate) fn refused(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        // 304 is in the 3xx class but leads nowhere: it is the negative answer to `If-None-Match`.
        let redirect = status.is_redirection() && status != StatusCode::NOT_MODIFIED;
        let kind = if redirect {
            Kind::Redirect
        } else {
            Kind::Service(GraphError::parse(&body))
        };
        Self::new(kind, None).with_answer(status, headers, body)
    }

    pub(crate) fn with_answer(
        mut self,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        self.0.answer = Some(Answer {
            status,
            headers,
            body,
        });
        self
    }

    /// A file could not be read or written. The path is in `what`.
    pub(crate) fn local(what: String, source: std::io::Error) -> Self {
        Self::new(Kind::Local(what), Some(source.into()))
    }

    /// A long-running operation failed, of which its monitor said so.
    pub(crate) fn operation(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self::new(Kind::Operation(GraphError::parse(&body)), None)
            .with_answer(status, headers, body)
    }

    pub(crate) fn link(problem: &'static str) -> Self {
        Self::new(Kind::Link(problem), None)
    }

    pub(crate) fn too_many_redirects(limit: usize) -> Self {
        Self::new(Kind::TooManyRedirects { limit }, None)
    }

    pub(crate) fn with_tries(mut self, tries: u32) -> Self {
        self.0.tries = tries;
        self
    }

    /// Adds the id that was sent with the request.
    pub(crate) fn with_client_request_id(mut self, id: &str) -> Self {
        self.0.client_request_id = Some(id.to_owned());
        self
    }

    fn new(kind: Kind, source: Option<Cause>) -> Self {
        Self(Box::new(Inner {
            kind,
            answer: None,
            client_request_id: None,
            tries: 0,
            source: source.map(Arc::from),
        }))
    }
}

/// Whether there is nothing to read in a body.
fn is_blank(body: &[u8]) -> bool {
    body.iter().all(u8::is_ascii_whitespace)
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.0.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("message", &self.to_string())
            .field("status", &self.status())
            .field("graph_error", &self.graph_error())
            .field("source", &self.0.source)
            .finish()
    }
}
