//! `cargo xtask codegen --watch`: generates again whenever an input changes.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

use super::load;
use crate::disk;
use crate::failure::Failure;
use crate::flags::Codegen;
use crate::lock;
use crate::workspace::Workspace;

/// So often the inputs are looked at, and so long they have to stay the same: an editor writes in several steps.
const LOOK: Duration = Duration::from_millis(100);
const SETTLED: Duration = Duration::from_millis(50);

/// The inputs as they look from outside: when each was written, and how long it is.
type Look = Vec<(PathBuf, Option<(SystemTime, u64)>)>;

/// Generates, and again after each change, until the reader of the reports is gone or the program is ended. What fails is told, and changes
/// nothing. Descriptions in specs/ that were changed meanwhile are accepted: who watches has seen them.
pub(super) fn watch(workspace: &Workspace, flags: &Codegen) -> Result<String, Failure> {
    let mut seen = look(workspace, flags)?;
    if !tell(workspace, &super::once(workspace, flags)) {
        return Ok(String::new());
    }
    loop {
        thread::sleep(LOOK);
        let now = look(workspace, flags)?;
        if now == seen {
            continue;
        }
        thread::sleep(SETTLED);
        if look(workspace, flags)? != now {
            continue;
        }
        let accepted = match flags.inputs.spec.is_empty() {
            true => lock::run(workspace).map(drop),
            false => Ok(()),
        };
        let outcome = accepted.and_then(|()| super::once(workspace, flags));
        // What was pinned just now is no change.
        seen = look(workspace, flags)?;
        if !tell(workspace, &outcome) {
            return Ok(String::new());
        }
    }
}

fn look(workspace: &Workspace, flags: &Codegen) -> Result<Look, Failure> {
    let mut paths: Vec<PathBuf> = Vec::new();
    if flags.inputs.spec.is_empty() {
        let files = load::candidates(workspace)?;
        paths.extend(files.into_iter().map(|file| file.path));
        paths.extend([workspace.lock(), workspace.slice()]);
    }
    for given in flags.inputs.spec.iter().chain(&flags.inputs.slice) {
        if given.is_dir() {
            let files = disk::files(given);
            let files = files.map_err(|error| Failure::io("read the inputs", &error))?;
            paths.extend(files.into_iter().map(|file| file.path));
        } else {
            paths.push(given.clone());
        }
    }
    let looks = paths.into_iter().map(|path| {
        let found = fs::metadata(&path).ok();
        let found = found.and_then(|found| Some((found.modified().ok()?, found.len())));
        (path, found)
    });
    Ok(looks.collect())
}

/// Whether somebody reads what is told.
fn tell(workspace: &Workspace, outcome: &Result<String, Failure>) -> bool {
    let mut out = io::stdout();
    let told = match outcome {
        Ok(_) if workspace.is_quiet => Ok(()),
        Ok(report) => writeln!(out, "{report}watching   Ctrl-C ends it"),
        Err(failure) => writeln!(out, "error: {failure}\nwatching   Ctrl-C ends it"),
    };
    told.and_then(|()| out.flush()).is_ok()
}
