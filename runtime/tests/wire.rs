//! The default transport against a server on this machine: the bytes that are really sent.
#![cfg(feature = "reqwest")]

mod shape;

use std::time::Duration;

use msgraph_runtime::http::Method;
use msgraph_runtime::{Client, ClientBuilder, Request, RetryPolicy, StaticToken};
use shape::{applications, connector_groups};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Answers one request with `answer`, and gives back what was asked.
async fn serve(answer: &'static str) -> (ClientBuilder, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let request = receive(&mut stream).await;
        stream
            .write_all(answer.as_bytes())
            .await
            .expect("an answer");
        stream.shutdown().await.expect("an end");
        request
    });
    let builder = Client::builder().base_url(format!("http://{address}"));
    // The server answers once.
    let builder = builder.retry(RetryPolicy::none());
    (builder.token_source(StaticToken::new("t0k3n")), server)
}

async fn receive(stream: &mut TcpStream) -> String {
    let (mut request, mut buffer) = (String::new(), [0; 1024]);
    loop {
        let read = stream.read(&mut buffer).await.expect("bytes");
        request.push_str(std::str::from_utf8(&buffer[..read]).expect("text"));
        let Some((head, body)) = request.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.map_or(0, |length| length.parse().expect("a length"));
        if body.len() >= length || read == 0 {
            return request;
        }
    }
}

#[tokio::test]
async fn the_seed_call_byte_by_byte() {
    let (builder, server) = serve("HTTP/1.1 204 No Content\r\n\r\n").await;
    let client = builder.build().expect("a client");
    let target = connector_groups().id("0f5e");
    client
        .send(applications().id("3c1d").connector_group().set_ref(&target))
        .await
        .expect("no content");

    let request = server.await.expect("a request");
    let (head, body) = request.split_once("\r\n\r\n").expect("a body");
    let mut lines = head.lines();
    assert_eq!(
        lines.next(),
        Some("PUT /beta/applications/3c1d/connectorGroup/$ref HTTP/1.1")
    );
    assert_eq!(
        body,
        format!(r#"{{"@odata.id":"{}"}}"#, client.url(&target))
    );
    let mut headers: Vec<&str> = lines.filter_map(|line| line.split(": ").next()).collect();
    headers.sort_unstable();
    let expected = [
        "accept",
        "authorization",
        "client-request-id",
        "content-length",
        "content-type",
        "host",
        "sdkversion",
        "user-agent",
    ];
    assert_eq!(headers, expected);
    for line in [
        "content-type: application/json",
        "accept: application/json",
        "authorization: Bearer t0k3n",
    ] {
        assert!(
            head.lines().any(|header| header == line),
            "{line} in {head}"
        );
    }
}

#[tokio::test]
async fn an_action_without_parameters_has_an_empty_body() {
    let (builder, server) =
        serve("HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{\"value\":\"nam\"}").await;
    let client = builder.build().expect("a client");
    let region = client.send(shape::me().region()).await.expect("a region");
    assert_eq!(region.as_str(), "nam");
    let request = server.await.expect("a request");
    assert!(
        request.starts_with("POST /beta/me/microsoft.graph.region HTTP/1.1\r\n"),
        "{request}"
    );
    assert!(request.contains("content-length: 0\r\n"), "{request}");
    assert!(!request.contains("content-type"), "{request}");
}

#[tokio::test]
async fn hostile_keys_arrive_as_they_were_written() {
    let (builder, server) = serve("HTTP/1.1 204 No Content\r\n\r\n").await;
    let client = builder.build().expect("a client");
    let owner = applications().id("..").owners().id("a/b?c#d");
    let request = Request::nothing(Method::DELETE, owner.path().clone());
    client.send(request).await.expect("nothing");
    let request = server.await.expect("a request");
    assert!(
        request.starts_with("DELETE /beta/applications('..')/owners/a%2Fb%3Fc%23d HTTP/1.1\r\n"),
        "{request}"
    );
}

#[tokio::test]
async fn redirects_are_followed_by_the_client_and_not_by_the_transport() {
    let (builder, server) =
        serve("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/x\r\ncontent-length: 0\r\n\r\n")
            .await;
    let client = builder.build().expect("a client");
    let error = client
        .send(applications().list())
        .await
        .expect_err("nobody is there");
    assert!(error.is_connect(), "{error}");
    server.await.expect("a request");
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_not_read() {
    for answer in [
        "HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"value\":[]}",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nc\r\n{\"value\":[]}\r\n0\r\n\r\n",
    ] {
        let (builder, server) = serve(answer).await;
        let client = builder.max_response_size(11).build().expect("a client");
        let error = client
            .send(applications().list())
            .await
            .expect_err("too large");
        assert!(error.is_too_large(), "{error}");
        server.await.expect("a request");
    }
    let (builder, server) =
        serve("HTTP/1.1 200 OK\r\ncontent-length: 12\r\n\r\n{\"value\":[]}").await;
    let client = builder.max_response_size(12).build().expect("a client");
    assert!(client.send(applications().list()).await.is_ok());
    server.await.expect("a request");
}

#[tokio::test]
async fn silence_is_a_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let builder = Client::builder()
        .base_url(format!("http://{address}"))
        .retry(RetryPolicy::none())
        .timeout(Duration::from_millis(50));
    let error = builder
        .build()
        .expect("a client")
        .send(applications().list())
        .await
        .expect_err("silence");
    assert!(error.is_timeout() && !error.is_connect(), "{error}");
}

#[tokio::test]
async fn nobody_there_is_a_connect_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let client = Client::builder()
        .base_url(format!("http://{address}"))
        .retry(RetryPolicy::none())
        .build()
        .expect("a client");
    let error = client
        .send(applications().list())
        .await
        .expect_err("nobody");
    assert!(error.is_connect() && !error.is_timeout(), "{error}");
    assert!(error.to_string().contains("refused"), "{error}");
}

/// Without a provider named by this crate, building would panic, or depend on what else is in the
/// process.
#[cfg(feature = "rustls")]
#[test]
fn tls_needs_no_default_of_the_process() {
    let client = Client::builder().build().expect("a client with TLS");
    assert_eq!(
        client.url(&applications()),
        "https://graph.microsoft.com/beta/applications"
    );
}
