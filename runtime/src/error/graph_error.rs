//! The error body of the service (OData JSON Format 4.01, section 21.1, with Microsoft Graph's
//! inner error).

use serde_json::{Map, Value};

/// The error object in the body of an answer.
///
/// `code` is an open set: compare it with the codes a call's documentation names, and expect
/// others.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GraphError {
    /// What kind of error it is, for programs; such as `Request_ResourceNotFound`.
    pub code: String,
    /// What happened, for people.
    pub message: String,
    /// What the error is about, such as the name of a property.
    pub target: Option<String>,
    /// Further errors that led to this one.
    pub details: Vec<GraphError>,
    /// What the service that was asked adds, the ids of the request among it.
    pub inner_error: Option<InnerError>,
}

/// What a service adds to its error; inner errors nest.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct InnerError {
    /// A more specific code than the outer one.
    pub code: Option<String>,
    /// A more specific message than the outer one.
    pub message: Option<String>,
    /// When the error happened, as the service wrote it.
    pub date: Option<String>,
    /// The next inner error.
    pub inner_error: Option<Box<InnerError>>,
    /// Everything else, as it came.
    pub additional_data: Map<String, Value>,
    request_id: Option<String>,
    client_request_id: Option<String>,
}

impl InnerError {
    /// The service's own id of the request; from a nested inner error if this one has none.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id
            .as_deref()
            .or_else(|| self.inner_error.as_ref()?.request_id())
    }

    /// The id the client gave the request; from a nested inner error if this one has none.
    pub fn client_request_id(&self) -> Option<&str> {
        self.client_request_id
            .as_deref()
            .or_else(|| self.inner_error.as_ref()?.client_request_id())
    }

    fn from_map(mut map: Map<String, Value>) -> Self {
        Self {
            code: take_code(&mut map),
            message: take_text(&mut map, &["message"]),
            date: take_text(&mut map, &["date"]),
            inner_error: take_inner_error(&mut map).map(Box::new),
            request_id: take_text(&mut map, &["request-id", "requestId"]),
            client_request_id: take_text(&mut map, &["client-request-id", "clientRequestId"]),
            additional_data: map,
        }
    }
}

impl GraphError {
    /// Reads the error out of a body; `None` if the body is not a JSON object with an `error`.
    pub(super) fn parse(body: &[u8]) -> Option<Self> {
        let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
        let Value::Object(mut envelope) = serde_json::from_slice(body).ok()? else {
            return None;
        };
        match envelope.remove("error")? {
            Value::Object(error) => Some(Self::from_map(error)),
            // RFC 6749, section 5.2: the token services in front of Graph answer in this form.
            Value::String(code) => {
                let message = take_text(&mut envelope, &["error_description"]).unwrap_or_default();
                Some(Self {
                    code,
                    message,
                    ..Self::default()
                })
            }
            _ => None,
        }
    }

    fn from_map(mut map: Map<String, Value>) -> Self {
        Self {
            code: take_code(&mut map).unwrap_or_default(),
            message: take_text(&mut map, &["message"]).unwrap_or_default(),
            target: take_text(&mut map, &["target"]),
            details: take_details(&mut map),
            inner_error: take_inner_error(&mut map),
        }
    }
}

/// The code is text (OData JSON Format 4.01, section 21.1); gateways in front of the service send
/// numbers.
fn take_code(map: &mut Map<String, Value>) -> Option<String> {
    let code = take_text(map, &["code"]);
    code.or_else(|| match map.remove("code") {
        Some(Value::Number(code)) => Some(code.to_string()),
        _ => None,
    })
}

/// Takes the first of `names` that is there and is text; compared without regard to case, because
/// services differ.
fn take_text(map: &mut Map<String, Value>, names: &[&str]) -> Option<String> {
    let found = |(key, value): (&String, &Value)| {
        (value.is_string() && names.iter().any(|name| key.eq_ignore_ascii_case(name)))
            .then(|| key.clone())
    };
    let key = map.iter().find_map(found)?;
    match map.remove(&key) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

fn take_inner_error(map: &mut Map<String, Value>) -> Option<InnerError> {
    let key = map
        .iter()
        .find(|(key, value)| value.is_object() && key.eq_ignore_ascii_case("innererror"))
        .map(|(key, _)| key.clone())?;
    match map.remove(&key) {
        Some(Value::Object(inner)) => Some(InnerError::from_map(inner)),
        _ => None,
    }
}

fn take_details(map: &mut Map<String, Value>) -> Vec<GraphError> {
    let Some(Value::Array(details)) = map.remove("details") else {
        return Vec::new();
    };
    let objects = details.into_iter().filter_map(|detail| match detail {
        Value::Object(detail) => Some(GraphError::from_map(detail)),
        _ => None,
    });
    objects.collect()
}

#[cfg(test)]
mod tests {
    use super::GraphError;

    #[test]
    fn reads_every_part() {
        let body = br#"{"error":{"code":"Request_BadRequest","message":"no","target":"owner",
            "details":[{"code":"A","message":"a","target":"x","details":[{"code":"B","message":"b"}]}],
            "innerError":{"date":"2026-01-02T03:04:05","request-id":"r1","client-request-id":"c1","status":"7"}}}"#;
        let error = GraphError::parse(body).expect("an error");
        assert_eq!(
            (error.code.as_str(), error.message.as_str()),
            ("Request_BadRequest", "no")
        );
        assert_eq!(error.target.as_deref(), Some("owner"));
        assert_eq!(error.details[0].details[0].code, "B");
        let inner = error.inner_error.expect("an inner error");
        assert_eq!(inner.request_id(), Some("r1"));
        assert_eq!(inner.client_request_id(), Some("c1"));
        assert_eq!(inner.date.as_deref(), Some("2026-01-02T03:04:05"));
        assert_eq!(inner.additional_data["status"], "7");
    }

    #[test]
    fn reads_other_spellings_and_nested_inner_errors() {
        let body = br#"{"error":{"code":"c","message":"m","innererror":
            {"code":"deeper","innerError":{"requestId":"r2","clientRequestId":"c2"}}}}"#;
        let inner = GraphError::parse(body)
            .and_then(|error| error.inner_error)
            .expect("an inner error");
        assert_eq!(inner.code.as_deref(), Some("deeper"));
        assert_eq!(
            (inner.request_id(), inner.client_request_id()),
            (Some("r2"), Some("c2"))
        );
    }

    #[test]
    fn reads_codes_that_are_numbers() {
        let body = br#"{"error":{"code":400,"innerError":{"code":-7,"message":"deeper"}}}"#;
        let error = GraphError::parse(body).expect("an error");
        let inner = error.inner_error.expect("an inner error");
        assert_eq!(
            (error.code.as_str(), inner.code.as_deref()),
            ("400", Some("-7"))
        );
    }

    #[test]
    fn reads_token_service_errors() {
        let error =
            GraphError::parse(br#"{"error":"invalid_grant","error_description":"expired"}"#)
                .expect("one");
        assert_eq!(
            (error.code.as_str(), error.message.as_str()),
            ("invalid_grant", "expired")
        );
    }

    #[test]
    fn other_bodies_are_not_errors() {
        for body in [
            "",
            "<html>",
            "[]",
            "{}",
            r#"{"error":7}"#,
            r#"{"message":"x"}"#,
        ] {
            assert_eq!(GraphError::parse(body.as_bytes()), None, "{body}");
        }
    }
}
