//! The client that waits, over real HTTP.

use http::Method;
use msgraph_runtime::test_util::{Directory, Throttle};
use msgraph_runtime::{Batch, BlockingClient, Client, Path, Request};
use serde_json::{Value, json};
use std::time::Duration;

fn users() -> Path {
    Path::service("v1.0").literal("users")
}

#[test]
fn calls_wait_for_their_answers() {
    let names = ["ada", "bob", "cyd", "dan", "eve"];
    let directory = Directory::new("v1.0")
        .entity_set("users", "microsoft.graph.user")
        .page_size(2);
    let directory = names.iter().fold(directory, |directory, name| {
        directory.entity("users", json!({"id": name}))
    });
    let server = directory.serve().expect("a server");
    server.throttle(Throttle::new(1000, Duration::from_secs(60)).with_headers());
    let client = Client::builder().base_url(server.base_url());
    let client = BlockingClient::new(client.build().expect("a client")).expect("a runtime");

    let ada: Value = client
        .send(Request::entity(Method::GET, users().key("id", "ada")))
        .expect("ada");
    assert_eq!(ada["id"], "ada");
    let list = || Request::<msgraph_runtime::Page<Value>>::page(Method::GET, users());
    let found: Result<Vec<_>, _> = client.items(list()).collect();
    let found: Vec<_> = found
        .expect("users")
        .iter()
        .map(|user| user["id"].clone())
        .collect();
    assert_eq!(found, names);
    let sizes: Vec<_> = client
        .pages(list())
        .map(|page| page.expect("a page").value.len())
        .collect();
    assert_eq!(sizes, [2, 2, 1]);
    let answer = client.answer(list()).expect("a page");
    assert_eq!(answer.rate_limit().limit, Some(1000));

    let mut batch = Batch::new();
    let eve = batch.add(Request::<Value>::entity(
        Method::GET,
        users().key("id", "eve"),
    ));
    let mut answers = client.batch(batch).expect("answers");
    assert_eq!(answers.take(eve).expect("eve")["id"], "eve");
    let nobody = Request::<Value>::entity(Method::GET, users().key("id", "x"));
    assert!(
        client
            .wait(client.client().send(nobody))
            .expect_err("nobody")
            .is_not_found()
    );
}
