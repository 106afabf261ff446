//! Files of a folder, and how one is replaced.

use std::fs::{self, DirEntry, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file, or something else that is no folder.
#[derive(Debug)]
pub(crate) struct Found {
    /// Its path from the folder that was searched, with forward slashes.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) path: PathBuf,
    /// Whether it is a symbolic link.
    pub(crate) is_link: bool,
}

/// Everything below a folder, by name. Links are named and not followed; names that are not UTF-8 are passed over, since nothing of ours
/// has one. A folder that does not exist is empty, and so is one that another run removes at the same time.
pub(crate) fn files(folder: &Path) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), folder.to_owned())];
    while let Some((prefix, folder)) = open.pop() {
        for entry in absent_as_default(entries(&folder))? {
            let Some(name) = entry
                .file_name()
                .to_str()
                .map(|name| format!("{prefix}{name}"))
            else {
                continue;
            };
            let file_type = entry.file_type()?;
            if file_type.is_dir() {
                open.push((format!("{name}/"), entry.path()));
            } else {
                found.push(Found {
                    name,
                    path: entry.path(),
                    is_link: file_type.is_symlink(),
                });
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    fs::read_dir(folder)?.collect()
}

/// What was read of something; the default value where it is not there (any more).
pub(crate) fn absent_as_default<T: Default>(read: io::Result<T>) -> io::Result<T> {
    match read {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(T::default()),
        read => read,
    }
}

/// Puts a file in the place of another, or of none. A reader sees the old content or the new one, never a part, and so does one after the
/// machine has lost power.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    // What has not left the system's caches when the file is renamed may be lost, and the rename may be kept.
    replace_by(path, |staged| {
        let mut file = File::create(staged)?;
        file.write_all(content)?;
        file.sync_all()
    })
}

/// The same for a file that can be lost: it is not waited until it is on the disk.
pub(crate) fn replace_cached(path: &Path, content: &[u8]) -> io::Result<()> {
    replace_by(path, |staged| fs::write(staged, content))
}

fn replace_by(path: &Path, write: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let staged = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let replaced = write(&staged).and_then(|()| fs::rename(&staged, path));
    if replaced.is_err() {
        // The failure that is reported is the one that left this behind.
        let _ = fs::remove_file(&staged);
    }
    replaced
}
