//! The default transport. The only file that knows the `reqwest` crate.

use std::time::Duration;

use ::reqwest::redirect::Policy;
use bytes::{Bytes, BytesMut};
use http::uri::Scheme;

use super::{BoxFuture, Transport};
use crate::error::Error;

const TIMEOUT: Duration = Duration::from_secs(100);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// What the default transport can be told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// For a request from its beginning to the end of its answer.
    pub(crate) timeout: Option<Duration>,
    /// For making a connection.
    pub(crate) connect_timeout: Option<Duration>,
    /// The largest answer to accept, in bytes.
    pub(crate) max_response_size: usize,
    /// The service is on this machine: no proxy is asked, and no TLS is needed.
    pub(crate) loopback: bool,
}

#[derive(Debug)]
pub(crate) struct Reqwest {
    client: ::reqwest::Client,
    max_response_size: usize,
}

impl Reqwest {
    pub(crate) fn new(settings: Settings) -> Result<Self, Error> {
        let builder = ::reqwest::Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .timeout(settings.timeout.unwrap_or(TIMEOUT))
            .connect_timeout(settings.connect_timeout.unwrap_or(CONNECT_TIMEOUT));
        let builder = if settings.loopback {
            builder.no_proxy()
        } else {
            builder
        };
        #[cfg(feature = "rustls")]
        let builder = builder.tls_backend_preconfigured(tls(settings.loopback)?);
        let client = builder
            .build()
            .map_err(|error| Error::configuration(causes(&error)))?;
        Ok(Self {
            client,
            max_response_size: settings.max_response_size,
        })
    }

    async fn exchange(
        &self,
        request: http::Request<Bytes>,
    ) -> Result<http::Response<Bytes>, Error> {
        check_surroundings(&request)?;
        let request = ::reqwest::Request::try_from(request).map_err(failed)?;
        let mut response = self.client.execute(request).await.map_err(failed)?;
        let limit = self.max_response_size;
        let announced = response.content_length().unwrap_or(0);
        if usize::try_from(announced).is_ok_and(|length| length > limit) {
            return Err(Error::too_large(limit));
        }
        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if chunk.len() > limit - body.len() {
                return Err(Error::too_large(limit));
            }
            body.extend_from_slice(&chunk);
        }
        let mut answer = http::Response::new(body.freeze());
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        Ok(answer)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, Error>> {
        Box::pin(self.exchange(request))
    }
}

/// What reqwest would panic at, or report as a connection that failed.
fn check_surroundings(request: &http::Request<Bytes>) -> Result<(), Error> {
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(Error::configuration(
            "the default transport needs a Tokio 1 runtime, and there is none where the request \
             was sent; send it from one, or give the client another transport",
        ));
    }
    if cfg!(not(feature = "rustls")) && request.uri().scheme() == Some(&Scheme::HTTPS) {
        return Err(Error::configuration(
            "the URL is `https`, and TLS is off in this build; turn on the feature `rustls`, or \
             give the client another transport",
        ));
    }
    Ok(())
}

/// TLS with the ring provider, named here so that the process needs no default one, and with the
/// certificates of the platform.
#[cfg(feature = "rustls")]
fn tls(loopback: bool) -> Result<rustls::ClientConfig, Error> {
    use std::sync::Arc;

    use rustls_platform_verifier::BuilderVerifierExt;

    let failed = |error: rustls::Error| Error::configuration(format!("TLS: {error}"));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)?;
    // A machine without certificates can still talk to itself.
    let builder = match builder.clone().with_platform_verifier() {
        Err(_) if loopback => builder.with_root_certificates(rustls::RootCertStore::empty()),
        verified => verified.map_err(failed)?,
    };
    let mut config = builder.with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// A connection that took too long is one that could not be made: nothing was sent. The URL is left
/// out, because it may hold people's data, and the caller knows it.
fn failed(error: ::reqwest::Error) -> Error {
    let error = error.without_url();
    if error.is_connect() {
        Error::connect(error)
    } else if error.is_timeout() {
        Error::timeout(error)
    } else {
        Error::transport(error)
    }
}

fn causes(error: &dyn std::error::Error) -> String {
    let chain = std::iter::successors(Some(error), |cause| cause.source());
    chain
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}
