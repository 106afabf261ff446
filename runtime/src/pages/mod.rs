//! Collections, page by page and item by item.

mod chain;
mod circle;
mod items;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

pub use items::Items;

use crate::client::Client;
use crate::error::Error;
use crate::page::Page;
use crate::request::Request;
use crate::response::Response;
use chain::Chain;

/// The pages of a collection, each asked for when it is wanted; made by
/// [`Client::pages`](crate::Client::pages).
///
/// It is a [`Stream`]; [`next`](Pages::next) works without further crates. After an error nothing
/// comes any more: [`link`](Pages::link) then says where to go on, now or later.
///
/// The requests carry the headers of the first one, and the link of each page is sent as it came.
/// Before anything is sent it is an error, with [`is_link`](Error::is_link), that a link leads to
/// another origin than the client's own; and so it is when a link leads back to where it was.
#[must_use = "pages are read only when they are asked for"]
pub struct Pages<T> {
    chain: Chain,
    decode: fn(Response) -> Result<Page<T>, Error>,
    delta_link: Option<String>,
    ahead: bool,
}

impl Client {
    /// The pages of the collection that `request` asks for.
    ///
    /// ```no_run
    /// # use msgraph_runtime::{Client, Error, Page, Request};
    /// # async fn demo(client: Client, users: Request<Page<serde_json::Value>>) -> Result<(), Error> {
    /// let mut pages = client.pages(users);
    /// while let Some(page) = pages.next().await.transpose()? {
    ///     println!("{} users, the next are at {:?}", page.value.len(), pages.link());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn pages<T, Q>(&self, request: Request<Page<T>, Q>) -> Pages<T> {
        let (version, decode) = (request.path().version(), request.decoder());
        let first = self.prepare(request);
        Pages {
            chain: Chain::new(self.clone(), first, version),
            decode,
            delta_link: None,
            ahead: false,
        }
    }

    /// The items of the collection that `request` asks for, whatever page they are on. The next page
    /// is asked for while the items of one are read.
    ///
    /// ```no_run
    /// # use msgraph_runtime::{Client, Error, Page, Request};
    /// # async fn demo(client: Client, users: Request<Page<serde_json::Value>>) -> Result<(), Error> {
    /// let mut users = client.items(users);
    /// while let Some(user) = users.next().await.transpose()? {
    ///     println!("{}", user["displayName"]);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn items<T, Q>(&self, request: Request<Page<T>, Q>) -> Items<T> {
        let mut pages = self.pages(request);
        pages.ahead = true;
        Items::new(pages)
    }
}

impl<T> Pages<T> {
    /// Begins at a link that was kept, a [`link`](Pages::link) or a
    /// [`delta_link`](Pages::delta_link), in place of the request, whose headers are sent there.
    pub fn from_link(mut self, link: impl Into<String>) -> Self {
        self.chain.start_at(link.into());
        self
    }

    /// Begins again with the request, as is needed after an error with
    /// [`is_resync_required`](Error::is_resync_required).
    pub fn restart(&mut self) {
        self.delta_link = None;
        self.chain.restart();
    }

    /// Where the page is that comes next, or the one that could not be had; `None` for the first
    /// page, and at the end.
    pub fn link(&self) -> Option<&str> {
        self.chain.link()
    }

    /// Where to ask later for what has changed since, once the last page of a delta query was read.
    /// Pages [from this link](Pages::from_link) are the changes.
    pub fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }

    /// The next page; `None` at the end.
    #[expect(
        clippy::should_implement_trait,
        reason = "named after what streams have"
    )]
    pub fn next(&mut self) -> impl Future<Output = Option<Result<Page<T>, Error>>> + Send + '_ {
        poll_fn(|context| self.poll(context))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        let fetched = match std::task::ready!(self.chain.poll(context)) {
            Some(fetched) => fetched,
            None => return Poll::Ready(None),
        };
        let page = match fetched.and_then(|delivered| delivered.read(self.decode)) {
            Ok(answer) => answer.value,
            Err(error) => {
                self.chain.fail();
                return Poll::Ready(Some(Err(error)));
            }
        };
        if page.delta_link.is_some() {
            self.delta_link.clone_from(&page.delta_link);
        }
        let on = self.chain.go_on(page.next_link.clone());
        if let Err(error) = on {
            return Poll::Ready(Some(Err(error)));
        }
        if self.ahead {
            self.chain.drive(context);
        }
        Poll::Ready(Some(Ok(page)))
    }
}

impl<T> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Page<T>, Error>>> {
        self.poll(context)
    }
}

/// Links hold people's data, and sometimes credentials.
impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}
