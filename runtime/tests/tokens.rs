//! Tokens that are kept.

mod script;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use msgraph_runtime::{BoxFuture, CachedTokens, Clock, Error, Token, TokenRequest, TokenSource};
use script::clock::QuickClock;

/// Gives tokens that are good for an hour, and tells how many.
struct Authority {
    clock: QuickClock,
    given: AtomicUsize,
    claims: Mutex<Vec<String>>,
    closed: Mutex<bool>,
    lasting: bool,
}

impl TokenSource for Authority {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Token, Error>> {
        Box::pin(async move {
            // Others get to ask meanwhile.
            tokio::task::yield_now().await;
            if *self.closed.lock().expect("a lock") {
                return Err(Error::token("closed"));
            }
            let number = self.given.fetch_add(1, Ordering::Relaxed);
            self.claims
                .lock()
                .expect("a lock")
                .extend(request.claims().map(str::to_owned));
            let token = Token::new(&format!("t{number}"))?;
            let end = self.clock.now() + Duration::from_secs(3600);
            Ok(if self.lasting {
                token.expiring(end)
            } else {
                token
            })
        })
    }
}

fn tokens(lasting: bool) -> (Arc<Authority>, CachedTokens<Arc<Authority>>, QuickClock) {
    let clock = QuickClock::new();
    let authority = Arc::new(Authority {
        clock: clock.clone(),
        given: AtomicUsize::new(0),
        claims: Mutex::default(),
        closed: Mutex::default(),
        lasting,
    });
    let cached = CachedTokens::with_clock(Arc::clone(&authority), clock.clone());
    (authority, cached, clock)
}

fn given(authority: &Authority) -> usize {
    authority.given.load(Ordering::Relaxed)
}

const SCOPE: TokenRequest<'static> = TokenRequest::for_scope("s");

#[tokio::test]
async fn one_asks_for_all() {
    let (authority, cached, _) = tokens(true);
    let cached = Arc::new(cached);
    let tasks: Vec<_> = (0..50)
        .map(|_| {
            let cached = Arc::clone(&cached);
            tokio::spawn(async move { cached.token(SCOPE).await.is_ok() })
        })
        .collect();
    for task in tasks {
        assert!(task.await.expect("a task"));
    }
    assert_eq!(given(&authority), 1);
    cached
        .token(TokenRequest::for_scope("other"))
        .await
        .expect("a token");
    assert_eq!(given(&authority), 2);
}

#[tokio::test]
async fn the_next_token_is_asked_for_before_the_end() {
    let (authority, cached, clock) = tokens(true);
    cached.token(SCOPE).await.expect("a token");
    clock.sleep(Duration::from_secs(3299)).await;
    cached.token(SCOPE).await.expect("a token");
    assert_eq!(given(&authority), 1);
    clock.sleep(Duration::from_secs(1)).await;
    *authority.closed.lock().expect("a lock") = true;
    cached
        .token(SCOPE)
        .await
        .expect("the one that is there is good for five minutes");
    clock.sleep(Duration::from_secs(300)).await;
    assert!(
        cached
            .token(SCOPE)
            .await
            .expect_err("it expired")
            .is_token()
    );
    *authority.closed.lock().expect("a lock") = false;
    cached.token(SCOPE).await.expect("a token");
    assert_eq!(given(&authority), 2);
}

#[tokio::test]
async fn a_token_that_says_no_end_is_not_kept() {
    let (authority, cached, _) = tokens(false);
    for _ in 0..3 {
        cached.token(SCOPE).await.expect("a token");
    }
    assert_eq!(given(&authority), 3);
}

#[tokio::test]
async fn other_claims_need_another_token_once() {
    let (authority, cached, _) = tokens(true);
    cached.token(SCOPE).await.expect("a token");
    for _ in 0..2 {
        cached
            .token(SCOPE.with_claims("{1}"))
            .await
            .expect("a token");
        cached.token(SCOPE).await.expect("a token");
    }
    assert_eq!(given(&authority), 2);
    cached
        .token(SCOPE.with_claims("{2}"))
        .await
        .expect("a token");
    assert_eq!(*authority.claims.lock().expect("a lock"), ["{1}", "{2}"]);
}
