//! From a request to HTTP: the moment it meets a service root.

use bytes::Bytes;
use http::{HeaderValue, Method, Uri, header};

use super::Request;
use super::parts::Parts;
use crate::body::Body;
use crate::content::Content;
use crate::error::Error;
use crate::path::encode::{percent_encoded, query_encoded};
use crate::query::QueryValue;
use crate::root::ServiceRoot;

impl<T, Q> Request<T, Q> {
    /// The request as HTTP, with absolute URLs at `root`. Headers that identify the caller are the
    /// client's to add, and a body that is a stream is left out.
    ///
    /// # Errors
    ///
    /// [`is_request`](Error::is_request) if a header or a reference was given that cannot be sent.
    pub fn to_http(&self, root: &ServiceRoot) -> Result<http::Request<Bytes>, Error> {
        self.parts.clone().into_http(root)
    }

    /// The request as a client sends it.
    pub(crate) fn into_content(self, root: &ServiceRoot) -> Result<http::Request<Content>, Error> {
        let source = match self.body() {
            Body::Stream { source, .. } => Some(source.clone()),
            _ => None,
        };
        let request = self.parts.into_http(root)?;
        Ok(match source {
            Some(source) => request.map(|_| Content::from(source)),
            None => request.map(Content::from),
        })
    }

    /// The absolute URL of the request at `root`, query included.
    ///
    /// # Errors
    ///
    /// [`is_request`](Error::is_request) if the query has a reference that leads to no entity.
    pub fn url(&self, root: &ServiceRoot) -> Result<String, Error> {
        self.parts.url(root)
    }
}

impl Parts {
    fn into_http(self, root: &ServiceRoot) -> Result<http::Request<Bytes>, Error> {
        if let Some(problem) = self.problem.as_deref().or(self.query.problem) {
            return Err(Error::request(problem));
        }
        let url = self.url(root)?;
        let uri = Uri::try_from(url)
            .map_err(|error| Error::request(format!("the URL is not one: {error}")))?;
        let mut request = http::Request::new(self.body.content(root, self.path.version())?);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        if self.body == Body::Empty && expects_content(request.method()) {
            // RFC 9110, section 8.6. The service answers `411 Length Required` to an action without
            // it.
            request
                .headers_mut()
                .insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        if let Some(content_type) = self.body.content_type() {
            let value = HeaderValue::try_from(content_type)
                .map_err(|_| Error::request("the content type is not a header value"))?;
            // A content type that the caller set as a header is more specific than the body's own.
            request
                .headers_mut()
                .entry(header::CONTENT_TYPE)
                .or_insert(value);
        }
        Ok(request)
    }

    fn url(&self, root: &ServiceRoot) -> Result<String, Error> {
        let mut url = root.url(&self.path);
        let mut separator = match self.path.aliases().next() {
            Some(_) => '&',
            None => '?',
        };
        for option in self.query.iter() {
            url.push(std::mem::replace(&mut separator, '&'));
            url.push_str(&query_name(&option.name));
            url.push('=');
            match &option.value {
                QueryValue::Text(text) => url.extend(query_encoded(text)),
                QueryValue::Reference(target) => {
                    url.extend(percent_encoded(&target.url(root, self.path.version())?));
                }
            }
        }
        Ok(url)
    }
}

fn expects_content(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}

/// The signs that OData puts before names of its own may stand in a query (RFC 3986, section 3.4),
/// and are easier to read there as they are.
fn query_name(name: &str) -> String {
    match name.chars().next() {
        Some(sign @ ('$' | '@')) => format!("{sign}{}", percent_encoded(&name[1..])),
        _ => percent_encoded(name).to_string(),
    }
}
