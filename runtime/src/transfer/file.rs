//! Content into a file, going on where an earlier attempt ended.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use http::StatusCode;
use tokio::fs;
use tokio::io::AsyncWriteExt as _;

use super::Download;
use crate::client::Client;
use crate::error::Error;
use crate::request::Request;

/// What is there already of a file that is not yet complete.
struct Part {
    /// The file itself, under the name it has until it is complete.
    path: PathBuf,
    /// Where its entity tag is kept.
    tag: PathBuf,
}

impl Client {
    /// Writes the content that `request` asks for to a file, and gives the number of bytes in it.
    ///
    /// Until it is complete, the file has the name of `path` with `.part` behind it, and the entity
    /// tag of the content is in one with `.part.etag`. What breaks off is asked for again from where
    /// it was, in this call as the retry policy says, and in the next call as well, even of another
    /// process: but only as long as the entity tag is the same (`If-Range`, RFC 9110, section
    /// 13.1.5). `path` is there only when all of it is there.
    ///
    /// Do not write to one file from two calls at the same time.
    ///
    /// # Errors
    ///
    /// Those of [`download`](Client::download), and [`is_local`](Error::is_local) if the file cannot
    /// be written.
    pub async fn download_to_file<Q>(
        &self,
        request: Request<Bytes, Q>,
        path: impl AsRef<Path>,
    ) -> Result<u64, Error> {
        let path = path.as_ref();
        let part = Part::of(path);
        let policy = request
            .sending()
            .retry
            .unwrap_or_else(|| self.retry_policy());
        let began = self.clock().instant();
        let (mut tries, mut reached) = (0, 0);
        loop {
            let failure = match self.go_on(&request, &part).await {
                Ok(()) => break,
                Err(failure) => failure,
            };
            let there = part.length().await;
            // What gets on has all its tries before it again.
            tries = if there > reached { 1 } else { tries + 1 };
            reached = there;
            let elapsed = self.clock().instant().saturating_duration_since(began);
            let delay = policy.delay(tries, None, elapsed, self.clock().random());
            let (true, Some(delay)) = (failure.is_transport() || failure.is_timeout(), delay)
            else {
                return Err(failure);
            };
            tracing::debug!(tries, ?delay, there, "asking for the rest");
            self.clock().sleep(delay).await;
        }
        let length = part.length().await;
        part.complete(path).await?;
        Ok(length)
    }

    /// Asks for what is missing, and writes it.
    async fn go_on<Q>(&self, request: &Request<Bytes, Q>, part: &Part) -> Result<(), Error> {
        let there = part.length().await;
        let mut request = request.clone();
        if let (Some(tag), true) = (part.tag().await, there > 0) {
            request = request.range(there..).header("If-Range", &tag);
        }
        let download = match self.download(request).await {
            // There is no more than what is here; or less, and then it is another content.
            Err(error) if error.status() == Some(StatusCode::RANGE_NOT_SATISFIABLE) => {
                if total(&error) == Some(there) {
                    return Ok(());
                }
                part.remove().await;
                return Err(Error::transport("the content changed while it was read"));
            }
            download => download?,
        };
        part.write(download, there).await
    }
}

/// How long the whole content is, as a refused range says: `bytes */1000`.
fn total(error: &Error) -> Option<u64> {
    let range = error.headers()?.get(http::header::CONTENT_RANGE)?;
    range.to_str().ok()?.rsplit('/').next()?.trim().parse().ok()
}

impl Part {
    fn of(path: &Path) -> Self {
        let with = |ending: &str| {
            let mut name = OsString::from(path);
            name.push(ending);
            PathBuf::from(name)
        };
        Self {
            path: with(".part"),
            tag: with(".part.etag"),
        }
    }

    /// How many bytes are there.
    async fn length(&self) -> u64 {
        fs::metadata(&self.path)
            .await
            .map_or(0, |found| found.len())
    }

    /// The entity tag of what is there. A weak one says too little (RFC 9110, section 13.1.5).
    async fn tag(&self) -> Option<String> {
        let tag = fs::read_to_string(&self.tag).await.ok()?;
        (!tag.is_empty() && !tag.starts_with("W/")).then_some(tag)
    }

    /// Writes what comes, behind the `there` bytes that are there if it is the part after them.
    async fn write(&self, mut download: Download, there: u64) -> Result<(), Error> {
        let goes_on = there > 0 && download.begins_at() == Some(there);
        if !goes_on && download.status() == StatusCode::PARTIAL_CONTENT {
            self.remove().await;
            return Err(Error::transport("another part came than the one asked for"));
        }
        let failed = |source| self.failed(source);
        if !goes_on {
            let tag = download.etag().map(|tag| tag.as_str().to_owned());
            fs::write(&self.tag, tag.unwrap_or_default())
                .await
                .map_err(failed)?;
        }
        let mut options = fs::OpenOptions::new();
        options
            .create(true)
            .write(true)
            .append(goes_on)
            .truncate(!goes_on);
        let mut file = options.open(&self.path).await.map_err(failed)?;
        let outcome = copy(&mut download, &mut file).await;
        file.flush().await.map_err(failed)?;
        match outcome {
            Ok(()) => file.sync_all().await.map_err(failed),
            Err(Broken::Read(error)) => Err(error),
            Err(Broken::Write(source)) => Err(failed(source)),
        }
    }

    async fn complete(&self, path: &Path) -> Result<(), Error> {
        fs::rename(&self.path, path)
            .await
            .map_err(|source| self.failed(source))?;
        // It says nothing any more, and does no harm.
        let _ = fs::remove_file(&self.tag).await;
        Ok(())
    }

    async fn remove(&self) {
        let _ = fs::remove_file(&self.path).await;
        let _ = fs::remove_file(&self.tag).await;
    }

    fn failed(&self, source: io::Error) -> Error {
        Error::local(format!("cannot write `{}`", self.path.display()), source)
    }
}

enum Broken {
    Read(Error),
    Write(io::Error),
}

async fn copy(download: &mut Download, file: &mut fs::File) -> Result<(), Broken> {
    while let Some(chunk) = download.chunk().await.map_err(Broken::Read)? {
        file.write_all(&chunk).await.map_err(Broken::Write)?;
    }
    match download.remaining() {
        Some(missing) if missing > 0 => {
            let problem = format!("{missing} bytes of the content are missing");
            Err(Broken::Read(Error::transport(problem)))
        }
        _ => Ok(()),
    }
}
