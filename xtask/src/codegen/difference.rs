//! The files of a crate as they should be, against those on disk. Reads only.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use msgraph_generator::output::{self, FileSet};

use crate::disk;

/// The folder of a crate that the generator owns.
pub(super) const SOURCES: &str = "src";

/// What has to happen to the files of a crate. Names are paths from its source folder, with forward slashes, sorted.
#[derive(Debug, Default)]
pub(super) struct Difference<'f> {
    /// Files that are not as they should be, or not there.
    pub(super) changes: Vec<Change<'f>>,
    /// Files that were generated and should not be there any more.
    pub(super) extra: Vec<String>,
    /// What nobody generated and stands where a file should be. As long as there is any, nothing can be written.
    pub(super) in_the_way: BTreeSet<Obstacle>,
    /// How many files are as they should be.
    pub(super) unchanged: usize,
}

/// A file that is not as it should be.
#[derive(Debug)]
pub(super) struct Change<'f> {
    pub(super) name: &'f str,
    /// What it should hold.
    pub(super) wanted: &'f str,
    /// What it holds, as far as it is text; nothing where it is not there.
    pub(super) holds: Option<String>,
}

/// Something that no file of ours may take the place of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Obstacle {
    /// Its path from the folder of the crate.
    pub(super) name: String,
    pub(super) what: &'static str,
}

impl<'f> Difference<'f> {
    /// Compares the crate in `out` with what it should be.
    pub(super) fn of(out: &Path, files: &'f FileSet) -> io::Result<Self> {
        let mut difference = Self::default();
        for (path, content) in files.iter() {
            difference.compare(out, path.as_str(), content)?;
        }
        if difference.in_the_way.is_empty() {
            difference.extra = extra(&out.join(SOURCES), files)?;
        }
        Ok(difference)
    }

    /// Whether everything is as it should be.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.extra.is_empty() && self.in_the_way.is_empty()
    }

    fn compare(&mut self, out: &Path, name: &'f str, wanted: &'f str) -> io::Result<()> {
        if let Some(obstacle) = obstacle(out, name)? {
            self.in_the_way.insert(obstacle);
            return Ok(());
        }
        match fs::read(out.join(SOURCES).join(name)) {
            Ok(found) if found == wanted.as_bytes() => self.unchanged += 1,
            Ok(found) => self.replace(name, wanted, &String::from_utf8_lossy(&found)),
            Err(error) if error.kind() == ErrorKind::NotFound => self.changes.push(Change {
                name,
                wanted,
                holds: None,
            }),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    fn replace(&mut self, name: &'f str, wanted: &'f str, holds: &str) {
        if output::is_generated(holds) {
            self.changes.push(Change {
                name,
                wanted,
                holds: Some(holds.to_owned()),
            });
        } else {
            let name = format!("{SOURCES}/{name}");
            self.in_the_way.insert(Obstacle {
                name,
                what: "is a file that was not generated",
            });
        }
    }
}

/// The first thing on the way from the crate to a file that is not what it must be. Links are none of it, wherever they lead: what is
/// written through one would come down somewhere else.
fn obstacle(out: &Path, name: &str) -> io::Result<Option<Obstacle>> {
    let mut at = out.to_owned();
    let mut walked = String::new();
    let mut names = [SOURCES].into_iter().chain(name.split('/')).peekable();
    while let Some(name) = names.next() {
        at.push(name);
        walked = if walked.is_empty() {
            name.to_owned()
        } else {
            format!("{walked}/{name}")
        };
        let is = match fs::symlink_metadata(&at) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            metadata => metadata?.file_type(),
        };
        let what = match names.peek() {
            _ if is.is_symlink() => "is a symbolic link",
            Some(_) if !is.is_dir() => "is not a folder",
            None if !is.is_file() => "is not a file",
            _ => continue,
        };
        return Ok(Some(Obstacle { name: walked, what }));
    }
    Ok(None)
}

/// Files that carry the marker and are not generated any more.
fn extra(sources: &Path, files: &FileSet) -> io::Result<Vec<String>> {
    let wanted: BTreeSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let mut extra = Vec::new();
    for file in disk::files(sources)? {
        if !file.is_link && !wanted.contains(file.name.as_str()) && is_marked(&file.path)? {
            extra.push(file.name);
        }
    }
    Ok(extra)
}

/// More than the longest first line that carries the marker, in bytes.
const MARKED_WITHIN: u64 = 512;

fn is_marked(path: &Path) -> io::Result<bool> {
    let start = disk::absent_as_default(read_start(path))?;
    Ok(output::is_generated(&String::from_utf8_lossy(&start)))
}

fn read_start(path: &Path) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    File::open(path)?
        .take(MARKED_WITHIN)
        .read_to_end(&mut start)?;
    Ok(start)
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.name, self.what)
    }
}
