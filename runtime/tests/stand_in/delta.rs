//! Delta queries.

use crate::client::{Reply, call, raw, target};
use crate::fixture::{CONNECTOR_GROUPS, directory, serve, server, url};
use msgraph_runtime::test_util::Server;
use serde_json::{Value, json};

/// The items of a round, page by page, and the link at its end.
fn round(server: &Server, first: &str) -> (Vec<Vec<Value>>, String) {
    let mut pages = Vec::new();
    let mut path = first.to_owned();
    loop {
        let page = raw(server, "GET", &path).send();
        assert_eq!(page.status, 200, "{}", page.text);
        let page = page.json();
        pages.push(page["value"].as_array().expect("a list").clone());
        let link = |name: &str| {
            page[name]
                .as_str()
                .map(|link| target(server, link).to_owned())
        };
        match (link("@odata.nextLink"), link("@odata.deltaLink")) {
            (Some(next), None) => path = next,
            (None, Some(delta)) => return (pages, delta),
            both => panic!("one link, and there are {both:?}"),
        }
    }
}

fn ids(pages: &[Vec<Value>]) -> Vec<&str> {
    let items = pages.iter().flatten();
    items
        .map(|item| item["id"].as_str().expect("an id"))
        .collect()
}

fn patch(server: &Server, path: &str, body: &Value) -> Reply {
    call(server, "PATCH", path).json(body)
}

#[test]
fn the_first_round_tells_all_and_the_next_what_changed() {
    let server = server();
    let (pages, delta) = round(&server, "/beta/users/delta");
    assert_eq!(ids(&pages), ["u1", "u2"]);
    assert_eq!(pages[0][0]["displayName"], "Ada");
    let (pages, same) = round(&server, &delta);
    assert_eq!((ids(&pages), &same), (Vec::new(), &delta));

    patch(&server, "/users/u1", &json!({"displayName": "Lovelace"}));
    call(&server, "POST", "/users").json(&json!({"id": "u3"}));
    call(&server, "DELETE", "/users/u2").send();
    patch(&server, "/groups/g1", &json!({"displayName": "other"}));
    let (pages, next) = round(&server, &delta);
    let removed = json!({"id": "u2", "@removed": {"reason": "deleted"}});
    assert_eq!(ids(&pages), ["u1", "u3", "u2"]);
    assert_eq!(pages[0][0]["displayName"], "Lovelace");
    assert_eq!(pages[0][2], removed);
    assert_eq!(ids(&round(&server, &next).0), Vec::<&str>::new());
    // A link that was used can be used again.
    assert_eq!(ids(&round(&server, &delta).0), ["u1", "u3", "u2"]);
}

#[test]
fn delta_is_called_in_several_ways() {
    let server = server();
    for called in [
        "delta",
        "delta()",
        "microsoft.graph.delta",
        "microsoft.graph.delta()",
    ] {
        let (pages, _) = round(&server, &format!("/beta/users/{called}"));
        assert_eq!(ids(&pages), ["u1", "u2"], "{called}");
    }
    let (pages, _) = round(&server, &format!("/beta{CONNECTOR_GROUPS}/delta()"));
    assert_eq!(ids(&pages), ["c1", "c2"]);
    let (pages, _) = round(
        &server,
        "/beta/directoryObjects/microsoft.graph.group/delta()",
    );
    assert_eq!(ids(&pages), ["g1", "g2"]);
    assert_eq!(
        call(&server, "GET", "/groups/g1/members/delta")
            .send()
            .status,
        404
    );
    assert_eq!(call(&server, "POST", "/users/delta").send().status, 405);
}

#[test]
fn what_is_deleted_with_its_owner_is_told_too() {
    let server = server();
    let (_, delta) = round(&server, &format!("/beta{CONNECTOR_GROUPS}/delta()"));
    call(&server, "DELETE", &format!("{CONNECTOR_GROUPS}/c1")).send();
    let (pages, _) = round(&server, &delta);
    assert_eq!(ids(&pages), ["c1"]);
    let (_, delta) = round(&server, "/beta/directoryObjects/delta()");
    call(&server, "DELETE", "/users/u1").send();
    assert_eq!(ids(&round(&server, &delta).0), ["u1"]);
}

#[test]
fn a_change_between_two_pages_is_told_in_the_next_round() {
    let five = (3..6).fold(directory().page_size(2), |directory, number| {
        directory.entity("users", json!({"id": format!("u{number}")}))
    });
    let server = serve(five);
    let first = call(&server, "GET", "/users/delta()?$select=displayName")
        .send()
        .json();
    patch(&server, "/users/u4", &json!({"displayName": "changed"}));
    call(&server, "DELETE", "/users/u1").send();
    let next = first["@odata.nextLink"].as_str().expect("more").to_owned();
    assert!(next.contains("$select=displayName&$skiptoken="), "{next}");
    let (pages, delta) = round(&server, target(&server, &next));
    assert_eq!(ids(&pages), ["u3", "u5"]);
    let (pages, _) = round(&server, &delta);
    assert_eq!(ids(&pages), ["u4", "u1"]);
    assert_eq!(pages[0][0], json!({"id": "u4", "displayName": "changed"}));
}

#[test]
fn pages_have_the_preferred_size() {
    let server = server();
    let page = call(&server, "GET", "/users/delta").header("prefer", "odata.maxpagesize=1");
    let page = page.send().json();
    assert_eq!(page["value"].as_array().map(Vec::len), Some(1));
    assert_eq!(page.get("@odata.deltaLink"), None);
    assert_eq!(
        page["@odata.context"],
        url(&server, "/$metadata#users/$delta")
    );
}

#[test]
fn the_latest_token_skips_what_there_is() {
    let server = server();
    for query in ["$deltatoken=latest", "token=latest"] {
        let (pages, delta) = round(&server, &format!("/beta/users/delta?{query}"));
        assert!(ids(&pages).is_empty());
        patch(&server, "/users/u2", &json!({"displayName": query}));
        assert_eq!(ids(&round(&server, &delta).0), ["u2"]);
    }
}

#[test]
fn an_expired_token_leads_to_a_new_start() {
    let server = server();
    let (_, delta) = round(&server, "/beta/users/delta?$select=id");
    server.expire_delta_tokens();
    let gone = raw(&server, "GET", &delta).send();
    gone.assert_refused(410, "syncStateNotFound", &[]);
    let location = gone.header("location").expect("a new start").to_owned();
    assert!(
        location.ends_with("/beta/users/delta?$select=id&$deltatoken="),
        "{location}"
    );
    let (pages, delta) = round(&server, target(&server, &location));
    assert_eq!(ids(&pages), ["u1", "u2"]);
    assert!(round(&server, &delta).0[0].is_empty());
}

#[test]
fn tokens_that_are_made_up_are_refused() {
    let server = server();
    for token in ["x", "d~", "d~0", "d~0~x", "d~0~1~2", "d~9~1", "m~3"] {
        for name in ["$deltatoken", "$skiptoken"] {
            let path = format!("/users/delta?{name}={token}");
            let reply = call(&server, "GET", &path).send();
            assert_eq!(reply.status, 400, "{path}");
        }
    }
    let far = format!("/users/delta?$deltatoken=d~0~{}", u64::MAX);
    let far = call(&server, "GET", &far).send();
    far.assert_refused(400, "Request_BadRequest", &["token"]);
}
