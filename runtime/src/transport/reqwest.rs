//! The default transport. The only file that knows the `reqwest` crate.

use std::fmt::Write as _;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use ::reqwest::redirect::Policy;
use bytes::Bytes;
use futures_core::Stream;
use http::header;
use http::uri::Scheme;
use url::Url;

use super::{BoxFuture, Outcome, Transport};
use crate::content::Content;
use crate::error::Error;

const READ_TIMEOUT: Duration = Duration::from_secs(60);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// What the default transport can be told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// For making a connection.
    pub(crate) connect_timeout: Option<Duration>,
    /// For the next bytes of an answer.
    pub(crate) read_timeout: Option<Duration>,
    /// The service is on this machine: no proxy is asked, and no TLS is needed.
    pub(crate) loopback: bool,
}

#[derive(Debug)]
pub(crate) struct Reqwest {
    client: ::reqwest::Client,
}

impl Reqwest {
    pub(crate) fn new(settings: Settings) -> Result<Self, Error> {
        let builder = ::reqwest::Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .read_timeout(settings.read_timeout.unwrap_or(READ_TIMEOUT))
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
        Ok(Self { client })
    }

    async fn exchange(&self, request: http::Request<Content>) -> Outcome {
        check_surroundings(&request)?;
        let request = outgoing(request)?;
        let mut response = self.client.execute(request).await.map_err(failed)?;
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let length = response.content_length();
        let stream = Incoming(response.bytes_stream());
        let mut answer = http::Response::new(Content::from_stream(length, Box::pin(stream)));
        *answer.status_mut() = status;
        *answer.headers_mut() = headers;
        Ok(answer)
    }
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Content>) -> BoxFuture<'_, Outcome> {
        Box::pin(self.exchange(request))
    }
}

fn outgoing(request: http::Request<Content>) -> Result<::reqwest::Request, Error> {
    let (mut head, content) = request.into_parts();
    let body = match content.as_bytes() {
        Some(bytes) => ::reqwest::Body::from(bytes.clone()),
        None => {
            // A stream is sent in chunks unless its length stands in the head.
            if let Some(length) = content.length() {
                head.headers.insert(header::CONTENT_LENGTH, length.into());
            }
            ::reqwest::Body::wrap_stream(content)
        }
    };
    let mut text = String::with_capacity(256);
    // Writing to a string cannot fail.
    let _ = write!(text, "{}", head.uri);
    let url = Url::parse(&text).map_err(|_| Error::request("the URL is not one"))?;
    let mut request = ::reqwest::Request::new(head.method, url);
    *request.headers_mut() = head.headers;
    *request.body_mut() = Some(body);
    Ok(request)
}

/// The bytes of an answer, with failures in words of this crate.
struct Incoming<S>(S);

impl<S: Unpin + Stream<Item = Result<Bytes, ::reqwest::Error>>> Stream for Incoming<S> {
    type Item = Result<Bytes, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        let next = Pin::new(&mut self.0).poll_next(context);
        next.map(|chunk| chunk.map(|chunk| chunk.map_err(failed)))
    }
}

/// What reqwest would panic at, or report as a connection that failed.
fn check_surroundings(request: &http::Request<Content>) -> Result<(), Error> {
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
