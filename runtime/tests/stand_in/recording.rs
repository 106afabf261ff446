//! What is kept of requests, and how it is asserted.

use crate::client::call;
use crate::fixture::{directory, serve, server};
use msgraph_runtime::test_util::RecordedRequest;
use serde_json::json;
use std::panic::{UnwindSafe, catch_unwind};

#[test]
fn requests_are_taken_and_still_counted() {
    let server = server();
    for _ in 0..3 {
        call(&server, "GET", "/me").send();
    }
    assert_eq!(server.take_requests().len(), 3);
    call(&server, "GET", "/me").send();
    assert_eq!((server.requests().len(), server.request_count()), (1, 4));
}

#[test]
fn only_the_newest_requests_are_kept() {
    let server = serve(directory().keep_requests(2));
    for path in ["/users/u1", "/users/u2", "/groups/g1"] {
        call(&server, "GET", path).send();
    }
    let requests = server.requests();
    let paths: Vec<_> = requests.iter().map(RecordedRequest::path).collect();
    assert_eq!(paths, ["/beta/users/u2", "/beta/groups/g1"]);
    assert_eq!(server.request_count(), 3);
    assert_eq!(requests[0].origin, server.base_url());
}

#[test]
fn assertions_hold_or_panic() {
    let server = server();
    let patch = call(&server, "PATCH", "/users/u1?$select=id%2Cmail").header("prefer", "x");
    patch.json(&json!({"mail": null}));
    let request = server.requests().remove(0);
    request
        .assert_sent("PATCH", "/beta/users/u1")
        .assert_query("$select", "id,mail")
        .assert_query("select", "id,mail")
        .assert_header("Prefer", "x")
        .assert_no_header("authorization")
        .assert_json(&json!({"mail": null}));
    let request = &request;
    fails(|| drop(request.assert_sent("PATCH", "/beta/users/u2").clone()));
    fails(|| drop(request.assert_sent("GET", "/beta/users/u1").clone()));
    fails(|| drop(request.assert_query("$top", "1").clone()));
    fails(|| drop(request.assert_header("prefer", "y").clone()));
    fails(|| drop(request.assert_no_header("prefer").clone()));
    fails(|| drop(request.assert_json(&json!({})).clone()));
}

#[track_caller]
fn fails(assertion: impl FnOnce() + UnwindSafe) {
    assert!(catch_unwind(assertion).is_err(), "it should panic");
}
