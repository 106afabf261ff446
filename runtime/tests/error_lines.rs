//! How a refusal reads when the service leaves parts of it out.

mod shape;

use bytes::Bytes;
use msgraph_runtime::{Error, Response};
use shape::applications;

fn refusal(body: &'static str) -> Error {
    let mut response = http::Response::new(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = http::StatusCode::BAD_REQUEST;
    let request = applications().id("a").get();
    let decoded = request.decode(Response::from(response));
    decoded.expect_err("a refusal")
}

#[test]
fn there_are_no_empty_parts() {
    let cases = [
        (r#"{"code":"","message":"bad"}"#, "bad"),
        (r#"{"message":" bad"}"#, "bad"),
        (r#"{"code":"c","message":" \n"}"#, "c"),
        (r#"{"code":400,"message":"bad"}"#, "400: bad"),
        (r#"{"code":"c","target":" "}"#, "c"),
        (r#"{"code":"c","target":"owner"}"#, "c (target owner)"),
        (r#"{"code":"c","innerError":{"message":"why"}}"#, "c: why"),
        (
            r#"{"code":"c","message":"","innerError":{"message":"","innerError":{"message":"why"}}}"#,
            "c: why",
        ),
        (r#"{"code":"c","innerError":{"request-id":" "}}"#, "c"),
        ("{}", "the service did not say why"),
    ];
    for (error, expected) in cases {
        let body: &'static str = format!(r#"{{"error":{error}}}"#).leak();
        let expected = format!("400 Bad Request: {expected}");
        assert_eq!(refusal(body).to_string(), expected, "{body}");
    }
}

#[test]
fn a_blank_body_is_no_body() {
    for body in ["", " ", "\r\n\t"] {
        let error = refusal(body);
        assert_eq!(error.to_string(), "400 Bad Request: the answer had no body");
        assert_eq!(error.body_text(), None);
    }
}
