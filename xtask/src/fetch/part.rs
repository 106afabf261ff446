//! What is there already of a description that is not yet complete.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::digest::sha256;

/// A file, and the entity tag of what it is the beginning of.
pub(super) struct Part {
    file: PathBuf,
    tag: PathBuf,
}

impl Part {
    /// The part of what is at a URL.
    pub(super) fn of(folder: &Path, url: &str) -> Self {
        // A URL is no name of a file.
        let name = sha256(url.as_bytes());
        Self {
            file: folder.join(format!("{name}.part")),
            tag: folder.join(format!("{name}.etag")),
        }
    }

    /// How many bytes are there.
    pub(super) fn length(&self) -> u64 {
        fs::metadata(&self.file).map_or(0, |found| found.len())
    }

    /// The entity tag. A weak one says too little to go on with (RFC 9110, section 13.1.5).
    pub(super) fn tag(&self) -> Option<String> {
        let tag = fs::read_to_string(&self.tag).ok()?;
        tag.starts_with('"').then_some(tag)
    }

    /// Begins with nothing, of this revision.
    pub(super) fn begin(&self, revision: Option<&str>) -> io::Result<()> {
        File::create(&self.file)?;
        fs::write(&self.tag, revision.unwrap_or_default())
    }

    /// The file, to write behind what is there.
    pub(super) fn append(&self) -> io::Result<File> {
        OpenOptions::new()
            .append(true)
            .create(true)
            .open(&self.file)
    }

    /// All that is there, which is not kept any longer.
    pub(super) fn take(&self) -> io::Result<Vec<u8>> {
        let bytes = fs::read(&self.file)?;
        self.remove();
        Ok(bytes)
    }

    /// Keeps nothing.
    pub(super) fn remove(&self) {
        let _ = fs::remove_file(&self.file);
        let _ = fs::remove_file(&self.tag);
    }
}
