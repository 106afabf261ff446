//! The files of a crate as they should be, against those on disk. Reads only.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use msgraph_generator::output;
use serde::{Deserialize, Serialize};

use crate::{digest, disk};

/// The folder of a crate that the generator owns.
pub(super) const SOURCES: &str = "src";

/// What has to happen to the files of a crate. Names are paths from its source folder, with forward slashes. `C` is what is kept of a file
/// that has to change.
#[derive(Debug)]
pub(super) struct Difference<C> {
    /// Files that are not as they should be, or not there.
    pub(super) changes: BTreeMap<String, C>,
    /// Files that were generated and should not be there any more.
    pub(super) extra: Vec<String>,
    /// What nobody generated and stands where a file should be. As long as there is any, nothing can be written.
    pub(super) in_the_way: BTreeSet<Obstacle>,
    /// All files as they should be.
    pub(super) wanted: BTreeMap<String, Fingerprint>,
}

/// What a file is known by without its content.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(super) struct Fingerprint {
    /// In bytes.
    pub(super) size: u64,
    pub(super) sha256: String,
}

impl Fingerprint {
    pub(super) fn of(content: &[u8]) -> Self {
        Self {
            size: content.len() as u64,
            sha256: digest::sha256(content),
        }
    }
}

/// Something that no file of ours may take the place of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Obstacle {
    /// Its path from the folder of the crate.
    pub(super) name: String,
    pub(super) what: &'static str,
}

/// A comparison that is going on: files come one by one, and from several threads at once.
#[derive(Debug)]
pub(super) struct Comparison<'o, C> {
    out: &'o Path,
    found: Mutex<Difference<C>>,
}

impl<'o, C> Comparison<'o, C> {
    /// Begins to compare the crate in `out` with what it should be.
    pub(super) fn begin(out: &'o Path) -> Self {
        Self {
            out,
            found: Mutex::default(),
        }
    }

    /// Compares one file. If it has to change, `keep` is given what it holds, as far as it is text, or nothing where it is not there.
    pub(super) fn take(
        &self,
        name: &str,
        wanted: &str,
        keep: impl FnOnce(Option<String>) -> io::Result<C>,
    ) -> io::Result<()> {
        let fingerprint = Fingerprint::of(wanted.as_bytes());
        let change = match look(self.out, name, wanted)? {
            Found::Same => None,
            Found::Other(holds) => Some(keep(Some(holds))?),
            Found::Nothing => Some(keep(None)?),
            Found::InTheWay(obstacle) => {
                self.found().in_the_way.insert(obstacle);
                return Ok(());
            }
        };
        let mut found = self.found();
        found.wanted.insert(name.to_owned(), fingerprint);
        if let Some(change) = change {
            found.changes.insert(name.to_owned(), change);
        }
        Ok(())
    }

    /// All files were taken: what was found, and what is there and was not among them.
    pub(super) fn finish(self) -> io::Result<Difference<C>> {
        let mut difference = self
            .found
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if difference.in_the_way.is_empty() {
            difference.extra = extra(self.out, &difference.wanted)?;
        }
        Ok(difference)
    }

    fn found(&self) -> MutexGuard<'_, Difference<C>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<C> Difference<C> {
    /// Whether everything is as it should be.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.extra.is_empty() && self.in_the_way.is_empty()
    }

    /// How many files are as they should be.
    pub(super) fn unchanged(&self) -> usize {
        self.wanted.len() - self.changes.len()
    }
}

impl<C> Default for Difference<C> {
    fn default() -> Self {
        Self {
            changes: BTreeMap::new(),
            extra: Vec::new(),
            in_the_way: BTreeSet::new(),
            wanted: BTreeMap::new(),
        }
    }
}

/// What stands where a file should be.
enum Found {
    Same,
    Nothing,
    /// Something that was generated and holds this, as far as it is text.
    Other(String),
    InTheWay(Obstacle),
}

fn look(out: &Path, name: &str, wanted: &str) -> io::Result<Found> {
    if let Some(obstacle) = obstacle(out, name)? {
        return Ok(Found::InTheWay(obstacle));
    }
    let found = match fs::read(out.join(SOURCES).join(name)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
        found => found?,
    };
    if found == wanted.as_bytes() {
        return Ok(Found::Same);
    }
    let holds = String::from_utf8_lossy(&found).into_owned();
    if output::is_generated(&holds) {
        return Ok(Found::Other(holds));
    }
    Ok(Found::InTheWay(Obstacle {
        name: format!("{SOURCES}/{name}"),
        what: "is a file that was not generated",
    }))
}

/// The first thing on the way from the crate to a file that is not what it must be. Links are none of it, wherever they lead: what is
/// written through one would come down somewhere else.
pub(super) fn obstacle(out: &Path, name: &str) -> io::Result<Option<Obstacle>> {
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

/// Files of the crate in `out` that carry the marker and are not generated any more, sorted.
pub(super) fn extra<T>(out: &Path, wanted: &BTreeMap<String, T>) -> io::Result<Vec<String>> {
    let mut extra = Vec::new();
    for file in disk::files(&out.join(SOURCES))? {
        if !file.is_link && !wanted.contains_key(&file.name) && is_marked(&file.path)? {
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
