//! What a caller is told when a call fails, and what nobody is told.

use std::time::Duration;

use crate::support::{Service, TOKEN, populated};
use msgraph::ClientBuilder;
use msgraph::http::StatusCode;
use msgraph::{Client, Error, RetryPolicy, StaticToken, users};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A client that sends each request once.
fn client(base_url: String) -> ClientBuilder {
    Client::builder()
        .retry(RetryPolicy::none())
        .base_url(base_url)
        .token_source(StaticToken::new(TOKEN))
}

/// The base URL of a server that answers one request with these bytes, or never.
async fn gateway(answer: Option<&'static str>) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let base_url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await?;
        let read = stream.read(&mut [0; 4096]).await?;
        match answer {
            Some(answer) => stream.write_all(answer.as_bytes()).await?,
            None => tokio::time::sleep(Duration::from_secs(60)).await,
        }
        Ok::<_, std::io::Error>(read)
    });
    Ok(base_url)
}

async fn error_behind(answer: &'static str) -> Error {
    let base_url = gateway(Some(answer)).await.expect("a free port");
    let client = client(base_url).build().expect("a client");
    client
        .send(users().id("ada").get())
        .await
        .expect_err("an error")
}

#[tokio::test]
async fn a_missing_entity_is_an_odata_error() {
    let service = Service::start();
    let answer = service.client.send(users().id("nobody").get()).await;
    let error = answer.expect_err("there is none");
    assert!(error.is_not_found() && error.is_service());
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    let graph_error = error.graph_error().expect("an OData error");
    assert_eq!(graph_error.code, "Request_ResourceNotFound");
    assert!(graph_error.message.contains("nobody"), "{error}");

    let inner = graph_error.inner_error.as_ref().expect("an inner error");
    assert!(inner.date.is_some());
    assert_eq!(inner.request_id(), error.request_id());
    let request = service.last();
    assert_eq!(
        error.client_request_id(),
        request.header("client-request-id")
    );
    let id = error
        .request_id()
        .expect("the service numbers its requests");
    assert!(error.to_string().contains(id), "{error}");
}

#[tokio::test]
async fn a_wrong_token_is_refused_and_not_told() {
    let server = populated("beta")
        .token("another")
        .serve()
        .expect("a sound directory");
    let client = client(server.base_url()).build().expect("a client");
    let error = client.send(users().list()).await.expect_err("no access");
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    let code = error.graph_error().map(|error| error.code.as_str());
    assert_eq!(code, Some("InvalidAuthenticationToken"));
}

#[tokio::test]
async fn a_page_of_a_gateway_says_what_it_is() {
    let error = error_behind(
        "HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 29\r\n\r\n\
         <html>\n<h1>Oh no</h1>\n</html>",
    )
    .await;
    assert!(error.is_service() && error.graph_error().is_none());
    assert_eq!(error.status(), Some(StatusCode::BAD_GATEWAY));
    let text = error.to_string();
    assert!(
        text.contains("502 Bad Gateway") && text.contains("text/html"),
        "{text}"
    );
    assert!(
        text.contains("<h1>Oh no</h1>") && !text.contains('\n'),
        "{text}"
    );
}

#[tokio::test]
async fn an_empty_answer_is_still_an_error_with_a_status() {
    let error = error_behind("HTTP/1.1 504 Gateway Timeout\r\ncontent-length: 0\r\n\r\n").await;
    assert!(error.is_service());
    assert_eq!(error.status(), Some(StatusCode::GATEWAY_TIMEOUT));
    assert_eq!(error.body_text(), None);
    assert!(error.to_string().contains("504 Gateway Timeout"), "{error}");
}

#[tokio::test]
async fn a_success_that_is_no_entity_says_where_it_went_wrong() {
    let error = error_behind(
        "HTTP/1.1 200 OK\r\ncontent-length: 37\r\n\r\n{\"id\":\"ada\",\"accountEnabled\":\"maybe\"}",
    )
    .await;
    assert!(error.is_decode(), "{error}");
    assert_eq!(error.decode_path(), Some("accountEnabled"));
}

#[tokio::test]
async fn where_nobody_listens_nothing_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    drop(listener);
    let client = client(format!("http://{address}"))
        .build()
        .expect("a client");
    let error = client
        .send(users().list())
        .await
        .expect_err("nobody listens");
    assert!(error.is_connect(), "{error}");
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn an_answer_that_does_not_come_is_not_waited_for() {
    let base_url = gateway(None).await.expect("a free port");
    let client = client(base_url).timeout(Duration::from_millis(200));
    let client = client.build().expect("a client");
    let error = client.send(users().list()).await.expect_err("no answer");
    assert!(error.is_timeout(), "{error}");
}

#[tokio::test]
async fn a_redirect_is_followed_without_the_token() {
    let service = Service::start();
    let answer = format!(
        "HTTP/1.1 302 Found\r\nlocation: {}\r\ncontent-length: 0\r\n\r\n",
        service.url("/users")
    );
    let error = error_behind(answer.leak()).await;
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED), "{error}");
    let requests = service.server.requests();
    assert_eq!(requests.len(), 1, "{requests:?}");
    assert_eq!(
        requests[0].header("authorization"),
        None,
        "the token went nowhere else"
    );
}

#[test]
fn a_token_does_not_travel_in_the_open() {
    for base_url in [
        "http://graph.microsoft.com",
        "http://10.0.0.1:8080",
        "http://[::2]",
    ] {
        let error = client(base_url.into()).build().expect_err(base_url);
        assert!(error.is_configuration(), "{error}");
        assert!(error.to_string().contains(base_url), "{error}");
    }
}

#[tokio::test]
async fn nothing_prints_the_token() {
    let service = Service::start();
    let request = users().id("nobody").get();
    let error = service
        .client
        .send(request.clone())
        .await
        .expect_err("a 404");
    let shown = [
        format!("{:?}", client("https://graph.microsoft.com".into())),
        format!("{:?}", StaticToken::new(TOKEN)),
        format!("{:?}", service.client),
        format!("{request:?} {request}"),
        format!("{error:?} {error}"),
        format!("{:?}", service.server.requests()),
    ];
    for text in shown {
        assert!(!text.contains(TOKEN), "{text}");
    }
    let sent = service.last();
    assert_eq!(sent.header("authorization"), Some("Bearer t0k3n"));
}
