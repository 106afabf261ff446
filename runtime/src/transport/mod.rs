//! How an HTTP request gets to the service and its answer back.

#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
#[cfg(feature = "tower")]
mod tower;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

#[cfg(feature = "tower")]
pub use tower::TowerTransport;

use crate::content::Content;
use crate::error::Error;

/// A future behind a pointer.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What comes of sending a request: an answer of whatever status, or none.
pub type Outcome = Result<http::Response<Content>, Error>;

/// Sends HTTP requests.
///
/// A transport sends one request and gives back the answer to it, whatever its status, as soon as
/// the head of the answer is there; it follows no redirect and repeats nothing, because the layers
/// of the client do (see [`layers`](crate::layers)). Implement it to use another HTTP library, or
/// wrap one to watch or change what passes ([`ClientBuilder::layer`](crate::ClientBuilder::layer)).
///
/// A request has no more content than [`Content::length`] says, where it says so. For failures use
/// [`Error::timeout`], [`Error::connect`] and [`Error::transport`]: what is repeated depends on it.
pub trait Transport: Send + Sync {
    /// Sends `request`.
    ///
    /// # Errors
    ///
    /// There is no answer.
    fn send(&self, request: http::Request<Content>) -> BoxFuture<'_, Outcome>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Content>) -> BoxFuture<'_, Outcome> {
        T::send(self, request)
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: http::Request<Content>) -> BoxFuture<'_, Outcome> {
        T::send(self, request)
    }
}
