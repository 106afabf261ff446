//! `--check`: what would change, without changing it.

use std::fmt::Write;
use std::time::Duration;

use msgraph_generator::output::FileSet;
use similar::TextDiff;

use super::difference::{Difference, SOURCES};
use crate::wording::{counted, safe_line};

/// How many lines of differences are shown.
const DIFF_LINES: usize = 60;

/// How many files' differences are shown.
const DIFF_FILES: usize = 3;

/// How many files are named; the rest is counted.
const NAMED: usize = 40;

/// How long a difference may be looked for before one that is longer than need be will do.
const DIFF_TIME: Duration = Duration::from_secs(1);

/// What would change, for a reader: each file that is stale, missing or extra, and the first differences. `folder` is what the crate is
/// called.
pub(super) fn describe(folder: &str, difference: &Difference, files: &FileSet) -> String {
    let mut text = list(folder, difference);
    let mut left = DIFF_LINES;
    for stale in difference.stale.iter().take(DIFF_FILES) {
        let wanted = files
            .iter()
            .find(|(path, _)| path.as_str() == stale.name)
            .map_or("", |(_, content)| content);
        let name = format!("{folder}/{SOURCES}/{}", stale.name);
        text.push_str(&diff(&name, &stale.holds, wanted, &mut left));
    }
    let hidden = difference.stale.len().saturating_sub(DIFF_FILES);
    if hidden > 0 && left > 0 {
        let _ = writeln!(
            text,
            "\n(and the differences of {})",
            counted(hidden, "more file")
        );
    }
    text
}

fn list(folder: &str, difference: &Difference) -> String {
    let stale = difference
        .stale
        .iter()
        .map(|stale| ("stale  ", &stale.name));
    let missing = difference.missing.iter().map(|name| ("missing", name));
    let extra = difference.extra.iter().map(|name| ("extra  ", name));
    let all: Vec<_> = stale.chain(missing).chain(extra).collect();
    let mut text = String::new();
    for (what, name) in all.iter().take(NAMED) {
        let _ = writeln!(text, "  {what}  {folder}/{SOURCES}/{}", safe_line(name));
    }
    if all.len() > NAMED {
        let _ = writeln!(text, "  (and {})", counted(all.len() - NAMED, "more file"));
    }
    for obstacle in &difference.in_the_way {
        let _ = writeln!(
            text,
            "  in the way  {folder}/{} {}",
            safe_line(&obstacle.name),
            obstacle.what
        );
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
