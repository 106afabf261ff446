//! Services of tower as transports.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;

use tower_service::Service;

use super::{BoxFuture, Outcome, Transport};
use crate::content::Content;
use crate::error::Error;

/// A [`Service`] that sends the client's requests. It is cloned for each request, as services of
/// tower are meant to be.
///
/// A failure of the service that is an [`Error`] stays what it is; any other is one of which nobody
/// knows whether the request arrived ([`Error::transport`]).
#[derive(Clone)]
pub struct TowerTransport<S>(S);

impl<S> TowerTransport<S> {
    /// A transport that gives requests to `service`.
    pub fn new(service: S) -> Self {
        Self(service)
    }
}

impl<S> Transport for TowerTransport<S>
where
    S: Service<http::Request<Content>, Response = http::Response<Content>>,
    S: Clone + Send + Sync + 'static,
    S::Future: Send,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    fn send(&self, request: http::Request<Content>) -> BoxFuture<'_, Outcome> {
        let mut service = self.0.clone();
        Box::pin(async move {
            poll_fn(|context| service.poll_ready(context))
                .await
                .map_err(failed)?;
            service.call(request).await.map_err(failed)
        })
    }
}

fn failed(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Error {
    match error.into().downcast::<Error>() {
        Ok(error) => *error,
        Err(error) => Error::transport(error),
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TowerTransport")
    }
}
