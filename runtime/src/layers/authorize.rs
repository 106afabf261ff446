//! Adds tokens.

use std::sync::Arc;

use http::{StatusCode, header};

use super::{Read, Sending};
use crate::auth::{TokenRequest, TokenSource};
use crate::content::Content;
use crate::edm::Binary;
use crate::error::Error;
use crate::root::ServiceRoot;
use crate::transport::Outcome;

/// Adds a token, if there is a source of them and the request goes where tokens may go. If the
/// service answers that it wants a token with other claims (continuous access evaluation), asks for
/// one, once.
pub(crate) struct Authorize {
    pub(crate) next: Read,
    pub(crate) root: ServiceRoot,
    pub(crate) scope: String,
    pub(crate) tokens: Option<Arc<dyn TokenSource>>,
}

impl Authorize {
    pub(crate) async fn send(
        &self,
        request: &mut http::Request<Content>,
        sending: &Sending,
    ) -> Outcome {
        let tokens = self.tokens_for(request).filter(|_| !sending.anonymous);
        let Some(tokens) = tokens else {
            return self.next.send(request, sending).await;
        };
        self.authorize(request, &**tokens, None).await?;
        let outcome = self.next.send(request, sending).await;
        let claims = outcome.as_ref().ok().and_then(challenge);
        let outcome = match claims {
            Some(claims) if request.body().is_repeatable() => {
                drop(outcome);
                tracing::debug!("the service wants a token with other claims");
                self.authorize(request, &**tokens, Some(&claims)).await?;
                self.next.send(request, sending).await
            }
            _ => outcome,
        };
        // The next try, or the next place, has a token of its own or none.
        request.headers_mut().remove(header::AUTHORIZATION);
        outcome
    }

    /// Who has tokens for the request, if it goes to the own origin and has none yet.
    fn tokens_for(&self, request: &http::Request<Content>) -> Option<&Arc<dyn TokenSource>> {
        let tokens = self.tokens.as_ref()?;
        let has_one = request.headers().contains_key(header::AUTHORIZATION);
        (!has_one && self.root.trusts_uri(request.uri())).then_some(tokens)
    }

    async fn authorize(
        &self,
        request: &mut http::Request<Content>,
        tokens: &dyn TokenSource,
        claims: Option<&str>,
    ) -> Result<(), Error> {
        let mut wanted = TokenRequest::for_scope(&self.scope);
        if let Some(claims) = claims {
            wanted = wanted.with_claims(claims);
        }
        let token = tokens.token(wanted).await?;
        request
            .headers_mut()
            .insert(header::AUTHORIZATION, token.header_value());
        Ok(())
    }
}

/// The claims that the service wants a token to have, as JSON: `claims` of a bearer challenge with
/// the error `insufficient_claims`, which come in base64.
fn challenge(answer: &http::Response<Content>) -> Option<String> {
    if answer.status() != StatusCode::UNAUTHORIZED {
        return None;
    }
    let challenges = answer.headers().get_all(header::WWW_AUTHENTICATE);
    challenges.iter().find_map(|challenge| {
        let challenge = challenge.to_str().ok()?;
        let error = parameter(challenge, "error")?;
        let claims = parameter(challenge, "claims")?;
        let json = Binary::from(claims).to_bytes()?;
        (error == "insufficient_claims").then(|| String::from_utf8(json).ok())?
    })
}

/// A parameter of a challenge (RFC 9110, section 11.2), which stands in quotes here.
fn parameter<'a>(challenge: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = challenge;
    while let Some((before, after)) = rest.split_once("=\"") {
        let (value, next) = after.split_once('"')?;
        let found = before.rsplit([' ', ',']).next()?;
        if found.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{challenge, parameter};
    use crate::content::Content;

    #[test]
    fn claims_of_a_challenge() {
        let header = "Bearer realm=\"\", authorization_uri=\"https://login.example/x=\", \
                      client_id=\"0\", error=\"insufficient_claims\", claims=\"eyJhIjoxfQ==\"";
        assert_eq!(parameter(header, "Realm"), Some(""));
        assert_eq!(parameter(header, "id"), None);
        let answer = |status: u16, header: &str| {
            let answer = http::Response::builder().status(status);
            let answer = answer.header("WWW-Authenticate", header);
            answer.body(Content::empty()).expect("an answer")
        };
        assert_eq!(
            challenge(&answer(401, header)).as_deref(),
            Some(r#"{"a":1}"#)
        );
        assert_eq!(challenge(&answer(403, header)), None);
        for other in [
            "Bearer",
            "Bearer error=\"invalid_token\", claims=\"eyJhIjoxfQ==\"",
            "Bearer error=\"insufficient_claims\", claims=\"?\"",
            "Bearer error=\"insufficient_claims",
        ] {
            assert_eq!(challenge(&answer(401, other)), None, "{other}");
        }
    }
}
