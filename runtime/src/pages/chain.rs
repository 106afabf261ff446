//! From page to page, whatever is on them.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{Method, Uri, header};

use super::circle::Circle;
use crate::client::{Client, Delivered, Prepared};
use crate::content::Content;
use crate::error::Error;
use crate::transport::BoxFuture;

type Fetched = Result<Delivered, Error>;

/// The chain of pages: where it goes on, and what is on its way.
pub(super) struct Chain {
    client: Client,
    /// The request for the first page; none once it was not one that can be sent.
    first: Option<Prepared>,
    version: &'static str,
    circle: Circle,
    state: State,
}

enum State {
    /// The next page is to be asked for, at a link or by the first request.
    At(Option<String>),
    Fetching {
        link: Option<String>,
        future: BoxFuture<'static, Fetched>,
    },
    /// A page is there that nobody has asked for yet.
    Ready {
        link: Option<String>,
        fetched: Box<Fetched>,
    },
    /// A page was given out, and what comes after it is not yet known.
    Given(Option<String>),
    Failed(Option<String>),
    Ended,
}

impl Chain {
    pub(super) fn new(
        client: Client,
        first: Result<Prepared, Error>,
        version: &'static str,
    ) -> Self {
        let (first, state) = match first {
            Ok(first) => (Some(first), State::At(None)),
            Err(error) => {
                let fetched = Box::new(Err(error));
                (
                    None,
                    State::Ready {
                        link: None,
                        fetched,
                    },
                )
            }
        };
        Self {
            client,
            first,
            version,
            circle: Circle::default(),
            state,
        }
    }

    /// Goes on at a link that was kept.
    pub(super) fn start_at(&mut self, link: String) {
        if self.first.is_some() {
            self.circle = Circle::default();
            self.state = State::At(Some(link));
        }
    }

    /// Goes on with the first request.
    pub(super) fn restart(&mut self) {
        if self.first.is_some() {
            self.circle = Circle::default();
            self.state = State::At(None);
        }
    }

    /// The link at which the chain goes on.
    pub(super) fn link(&self) -> Option<&str> {
        match &self.state {
            State::At(link)
            | State::Fetching { link, .. }
            | State::Ready { link, .. }
            | State::Given(link)
            | State::Failed(link) => link.as_deref(),
            State::Ended => None,
        }
    }

    /// The next page; the chain then waits to be told where it goes [on](Chain::go_on).
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Fetched>> {
        self.drive(context);
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Ready { link, fetched } => {
                self.state = match *fetched {
                    Ok(_) => State::Given(link),
                    Err(_) => State::Failed(link),
                };
                Poll::Ready(Some(*fetched))
            }
            state @ (State::At(_) | State::Fetching { .. }) => {
                self.state = state;
                Poll::Pending
            }
            state => {
                self.state = state;
                Poll::Ready(None)
            }
        }
    }

    /// Fetches the next page, as far as that goes now.
    pub(super) fn drive(&mut self, context: &mut Context<'_>) {
        if let State::At(link) = &mut self.state {
            let link = link.take();
            let future = self.fetch(link.as_deref());
            self.state = State::Fetching { link, future };
        }
        if let State::Fetching { link, future } = &mut self.state
            && let Poll::Ready(fetched) = Pin::new(future).poll(context)
        {
            self.state = State::Ready {
                link: link.take(),
                fetched: Box::new(fetched),
            };
        }
    }

    /// Says where the page after the one that was given out is.
    ///
    /// # Errors
    ///
    /// [`is_link`](Error::is_link) if it was there already.
    pub(super) fn go_on(&mut self, link: Option<String>) -> Result<(), Error> {
        let Some(link) = link else {
            self.state = State::Ended;
            return Ok(());
        };
        if self.circle.closes_at(&link) {
            self.state = State::Ended;
            return Err(Error::link(
                "the link to the next page leads back to a page that was there already",
            ));
        }
        self.state = State::At(Some(link));
        Ok(())
    }

    /// Nothing comes after an error.
    pub(super) fn fail(&mut self) {
        self.state = State::Failed(self.link().map(str::to_owned));
    }

    fn fetch(&self, link: Option<&str>) -> BoxFuture<'static, Fetched> {
        let client = self.client.clone();
        match self.request(link) {
            Ok(prepared) => Box::pin(async move { client.deliver(prepared).await }),
            Err(error) => Box::pin(async { Err(error) }),
        }
    }

    /// The request for the page at `link`: the headers are those of the first one, the link stands as
    /// it came.
    fn request(&self, link: Option<&str>) -> Result<Prepared, Error> {
        let Some(first) = &self.first else {
            return Err(Error::request("there is no first page"));
        };
        let mut http = http::Request::new(Content::empty());
        *http.headers_mut() = first.http.headers().clone();
        *http.method_mut() = first.http.method().clone();
        *http.uri_mut() = first.http.uri().clone();
        if let Some(link) = link {
            *http.uri_mut() = self.uri(link)?;
            *http.method_mut() = Method::GET;
            for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE] {
                http.headers_mut().remove(name);
            }
        } else if let Some(bytes) = first.http.body().as_bytes() {
            *http.body_mut() = bytes.clone().into();
        }
        let sending = first.sending.clone();
        Ok(Prepared { http, sending })
    }

    fn uri(&self, link: &str) -> Result<Uri, Error> {
        let root = self.client.root();
        let url = root.resolve(link, self.version);
        let url = url.map_err(|_| Error::link("the link to the next page is not a URL"))?;
        if !root.trusts(&url) {
            return Err(Error::link(
                "the link to the next page leads to another origin than the client's own, where \
                 its token must not go",
            ));
        }
        Uri::try_from(url).map_err(|_| Error::link("the link to the next page is not a URL"))
    }
}
