//! The report for a pull request.

use std::fmt::Write;

use msgraph_generator::changes::{Changes, Verdict};

use super::groups::{self, Group};
use super::text;
use crate::wording::safe_line;

/// How many changes of a verdict are listed: a comment of a pull request has a largest size.
pub(super) const ROWS: usize = 100;

/// The whole report, with at most `limit` changes of each verdict.
pub(super) fn report(
    changes: &Changes,
    [old, new]: [&str; 2],
    semver: &str,
    limit: Option<usize>,
) -> String {
    let mut text = format!("## Changes from {} to {}\n\n", code(old), code(new));
    if changes.is_empty() {
        text.push_str("None.\n");
        return text;
    }
    // Writing to a string does not fail.
    let _ = writeln!(text, "Version step: **{semver}**\n");
    text.push_str("| verdict | what | count |\n|---|---|---|\n");
    for verdict in Verdict::ALL {
        for (count, what) in groups::counts(changes, verdict) {
            let _ = writeln!(text, "| {} | {what} | {count} |", verdict.name());
        }
    }
    for verdict in Verdict::ALL {
        section(&mut text, &groups::of(changes, verdict), verdict, limit);
    }
    text
}

fn section(text: &mut String, groups: &[Group<'_>], verdict: Verdict, limit: Option<usize>) {
    if groups.is_empty() {
        return;
    }
    let name = verdict.name();
    let shown = groups.len().min(limit.unwrap_or(usize::MAX));
    let _ = writeln!(
        text,
        "\n<details{}><summary>{name} ({})</summary>\n\n| what | item | described as | why |\n|---|---|---|---|",
        if verdict == Verdict::Breaking {
            " open"
        } else {
            ""
        },
        groups.len()
    );
    for group in groups.iter().take(shown) {
        let change = group.change;
        let others = match group.others {
            0 => String::new(),
            others => format!(" and {others} more"),
        };
        let item = format!("{}{}", change.name, text::values(change));
        let _ = writeln!(
            text,
            "| {} {} | {}{others} | {} | {} |",
            change.kind.noun(),
            change.rule.what,
            code(&item),
            code(&change.subject),
            change.rule.why
        );
    }
    if shown < groups.len() {
        let _ = writeln!(text, "\n(and {} more)", groups.len() - shown);
    }
    text.push_str("\n</details>\n");
}

/// Text as code in a cell of a table: it can end neither.
fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let text = safe_line(text).replace('`', "'").replace('|', "\\|");
    format!("`{text}`")
}
