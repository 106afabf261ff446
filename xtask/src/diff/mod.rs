//! `cargo xtask diff`: what changes for callers from one description to another.

mod groups;
mod json;
mod markdown;
mod side;
mod text;

use std::fs;
use std::path::Path;

use msgraph_generator::changes::{self, Changes, Step, Surface, Verdict};

use crate::failure::Failure;
use crate::flags::{Deny, Diff, DiffFormat};
use crate::workspace::Workspace;
use side::Side;

/// Compares, and reports. Nothing is written.
///
/// # Errors
/// When a side cannot be read, and, after the report, when there is a change that is denied.
pub(crate) fn run(workspace: &Workspace, flags: &Diff) -> Result<String, Failure> {
    let slice = flags.slice.as_deref();
    let old = match &flags.old {
        Some(old) => Side::read(workspace, old, slice)?,
        None => Side::generated(workspace)?,
    };
    let new = match &flags.new {
        Some(new) => Side::read(workspace, new, slice)?,
        None => Side::on_disk(workspace, slice)?,
    };
    tell_absent(&old, &new)?;
    let changes = changes::compare(&old.surface, &new.surface);
    let names = [old.name.as_str(), new.name.as_str()];
    let report = match flags.format {
        DiffFormat::Text => {
            let [old, new] = names;
            let limit = (!flags.all).then_some(text::SCREEN);
            let body = text::report(&changes, &semver(changes.step(), None), limit, "--all");
            format!("old        {old}\nnew        {new}\n{body}")
        }
        DiffFormat::Markdown => {
            let limit = (!flags.all).then_some(markdown::ROWS);
            markdown::report(&changes, names, &semver(changes.step(), None), limit)
        }
        DiffFormat::Json => json::report(&changes, names)?,
    };
    match flags.deny.and_then(|deny| denied(&changes, deny)) {
        None => Ok(report),
        Some(verdict) => {
            crate::print(&report, workspace.is_quiet)?;
            let verdict = verdict.name();
            Err(Failure::refused(format!(
                "there are {verdict} changes, which `--deny` does not allow"
            )))
        }
    }
}

/// Tells which entries of the slice name nothing on one side.
///
/// # Errors
/// If an entry names nothing on both: it says nothing about either.
fn tell_absent(old: &Side, new: &Side) -> Result<(), Failure> {
    if let Some(entry) = old.absent.intersection(&new.absent).next() {
        let (old, new) = (&old.name, &new.name);
        return Err(Failure::refused(format!(
            "the slice has `{entry}`, which names nothing in {old} and nothing in {new}"
        )));
    }
    for (side, other) in [(old, new), (new, old)] {
        for entry in &side.absent {
            eprintln!(
                "the slice's `{entry}` names nothing in {}: all of it is in {} alone",
                side.name, other.name
            );
        }
    }
    Ok(())
}

/// The worst verdict, if it is denied.
fn denied(changes: &Changes, deny: Deny) -> Option<Verdict> {
    let denied = match deny {
        Deny::Breaking => Verdict::Breaking,
        Deny::Additive => Verdict::Additive,
        Deny::Cosmetic => Verdict::Cosmetic,
    };
    let worst = changes.list.iter().map(|it| it.verdict()).max();
    worst.filter(|worst| *worst >= denied)
}

/// The summary of the crate in a folder, as it is on disk.
pub(crate) struct Before(Option<String>);

impl Before {
    /// Reads it, before the crate is written anew.
    pub(crate) fn of(out: &Path) -> Self {
        Self(fs::read_to_string(out.join("src").join(changes::FILE)).ok())
    }

    /// What changed since, for the end of a run; nothing where nothing did, or where there was no crate.
    pub(crate) fn report(&self, workspace: &Workspace, out: &Path, now: &Surface) -> String {
        let Some(before) = &self.0 else {
            return String::new();
        };
        let changes = match Surface::from_text(before) {
            Ok(before) => changes::compare(&before, now),
            Err(error) => {
                let (file, line) = (changes::FILE, error.line);
                return format!(
                    "changes    cannot be told: line {line} of the last {file} is none of this generator's\n"
                );
            }
        };
        if changes.is_empty() {
            return String::new();
        }
        let semver = semver(changes.step(), version(workspace, out).as_deref());
        let more = "`cargo xtask diff rev:HEAD --all`";
        text::report(&changes, &semver, Some(text::SCREEN), more)
    }
}

/// The version of the crate in a folder: its own, or that of the workspace.
fn version(workspace: &Workspace, out: &Path) -> Option<String> {
    let read = |path: &Path| -> Option<toml::Table> { fs::read_to_string(path).ok()?.parse().ok() };
    let manifest = read(&out.join("Cargo.toml"))?;
    let own = manifest.get("package")?.get("version")?.clone();
    let version = match own {
        toml::Value::Table(_) => {
            let root = read(&workspace.root().join("Cargo.toml"))?;
            let package = root.get("workspace")?.get("package")?;
            package.get("version")?.clone()
        }
        own => own,
    };
    version.as_str().map(str::to_owned)
}

/// The step that is asked for, and what it makes of the version, or of any.
fn semver(step: Step, version: Option<&str>) -> String {
    let name = step.name();
    let becomes = |version: &str| Some(format!("{version} becomes {}", step.after(version)?));
    match (step, version.and_then(becomes)) {
        (Step::None, _) => name.to_owned(),
        (_, Some(becomes)) => format!("{name}: {becomes}"),
        (_, None) => {
            let examples = ["1.2.3", "0.2.3"].into_iter().filter_map(becomes);
            format!("{name}: {}", examples.collect::<Vec<_>>().join(", "))
        }
    }
}
