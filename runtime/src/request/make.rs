//! How requests begin: one function for each kind of answer.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use super::Request;
use crate::body::{Body, JSON, OCTETS};
use crate::error::Error;
use crate::link::Link;
use crate::model::Value;
use crate::page::Page;
use crate::path::Path;
use crate::response::{self, Response};

const CONSISTENCY_LEVEL: HeaderName = HeaderName::from_static("consistencylevel");

impl<T: Value> Request<T> {
    /// The answer is one object: an entity or a complex value. No content is an error, for which
    /// [`is_not_found`](Error::is_not_found) is true if the method is GET.
    pub fn entity(method: Method, path: Path) -> Self {
        let decode = if method == Method::GET {
            response::entity
        } else {
            response::outcome
        };
        Self::make(method, path, JSON, decode)
    }

    /// The answer is an object whose `value` is the result: a primitive value, an enumeration, a
    /// collection of these. No content is an error, as for [`entity`](Request::entity).
    pub fn value(method: Method, path: Path) -> Self {
        let decode = if method == Method::GET {
            response::value
        } else {
            response::outcome_value
        };
        Self::make(method, path, JSON, decode)
    }
}

impl<T: Value> Request<Option<T>> {
    /// The answer is one object, or nothing: `204 No Content`.
    pub fn entity_or_nothing(method: Method, path: Path) -> Self {
        Self::make(method, path, JSON, response::entity_or_nothing)
    }

    /// The answer is an object whose `value` is the result, or nothing: `204 No Content`.
    pub fn value_or_nothing(method: Method, path: Path) -> Self {
        Self::make(method, path, JSON, response::value_or_nothing)
    }
}

impl<T: Value> Request<Option<T>> {
    /// Puts bytes in place of a media stream (OData Protocol 4.01, sections 11.4.7.2 and 11.4.8.2),
    /// as `application/octet-stream` unless [`content_type`](Request::content_type) says otherwise.
    ///
    /// The answer is the entity that the stream belongs to, where the service sends it as JSON:
    /// OneDrive answers with the drive item, a photo or a logo with nothing.
    pub fn upload(path: Path, content: impl Into<Bytes>) -> Self {
        Self::make(Method::PUT, path, JSON, response::uploaded).content(OCTETS, content)
    }
}

impl Request<()> {
    /// The answer is nothing; what a success says in its body is not read.
    pub fn nothing(method: Method, path: Path) -> Self {
        Self::make(method, path, JSON, response::nothing)
    }
}

impl<T: Value> Request<Page<T>> {
    /// The answer is a page of a collection.
    pub fn page(method: Method, path: Path) -> Self {
        Self::make(method, path, JSON, response::page)
    }
}

impl<T: 'static> Request<Link<T>> {
    /// The answer is an entity reference. No content is an error, as for
    /// [`entity`](Request::entity).
    pub fn link(method: Method, path: Path) -> Self {
        Self::entity(method, path)
    }
}

impl<T: 'static> Request<Page<Link<T>>> {
    /// The answer is a page of entity references.
    pub fn links(method: Method, path: Path) -> Self {
        Self::make(method, path, JSON, response::page)
    }
}

impl Request<i64> {
    /// The answer is a number as text, from a path that ends in `$count`.
    ///
    /// It carries `ConsistencyLevel: eventual`, without which the service refuses to count directory
    /// objects, and which it ignores elsewhere: the number may be some moments old. Set the header
    /// to say something else.
    pub fn count(path: Path) -> Self {
        let mut request = Self::make(Method::GET, path, "text/plain", response::count);
        let eventual = HeaderValue::from_static("eventual");
        request.headers.insert(CONSISTENCY_LEVEL, eventual);
        request
    }
}

impl Request<Bytes> {
    /// The answer is bytes: a media stream.
    pub fn bytes(method: Method, path: Path) -> Self {
        Self::make(method, path, "*/*", response::bytes)
    }
}

impl<T> Request<T> {
    fn make(
        method: Method,
        path: Path,
        accept: &'static str,
        decode: fn(Response) -> Result<T, Error>,
    ) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        let (query, body, problem) = (Vec::new(), Body::Empty, path.problem());
        Self {
            method,
            path,
            query,
            headers,
            body,
            problem,
            decode,
        }
    }
}
