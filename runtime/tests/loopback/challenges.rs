//! Tokens: which are asked for, and where they go.

use std::sync::{Arc, Mutex};

use msgraph_runtime::test_util::{Fault, When};
use msgraph_runtime::{BoxFuture, CachedTokens, Client, Error, Token, TokenRequest, TokenSource};
use serde_json::json;

use crate::support::{TOKEN, create, directory, get, serve, user, with_users};

/// Gives the token that the server knows, and keeps the claims that it was asked for.
#[derive(Default)]
struct Authority(Mutex<Vec<Option<String>>>);

impl TokenSource for Authority {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Token, Error>> {
        let claims = request.claims().map(str::to_owned);
        self.0.lock().expect("a lock").push(claims);
        let hour = std::time::Duration::from_secs(3600);
        let end = std::time::SystemTime::now() + hour;
        Box::pin(async move { Ok(Token::new(TOKEN)?.expiring(end)) })
    }
}

impl Authority {
    fn asked(&self) -> Vec<Option<String>> {
        std::mem::take(&mut *self.0.lock().expect("a lock"))
    }
}

#[tokio::test]
async fn a_challenge_is_answered_once_with_the_claims() {
    let claims = r#"{"access_token":{"nbf":{"essential":true,"value":"1600000000"}}}"#;
    let server = serve(with_users(directory(), ["ada".to_owned()]));
    let authority = Arc::new(Authority::default());
    let client = Client::builder()
        .base_url(server.base_url())
        .token_source(CachedTokens::new(Arc::clone(&authority)))
        .build()
        .expect("a client");
    client.send(get(user("ada"))).await.expect("Ada");
    assert_eq!(authority.asked(), [None]);

    // The service did nothing, so what changes something is sent again, too.
    server.fault(When::every().times(1), Fault::claims_challenge(claims));
    let made = client.answer(create(&json!({}))).await.expect("a user");
    assert_eq!(made.tries, 1);
    assert_eq!(authority.asked(), [Some(claims.to_owned())]);
    assert_eq!(server.entities("/users").map(|all| all.len()), Some(2));

    // A second one in a row is what it is.
    server.fault(When::every().times(2), Fault::claims_challenge("{}"));
    let error = client.send(get(user("ada"))).await.expect_err("refused");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(authority.asked(), [Some("{}".to_owned())]);
}

#[tokio::test]
async fn a_redirect_elsewhere_is_followed_without_the_token() {
    let server = serve(with_users(directory(), ["ada".to_owned()]));
    let client = crate::support::client(&server);
    let elsewhere = format!("{}/v1.0/users/ada", server.other_base_url());
    server.fault(When::every().nth(1), Fault::redirect(302, &elsewhere));
    let ada = client.send(get(user("ada"))).await.expect("Ada");
    assert_eq!(ada["id"], "ada");
    let requests = server.requests();
    let tokens = requests
        .iter()
        .map(|request| request.header("authorization").is_some());
    assert_eq!(tokens.collect::<Vec<_>>(), [true, false]);
    assert_eq!(requests[1].origin, server.other_base_url());
}
