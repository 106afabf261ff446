//! Futures that are dropped before they are done.

use std::time::Duration;

use msgraph_runtime::test_util::{Fault, Server, When};
use msgraph_runtime::{Client, RetryPolicy};
use serde_json::json;

use crate::support::clock::TestClock;
use crate::support::sockets::{open, until};
use crate::support::{builder, built, create, directory, get, list, serve, user, with_users};

fn tasks() -> usize {
    tokio::runtime::Handle::current()
        .metrics()
        .num_alive_tasks()
}

/// A server whose answers take seconds, and what sends to it.
fn slow() -> (Server, Client) {
    let server = serve(with_users(directory(), ["ada".to_owned()]));
    server.fault(
        When::every().method("GET"),
        Fault::slow(4, Duration::from_millis(500)),
    );
    let builder = builder(&server, &TestClock::new());
    (server, built(builder.max_in_flight(8)))
}

#[tokio::test]
async fn a_dropped_request_closes_its_connection() {
    let (server, client) = slow();
    let mut sent = Vec::new();
    for _ in 0..8 {
        let client = client.clone();
        sent.push(tokio::spawn(
            async move { client.send(get(user("ada"))).await },
        ));
    }
    assert!(until(|| server.request_count() == 8).await);
    assert!(open(&server).is_none_or(|open| open >= 8), "they are open");
    for task in sent {
        task.abort();
        assert!(task.await.expect_err("it was ended").is_cancelled());
    }
    // The client is still there, and nothing else.
    let closed = || open(&server).is_none_or(|open| open == 0);
    assert!(until(closed).await, "{:?} connections", open(&server));
    server.clear_faults();
    let all = client.send(list()).await.expect("places are free again");
    assert_eq!(all.value.len(), 1);
    drop(client);
    assert!(until(|| tasks() == 0).await, "{} tasks", tasks());
    assert!(until(closed).await, "{:?} connections", open(&server));
}

#[tokio::test]
async fn what_is_dropped_at_any_moment_leaves_nothing() {
    let server = serve(directory());
    server.fault(
        When::every().every_nth(3),
        Fault::slow(16, Duration::from_millis(2)),
    );
    let client = built(builder(&server, &TestClock::new()).max_in_flight(4));
    let mut done = 0;
    for step in 0..200 {
        let limit = Duration::from_micros(step * 40);
        let sent = client.send(create(&json!({"displayName": step.to_string()})));
        if let Ok(outcome) = tokio::time::timeout(limit, sent).await {
            outcome.expect("a user");
            done += 1;
        }
    }
    assert!((1..200).contains(&done), "{done} were done");
    // None was sent again, whether it was heard of or not.
    let users = server.entities("/users").expect("the users");
    assert!((done..=200).contains(&users.len()), "{}", users.len());
    drop(client);
    assert!(until(|| tasks() == 0).await, "{} tasks", tasks());
    let closed = || open(&server).is_none_or(|open| open == 0);
    assert!(until(closed).await, "{:?} connections", open(&server));
}

#[tokio::test]
async fn dropped_while_it_waits_to_send_again() {
    let server = serve(with_users(directory(), ["ada".to_owned()]));
    server.throttle_next(1, "30");
    let policy = RetryPolicy::default().budget(Duration::from_secs(60));
    let client = built(builder(&server, &TestClock::new()).retry(policy));
    let sent = client.send(get(user("ada")));
    let waited = tokio::time::timeout(Duration::from_millis(100), sent).await;
    assert!(waited.is_err(), "it waits for half a minute");
    assert_eq!(server.request_count(), 1);
    drop(client);
    assert!(until(|| tasks() == 0).await, "{} tasks", tasks());
    let closed = || open(&server).is_none_or(|open| open == 0);
    assert!(until(closed).await, "{:?} connections", open(&server));
    assert_eq!(server.request_count(), 1);
}
