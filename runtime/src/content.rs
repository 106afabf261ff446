//! What a request or an answer carries, whole or as it comes.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use crate::error::Error;

/// Bytes that come one after another.
pub type ByteStream = Pin<Box<dyn Stream<Item = Result<Bytes, Error>> + Send>>;

/// The content of a request or of an answer (RFC 9110, section 6.4): bytes that are there, or that
/// come one after another.
///
/// It is a [`Stream`]; [`chunk`](Content::chunk) and [`collect`](Content::collect) read it without
/// further crates.
pub struct Content {
    /// How many bytes there are in all, where that is known.
    length: Option<u64>,
    state: State,
}

enum State {
    Whole(Bytes),
    Source(Source),
    Stream(ByteStream),
    /// It was a stream that could be read only once.
    Gone,
}

impl Content {
    /// Nothing.
    pub fn empty() -> Self {
        Bytes::new().into()
    }

    /// What a stream gives, once. `length` is the number of bytes, where it is known.
    pub fn from_stream(length: Option<u64>, stream: ByteStream) -> Self {
        Self {
            length,
            state: State::Stream(stream),
        }
    }

    /// The number of bytes that are still to come, where it is known from the beginning.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// All bytes, if they are there already.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.state {
            State::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Whether the content can be sent more than once.
    pub fn is_repeatable(&self) -> bool {
        matches!(self.state, State::Whole(_) | State::Source(_))
    }

    /// The content, to be sent now. It stays here as well if it is repeatable.
    pub(crate) fn again(&mut self) -> Self {
        let state = match &self.state {
            State::Whole(bytes) => State::Whole(bytes.clone()),
            State::Source(source) => State::Source(source.clone()),
            State::Stream(_) | State::Gone => std::mem::replace(&mut self.state, State::Gone),
        };
        Self {
            length: self.length,
            state,
        }
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// The rest was lost on the way. What comes after an error means nothing.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context))
            .await
            .transpose()
    }

    /// All bytes together, if there are at most `limit`.
    ///
    /// # Errors
    ///
    /// [`is_too_large`](Error::is_too_large), as soon as that is known; else those of
    /// [`chunk`](Content::chunk).
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, Error> {
        let announced = self.length.unwrap_or(0);
        if usize::try_from(announced).map_or(true, |length| length > limit) {
            return Err(Error::too_large(limit));
        }
        if let State::Whole(bytes) = self.state {
            return Ok(bytes);
        }
        // Most answers come in one piece, which need not be copied.
        let first = self.chunk().await?.unwrap_or_default();
        let mut next = self.chunk().await?;
        if next.is_none() && first.len() <= limit {
            return Ok(first);
        }
        if first.len() > limit {
            return Err(Error::too_large(limit));
        }
        let mut all = BytesMut::from(first);
        while let Some(chunk) = next {
            if chunk.len() > limit - all.len() {
                return Err(Error::too_large(limit));
            }
            all.extend_from_slice(&chunk);
            next = self.chunk().await?;
        }
        Ok(all.freeze())
    }
}

impl Stream for Content {
    type Item = Result<Bytes, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        if let State::Source(source) = &self.state {
            self.state = State::Stream((source.make)());
        }
        let next = match &mut self.state {
            State::Whole(bytes) if bytes.is_empty() => None,
            State::Whole(bytes) => Some(Ok(std::mem::take(bytes))),
            State::Stream(stream) => std::task::ready!(stream.as_mut().poll_next(context)),
            State::Source(_) | State::Gone => None,
        };
        if let (Some(length), Some(Ok(bytes))) = (&mut self.length, &next) {
            *length = length.saturating_sub(bytes.len() as u64);
        }
        Poll::Ready(next)
    }
}

/// Where a stream can be had from more than once, so that what it gives can be sent again.
#[derive(Clone)]
pub struct Source {
    length: Option<u64>,
    make: Arc<dyn Fn() -> ByteStream + Send + Sync>,
}

impl Source {
    /// What each stream that `make` makes gives, which is the same each time. `length` is the number
    /// of bytes, where it is known: many services take no content of unknown length.
    pub fn new(length: Option<u64>, make: impl Fn() -> ByteStream + Send + Sync + 'static) -> Self {
        let make = Arc::new(make);
        Self { length, make }
    }

    /// The number of bytes, where it is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }
}

impl From<Source> for Content {
    fn from(source: Source) -> Self {
        Self {
            length: source.length,
            state: State::Source(source),
        }
    }
}

/// The same source, not only one that gives the same.
impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.make, &other.make)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            Some(length) => write!(f, "{length} bytes from a stream"),
            None => f.write_str("a stream"),
        }
    }
}

impl From<Bytes> for Content {
    fn from(bytes: Bytes) -> Self {
        Self {
            length: Some(bytes.len() as u64),
            state: State::Whole(bytes),
        }
    }
}

/// How much there is, not what.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            Some(length) => write!(f, "{length} bytes"),
            None => f.write_str("a stream"),
        }
    }
}
