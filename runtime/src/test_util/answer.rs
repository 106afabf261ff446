//! An answer before it is HTTP, and the envelope that every answer gets.

use super::clock;
use super::error::ServiceError;
use super::recorded::RecordedRequest;
use super::store::{Media, guid};
use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, HeaderName, HeaderValue, WWW_AUTHENTICATE};
use http::{HeaderMap, Response, StatusCode};
use http_body_util::Full;
use serde_json::{Value, json};

const JSON: HeaderValue =
    HeaderValue::from_static("application/json;odata.metadata=minimal;charset=utf-8");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain");
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const ODATA_VERSION: HeaderName = HeaderName::from_static("odata-version");

#[derive(Debug)]
pub(super) struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    pub(super) fn json(status: StatusCode, body: &Value) -> Self {
        let body = Bytes::from(body.to_string());
        Self {
            status,
            headers: HeaderMap::new(),
            body,
        }
        .with_header(CONTENT_TYPE, JSON)
    }

    pub(super) fn text(body: String) -> Self {
        let body = Bytes::from(body);
        Self {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body,
        }
        .with_header(CONTENT_TYPE, TEXT)
    }

    /// The content of a media stream.
    pub(super) fn media(media: &Media) -> Self {
        let answer = Self {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: media.content.clone(),
        };
        with_text(answer, CONTENT_TYPE, &media.media_type)
    }

    pub(super) fn no_content() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }
    }

    pub(super) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }
}

/// The HTTP response to the request of this number: an answer or a refusal, with the headers that
/// the service puts on both.
pub(super) fn respond(
    outcome: Result<Answer, ServiceError>,
    request: &RecordedRequest,
    number: u64,
) -> Response<Full<Bytes>> {
    let request_id = guid(0x9000, number);
    let client_request_id = request.header("client-request-id").unwrap_or(&request_id);
    let answer = outcome.unwrap_or_else(|error| refusal(&error, &request_id, client_request_id));
    let answer = with_text(answer, REQUEST_ID, &request_id);
    let answer = with_text(answer, CLIENT_REQUEST_ID, client_request_id);
    let answer = answer.with_header(ODATA_VERSION, HeaderValue::from_static("4.0"));
    let mut response = Response::new(Full::new(answer.body));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    response
}

fn refusal(error: &ServiceError, request_id: &str, client_request_id: &str) -> Answer {
    let body = json!({
        "error": {
            "code": error.code(),
            "message": error.message(),
            "innerError": {
                "date": clock::now(),
                "request-id": request_id,
                "client-request-id": client_request_id,
            },
        },
    });
    let mut answer = Answer::json(error.status_code(), &body);
    if let Some(allow) = error.allow() {
        answer = answer.with_header(ALLOW, HeaderValue::from_static(allow));
    }
    if error.status_code() == StatusCode::UNAUTHORIZED {
        // RFC 9110, section 15.5.2: a 401 has to name a scheme.
        answer = answer.with_header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    answer
}

/// Adds the header, unless the text cannot stand in one.
fn with_text(answer: Answer, name: HeaderName, text: &str) -> Answer {
    match HeaderValue::from_str(text) {
        Ok(value) => answer.with_header(name, value),
        Err(_) => answer,
    }
}
