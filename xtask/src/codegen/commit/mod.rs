//! The one place that writes generated files.
//!
//! Everything that is to be written exists in memory before this begins. A file that is as it should be is not touched. Every other one is
//! written to a staging folder on the same file system and then renamed, so that no reader ever sees a part of it. The crate root comes
//! last of what is renamed: until then the crate is the old one, or does not compile. Then goes what is no longer generated.
//!
//! A run that is killed leaves a mixture of whole files, old and new, and the staging folder. The next run sees what differs, and repairs it.

mod staging;
#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use msgraph_generator::output::FileSet;

use self::staging::Staging;
use super::difference::{Change, Difference, SOURCES};
use crate::failure::Failure;

/// The file that makes the crate what it is.
const CRATE_ROOT: &str = "lib.rs";

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) written: usize,
    pub(super) unchanged: usize,
    pub(super) removed: usize,
}

/// Makes the sources of the crate in `out` those in `files`.
///
/// # Errors
/// When something that was not generated is in the way: then nothing is written. When the system refuses: then what was written up to
/// there stands, and the next run goes on.
pub(super) fn commit(out: &Path, files: &FileSet) -> Result<Written, Failure> {
    let refused = |error: io::Error| Failure::io(format!("write to {}", out.display()), &error);
    let difference = compare(out, files)?;
    if difference.is_empty() && !staging::is_there(out) {
        return Ok(Written {
            unchanged: difference.unchanged,
            ..Written::default()
        });
    }
    let staging = Staging::enter(out).map_err(refused)?;
    // Another run may have written since; nobody else does from here on.
    let difference = compare(out, files)?;
    let mut commit = Commit::prepare(out, staging, &difference).map_err(refused)?;
    while commit.step().map_err(refused)? {}
    commit.finish().map_err(refused)?;
    Ok(Written {
        written: difference.changes.len(),
        unchanged: difference.unchanged,
        removed: difference.extra.len(),
    })
}

fn compare<'f>(out: &Path, files: &'f FileSet) -> Result<Difference<'f>, Failure> {
    let compared = Difference::of(out, files);
    let difference =
        compared.map_err(|error| Failure::io(format!("read {}", out.display()), &error))?;
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

/// A commit whose files are all on the disk, and not yet in their places.
#[derive(Debug)]
struct Commit {
    sources: PathBuf,
    staging: Staging,
    steps: VecDeque<Step>,
}

/// What changes one file, at once.
#[derive(Debug)]
enum Step {
    Rename { from: PathBuf, to: PathBuf },
    Remove { path: PathBuf },
}

impl Commit {
    fn prepare(out: &Path, staging: Staging, difference: &Difference<'_>) -> io::Result<Self> {
        let sources = out.join(SOURCES);
        let mut changes: Vec<&Change<'_>> = difference.changes.iter().collect();
        changes.sort_by_key(|change| (change.name == CRATE_ROOT, change.name));
        let mut steps = VecDeque::new();
        for change in changes {
            let from = staging.write(steps.len(), change.wanted)?;
            steps.push_back(Step::Rename {
                from,
                to: sources.join(change.name),
            });
        }
        steps.extend(difference.extra.iter().map(|name| Step::Remove {
            path: sources.join(name),
        }));
        Ok(Self {
            sources,
            staging,
            steps,
        })
    }

    /// Takes one step. Whether there was one to take.
    fn step(&mut self) -> io::Result<bool> {
        match self.steps.pop_front() {
            None => return Ok(false),
            Some(Step::Rename { from, to }) => {
                if let Some(folder) = to.parent() {
                    fs::create_dir_all(folder)?;
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

    fn finish(self) -> io::Result<()> {
        self.staging.leave()
    }
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
