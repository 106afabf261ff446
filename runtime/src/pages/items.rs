//! Item by item.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::Pages;
use crate::error::Error;

/// The items of a collection; made by [`Client::items`](crate::Client::items).
///
/// It is a [`Stream`]; [`next`](Items::next) works without further crates. Of all items only those
/// of two pages are in memory. After an error nothing comes any more.
#[must_use = "items are read only when they are asked for"]
pub struct Items<T> {
    pages: Pages<T>,
    /// Those of the page that are not yet given out.
    rest: std::vec::IntoIter<T>,
    /// Where that page was; `None` for the first one.
    link: Option<String>,
    count: Option<i64>,
}

impl<T> Items<T> {
    pub(super) fn new(pages: Pages<T>) -> Self {
        Self {
            pages,
            rest: Vec::new().into_iter(),
            link: None,
            count: None,
        }
    }

    /// Begins at a link that was kept, as [`Pages::from_link`] does.
    pub fn from_link(mut self, link: impl Into<String>) -> Self {
        self.pages = self.pages.from_link(link);
        self
    }

    /// Where the page is that the last item was on; `None` for the first page. Items from this link
    /// on are those of that page and all after it, so some come twice and none is lost.
    pub fn link(&self) -> Option<&str> {
        self.link.as_deref()
    }

    /// Where to ask later for what has changed since, once all items of a delta query were read.
    pub fn delta_link(&self) -> Option<&str> {
        let done = self.rest.as_slice().is_empty();
        self.pages.delta_link().filter(|_| done)
    }

    /// How many items there are in all, once the first was read, if that was
    /// [asked for](crate::Request::with_count).
    pub fn count(&self) -> Option<i64> {
        self.count
    }

    /// The next item; `None` at the end.
    #[expect(
        clippy::should_implement_trait,
        reason = "named after what streams have"
    )]
    pub fn next(&mut self) -> impl Future<Output = Option<Result<T, Error>>> + Send + '_
    where
        T: Send,
    {
        poll_fn(|context| self.poll(context))
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.rest.next() {
                // The next page comes while these items are looked at.
                self.pages.chain.drive(context);
                return Poll::Ready(Some(Ok(item)));
            }
            let link = self.pages.link().map(str::to_owned);
            match std::task::ready!(self.pages.poll(context)) {
                Some(Ok(page)) => {
                    self.link = link;
                    self.count = self.count.or(page.count);
                    self.rest = page.value.into_iter();
                }
                Some(Err(error)) => {
                    self.link = link;
                    return Poll::Ready(Some(Err(error)));
                }
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<T, Error>>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("left_on_page", &self.rest.as_slice().len())
            .finish_non_exhaustive()
    }
}
