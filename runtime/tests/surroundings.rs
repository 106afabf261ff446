//! What the default transport needs around it.
#![cfg(feature = "reqwest")]

mod shape;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use msgraph_runtime::{Client, Error};
use shape::applications;

/// Sends without any runtime: the transport has to notice at once.
fn sent_from_nowhere() -> Error {
    let client = Client::builder().base_url("http://127.0.0.1:1");
    let client = client.build().expect("a client");
    let sending = pin!(client.send(applications().list()));
    match sending.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => answer.expect_err("no answer"),
        Poll::Pending => panic!("the transport waits for what will never come"),
    }
}

#[test]
fn outside_a_tokio_runtime_the_trouble_is_named() {
    let error = sent_from_nowhere();
    assert!(error.is_configuration(), "{error}");
    assert!(
        error.to_string().contains("needs a Tokio 1 runtime"),
        "{error}"
    );
    assert!(error.client_request_id().is_some());
}

#[cfg(not(feature = "rustls"))]
#[tokio::test]
async fn without_tls_https_is_refused_by_name() {
    let client = Client::builder().build().expect("a client");
    let error = client
        .send(applications().list())
        .await
        .expect_err("no TLS");
    assert!(error.is_configuration() && !error.is_connect(), "{error}");
    assert!(error.to_string().contains("TLS is off"), "{error}");
}
