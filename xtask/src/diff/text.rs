//! The report for a terminal.

use std::fmt::Write;

use msgraph_generator::changes::{Change, Changes, Verdict};

use super::groups::{self, Group};
use crate::wording::safe_line;

/// How many changes are listed before the rest is only counted.
pub(super) const SCREEN: usize = 24;

/// The whole report: counts, the version, and at most `limit` changes. `more` shows the rest.
pub(super) fn report(changes: &Changes, semver: &str, limit: Option<usize>, more: &str) -> String {
    if changes.is_empty() {
        return "changes    none\n".to_owned();
    }
    let mut text = String::new();
    for verdict in Verdict::ALL {
        let line = counted(changes, verdict);
        if !line.is_empty() {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{:10} {line}", verdict.name());
        }
    }
    let _ = writeln!(text, "semver     {semver}");
    let mut left = limit.unwrap_or(usize::MAX);
    let mut hidden = 0;
    for verdict in Verdict::ALL {
        let groups = groups::of(changes, verdict);
        let shown = groups.len().min(left);
        left -= shown;
        hidden += groups.len() - shown;
        if shown > 0 {
            let _ = writeln!(text, "\n{}", verdict.name());
        }
        for group in groups.iter().take(shown) {
            let _ = writeln!(text, "  {}", line(group));
        }
    }
    if hidden > 0 {
        let _ = writeln!(text, "\n(and {hidden} more: {more} shows them)");
    }
    text
}

/// How much there is of a verdict, and of what.
fn counted(changes: &Changes, verdict: Verdict) -> String {
    let counts = groups::counts(changes, verdict);
    if counts.is_empty() {
        return String::new();
    }
    let total: usize = counts.iter().map(|(count, _)| count).sum();
    let parts = counts
        .iter()
        .map(|(count, what)| format!("{what} ({count})"));
    format!("{total}: {}", parts.collect::<Vec<_>>().join(", "))
}

fn line(group: &Group<'_>) -> String {
    let change = group.change;
    let (noun, what) = (change.kind.noun(), change.rule.what);
    let others = match group.others {
        0 => String::new(),
        others => format!(" (and {others} more)"),
    };
    let subject = match change.subject.as_str() {
        "" => String::new(),
        subject => format!("  {subject}"),
    };
    safe_line(&format!(
        "{noun} {what}: {}{}{subject}{others}",
        change.name,
        values(change)
    ))
}

/// What was and what is, or may be.
pub(super) fn values(change: &Change) -> String {
    match (&change.before, &change.after) {
        (None, None) => match &change.perhaps {
            Some(name) => format!(", perhaps {name} now"),
            None => String::new(),
        },
        (Some(before), None) => format!(": {before}"),
        (None, Some(after)) => format!(": {after}"),
        (Some(before), Some(after)) => format!(": {before} is now {after}"),
    }
}
