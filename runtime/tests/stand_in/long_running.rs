//! Long-running operations.

use crate::client::{Reply, call, other_address, raw, target};
use crate::fixture::{directory, serve, server, url};
use msgraph_runtime::test_util::{LongRunning, Server, When};
use serde_json::json;

/// Creates a user, and gives the answer.
fn create(server: &Server) -> Reply {
    call(server, "POST", "/users").json(&json!({"id": "u9"}))
}

fn posts() -> When {
    When::every().method("POST").path("/users")
}

/// The answers of the monitor on the main socket.
fn ask(server: &Server, accepted: &Reply, times: usize) -> Vec<Reply> {
    let location = accepted.header("location").expect("a monitor");
    let path = target(server, location);
    (0..times)
        .map(|_| raw(server, "GET", path).send())
        .collect()
}

#[test]
fn the_answer_comes_later() {
    let operation = LongRunning::new(2).retry_after("0.01");
    let server = serve(directory().long_running(posts(), operation));
    let accepted = create(&server);
    assert_eq!((accepted.status, accepted.text.as_str()), (202, ""));
    assert_eq!(accepted.header("retry-after"), Some("0.01"));
    assert!(server.entity("/users/u9").is_some());
    let replies = ask(&server, &accepted, 4);
    let statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
    assert_eq!(statuses, [202, 202, 200, 200]);
    assert_eq!(
        replies[1].json(),
        json!({"status": "inProgress", "percentageComplete": 50.0})
    );
    assert_eq!(replies[0].header("retry-after"), Some("0.01"));
    assert_eq!(replies[2].header("retry-after"), None);
    assert_eq!(replies[2].json()["id"], "u9");
}

#[test]
fn an_operation_ends_in_several_ways() {
    for (operation, expected) in [
        (
            LongRunning::new(0).ending_with_status(),
            json!({"resourceId": "u9", "status": "succeeded"}),
        ),
        (
            LongRunning::new(0).failing("quotaLimitReached", "Full."),
            json!({"status": "failed", "error": {"code": "quotaLimitReached", "message": "Full."}}),
        ),
    ] {
        let server = server();
        server.long_running(posts(), operation);
        let accepted = create(&server);
        let end = ask(&server, &accepted, 1).remove(0);
        assert_eq!(end.status, 200);
        for (name, value) in expected.as_object().expect("an object") {
            assert_eq!(&end.json()[name], value, "{name}");
        }
    }
}

#[test]
fn an_operation_ends_with_a_redirect() {
    let server = server();
    server.long_running(posts(), LongRunning::new(1).running_as_ok().see_other());
    let accepted = create(&server);
    let replies = ask(&server, &accepted, 2);
    assert_eq!(
        (replies[0].status, &replies[0].json()["status"]),
        (200, &json!("inProgress"))
    );
    let location = url(&server, "/users/u9");
    assert_eq!(
        (replies[1].status, replies[1].header("location")),
        (303, Some(location.as_str()))
    );
}

#[test]
fn a_monitor_at_another_origin_takes_no_token() {
    let server = serve(directory().token("secret"));
    server.long_running(posts(), LongRunning::new(0).at_other_origin());
    let accepted = call(&server, "POST", "/users")
        .header("authorization", "Bearer secret")
        .json(&json!({"id": "u9"}));
    let location = accepted.header("location").expect("a monitor");
    let path = location
        .strip_prefix(&server.other_base_url())
        .expect("the other origin");
    let other = other_address(&server);
    let leaked = raw(&server, "GET", path).header("authorization", "Bearer secret");
    leaked
        .send_at(other)
        .assert_refused(401, "InvalidAuthenticationToken", &["takes none"]);
    assert_eq!(raw(&server, "GET", path).send_at(other).json()["id"], "u9");
    // Entities are there too, for redirects.
    assert_eq!(
        raw(&server, "GET", "/beta/users/u9").send_at(other).status,
        200
    );
}

#[test]
fn what_reads_or_is_refused_is_answered_at_once() {
    let server = server();
    server.long_running(When::every(), LongRunning::new(1));
    assert_eq!(call(&server, "GET", "/users/u1").send().status, 200);
    assert_eq!(call(&server, "DELETE", "/users/nobody").send().status, 404);
    let accepted = call(&server, "DELETE", "/users/u1").send();
    assert_eq!(accepted.status, 202);
    let path = target(&server, accepted.header("location").expect("a monitor")).to_owned();
    assert_eq!(raw(&server, "DELETE", &path).send().status, 204);
    assert_eq!(raw(&server, "GET", &path).send().status, 404);
}
