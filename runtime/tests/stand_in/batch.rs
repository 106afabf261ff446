//! `$batch`.

use crate::client::{Reply, call};
use crate::fixture::{USER, directory, serve, server, url};
use msgraph_runtime::test_util::{Fault, Server, Throttle, When};
use serde_json::{Value, json};
use std::time::Duration;

fn batch(server: &Server, requests: Value) -> Reply {
    call(server, "POST", "/$batch").json(&json!({"requests": requests}))
}

fn get(id: &str, url: &str) -> Value {
    json!({"id": id, "method": "GET", "url": url})
}

/// The answers of a batch, in the order of their ids.
fn answers(reply: &Reply) -> Vec<Value> {
    assert_eq!(reply.status, 200, "{}", reply.text);
    let mut answers = reply.json()["responses"]
        .as_array()
        .expect("a list")
        .clone();
    answers.sort_by_key(|answer| answer["id"].to_string());
    answers
}

fn statuses(reply: &Reply) -> Vec<(String, u64)> {
    let status = |answer: &Value| {
        let id = answer["id"].as_str().expect("an id").to_owned();
        (id, answer["status"].as_u64().expect("a status"))
    };
    answers(reply).iter().map(status).collect()
}

#[test]
fn each_request_is_one_of_its_own() {
    let server = serve(directory().token("secret"));
    let body = json!({"requests": [
        get("1", "/users/u1?$select=id"),
        {"id": "2", "method": "PATCH", "url": "users/u2", "body": {"displayName": "Hopper"},
         "headers": {"Content-Type": "application/json"}},
        get("3", "/users/nobody"),
    ]});
    let reply = call(&server, "POST", "/$batch")
        .header("authorization", "Bearer secret")
        .json(&body);
    let answers = answers(&reply);
    assert_eq!(answers[0]["body"]["id"], "u1");
    assert_eq!(
        (&answers[1]["status"], answers[1].get("body")),
        (&json!(204), None)
    );
    assert_eq!(
        answers[2]["body"]["error"]["code"],
        "Request_ResourceNotFound"
    );
    assert_eq!(
        server.entity("/users/u2").expect("the user")["displayName"],
        "Hopper"
    );

    let requests = server.requests();
    let lines: Vec<_> = requests
        .iter()
        .map(|request| (request.path_and_query.as_str(), request.batch_id.as_deref()))
        .collect();
    let expected = [
        ("/beta/$batch", None),
        ("/beta/users/u1?$select=id", Some("1")),
        ("/beta/users/u2", Some("2")),
        ("/beta/users/nobody", Some("3")),
    ];
    assert_eq!(lines, expected);
    assert_eq!(requests[1].header("authorization"), Some("Bearer secret"));
    let refused = batch(&server, json!([get("1", "/users/u1")]));
    refused.assert_refused(401, "InvalidAuthenticationToken", &[]);
    assert_eq!(server.requests().len(), 5);
}

#[test]
fn answers_come_in_another_order() {
    let reply = batch(
        &server(),
        json!([get("a", "/users/u1"), get("b", "/users/u2")]),
    );
    let responses = reply.json()["responses"].clone();
    assert_eq!(
        (&responses[0]["id"], &responses[1]["id"]),
        (&json!("b"), &json!("a"))
    );
}

#[test]
fn what_depends_on_a_failure_is_not_done() {
    let server = server();
    let delete = |id: &str, url: &str, depends_on: Value| json!({"id": id, "method": "DELETE", "url": url, "dependsOn": depends_on});
    let reply = batch(
        &server,
        json!([
            delete("4", "/users/u2", json!(["3"])),
            get("1", "/users/u1"),
            delete("2", "/users/u1", json!(["1"])),
            get("3", "/users/nobody"),
            delete("5", "/groups/g1", json!(["4"])),
        ]),
    );
    let expected = [("1", 200), ("2", 204), ("3", 404), ("4", 424), ("5", 424)];
    assert_eq!(
        statuses(&reply),
        expected.map(|(id, status)| (id.to_owned(), status))
    );
    assert_eq!(
        answers(&reply)[3]["body"]["error"]["code"],
        "FailedDependency"
    );
    assert!(server.entity("/users/u2").is_some() && server.entity("/users/u1").is_none());
    assert_eq!(server.requests().len(), 4);
}

#[test]
fn bodies_that_are_no_json_are_base64url() {
    let server = serve(directory().stream(USER, "photo"));
    let put = json!({"id": "1", "method": "PUT", "url": "/users/u1/photo", "body": "_-7_",
                     "headers": {"Content-Type": "image/png"}});
    let read = json!({"id": "2", "method": "GET", "url": "/users/u1/photo", "dependsOn": ["1"]});
    let reply = batch(&server, json!([put, read, get("3", "/users/$count")]));
    let answers = answers(&reply);
    assert_eq!(answers[1]["body"], "_-7_");
    assert_eq!(answers[1]["headers"]["content-type"], "image/png");
    assert_eq!(
        server.content("/users/u1/photo").as_deref(),
        Some([0xff, 0xee, 0xff].as_slice())
    );
    assert_eq!(answers[2]["body"], "Mg");
}

#[test]
fn a_created_entity_has_its_location() {
    let server = server();
    let post = json!({"id": "1", "method": "POST", "url": "/users", "body": {"id": "u9"},
                      "headers": {"content-type": "application/json"}});
    let answer = &answers(&batch(&server, json!([post])))[0];
    assert_eq!(
        (&answer["status"], &answer["body"]["id"]),
        (&json!(201), &json!("u9"))
    );
    assert_eq!(answer["headers"]["location"], url(&server, "/users/u9"));
}

#[test]
fn a_batch_that_is_wrong_is_refused_whole() {
    let server = server();
    let many: Vec<Value> = (0..21).map(|id| get(&id.to_string(), "/me")).collect();
    let with = |member: &str, value: Value| {
        let mut request = get("1", "/me");
        request[member] = value;
        json!([request])
    };
    for (requests, words) in [
        (json!([]), "0 requests"),
        (json!(many), "21 requests"),
        (json!([get("1", "/me"), get("1", "/me")]), "more than once"),
        (json!({"1": get("1", "/me")}), "'requests'"),
        (with("id", json!("")), "'id'"),
        (with("id", json!(1)), "'id'"),
        (with("method", Value::Null), "'method'"),
        (with("url", Value::Null), "'url'"),
        (
            with("url", json!("https://graph.microsoft.com/v1.0/me")),
            "not relative",
        ),
        (with("url", json!("/$batch")), "batch itself"),
        (with("body", json!({})), "'Content-Type'"),
        (with("headers", json!({"bad name": "1"})), "headers"),
        (with("dependsOn", json!("1")), "'dependsOn'"),
        (with("dependsOn", json!(["9"])), "not in the batch"),
        (with("dependsOn", json!(["1"])), "each other"),
    ] {
        batch(&server, requests).assert_refused(400, "BadRequest", &[words]);
    }
    let call = |method| call(&server, method, "/$batch").header("content-type", "application/json");
    call("POST")
        .text("{")
        .assert_refused(400, "BadRequest", &["JSON"]);
    assert_eq!(call("GET").send().status, 405);
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.batch_id.is_none())
    );
}

#[test]
fn twenty_requests_are_not_too_many() {
    let many: Vec<Value> = (0..20).map(|id| get(&id.to_string(), "/me")).collect();
    let reply = batch(&server(), json!(many));
    assert!(statuses(&reply).iter().all(|(_, status)| *status == 200));
}

#[test]
fn an_answer_is_missing_or_there_twice() {
    let server = server();
    server.fault(When::every().path("/users/u1"), Fault::missing_from_batch());
    server.fault(When::every().path("/users/u2"), Fault::twice_in_batch());
    let delete = |id: &str, url: &str| json!({"id": id, "method": "DELETE", "url": url});
    let reply = batch(
        &server,
        json!([
            delete("1", "/users/u1"),
            delete("2", "/users/u2"),
            get("3", "/groups/g1")
        ]),
    );
    let expected = [("2", 204), ("2", 204), ("3", 200)];
    assert_eq!(
        statuses(&reply),
        expected.map(|(id, status)| (id.to_owned(), status))
    );
    assert_eq!(server.entities("/users"), Some(Vec::new()));
    // A request that is not within a batch has nothing to be missing from.
    assert_eq!(call(&server, "GET", "/users/u1").send().status, 404);
}

#[test]
fn one_request_is_throttled() {
    let server = server();
    let when = When::every().path("/users/u2").times(1);
    server.fault(when, Fault::throttled().retry_after("3"));
    let reply = batch(
        &server,
        json!([get("1", "/users/u1"), get("2", "/users/u2")]),
    );
    let answers = answers(&reply);
    assert_eq!(
        (&answers[0]["status"], &answers[1]["status"]),
        (&json!(200), &json!(429))
    );
    assert_eq!(answers[1]["headers"]["retry-after"], "3");
    assert_eq!(answers[1]["body"]["error"]["code"], "TooManyRequests");
}

#[test]
fn a_limit_counts_the_requests_and_not_the_batch() {
    let server = serve(directory().throttle(Throttle::new(2, Duration::from_secs(60))));
    let three = json!([get("1", "/me"), get("2", "/me"), get("3", "/me")]);
    let expected = [("1", 200), ("2", 200), ("3", 429)];
    let reply = batch(&server, three);
    assert_eq!(
        statuses(&reply),
        expected.map(|(id, status)| (id.to_owned(), status))
    );
}

#[test]
fn faults_of_a_connection_are_for_the_batch() {
    let server = server();
    server.fault(When::every(), Fault::half_body());
    let reply = batch(&server, json!([get("1", "/me")]));
    assert!(serde_json::from_str::<Value>(&reply.text).is_err());
    assert_eq!(server.faults_given()["half body"], 1);
}
