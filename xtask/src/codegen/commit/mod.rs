//! The one place that writes generated files.
//!
//! A file that is as it should be is not touched. Every other one is written to a staging folder on the same file system as soon as it is
//! made. When all of them are there, each is renamed to its place, so that no reader ever sees a part of it. The crate root comes last of
//! what is renamed: until then the crate is the old one, or does not compile. Then goes what is no longer generated.
//!
//! A run that is killed leaves a mixture of whole files, old and new, and the staging folder. The next run sees what differs, and repairs it.
//! It repairs what a machine leaves that loses power, too. There a file may be empty that was renamed a moment before, since nothing here
//! waits until the system has brought its caches to the disk: for thousands of files that takes longer than to make them.

mod staging;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use self::staging::Staging;
use super::difference::{Comparison, Difference, Fingerprint, SOURCES};
use crate::failure::Failure;

/// The file that makes the crate what it is.
const CRATE_ROOT: &str = "lib.rs";

/// What takes the files of a crate as they are made: the name of each, and its content. Threads may call it at the same time.
pub(super) type Take<'t> = dyn Fn(&str, &str) -> Result<(), Failure> + Sync + 't;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) written: usize,
    pub(super) unchanged: usize,
    pub(super) removed: usize,
}

impl Written {
    /// Nothing had to be done to these files.
    pub(super) fn none(files: &BTreeMap<String, Fingerprint>) -> Self {
        Self {
            unchanged: files.len(),
            ..Self::default()
        }
    }
}

/// Makes the sources of the crate in `out` those that `make` hands over. Other runs in `out` wait until this one has ended.
///
/// # Errors
/// That of `make`, or something that was not generated and is in the way: then nothing is written. When the system refuses: then what was
/// written up to there stands, and the next run goes on.
pub(super) fn commit(
    out: &Path,
    make: impl FnOnce(&Take<'_>) -> Result<(), Failure>,
) -> Result<(Written, BTreeMap<String, Fingerprint>), Failure> {
    let mut commit = Commit::prepare(out, make)?;
    let refused = |error: io::Error| refused(out, &error);
    while commit.step().map_err(refused)? {}
    commit.finish().map_err(refused)
}

/// Whether a run is at work in `out`, or was killed there.
pub(super) fn is_unfinished(out: &Path) -> bool {
    staging::is_there(out)
}

fn refused(out: &Path, error: &io::Error) -> Failure {
    Failure::io(format!("write to {}", out.display()), error)
}

/// A commit whose files are all written, and not yet in their places.
#[derive(Debug)]
struct Commit {
    sources: PathBuf,
    staging: Staging,
    steps: VecDeque<Step>,
    /// Folders that are known to be there.
    folders: BTreeSet<PathBuf>,
    written: Written,
    files: BTreeMap<String, Fingerprint>,
}

/// What changes one file, at once.
#[derive(Debug)]
enum Step {
    Rename { from: PathBuf, to: PathBuf },
    Remove { path: PathBuf },
}

impl Commit {
    fn prepare(
        out: &Path,
        make: impl FnOnce(&Take<'_>) -> Result<(), Failure>,
    ) -> Result<Self, Failure> {
        let staging = Staging::enter(out).map_err(|error| refused(out, &error))?;
        match stage(out, &staging, make) {
            Ok(difference) => Ok(Self::of(out.join(SOURCES), staging, difference)),
            Err(failure) => {
                // The failure that is reported is the one that made the staged files useless; the next run clears what stays.
                let _ = staging.clear().and_then(|()| staging.leave());
                Err(failure)
            }
        }
    }

    fn of(sources: PathBuf, staging: Staging, difference: Difference<PathBuf>) -> Self {
        let written = Written {
            written: difference.changes.len(),
            unchanged: difference.unchanged(),
            removed: difference.extra.len(),
        };
        let mut changes = difference.changes;
        let root = changes.remove_entry(CRATE_ROOT);
        let renames = changes.into_iter().chain(root).map(|(name, from)| {
            let to = sources.join(name);
            Step::Rename { from, to }
        });
        let removals = difference.extra.iter().map(|name| {
            let path = sources.join(name);
            Step::Remove { path }
        });
        Self {
            steps: renames.chain(removals).collect(),
            sources,
            staging,
            folders: BTreeSet::new(),
            written,
            files: difference.wanted,
        }
    }

    /// Takes one step. Whether there was one to take.
    fn step(&mut self) -> io::Result<bool> {
        match self.steps.pop_front() {
            None => return Ok(false),
            Some(Step::Rename { from, to }) => {
                if let Some(folder) = to.parent()
                    && !self.folders.contains(folder)
                {
                    fs::create_dir_all(folder)?;
                    self.folders.insert(folder.to_owned());
                }
                fs::rename(from, to)?;
            }
            Some(Step::Remove { path }) => {
                fs::remove_file(&path)?;
                remove_empty_folders(&path, &self.sources);
            }
        }
        Ok(true)
    }

    fn finish(self) -> io::Result<(Written, BTreeMap<String, Fingerprint>)> {
        self.staging.leave()?;
        Ok((self.written, self.files))
    }
}

/// Writes what has to change to the staging folder.
fn stage(
    out: &Path,
    staging: &Staging,
    make: impl FnOnce(&Take<'_>) -> Result<(), Failure>,
) -> Result<Difference<PathBuf>, Failure> {
    let comparison = Comparison::begin(out);
    make(&|name, content| {
        comparison
            .take(name, content, |_| staging.write(content))
            .map_err(|error| refused(out, &error))
    })?;
    let difference = comparison.finish();
    let difference =
        difference.map_err(|error| Failure::io(format!("read {}", out.display()), &error))?;
    if difference.in_the_way.is_empty() {
        return Ok(difference);
    }
    let obstacles: Vec<String> = difference
        .in_the_way
        .iter()
        .map(|obstacle| format!("  {obstacle}\n"))
        .collect();
    let out = out.display();
    Err(Failure::refused(format!(
        "something in {out} is in the way of generated files: nothing was written\n{}  help: move it away",
        obstacles.concat()
    )))
}

/// Removes the folders that a removed file has left empty, up to the source folder.
fn remove_empty_folders(removed: &Path, sources: &Path) {
    let folders = removed
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != sources);
    for folder in folders {
        // A folder that is not empty cannot be removed, which is just what is wanted.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}
