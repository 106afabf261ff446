//! The client: where requests meet a service root, a token and a transport.

mod answer;
#[cfg(feature = "blocking")]
mod blocking;
mod builder;
mod headers;

use std::fmt;
use std::sync::Arc;

use http::HeaderValue;
use tracing::Instrument as _;

pub use answer::{Answer, RateLimit};
#[cfg(feature = "blocking")]
pub use blocking::BlockingClient;
pub use builder::ClientBuilder;

use crate::clock::Clock;
use crate::content::Content;
use crate::error::Error;
use crate::layers::{Retry, RetryPolicy, Sending};
use crate::place::Located;
use crate::request::Request;
use crate::response::Response;
use crate::root::ServiceRoot;

/// Sends requests to one cloud.
///
/// Cloning is cheap, and the clones share their connections.
///
/// The default transport needs a Tokio 1 runtime with I/O and time enabled wherever
/// [`send`](Client::send) is awaited; without one, sending is an error with
/// [`is_configuration`](Error::is_configuration). Another transport has needs of its own.
///
/// ```no_run
/// use msgraph_runtime::{Client, Path, Request, StaticToken, http::Method};
///
/// # async fn demo() -> Result<(), msgraph_runtime::Error> {
/// let client = Client::builder().token_source(StaticToken::new("eyJ0…")).build()?;
/// let me: serde_json::Value =
///     client.send(Request::entity(Method::GET, Path::service("v1.0").literal("me"))).await?;
/// println!("{}", me["displayName"]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    root: ServiceRoot,
    layers: Retry,
    user_agent: HeaderValue,
    preferences: Vec<&'static str>,
    has_tokens: bool,
    /// Somebody wants to know which request is which.
    observed: bool,
}

/// An answer that is not yet looked at.
pub(crate) struct Delivered {
    pub(crate) answer: http::Response<Content>,
    pub(crate) tries: u32,
    client_request_id: HeaderValue,
}

impl Client {
    /// A client that is not yet described: by default of the worldwide cloud, without tokens.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// Where this client's service is.
    pub fn root(&self) -> &ServiceRoot {
        &self.0.root
    }

    /// The absolute URL of a place, for this client's cloud and version.
    pub fn url(&self, place: &impl Located) -> String {
        self.0.root.url(place.path())
    }

    /// Sends a request, and reads the answer.
    ///
    /// A request that failed is sent again where that does no harm, as
    /// [`RetryPolicy`](crate::RetryPolicy) says; what else happens on the way is in
    /// [`layers`](crate::layers). Dropping the future ends it all; the service may have acted by
    /// then.
    ///
    /// # Errors
    ///
    /// See the predicates of [`Error`]. After [`is_request`](Error::is_request),
    /// [`is_configuration`](Error::is_configuration), [`is_token`](Error::is_token) and
    /// [`is_connect`](Error::is_connect) nothing was done by the last try; after all others the
    /// service may have acted.
    pub async fn send<T, Q>(&self, request: Request<T, Q>) -> Result<T, Error> {
        let decode = request.decoder();
        let delivered = self.deliver(self.prepare(request)?).await?;
        delivered.value(decode)
    }

    /// As [`send`](Client::send), with the status and headers of the answer.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Client::send).
    pub async fn answer<T, Q>(&self, request: Request<T, Q>) -> Result<Answer<T>, Error> {
        let decode = request.decoder();
        let delivered = self.deliver(self.prepare(request)?).await?;
        delivered.read(decode)
    }

    /// The request as HTTP, as this client sends it.
    pub(crate) fn prepare<T, Q>(&self, request: Request<T, Q>) -> Result<Prepared, Error> {
        let mut sending = request.sending().clone();
        if self.0.observed || tracing::enabled!(tracing::Level::DEBUG) {
            sending.template = Some(request.path().template());
        }
        let http = request.into_content(&self.0.root)?;
        Ok(Prepared { http, sending })
    }

    /// Adds what the client prefers, for a request that is sent inside another one.
    pub(crate) fn prefer(&self, http: &mut http::Request<Content>) {
        headers::prefer(http, &self.0.preferences);
    }

    /// What the client waits with.
    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.0.layers.clock
    }

    /// How the client sends requests again.
    pub(crate) fn retry_policy(&self) -> RetryPolicy {
        self.0.layers.policy
    }

    /// The part of sending that is the same for all types.
    pub(crate) async fn deliver(&self, prepared: Prepared) -> Result<Delivered, Error> {
        let Prepared { mut http, sending } = prepared;
        let client_request_id = headers::identify(&mut http, &self.0.user_agent);
        headers::prefer(&mut http, &self.0.preferences);
        let span = tracing::debug_span!(
            "graph.request",
            method = %http.method(),
            template = sending.template.as_deref(),
            client_request_id = client_request_id.to_str().ok(),
        );
        let sent = self.0.layers.send(&mut http, &sending);
        let (outcome, tries) = sent.instrument(span).await;
        match outcome {
            Ok(answer) => Ok(Delivered {
                answer,
                tries,
                client_request_id,
            }),
            Err(error) => Err(told(error, tries, &client_request_id)),
        }
    }
}

/// An error that knows its request.
fn told(error: Error, tries: u32, client_request_id: &HeaderValue) -> Error {
    let id = String::from_utf8_lossy(client_request_id.as_bytes());
    error.with_tries(tries).with_client_request_id(&id)
}

/// A request that is ready to be sent.
pub(crate) struct Prepared {
    pub(crate) http: http::Request<Content>,
    pub(crate) sending: Sending,
}

impl Delivered {
    /// The answer, of whatever status.
    pub(crate) fn into_response(self) -> Response {
        let (head, content) = self.answer.into_parts();
        // What is not a stream has been read already.
        let body = content.as_bytes().cloned().unwrap_or_default();
        http::Response::from_parts(head, body).into()
    }

    /// What `decode` makes of the answer, without the rest of it.
    pub(crate) fn value<T>(self, decode: fn(Response) -> Result<T, Error>) -> Result<T, Error> {
        let (tries, id) = (self.tries, self.client_request_id.clone());
        let value = self.into_response().success().and_then(decode);
        value.map_err(|error| told(error, tries, &id))
    }

    /// What `decode` makes of the answer.
    pub(crate) fn read<T>(
        self,
        decode: fn(Response) -> Result<T, Error>,
    ) -> Result<Answer<T>, Error> {
        let (tries, status) = (self.tries, self.answer.status());
        let headers = self.answer.headers().clone();
        let value = self.value(decode)?;
        Ok(Answer {
            value,
            status,
            headers,
            tries,
        })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("root", &self.0.root)
            .field("has_tokens", &self.0.has_tokens)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use http::header;

    use super::{Client, Prepared};
    use crate::auth::StaticToken;
    use crate::content::Content;
    use crate::error::Error;
    use crate::layers::Sending;
    use crate::transport::{BoxFuture, Outcome, Transport};

    /// Keeps what was to be sent.
    #[derive(Default)]
    struct Kept(Mutex<Vec<http::Request<Content>>>);

    impl Transport for Kept {
        fn send(&self, request: http::Request<Content>) -> BoxFuture<'_, Outcome> {
            self.0.lock().expect("a lock").push(request);
            Box::pin(async { Err(Error::token("unreachable")) })
        }
    }

    #[tokio::test]
    async fn a_token_goes_to_the_own_origin_only() {
        let kept = Arc::new(Kept::default());
        let builder = Client::builder()
            .base_url("https://graph.example/x")
            .token_source(StaticToken::new("t"));
        let client = builder.transport(Arc::clone(&kept)).build();
        let client = client.expect("a client");
        let cases = [
            ("https://graph.example/x/beta/me", true),
            ("https://graph.example/other", true),
            ("https://graph.example:8443/x", false),
            ("http://graph.example/x", false),
            ("https://graph.example.evil/x", false),
        ];
        for (url, expected) in cases {
            let mut http = http::Request::new(Content::empty());
            *http.uri_mut() = url.parse().expect(url);
            let sending = Sending::default();
            let outcome = client.deliver(Prepared { http, sending }).await;
            assert!(outcome.is_err());
            let sent = kept.0.lock().expect("a lock").pop().expect("a request");
            let value = sent.headers().get(header::AUTHORIZATION);
            assert_eq!(value.is_some(), expected, "{url}");
            assert!(value.is_none_or(http::HeaderValue::is_sensitive));
        }
    }
}
