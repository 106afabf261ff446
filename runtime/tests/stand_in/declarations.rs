//! What `serve` makes of a directory that does not fit together.

use crate::fixture::{directory, serve, server};
use msgraph_runtime::test_util::{Directory, ServiceError, Target};
use serde_json::json;
use std::io::ErrorKind;

#[test]
fn all_problems_are_told_at_once() {
    let wrong = directory()
        .entity("unknown", json!({}))
        .entity("users", json!("text"))
        .entity("users", json!({"id": 7}))
        .entity("users", json!({"id": "u1"}))
        .entity("users", json!({"@odata.type": "#microsoft.graph.group"}))
        .contained_entity(
            "/onPremisesPublishingProfiles/none/connectorGroups",
            json!({}),
        )
        .contained_entity("/users/u1", json!({}))
        .link("/users/u1", "/users/u2")
        .link("/applications/a1/connectorGroup", "/users/u2")
        .link("/users/u1/manager", "/users")
        .alias("loop", "/loop")
        .alias("nowhere", "/unknown/u1");
    let error = wrong.serve().expect_err("nothing of this fits");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    let message = error.to_string();
    assert_eq!(message.lines().count(), 12, "{message}");
    for words in [
        "unknown: no entity can live there",
        "users: \"text\" is not an object",
        "users: the id 7 is not a string",
        "two entities with the key 'u1'",
        "neither 'microsoft.graph.user' nor derived",
        "'none'",
        "/users/u1: no entity can live there",
        "is not of type 'microsoft.graph.connectorGroup'",
        "/users: this is not an entity",
        "loop: /loop",
        "nowhere: /unknown/u1",
    ] {
        assert!(message.contains(words), "{words:?} is not in\n{message}");
    }
}

#[test]
fn a_version_has_to_be_a_plain_segment() {
    for version in ["", "v1/0", "be ta", "?"] {
        let error = Directory::new(version).serve().expect_err("no version");
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
    }
    assert!(
        serve(Directory::new("v1.0"))
            .service_root()
            .ends_with("/v1.0")
    );
}

#[test]
fn declarations_may_come_in_any_order_and_in_a_circle() {
    let server = Directory::new("beta")
        .entity("things", json!({"id": "t1"}))
        .link("/things/t1/next", "/things/t1")
        .navigation("#a.derived", "next", Target::one("a.base"))
        .entity_type("a.base", Some("a.derived"))
        .entity_type("a.derived", Some("a.base"))
        .entity_set("things", "a.derived")
        .serve()
        .expect("a circle of types is odd, not harmful");
    assert_eq!(
        server.entity("/things/t1/next/next/next"),
        Some(json!({"id": "t1"}))
    );
}

#[test]
fn identifiers_are_the_same_on_every_run() {
    let keys = || {
        let unnamed = directory()
            .entity("users", json!({}))
            .entity("users", json!({}));
        serve(unnamed).entities("/users")
    };
    assert_eq!(keys(), keys());
    assert_eq!(keys().map(|users| users.len()), Some(4));
}

#[test]
fn a_path_to_nothing_gives_nothing() {
    let server = server();
    for path in [
        "",
        "/",
        "/users",
        "/unknown",
        "/users/u9",
        "/me/manager",
        "/users/%FF",
    ] {
        assert_eq!(server.entity(path), None, "{path}");
    }
    for path in ["", "/users/u1", "/unknown"] {
        assert_eq!(server.entities(path), None, "{path}");
    }
}

#[test]
fn a_refusal_is_an_error_status() {
    assert_eq!(ServiceError::new(200, "c", "m").status(), 500);
    assert_eq!(ServiceError::new(9, "c", "m").status(), 500);
    let refusal = ServiceError::new(429, "TooManyRequests", "Slow down.");
    assert_eq!(
        (refusal.status(), refusal.code(), refusal.message()),
        (429, "TooManyRequests", "Slow down.")
    );
}

#[tokio::test]
async fn the_server_works_from_asynchronous_code() {
    let server = server();
    let address = server.address();
    let stream = tokio::net::TcpStream::connect(address)
        .await
        .expect("the server listens");
    drop(stream);
    drop(server);
}
