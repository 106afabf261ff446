//! How an HTTP request gets to the service and its answer back.

#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;

use crate::error::Error;

/// A future behind a pointer.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends HTTP requests.
///
/// A transport sends one request and gives back the answer to it, whatever its status; it follows
/// no redirect, because the request carries a token for the host it is addressed to and for no
/// other. Implement it to use another HTTP library, or wrap one to watch or change what passes.
///
/// For failures use [`Error::timeout`], [`Error::connect`] and [`Error::transport`].
pub trait Transport: Send + Sync {
    /// Sends `request`.
    ///
    /// # Errors
    ///
    /// There is no answer.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, Error>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, Error>> {
        T::send(self, request)
    }
}
