//! The report for programs: every change.

use msgraph_generator::changes::{Change, Changes, Verdict};
use serde::Serialize;

use crate::failure::Failure;

#[derive(Serialize)]
struct Report<'c> {
    old: &'c str,
    new: &'c str,
    /// `none`, `patch`, `minor` or `major`.
    semver: &'static str,
    breaking: usize,
    additive: usize,
    cosmetic: usize,
    changes: Vec<Row<'c>>,
}

#[derive(Serialize)]
struct Row<'c> {
    verdict: &'static str,
    kind: &'static str,
    what: &'static str,
    why: &'static str,
    /// The item in Rust, from the crate root.
    item: &'c str,
    /// What it is in the description.
    #[serde(skip_serializing_if = "str::is_empty")]
    subject: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'c str>,
    /// For what was removed, what it may be called now.
    #[serde(skip_serializing_if = "Option::is_none")]
    perhaps: Option<&'c str>,
    /// Whether it goes with another change, and is not counted.
    follows: bool,
}

/// The whole report.
pub(super) fn report(changes: &Changes, [old, new]: [&str; 2]) -> Result<String, Failure> {
    let count = |verdict| changes.of(verdict).count();
    let report = Report {
        old,
        new,
        semver: changes.step().name(),
        breaking: count(Verdict::Breaking),
        additive: count(Verdict::Additive),
        cosmetic: count(Verdict::Cosmetic),
        changes: changes.list.iter().map(row).collect(),
    };
    let text = serde_json::to_string_pretty(&report);
    text.map(|text| text + "\n")
        .map_err(|error| Failure::unusable(format!("the report cannot be written: {error}")))
}

fn row(change: &Change) -> Row<'_> {
    Row {
        verdict: change.verdict().name(),
        kind: change.kind.noun(),
        what: change.rule.what,
        why: change.rule.why,
        item: &change.name,
        subject: &change.subject,
        before: change.before.as_deref(),
        after: change.after.as_deref(),
        perhaps: change.perhaps.as_deref(),
        follows: change.follows,
    }
}
