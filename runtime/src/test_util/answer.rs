//! An answer before it is HTTP, and the envelope that every answer gets.

use super::body::AnswerBody;
use super::clock;
use super::error::ServiceError;
use super::recorded::RecordedRequest;
use super::store::guid;
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Response, StatusCode};
use serde_json::{Value, json};

const JSON: HeaderValue =
    HeaderValue::from_static("application/json;odata.metadata=minimal;charset=utf-8");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain");
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const ODATA_VERSION: HeaderName = HeaderName::from_static("odata-version");

#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: AnswerBody,
}

impl Answer {
    pub(super) fn new(status: StatusCode, body: AnswerBody) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body,
        }
    }

    pub(super) fn json(status: StatusCode, body: &Value) -> Self {
        Self::new(status, AnswerBody::whole(body.to_string())).with_header(CONTENT_TYPE, JSON)
    }

    pub(super) fn text(body: String) -> Self {
        Self::new(StatusCode::OK, AnswerBody::whole(body)).with_header(CONTENT_TYPE, TEXT)
    }

    pub(super) fn no_content() -> Self {
        Self::empty(StatusCode::NO_CONTENT)
    }

    pub(super) fn empty(status: StatusCode) -> Self {
        Self::new(status, AnswerBody::whole(""))
    }

    pub(super) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Adds the header, unless the text cannot stand in one.
    pub(super) fn with_text(self, name: HeaderName, text: &str) -> Self {
        match HeaderValue::from_str(text) {
            Ok(value) => self.with_header(name, value),
            Err(_) => self,
        }
    }
}

/// Who asks, for the headers and error bodies that say so.
#[derive(Debug)]
pub(super) struct Identity {
    request_id: String,
    client_request_id: String,
}

impl Identity {
    /// Of the request of this number.
    pub(super) fn of(request: &RecordedRequest, number: u64) -> Self {
        let request_id = guid(0x9000, number);
        let client_request_id = request.header("client-request-id").unwrap_or(&request_id);
        Self {
            client_request_id: client_request_id.to_owned(),
            request_id,
        }
    }

    /// An answer, or a refusal as one, with the headers that the service puts on both.
    pub(super) fn envelope(&self, outcome: Result<Answer, ServiceError>) -> Answer {
        outcome
            .unwrap_or_else(|error| self.refusal(&error))
            .with_text(REQUEST_ID, &self.request_id)
            .with_text(CLIENT_REQUEST_ID, &self.client_request_id)
            .with_header(ODATA_VERSION, HeaderValue::from_static("4.0"))
    }

    pub(super) fn refusal(&self, error: &ServiceError) -> Answer {
        let mut body = json!({
            "error": {
                "code": error.code(),
                "message": error.message(),
                "innerError": {
                    "date": clock::now(),
                    "request-id": self.request_id,
                    "client-request-id": self.client_request_id,
                },
            },
        });
        for (name, value) in error.members() {
            body[name] = value.clone();
        }
        let mut answer = Answer::json(error.status_code(), &body);
        answer.headers.extend(error.headers().clone());
        answer
    }
}

impl From<Answer> for Response<AnswerBody> {
    fn from(answer: Answer) -> Self {
        let mut response = Self::new(answer.body);
        *response.status_mut() = answer.status;
        *response.headers_mut() = answer.headers;
        response
    }
}
