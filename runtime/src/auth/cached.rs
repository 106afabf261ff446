//! Tokens that are kept until shortly before they expire.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;

use super::{Token, TokenRequest, TokenSource};
use crate::clock::{Clock, SystemClock};
use crate::error::Error;
use crate::transport::BoxFuture;

/// So long before a token expires another one is asked for.
const EARLY: Duration = Duration::from_secs(300);

/// A token source that keeps the tokens of another one, which says when they expire
/// ([`Token::expiring`]); others are not kept.
///
/// Five minutes before a token expires the next one is asked for; if that fails, the one that is
/// there is used until its end. However many requests are waiting, one asks. A token that has to have
/// other claims is asked for at once, and takes the place of the one that was there.
pub struct CachedTokens<S> {
    source: S,
    clock: Arc<dyn Clock>,
    /// Held while a token is asked for, so that the others wait for it.
    kept: Mutex<Vec<Kept>>,
}

struct Kept {
    scope: String,
    /// The claims it was asked for with.
    claims: Option<String>,
    token: Token,
}

impl<S: TokenSource> CachedTokens<S> {
    /// Keeps the tokens of `source`.
    pub fn new(source: S) -> Self {
        Self::with_clock(source, SystemClock)
    }

    /// As [`new`](CachedTokens::new), with another clock.
    pub fn with_clock(source: S, clock: impl Clock + 'static) -> Self {
        Self {
            source,
            clock: Arc::new(clock),
            kept: Mutex::default(),
        }
    }

    async fn give(&self, request: TokenRequest<'_>) -> Result<Token, Error> {
        let mut kept = self.kept.lock().await;
        let at = kept.iter().position(|kept| kept.scope == request.scope());
        let there = at.and_then(|at| kept.get(at));
        // One that was asked for with these claims is what the challenge wanted: another request
        // was first.
        let fits = |kept: &&Kept| {
            let claims = kept.claims.as_deref();
            request.claims().is_none() || request.claims() == claims
        };
        let there = there
            .filter(fits)
            .map(|kept| (kept.token.clone(), self.left(&kept.token)));
        if let Some((token, left)) = &there
            && *left > EARLY
        {
            return Ok(token.clone());
        }
        let claims = request.claims().map(str::to_owned);
        let scope = request.scope().to_owned();
        let token = match (self.source.token(request).await, there) {
            (Ok(token), _) => token,
            (Err(error), Some((token, left))) if !left.is_zero() => {
                tracing::debug!(%error, "no new token yet; the one that is there is still good");
                return Ok(token);
            }
            (Err(error), _) => return Err(error),
        };
        kept.retain(|kept| kept.scope != scope);
        if token.expires().is_some() {
            let token = token.clone();
            kept.push(Kept {
                scope,
                claims,
                token,
            });
        }
        Ok(token)
    }

    /// How long a token is still good.
    fn left(&self, token: &Token) -> Duration {
        let expires = token.expires().unwrap_or(std::time::UNIX_EPOCH);
        expires.duration_since(self.clock.now()).unwrap_or_default()
    }
}

impl<S: TokenSource> TokenSource for CachedTokens<S> {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Token, Error>> {
        Box::pin(self.give(request))
    }
}

impl<S> fmt::Debug for CachedTokens<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedTokens").finish_non_exhaustive()
    }
}
