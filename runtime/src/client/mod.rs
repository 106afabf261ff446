//! The client: where requests meet a service root, a token and a transport.

mod builder;
mod headers;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderValue, header};

pub use builder::ClientBuilder;

use crate::auth::{TokenRequest, TokenSource};
use crate::error::Error;
use crate::place::Located;
use crate::request::Request;
use crate::response::Response;
use crate::root::ServiceRoot;
use crate::transport::Transport;

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
    scope: String,
    transport: Box<dyn Transport>,
    tokens: Option<Box<dyn TokenSource>>,
    user_agent: HeaderValue,
    preferences: Vec<&'static str>,
    max_response_size: usize,
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
    /// The request is sent once. Redirects are not followed.
    ///
    /// # Errors
    ///
    /// See the predicates of [`Error`]. After [`is_request`](Error::is_request),
    /// [`is_configuration`](Error::is_configuration), [`is_token`](Error::is_token) and
    /// [`is_connect`](Error::is_connect) nothing was done; after all others the service may have
    /// acted.
    pub async fn send<T, Q>(&self, request: Request<T, Q>) -> Result<T, Error> {
        let mut http = request.to_http(&self.0.root)?;
        let id = headers::identify(&mut http, &self.0.user_agent);
        headers::prefer(&mut http, &self.0.preferences);
        let answer = self.exchange(http).await;
        answer
            .and_then(|response| request.decode(response))
            .map_err(|error| error.with_client_request_id(&id))
    }

    /// The part of sending that is the same for all types.
    async fn exchange(&self, mut request: http::Request<Bytes>) -> Result<Response, Error> {
        self.authorize(&mut request).await?;
        let response = self.0.transport.send(request).await?;
        if response.body().len() > self.0.max_response_size {
            return Err(Error::too_large(self.0.max_response_size));
        }
        Ok(response.into())
    }

    /// Adds a token, if there is a source of them and the request goes where tokens may go.
    async fn authorize(&self, request: &mut http::Request<Bytes>) -> Result<(), Error> {
        let Some(tokens) = &self.0.tokens else {
            return Ok(());
        };
        let own = self.0.root.trusts(&request.uri().to_string());
        if own && !request.headers().contains_key(header::AUTHORIZATION) {
            let token = tokens.token(TokenRequest::for_scope(&self.0.scope)).await?;
            request
                .headers_mut()
                .insert(header::AUTHORIZATION, token.header_value());
        }
        Ok(())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("root", &self.0.root)
            .field("has_tokens", &self.0.tokens.is_some())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use bytes::Bytes;
    use http::header;

    use super::Client;
    use crate::auth::StaticToken;
    use crate::error::Error;
    use crate::transport::{BoxFuture, Transport};

    struct Unreachable;

    impl Transport for Unreachable {
        fn send(
            &self,
            _: http::Request<Bytes>,
        ) -> BoxFuture<'_, Result<http::Response<Bytes>, Error>> {
            Box::pin(async { Err(Error::connect("unreachable")) })
        }
    }

    #[tokio::test]
    async fn a_token_goes_to_the_own_origin_only() {
        let builder = Client::builder()
            .base_url("https://graph.example/x")
            .token_source(StaticToken::new("t"));
        let client = builder
            .transport(Arc::new(Unreachable))
            .build()
            .expect("a client");
        let cases = [
            ("https://graph.example/x/beta/me", true),
            ("https://graph.example/other", true),
            ("https://graph.example:8443/x", false),
            ("http://graph.example/x", false),
            ("https://graph.example.evil/x", false),
        ];
        for (url, expected) in cases {
            let mut request = http::Request::new(Bytes::new());
            *request.uri_mut() = url.parse().expect(url);
            client.authorize(&mut request).await.expect("a token");
            let value = request.headers().get(header::AUTHORIZATION);
            assert_eq!(value.is_some(), expected, "{url}");
            assert!(value.is_none_or(http::HeaderValue::is_sensitive));
        }
    }
}
