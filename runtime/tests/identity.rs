//! What a client tells of itself, and what it asks tokens for.

mod script;
mod shape;

use std::sync::{Arc, Mutex};

use msgraph_runtime::{
    BoxFuture, Client, ClientBuilder, Cloud, Error, StaticToken, Token, TokenRequest, TokenSource,
};
use script::{Script, builder};
use shape::applications;

async fn failure(script: &Arc<Script>) -> Error {
    let client = builder(script).build().expect("a client");
    let sent = client.send(applications().id("a").get()).await;
    sent.expect_err("an error")
}

#[tokio::test]
async fn every_error_has_the_id_that_was_sent() {
    let html = [("content-type", "text/html")];
    let other = [("client-request-id", "somebody else's")];
    let scripts = [
        Arc::new(Script::default()),
        Script::answering(504, &html, "<html>"),
        Script::answering(200, &[], "<html>"),
        Script::answering(204, &[], ""),
        Script::answering(302, &[], ""),
        Script::answering(404, &other, r#"{"error":{"code":"c"}}"#),
    ];
    for script in scripts {
        let error = failure(&script).await;
        let request = script.only_request();
        let sent = request.headers()["client-request-id"].to_str();
        assert_eq!(error.client_request_id(), sent.ok(), "{error}");
    }
}

#[tokio::test]
async fn an_id_of_the_callers_own_is_the_one_that_was_sent() {
    let client = builder(&Arc::new(Script::default())).build();
    let request = applications().list().header("client-request-id", "mine");
    let sent = client.expect("a client").send(request).await;
    let error = sent.expect_err("no answer");
    assert_eq!(error.client_request_id(), Some("mine"));
}

#[tokio::test]
async fn an_error_before_sending_has_an_id_if_there_was_a_request() {
    let script = Arc::new(Script::default());
    let client = builder(&script)
        .token_source(StaticToken::new("not a token"))
        .build()
        .expect("a client");
    let error = client.send(applications().list()).await.expect_err("none");
    assert!(error.is_token() && error.client_request_id().is_some());
    let unsendable = applications().list().header("a b", "");
    let error = client.send(unsendable).await.expect_err("no header");
    assert!(error.is_request() && error.client_request_id().is_none());
}

#[derive(Default)]
struct Scopes(Mutex<Vec<String>>);

impl TokenSource for Scopes {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Token, Error>> {
        let scope = request.scope().to_owned();
        self.0.lock().expect("a lock").push(scope);
        Box::pin(async { Token::new("t") })
    }
}

/// What a client of this description asks a token for.
async fn scope(describe: fn(ClientBuilder) -> ClientBuilder) -> String {
    let scopes = Arc::new(Scopes::default());
    let builder = Client::builder()
        .transport(Script::answering(200, &[], "{}"))
        .token_source(Arc::clone(&scopes));
    let client = describe(builder).build().expect("a client");
    let sent = client.send(applications().id("a").get()).await;
    sent.expect("an application");
    let asked = scopes.0.lock().expect("a lock");
    asked.join(" | ")
}

#[tokio::test]
async fn a_token_is_for_the_cloud_even_behind_a_base_url() {
    let proxy = "https://proxy.example/graph";
    let default = scope(|builder| builder).await;
    assert_eq!(default, "https://graph.microsoft.com/.default");
    let own = scope(|builder| builder.base_url("https://proxy.example/graph")).await;
    assert_eq!(own, format!("{proxy}/.default"));
    let before_a_cloud = scope(|builder| {
        let builder = builder.base_url("https://proxy.example/graph");
        builder.cloud(Cloud::UsGovernment)
    });
    assert_eq!(before_a_cloud.await, "https://graph.microsoft.us/.default");
    let told = scope(|builder| builder.cloud(Cloud::China).scope("api://x/read"));
    assert_eq!(told.await, "api://x/read");
    let blank = Client::builder().scope(" ").build();
    assert!(blank.expect_err("no scope").is_configuration());
}
