//! Long-running operations.

use std::time::Duration;

use msgraph_runtime::test_util::{Fault, LongRunning, Server, When};
use msgraph_runtime::{Client, Monitor, Started};
use serde_json::{Value, json};

use crate::support::clock::TestClock;
use crate::support::{builder, built, client, create, directory, serve};

fn server(operation: LongRunning) -> Server {
    let posts = When::every().method("POST").path("/users");
    serve(directory().long_running(posts, operation))
}

async fn start(client: &Client) -> Monitor {
    let started = client.start(create(&json!({"id": "ada"}))).await;
    match started.expect("it is accepted") {
        Started::Running(monitor) => monitor,
        Started::Done(done) => panic!("it should take long, and is done: {done}"),
    }
}

/// Of each request but the first: whether it had a token.
fn tokens(server: &Server) -> Vec<bool> {
    let requests = server.requests();
    let monitored = requests.iter().skip(1);
    monitored
        .map(|request| request.header("authorization").is_some())
        .collect()
}

#[tokio::test]
async fn a_monitor_elsewhere_gets_no_token_and_its_result_does() {
    let server = server(
        LongRunning::new(2)
            .retry_after("5")
            .at_other_origin()
            .see_other(),
    );
    let clock = TestClock::new();
    let mut monitor = start(&built(builder(&server, &clock))).await;
    assert!(monitor.url().starts_with(&server.other_base_url()));
    let made: Value = monitor.wait().await.expect("the result");
    assert_eq!(made["id"], "ada");
    // Three questions elsewhere, and then the user at home.
    assert_eq!(tokens(&server), [false, false, false, true]);
    assert_eq!(clock.take_waits()[..3], [5000, 5000, 5000]);
}

#[tokio::test]
async fn a_monitor_at_home_gets_the_token() {
    let server = server(LongRunning::new(1).running_as_ok().ending_with_status());
    let mut monitor = start(&client(&server)).await;
    let status: Value = monitor.wait().await.expect("the status");
    assert_eq!(status["resourceId"], "ada");
    assert_eq!(tokens(&server), [true, true]);
}

#[tokio::test]
async fn questions_that_are_lost_are_asked_again() {
    let server = server(LongRunning::new(3).at_other_origin());
    let monitors = When::every().method("GET");
    server.fault(monitors.clone().nth(1), Fault::dropped());
    server.fault(monitors.clone().nth(3), Fault::cut());
    server.fault(monitors.nth(5), Fault::unavailable().retry_after("1"));
    let mut monitor = start(&client(&server)).await;
    let made: Value = monitor.wait().await.expect("the result");
    assert_eq!(made["id"], "ada");
    assert_eq!(server.entities("/users").map(|all| all.len()), Some(1));
}

#[tokio::test]
async fn a_monitor_is_kept_for_another_process() {
    let server = server(LongRunning::new(4).at_other_origin());
    let url = start(&client(&server)).await.url().to_owned();
    let mut monitor = client(&server).monitor(url).limit(Duration::from_secs(2));
    let error = monitor.wait::<Value>().await.expect_err("not yet");
    assert!(error.is_timeout(), "{error}");
    let mut monitor = monitor.limit(Duration::from_secs(300));
    assert_eq!(
        monitor.wait::<Value>().await.expect("the result")["id"],
        "ada"
    );
}

#[tokio::test]
async fn a_failure_at_the_end_is_typed() {
    let server = server(LongRunning::new(1).failing("quotaLimitReached", "Full."));
    let error = start(&client(&server)).await.wait::<Value>().await;
    let error = error.expect_err("it failed");
    assert!(error.is_operation_failed(), "{error}");
    let code = error.graph_error().map(|error| error.code.as_str());
    assert_eq!(code, Some("quotaLimitReached"));
}
