//! What the server was asked.

use bytes::Bytes;
use http::{HeaderMap, Method};
use serde_json::Value;

/// A request as it arrived, before anything was made of it; refused requests included.
///
/// ```
/// use msgraph_runtime::test_util::Directory;
/// use std::io::{Read, Write};
/// use std::net::TcpStream;
///
/// let server = Directory::new("v1.0").entity_set("users", "microsoft.graph.user").serve()?;
/// let mut stream = TcpStream::connect(server.address())?;
/// stream.write_all(b"GET /v1.0/users/a%2Fb HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
/// stream.read_to_end(&mut Vec::new())?;
///
/// let requests = server.requests();
/// assert_eq!(requests[0].method, "GET");
/// assert_eq!(requests[0].path(), "/v1.0/users/a%2Fb");
/// assert_eq!(requests[0].header("host"), Some("localhost"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method.
    pub method: Method,
    /// The path and the query as they were sent, nothing decoded.
    pub path_and_query: String,
    /// The headers. The `Authorization` header is marked sensitive, and so not printed by `Debug`.
    pub headers: HeaderMap,
    /// The whole body; empty if it was larger than the server takes, and of the parts of an upload
    /// session, which are in [`Server::content`](super::Server::content).
    pub body: Bytes,
    /// Scheme, host and port that the request was sent to.
    pub origin: String,
    /// The `id` of the request within its batch, if it came in one.
    pub batch_id: Option<String>,
    /// The [name](super::Fault::name) of the fault it was answered with, if any.
    pub fault: Option<&'static str>,
}

impl RecordedRequest {
    /// The raw path, without the query.
    pub fn path(&self) -> &str {
        self.path_and_query
            .split_once('?')
            .map_or(self.path_and_query.as_str(), |(path, _)| path)
    }

    /// The raw query without its `?`, if there is one.
    pub fn query(&self) -> Option<&str> {
        self.path_and_query.split_once('?').map(|(_, query)| query)
    }

    /// A header's first value, if it is there and is visible ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON, if it is that.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The value of a preference (RFC 7240), `Some("")` for one without a value.
    pub(super) fn preference(&self, name: &str) -> Option<&str> {
        let headers = self
            .headers
            .get_all("prefer")
            .into_iter()
            .filter_map(|value| value.to_str().ok());
        let preferences = headers.flat_map(|header| header.split(',')).map(str::trim);
        preferences
            .map(|preference| preference.split_once('=').unwrap_or((preference, "")))
            .find_map(|(candidate, value)| {
                let same = candidate.trim().eq_ignore_ascii_case(name);
                same.then(|| value.trim().trim_matches('"'))
            })
    }

    /// The media type of the body, without its parameters.
    pub(super) fn media_type(&self) -> Option<&str> {
        let media_type = self.header("content-type")?.split(';').next()?;
        Some(media_type.trim())
    }
}
