//! How requests begin: one function for each kind of answer.
//!
//! Each is there twice. Generated code calls the free functions, which take the query options of
//! the request, `Q`, from the type that a request function returns. By hand, a request is made with
//! the associated functions, where `Q` is `()`: there is nothing to infer it from.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use super::{Parts, Request};
use crate::body::{Body, JSON, OCTETS};
use crate::error::Error;
use crate::layers::Sending;
use crate::link::Link;
use crate::model::Value;
use crate::page::Page;
use crate::path::Path;
use crate::query::OptionList;
use crate::response::{self, Response};

pub(super) const CONSISTENCY_LEVEL: HeaderName = HeaderName::from_static("consistencylevel");

/// See [`Request::entity`].
pub fn entity<T: Value, Q>(method: Method, path: Path) -> Request<T, Q> {
    let decode = if method == Method::GET {
        response::entity
    } else {
        response::outcome
    };
    make(method, path, JSON, decode)
}

/// See [`Request::value`].
pub fn value<T: Value, Q>(method: Method, path: Path) -> Request<T, Q> {
    let decode = if method == Method::GET {
        response::value
    } else {
        response::outcome_value
    };
    make(method, path, JSON, decode)
}

/// See [`Request::entity_or_nothing`].
pub fn entity_or_nothing<T: Value, Q>(method: Method, path: Path) -> Request<Option<T>, Q> {
    make(method, path, JSON, response::entity_or_nothing)
}

/// See [`Request::value_or_nothing`].
pub fn value_or_nothing<T: Value, Q>(method: Method, path: Path) -> Request<Option<T>, Q> {
    make(method, path, JSON, response::value_or_nothing)
}

/// See [`Request::upload`].
pub fn upload<T: Value, Q>(path: Path, content: impl Into<Bytes>) -> Request<Option<T>, Q> {
    make(Method::PUT, path, JSON, response::uploaded).content(OCTETS, content)
}

/// See [`Request::nothing`].
pub fn nothing<Q>(method: Method, path: Path) -> Request<(), Q> {
    make(method, path, JSON, response::nothing)
}

/// See [`Request::page`].
pub fn page<T: Value, Q>(method: Method, path: Path) -> Request<Page<T>, Q> {
    make(method, path, JSON, response::page)
}

/// See [`Request::link`].
pub fn link<T: 'static, Q>(method: Method, path: Path) -> Request<Link<T>, Q> {
    entity(method, path)
}

/// See [`Request::links`].
pub fn links<T: 'static, Q>(method: Method, path: Path) -> Request<Page<Link<T>>, Q> {
    make(method, path, JSON, response::page)
}

/// See [`Request::count`].
pub fn count<Q>(path: Path) -> Request<i64, Q> {
    let mut request = make(Method::GET, path, "text/plain", response::count);
    request.parts.be_eventual();
    request
}

/// See [`Request::bytes`].
pub fn bytes<Q>(method: Method, path: Path) -> Request<Bytes, Q> {
    make(method, path, "*/*", response::bytes)
}

impl<T: Value> Request<T> {
    /// The answer is one object: an entity or a complex value. No content is an error, for which
    /// [`is_not_found`](Error::is_not_found) is true if the method is GET.
    pub fn entity(method: Method, path: Path) -> Self {
        entity(method, path)
    }

    /// The answer is an object whose `value` is the result: a primitive value, an enumeration, a
    /// collection of these. No content is an error, as for [`entity`](Request::entity).
    pub fn value(method: Method, path: Path) -> Self {
        value(method, path)
    }
}

impl<T: Value> Request<Option<T>> {
    /// The answer is one object, or nothing: `204 No Content`.
    pub fn entity_or_nothing(method: Method, path: Path) -> Self {
        entity_or_nothing(method, path)
    }

    /// The answer is an object whose `value` is the result, or nothing: `204 No Content`.
    pub fn value_or_nothing(method: Method, path: Path) -> Self {
        value_or_nothing(method, path)
    }

    /// Puts bytes in place of a media stream (OData Protocol 4.01, sections 11.4.7.2 and 11.4.8.2),
    /// as `application/octet-stream` unless [`content_type`](Request::content_type) says otherwise.
    ///
    /// The answer is the entity that the stream belongs to, where the service sends it as JSON:
    /// OneDrive answers with the drive item, a photo or a logo with nothing.
    pub fn upload(path: Path, content: impl Into<Bytes>) -> Self {
        upload(path, content)
    }
}

impl Request<()> {
    /// The answer is nothing; what a success says in its body is not read.
    pub fn nothing(method: Method, path: Path) -> Self {
        nothing(method, path)
    }
}

impl<T: Value> Request<Page<T>> {
    /// The answer is a page of a collection.
    pub fn page(method: Method, path: Path) -> Self {
        page(method, path)
    }
}

impl<T: 'static> Request<Link<T>> {
    /// The answer is an entity reference. No content is an error, as for
    /// [`entity`](Request::entity).
    pub fn link(method: Method, path: Path) -> Self {
        link(method, path)
    }
}

impl<T: 'static> Request<Page<Link<T>>> {
    /// The answer is a page of entity references.
    pub fn links(method: Method, path: Path) -> Self {
        links(method, path)
    }
}

impl Request<i64> {
    /// The answer is a number as text, from a path that ends in `$count`.
    ///
    /// It carries `ConsistencyLevel: eventual`, without which the service refuses to count directory
    /// objects, and which it ignores elsewhere: the number may be some moments old. Set the header
    /// to say something else.
    pub fn count(path: Path) -> Self {
        count(path)
    }
}

impl Request<Bytes> {
    /// The answer is bytes: a media stream.
    pub fn bytes(method: Method, path: Path) -> Self {
        bytes(method, path)
    }
}

fn make<T, Q>(
    method: Method,
    path: Path,
    accept: &'static str,
    decode: fn(Response) -> Result<T, Error>,
) -> Request<T, Q> {
    Request::new(parts(method, path, accept), decode)
}

fn parts(method: Method, path: Path, accept: &'static str) -> Parts {
    // With room for those that the client adds.
    let mut headers = HeaderMap::with_capacity(8);
    headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
    Parts {
        problem: path.problem(),
        method,
        path,
        query: OptionList::default(),
        headers,
        body: Body::Empty,
        sending: Sending::default(),
    }
}
