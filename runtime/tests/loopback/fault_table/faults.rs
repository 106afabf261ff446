//! The faults, one of each kind.

use std::time::Duration;

use msgraph_runtime::test_util::{Fault, Server};

/// Longer than the client of the table waits for the next bytes.
const TOO_SLOW: Duration = Duration::from_secs(3);

/// Whom a redirect leads to.
pub(super) const ELSEWHERE: &str = "elsewhere";

/// Makes a fault of a server.
pub(super) type Make = fn(&Server) -> Fault;

/// Each fault under the name it has in the table.
pub(super) fn faults() -> Vec<(&'static str, Make)> {
    [broken(), refused(), wrong()].concat()
}

/// The connection breaks, or its bytes come late.
fn broken() -> Vec<(&'static str, Make)> {
    vec![
        ("closed before it is done", |_| Fault::dropped()),
        ("closed after it is done", |_| {
            Fault::dropped().after_effect()
        }),
        ("closed in the middle", |_| Fault::cut()),
        ("length too long", |_| Fault::length_too_long(5)),
        ("length too short", |_| Fault::length_too_short(1)),
        ("slow", |_| Fault::slow(8, Duration::from_millis(1))),
        ("too slow", |_| Fault::slow(8, TOO_SLOW)),
    ]
}

/// The service, or something on the way, refuses.
fn refused() -> Vec<(&'static str, Make)> {
    vec![
        ("429", |_| Fault::throttled()),
        ("429, 2 s", |_| Fault::throttled().retry_after("2")),
        ("429, 2.128 s", |_| Fault::throttled().retry_after("2.128")),
        ("429, a date", |_| {
            Fault::throttled().retry_at(Duration::from_secs(3))
        }),
        ("502 with HTML", |_| Fault::bad_gateway()),
        ("503", |_| Fault::unavailable()),
        ("503, 0.5 s", |_| Fault::unavailable().retry_after("0.5")),
        ("504", |_| Fault::gateway_timeout()),
        ("504 after it is done", |_| {
            Fault::gateway_timeout().after_effect()
        }),
        ("claims challenge", |_| Fault::claims_challenge("{}")),
        ("redirect elsewhere", |server| {
            let url = format!("{}/v1.0/users/{ELSEWHERE}", server.other_base_url());
            Fault::redirect(307, &url)
        }),
    ]
}

/// The answer is wrong.
fn wrong() -> Vec<(&'static str, Make)> {
    vec![
        ("half a body", |_| Fault::half_body()),
        ("nothing, as success", |_| Fault::empty_success()),
        ("a header twice", |_| {
            Fault::duplicate_header("x-twice", "2")
        }),
        ("a length twice", |_| {
            Fault::duplicate_header("content-length", "9")
        }),
        ("a header of 1 MB", |_| Fault::huge_header(1_000_000)),
        ("gzip bomb of 64 MB", |_| Fault::gzip_bomb(64 << 20)),
    ]
}
