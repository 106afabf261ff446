//! The client over a scripted transport: what it adds to a request, and what it makes of an answer.

mod script;
mod shape;

use std::error::Error as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{Method, StatusCode, header};
use msgraph_runtime::{
    BoxFuture, Client, Cloud, Error, StaticToken, Token, TokenRequest, TokenSource,
};
use script::{Script, builder};
use shape::{applications, connector_groups, users};

/// The error that an answer to `GET /applications/a` leads to.
async fn error_of(
    status: u16,
    headers: &[(&'static str, &'static str)],
    body: &'static str,
) -> Error {
    let client = builder(&Script::answering(status, headers, body))
        .build()
        .expect("a client");
    client
        .send(applications().id("a").get())
        .await
        .expect_err("an error")
}

#[tokio::test]
async fn the_seed_call() {
    let script = Script::answering(204, &[], "");
    let client = builder(&script).build().expect("a client");
    let target = connector_groups().id("g");
    client
        .send(applications().id("a").connector_group().set_ref(&target))
        .await
        .expect("no content");
    let request = script.only_request();
    assert_eq!(request.method(), Method::PUT);
    assert_eq!(
        request.uri(),
        "https://graph.microsoft.com/beta/applications/a/connectorGroup/$ref"
    );
    assert_eq!(request.headers()[header::CONTENT_TYPE], "application/json");
    assert_eq!(
        request.body().as_ref(),
        br#"{"@odata.id":"https://graph.microsoft.com/beta/connectorGroups/g"}"#
    );
}

#[tokio::test]
async fn a_client_says_who_it_is() {
    let script = Script::answering(200, &[], "{}");
    let client = builder(&script).build().expect("a client");
    client
        .send(applications().id("a").get())
        .await
        .expect("an application");
    let request = script.only_request();
    let headers = request.headers();
    assert_eq!(headers[header::AUTHORIZATION], "Bearer t0k3n");
    assert!(headers[header::AUTHORIZATION].is_sensitive());
    assert_eq!(headers[header::ACCEPT], "application/json");
    assert!(
        headers["sdkversion"]
            .to_str()
            .expect("text")
            .starts_with("graph-rust/")
    );
    assert!(
        headers[header::USER_AGENT]
            .to_str()
            .expect("text")
            .starts_with("msgraph-rust/")
    );
    let id = headers["client-request-id"].to_str().expect("text");
    assert_eq!(
        uuid::Uuid::parse_str(id).expect("a UUID").get_version_num(),
        4
    );
}

#[tokio::test]
async fn what_the_caller_set_stays() {
    let script = Script::answering(200, &[], "{}");
    let client = builder(&script)
        .user_agent("mine/1")
        .build()
        .expect("a client");
    let request = applications()
        .id("a")
        .get()
        .header("client-request-id", "c1")
        .header("Accept", "text/x");
    client
        .send(request.header("Authorization", "Bearer own"))
        .await
        .expect("an application");
    let request = script.only_request();
    assert_eq!(request.headers()["client-request-id"], "c1");
    assert_eq!(request.headers()[header::ACCEPT], "text/x");
    assert_eq!(request.headers()[header::USER_AGENT], "mine/1");
    assert_eq!(request.headers()[header::AUTHORIZATION], "Bearer own");
}

#[tokio::test]
async fn cloud_and_version_are_the_clients() {
    let script = Script::answering(200, &[], "{}");
    let client = builder(&script)
        .cloud(Cloud::China)
        .version("v1.0")
        .build()
        .expect("a client");
    let place = applications().id("a");
    assert_eq!(
        client.url(&place),
        "https://microsoftgraph.chinacloudapi.cn/v1.0/applications/a"
    );
    client.send(place.get()).await.expect("an application");
    assert_eq!(script.only_request().uri(), client.url(&place).as_str());
}

#[tokio::test]
async fn the_token_source_is_asked_for_the_clients_cloud() {
    struct Scopes(Mutex<Vec<String>>);
    impl TokenSource for Scopes {
        fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Token, Error>> {
            let scope = request.scope().to_owned();
            self.0.lock().expect("a lock").push(scope);
            Box::pin(async { Token::new("t") })
        }
    }
    let scopes = Arc::new(Scopes(Mutex::default()));
    let script = Script::answering(200, &[], "{}");
    let builder = Client::builder()
        .transport(Arc::clone(&script))
        .token_source(Arc::clone(&scopes));
    let client = builder
        .cloud(Cloud::UsGovernment)
        .build()
        .expect("a client");
    client
        .send(applications().id("a").get())
        .await
        .expect("an application");
    assert_eq!(
        *scopes.0.lock().expect("a lock"),
        ["https://graph.microsoft.us/.default"]
    );
}

#[tokio::test]
async fn without_a_token_nothing_is_sent() {
    let script = Script::answering(200, &[], "{}");
    let client = Client::builder()
        .transport(Arc::clone(&script))
        .token_source(StaticToken::new("not a token"));
    let error = client
        .build()
        .expect("a client")
        .send(applications().list())
        .await
        .expect_err("no token");
    assert!(error.is_token(), "{error}");
    assert!(script.sent_nothing());
}

#[tokio::test]
async fn a_request_that_cannot_be_is_not_sent() {
    let script = Script::answering(200, &[], "{}");
    let client = builder(&script).build().expect("a client");
    let error = client
        .send(applications().list().header("a b", "c"))
        .await
        .expect_err("no header");
    assert!(error.is_request(), "{error}");
    assert!(script.sent_nothing());
}

#[tokio::test]
async fn counts_may_begin_with_a_byte_order_mark() {
    let client = builder(&Script::answering(
        200,
        &[("content-type", "text/plain")],
        "\u{feff}42",
    ))
    .build();
    assert_eq!(
        client
            .expect("a client")
            .send(applications().count())
            .await
            .expect("a count"),
        42
    );
}

#[tokio::test]
async fn service_errors_read_in_one_line() {
    let body = r#"{"error":{"code":"Request_ResourceNotFound","message":"Resource 'a'\n does not exist.",
        "innerError":{"date":"2026-01-02","request-id":"inner","client-request-id":"c"}}}"#;
    let error = error_of(404, &[("request-id", "r1")], body).await;
    assert_eq!(
        error.to_string(),
        "404 Not Found: Request_ResourceNotFound: Resource 'a' does not exist. (request-id r1)"
    );
    assert!(error.is_not_found() && error.is_service() && !error.is_throttled());
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(
        (error.request_id(), error.client_request_id().map(str::len)),
        (Some("r1"), Some(36))
    );
    assert_eq!(
        error.graph_error().map(|error| error.code.as_str()),
        Some("Request_ResourceNotFound")
    );
    let without_header = error_of(404, &[], body).await;
    assert_eq!(without_header.request_id(), Some("inner"));
}

#[tokio::test]
async fn html_and_empty_errors_say_what_came() {
    let page = "<html>\n<head><title>504 Gateway Time-out</title></head></html>";
    let error = error_of(504, &[("content-type", "text/html")], page).await;
    let text = error.to_string();
    assert!(text.starts_with("504 Gateway Timeout: instead of a Graph error came 62 bytes of text/html: <html> <head>"), "{text}");
    assert_eq!(error.body_text().as_deref(), Some(page));
    assert!(error.graph_error().is_none());
    let error = error_of(502, &[], "").await;
    assert_eq!(error.to_string(), "502 Bad Gateway: the answer had no body");
    assert_eq!(error.body_text(), None);
}

#[tokio::test]
async fn throttling_is_told() {
    let error = error_of(429, &[("retry-after", "2.128")], "{}").await;
    assert!(error.is_throttled());
    assert_eq!(
        error.headers().map(|headers| &headers["retry-after"]),
        Some(&"2.128".parse().expect("one"))
    );
    assert!(
        error_of(503, &[("retry-after", "5")], "")
            .await
            .is_throttled()
    );
    assert!(!error_of(503, &[], "").await.is_throttled());
}

#[tokio::test]
async fn a_redirect_to_elsewhere_is_an_error_that_does_not_tell_credentials() {
    let error = error_of(302, &[("location", "ftp://files.example/x?sig=s3cr3t")], "").await;
    assert!(error.is_redirect() && !error.is_service());
    let text = error.to_string();
    assert!(
        text.contains("ftp://files.example/x") && !text.contains("s3cr3t"),
        "{text}"
    );
    assert!(error_of(304, &[], "").await.is_service());
}

#[tokio::test]
async fn a_page_of_a_proxy_is_not_an_answer() {
    let error = error_of(200, &[("request-id", "r")], "<html>Please sign in</html>").await;
    assert!(error.is_decode() && error.request_id() == Some("r"));
    assert_eq!(
        error.body_text().as_deref(),
        Some("<html>Please sign in</html>")
    );
    assert!(
        error.to_string().contains("not valid JSON at byte 0"),
        "{error}"
    );
}

#[tokio::test]
async fn large_answers_are_refused() {
    let script = Script::answering(200, &[], r#"{"value":[]}"#);
    let client = builder(&script)
        .max_response_size(8)
        .build()
        .expect("a client");
    let error = client
        .send(users().id("u").reminder_view("", ""))
        .await
        .expect_err("too large");
    assert!(
        error.is_too_large() && error.to_string().contains("8 bytes"),
        "{error}"
    );
}

#[tokio::test]
async fn transport_errors_keep_their_cause() {
    let client = builder(&Arc::new(Script::default()))
        .build()
        .expect("a client");
    let error = client
        .send(applications().list())
        .await
        .expect_err("no answer");
    assert!(error.source().is_some() && error.status().is_none());
    assert!(
        error.to_string().ends_with(": the script is over"),
        "{error}"
    );
}

#[test]
fn what_cannot_be_built_is_told() {
    let script = Arc::new(Script::default());
    let broken = [
        builder(&script).base_url("http://graph.microsoft.com"),
        builder(&script).base_url("https://graph.microsoft.com/v1.0"),
        builder(&script).version("a/b"),
        builder(&script).user_agent("a\nb"),
        builder(&script).connect_timeout(Duration::from_secs(1)),
        builder(&script).read_timeout(Duration::from_secs(1)),
    ];
    for builder in broken {
        let error = builder.build().expect_err("no client");
        assert!(error.is_configuration(), "{error}");
    }
}

#[test]
fn nothing_prints_a_token() {
    let script = Arc::new(Script::default());
    let shown = format!("{:?} {:?}", builder(&script), builder(&script).build());
    assert!(!shown.contains("t0k3n"), "{shown}");
}

#[test]
fn clients_and_errors_cross_threads() {
    fn crosses<T: Send + Sync + 'static>() {}
    crosses::<Client>();
    crosses::<Error>();
}

#[cfg(not(feature = "reqwest"))]
#[test]
fn without_a_transport_there_is_no_client() {
    assert!(
        Client::builder()
            .build()
            .expect_err("no transport")
            .is_configuration()
    );
}
