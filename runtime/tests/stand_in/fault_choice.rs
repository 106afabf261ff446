//! Which requests get a fault, and how that is told.

use crate::client::call;
use crate::fixture::{directory, serve, server};
use msgraph_runtime::test_util::{Fault, Server, When};

/// The statuses of so many requests for a user.
fn statuses(server: &Server, count: usize) -> Vec<u16> {
    (0..count)
        .map(|_| call(server, "GET", "/users/u1").send().status)
        .collect()
}

#[test]
fn requests_are_chosen_by_number() {
    for (when, expected) in [
        (When::every().nth(2), [200, 503, 200, 200, 200, 200]),
        (
            When::every().skip(1).times(2),
            [200, 503, 503, 200, 200, 200],
        ),
        (When::every().every_nth(3), [200, 200, 503, 200, 200, 503]),
        (When::every().times(0), [200; 6]),
    ] {
        let server = serve(directory().fault(when.clone(), Fault::unavailable()));
        assert_eq!(statuses(&server, 6), expected, "{when:?}");
    }
}

#[test]
fn requests_are_chosen_by_what_they_ask() {
    let server = server();
    let users = server.fault(
        When::every().path("/users/*").method("get"),
        Fault::unavailable(),
    );
    let tops = server.fault(When::every().query("$top"), Fault::throttled());
    for (method, path, status) in [
        ("GET", "/users/u1", 503),
        ("GET", "/users/u2?$select=id", 503),
        ("GET", "/users", 200),
        ("GET", "/users?$top=1", 429),
        ("GET", "/users/u1?$top=1", 503),
        ("DELETE", "/users/u2", 204),
    ] {
        let reply = call(&server, method, path).send();
        assert_eq!(reply.status, status, "{method} {path}");
    }
    assert_eq!((users.given(), tops.given()), (3, 1));
}

#[test]
fn a_rate_hits_the_same_requests_on_every_run() {
    let hits = || {
        let server = serve(directory().fault(When::every().rate(0.3, 11), Fault::unavailable()));
        statuses(&server, 60)
    };
    let first = hits();
    let count = first.iter().filter(|status| **status == 503).count();
    assert!((8..=28).contains(&count), "{count}");
    assert_eq!(first, hits());
}

#[test]
fn faults_are_mixed_counted_and_recorded() {
    let server = server();
    let mixed = server.faults(
        When::every().times(30),
        [
            Fault::unavailable(),
            Fault::throttled(),
            Fault::bad_gateway(),
        ],
    );
    let statuses = statuses(&server, 31);
    assert_eq!((mixed.given(), statuses[30]), (30, 200));
    let given = server.faults_given();
    assert_eq!(given.len(), 3, "{given:?}");
    assert_eq!(given.values().sum::<u64>(), 30);
    let requests = server.requests();
    let unavailable = requests.iter().filter(|r| r.fault == Some("unavailable"));
    assert_eq!(unavailable.count() as u64, given["unavailable"]);
    assert_eq!(requests[30].fault, None);
}

#[test]
fn faults_end_when_they_are_cleared() {
    let server = server();
    let count = server.fault(When::every(), Fault::unavailable());
    assert_eq!(statuses(&server, 2), [503, 503]);
    server.clear_faults();
    assert_eq!(statuses(&server, 1), [200]);
    assert_eq!(count.given(), 2);
}
