//! Answers that are larger than they may be.

use msgraph_runtime::test_util::{Fault, When};
use serde_json::json;

use crate::support::clock::TestClock;
use crate::support::{builder, built, create, directory, get, list, serve, user, with_users};

const LIMIT: usize = 64 * 1024;

#[tokio::test]
async fn a_huge_answer_is_not_read_to_its_end_nor_asked_for_again() {
    let server = serve(with_users(directory(), ["ada".to_owned()]));
    let client = built(builder(&server, &TestClock::new()).max_response_size(LIMIT));
    let huge = format!(r#"{{"id":"ada","aboutMe":"{}"}}"#, "x".repeat(8 << 20));
    let json = [("content-type", "application/json")];
    let given = server.fault(When::every(), Fault::answered(200, &json, huge));
    let error = client.send(get(user("ada"))).await.expect_err("too large");
    assert!(error.is_too_large(), "{error}");
    assert_eq!((error.tries(), given.given()), (1, 1));
    let error = client
        .pages(list())
        .next()
        .await
        .expect("a page")
        .expect_err("too large");
    assert!(error.is_too_large(), "{error}");
}

#[tokio::test]
async fn a_huge_refusal_is_too_large_as_well() {
    let server = serve(directory());
    let client = built(builder(&server, &TestClock::new()).max_response_size(LIMIT));
    server.fault(
        When::every(),
        Fault::answered(400, &[], "x".repeat(1 << 20)),
    );
    let error = client.send(get(user("ada"))).await.expect_err("too large");
    assert!(error.is_too_large(), "{error}");
}

/// The client asks for no compression, and what comes compressed all the same stays so.
#[tokio::test]
async fn a_gzip_bomb_does_not_go_off() {
    let server = serve(directory());
    let client = built(builder(&server, &TestClock::new()).max_response_size(LIMIT));
    server.fault(When::every().times(1), Fault::gzip_bomb(32 << 20));
    let error = client.send(create(&json!({}))).await.expect_err("no JSON");
    assert!(error.is_decode(), "{error}");
    assert_eq!(server.entities("/users").map(|all| all.len()), Some(1));
    // What is too large even so is refused for its size.
    server.fault(When::every(), Fault::gzip_bomb(1 << 30));
    let error = client.send(get(user("ada"))).await.expect_err("too large");
    assert!(error.is_too_large(), "{error}");
    for request in server.requests() {
        request.assert_no_header("accept-encoding");
    }
}
