//! What the caller sees of each fault, and what the service has done.

mod cells;
mod faults;

use std::time::Duration;

use msgraph_runtime::test_util::{Fault, When};
use serde_json::json;

use crate::support::clock::TestClock;
use crate::support::{builder, built, create, directory, get, serve, user, with_users};
use cells::{MANAGER, Method, Row};
use faults::{ELSEWHERE, faults};

/// For each fault, once with the default retry policy and once without retries: what comes of GET,
/// PUT `$ref`, POST, PATCH and DELETE, how often each was sent, and after the slash how often it took
/// effect. The fault strikes the first try alone.
///
/// What a fault leaves open is resent only by methods that may be repeated. So a POST never takes
/// effect twice, and a DELETE whose answer was lost finds nothing when it is sent again.
const EXPECTED: &str = "\
closed before it is done | ok 2          | ok 2/1        | transport 1/0 | transport 1/0 | ok 2/1
  sent once              | transport 1   | transport 1/0 | transport 1/0 | transport 1/0 | transport 1/0
closed after it is done  | ok 2          | ok 2/1        | transport 1/1 | transport 1/1 | not found 2/1
  sent once              | transport 1   | transport 1/1 | transport 1/1 | transport 1/1 | transport 1/1
closed in the middle     | ok 2          | ok 2/1        | transport 1/1 | transport 1/1 | not found 2/1
  sent once              | transport 1   | transport 1/1 | transport 1/1 | transport 1/1 | transport 1/1
length too long          | ok 2          | ok 2/1        | transport 1/1 | transport 1/1 | not found 2/1
  sent once              | transport 1   | transport 1/1 | transport 1/1 | transport 1/1 | transport 1/1
length too short         | decode 1      | ok 1/1        | decode 1/1    | ok 1/1        | ok 1/1
  sent once              | decode 1      | ok 1/1        | decode 1/1    | ok 1/1        | ok 1/1
slow                     | ok 1          | ok 1/1        | ok 1/1        | ok 1/1        | ok 1/1
  sent once              | ok 1          | ok 1/1        | ok 1/1        | ok 1/1        | ok 1/1
too slow                 | ok 2          | ok 1/1        | timeout 1/1   | ok 1/1        | ok 1/1
  sent once              | timeout 1     | ok 1/1        | timeout 1/1   | ok 1/1        | ok 1/1
429                      | ok 2          | ok 2/1        | ok 2/1        | ok 2/1        | ok 2/1
  sent once              | throttled 1   | throttled 1/0 | throttled 1/0 | throttled 1/0 | throttled 1/0
429, 2 s                 | ok 2          | ok 2/1        | ok 2/1        | ok 2/1        | ok 2/1
  sent once              | throttled 1   | throttled 1/0 | throttled 1/0 | throttled 1/0 | throttled 1/0
429, 2.128 s             | ok 2          | ok 2/1        | ok 2/1        | ok 2/1        | ok 2/1
  sent once              | throttled 1   | throttled 1/0 | throttled 1/0 | throttled 1/0 | throttled 1/0
429, a date              | ok 2          | ok 2/1        | ok 2/1        | ok 2/1        | ok 2/1
  sent once              | throttled 1   | throttled 1/0 | throttled 1/0 | throttled 1/0 | throttled 1/0
502 with HTML            | 502 1         | 502 1/0       | 502 1/0       | 502 1/0       | 502 1/0
  sent once              | 502 1         | 502 1/0       | 502 1/0       | 502 1/0       | 502 1/0
503                      | ok 2          | ok 2/1        | 503 1/0       | 503 1/0       | ok 2/1
  sent once              | 503 1         | 503 1/0       | 503 1/0       | 503 1/0       | 503 1/0
503, 0.5 s               | ok 2          | ok 2/1        | ok 2/1        | ok 2/1        | ok 2/1
  sent once              | throttled 1   | throttled 1/0 | throttled 1/0 | throttled 1/0 | throttled 1/0
504                      | ok 2          | ok 2/1        | 504 1/0       | 504 1/0       | ok 2/1
  sent once              | 504 1         | 504 1/0       | 504 1/0       | 504 1/0       | 504 1/0
504 after it is done     | ok 2          | ok 2/1        | 504 1/1       | 504 1/1       | not found 2/1
  sent once              | 504 1         | 504 1/1       | 504 1/1       | 504 1/1       | 504 1/1
claims challenge         | ok 1          | ok 1/1        | ok 1/1        | ok 1/1        | ok 1/1
  sent once              | ok 1          | ok 1/1        | ok 1/1        | ok 1/1        | ok 1/1
redirect elsewhere       | ok 1          | redirect 1/0  | redirect 1/0  | redirect 1/0  | redirect 1/0
  sent once              | ok 1          | redirect 1/0  | redirect 1/0  | redirect 1/0  | redirect 1/0
half a body              | decode 1      | ok 1/1        | decode 1/1    | ok 1/1        | ok 1/1
  sent once              | decode 1      | ok 1/1        | decode 1/1    | ok 1/1        | ok 1/1
nothing, as success      | not found 1   | ok 1/1        | decode 1/1    | ok 1/1        | ok 1/1
  sent once              | not found 1   | ok 1/1        | decode 1/1    | ok 1/1        | ok 1/1
a header twice           | ok 1          | ok 1/1        | ok 1/1        | ok 1/1        | ok 1/1
  sent once              | ok 1          | ok 1/1        | ok 1/1        | ok 1/1        | ok 1/1
a length twice           | ok 2          | ok 2/1        | transport 1/1 | transport 1/1 | not found 2/1
  sent once              | transport 1   | transport 1/1 | transport 1/1 | transport 1/1 | transport 1/1
a header of 1 MB         | ok 2          | ok 2/1        | transport 1/1 | transport 1/1 | not found 2/1
  sent once              | transport 1   | transport 1/1 | transport 1/1 | transport 1/1 | transport 1/1
gzip bomb of 64 MB       | decode 1      | ok 1/1        | decode 1/1    | ok 1/1        | ok 1/1
  sent once              | decode 1      | ok 1/1        | decode 1/1    | ok 1/1        | ok 1/1
";

#[tokio::test]
async fn what_the_caller_sees_and_what_was_done() {
    let faults = faults();
    let person = |at: usize, retries: bool| format!("u{at}{retries}");
    let mut people = vec![MANAGER.to_owned(), ELSEWHERE.to_owned()];
    for at in 0..faults.len() {
        people.extend([person(at, true), person(at, false)]);
    }
    let server = serve(with_users(directory(), people));
    let mut table = String::new();
    for (at, fault) in faults.into_iter().enumerate() {
        for retries in [true, false] {
            let row = Row::of(&server, &person(at, retries), fault, retries).await;
            table += &row.to_string();
        }
    }
    println!("{}\n{table}", Method::heading());
    assert_eq!(table, EXPECTED);
}

#[tokio::test]
async fn a_wait_beyond_the_budget_is_an_error_at_once() {
    let server = serve(with_users(directory(), ["ada".to_owned()]));
    server.throttle_next(1, "3600");
    let clock = TestClock::new();
    let client = built(builder(&server, &clock));
    let error = client.send(get(user("ada"))).await.expect_err("an hour");
    assert!(error.is_throttled());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!((error.tries(), server.request_count()), (1, 1));
    assert!(clock.take_waits().is_empty());
}

#[tokio::test]
async fn who_waits_and_how_long() {
    let server = serve(with_users(directory(), ["ada".to_owned()]));
    let clock = TestClock::new();
    let client = built(builder(&server, &clock));
    for (fault, waits) in [
        (Fault::throttled().retry_after("2.128"), vec![2128]),
        (Fault::dropped(), vec![500]),
        (Fault::gateway_timeout(), vec![500]),
    ] {
        server.fault(When::every().times(1), fault);
        client.send(get(user("ada"))).await.expect("Ada");
        assert_eq!(clock.take_waits(), waits);
    }
    server.fault(When::every().times(6), Fault::dropped());
    let error = client.send(get(user("ada"))).await.expect_err("no answer");
    assert!(error.is_transport());
    assert_eq!(error.tries(), 6);
    // Half of spans that double.
    assert_eq!(clock.take_waits(), [500, 1000, 2000, 4000, 8000]);
}

#[tokio::test]
async fn nobody_is_there() {
    let server = serve(directory());
    let clock = TestClock::new();
    let client = built(builder(&server, &clock));
    drop(server);
    let error = client.send(create(&json!({}))).await.expect_err("nobody");
    assert!(error.is_connect(), "{error}");
    assert_eq!(error.tries(), 6);
}
