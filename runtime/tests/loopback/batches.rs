//! Batches of which some answers are refusals, missing, or there twice.

use http::Method;
use msgraph_runtime::test_util::{Directory, Fault, When};
use msgraph_runtime::{Batch, Request};
use serde_json::{Value, json};

use crate::support::clock::TestClock;
use crate::support::{
    builder, built, client, create, delete, directory, get, patch, serve, user, users, with_users,
};

fn people() -> Directory {
    with_users(directory(), ["ada", "bob"].map(str::to_owned))
}

#[tokio::test]
async fn items_that_are_refused_are_sent_again_after_their_own_time() {
    let server = serve(people());
    let posts = When::every().method("POST").path("/users");
    server.fault(posts.skip(1).times(2), Fault::throttled().retry_after("7"));
    let clock = TestClock::new();
    let mut batch = Batch::new();
    let made: Vec<_> = (0..4)
        .map(|at| batch.add(create(&json!({"displayName": format!("n{at}")}))))
        .collect();
    let read = batch.add(get(user("ada")));
    let mut answers = built(builder(&server, &clock))
        .batch(batch)
        .await
        .expect("answers");
    for (at, handle) in made.into_iter().enumerate() {
        let made = answers.take(handle).expect("a user");
        assert_eq!(made["displayName"], format!("n{at}"));
    }
    assert_eq!(answers.take(read).expect("Ada")["id"], "ada");
    assert_eq!(clock.take_waits().len(), 1);
    let batches = server.requests();
    let batches = batches
        .iter()
        .filter(|request| request.path().ends_with("/$batch"));
    assert_eq!(batches.count(), 2);
    assert_eq!(server.entities("/users").map(|all| all.len()), Some(6));
}

#[tokio::test]
async fn an_answer_that_is_missing_or_twice_fails_alone_and_is_not_sent_again() {
    for fault in [Fault::missing_from_batch(), Fault::twice_in_batch()] {
        let server = serve(people());
        let posts = When::every().method("POST").path("/users");
        let given = server.fault(posts.nth(1), fault);
        let mut batch = Batch::new();
        let unclear = batch.add(create(&json!({"displayName": "unclear"})));
        let clear = batch.add(create(&json!({"displayName": "clear"})));
        let mut answers = client(&server).batch(batch).await.expect("answers");
        let error = answers.take(unclear).expect_err("not one answer");
        assert!(error.is_decode(), "{error}");
        assert_eq!(answers.take(clear).expect("a user")["displayName"], "clear");
        // The service did it, once.
        assert_eq!(server.entities("/users").map(|all| all.len()), Some(4));
        assert_eq!(given.given(), 1);
    }
}

#[tokio::test]
async fn a_batch_that_is_lost_is_not_sent_again() {
    let server = serve(people());
    let batches = When::every().path("/$batch");
    server.fault(batches.times(1), Fault::dropped().after_effect());
    let mut batch = Batch::new();
    let made = batch.add(create(&json!({"displayName": "n"})));
    let read = batch.add(get(user("ada")));
    let mut answers = client(&server).batch(batch).await.expect("answers");
    assert!(answers.take(made).expect_err("lost").is_transport());
    assert!(answers.take(read).expect_err("lost").is_transport());
    assert_eq!(server.entities("/users").map(|all| all.len()), Some(3));
}

#[tokio::test]
async fn what_comes_after_a_failure_is_not_done() {
    let server = serve(people());
    let mut batch = Batch::new();
    let failing = batch.add(delete("nobody"));
    let after = batch.add_after(&failing, delete("ada"));
    let title = batch.add(patch("bob", &json!({"jobTitle": "Builder"})));
    let read = batch.add_after(&title, get(user("bob")));
    let mut answers = client(&server).batch(batch).await.expect("answers");
    assert!(answers.take(failing).expect_err("nobody").is_not_found());
    let error = answers.take(after).expect_err("not done");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(424));
    assert!(server.entity("/users/ada").is_some());
    answers.take(title).expect("a title");
    assert_eq!(answers.take(read).expect("Bob")["jobTitle"], "Builder");
}

#[tokio::test]
async fn more_than_twenty_and_the_token_of_each_batch() {
    let server = serve(people());
    let mut batch = Batch::new();
    let made: Vec<_> = (0..45)
        .map(|at| batch.add(create(&json!({"displayName": at.to_string()}))))
        .collect();
    let mut answers = client(&server).batch(batch).await.expect("answers");
    for (at, handle) in made.into_iter().enumerate() {
        let made = answers.take(handle).expect("a user");
        assert_eq!(made["displayName"], at.to_string());
    }
    let requests = server.requests();
    let sent = requests.iter().filter(|request| request.batch_id.is_none());
    let tokens = sent.map(|request| request.header("authorization").is_some());
    assert_eq!(tokens.collect::<Vec<_>>(), [true; 3]);
}

#[tokio::test]
async fn json_as_text_stands_in_a_batch_as_json() {
    let server = serve(people());
    let new = |text: &str| {
        let new: Request<Value> = Request::entity(Method::POST, users());
        new.content("application/json; charset=utf-8", text.to_owned())
    };
    let mut batch = Batch::new();
    let made = batch.add(new(r#"{"displayName":"n"}"#));
    let mut answers = client(&server).batch(batch).await.expect("answers");
    assert_eq!(answers.take(made).expect("a user")["displayName"], "n");

    // What only says that it is JSON would spoil the others.
    let mut batch = Batch::new();
    let _ = batch.add(new(r#"{}},{"id":"9""#));
    let error = client(&server).batch(batch).await.expect_err("no JSON");
    assert!(error.is_request(), "{error}");
    assert_eq!(server.entities("/users").map(|all| all.len()), Some(3));
}
