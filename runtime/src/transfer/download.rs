//! Content as it comes.

use std::fmt;
use std::ops::RangeBounds;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode, header};

use crate::changes::ETag;
use crate::client::{Client, Delivered};
use crate::content::Content;
use crate::error::Error;
use crate::request::Request;
use crate::response::Response;

/// Content of the service that comes bit by bit; made by [`Client::download`].
///
/// It is a [`Stream`]; [`chunk`](Download::chunk) works without further crates. Dropping it closes
/// the connection.
#[must_use = "the content is read only when it is asked for"]
pub struct Download {
    status: StatusCode,
    headers: HeaderMap,
    content: Content,
}

impl Client {
    /// The content that `request` asks for, without having it all in memory: a media stream, such as
    /// `drive_item.content().get()`.
    ///
    /// The service often has the content elsewhere, and redirects there; it is followed without a
    /// token. What the retry policy says holds until the first byte. Of what breaks off later, the
    /// rest can be asked for with [`range`](Request::range).
    ///
    /// ```no_run
    /// # use msgraph_runtime::{Client, Error, Request, bytes::Bytes};
    /// # async fn demo(client: Client, content: Request<Bytes>) -> Result<(), Error> {
    /// let mut download = client.download(content).await?;
    /// while let Some(chunk) = download.chunk().await? {
    ///     println!("{} bytes", chunk.len());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`send`](Client::send).
    pub async fn download<Q>(&self, request: Request<Bytes, Q>) -> Result<Download, Error> {
        let mut prepared = self.prepare(request)?;
        prepared.sending.streamed = true;
        Download::of(self.deliver(prepared).await?)
    }
}

impl Download {
    fn of(delivered: Delivered) -> Result<Self, Error> {
        if !delivered.answer.status().is_success() {
            let refused = delivered.read(|response: Response| response.success().map(drop));
            return match refused {
                Err(error) => Err(error),
                Ok(_) => Err(Error::transport("a refusal was taken for a success")),
            };
        }
        let (head, content) = delivered.answer.into_parts();
        Ok(Self {
            status: head.status,
            headers: head.headers,
            content,
        })
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    ///
    /// The rest was lost on the way.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        self.content.chunk().await
    }

    /// The status: 206 if it is a part that was asked for by [`range`](Request::range), 200 if it is
    /// all there is.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// How many bytes are still to come, where the service says it.
    pub fn remaining(&self) -> Option<u64> {
        self.content.length()
    }

    /// The media type, such as `image/jpeg`.
    pub fn media_type(&self) -> Option<&str> {
        self.headers.get(header::CONTENT_TYPE)?.to_str().ok()
    }

    /// The entity tag: as long as it is the same, so is the content.
    pub fn etag(&self) -> Option<ETag> {
        ETag::in_headers(&self.headers)
    }

    /// At which byte of the whole this begins, if it is a part (RFC 9110, section 14.4).
    pub fn begins_at(&self) -> Option<u64> {
        if self.status != StatusCode::PARTIAL_CONTENT {
            return None;
        }
        let range = self.headers.get(header::CONTENT_RANGE)?.to_str().ok()?;
        let (first, _) = range.strip_prefix("bytes ")?.split_once('-')?;
        first.trim().parse().ok()
    }
}

impl<Q> Request<Bytes, Q> {
    /// Asks for a part of the content (RFC 9110, section 14.2): `range(..1024)`, `range(1024..)`.
    /// Counted in bytes from 0. A service may send everything nevertheless;
    /// [`Download::begins_at`] tells.
    pub fn range(self, range: impl RangeBounds<u64>) -> Self {
        use std::ops::Bound::{Excluded, Included, Unbounded};

        let first = match range.start_bound() {
            Included(first) => *first,
            Excluded(before) => before.saturating_add(1),
            Unbounded => 0,
        };
        // The end of an HTTP range is the last byte, so an empty one cannot be said.
        let last = match range.end_bound() {
            Included(last) => last.to_string(),
            Excluded(end) => end.saturating_sub(1).to_string(),
            Unbounded => String::new(),
        };
        self.header("Range", &format!("bytes={first}-{last}"))
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        Pin::new(&mut self.content).poll_next(context)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.status)
            .field("content", &self.content)
            .finish()
    }
}
