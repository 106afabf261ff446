//! Where tokens come from.

#[cfg(feature = "azure-core")]
mod azure;
mod cached;

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use http::HeaderValue;

#[cfg(feature = "azure-core")]
pub use azure::AzureCredential;
pub use cached::CachedTokens;

use crate::error::Error;
use crate::transport::BoxFuture;

/// A bearer token (RFC 6750). It is never printed.
#[derive(Clone)]
pub struct Token {
    value: HeaderValue,
    expires: Option<SystemTime>,
}

impl Token {
    /// A token, as the authority issued it.
    ///
    /// # Errors
    ///
    /// [`is_token`](Error::is_token) if the text is not a token of RFC 6750, section 2.1; the text
    /// is not told.
    pub fn new(text: &str) -> Result<Self, Error> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        if text.is_empty() || !text.bytes().all(allowed) {
            return Err(Error::token("the text is not a bearer token"));
        }
        let mut value = HeaderValue::try_from(format!("Bearer {text}")).map_err(Error::token)?;
        value.set_sensitive(true);
        Ok(Self {
            value,
            expires: None,
        })
    }

    /// The token, of which the authority said when it expires.
    #[must_use]
    pub fn expiring(mut self, at: SystemTime) -> Self {
        self.expires = Some(at);
        self
    }

    /// When the token expires, where that is known.
    pub fn expires(&self) -> Option<SystemTime> {
        self.expires
    }

    /// The value of the `Authorization` header, marked as sensitive.
    pub(crate) fn header_value(&self) -> HeaderValue {
        self.value.clone()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Gives the client a token for each request.
///
/// The client asks before every try of a request and keeps nothing: a source that has to fetch its
/// tokens keeps them until shortly before they expire, or is wrapped in [`CachedTokens`](crate::CachedTokens).
///
/// ```
/// use msgraph_runtime::{BoxFuture, Error, Token, TokenRequest, TokenSource};
///
/// struct FromEnvironment;
///
/// impl TokenSource for FromEnvironment {
///     fn token<'a>(&'a self, _: TokenRequest<'a>) -> BoxFuture<'a, Result<Token, Error>> {
///         Box::pin(async {
///             let text = std::env::var("GRAPH_TOKEN").map_err(Error::token)?;
///             Token::new(&text)
///         })
///     }
/// }
/// ```
pub trait TokenSource: Send + Sync {
    /// A token that is valid now, for what `request` says.
    ///
    /// # Errors
    ///
    /// No token could be had; see [`Error::token`].
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Token, Error>>;
}

/// What a token is asked for. A source that asks others passes it on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenRequest<'a> {
    scope: &'a str,
    claims: Option<&'a str>,
}

impl<'a> TokenRequest<'a> {
    /// A request for a token of this scope (RFC 6749, section 3.3).
    pub const fn for_scope(scope: &'a str) -> Self {
        Self {
            scope,
            claims: None,
        }
    }

    /// The same, for a token that has these claims.
    #[must_use]
    pub fn with_claims(mut self, claims: &'a str) -> Self {
        self.claims = Some(claims);
        self
    }

    /// The claims that the service wants the token to have, as the JSON of the `claims` parameter
    /// (OpenID Connect Core 1.0, section 5.5): the service refused the token it was given, so one
    /// that was kept will not do (continuous access evaluation).
    pub fn claims(&self) -> Option<&'a str> {
        self.claims
    }

    /// What the token has to be for: `https://graph.microsoft.com/.default`, the same for the
    /// client's cloud, or what [`ClientBuilder::scope`](crate::ClientBuilder::scope) said.
    pub fn scope(&self) -> &'a str {
        self.scope
    }
}

impl<T: TokenSource + ?Sized> TokenSource for Arc<T> {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Token, Error>> {
        T::token(self, request)
    }
}

/// A token that was obtained elsewhere, and is used until it expires.
#[derive(Clone)]
pub struct StaticToken(Result<Token, Error>);

impl StaticToken {
    /// A source that gives this token always.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Token::new(text.into().trim()))
    }
}

impl TokenSource for StaticToken {
    fn token<'a>(&'a self, _: TokenRequest<'a>) -> BoxFuture<'a, Result<Token, Error>> {
        Box::pin(std::future::ready(self.0.clone()))
    }
}

impl fmt::Debug for StaticToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StaticToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::{StaticToken, Token};

    #[test]
    fn tokens_do_not_print() {
        let token = Token::new("s3cr3t").expect("a token");
        let shown = format!(
            "{token:?} {:?} {:?}",
            token.header_value(),
            StaticToken::new("s3cr3t")
        );
        assert!(!shown.contains("s3cr3t"), "{shown}");
    }

    #[test]
    fn what_is_no_token_is_refused_without_telling_it() {
        for text in ["", "a b", "s3cr3t\r\nX: y", "é"] {
            let error = Token::new(text).expect_err("not a token");
            assert!(error.is_token());
            assert!(!format!("{error} {error:?}").contains("s3cr3t"));
        }
    }
}
