//! Upload sessions: content in parts, which may be interrupted.

use std::fmt;

use http::{HeaderValue, Method, StatusCode, Uri, header};
use url::Url;

use super::UploadSource;
use super::session::{Status, status};
use crate::client::{Client, Delivered, Prepared};
use crate::content::Content;
use crate::error::Error;
use crate::layers::Sending;
use crate::model::Value;
use crate::response::{self, Response};
use crate::root::ServiceRoot;

/// The length of a part is a multiple of this, except that of the last one.
const UNIT: usize = 320 * 1024;
/// No part is longer.
const MAX_PART: usize = 60 * 1024 * 1024;
/// Half a minute at 3 Mbit/s.
const PART: usize = 32 * UNIT;

type Watcher = Box<dyn FnMut(UploadProgress) + Send>;

/// Content on its way into an upload session; made by [`Client::upload`].
///
/// [`finish`](Upload::finish) sends it. After a failure it can be called again, and goes on where the
/// service says; so does an upload to the same session in another process, with
/// [`resume`](Upload::resume).
#[must_use = "nothing is sent until `finish`"]
pub struct Upload<S> {
    client: Client,
    url: String,
    source: S,
    part: usize,
    watcher: Option<Watcher>,
    /// The first byte that is to be sent; `None` if the service has to be asked.
    next: Option<u64>,
}

/// How far an upload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadProgress {
    /// So many bytes the service has.
    pub sent: u64,
    /// So many there are in all.
    pub total: u64,
}

/// What a complete upload was answered with.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Uploaded<T> {
    /// The item that was made, where the service sends it; OneDrive and SharePoint do.
    pub value: Option<T>,
    /// Where it is, where the service says it; Outlook does.
    pub location: Option<String>,
}

impl Client {
    /// Sends `source` to an upload session. `upload_url` is what the service answered when the
    /// session was made (`uploadUrl`), such as by `create_upload_session` of a drive item. The URL is
    /// a credential by itself: no token is sent to it, and whoever has it can write.
    ///
    /// ```no_run
    /// # use msgraph_runtime::{Client, Error, bytes::Bytes};
    /// # async fn demo(client: Client, upload_url: &str, content: Bytes) -> Result<(), Error> {
    /// let mut upload = client
    ///     .upload(upload_url, content)
    ///     .progress(|progress| println!("{} of {}", progress.sent, progress.total));
    /// let item = upload.finish::<serde_json::Value>().await?.value;
    /// # Ok(())
    /// # }
    /// ```
    pub fn upload<S: UploadSource>(&self, upload_url: impl Into<String>, source: S) -> Upload<S> {
        Upload {
            client: self.clone(),
            url: upload_url.into(),
            source,
            part: PART,
            watcher: None,
            next: Some(0),
        }
    }
}

impl<S: UploadSource> Upload<S> {
    /// How many bytes are sent at a time: a multiple of 320 KiB, at most 60 MiB; 10 MiB unless said
    /// otherwise. Outlook takes no more than 4 MB.
    pub fn part_size(mut self, bytes: usize) -> Self {
        self.part = bytes;
        self
    }

    /// Who is told of each part that has arrived.
    pub fn progress(mut self, watcher: impl FnMut(UploadProgress) + Send + 'static) -> Self {
        self.watcher = Some(Box::new(watcher));
        self
    }

    /// Asks the service first what it has: the session is not a new one.
    pub fn resume(mut self) -> Self {
        self.next = None;
        self
    }

    /// Sends what the service does not have yet.
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`], after which it can be called again. With
    /// [`is_not_found`](Error::is_not_found) the session is gone, because it expired or was cancelled:
    /// make another one. [`is_request`](Error::is_request) if the part size is not one, or if there
    /// is nothing to send, which a session cannot; [`is_link`](Error::is_link) if the URL of the
    /// session is not one; [`is_local`](Error::is_local) if the source cannot be read.
    pub async fn finish<T: Value>(&mut self) -> Result<Uploaded<T>, Error> {
        self.check()?;
        let mut at = match self.next.take() {
            Some(next) => next,
            None => self.ask().await?,
        };
        let mut stuck = 0;
        loop {
            let delivered = self.send_part(at).await?;
            let next = match delivered.answer.status() {
                StatusCode::OK | StatusCode::CREATED => return self.uploaded(delivered),
                // It has that part already: the answer to an earlier try was lost.
                StatusCode::RANGE_NOT_SATISFIABLE => self.ask().await?,
                _ => self.accepted(delivered, at)?,
            };
            stuck = if next > at { 0 } else { stuck + 1 };
            if next >= self.source.length() || stuck > self.client.retry_policy().retries() {
                return Err(Error::decode(
                    "nextExpectedRanges".to_owned(),
                    format!("the service wants byte {next} next, and so the upload has no end"),
                ));
            }
            at = next;
            self.tell(at);
        }
    }

    /// Ends the session. What was sent is lost.
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`].
    pub async fn cancel(self) -> Result<(), Error> {
        let request = self.request(Method::DELETE, Content::empty())?;
        let delivered = self.client.deliver(request).await?;
        delivered.read(response::nothing).map(|answer| answer.value)
    }

    fn check(&self) -> Result<(), Error> {
        if self.part == 0 || !self.part.is_multiple_of(UNIT) || self.part > MAX_PART {
            return Err(Error::request(format!(
                "parts of {} bytes: the length of a part is a multiple of 320 KiB (327,680 bytes), \
                 and at most 60 MiB",
                self.part
            )));
        }
        if self.source.length() == 0 {
            return Err(Error::request(
                "there is nothing to send, which an upload session cannot; put empty content in \
                 place directly",
            ));
        }
        Ok(())
    }

    /// The first byte that the service does not have.
    async fn ask(&self) -> Result<u64, Error> {
        let request = self.request(Method::GET, Content::empty())?;
        let delivered = self.client.deliver(request).await?;
        let status = delivered.read(session)?.value;
        status.next.ok_or_else(|| {
            Error::decode(
                "nextExpectedRanges".to_owned(),
                "the session does not say which bytes are missing".to_owned(),
            )
        })
    }

    /// Sends the part that begins at byte `at`.
    async fn send_part(&mut self, at: u64) -> Result<Delivered, Error> {
        let total = self.source.length();
        let left = total.saturating_sub(at);
        let length = usize::try_from(left).map_or(self.part, |left| left.min(self.part));
        let part = self.source.read(at, length).await;
        let part =
            part.map_err(|source| Error::local("cannot read what to send".into(), source))?;
        let last = at + (length as u64).saturating_sub(1);
        let mut request = self.request(Method::PUT, part.into())?;
        let range = HeaderValue::try_from(format!("bytes {at}-{last}/{total}"));
        let range = range.map_err(|_| Error::request("the range is not one"))?;
        let headers = request.http.headers_mut();
        headers.insert(header::CONTENT_RANGE, range);
        self.client.deliver(request).await
    }

    /// Where it goes on after a part that was taken; or why it was not.
    fn accepted(&self, delivered: Delivered, at: u64) -> Result<u64, Error> {
        let next = delivered.read(session)?.value.next;
        let sent = at.saturating_add(self.part as u64);
        Ok(next.unwrap_or(sent))
    }

    fn uploaded<T: Value>(&mut self, delivered: Delivered) -> Result<Uploaded<T>, Error> {
        let location = delivered.answer.headers().get(header::LOCATION);
        let location = location.and_then(|location| location.to_str().ok());
        let location = location.map(str::to_owned);
        let value = delivered.read(response::uploaded::<T>)?.value;
        self.tell(self.source.length());
        Ok(Uploaded { value, location })
    }

    fn tell(&mut self, sent: u64) {
        let total = self.source.length();
        if let Some(watcher) = &mut self.watcher {
            watcher(UploadProgress { sent, total });
        }
    }

    /// A request to the session, which has no token.
    fn request(&self, method: Method, content: Content) -> Result<Prepared, Error> {
        let problem = "the URL of the upload session is neither `https` nor on this machine";
        let url = Url::parse(&self.url).map_err(|_| Error::link(problem))?;
        if !ServiceRoot::is_secure_url(&url) {
            return Err(Error::link(problem));
        }
        let uri = Uri::try_from(&self.url).map_err(|_| Error::link(problem))?;
        let mut http = http::Request::new(content);
        *http.method_mut() = method;
        *http.uri_mut() = uri;
        let sending = Sending {
            anonymous: true,
            ..Sending::default()
        };
        Ok(Prepared { http, sending })
    }
}

fn session(response: Response) -> Result<Status, Error> {
    status(response.body()).map_err(Error::from)
}

/// Without the URL, which is a credential.
impl<S: fmt::Debug> fmt::Debug for Upload<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("source", &self.source)
            .field("part_size", &self.part)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}
