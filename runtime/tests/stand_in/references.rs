//! `$ref` and `@odata.bind`.

use crate::client::{Reply, call};
use crate::fixture::{CONNECTOR_GROUPS, USER, directory, serve, server, url};
use msgraph_runtime::test_util::Server;
use serde_json::{Value, json};

const ASSIGNMENT: &str = "/applications/a1/connectorGroup";
const MEMBERS: &str = "/groups/g1/members";

fn put(server: &Server, body: &Value) -> Reply {
    call(server, "PUT", &format!("{ASSIGNMENT}/$ref")).json(body)
}

fn add(server: &Server, target: &str) -> Reply {
    let body = json!({"@odata.id": url(server, target)});
    call(server, "POST", &format!("{MEMBERS}/$ref")).json(&body)
}

fn member_ids(server: &Server) -> Vec<Value> {
    let members = server.entities(MEMBERS).expect("the group is there");
    members.iter().map(|member| member["id"].clone()).collect()
}

#[test]
fn a_single_reference_is_set_replaced_read_and_cleared() {
    let server = server();
    let reference = format!("{ASSIGNMENT}/$ref");
    for group in ["c1", "c2"] {
        let target = url(&server, &format!("{CONNECTOR_GROUPS}/{group}"));
        put(&server, &json!({"@odata.id": target})).assert_no_content();
        assert_eq!(call(&server, "GET", ASSIGNMENT).send().json()["id"], group);
        let expected =
            json!({"@odata.context": url(&server, "/$metadata#$ref"), "@odata.id": target});
        assert_eq!(call(&server, "GET", &reference).send().json(), expected);
    }
    call(&server, "DELETE", &reference)
        .send()
        .assert_no_content();
    for (method, path) in [
        ("GET", ASSIGNMENT),
        ("GET", &reference),
        ("DELETE", &reference),
    ] {
        let reply = call(&server, method, path).send();
        reply.assert_refused(404, "Request_ResourceNotFound", &["'connectorGroup'"]);
    }
    assert_eq!(
        server.entities(CONNECTOR_GROUPS).map(|groups| groups.len()),
        Some(2),
        "a link is no entity"
    );
}

#[test]
fn the_documented_spelling_of_the_profile_is_accepted() {
    let server = server();
    let target = url(
        &server,
        "/onPremisesPublishingProfiles/applicationproxy/connectorGroups/c1",
    );
    put(&server, &json!({"@odata.id": target})).assert_no_content();
    assert_eq!(
        server.entity(ASSIGNMENT),
        Some(json!({"id": "c1", "name": "Oslo"}))
    );
}

#[test]
fn a_reference_is_an_absolute_url_on_this_service() {
    let server = server();
    let path = format!("{CONNECTOR_GROUPS}/c1");
    let elsewhere = format!("https://graph.example.com/beta{path}");
    let other_version = format!("{}/v1.0{path}", server.base_url());
    let no_version = format!("{}{path}", server.base_url());
    let other_port = format!("http://127.0.0.1:1/beta{path}");
    let collection = url(&server, CONNECTOR_GROUPS);
    let with_query = url(&server, &format!("{path}?$select=id"));
    for bad in [
        "c1",
        &path,
        "",
        &elsewhere,
        &other_version,
        &no_version,
        &other_port,
        &collection,
        &with_query,
    ] {
        let reply = put(&server, &json!({"@odata.id": bad}));
        reply.assert_refused(
            400,
            "Request_BadRequest",
            &["Invalid URL format specified in payload"],
        );
    }
    let unknown = put(&server, &json!({"@odata.id": url(&server, "/unknown/c1")}));
    unknown.assert_refused(400, "BadRequest", &["segment 'unknown'"]);
    assert_eq!(server.entity(ASSIGNMENT), None);
}

#[test]
fn a_reference_body_holds_one_identifier_and_nothing_else() {
    let server = server();
    let target = url(&server, &format!("{CONNECTOR_GROUPS}/c1"));
    put(&server, &json!({})).assert_refused(400, "Request_BadRequest", &["no '@odata.id'"]);
    let more = put(&server, &json!({"@odata.id": target, "id": "c1"}));
    more.assert_refused(400, "Request_BadRequest", &["'id'"]);
    put(&server, &json!({"@odata.id": 5})).assert_refused(
        400,
        "Request_BadRequest",
        &["Invalid URL"],
    );
    put(&server, &json!({"@odata.id": [target]})).assert_refused(
        400,
        "Request_BadRequest",
        &["Invalid URL"],
    );
    let reference = format!("{ASSIGNMENT}/$ref");
    let body = json!({"@odata.id": target}).to_string();
    call(&server, "PUT", &reference)
        .text(&body)
        .assert_refused(415, "UnsupportedMediaType", &[]);
    assert_eq!(server.entity(ASSIGNMENT), None);
}

#[test]
fn the_target_has_to_exist_and_to_be_of_the_type() {
    let server = server();
    let missing = put(
        &server,
        &json!({"@odata.id": url(&server, &format!("{CONNECTOR_GROUPS}/c9"))}),
    );
    missing.assert_refused(404, "Request_ResourceNotFound", &["'c9'"]);
    let wrong = put(&server, &json!({"@odata.id": url(&server, "/users/u1")}));
    let types = ["'microsoft.graph.user'", "'microsoft.graph.connectorGroup'"];
    wrong.assert_refused(400, "Request_BadRequest", &types);
    add(&server, &format!("{CONNECTOR_GROUPS}/c1")).assert_refused(
        400,
        "Request_BadRequest",
        &[
            "'microsoft.graph.connectorGroup'",
            "'microsoft.graph.directoryObject'",
        ],
    );
}

#[test]
fn members_are_added_once_by_any_address_and_listed() {
    let server = server();
    add(&server, "/users/u1").assert_no_content();
    add(&server, "/groups('g2')").assert_no_content();
    add(&server, "/directoryObjects/u2").assert_no_content();
    for again in ["/users/u1", "/directoryObjects/u1", "/me"] {
        let words = [
            "One or more added object references already exist",
            "'members'",
        ];
        add(&server, again).assert_refused(400, "Request_BadRequest", &words);
    }
    let identifier = |id| json!({"@odata.id": url(&server, &format!("/directoryObjects/{id}"))});
    let expected = json!({
        "@odata.context": url(&server, "/$metadata#Collection($ref)"),
        "value": [identifier("u1"), identifier("g2"), identifier("u2")],
    });
    assert_eq!(
        call(&server, "GET", &format!("{MEMBERS}/$ref"))
            .send()
            .json(),
        expected
    );
}

#[test]
fn a_member_is_removed_by_key_or_by_url() {
    let users = ["/users/u1", "/users/u2", "/groups/g2"];
    let linked = users
        .iter()
        .fold(directory(), |directory, user| directory.link(MEMBERS, user));
    let server = serve(linked);
    let delete = |path: &str| call(&server, "DELETE", &format!("{MEMBERS}{path}")).send();
    let encoded = |path: &str| url(&server, path).replace(':', "%3A").replace('/', "%2F");

    delete("/u1/$ref").assert_no_content();
    assert_eq!(member_ids(&server), ["u2", "g2"]);
    delete(&format!("/$ref?@id={}", encoded("/users/u2"))).assert_no_content();
    delete(&format!("/$ref?%24id={}", encoded("/directoryObjects/g2"))).assert_no_content();
    assert!(member_ids(&server).is_empty());

    for gone in ["/u1/$ref", &format!("/$ref?@id={}", encoded("/users/u1"))] {
        delete(gone).assert_refused(404, "Request_ResourceNotFound", &["'u1'"]);
    }
    delete("/$ref").assert_refused(400, "Request_BadRequest", &["'@id'"]);
    delete("/$ref?@id=u1").assert_refused(400, "Request_BadRequest", &["Invalid URL"]);
    assert_eq!(
        call(&server, "GET", "/users/u1").send().status,
        200,
        "only the link is gone"
    );
}

#[test]
fn a_url_in_a_query_is_decoded_once() {
    let with_odd_key = directory()
        .entity("users", json!({"id": "a/b"}))
        .link(MEMBERS, "/users/a%2Fb");
    let server = serve(with_odd_key);
    let path = format!("{MEMBERS}/$ref?@id={}", url(&server, "/users/a%252Fb"));
    call(&server, "DELETE", &path).send().assert_no_content();
    assert!(member_ids(&server).is_empty());
}

#[test]
fn a_reference_is_reached_through_an_alias_or_a_cast() {
    let server = server();
    let manager = json!({"@odata.id": url(&server, "/users/u2")});
    call(&server, "PUT", "/me/manager/$ref")
        .json(&manager)
        .assert_no_content();
    let cast = format!("/directoryObjects/u1/{USER}/manager/$ref");
    assert_eq!(call(&server, "GET", &cast).send().status, 200);
    call(&server, "DELETE", &cast).send().assert_no_content();
    assert_eq!(call(&server, "GET", "/users/u1/manager").send().status, 404);
}

#[test]
fn what_is_contained_has_no_reference() {
    let server = server();
    for path in [
        format!("{CONNECTOR_GROUPS}/$ref"),
        format!("{CONNECTOR_GROUPS}/c1/$ref"),
    ] {
        call(&server, "GET", &path)
            .send()
            .assert_refused(400, "BadRequest", &["'$ref'"]);
    }
}

#[test]
fn references_can_be_told_as_text() {
    let linked = directory()
        .link(MEMBERS, "/users/u1")
        .link("/me/manager", "/users/u2");
    let server = serve(linked.references_as_text());
    let single = call(&server, "GET", "/me/manager/$ref").send().json();
    assert_eq!(single, json!(url(&server, "/directoryObjects/u2")));
    let list = call(&server, "GET", &format!("{MEMBERS}/$ref"))
        .send()
        .json();
    assert_eq!(list["value"], json!([url(&server, "/directoryObjects/u1")]));
}

#[test]
fn a_body_can_bind_references() {
    let server = server();
    let (u1, u2) = (url(&server, "/users/u1"), url(&server, "/users/u2"));
    let group = json!({"id": "g9", "members@odata.bind": [u1, u2]});
    let created = call(&server, "POST", "/groups").json(&group);
    assert_eq!(
        (created.status, created.json().get("members@odata.bind")),
        (201, None)
    );
    assert_eq!(
        server
            .entities("/groups/g9/members")
            .map(|members| members.len()),
        Some(2)
    );

    call(&server, "PATCH", "/me")
        .json(&json!({"manager@odata.bind": u2}))
        .assert_no_content();
    assert_eq!(
        server
            .entity("/me/manager")
            .map(|manager| manager["id"].clone()),
        Some(json!("u2"))
    );
}

#[test]
fn a_body_with_one_bad_binding_changes_nothing() {
    let server = server();
    let (u1, nobody) = (url(&server, "/users/u1"), url(&server, "/users/u9"));
    let patch = |body: Value| call(&server, "PATCH", "/groups/g1").json(&body);
    let missing = patch(json!({"displayName": "New", "members@odata.bind": [u1, nobody]}));
    missing.assert_refused(404, "Request_ResourceNotFound", &["'u9'"]);
    patch(json!({"members@odata.bind": vec![u1.clone(); 21]})).assert_refused(
        400,
        "Request_BadRequest",
        &["20"],
    );
    patch(json!({"members@odata.bind": u1})).assert_refused(
        400,
        "Request_BadRequest",
        &["members@odata.bind"],
    );
    patch(json!({"boss@odata.bind": u1})).assert_refused(400, "Request_BadRequest", &["'boss'"]);
    patch(json!({"members": []})).assert_refused(501, "notImplemented", &["'members'"]);
    assert_eq!(
        server.entity("/groups/g1"),
        Some(json!({"id": "g1", "displayName": "Engineers"}))
    );
    assert!(member_ids(&server).is_empty());
}

#[test]
fn what_leads_nowhere_can_be_answered_without_content() {
    let server = serve(directory().absent_as_no_content());
    for path in ["/users/u1/manager", "/users/u1/manager/$ref"] {
        call(&server, "GET", path).send().assert_no_content();
    }
    let nobody = call(&server, "DELETE", "/users/u1/manager/$ref").send();
    assert_eq!(nobody.status, 404);
}
