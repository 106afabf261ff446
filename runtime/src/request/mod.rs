//! Requests as values.

mod make;
mod to_http;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use crate::body::Body;
use crate::error::Error;
use crate::model::Value;
use crate::path::Path;
use crate::reference::{ReferenceTo, Target};
use crate::response::Response;

/// A request to the service whose answer is a `T`: what to ask, and how to read the answer.
///
/// A request is a value. Making one does no I/O; it can be kept, printed, compared in a test, and
/// sent any number of times, by clients of any cloud. Absolute URLs, those inside the body
/// included, are made when it is sent.
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
pub struct Request<T> {
    method: Method,
    path: Path,
    query: Vec<(String, QueryValue)>,
    headers: HeaderMap,
    body: Body,
    /// The first thing that was wrong when the request was put together; told when it is sent.
    problem: Option<String>,
    decode: fn(Response) -> Result<T, Error>,
}

/// The value of a query option.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QueryValue {
    /// Text, not encoded.
    Text(String),
    /// The absolute URL of an entity, made when the request is sent.
    Reference(Target),
}

/// Additions.
impl<T> Request<T> {
    /// Sets a header, in place of one of the same name.
    ///
    /// A name or value that cannot be one (RFC 9110, section 5) is reported when the request is
    /// sent, with [`is_request`](Error::is_request).
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(name == header::AUTHORIZATION);
                self.headers.insert(name, value);
            }
            _ => self.note(format!(
                "`{}` is not a header, or its value cannot be sent",
                name.escape_debug()
            )),
        }
        self
    }

    /// Asks the service to do this only if the entity is still in the state of this entity tag (RFC
    /// 9110, section 13.1.1); `*` for any state. If it is not, the answer is `412 Precondition
    /// Failed`.
    pub fn if_match(self, etag: &str) -> Self {
        self.header("If-Match", etag)
    }

    /// Adds a query option by its name, `$` included; name and value are percent-encoded here.
    pub fn raw_query(mut self, name: &str, value: impl Into<String>) -> Self {
        self.query
            .push((name.to_owned(), QueryValue::Text(value.into())));
        self
    }

    /// Adds a query option whose value is the absolute URL of an entity, such as `@id`.
    pub fn reference_query<S>(
        mut self,
        name: &str,
        target: &(impl ReferenceTo<S> + ?Sized),
    ) -> Self {
        self.query.push((
            name.to_owned(),
            QueryValue::Reference(target.reference_target()),
        ));
        self
    }

    /// Sends a value as JSON.
    pub fn json(mut self, value: &impl Value) -> Self {
        self.body = Body::json(value);
        self
    }

    /// Sends a collection: `{"value":[…]}` (OData JSON Format 4.01, section 12).
    pub fn values(mut self, values: &[impl Value]) -> Self {
        self.body = Body::values(values);
        self
    }

    /// Sends an entity reference: `{"@odata.id":"<absolute URL>"}`.
    pub fn reference<S>(mut self, target: &(impl ReferenceTo<S> + ?Sized)) -> Self {
        self.body = Body::Reference(target.reference_target());
        self
    }

    /// Sends bytes of a media type.
    pub fn content(mut self, content_type: &str, content: impl Into<Bytes>) -> Self {
        self.body = Body::Raw {
            content_type: content_type.to_owned(),
            content: content.into(),
        };
        self
    }

    /// Says of which media type the bytes in the body are, such as `image/jpeg`.
    pub fn content_type(mut self, media_type: &str) -> Self {
        if let Body::Raw { content_type, .. } = &mut self.body {
            media_type.clone_into(content_type);
            return self;
        }
        self.header("Content-Type", media_type)
    }

    fn note(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }
}

/// What the request is.
impl<T> Request<T> {
    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The resource path, below the service root.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The query options, in order.
    pub fn query(&self) -> impl Iterator<Item = (&str, &QueryValue)> {
        self.query
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// The headers, without those that the body decides or the client adds.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &Body {
        &self.body
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

impl<T> Clone for Request<T> {
    fn clone(&self) -> Self {
        Self {
            method: self.method.clone(),
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
            problem: self.problem.clone(),
            decode: self.decode,
        }
    }
}

/// Two requests are equal if they ask the same.
impl<T> PartialEq for Request<T> {
    fn eq(&self, other: &Self) -> bool {
        self.method == other.method
            && self.path == other.path
            && self.query == other.query
            && self.headers == other.headers
            && self.body == other.body
            && self.problem == other.problem
    }
}

/// Method, path, and the names of query options and headers; their values and the body hold
/// people's data.
impl<T> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query: Vec<&str> = self.query().map(|(name, _)| name).collect();
        let headers: Vec<&HeaderName> = self.headers.keys().collect();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &query)
            .field("headers", &headers)
            .field("body", &self.body)
            .finish()
    }
}

/// `PUT /applications/3c1d/connectorGroup/$ref`
impl<T> fmt::Display for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}
