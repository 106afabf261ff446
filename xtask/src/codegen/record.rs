//! What the last run made of what. Where both are still the same, nothing has to be made again.
//!
//! A record decides nothing that it cannot show: what goes in is compared by its digest, and so is every file that came out. Where
//! anything is in doubt, there is no record, and everything is made.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::difference::{self, Fingerprint, SOURCES};
use super::load::Inputs;
use super::{commit, report};
use crate::digest::{self, Several};
use crate::disk;
use crate::flags::Codegen;
use crate::workspace::Workspace;

/// What a run made, and told.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    /// What was told on the error stream.
    pub(super) warnings: String,
    /// What was reported of the crate.
    pub(super) made: String,
    /// The files, by their paths from the source folder.
    pub(super) files: BTreeMap<String, Fingerprint>,
}

/// The record of a crate as it is kept.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    /// The digest of all that decides what is made and told.
    of: String,
    record: Record,
}

/// Where the record of a crate is kept, and what the one of this run is made of.
#[derive(Debug)]
pub(super) struct Place {
    path: PathBuf,
    /// The crate.
    out: PathBuf,
    /// The digest of all that decides what is made and told.
    of: String,
}

impl Place {
    /// That of a run; nothing where this program cannot tell itself from another one.
    pub(super) fn of(workspace: &Workspace, flags: &Codegen, inputs: &Inputs) -> Option<Self> {
        let out = std::path::absolute(super::out(workspace, flags)).ok()?;
        let crate_folder = out.as_os_str().as_encoded_bytes();
        let mut of = Several::default();
        of.add(program()?.as_bytes());
        of.add(crate_folder);
        // Flags that change what is told. Those that change what is read change the texts.
        of.add(&[flags.verbose, flags.strict, report::has_color()].map(u8::from));
        for (_, text) in inputs.texts.iter() {
            of.add(text.name().as_bytes());
            of.add(&[u8::from(text.is_slice())]);
            of.add(text.contents().as_bytes());
        }
        let name = format!("{}.json", digest::sha256(crate_folder));
        Some(Self {
            path: workspace.records().join(name),
            of: of.finish(),
            out,
        })
    }

    /// The record of the last run, if that was made of the same, and the crate is as it was left.
    pub(super) fn read(&self) -> Option<Record> {
        let kept: Kept = serde_json::from_slice(&fs::read(&self.path).ok()?).ok()?;
        let holds = kept.of == self.of && kept.record.stands(&self.out).unwrap_or_default();
        holds.then_some(kept.record)
    }

    /// Keeps what this run made. A run is none the worse where that cannot be: the next one makes everything again.
    pub(super) fn keep(self, record: Record) {
        let kept = Kept {
            of: self.of,
            record,
        };
        let folder = self.path.parent().map_or(Ok(()), fs::create_dir_all);
        if let (Ok(()), Ok(text)) = (folder, serde_json::to_vec(&kept)) {
            let _ = disk::replace_cached(&self.path, &text);
        }
    }
}

impl Record {
    /// Whether the crate in `out` has all of the files, and no others that were generated.
    fn stands(&self, out: &Path) -> io::Result<bool> {
        if commit::is_unfinished(out) {
            return Ok(false);
        }
        for (name, wanted) in &self.files {
            if difference::obstacle(out, name)?.is_some()
                || Fingerprint::of(&fs::read(out.join(SOURCES).join(name))?) != *wanted
            {
                return Ok(false);
            }
        }
        Ok(difference::extra(out, &self.files)?.is_empty())
    }
}

/// What this program is known by: a program that is built anew is another file, written at another time.
fn program() -> Option<String> {
    let path = std::env::current_exe().ok()?;
    let metadata = fs::metadata(&path).ok()?;
    let built = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!(
        "{} {} {}",
        path.to_str()?,
        metadata.len(),
        built.as_nanos()
    ))
}
