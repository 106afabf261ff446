//! Limits on requests.

use crate::client::{Reply, call};
use crate::fixture::{directory, serve, server};
use msgraph_runtime::test_util::{Server, Throttle};
use std::time::Duration;

fn get(server: &Server) -> Reply {
    call(server, "GET", "/users/u1").send()
}

#[test]
fn more_than_the_limit_is_refused_until_the_window_is_over() {
    let limit = Throttle::new(2, Duration::from_secs(600));
    let server = serve(directory().throttle(limit));
    assert_eq!([get(&server).status, get(&server).status], [200, 200]);
    let refused = get(&server);
    refused.assert_refused(429, "TooManyRequests", &[]);
    let wait = refused.header("retry-after").expect("a wait");
    let wait: u64 = wait.parse().expect("whole seconds");
    assert!((590..=600).contains(&wait), "{wait}");
    assert_eq!(refused.header("ratelimit-limit"), None);
    server.advance(Duration::from_secs(600));
    assert_eq!(get(&server).status, 200);
    assert_eq!((server.throttled(), server.requests().len()), (1, 4));
}

#[test]
fn headers_say_what_is_left() {
    let limit = Throttle::new(2, Duration::from_secs(60)).with_headers();
    let server = server();
    server.throttle(limit);
    for remaining in ["1", "0", "0"] {
        let reply = get(&server);
        assert_eq!(reply.header("ratelimit-limit"), Some("2"));
        assert_eq!(reply.header("ratelimit-remaining"), Some(remaining));
        let reset: u64 = reply
            .header("ratelimit-reset")
            .expect("a time")
            .parse()
            .expect("seconds");
        assert!((50..=60).contains(&reset), "{reset}");
    }
    server.throttle(None);
    assert_eq!(get(&server).header("ratelimit-limit"), None);
}

#[test]
fn the_next_requests_are_refused_on_demand() {
    let server = server();
    let refused = server.throttle_next(2, "0.25");
    let waits: Vec<_> = (0..3)
        .map(|_| get(&server).header("retry-after").map(str::to_owned))
        .collect();
    assert_eq!(
        waits,
        [Some("0.25".to_owned()), Some("0.25".to_owned()), None]
    );
    assert_eq!(refused.given(), 2);
}
