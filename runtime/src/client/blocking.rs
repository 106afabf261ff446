//! The client for programs that wait.

use std::fmt;
use std::future::Future;

use tokio::runtime::{Builder, Runtime};

use super::{Answer, Client};
use crate::batch::{Batch, BatchAnswers};
use crate::error::Error;
use crate::page::Page;
use crate::pages::{Items, Pages};
use crate::request::Request;

/// A [`Client`] for programs without asynchronous code: each call waits for its answer.
///
/// It has a Tokio runtime of its own, so it must not be used, nor dropped, where another one is at
/// work. For what is not here, [`wait`](BlockingClient::wait) waits for any call of the client.
///
/// ```no_run
/// # use msgraph_runtime::{BlockingClient, Client, Error, Page, Request};
/// # fn demo(client: Client, users: Request<Page<serde_json::Value>>) -> Result<(), Error> {
/// let client = BlockingClient::new(client)?;
/// for user in client.items(users) {
///     println!("{}", user?["displayName"]);
/// }
/// # Ok(())
/// # }
/// ```
pub struct BlockingClient {
    client: Client,
    runtime: Runtime,
}

impl BlockingClient {
    /// The client that waits for `client`.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration): there can be no runtime.
    pub fn new(client: Client) -> Result<Self, Error> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime =
            runtime.map_err(|error| Error::configuration(format!("no Tokio runtime: {error}")))?;
        Ok(Self { client, runtime })
    }

    /// The client that it waits for.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// As [`Client::send`].
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`].
    pub fn send<T, Q>(&self, request: Request<T, Q>) -> Result<T, Error> {
        self.wait(self.client.send(request))
    }

    /// As [`Client::answer`].
    ///
    /// # Errors
    ///
    /// Those of [`Client::answer`].
    pub fn answer<T, Q>(&self, request: Request<T, Q>) -> Result<Answer<T>, Error> {
        self.wait(self.client.answer(request))
    }

    /// As [`Client::batch`].
    ///
    /// # Errors
    ///
    /// Those of [`Client::batch`].
    pub fn batch(&self, batch: Batch) -> Result<BatchAnswers, Error> {
        self.wait(self.client.batch(batch))
    }

    /// As [`Client::pages`].
    pub fn pages<T, Q>(
        &self,
        request: Request<Page<T>, Q>,
    ) -> impl Iterator<Item = Result<Page<T>, Error>> + use<'_, T, Q> {
        let mut pages: Pages<T> = self.client.pages(request);
        std::iter::from_fn(move || self.wait(pages.next()))
    }

    /// As [`Client::items`].
    pub fn items<T: Send, Q>(
        &self,
        request: Request<Page<T>, Q>,
    ) -> impl Iterator<Item = Result<T, Error>> + use<'_, T, Q> {
        let mut items: Items<T> = self.client.items(request);
        std::iter::from_fn(move || self.wait(items.next()))
    }

    /// Waits for a call of [`client`](BlockingClient::client), such as that of an upload.
    pub fn wait<T>(&self, call: impl Future<Output = T>) -> T {
        self.runtime.block_on(call)
    }
}

impl fmt::Debug for BlockingClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.client.fmt(f)
    }
}
