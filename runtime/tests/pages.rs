//! From page to page.

mod script;
mod shape;

use std::sync::Arc;

use http::{Method, header};
use msgraph_runtime::{Client, Error, Page, Path, Request, RetryPolicy};
use script::clock::QuickClock;
use script::{Prepared, Script, builder};

const HOST: &str = "https://graph.microsoft.com";

const FIRST: Prepared<'static> = (
    200,
    &[],
    r#"{"@odata.count":3,"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=a%2Fb'(c)+d","value":["u1","u2"]}"#,
);
/// A page may be empty and have a next one.
const EMPTY: Prepared<'static> = (
    200,
    &[],
    r#"{"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=2","value":[]}"#,
);
const LAST: Prepared<'static> = (
    200,
    &[],
    r#"{"@odata.deltaLink":"https://graph.microsoft.com/v1.0/users/delta?$deltatoken=d","value":["u3"]}"#,
);

fn users() -> Request<Page<String>> {
    let path = Path::service("v1.0").literal("users");
    Request::page(Method::GET, path)
        .header("ConsistencyLevel", "eventual")
        .max_page_size(2)
        .raw_query("$count", "true")
}

fn client(script: &Arc<Script>) -> Client {
    builder(script).build().expect("a client")
}

fn uris(script: &Script) -> Vec<String> {
    let requests = script.requests();
    let uris = requests.iter().map(|request| {
        assert_eq!(request.method(), Method::GET);
        assert_eq!(request.headers()["consistencylevel"], "eventual");
        assert_eq!(request.headers()["prefer"], "odata.maxpagesize=2");
        assert!(request.headers().contains_key(header::AUTHORIZATION));
        let uri = request.uri().to_string();
        uri.strip_prefix(HOST).expect("the host").to_owned()
    });
    uris.collect()
}

async fn all(mut items: msgraph_runtime::Items<String>) -> (Vec<String>, Option<Error>) {
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => found.push(item),
            Err(error) => {
                assert!(items.next().await.is_none(), "nothing comes after an error");
                return (found, Some(error));
            }
        }
    }
    (found, None)
}

#[tokio::test]
async fn links_are_requested_as_they_came() {
    let script = Script::of(&[FIRST, EMPTY, LAST]);
    let mut pages = client(&script).pages(users());
    assert_eq!(pages.link(), None);
    let page = pages.next().await.expect("a page").expect("a page");
    assert_eq!(
        (page.value, page.count),
        (vec!["u1".to_owned(), "u2".to_owned()], Some(3))
    );
    assert_eq!(
        uris(&script),
        ["/v1.0/users?$count=true"],
        "the next page was not asked for"
    );
    assert_eq!(
        pages.link(),
        Some("https://graph.microsoft.com/v1.0/users?$skiptoken=a%2Fb'(c)+d")
    );
    assert!(
        pages
            .next()
            .await
            .expect("a page")
            .expect("a page")
            .value
            .is_empty()
    );
    assert_eq!(pages.delta_link(), None);
    assert_eq!(
        pages.next().await.expect("a page").expect("a page").value,
        ["u3"]
    );
    assert_eq!(pages.link(), None);
    assert!(
        pages
            .delta_link()
            .expect("a link")
            .ends_with("$deltatoken=d")
    );
    assert!(pages.next().await.is_none() && pages.next().await.is_none());
    assert_eq!(
        uris(&script),
        [
            "/v1.0/users?$skiptoken=a%2Fb'(c)+d",
            "/v1.0/users?$skiptoken=2"
        ]
    );
}

#[tokio::test]
async fn items_come_from_all_pages() {
    let script = Script::of(&[FIRST, EMPTY, LAST]);
    let (items, error) = all(client(&script).items(users())).await;
    assert_eq!(items, ["u1", "u2", "u3"]);
    assert!(error.is_none());
}

#[tokio::test]
async fn the_next_page_is_on_its_way_while_items_are_read() {
    let script = Script::of(&[FIRST, LAST]);
    let mut items = client(&script).items(users());
    assert_eq!(items.next().await.expect("an item").expect("an item"), "u1");
    assert_eq!(items.count(), Some(3));
    assert_eq!(items.link(), None);
    assert_eq!(script.requests().len(), 2);
    assert_eq!(items.next().await.expect("an item").expect("an item"), "u2");
    assert!(items.delta_link().is_none());
    assert_eq!(items.next().await.expect("an item").expect("an item"), "u3");
    assert!(items.link().expect("a link").contains("$skiptoken"));
    assert!(items.delta_link().is_some());
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_link_that_was_kept_is_where_it_goes_on() {
    let script = Script::of(&[LAST]);
    let kept = "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=k";
    let (items, _) = all(client(&script).items(users()).from_link(kept)).await;
    assert_eq!(items, ["u3"]);
    assert_eq!(uris(&script), ["/v1.0/users/delta?$deltatoken=k"]);
}

#[tokio::test]
async fn links_elsewhere_are_errors_before_anything_is_sent() {
    for link in [
        "https://evil.example/v1.0/users",
        "http://graph.microsoft.com/v1.0/users",
        "https://graph.microsoft.com:444/v1.0/users",
        "https://graph.microsoft.com.evil.example/",
        "//evil.example/users",
        "\\\\evil.example",
        "",
    ] {
        let script = Arc::new(Script::default());
        let (items, error) = all(client(&script).items(users()).from_link(link)).await;
        assert!(items.is_empty());
        let error = error.expect("an error");
        assert!(error.is_link(), "{link}: {error}");
        assert!(script.sent_nothing());
    }
}

#[tokio::test]
async fn circles_end() {
    const SAME: Prepared<'static> = (
        200,
        &[],
        r#"{"@odata.nextLink":"https://graph.microsoft.com/v1.0/users?$skiptoken=2","value":["u"]}"#,
    );
    let script = Script::of(&[SAME; 9]);
    let (items, error) = all(client(&script).items(users())).await;
    assert_eq!(items.len(), 1);
    assert!(error.expect("an error").is_link());
    assert_eq!(script.requests().len(), 2);
}

#[tokio::test]
async fn after_a_failure_it_goes_on_where_it_was() {
    const BROKEN: Prepared<'static> = (200, &[], r#"{"value":[7]}"#);
    for (broken, decodes) in [(BROKEN, false), ((400, &[], "{}"), true)] {
        let script = Script::of(&[FIRST, broken, LAST]);
        let client = client(&script);
        let mut pages = client.pages(users());
        pages.next().await.expect("a page").expect("a page");
        let error = pages.next().await.expect("an error").expect_err("an error");
        assert_ne!(error.is_decode(), decodes, "{error}");
        assert!(error.client_request_id().is_some());
        assert!(pages.next().await.is_none());
        let link = pages.link().expect("a link").to_owned();
        let (items, error) = all(client.items(users()).from_link(link)).await;
        assert_eq!(items, ["u3"]);
        assert!(error.is_none());
        let uris = uris(&script);
        assert_eq!(uris[1], uris[2]);
    }
}

#[tokio::test]
async fn what_the_service_forgot_is_read_from_the_beginning() {
    for (answer, expected) in [
        (
            (410, r#"{"error":{"code":"resyncRequired","message":"x"}}"#),
            true,
        ),
        ((410, ""), true),
        (
            (
                400,
                r#"{"error":{"code":"SyncStateNotFound","message":"x"}}"#,
            ),
            true,
        ),
        (
            (400, r#"{"error":{"code":"badRequest","message":"x"}}"#),
            false,
        ),
    ] {
        let script = Script::of(&[(answer.0, &[], answer.1), LAST]);
        let mut pages = client(&script)
            .pages(users())
            .from_link("delta?$deltatoken=old");
        let error = pages.next().await.expect("an error").expect_err("an error");
        assert_eq!(error.is_resync_required(), expected, "{error}");
        pages.restart();
        assert_eq!(
            pages.next().await.expect("a page").expect("a page").value,
            ["u3"]
        );
        assert_eq!(
            uris(&script),
            ["/v1.0/delta?$deltatoken=old", "/v1.0/users?$count=true"]
        );
    }
}

#[tokio::test]
async fn each_page_is_tried_again_by_itself() {
    let throttled: Prepared<'static> = (429, &[("Retry-After", "1")], "");
    let script = Script::of(&[throttled, FIRST, throttled, throttled, LAST]);
    let clock = QuickClock::new();
    let client = builder(&script)
        .retry(RetryPolicy::default().max_retries(2))
        .clock(clock.clone());
    let (items, error) = all(client.build().expect("a client").items(users())).await;
    assert_eq!(items.len(), 3, "{error:?}");
    assert_eq!(clock.waits(), [1000; 3]);
}

#[tokio::test]
async fn pages_and_items_are_streams() {
    use futures_core::Stream;
    use std::future::poll_fn;
    use std::pin::pin;

    let script = Script::of(&[FIRST, LAST]);
    let mut items = pin!(client(&script).items(users()));
    let mut count = 0;
    while let Some(item) = poll_fn(|context| items.as_mut().poll_next(context)).await {
        item.expect("an item");
        count += 1;
    }
    assert_eq!(count, 3);
}

#[tokio::test]
async fn a_request_that_cannot_be_sent_is_one_error() {
    let script = Arc::new(Script::default());
    let broken = users().header("x", "a\nb");
    let (items, error) = all(client(&script).items(broken)).await;
    assert!(items.is_empty() && error.expect("an error").is_request());
}
