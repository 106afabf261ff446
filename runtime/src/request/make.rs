//! How requests begin: one function for each kind of answer.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, header};

use super::Request;
use crate::body::{Body, JSON};
use crate::error::Error;
use crate::link::Link;
use crate::model::Value;
use crate::page::Page;
use crate::path::Path;
use crate::response::{self, Response};

impl<T: Value> Request<T> {
    /// The answer is one object: an entity or a complex value.
    pub fn entity(method: Method, path: Path) -> Self {
        Self::make(method, path, JSON, response::entity)
    }

    /// The answer is an object whose `value` is the result: a primitive value, an enumeration, a
    /// collection of these.
    pub fn value(method: Method, path: Path) -> Self {
        Self::make(method, path, JSON, response::value)
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

impl<T> Request<Link<T>> {
    /// The answer is an entity reference.
    pub fn link(method: Method, path: Path) -> Self {
        Self::make(method, path, JSON, response::link)
    }
}

impl<T> Request<Page<Link<T>>> {
    /// The answer is a page of entity references.
    pub fn links(method: Method, path: Path) -> Self {
        Self::make(method, path, JSON, response::page)
    }
}

impl Request<i64> {
    /// The answer is a number as text, from a path that ends in `$count`.
    pub fn count(path: Path) -> Self {
        Self::make(Method::GET, path, "text/plain", response::count)
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
        let (query, body, problem) = (Vec::new(), Body::Empty, None);
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
