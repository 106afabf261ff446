//! The report for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use msgraph_generator::pages::{Contradiction, Counts};

use super::Checked;
use crate::wording::{counted, escaped};

/// How many files that are no pages are named.
const OTHERS: usize = 5;

/// The whole report, with at most `show` contradictions of each kind; with `verbose`, every page and request line.
pub(super) fn report(checked: &Checked<'_>, show: usize, verbose: bool) -> String {
    let mut text = counts(checked.report.counts());
    unmatched(checked, verbose, &mut text);
    examples(checked, verbose, &mut text);
    contradictions(checked, show, &mut text);
    if !checked.doubts.is_empty() {
        let doubts = counted(checked.doubts.len(), "line");
        // Writing to a string does not fail.
        let _ = writeln!(text, "\n{doubts} of the pages could not be read:\n");
        text.push_str(&checked.doubts.render(checked.texts, false));
    }
    text
}

fn counts(counts: Counts) -> String {
    let share = |part: usize, of: usize| match of {
        0 => String::new(),
        _ => format!(" ({}.{} %)", part * 100 / of, part * 1000 / of % 10),
    };
    let row =
        |name: &str, part: usize, of: usize| format!("{name:44} {part:>6}{}\n", share(part, of));
    [
        row("pages", counts.pages, 0),
        row(
            "  that match an operation",
            counts.matched_pages,
            counts.pages,
        ),
        row("request lines", counts.lines, 0),
        row(
            "  that resolve on the type graph",
            counts.resolved,
            counts.lines,
        ),
        row(
            "  that match a described operation",
            counts.matched,
            counts.lines,
        ),
        row("examples", counts.examples, 0),
        row("  that hold", counts.examples_that_hold, counts.examples),
        row("contradictions", counts.contradictions, 0),
    ]
    .concat()
}

/// Each page that matches no operation, and each line that does not, with the reason.
fn unmatched(checked: &Checked<'_>, verbose: bool, text: &mut String) {
    let pages = checked.report.pages.iter();
    let mut pages = pages
        .filter_map(|page| Some((page, page.unmatched()?)))
        .peekable();
    if pages.peek().is_some() {
        text.push_str("\npages that match no operation\n");
    }
    for (page, reason) in pages {
        let place = checked.place(page.location);
        let _ = writeln!(text, "  {place}  {}", escaped(&reason.to_string()));
    }
    others(&checked.others, verbose, text);
    if !verbose {
        return;
    }
    text.push_str("\nrequest lines that match no operation\n");
    let requests = checked.report.pages.iter().flat_map(|page| &page.requests);
    for request in requests.filter(|request| request.resolution.operation().is_none()) {
        let line = format!("{}: {}", request.line, request.resolution);
        let _ = writeln!(
            text,
            "  {}  {}",
            checked.place(request.location),
            escaped(&line)
        );
    }
}

/// The Markdown files that are no reference pages: an overview has no request.
fn others(names: &[String], verbose: bool, text: &mut String) {
    if names.is_empty() {
        return;
    }
    let number = counted(names.len(), "Markdown file");
    let _ = writeln!(
        text,
        "\n{number} without a heading and an `http` block, left out"
    );
    let shown = if verbose { names.len() } else { OTHERS };
    for name in names.iter().take(shown) {
        let _ = writeln!(text, "  {}", escaped(name));
    }
    if names.len() > shown {
        let _ = writeln!(text, "  and {} more", names.len() - shown);
    }
}

/// How many examples hold, and how many do not for which reason.
fn examples(checked: &Checked<'_>, verbose: bool, text: &mut String) {
    let mut reasons: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    let examples = checked.report.pages.iter().flat_map(|page| &page.examples);
    for example in examples {
        let name = example.verdict.name();
        reasons.entry(name).or_default().push(example);
    }
    text.push_str("\nexamples\n");
    for (reason, examples) in reasons {
        let _ = writeln!(text, "{:>6}  {reason}", examples.len());
        if verbose && reason != "holds" {
            for example in examples {
                let place = checked.place(example.location);
                let _ = writeln!(text, "        {place}  {}", escaped(&example.line));
            }
        }
    }
    let without = checked.report.pages.iter();
    let without = without.filter(|page| page.examples.is_empty()).count();
    let _ = writeln!(text, "{:>6}  pages without an example", without);
}

fn contradictions(checked: &Checked<'_>, show: usize, text: &mut String) {
    let mut kinds: BTreeMap<&str, Vec<&Contradiction>> = BTreeMap::new();
    for page in &checked.report.pages {
        for contradiction in &page.contradictions {
            let kind = contradiction.kind.word();
            kinds.entry(kind).or_default().push(contradiction);
        }
    }
    for (kind, found) in kinds {
        let _ = writeln!(text, "\n{kind}: {}", counted(found.len(), "contradiction"));
        for contradiction in found.iter().take(show) {
            let _ = writeln!(text, "  {}", escaped(&contradiction.kind.to_string()));
            let _ = writeln!(
                text,
                "    page         {}",
                checked.place(contradiction.location)
            );
            if let Some(described) = contradiction.described {
                let _ = writeln!(text, "    description  {}", checked.place(described));
            }
        }
        if found.len() > show {
            let _ = writeln!(text, "  and {} more", found.len() - show);
        }
    }
}
