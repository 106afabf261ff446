//! Lists: their shape, their pages, their counts.

use crate::client::{call, raw};
use crate::fixture::{CONNECTOR_GROUPS, directory, serve, server, url};
use msgraph_runtime::test_util::{Directory, Server};
use serde_json::{Value, json};

/// Seven items, u0 to u6.
fn seven() -> Server {
    let empty = Directory::new("beta").entity_set("users", "microsoft.graph.user");
    let filled = (0..7).fold(empty, |directory, number| {
        directory.entity("users", json!({"id": format!("u{number}"), "mail": "m"}))
    });
    serve(filled.page_size(3))
}

/// Follows the links from a first page to the last, and returns the ids of each page.
fn follow(server: &Server, path: &str) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut target = Some(format!("/beta{path}"));
    while let Some(path) = target {
        let reply = raw(server, "GET", &path).send();
        pages.push(reply.ids());
        let next = reply.json()["@odata.nextLink"].as_str().map(str::to_owned);
        target = next.map(|next| {
            next.strip_prefix(&server.base_url())
                .expect("the same origin")
                .to_owned()
        });
    }
    pages
}

#[test]
fn a_list_has_a_context_and_tells_subtypes() {
    let server = serve(directory().link("/groups/g1/members", "/users/u2"));
    let users = call(&server, "GET", "/users").send();
    assert_eq!(users.ids(), ["u1", "u2"]);
    assert_eq!(
        users.json()["@odata.context"],
        url(&server, "/$metadata#users")
    );
    assert_eq!(users.json().get("@odata.nextLink"), None);

    let expected = json!({
        "@odata.context": url(&server, "/$metadata#directoryObjects"),
        "value": [{"@odata.type": "#microsoft.graph.user", "id": "u2", "displayName": "Grace"}],
    });
    assert_eq!(
        call(&server, "GET", "/groups/g1/members").send().json(),
        expected
    );

    let inside = call(&server, "GET", CONNECTOR_GROUPS).send();
    assert_eq!(inside.ids(), ["c1", "c2"]);
    let context = "/$metadata#onPremisesPublishingProfiles('applicationProxy')/connectorGroups";
    assert_eq!(inside.json()["@odata.context"], url(&server, context));
}

#[test]
fn a_set_of_a_base_type_shows_the_subtypes_and_a_cast_narrows_it() {
    let server = server();
    let all = call(&server, "GET", "/directoryObjects").send();
    assert_eq!(all.ids(), ["u1", "u2", "g1", "g2", "a1"]);
    let groups = call(&server, "GET", "/directoryObjects/microsoft.graph.group").send();
    assert_eq!(groups.ids(), ["g1", "g2"]);
    let context = url(&server, "/$metadata#directoryObjects/microsoft.graph.group");
    assert_eq!(groups.json()["@odata.context"], context);
    assert_eq!(groups.json()["value"][0].get("@odata.type"), None);
    assert_eq!(
        call(&server, "POST", "/directoryObjects/microsoft.graph.group")
            .send()
            .status,
        405
    );
}

#[test]
fn pages_lead_on_until_all_is_told() {
    let server = seven();
    let expected = [vec!["u0", "u1", "u2"], vec!["u3", "u4", "u5"], vec!["u6"]];
    assert_eq!(follow(&server, "/users"), expected);
    let expected = [vec!["u3", "u4", "u5", "u6"]];
    assert_eq!(follow(&server, "/users?$top=5&$skip=3"), expected);
    assert_eq!(follow(&server, "/users?$top=7").len(), 1);
}

#[test]
fn a_next_link_asks_the_same_again() {
    let server = seven();
    let first = call(&server, "GET", "/users?$top=2&$select=id&$count=true")
        .send()
        .json();
    assert_eq!(first["@odata.count"], 7);
    assert_eq!(first["value"], json!([{"id": "u0"}, {"id": "u1"}]));
    let next = first["@odata.nextLink"].as_str().expect("there is more");
    assert!(
        next.starts_with(&url(
            &server,
            "/users?$top=2&$select=id&$count=true&$skiptoken="
        )),
        "{next}"
    );
    let path = next
        .strip_prefix(&server.base_url())
        .expect("the same origin");
    let second = raw(&server, "GET", path).send().json();
    assert_eq!(second["value"], json!([{"id": "u2"}, {"id": "u3"}]));
}

#[test]
fn a_preferred_page_size_is_a_hint() {
    let server = seven();
    let preferring = |value: &str| {
        call(&server, "GET", "/users")
            .header("prefer", value)
            .send()
            .ids()
            .len()
    };
    assert_eq!(preferring("odata.maxpagesize=4"), 4);
    assert_eq!(preferring("odata.maxpagesize=0"), 3);
}

#[test]
fn bad_paging_options_are_refused() {
    let server = seven();
    for query in [
        "$top=0",
        "$top=1000",
        "$top=-1",
        "$top=x",
        "$skip=x",
        "$skiptoken=made-up",
        "$top=1&top=2",
    ] {
        let reply = call(&server, "GET", &format!("/users?{query}")).send();
        reply.assert_refused(400, "Request_BadRequest", &[]);
    }
}

#[test]
fn options_that_are_not_evaluated_are_not_ignored() {
    let server = server();
    for (path, option) in [
        ("/users?$filter=id%20eq%20'u1'", "$filter"),
        ("/users?$orderby=id", "$orderby"),
        ("/users/$count?$search=%22a%22", "$search"),
        ("/me?$expand=manager", "$expand"),
        ("/groups/g1/members/$ref?filter=x", "$filter"),
    ] {
        call(&server, "GET", path)
            .send()
            .assert_refused(501, "notImplemented", &[option]);
    }
}

#[test]
fn a_count_is_plain_text() {
    let server = serve(directory().link("/groups/g1/members", "/users/u2"));
    for (path, count) in [
        ("/users/$count", "2"),
        ("/directoryObjects/$count", "5"),
        ("/directoryObjects/microsoft.graph.group/$count", "2"),
        ("/groups/g1/members/$count", "1"),
    ] {
        let reply = call(&server, "GET", path).send();
        assert_eq!((reply.status, reply.text.as_str()), (200, count), "{path}");
        assert_eq!(reply.header("content-type"), Some("text/plain"));
    }
}

#[test]
fn references_are_paged_too() {
    let members = (0..5).fold(directory().page_size(2), |directory, number| {
        let id = format!("m{number}");
        let path = format!("/users/{id}");
        directory
            .entity("users", json!({"id": id}))
            .link("/groups/g1/members", &path)
    });
    let server = serve(members);
    let pages = follow(&server, "/groups/g1/members/$ref");
    assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
    let last: Value = call(&server, "GET", "/groups/g1/members/$ref?$skip=4")
        .send()
        .json();
    assert_eq!(
        last["value"],
        json!([{"@odata.id": url(&server, "/directoryObjects/m4")}])
    );
}

#[test]
fn directory_objects_are_counted_with_eventual_consistency() {
    let server = serve(directory().eventual_counts());
    for path in ["/users/$count", "/groups/g1/members/$count"] {
        let refused = call(&server, "GET", path).send();
        refused.assert_refused(400, "Request_BadRequest", &["ConsistencyLevel: eventual"]);
        let counted = call(&server, "GET", path).header("ConsistencyLevel", "eventual");
        assert_eq!(counted.send().status, 200, "{path}");
    }
    let profiles = "/onPremisesPublishingProfiles/$count";
    assert_eq!(call(&server, "GET", profiles).send().text, "1");
}
