//! Reading, creating, updating and deleting entities.

use crate::client::call;
use crate::fixture::{CONNECTOR_GROUPS, directory, serve, server, url};
use serde_json::json;

#[test]
fn an_entity_is_read_with_its_context() {
    let server = server();
    let reply = call(&server, "GET", "/users/u1").send();
    let expected = json!({
        "@odata.context": url(&server, "/$metadata#users/$entity"),
        "id": "u1", "displayName": "Ada", "mail": "ada@example.com",
    });
    assert_eq!((reply.status, reply.json()), (200, expected));

    let inside = call(&server, "GET", &format!("{CONNECTOR_GROUPS}/c1"))
        .send()
        .json();
    let context =
        "/$metadata#onPremisesPublishingProfiles('applicationProxy')/connectorGroups/$entity";
    assert_eq!(inside["@odata.context"], url(&server, context));
}

#[test]
fn a_subtype_is_told_where_the_declared_type_is_another() {
    let server = server();
    let through_base = call(&server, "GET", "/directoryObjects/u1").send().json();
    assert_eq!(through_base["@odata.type"], "#microsoft.graph.user");
    let cast = call(&server, "GET", "/directoryObjects/u1/microsoft.graph.user")
        .send()
        .json();
    assert_eq!(cast.get("@odata.type"), None);
    assert_eq!(cast["displayName"], "Ada");
}

#[test]
fn select_narrows_the_properties() {
    let server = server();
    let selected = call(&server, "GET", "/users/u1?$select=id,%20mail")
        .send()
        .json();
    let expected = json!({
        "@odata.context": url(&server, "/$metadata#users/$entity"),
        "id": "u1", "mail": "ada@example.com",
    });
    assert_eq!(selected, expected);
}

#[test]
fn a_new_entity_gets_a_key_and_an_address() {
    let server = server();
    let reply = call(&server, "POST", "/users").json(&json!({"displayName": "Emmy"}));
    let created = reply.json();
    let id = created["id"].as_str().expect("a key");
    assert_eq!(reply.status, 201);
    assert_eq!(
        reply.header("location"),
        Some(url(&server, &format!("/users/{id}")).as_str())
    );
    assert_eq!(
        created["@odata.context"],
        url(&server, "/$metadata#users/$entity")
    );
    let stored = server.entity(&format!("/users/{id}"));
    assert_eq!(stored, Some(json!({"id": id, "displayName": "Emmy"})));

    let inside = call(&server, "POST", CONNECTOR_GROUPS).json(&json!({"name": "Lima"}));
    assert_eq!(inside.status, 201);
    assert_eq!(
        server.entities(CONNECTOR_GROUPS).map(|groups| groups.len()),
        Some(3)
    );
}

#[test]
fn a_key_can_be_given_once() {
    let server = server();
    let emmy = json!({"id": "e/1", "displayName": "Emmy"});
    let reply = call(&server, "POST", "/users").json(&emmy);
    assert_eq!(
        reply.header("location"),
        Some(url(&server, "/users/e%2F1").as_str())
    );
    let again = call(&server, "POST", "/users").json(&emmy);
    again.assert_refused(409, "Request_Conflict", &["id"]);
    let number = call(&server, "POST", "/users").json(&json!({"id": 5}));
    number.assert_refused(400, "Request_BadRequest", &["'id'"]);
}

#[test]
fn a_new_entity_may_state_a_subtype_only() {
    let server = server();
    let post = |body| call(&server, "POST", "/directoryObjects").json(&body);
    let group = post(json!({"@odata.type": "#microsoft.graph.group", "id": "g9"}));
    assert_eq!(
        (group.status, group.json()["@odata.type"].clone()),
        (201, json!("#microsoft.graph.group"))
    );
    assert_eq!(
        server.entity("/directoryObjects/g9"),
        Some(json!({"id": "g9"}))
    );
    for stated in [
        json!("#microsoft.graph.connectorGroup"),
        json!("#microsoft.graph.made.up"),
        json!(7),
    ] {
        let reply = post(json!({"@odata.type": stated}));
        reply.assert_refused(
            400,
            "Request_BadRequest",
            &["microsoft.graph.directoryObject"],
        );
    }
}

#[test]
fn an_update_merges_and_null_clears() {
    let before =
        json!({"id": "a2", "notes": "old", "tags": ["x"], "web": {"home": "h", "logout": "l"}});
    let server = serve(directory().entity("applications", before));
    let changes = json!({
        "@odata.type": "#microsoft.graph.application", "id": "other", "notes": null,
        "tags": ["y"], "web": {"logout": null}, "isNew": true, "isNew@odata.type": "#Boolean",
    });
    call(&server, "PATCH", "/applications/a2")
        .json(&changes)
        .assert_no_content();
    let after = json!({
        "id": "a2", "notes": null, "tags": ["y"], "web": {"home": "h", "logout": null}, "isNew": true,
    });
    assert_eq!(server.entity("/applications/a2"), Some(after));
}

#[test]
fn an_update_answers_with_the_entity_where_that_is_preferred() {
    let server = server();
    let patch = || call(&server, "PATCH", "/me");
    let preferring = patch().header("prefer", "respond-async, return=representation");
    let reply = preferring.json(&json!({"displayName": "Ada L."}));
    assert_eq!(
        (reply.status, reply.json()["displayName"].clone()),
        (200, json!("Ada L."))
    );
    assert_eq!(
        reply.header("preference-applied"),
        Some("return=representation")
    );
    patch()
        .header("prefer", "return=minimal")
        .json(&json!({}))
        .assert_no_content();
}

#[test]
fn a_deleted_entity_takes_its_links_and_contents_along() {
    let linked = directory().link("/groups/g1/members", "/users/u1").link(
        "/applications/a1/connectorGroup",
        &format!("{CONNECTOR_GROUPS}/c1"),
    );
    let server = serve(linked);
    call(&server, "DELETE", "/users/u1")
        .send()
        .assert_no_content();
    call(
        &server,
        "DELETE",
        "/onPremisesPublishingProfiles/applicationProxy",
    )
    .send()
    .assert_no_content();
    assert_eq!(call(&server, "DELETE", "/users/u1").send().status, 404);
    assert_eq!(call(&server, "GET", "/me").send().status, 404);
    assert_eq!(server.entities("/groups/g1/members"), Some(Vec::new()));
    assert_eq!(server.entity("/applications/a1/connectorGroup"), None);
    assert_eq!(server.entities(CONNECTOR_GROUPS), None);
}

#[test]
fn a_singleton_of_its_own_is_read_and_updated() {
    let with_singleton =
        directory().singleton("admin", "microsoft.graph.admin", json!({"region": "eu"}));
    let server = serve(with_singleton);
    call(&server, "PATCH", "/admin")
        .json(&json!({"region": "us"}))
        .assert_no_content();
    let context = url(&server, "/$metadata#admin");
    let expected = json!({"@odata.context": context, "region": "us"});
    assert_eq!(call(&server, "GET", "/admin").send().json(), expected);
    assert_eq!(call(&server, "DELETE", "/admin").send().status, 405);
}
