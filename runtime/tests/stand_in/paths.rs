//! How a path is read.

use crate::client::{call, raw};
use crate::fixture::{CONNECTOR_GROUPS, DIRECTORY_OBJECT, USER, directory, serve, server};
use serde_json::json;

#[test]
fn a_key_is_a_segment_or_stands_in_parentheses() {
    let server = server();
    for path in [
        "/users/u1",
        "/users('u1')",
        "/users(id='u1')",
        "/users(%27u1%27)",
        "/me",
    ] {
        assert_eq!(
            call(&server, "GET", path).send().json()["displayName"],
            "Ada",
            "{path}"
        );
    }
    let inside = format!("{CONNECTOR_GROUPS}('c2')");
    assert_eq!(call(&server, "GET", &inside).send().json()["name"], "Kyoto");
    let two = call(&server, "GET", "/users(a='u1',b='u2')").send();
    two.assert_refused(400, "Request_BadRequest", &["exactly one value"]);
}

#[test]
fn a_key_is_decoded_once_and_after_the_split() {
    let odd = [
        "a/b",
        "a%2Fb",
        "ada#ext@example.com",
        "O'Neil",
        "x(1)",
        "ö +,=",
    ];
    let with_odd_keys = odd.iter().fold(directory(), |directory, key| {
        directory.entity("users", json!({"id": key, "mail": key}))
    });
    let server = serve(with_odd_keys);
    for (path, key) in [
        ("/users/a%2Fb", odd[0]),
        ("/users('a%2Fb')", odd[0]),
        ("/users/a%252Fb", odd[1]),
        ("/users/ada%23ext%40example.com", odd[2]),
        ("/users/ada%23ext@example.com", odd[2]),
        ("/users/O'Neil", odd[3]),
        ("/users('O''Neil')", odd[3]),
        ("/users/x(1)", odd[4]),
        ("/users/%C3%B6%20+,=", odd[5]),
        ("/users('%C3%B6%20%2B%2C%3D')", odd[5]),
    ] {
        assert_eq!(
            call(&server, "GET", path).send().json()["mail"],
            key,
            "{path}"
        );
        assert_eq!(
            server.entity(path).map(|user| user["id"].clone()),
            Some(json!(key)),
            "{path}"
        );
    }
    assert_eq!(call(&server, "GET", "/users/a/b").send().status, 404);
}

#[test]
fn names_and_keys_are_found_whatever_their_case() {
    let server = serve(directory().entity("users", json!({"id": "U1", "displayName": "Other"})));
    let documented = call(
        &server,
        "GET",
        "/onpremisespublishingprofiles/applicationproxy/CONNECTORGROUPS/c1",
    );
    assert_eq!(documented.send().json()["name"], "Oslo");
    assert_eq!(
        call(&server, "GET", "/users/U1").send().json()["displayName"],
        "Other"
    );
    assert_eq!(
        call(&server, "GET", "/users/u1").send().json()["displayName"],
        "Ada"
    );
}

#[test]
fn an_unknown_segment_is_a_bad_request_and_an_unknown_key_is_not_found() {
    let server = server();
    for (path, segment) in [
        ("/unknown", "unknown"),
        ("/users/u1/unknown", "unknown"),
        ("/users/u1/manager('u2')", "manager('u2')"),
        ("/users/$count/u1", "u1"),
        ("/users/$ref", "$ref"),
        ("/me('u1')", "me('u1')"),
    ] {
        let words = format!("segment '{segment}'");
        call(&server, "GET", path)
            .send()
            .assert_refused(400, "BadRequest", &[&words]);
    }
    for path in [
        "/users/u9",
        "/users/u9/manager/$ref",
        "/groups/g1/members/u1",
        "/me/manager/mail",
    ] {
        call(&server, "GET", path)
            .send()
            .assert_refused(404, "Request_ResourceNotFound", &[]);
    }
}

#[test]
fn malformed_paths_and_other_versions_are_refused() {
    let server = server();
    for target in [
        "/beta/users/",
        "/beta//users",
        "/",
        "/beta",
        "/beta/users/%FF",
    ] {
        raw(&server, "GET", target)
            .send()
            .assert_refused(400, "Request_BadRequest", &[]);
    }
    raw(&server, "GET", "/v1.0/users")
        .send()
        .assert_refused(400, "Request_BadRequest", &["v1.0"]);
}

#[test]
fn what_can_follow_an_entity_is_decided_by_the_declared_type() {
    let server = serve(directory().link("/users/u1/manager", "/users/u2"));
    let status = |path: &str| call(&server, "GET", path).send().status;
    assert_eq!(status("/directoryObjects/u1/manager"), 400);
    assert_eq!(status(&format!("/directoryObjects/u1/{USER}/manager")), 200);
    assert_eq!(status(&format!("/directoryObjects/g1/{USER}")), 404);
    assert_eq!(
        status(&format!("/users/u1/manager/{USER}/manager/$ref")),
        404
    );
    assert_eq!(
        status(&format!("/users/u1/{DIRECTORY_OBJECT}/manager")),
        400
    );
}
