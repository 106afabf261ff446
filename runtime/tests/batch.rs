//! Many requests in one.

mod script;
mod shape;

use std::sync::Arc;

use bytes::Bytes;
use http::{Method, StatusCode};
use msgraph_runtime::{Batch, Client, Path, Request, RetryPolicy};
use script::clock::QuickClock;
use script::{Script, builder};
use serde_json::{Value, json};
use shape::{applications, connector_groups};

fn get(name: &'static str) -> Request<Value> {
    Request::entity(Method::GET, Path::service("v1.0").literal(name))
}

fn post(name: &'static str) -> Request<Value> {
    let path = Path::service("v1.0").literal(name);
    Request::entity(Method::POST, path).json(&json!({"n": 1}))
}

/// A script of answers with these parts: id, status, headers, body.
fn answering(answers: &[Value]) -> Arc<Script> {
    let texts: Vec<String> = answers
        .iter()
        .map(|parts| json!({"@odata.context": "x", "responses": parts}).to_string())
        .collect();
    let answers: Vec<_> = texts
        .iter()
        .map(|text| (200, &[][..], text.as_str()))
        .collect();
    Script::of(&answers)
}

fn ok(id: &str, body: Value) -> Value {
    let headers = json!({"Content-Type": "application/json; charset=utf-8"});
    json!({"id": id, "status": 200, "headers": headers, "body": body})
}

fn throttled(id: &str, seconds: u32) -> Value {
    json!({"id": id, "status": 429, "headers": {"Retry-After": seconds.to_string()}, "body": {"error": {"code": "TooManyRequests", "message": "m"}}})
}

fn client(script: &Arc<Script>) -> Client {
    let builder = builder(script).clock(QuickClock::new());
    builder
        .retry(RetryPolicy::default())
        .build()
        .expect("a client")
}

/// What was asked, without the headers.
fn asked(script: &Script) -> Vec<Value> {
    let requests = script.requests();
    let bodies = requests.iter().map(|request| {
        assert_eq!(request.method(), Method::POST);
        assert_eq!(request.headers()["content-type"], "application/json");
        let mut body: Value = serde_json::from_slice(request.body()).expect("JSON");
        for item in body["requests"].as_array_mut().expect("requests") {
            item.as_object_mut().expect("an object").remove("headers");
        }
        body["requests"].take()
    });
    bodies.collect()
}

#[tokio::test]
async fn each_answer_goes_to_its_request() {
    let photo = Bytes::from_static(b"\xFF\xD8\xFF");
    let script = answering(&[json!([
        {"id": "2", "status": 200, "headers": {"Content-Type": "image/jpeg"}, "body": "_9j_"},
        {"id": "3", "status": 204, "headers": {}},
        ok("0", json!({"appId": "a"})),
        {"id": "1", "status": "404", "body": {"error": {"code": "Request_ResourceNotFound", "message": "no"}}},
        {"id": "4", "status": 200, "headers": {"Content-Type": "text/plain"}, "body": "17"},
    ])]);
    let target = connector_groups().id("g");
    let mut batch = Batch::new();
    let first = batch.add(applications().id("a/b").get().header("x-one", "1"));
    let second = batch.add(get("users").raw_query("$filter", "a eq 'ü b'"));
    let third = batch.add(
        Request::bytes(Method::PUT, Path::service("beta").literal("photo"))
            .content("image/jpeg", photo.clone()),
    );
    let fourth = batch.add(applications().id("a").connector_group().set_ref(&target));
    let fifth = batch.add(Request::count(
        Path::service("beta").literal("users").literal("$count"),
    ));
    // One version for all, so that they fit into one batch.
    let client = builder(&script).version("beta").build().expect("a client");
    let mut answers = client.batch(batch).await.expect("answers");
    assert_eq!(answers.len(), 5);
    assert_eq!(
        answers
            .take(first)
            .expect("an application")
            .app_id
            .as_deref(),
        Some("a")
    );
    let error = answers.take(second).expect_err("nobody");
    assert!(error.is_not_found());
    assert_eq!(
        error.graph_error().expect("an error").code,
        "Request_ResourceNotFound"
    );
    assert_eq!(answers.take(third).expect("a photo"), photo);
    answers.take(fourth).expect("no content");
    assert_eq!(answers.take(fifth).expect("a count"), 17);
    assert!(answers.is_empty());

    let request = script.only_request();
    assert_eq!(request.uri(), "https://graph.microsoft.com/beta/$batch");
    let body: Value = serde_json::from_slice(request.body()).expect("JSON");
    let json = "application/json";
    assert_eq!(
        body,
        json!({"requests": [
            {"id": "0", "method": "GET", "url": "/applications/a%2Fb", "headers": {"accept": json, "x-one": "1"}},
            {"id": "1", "method": "GET", "url": "/users?$filter=a%20eq%20%27%C3%BC%20b%27", "headers": {"accept": json}},
            {"id": "2", "method": "PUT", "url": "/photo", "headers": {"accept": "*/*", "content-type": "image/jpeg"}, "body": "_9j_"},
            {"id": "3", "method": "PUT", "url": "/applications/a/connectorGroup/$ref", "headers": {"accept": json, "content-type": json},
                "body": {"@odata.id": "https://graph.microsoft.com/beta/connectorGroups/g"}},
            {"id": "4", "method": "GET", "url": "/users/$count", "headers": {"accept": "text/plain", "consistencylevel": "eventual"}},
        ]})
    );
}

#[tokio::test]
async fn only_what_was_refused_is_sent_again() {
    let script = answering(&[
        json!([throttled("0", 7), ok("1", json!(1)), throttled("2", 3)]),
        json!([ok("2", json!(2))]),
        json!([throttled("0", 1)]),
        json!([ok("0", json!(0))]),
    ]);
    let clock = QuickClock::new();
    let builder = builder(&script)
        .retry(RetryPolicy::default())
        .clock(clock.clone());
    let mut batch = Batch::new();
    let handles = [
        batch.add(post("a")),
        batch.add(post("b")),
        batch.add(post("c")),
    ];
    let client = builder.build().expect("a client");
    let mut answers = client.batch(batch).await.expect("answers");
    for (at, handle) in handles.into_iter().enumerate() {
        assert_eq!(answers.take(handle).expect("a value"), json!(at));
    }
    let ids: Vec<Vec<String>> = asked(&script)
        .iter()
        .map(|items| {
            let items = items.as_array().expect("requests").iter();
            items
                .map(|item| item["id"].as_str().expect("an id").to_owned())
                .collect()
        })
        .collect();
    assert_eq!(ids, [vec!["0", "1", "2"], vec!["2"], vec!["0"], vec!["0"]]);
    // Each waits for its own time: 3 seconds, then to 7 in all, then one.
    assert_eq!(clock.waits(), [3000, 4000, 1000]);
}

#[tokio::test]
async fn there_is_an_end_to_trying() {
    let refused = json!([throttled("0", 1)]);
    let script = answering(&vec![refused; 9]);
    let mut batch = Batch::new();
    let handle = batch.add(get("a").retry(RetryPolicy::default().max_retries(2)));
    let mut answers = client(&script).batch(batch).await.expect("answers");
    assert!(answers.take(handle).expect_err("refused").is_throttled());
    assert_eq!(script.requests().len(), 3);
}

#[tokio::test]
async fn more_than_twenty_are_sent_in_parts() {
    let part = |ids: std::ops::Range<usize>| -> Value {
        ids.rev().map(|id| ok(&id.to_string(), json!(id))).collect()
    };
    let script = answering(&[part(0..20), part(20..40), part(40..45)]);
    let mut batch = Batch::new();
    let handles: Vec<_> = (0..45).map(|_| batch.add(get("x"))).collect();
    assert_eq!(batch.len(), 45);
    let mut answers = client(&script).batch(batch).await.expect("answers");
    for (at, handle) in handles.into_iter().enumerate() {
        assert_eq!(answers.take(handle).expect("a value"), json!(at));
    }
    let lengths: Vec<usize> = asked(&script)
        .iter()
        .map(|part| part.as_array().map_or(0, Vec::len))
        .collect();
    assert_eq!(lengths, [20, 20, 5]);
}

#[tokio::test]
async fn what_comes_after_another_waits_for_it() {
    let failed = |id: &str| json!({"id": id, "status": 424, "body": {"error": {"code": "failedDependency", "message": ""}}});
    let script = answering(&[
        json!([throttled("0", 1), failed("1"), failed("2"), {"id": "3", "status": 400, "body": {}}, failed("4")]),
        json!([ok("0", json!(0)), ok("1", json!(1)), ok("2", json!(2))]),
    ]);
    let mut batch = Batch::new();
    let first = batch.add(post("a"));
    let second = batch.add_after(&first, post("b"));
    let third = batch.add_after(&second, post("c"));
    let fourth = batch.add(post("d"));
    let fifth = batch.add_after(&fourth, post("e"));
    let mut answers = client(&script).batch(batch).await.expect("answers");
    for handle in [first, second, third] {
        answers.take(handle).expect("a value");
    }
    assert_eq!(
        answers.take(fourth).expect_err("refused").status(),
        Some(StatusCode::BAD_REQUEST)
    );
    assert_eq!(
        answers.take(fifth).expect_err("refused").status(),
        Some(StatusCode::FAILED_DEPENDENCY)
    );
    let asked = asked(&script);
    assert_eq!(asked[0][1]["dependsOn"], json!(["0"]));
    assert_eq!(asked[0][2]["dependsOn"], json!(["1"]));
    assert_eq!(asked[1].as_array().map(Vec::len), Some(3));
}

#[tokio::test]
async fn a_dependency_may_be_in_an_earlier_part() {
    let part = |ids: std::ops::Range<usize>, failed: usize| -> Value {
        ids.map(|id| match id == failed {
            true => json!({"id": id.to_string(), "status": 400, "body": {}}),
            false => ok(&id.to_string(), json!(id)),
        })
        .collect()
    };
    for (failed, parts) in [(99, vec![20, 2]), (0, vec![20, 1])] {
        let script = answering(
            &[
                part(0..20, failed),
                part(20..22, failed),
                part(21..22, failed),
            ][..]
                .iter()
                .enumerate()
                .filter(|(at, _)| (*at == 1) != (failed == 0) || *at == 0)
                .map(|(_, part)| part.clone())
                .collect::<Vec<_>>(),
        );
        let mut batch = Batch::new();
        let first = batch.add(get("x"));
        for _ in 1..20 {
            let _ = batch.add(get("x"));
        }
        let late = batch.add_after(&first, get("y"));
        let _ = batch.add(get("z"));
        let mut answers = client(&script).batch(batch).await.expect("answers");
        let late = answers.take(late);
        assert_eq!(late.is_ok(), failed == 99, "{late:?}");
        let asked = asked(&script);
        let lengths: Vec<usize> = asked
            .iter()
            .map(|part| part.as_array().map_or(0, Vec::len))
            .collect();
        assert_eq!(lengths, parts);
        assert_eq!(asked[1][0].get("dependsOn"), None);
    }
}

#[tokio::test]
async fn versions_are_sent_apart() {
    let script = answering(&[
        json!([ok("0", json!(0)), ok("2", json!(2))]),
        json!([ok("1", json!({}))]),
    ]);
    let mut batch = Batch::new();
    let (first, second, third) = (
        batch.add(get("a")),
        batch.add(applications().id("b").get()),
        batch.add(get("c")),
    );
    let mut answers = client(&script).batch(batch).await.expect("answers");
    answers.take(first).expect("a value");
    answers.take(second).expect("an application");
    answers.take(third).expect("a value");
    let requests = script.requests();
    assert_eq!(requests[0].uri(), "https://graph.microsoft.com/v1.0/$batch");
    assert_eq!(requests[1].uri(), "https://graph.microsoft.com/beta/$batch");
}

#[tokio::test]
async fn an_answer_that_is_missing_or_there_twice_is_an_error() {
    let script = answering(&[json!([
        ok("1", json!(1)),
        ok("2", json!(2)),
        ok("1", json!(1)),
        ok("9", json!(9))
    ])]);
    let mut batch = Batch::new();
    let (first, second, third) = (
        batch.add(get("a")),
        batch.add(get("b")),
        batch.add(get("c")),
    );
    let mut answers = client(&script).batch(batch).await.expect("answers");
    for handle in [first, second] {
        let error = answers.take(handle).expect_err("unclear");
        assert!(error.is_decode(), "{error}");
    }
    answers.take(third).expect("a value");
}

#[tokio::test]
async fn a_batch_that_fails_fails_for_its_requests() {
    type Is = fn(&msgraph_runtime::Error) -> bool;
    let broken: [(u16, &str, Is); 5] = [
        (
            400,
            r#"{"error":{"code":"badRequest","message":"m"}}"#,
            |error| error.is_service(),
        ),
        (200, "<html>", |error| error.is_decode()),
        (200, "{}", |error| error.is_decode()),
        (200, r#"{"responses":[{"id":"0"}]}"#, |error| {
            error.is_decode()
        }),
        (0, "lost", |error| error.is_transport()),
    ];
    for (status, body, expected) in broken {
        let script = Script::of(&[(status, &[], body)]);
        let mut batch = Batch::new();
        let handles = [batch.add(post("a")), batch.add(post("b"))];
        let mut answers = client(&script).batch(batch).await.expect("answers");
        for handle in handles {
            let error = answers.take(handle).expect_err("a failure");
            assert!(expected(&error), "{status} {body}: {error}");
        }
        assert_eq!(script.requests().len(), 1);
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_an_error_before() {
    let script = Arc::new(Script::default());
    let client = client(&script);
    let foreign = Batch::new().add(get("x"));
    let mut batches: Vec<Batch> = (0..3).map(|_| Batch::new()).collect();
    let _ = batches[0].add(get("a").header("x", "a\nb"));
    let _ = batches[1].add(get("a").header("Authorization", "Bearer own"));
    let _ = batches[2].add_after(&foreign, get("a"));
    for batch in batches {
        let error = client.batch(batch).await.expect_err("no batch");
        assert!(error.is_request(), "{error}");
    }
    let mut none = client.batch(Batch::new()).await.expect("nothing");
    assert!(
        none.take(foreign)
            .expect_err("a foreign handle")
            .is_request()
    );
    assert!(script.sent_nothing());
}
