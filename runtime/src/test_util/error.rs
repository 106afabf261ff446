//! Refusals, with the codes and messages the service uses.

use http::header::{ALLOW, HeaderName, HeaderValue, LOCATION, WWW_AUTHENTICATE};
use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value};

/// A refusal: an HTTP status with the `code` and `message` of the service's error body.
///
/// Operations given to [`Directory::action`](super::Directory::action) and
/// [`Directory::function`](super::Directory::function) return it to refuse a call.
///
/// ```
/// use msgraph_runtime::test_util::ServiceError;
///
/// let refusal = ServiceError::new(409, "Request_Conflict", "The password is already in use.");
/// assert_eq!(refusal.status(), 409);
/// assert_eq!(refusal.to_string(), "409 Request_Conflict: The password is already in use.");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceError {
    status: StatusCode,
    code: String,
    message: String,
    /// Boxed, because results carry refusals everywhere.
    headers: Box<HeaderMap>,
    /// What stands beside `error` in the body.
    members: Map<String, Value>,
}

impl ServiceError {
    /// A refusal with this status, code and message. A status that is no error (below 400 or above
    /// 599) is sent as 500.
    pub fn new(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        let status = StatusCode::from_u16(status)
            .ok()
            .filter(|status| status.is_client_error() || status.is_server_error())
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self::with_status(status, code, message)
    }

    /// The HTTP status, 400 to 599.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The `code` of the error body, such as `Request_ResourceNotFound`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The `message` of the error body.
    pub fn message(&self) -> &str {
        &self.message
    }

    pub(super) fn status_code(&self) -> StatusCode {
        self.status
    }

    /// Adds a header to the refusal, such as `Retry-After`. One that cannot be sent is left out.
    ///
    /// ```
    /// # use msgraph_runtime::test_util::ServiceError;
    /// let refusal = ServiceError::new(429, "TooManyRequests", "Slow down.")
    ///     .with_header("Retry-After", "2.128");
    /// assert_eq!(refusal.headers()["retry-after"], "2.128");
    /// ```
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name);
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            self.headers.append(name, value);
        }
        self
    }

    /// The headers of its own.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Puts members beside `error` into the body.
    pub(super) fn with_members(mut self, members: Map<String, Value>) -> Self {
        self.members = members;
        self
    }

    pub(super) fn members(&self) -> &Map<String, Value> {
        &self.members
    }

    pub(super) fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::with_status(StatusCode::BAD_REQUEST, "Request_BadRequest", message)
    }

    pub(super) fn unknown_segment(segment: &str) -> Self {
        let message = format!("Resource not found for the segment '{segment}'.");
        Self::with_status(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    pub(super) fn not_found(resource: &str) -> Self {
        let message = format!(
            "Resource '{resource}' does not exist or one of its queried reference-property objects are not present."
        );
        Self::with_status(StatusCode::NOT_FOUND, "Request_ResourceNotFound", message)
    }

    pub(super) fn method_not_allowed(allow: &'static str) -> Self {
        let message = "Specified HTTP method is not allowed for the request target.";
        // RFC 9110, section 15.5.6: a 405 has to name the methods that are allowed.
        Self::with_status(
            StatusCode::METHOD_NOT_ALLOWED,
            "Request_BadRequest",
            message,
        )
        .with_header(ALLOW.as_str(), allow)
    }

    pub(super) fn unauthorized(message: impl Into<String>) -> Self {
        Self::with_status(
            StatusCode::UNAUTHORIZED,
            "InvalidAuthenticationToken",
            message,
        )
        // RFC 9110, section 15.5.2: a 401 has to name a scheme.
        .with_header(WWW_AUTHENTICATE.as_str(), "Bearer")
    }

    /// A token where none belongs: at an address that is a secret itself.
    pub(super) fn token_not_wanted() -> Self {
        Self::unauthorized("A token was sent to an address that takes none.")
    }

    pub(super) fn precondition_failed() -> Self {
        let message =
            "The resource has changed since the caller last read it: the entity tags differ.";
        Self::with_status(StatusCode::PRECONDITION_FAILED, "resourceModified", message)
    }

    /// A delta token that is too old. The `Location` leads to a new start.
    pub(super) fn sync_state_not_found(location: &str) -> Self {
        let message = "The sync state is not found: the delta token is too old. Start again.";
        Self::with_status(StatusCode::GONE, "syncStateNotFound", message)
            .with_header(LOCATION.as_str(), location)
    }

    pub(super) fn throttled(retry_after: &str) -> Self {
        let message = "Too many requests.";
        Self::with_status(StatusCode::TOO_MANY_REQUESTS, "TooManyRequests", message)
            .with_header("retry-after", retry_after)
    }

    pub(super) fn unsupported_media_type() -> Self {
        let message = "A request body is read as 'application/json' only, and must say so in its Content-Type header.";
        Self::with_status(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UnsupportedMediaType",
            message,
        )
    }

    pub(super) fn too_large(limit: usize) -> Self {
        let message = format!("The request body is larger than {limit} bytes.");
        Self::with_status(
            StatusCode::PAYLOAD_TOO_LARGE,
            "RequestEntityTooLarge",
            message,
        )
    }

    pub(super) fn conflict(message: impl Into<String>) -> Self {
        Self::with_status(StatusCode::CONFLICT, "Request_Conflict", message)
    }

    pub(super) fn not_implemented(message: impl Into<String>) -> Self {
        Self::with_status(StatusCode::NOT_IMPLEMENTED, "notImplemented", message)
    }

    fn with_status(
        status: StatusCode,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            status,
            code: code.into(),
            message: message.into(),
            headers: Box::default(),
            members: Map::new(),
        }
    }
}

impl std::fmt::Display for ServiceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} {}: {}",
            self.status.as_u16(),
            self.code,
            self.message
        )
    }
}

impl std::error::Error for ServiceError {}
