//! The body of an answer: bytes that are there, or that are made while they are sent.

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::Sleep;

/// How many bytes are made and sent at a time.
const CHUNK: usize = 64 * 1024;

/// The bytes that [`Directory::generated_content`](super::Directory::generated_content) serves, from
/// an offset on: the same on every run, and different enough from place to place that a part that is
/// lost, doubled or moved shows.
///
/// ```
/// use msgraph_runtime::test_util::generated_bytes;
///
/// assert_eq!(generated_bytes(0, 100)[40..50], generated_bytes(40, 10));
/// assert_ne!(generated_bytes(0, 100), generated_bytes(100, 100));
/// ```
pub fn generated_bytes(offset: u64, length: usize) -> Vec<u8> {
    // The highest byte of a multiple of the golden ratio, which spreads neighbours apart.
    let byte = |position: u64| position.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes()[0];
    (offset..).take(length).map(byte).collect()
}

/// Where the bytes of a body or of a media stream are from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Whole(Bytes),
    /// So many bytes of [`generated_bytes`].
    Generated(u64),
}

impl Source {
    pub(super) fn length(&self) -> u64 {
        match self {
            Self::Whole(bytes) => bytes.len() as u64,
            Self::Generated(length) => *length,
        }
    }

    /// So many bytes from an offset on; fewer where there are no more.
    fn part(&self, offset: u64, length: usize) -> Bytes {
        match self {
            Self::Whole(bytes) => {
                let start = usize::try_from(offset).map_or(bytes.len(), |at| at.min(bytes.len()));
                bytes.slice(start..start.saturating_add(length).min(bytes.len()))
            }
            Self::Generated(_) => generated_bytes(offset, length).into(),
        }
    }
}

/// What is still to be sent of a source.
#[derive(Debug)]
pub(super) struct AnswerBody {
    source: Source,
    next: u64,
    end: u64,
    pace: Option<Pace>,
    waiting: Option<Pin<Box<Sleep>>>,
}

/// How slowly a body comes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    pub(super) chunk: usize,
    pub(super) delay: Duration,
}

impl AnswerBody {
    pub(super) fn whole(bytes: impl Into<Bytes>) -> Self {
        Self::all(Source::Whole(bytes.into()))
    }

    pub(super) fn all(source: Source) -> Self {
        let end = source.length();
        Self::part(source, 0, end)
    }

    /// The bytes from one offset to another, which is not part of it.
    pub(super) fn part(source: Source, start: u64, end: u64) -> Self {
        let end = end.min(source.length());
        Self {
            source,
            next: start.min(end),
            end,
            pace: None,
            waiting: None,
        }
    }

    /// The number of bytes still to come.
    pub(super) fn length(&self) -> u64 {
        self.end - self.next
    }

    /// Only the first of the bytes still to come.
    pub(super) fn truncated(mut self, length: u64) -> Self {
        self.end = self.end.min(self.next.saturating_add(length));
        self
    }

    pub(super) fn paced(mut self, pace: Pace) -> Self {
        self.pace = Some(pace);
        self
    }

    pub(super) fn next_chunk(&mut self) -> Option<Bytes> {
        let most = self.pace.map_or(CHUNK, |pace| pace.chunk.clamp(1, CHUNK));
        let length = usize::try_from(self.length()).map_or(most, |left| left.min(most));
        if length == 0 {
            return None;
        }
        let chunk = self.source.part(self.next, length);
        self.next += chunk.len() as u64;
        Some(chunk)
    }

    /// All that is still to come, for an answer that is put into another one.
    pub(super) fn collect(mut self) -> Bytes {
        if let (Source::Whole(bytes), 0) = (&self.source, self.next)
            && bytes.len() as u64 == self.end
        {
            return bytes.clone();
        }
        let mut all = Vec::new();
        while let Some(chunk) = self.next_chunk() {
            all.extend_from_slice(&chunk);
        }
        all.into()
    }

    /// Waits as the pace says, before each chunk.
    fn poll_pace(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let Some(pace) = self.pace.filter(|pace| !pace.delay.is_zero()) else {
            return Poll::Ready(());
        };
        let waiting = self
            .waiting
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(pace.delay)));
        std::task::ready!(waiting.as_mut().poll(context));
        self.waiting = None;
        Poll::Ready(())
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.length() == 0 {
            return Poll::Ready(None);
        }
        std::task::ready!(self.poll_pace(context));
        Poll::Ready(self.next_chunk().map(|chunk| Ok(Frame::data(chunk))))
    }

    fn is_end_stream(&self) -> bool {
        self.length() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length())
    }
}

#[cfg(test)]
mod tests {
    use super::{AnswerBody, Source, generated_bytes};

    #[test]
    fn a_body_gives_its_part_and_no_more() {
        let whole = Source::Whole("0123456789".into());
        assert_eq!(AnswerBody::part(whole.clone(), 2, 5).collect(), "234");
        assert_eq!(AnswerBody::part(whole.clone(), 8, 99).collect(), "89");
        assert_eq!(AnswerBody::all(whole.clone()).truncated(3).collect(), "012");
        assert_eq!(AnswerBody::part(whole, 99, 99).length(), 0);
        let made = AnswerBody::part(Source::Generated(200_000), 70_000, 200_000).collect();
        assert_eq!(made, generated_bytes(70_000, 130_000));
    }
}
