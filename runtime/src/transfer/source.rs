//! Where the bytes of an upload are.

use std::io;

use bytes::Bytes;

use crate::transport::BoxFuture;

/// Bytes of which any part can be read at any time: an upload that was interrupted goes on where the
/// service says, which may be before what was sent last.
///
/// What cannot be read twice, such as a pipe, is none; read it into memory or a file first.
pub trait UploadSource: Send {
    /// How many bytes there are; always the same.
    fn length(&self) -> u64;

    /// The `length` bytes from `offset` on, which are there.
    ///
    /// # Errors
    ///
    /// They cannot be read.
    fn read(&mut self, offset: u64, length: usize) -> BoxFuture<'_, io::Result<Bytes>>;
}

impl UploadSource for Bytes {
    fn length(&self) -> u64 {
        self.len() as u64
    }

    fn read(&mut self, offset: u64, length: usize) -> BoxFuture<'_, io::Result<Bytes>> {
        let start = usize::try_from(offset).ok();
        let range = start.and_then(|start| Some(start..start.checked_add(length)?));
        let part = range.filter(|range| range.end <= self.len());
        let part = part.map(|range| self.slice(range));
        Box::pin(async { part.ok_or_else(|| io::ErrorKind::UnexpectedEof.into()) })
    }
}

#[cfg(feature = "reqwest")]
pub use file::FileSource;

#[cfg(feature = "reqwest")]
mod file {
    use std::io::{self, SeekFrom};
    use std::path::{Path, PathBuf};

    use bytes::Bytes;
    use tokio::fs::File;
    use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};

    use super::UploadSource;
    use crate::error::Error;
    use crate::transport::BoxFuture;

    /// A file on this machine.
    #[derive(Debug)]
    pub struct FileSource {
        path: PathBuf,
        file: File,
        length: u64,
    }

    impl FileSource {
        /// Opens a file.
        ///
        /// # Errors
        ///
        /// [`is_local`](Error::is_local) if it cannot be opened, or is not a file in which one can
        /// go back: a directory, a pipe, a terminal.
        pub async fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
            let path = path.as_ref().to_owned();
            let failed = |source| Error::local(format!("cannot read `{}`", path.display()), source);
            // Opening a pipe waits until somebody writes to it.
            let found = tokio::fs::metadata(&path).await.map_err(failed)?;
            if !found.is_file() {
                let problem = "it is not a file in which one can go back";
                return Err(failed(io::Error::new(io::ErrorKind::InvalidInput, problem)));
            }
            let file = File::open(&path).await.map_err(failed)?;
            let length = file.metadata().await.map_err(failed)?.len();
            Ok(Self { path, file, length })
        }

        /// Which file it is.
        pub fn path(&self) -> &Path {
            &self.path
        }
    }

    impl UploadSource for FileSource {
        fn length(&self) -> u64 {
            self.length
        }

        fn read(&mut self, offset: u64, length: usize) -> BoxFuture<'_, io::Result<Bytes>> {
            Box::pin(async move {
                self.file.seek(SeekFrom::Start(offset)).await?;
                let mut part = vec![0; length];
                self.file.read_exact(&mut part).await?;
                Ok(part.into())
            })
        }
    }
}
