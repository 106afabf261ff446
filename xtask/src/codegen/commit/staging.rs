//! The folder that files wait in, and the turn that runs take.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The staging folder of a crate.
const FOLDER: &str = ".staging";

/// The file in it that a run holds a lock on. The system releases the lock when the run ends, however it ends.
const LOCK: &str = "lock";

/// The staging folder, held by this run alone.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    lock: File,
    /// How many files were written.
    files: AtomicUsize,
}

/// Whether a crate has a staging folder: a run is at work, or was killed.
pub(super) fn is_there(out: &Path) -> bool {
    fs::symlink_metadata(out.join(FOLDER)).is_ok()
}

impl Staging {
    /// Waits for the run that is at work in `out`, if there is one, and takes the folder over, without what a killed run has left in it.
    pub(super) fn enter(out: &Path) -> io::Result<Self> {
        let folder = out.join(FOLDER);
        let lock = loop {
            // A run that ends removes the folder, and the lock that others wait for with it: they have to begin again.
            if let Some(lock) = lock(&folder)? {
                break lock;
            }
        };
        let staging = Self {
            folder,
            lock,
            files: AtomicUsize::new(0),
        };
        staging.clear()?;
        Ok(staging)
    }

    /// Writes a file under a name of its own. Threads may do so at the same time.
    pub(super) fn write(&self, content: &str) -> io::Result<PathBuf> {
        let number = self.files.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.join(number.to_string());
        fs::write(&path, content)?;
        Ok(path)
    }

    /// Removes the folder and lets the next run begin.
    pub(super) fn leave(self) -> io::Result<()> {
        // The lock is held to the end: a run that gets it sees that the file is gone.
        fs::remove_file(self.folder.join(LOCK))?;
        let removed = fs::remove_dir(&self.folder);
        drop(self.lock);
        let next_has_begun = [ErrorKind::DirectoryNotEmpty, ErrorKind::NotFound];
        match removed {
            Err(error) if !next_has_begun.contains(&error.kind()) => Err(error),
            _ => Ok(()),
        }
    }

    /// Removes what was written.
    pub(super) fn clear(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_name() == LOCK {
                continue;
            }
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }
}

/// The locked file, unless it or its folder was removed in the meantime.
fn lock(folder: &Path) -> io::Result<Option<File>> {
    match fs::create_dir_all(folder) {
        // It was there, and a run that ended removed it since.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && !stands_in_the_way(folder) => {
            return Ok(None);
        }
        created => created?,
    }
    if fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_symlink()) {
        return Err(io::Error::other(format!(
            "{} is a symbolic link",
            folder.display()
        )));
    }
    let path = folder.join(LOCK);
    let file = match File::options()
        .write(true)
        .create(true)
        .truncate(false)
        .open(&path)
    {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        file => file?,
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            eprintln!("waiting for another run in {}", folder.display());
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error),
    }
    Ok(is_at(&file, &path).then_some(file))
}

/// Whether something that is no folder has the name of the staging folder.
fn stands_in_the_way(folder: &Path) -> bool {
    fs::symlink_metadata(folder).is_ok_and(|metadata| !metadata.is_dir())
}

/// Whether an open file is the one that the path leads to.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: fs::Metadata| (metadata.dev(), metadata.ino());
    let (open, found) = (
        file.metadata().map(identity),
        fs::symlink_metadata(path).map(identity),
    );
    matches!((open, found), (Ok(open), Ok(found)) if open == found)
}

/// Whether an open file is the one that the path leads to: as far as the time of creation tells.
#[cfg(not(unix))]
fn is_at(file: &File, path: &Path) -> bool {
    let (open, found) = (
        file.metadata().and_then(|it| it.created()),
        fs::symlink_metadata(path).and_then(|it| it.created()),
    );
    matches!((open, found), (Ok(open), Ok(found)) if open == found)
}
