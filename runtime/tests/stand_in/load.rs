//! Many requests at once, with faults of every kind among them: nothing is lost or done twice.

use crate::client::{Reply, call};
use crate::fixture::{directory, serve};
use msgraph_runtime::test_util::{Fault, Server, When};
use serde_json::json;
use std::collections::BTreeSet;
use std::time::Duration;

const THREADS: usize = 8;
const EACH: usize = 100;

fn all_faults() -> Vec<Fault> {
    vec![
        Fault::dropped(),
        Fault::dropped()
            .after_effect()
            .named("dropped after effect"),
        Fault::cut(),
        Fault::half_body(),
        Fault::length_too_long(10),
        Fault::length_too_short(10),
        Fault::slow(100, Duration::from_micros(100)),
        Fault::duplicate_header("content-length", "1"),
        Fault::huge_header(100_000),
        Fault::throttled().retry_after("0"),
        Fault::unavailable(),
        Fault::gateway_timeout().after_effect(),
        Fault::bad_gateway(),
        Fault::claims_challenge("{}"),
        Fault::redirect(307, "http://127.0.0.1:1/"),
        Fault::empty_success(),
        Fault::gzip_bomb(1),
    ]
}

/// Creates a user, and asks again until the answer says that it is there.
fn create(server: &Server, id: &str) -> usize {
    for tries in 1..100 {
        let body = json!({"id": id}).to_string();
        let call = call(server, "POST", "/users").header("content-type", "application/json");
        let reply = call.body(&body).exchange();
        // An answer that is not whole says nothing.
        let whole = reply.windows(4).any(|four| four == b"\r\n\r\n");
        let status = whole.then(|| Reply::parse(&reply).status);
        if matches!(status, Some(201 | 409)) {
            return tries;
        }
    }
    panic!("{id} could not be created");
}

#[test]
fn no_effect_is_lost_or_doubled() {
    let server = serve(directory().keep_requests(100));
    let faults = server.faults(When::every().rate(0.3, 5), all_faults());
    let tries: usize = std::thread::scope(|scope| {
        let work = |thread: usize| {
            let server = &server;
            move || -> usize {
                let ids = (0..EACH).map(|number| format!("x{thread}-{number}"));
                ids.map(|id| create(server, &id)).sum()
            }
        };
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| scope.spawn(work(thread)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no panic"))
            .sum()
    });
    let users = server.entities("/users").expect("a set");
    let ids: BTreeSet<String> = users.iter().map(|user| user["id"].to_string()).collect();
    assert_eq!(
        (users.len(), ids.len()),
        (THREADS * EACH + 2, THREADS * EACH + 2)
    );
    assert_eq!(server.request_count(), tries as u64);
    assert_eq!(server.requests().len(), 100);
    let given = server.faults_given();
    assert_eq!(given.values().sum::<u64>(), faults.given());
    let names: BTreeSet<&str> = all_faults().iter().map(Fault::name).collect();
    assert_eq!(given.keys().copied().collect::<BTreeSet<_>>(), names);
}
