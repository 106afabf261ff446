//! Collections in pages, of which some are refused or lost at first.

use std::time::Duration;

use msgraph_runtime::test_util::{Directory, Fault, Server, Throttle, When};
use serde_json::Value;

use crate::support::clock::TestClock;
use crate::support::{builder, built, client, directory, list, serve, with_users};

const PEOPLE: usize = 45;

fn id(at: usize) -> String {
    format!("u{at:02}")
}

fn people() -> Directory {
    with_users(directory(), (0..PEOPLE).map(id)).page_size(10)
}

fn ids(users: &[Value]) -> Vec<String> {
    let ids = users.iter().map(|user| user["id"].as_str());
    ids.map(|id| id.expect("an id").to_owned()).collect()
}

fn everybody() -> Vec<String> {
    (0..PEOPLE).map(id).collect()
}

/// The pages that were asked for, by their queries, each try of them.
fn asked(server: &Server) -> Vec<(String, Option<&'static str>)> {
    let requests = server.take_requests();
    let queries = requests.iter().map(|request| {
        let query = request.query().unwrap_or_default();
        (query.to_owned(), request.fault)
    });
    queries.collect()
}

#[tokio::test]
async fn pages_that_are_refused_are_asked_for_again_at_the_same_link() {
    let server = serve(people());
    let refused = server.fault(
        When::every().every_nth(2),
        Fault::throttled().retry_after("3"),
    );
    let lost = server.fault(When::every().nth(5), Fault::cut());
    let clock = TestClock::new();
    let mut items = built(builder(&server, &clock)).items(list().max_page_size(10));
    let mut users = Vec::new();
    while let Some(user) = items.next().await.transpose().expect("a user") {
        users.push(user);
    }
    assert_eq!(ids(&users), everybody());
    assert_eq!((refused.given(), lost.given()), (5, 1));
    let waits = clock.take_waits();
    let asked_for = waits.iter().filter(|wait| **wait == 3000);
    assert_eq!(asked_for.count(), 5, "{waits:?}");

    let asked = asked(&server);
    for pair in asked.windows(2) {
        let same = pair[0].0 == pair[1].0;
        assert_eq!(same, pair[0].1.is_some(), "{pair:?}");
    }
}

#[tokio::test]
async fn a_limit_on_requests_slows_a_list_down_and_does_not_break_it() {
    let server = serve(people().throttle(Throttle::new(2, Duration::from_millis(50))));
    // Time passes for the server as well, so this client waits for as long as it is told.
    let client = msgraph_runtime::Client::builder()
        .base_url(server.base_url())
        .token_source(msgraph_runtime::StaticToken::new(crate::support::TOKEN))
        .build()
        .expect("a client");
    let mut pages = client.pages(list());
    let mut users = Vec::new();
    while let Some(page) = pages.next().await.transpose().expect("a page") {
        users.extend(page.value);
    }
    assert_eq!(ids(&users), everybody());
    assert!(server.throttled() > 0);
}

#[tokio::test]
async fn each_page_has_the_token_and_the_headers() {
    let server = serve(people());
    let request = list().header("ConsistencyLevel", "eventual");
    let mut pages = client(&server).pages(request);
    while let Some(page) = pages.next().await.transpose().expect("a page") {
        assert!(page.value.len() <= 10);
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 5);
    for request in requests {
        request.assert_header("consistencylevel", "eventual");
        assert!(request.header("authorization").is_some());
    }
}

#[tokio::test]
async fn after_an_error_another_client_goes_on_at_the_link() {
    let server = serve(people());
    server.fault(When::every().nth(3), Fault::half_body());
    let mut pages = client(&server).pages(list());
    let mut users = Vec::new();
    let error = loop {
        match pages.next().await.expect("a page or an error") {
            Ok(page) => users.extend(page.value),
            Err(error) => break error,
        }
    };
    assert!(error.is_decode(), "{error}");
    assert!(pages.next().await.is_none());
    let link = pages.link().expect("the link of that page").to_owned();
    let mut pages = client(&server).pages(list()).from_link(link);
    while let Some(page) = pages.next().await.transpose().expect("a page") {
        users.extend(page.value);
    }
    assert_eq!(ids(&users), everybody());
}

#[tokio::test]
async fn a_link_elsewhere_gets_no_request() {
    let server = serve(people());
    let link = format!("{}/v1.0/users?$skiptoken=1", server.other_base_url());
    let page = serde_json::json!({"value": [], "@odata.nextLink": link});
    server.fault(When::every().nth(1), Fault::answered_json(200, &page));
    let mut pages = client(&server).pages(list());
    let error = loop {
        if let Err(error) = pages.next().await.expect("no end") {
            break error;
        }
    };
    assert!(error.is_link(), "{error}");
    assert_eq!(server.request_count(), 1);
}
