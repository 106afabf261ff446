//! Long-running operations.

mod script;
mod shape;

use std::sync::Arc;
use std::time::Duration;

use http::{Method, header};
use msgraph_runtime::{Client, Monitor, Path, Request, RetryPolicy, Started};
use script::clock::QuickClock;
use script::{Prepared, Script, builder};
use serde_json::{Value, json};

const PLACE: &str = "https://monitor.example/m?credential=s3cr3t";
const ACCEPTED: Prepared<'static> = (202, &[("Location", PLACE), ("Retry-After", "5")], "");
const RUNNING: Prepared<'static> = (
    202,
    &[],
    r#"{"status":"inProgress","percentageComplete":5}"#,
);

async fn start(script: &Arc<Script>, clock: &QuickClock) -> Started<()> {
    let client = client(script, clock);
    let path = Path::service("v1.0").literal("copy");
    let request = Request::nothing(Method::POST, path);
    client.start(request).await.expect("a beginning")
}

fn client(script: &Arc<Script>, clock: &QuickClock) -> Client {
    let builder = builder(script).retry(RetryPolicy::default());
    builder.clock(clock.clone()).build().expect("a client")
}

async fn monitor(script: &Arc<Script>, clock: &QuickClock) -> Monitor {
    match start(script, clock).await {
        Started::Running(monitor) => monitor,
        Started::Done(()) => panic!("it is not done"),
    }
}

#[tokio::test]
async fn what_is_done_at_once_needs_no_monitor() {
    for answer in [
        (204, &[][..], ""),
        (202, &[][..], ""),
        (200, &[("Location", PLACE)][..], "{}"),
    ] {
        let script = Script::of(&[answer]);
        assert!(matches!(
            start(&script, &QuickClock::new()).await,
            Started::Done(())
        ));
    }
}

#[tokio::test]
async fn the_service_says_how_often_it_is_asked() {
    let done: Prepared<'_> = (200, &[], r#"{"status":"completed","resourceId":"r"}"#);
    let again: Prepared<'_> = (200, &[("Retry-After", "0.5")], r#"{"status":"inProgress"}"#);
    let script = Script::of(&[ACCEPTED, RUNNING, again, RUNNING, done]);
    let clock = QuickClock::new();
    let mut monitor = monitor(&script, &clock).await;
    assert!(!format!("{monitor:?}").contains("s3cr3t"));
    let status: Value = monitor.wait().await.expect("a result");
    assert_eq!(status["resourceId"], "r");
    assert_eq!(clock.waits(), [5000, 2000, 500, 8000]);
    let requests = script.requests();
    assert!(requests[0].headers().contains_key(header::AUTHORIZATION));
    for request in &requests[1..] {
        assert_eq!(
            (request.method(), request.uri().to_string()),
            (&Method::GET, PLACE.to_owned())
        );
        assert!(!request.headers().contains_key(header::AUTHORIZATION));
    }
}

#[tokio::test]
async fn a_monitor_may_lead_to_the_result() {
    let script = Script::of(&[
        (
            202,
            &[("Operation-Location", "/v1.0/teams('t')/operations('o')")],
            "",
        ),
        (
            303,
            &[("Location", "https://graph.microsoft.com/v1.0/teams/t")],
            "",
        ),
        (200, &[], r#"{"id":"t","status":"archived"}"#),
    ]);
    let clock = QuickClock::new();
    let team: Value = monitor(&script, &clock).await.wait().await.expect("a team");
    assert_eq!(team["id"], "t");
    let requests = script.requests();
    assert_eq!(
        requests[1].uri(),
        "https://graph.microsoft.com/v1.0/teams('t')/operations('o')"
    );
    assert!(
        requests
            .iter()
            .all(|request| request.headers().contains_key(header::AUTHORIZATION))
    );
}

#[tokio::test]
async fn an_operation_can_fail() {
    let failed: Prepared<'_> = (
        200,
        &[],
        r#"{"status":"failed","error":{"code":"nameAlreadyExists","message":"m"}}"#,
    );
    let script = Script::of(&[ACCEPTED, failed]);
    let mut monitor = monitor(&script, &QuickClock::new()).await;
    let error = monitor.wait::<Value>().await.expect_err("a failure");
    assert!(error.is_operation_failed());
    assert_eq!(
        error.graph_error().expect("a reason").code,
        "nameAlreadyExists"
    );
    assert_eq!(
        error.to_string(),
        "the operation failed: nameAlreadyExists: m"
    );
}

#[tokio::test]
async fn waiting_has_an_end_and_can_go_on() {
    let done: Prepared<'_> = (200, &[], r#"{"status":"succeeded"}"#);
    let script = Script::of(&[ACCEPTED, RUNNING, RUNNING, done]);
    let clock = QuickClock::new();
    let mut monitor = monitor(&script, &clock).await.limit(Duration::from_secs(6));
    let error = monitor.wait::<Value>().await.expect_err("too long");
    assert!(error.is_timeout());
    assert_eq!(monitor.ask::<Value>().await.expect("an answer"), None);
    let kept = monitor.url().to_owned();
    let mut other = client(&script, &clock).monitor(kept);
    assert_eq!(
        other.wait::<Value>().await.expect("a result"),
        json!({"status": "succeeded"})
    );
}

#[tokio::test]
async fn a_monitor_elsewhere_in_the_open_is_not_asked() {
    for place in [
        "http://monitor.example/m",
        "ftp://x/",
        "//monitor.example/m",
    ] {
        let script = Script::of(&[(202, &[("Location", place)], "")]);
        let mut monitor = monitor(&script, &QuickClock::new()).await;
        let error = monitor.ask::<Value>().await.expect_err("a link");
        assert!(error.is_link(), "{error}");
        assert_eq!(script.requests().len(), 1);
    }
}
