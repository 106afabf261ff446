//! The headers by which a client makes itself known.

use http::{HeaderMap, HeaderName, HeaderValue, header};
use uuid::Uuid;

use crate::content::Content;
use crate::request::prefer;

/// What this library calls itself, where it is not told otherwise.
pub(super) const PRODUCT: &str = concat!("msgraph-rust/", env!("CARGO_PKG_VERSION"));

/// The name and version that Microsoft's own client libraries send in `SdkVersion`, in their form.
const SDK_VERSION: &str = concat!("graph-rust/", env!("CARGO_PKG_VERSION"));

const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");
const SDK_VERSION_NAME: HeaderName = HeaderName::from_static("sdkversion");

/// Adds what the request does not say yet: who sends it, what answer is understood, and an id that
/// the service writes to its logs. Gives the id that the request has now.
pub(super) fn identify(
    request: &mut http::Request<Content>,
    user_agent: &HeaderValue,
) -> HeaderValue {
    let headers = request.headers_mut();
    add(headers, header::ACCEPT, || {
        HeaderValue::from_static("application/json")
    });
    add(headers, header::USER_AGENT, || user_agent.clone());
    add(headers, SDK_VERSION_NAME, || {
        HeaderValue::from_static(SDK_VERSION)
    });
    let id = headers.entry(CLIENT_REQUEST_ID).or_insert_with(new_id);
    id.clone()
}

fn new_id() -> HeaderValue {
    let mut text = Uuid::encode_buffer();
    let id = Uuid::new_v4().hyphenated().encode_lower(&mut text);
    // It is hexadecimal digits.
    HeaderValue::from_str(id).unwrap_or(HeaderValue::from_static("none"))
}

/// Adds preferences to those that the request has.
pub(super) fn prefer(request: &mut http::Request<Content>, preferences: &[&str]) {
    for preference in preferences {
        // What the request prefers by bytes that are no text stays as it is.
        let _ = prefer::add(request.headers_mut(), preference);
    }
}

fn add(headers: &mut HeaderMap, name: HeaderName, value: impl FnOnce() -> HeaderValue) {
    headers.entry(name).or_insert_with(value);
}
