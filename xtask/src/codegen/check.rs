//! `--check`: what would change, without changing it.

use std::fmt::Write;
use std::io;
use std::time::Duration;

use similar::TextDiff;

use super::Target;
use super::commit::Take;
use super::difference::{Comparison, Difference, SOURCES};
use crate::failure::Failure;
use crate::wording::{counted, safe_line};
use crate::workspace::Workspace;

/// How many lines of differences are shown.
const DIFF_LINES: usize = 60;

/// How many files' differences are shown.
const DIFF_FILES: usize = 3;

/// How many files are named; the rest is counted.
const NAMED: usize = 40;

/// How long a difference may be looked for before one that is longer than need be will do.
const DIFF_TIME: Duration = Duration::from_secs(1);

/// A file that is not as it should be.
#[derive(Debug)]
struct Change {
    /// What it should hold.
    wanted: String,
    /// What it holds, as far as it is text; nothing where it is not there.
    holds: Option<String>,
}

/// Compares a crate with what `make` hands over.
///
/// # Errors
/// When it is anything else: what would change, and the command that changes it.
pub(super) fn check(
    workspace: &Workspace,
    target: &Target,
    make: impl FnOnce(&Take<'_>) -> Result<(), Failure>,
) -> Result<String, Failure> {
    let sources = target.shown_sources(workspace);
    let unreadable = |error: io::Error| Failure::io(format!("read {sources}"), &error);
    let comparison = Comparison::begin(&target.out);
    make(&|name, content| {
        let keep = |holds| {
            let wanted = content.to_owned();
            Ok(Change { wanted, holds })
        };
        comparison.take(name, content, keep).map_err(unreadable)
    })?;
    let difference = comparison.finish().map_err(unreadable)?;
    if difference.is_empty() && target.starter.is_none() {
        return Ok(format!(
            "fresh      {} in {sources}\n",
            counted(difference.unchanged(), "file")
        ));
    }
    let crate_folder = workspace.shown(&target.out);
    let mut text = format!("{sources} is not what the descriptions make\n");
    if target.starter.is_some() {
        let _ = writeln!(text, "  missing  {crate_folder}/Cargo.toml");
    }
    text.push_str(&describe(&crate_folder, &difference));
    let advice = if target.is_own {
        "run `cargo xtask codegen`"
    } else {
        "run the same command without `--check`"
    };
    Err(Failure::refused(format!("{text}\n  help: {advice}")))
}

/// What would change, for a reader: each file that is stale, missing or extra, and the first differences. `folder` is what the crate is
/// called.
fn describe(folder: &str, difference: &Difference<Change>) -> String {
    let mut text = list(folder, difference);
    let stale = difference
        .changes
        .iter()
        .filter_map(|(name, change)| Some((name, change.holds.as_deref()?, &change.wanted)));
    let stale: Vec<(&String, &str, &String)> = stale.collect();
    let mut left = DIFF_LINES;
    for (name, holds, wanted) in stale.iter().take(DIFF_FILES) {
        let name = format!("{folder}/{SOURCES}/{name}");
        text.push_str(&diff(&name, holds, wanted, &mut left));
    }
    let hidden = stale.len().saturating_sub(DIFF_FILES);
    if hidden > 0 {
        let _ = writeln!(
            text,
            "\n(and the differences of {})",
            counted(hidden, "more file")
        );
    }
    text
}

fn list(folder: &str, difference: &Difference<Change>) -> String {
    let changes = difference.changes.iter();
    let changes = changes.map(|(name, change)| match change.holds {
        Some(_) => ("stale  ", name.as_str()),
        None => ("missing", name.as_str()),
    });
    let extra = difference
        .extra
        .iter()
        .map(|name| ("extra  ", name.as_str()));
    let all: Vec<(&str, &str)> = changes.chain(extra).collect();
    let mut text = String::new();
    for (what, name) in all.iter().take(NAMED) {
        let _ = writeln!(text, "  {what}  {folder}/{SOURCES}/{}", safe_line(name));
    }
    if all.len() > NAMED {
        let _ = writeln!(text, "  (and {})", counted(all.len() - NAMED, "more file"));
    }
    for obstacle in &difference.in_the_way {
        let _ = writeln!(text, "  in the way  {folder}/{obstacle}");
    }
    text
}

/// The difference of one file, as `diff -u` shows it, as far as lines are left.
fn diff(name: &str, old: &str, new: &str, left: &mut usize) -> String {
    if *left == 0 {
        return String::new();
    }
    let diff = TextDiff::configure()
        .timeout(DIFF_TIME)
        .diff_lines(old, new);
    let unified = diff
        .unified_diff()
        .header(name, &format!("{name} (generated now)"))
        .to_string();
    let mut lines = unified.lines();
    let mut text = String::from("\n");
    for line in lines.by_ref().take(*left) {
        *left -= 1;
        let _ = writeln!(text, "{}", safe_line(line));
    }
    let hidden = lines.count();
    if hidden > 0 {
        let _ = writeln!(text, "(and {})", counted(hidden, "more line"));
    }
    text
}
