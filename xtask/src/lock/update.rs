//! `cargo xtask specs lock`: pins the descriptions as they are.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use msgraph_generator::source::SourceText;

use super::{Kind, Lock, Pin};
use crate::codegen::{load, report};
use crate::digest::sha256;
use crate::disk::{self, Found};
use crate::failure::Failure;
use crate::wording::{counted, escaped};
use crate::workspace::Workspace;

/// Where a description comes from when nobody said otherwise.
const OWN: &str = "written for this project";

/// Rewrites `specs/lock.toml` from the files on disk. A description that cannot be read is refused, and nothing is written.
pub(crate) fn run(workspace: &Workspace) -> Result<String, Failure> {
    let old = Lock::read(workspace)?.unwrap_or_default();
    let mut new = Lock::default();
    let mut foreign = Vec::new();
    for file in load::candidates(workspace)? {
        match pin(workspace, &file, &old)? {
            Some(pin) => _ = new.pins.insert(file.name, pin),
            None => foreign.push(file.name),
        }
    }
    write(workspace, &new)?;
    Ok(report(&old, &new, &foreign))
}

/// The pin of a file, or nothing for one that is no description.
fn pin(workspace: &Workspace, file: &Found, old: &Lock) -> Result<Option<Pin>, Failure> {
    let shown = workspace.shown(&file.path);
    let bytes =
        fs::read(&file.path).map_err(|error| Failure::io(format!("read {shown}"), &error))?;
    let (size, sha256) = (bytes.len() as u64, sha256(&bytes));
    let Ok(text) = SourceText::from_utf8(shown, bytes) else {
        return Ok(None);
    };
    let texts = load::texts([text])?;
    let kind = Kind::of(&texts).map_err(|problems| report::refusal(&problems, &texts))?;
    let before = old.pins.get(&file.name);
    let source = before.map_or_else(|| OWN.to_owned(), |pin| pin.source.clone());
    let url = before.and_then(|pin| pin.url.clone());
    // What was changed here is no revision of the server's.
    let same = before.filter(|pin| pin.sha256 == sha256);
    let revision = same.and_then(|pin| pin.revision.clone());
    Ok(kind.map(|kind| Pin {
        name: file.name.clone(),
        kind,
        size,
        sha256,
        source,
        url,
        revision,
    }))
}

pub(super) fn write(workspace: &Workspace, lock: &Lock) -> Result<(), Failure> {
    let path = workspace.lock();
    let shown = workspace.shown(&path);
    let text = lock
        .render()
        .map_err(|error| Failure::unusable(format!("{shown} cannot be written: {error}")))?;
    if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    disk::replace(&path, text.as_bytes())
        .map_err(|error| Failure::io(format!("write {shown}"), &error))
}

fn report(old: &Lock, new: &Lock, foreign: &[String]) -> String {
    let mut lines: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, pin) in &new.pins {
        match old.pins.get(name) {
            None => _ = lines.insert(name, "new"),
            Some(before) if before.sha256 != pin.sha256 => _ = lines.insert(name, "changed"),
            Some(_) => {}
        }
    }
    lines.extend(
        old.names()
            .filter(|name| !new.contains(name))
            .map(|name| (name, "gone")),
    );
    lines.extend(foreign.iter().map(|name| (name.as_str(), "no description")));
    let mut text = format!(
        "pinned     {} in specs/lock.toml\n",
        counted(new.pins.len(), "description")
    );
    for (name, what) in lines {
        let _ = writeln!(text, "  {what:<14}  {}", escaped(name));
    }
    text
}
