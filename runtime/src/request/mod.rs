//! Requests as values.

mod changes;
pub mod make;
mod options;
mod parts;
pub(crate) mod prefer;
mod to_http;

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method};

use crate::body::Body;
use crate::content::Source;
use crate::error::Error;
use crate::layers::{RetryPolicy, Sending};
use crate::model::Value;
use crate::path::Path;
use crate::query::QueryValue;
use crate::reference::ReferenceTo;
use crate::response::Response;
use parts::Parts;

/// A request to the service whose answer is a `T`: what to ask, and how to read the answer.
///
/// A request is a value. Making one does no I/O; it can be kept, printed, compared in a test, and
/// sent any number of times, by clients of any cloud. Absolute URLs, those inside the body
/// included, are made when it is sent.
///
/// `Q` says which query options the description offers for it, and about which type
/// ([`QueryOptions`](crate::query::QueryOptions)): [`select`](Request::select),
/// [`filter`](Request::filter) and the others are there for a `Q` that has them. `()` has none.
///
/// Generated crates make requests. For what they do not have, make one by hand with the functions
/// that are named after the answer:
///
/// ```
/// # use msgraph_runtime::{Path, Request, http::Method};
/// let path = Path::service("v1.0").literal("me").literal("photo").literal("$value");
/// let photo = Request::bytes(Method::GET, path).header("Accept", "image/jpeg");
/// assert_eq!(photo.to_string(), "GET /me/photo/$value");
/// ```
#[must_use = "a request does nothing until a client sends it"]
pub struct Request<T, Q = ()> {
    /// All that is not typed, so that what is done with it is compiled once.
    parts: Parts,
    decode: fn(Response) -> Result<T, Error>,
    options: PhantomData<fn() -> Q>,
}

/// Additions.
impl<T, Q> Request<T, Q> {
    /// Sets a header, in place of one of the same name.
    ///
    /// A name or value that cannot be one (RFC 9110, section 5) is reported when the request is
    /// sent, with [`is_request`](Error::is_request).
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.parts.header(name, value);
        self
    }

    /// Adds a query option by its name, `$` included, whether or not there is one of that name; name
    /// and value are percent-encoded here. [`select_raw`](Request::select_raw) and its like join
    /// with what there is.
    pub fn raw_query(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = QueryValue::Text(value.into());
        self.parts.query.push(name, value);
        self
    }

    /// Adds a query option whose value is the absolute URL of an entity, such as `@id`.
    pub fn reference_query<S>(
        mut self,
        name: &str,
        target: &(impl ReferenceTo<S> + ?Sized),
    ) -> Self {
        let value = QueryValue::Reference(target.reference_target());
        self.parts.query.push(name, value);
        self
    }

    /// Sends a value as JSON.
    pub fn json(mut self, value: &impl Value) -> Self {
        self.parts.body = Body::json(value);
        self
    }

    /// Sends a collection: `{"value":[…]}` (OData JSON Format 4.01, section 12).
    pub fn values(mut self, values: &[impl Value]) -> Self {
        self.parts.body = Body::values(values);
        self
    }

    /// Sends an entity reference: `{"@odata.id":"<absolute URL>"}`.
    pub fn reference<S>(mut self, target: &(impl ReferenceTo<S> + ?Sized)) -> Self {
        self.parts.body = Body::Reference(target.reference_target());
        self
    }

    /// Sends bytes of a media type.
    pub fn content(mut self, content_type: &str, content: impl Into<Bytes>) -> Self {
        self.parts.body = Body::Raw {
            content_type: content_type.to_owned(),
            content: content.into(),
        };
        self
    }

    /// Sends what a stream gives, without having it all in memory. The source makes the stream, and
    /// makes it again if the request is sent again.
    pub fn stream(mut self, content_type: &str, source: Source) -> Self {
        self.parts.body = Body::Stream {
            content_type: content_type.to_owned(),
            source,
        };
        self
    }

    /// Says of which media type the bytes in the body are, such as `image/jpeg`.
    pub fn content_type(mut self, media_type: &str) -> Self {
        self.parts.content_type(media_type);
        self
    }

    /// Forgets which query options may be added; those that were, stay. So requests of different
    /// functions that have the same answer become one type.
    ///
    /// ```
    /// # use msgraph_runtime::{Path, Request, http::Method};
    /// # fn list() -> Request<()> { Request::nothing(Method::GET, Path::service("v1.0").literal("users")) }
    /// # fn delta() -> Request<()> { Request::nothing(Method::GET, Path::service("v1.0").literal("users").literal("delta()")) }
    /// # let changed = false;
    /// let request: Request<()> = match changed {
    ///     true => delta().erase_options(),
    ///     false => list().erase_options(),
    /// };
    /// ```
    pub fn erase_options(self) -> Request<T> {
        Request::new(self.parts, self.decode)
    }

    /// Sends the request again by this policy, in place of the client's.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.parts.sending.retry = Some(policy);
        self
    }

    /// How long a try of the request may take, in place of what the client allows.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.parts.sending.timeout = Some(timeout);
        self
    }

    fn new(parts: Parts, decode: fn(Response) -> Result<T, Error>) -> Self {
        Self {
            parts,
            decode,
            options: PhantomData,
        }
    }
}

/// What the request is.
impl<T, Q> Request<T, Q> {
    /// The method.
    pub fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The resource path, below the service root.
    pub fn path(&self) -> &Path {
        &self.parts.path
    }

    /// The query options, in order.
    pub fn query(&self) -> impl Iterator<Item = (&str, &QueryValue)> {
        let query = self.parts.query.iter();
        query.map(|option| (option.name.as_str(), &option.value))
    }

    /// The headers, without those that the body decides or the client adds.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// The body.
    pub fn body(&self) -> &Body {
        &self.parts.body
    }

    /// Reads the answer to this request.
    ///
    /// # Errors
    ///
    /// [`is_service`](Error::is_service) or [`is_redirect`](Error::is_redirect) if the answer is
    /// not a success, [`is_not_found`](Error::is_not_found) if it has no content and something was
    /// asked for, [`is_decode`](Error::is_decode) if it is not what was described.
    pub fn decode(&self, response: Response) -> Result<T, Error> {
        (self.decode)(response.success()?)
    }
}

impl<T, Q> Request<T, Q> {
    /// What the request says of its own sending.
    pub(crate) fn sending(&self) -> &Sending {
        &self.parts.sending
    }

    /// The request without the type of its answer, which nothing reads then.
    pub(crate) fn erased(self) -> Request<()> {
        Request::new(self.parts, |_| Ok(()))
    }

    /// What reads the answer, without the rest of the request.
    pub(crate) fn decoder(&self) -> fn(Response) -> Result<T, Error> {
        self.decode
    }
}

impl<T, Q> Clone for Request<T, Q> {
    fn clone(&self) -> Self {
        Self::new(self.parts.clone(), self.decode)
    }
}

/// Two requests are equal if they ask the same.
impl<T, Q> PartialEq for Request<T, Q> {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

/// Method, path, and the names of query options and headers; their values and the body hold
/// people's data.
impl<T, Q> fmt::Debug for Request<T, Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query: Vec<&str> = self.query().map(|(name, _)| name).collect();
        let headers: Vec<&HeaderName> = self.headers().keys().collect();
        f.debug_struct("Request")
            .field("method", self.method())
            .field("path", self.path())
            .field("query", &query)
            .field("headers", &headers)
            .field("body", self.body())
            .finish()
    }
}

/// `PUT /applications/3c1d/connectorGroup/$ref`
impl<T, Q> fmt::Display for Request<T, Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method(), self.path())
    }
}
