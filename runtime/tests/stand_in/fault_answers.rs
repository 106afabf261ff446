//! Answers that something else makes.

use crate::client::{Reply, call};
use crate::fixture::server;
use msgraph_runtime::edm::Binary;
use msgraph_runtime::test_util::{Fault, ServiceError, When};
use serde_json::json;
use std::time::{Duration, SystemTime};

/// The answer to the deletion of a user, and whether the user is gone.
fn delete(fault: Fault) -> (Reply, bool) {
    let server = server();
    server.fault(When::every(), fault);
    let reply = call(&server, "DELETE", "/users/u1").send();
    (reply, server.entity("/users/u1").is_none())
}

#[test]
fn a_refusal_does_nothing_unless_it_is_told_to() {
    for (fault, status, code) in [
        (Fault::throttled(), 429, "TooManyRequests"),
        (Fault::unavailable(), 503, "serviceNotAvailable"),
        (Fault::gateway_timeout(), 504, "timeout"),
        (
            Fault::refused(ServiceError::new(423, "locked", "Locked.")),
            423,
            "locked",
        ),
    ] {
        let (reply, gone) = delete(fault.clone());
        reply.assert_refused(status, code, &[]);
        assert_eq!(reply.header("retry-after"), None);
        assert!(!gone);
        let (reply, gone) = delete(fault.after_effect());
        assert_eq!((reply.status, gone), (status, true));
    }
}

#[test]
fn a_wait_is_seconds_a_fraction_or_a_date() {
    for text in ["2", "2.128", "Fri, 31 Dec 1999 23:59:59 GMT", "soon"] {
        let (reply, _) = delete(Fault::unavailable().retry_after(text));
        assert_eq!(reply.header("retry-after"), Some(text));
    }
    let (reply, _) = delete(Fault::throttled().retry_at(Duration::from_secs(3600)));
    let date = reply.header("retry-after").expect("a date");
    assert!(date.ends_with(" GMT") && date.len() == 29, "{date}");
    let year = (SystemTime::now() + Duration::from_secs(3600))
        .duration_since(SystemTime::UNIX_EPOCH)
        .expect("after 1970")
        .as_secs()
        / 31_556_952
        + 1970;
    assert!(date.contains(&format!(" {year} ")), "{date}");
    let (reply, _) = delete(Fault::bad_gateway().retry_after("1"));
    assert_eq!(reply.header("retry-after"), Some("1"));
}

#[test]
fn a_gateway_answers_in_html() {
    let (reply, gone) = delete(Fault::bad_gateway());
    assert_eq!((reply.status, gone), (502, false));
    assert_eq!(reply.header("content-type"), Some("text/html"));
    assert!(reply.text.starts_with("<html>"));
}

#[test]
fn a_challenge_asks_for_claims() {
    let claims = r#"{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}"#;
    let (reply, gone) = delete(Fault::claims_challenge(claims));
    reply.assert_refused(401, "InvalidAuthenticationToken", &[]);
    assert!(!gone);
    let challenge = reply.header("www-authenticate").expect("a challenge");
    assert!(challenge.starts_with("Bearer "));
    assert!(challenge.contains("error=\"insufficient_claims\""));
    let (_, rest) = challenge.split_once("claims=\"").expect("claims");
    let encoded = Binary::from(rest.trim_end_matches('"'));
    assert_eq!(encoded.to_bytes().as_deref(), Some(claims.as_bytes()));
}

#[test]
fn a_redirect_leads_to_another_origin() {
    let server = server();
    let elsewhere = format!("{}/beta/users/u1", server.other_base_url());
    server.fault(When::every().nth(1), Fault::redirect(307, &elsewhere));
    let reply = call(&server, "GET", "/users/u2").send();
    assert_eq!(
        (reply.status, reply.header("location")),
        (307, Some(elsewhere.as_str()))
    );
}

#[test]
fn a_success_is_empty() {
    let (reply, gone) = delete(Fault::empty_success());
    assert_eq!((reply.status, reply.text.as_str(), gone), (200, "", true));
    assert_eq!(reply.header("content-type"), Some("application/json"));
}

#[test]
fn a_bomb_is_small_on_the_wire() {
    let (reply, gone) = delete(Fault::gzip_bomb(64 * 1024 * 1024));
    assert_eq!((reply.status, gone), (200, true));
    assert_eq!(reply.header("content-encoding"), Some("gzip"));
    assert!(reply.bytes.starts_with(&[0x1f, 0x8b]));
    assert!(reply.bytes.len() < 128 * 1024, "{}", reply.bytes.len());
}

#[test]
fn an_answer_is_of_ones_own_making() {
    let (reply, gone) = delete(Fault::answered(
        299,
        &[("x-odd", "1"), ("bad name", "2")],
        "odd",
    ));
    assert_eq!(
        (reply.status, reply.text.as_str(), gone),
        (299, "odd", false)
    );
    assert_eq!(reply.header("x-odd"), Some("1"));
    let (reply, _) = delete(Fault::answered_json(200, &json!({"value": 5})));
    assert_eq!(reply.json(), json!({"value": 5}));
    for odd in [7, 100, 1000] {
        assert_eq!(delete(Fault::answered(odd, &[], "")).0.status, 500);
    }
}
