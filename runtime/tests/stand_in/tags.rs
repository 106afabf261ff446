//! Entity tags.

use crate::client::{Reply, call};
use crate::fixture::{directory, serve, server};
use msgraph_runtime::test_util::Server;
use serde_json::json;

fn tag(server: &Server, path: &str) -> String {
    let reply = call(server, "GET", path).send();
    let tag = reply.header("etag").expect("a tag").to_owned();
    assert_eq!(reply.json()["@odata.etag"], tag);
    tag
}

fn patch(server: &Server, tag: &str) -> Reply {
    let call = call(server, "PATCH", "/users/u1").header("if-match", tag);
    call.json(&json!({"displayName": "Lovelace"}))
}

#[test]
fn a_tag_changes_with_each_update_and_guards_it() {
    let server = serve(directory().entity_tags());
    let before = tag(&server, "/users/u1");
    let other = tag(&server, "/users/u2");
    assert_ne!(before, other);
    patch(&server, &other).assert_refused(412, "resourceModified", &[]);
    patch(&server, &before).assert_no_content();
    let after = tag(&server, "/users/u1");
    assert_ne!(before, after);
    patch(&server, &before).assert_refused(412, "resourceModified", &[]);
    patch(&server, "*").assert_no_content();
    let delete = |tag: &str| {
        call(&server, "DELETE", "/users/u1")
            .header("if-match", tag)
            .send()
    };
    delete(&after).assert_refused(412, "resourceModified", &[]);
    delete(&tag(&server, "/users/u1")).assert_no_content();
}

#[test]
fn what_a_client_has_is_not_sent_again() {
    let server = serve(directory().entity_tags());
    let tag = tag(&server, "/users/u1");
    let get = || {
        call(&server, "GET", "/users/u1")
            .header("if-none-match", &tag)
            .send()
    };
    assert_eq!((get().status, get().text.as_str()), (304, ""));
    patch(&server, "*");
    assert_eq!(get().status, 200);
}

#[test]
fn lists_and_new_entities_have_tags() {
    let server = serve(directory().entity_tags());
    let list = call(&server, "GET", "/users").send().json();
    assert_eq!(list["value"][0]["@odata.etag"], tag(&server, "/users/u1"));
    let created = call(&server, "POST", "/users").json(&json!({"id": "u3"}));
    assert_eq!(
        created.header("etag"),
        Some(tag(&server, "/users/u3").as_str())
    );
}

#[test]
fn a_directory_without_tags_passes_over_them() {
    let server = server();
    let reply = call(&server, "GET", "/users/u1").send();
    assert_eq!(
        (reply.header("etag"), reply.json().get("@odata.etag")),
        (None, None)
    );
    patch(&server, "W/\"1\"").assert_no_content();
}
