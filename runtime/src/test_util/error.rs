//! Refusals, with the codes and messages the service uses.

use http::StatusCode;

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
    allow: Option<&'static str>,
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

    /// The methods to name in an `Allow` header, which RFC 9110 section 15.5.6 asks of every 405.
    pub(super) fn allow(&self) -> Option<&'static str> {
        self.allow
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
        Self {
            allow: Some(allow),
            ..Self::with_status(
                StatusCode::METHOD_NOT_ALLOWED,
                "Request_BadRequest",
                message,
            )
        }
    }

    pub(super) fn unauthorized(message: impl Into<String>) -> Self {
        Self::with_status(
            StatusCode::UNAUTHORIZED,
            "InvalidAuthenticationToken",
            message,
        )
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
            allow: None,
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
