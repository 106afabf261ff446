//! What holds of every request: tokens, identifiers, methods, bodies, and what is recorded.

use crate::client::{call, raw};
use crate::fixture::{directory, serve, server};
use serde_json::json;
use std::net::TcpStream;

#[test]
fn a_refusal_has_the_services_error_body() {
    let server = server();
    let reply = call(&server, "GET", "/users/nobody")
        .header("client-request-id", "mine")
        .send();
    reply.assert_refused(404, "Request_ResourceNotFound", &["'nobody'"]);
    let inner = &reply.json()["error"]["innerError"];
    assert_eq!(inner["client-request-id"], "mine");
    assert_eq!(
        inner["request-id"],
        reply.header("request-id").expect("an identifier")
    );
    let date = inner["date"].as_str().expect("a date");
    assert_eq!(
        (date.len(), &date[10..11]),
        ("2026-08-20T09:30:00".len(), "T")
    );
}

#[test]
fn every_answer_is_identified_and_dated() {
    let server = server();
    let reply = call(&server, "GET", "/users/u1")
        .header("client-request-id", "mine")
        .send();
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("client-request-id"), Some("mine"));
    assert!(
        reply
            .header("date")
            .is_some_and(|date| date.ends_with("GMT"))
    );
    assert!(
        reply
            .header("content-type")
            .is_some_and(|media| media.starts_with("application/json;"))
    );
    let first = reply.header("request-id").map(str::to_owned);
    let reply = call(&server, "DELETE", "/users/u1").send();
    assert_ne!(reply.header("request-id").map(str::to_owned), first);
    assert_eq!(
        reply.header("client-request-id"),
        reply.header("request-id")
    );
}

#[test]
fn a_token_is_asked_for_if_one_is_set() {
    let server = serve(directory().token("right"));
    let with = |value: &str| {
        call(&server, "GET", "/me")
            .header("authorization", value)
            .send()
    };
    let missing = call(&server, "GET", "/me").send();
    missing.assert_refused(401, "InvalidAuthenticationToken", &["empty"]);
    assert_eq!(missing.header("www-authenticate"), Some("Bearer"));
    with("Bearer wrong").assert_refused(401, "InvalidAuthenticationToken", &["validation"]);
    with("Basic right").assert_refused(401, "InvalidAuthenticationToken", &["empty"]);
    assert_eq!(with("Bearer right").status, 200);
}

#[test]
fn a_wrong_method_on_a_known_path_names_the_right_ones() {
    let server = server();
    for (method, path, allow) in [
        ("PUT", "/users", "GET, POST"),
        ("POST", "/users/u1", "GET, PATCH, DELETE"),
        ("DELETE", "/me", "GET, PATCH"),
        ("POST", "/groups/g1/members", "GET"),
        ("PATCH", "/me/manager", "GET"),
        ("POST", "/me/manager/$ref", "GET, PUT, DELETE"),
        ("PUT", "/groups/g1/members/$ref", "GET, POST, DELETE"),
        ("POST", "/users/$count", "GET"),
    ] {
        let reply = call(&server, method, path).send();
        assert_eq!(
            (reply.status, reply.header("allow")),
            (405, Some(allow)),
            "{method} {path}"
        );
    }
}

#[test]
fn a_body_has_to_be_json_and_to_say_so() {
    let server = server();
    let post = || call(&server, "POST", "/users");
    post()
        .text("{}")
        .assert_refused(415, "UnsupportedMediaType", &["application/json"]);
    let plain = post().header("content-type", "text/plain").text("{}");
    plain.assert_refused(415, "UnsupportedMediaType", &[]);
    for malformed in ["{", "", "[]", "\"text\""] {
        let reply = post()
            .header("content-type", "application/json")
            .text(malformed);
        reply.assert_refused(400, "Request_BadRequest", &["JSON"]);
    }
    let charset = post()
        .header("content-type", "Application/JSON; charset=utf-8")
        .text("{}");
    assert_eq!(charset.status, 201);
}

#[test]
fn a_body_larger_than_the_limit_is_refused() {
    let server = server();
    let reply =
        call(&server, "POST", "/users").json(&json!({"notes": "x".repeat(4 * 1024 * 1024)}));
    reply.assert_refused(413, "RequestEntityTooLarge", &["4194304"]);
    assert!(server.requests()[0].body.is_empty());
}

#[test]
fn requests_are_recorded_as_they_were_sent() {
    let server = serve(directory().token("secret"));
    let odd = raw(
        &server,
        "GET",
        "/beta/users/a%2Fb?$select=id%2CdisplayName&x=%20",
    );
    assert_eq!(
        odd.header("authorization", "Bearer secret").send().status,
        404
    );
    call(&server, "PATCH", "/users/u1").json(&json!({"mail": null}));

    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].method, "GET");
    assert_eq!(
        requests[0].path_and_query,
        "/beta/users/a%2Fb?$select=id%2CdisplayName&x=%20"
    );
    assert_eq!(requests[0].path(), "/beta/users/a%2Fb");
    assert_eq!(requests[0].query(), Some("$select=id%2CdisplayName&x=%20"));
    assert_eq!(requests[0].header("authorization"), Some("Bearer secret"));
    assert!(
        !format!("{requests:?}").contains("secret"),
        "a token must not be printed"
    );
    assert_eq!(requests[1].json(), Some(json!({"mail": null})));
    assert_eq!(requests[1].query(), None);
}

#[test]
fn the_server_stops_when_it_is_dropped() {
    let server = server();
    let address = server.address();
    assert!(address.ip().is_loopback());
    assert_eq!(server.base_url(), format!("http://{address}"));
    let idle = TcpStream::connect(address).expect("the server listens");
    drop(server);
    assert!(TcpStream::connect(address).is_err());
    drop(idle);
}
