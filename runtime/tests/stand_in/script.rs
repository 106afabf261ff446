//! The scripted transport.

use bytes::Bytes;
use msgraph_runtime::http::Request;
use msgraph_runtime::test_util::{Reply, Script, When};
use msgraph_runtime::{Content, Error, Transport};
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind};

const ROOT: &str = "https://graph.microsoft.com/v1.0";

/// The status and the body of the answer to a request.
async fn send(script: &Script, method: &str, path: &str) -> Result<(u16, Bytes), Error> {
    let request = Request::builder()
        .method(method)
        .uri(format!("{ROOT}{path}"))
        .header("authorization", "Bearer secret")
        .body(Content::from(Bytes::from_static(b"{\"a\":1}")))
        .expect("a request");
    let (head, content) = script.send(request).await?.into_parts();
    Ok((head.status.as_u16(), content.collect(1000).await?))
}

async fn status(script: &Script, method: &str, path: &str) -> u16 {
    send(script, method, path).await.expect("an answer").0
}

#[tokio::test]
async fn answers_come_in_order_or_to_their_requests() {
    let script = Script::new()
        .then(Reply::status(503))
        .on(When::every().path("/users/*").times(1), Reply::status(204))
        .then(Reply::ok(&json!({"id": "u1"})))
        .on(When::every().method("DELETE"), Reply::status(404));
    assert_eq!(status(&script, "GET", "/me").await, 503);
    assert_eq!(status(&script, "GET", "/users/u1").await, 204);
    assert_eq!(status(&script, "DELETE", "/me").await, 404);
    assert_eq!(status(&script, "DELETE", "/me").await, 404);
    assert_eq!(script.left(), 1);
    let (status, body) = send(&script, "GET", "/users/u1").await.expect("an answer");
    assert_eq!((status, body.as_ref()), (200, br#"{"id":"u1"}"#.as_slice()));
    assert_eq!(script.left(), 0);
}

#[tokio::test]
async fn a_script_that_is_over_says_so() {
    let script = Script::new().then(Reply::status(204));
    send(&script, "GET", "/me").await.expect("an answer");
    let error = send(&script, "POST", "/users?$top=1")
        .await
        .expect_err("no answer");
    assert!(error.is_configuration());
    let text = error.to_string();
    assert!(
        text.contains("request 2, POST /v1.0/users?$top=1"),
        "{text}"
    );
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test]
async fn requests_are_kept() {
    let script = Script::new().then(Reply::status(204));
    send(&script, "PUT", "/users/u1?$select=id")
        .await
        .expect("an answer");
    let request = script.only_request();
    request
        .assert_sent("PUT", "/v1.0/users/u1")
        .assert_query("$select", "id")
        .assert_header("authorization", "Bearer secret")
        .assert_json(&json!({"a": 1}));
    assert_eq!(request.origin, "https://graph.microsoft.com");
    assert!(!format!("{script:?}").contains("secret"));
    send(&script, "GET", "/me").await.expect_err("no answer");
    let two = catch_unwind(AssertUnwindSafe(|| script.only_request()));
    assert!(two.is_err(), "there are two requests");
}

#[tokio::test]
async fn a_reply_can_be_no_answer_or_break_off() {
    let script = Script::new()
        .then(Reply::not_connected())
        .then(Reply::timeout())
        .then(Reply::lost())
        .then(Reply::status(200).chunks(["ab", "cd"]))
        .then(Reply::status(200).body("ab").then_lost());
    let mut errors = Vec::new();
    for _ in 0..3 {
        errors.push(send(&script, "GET", "/me").await.expect_err("no answer"));
    }
    assert!(errors[0].is_connect() && errors[1].is_timeout() && errors[2].is_transport());
    let (_, body) = send(&script, "GET", "/me").await.expect("an answer");
    assert_eq!(body, "abcd");
    let broken = send(&script, "GET", "/me")
        .await
        .expect_err("half an answer");
    assert!(broken.is_transport());
}
