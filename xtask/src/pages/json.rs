//! The report for programs.

use msgraph_generator::pages::{Contradiction, ExampleReport, PageReport, RequestReport};
use serde::Serialize;

use super::Checked;
use crate::failure::Failure;

#[derive(Serialize)]
struct Output {
    pages: Vec<Page>,
    /// Markdown files without a request: not looked at.
    others: Vec<String>,
    counts: Counts,
}

#[derive(Serialize)]
struct Counts {
    pages: usize,
    matched_pages: usize,
    lines: usize,
    resolved: usize,
    matched: usize,
    examples: usize,
    examples_that_hold: usize,
    contradictions: usize,
}

#[derive(Serialize)]
struct Page {
    name: String,
    place: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unmatched: Option<String>,
    requests: Vec<Line>,
    examples: Vec<Line>,
    contradictions: Vec<Said>,
}

/// A request line, or an example.
#[derive(Serialize)]
struct Line {
    request: String,
    place: String,
    matched: bool,
    result: String,
}

#[derive(Serialize)]
struct Said {
    kind: &'static str,
    message: String,
    place: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
}

/// Every page with all that was found in it.
pub(super) fn report(checked: &Checked<'_>) -> Result<String, Failure> {
    let counts = checked.report.counts();
    let output = Output {
        pages: checked
            .report
            .pages
            .iter()
            .map(|found| page(checked, found))
            .collect(),
        others: checked.others.clone(),
        counts: Counts {
            pages: counts.pages,
            matched_pages: counts.matched_pages,
            lines: counts.lines,
            resolved: counts.resolved,
            matched: counts.matched,
            examples: counts.examples,
            examples_that_hold: counts.examples_that_hold,
            contradictions: counts.contradictions,
        },
    };
    let text = serde_json::to_string_pretty(&output);
    text.map(|text| text + "\n")
        .map_err(|error| Failure::unusable(format!("the report cannot be written: {error}")))
}

fn page(checked: &Checked<'_>, page: &PageReport) -> Page {
    let requests = page.requests.iter();
    let examples = page.examples.iter();
    let contradictions = page.contradictions.iter();
    Page {
        name: page.stem.clone(),
        place: checked.place(page.location),
        unmatched: page.unmatched().map(|reason| reason.to_string()),
        requests: requests.map(|request| line(checked, request)).collect(),
        examples: examples.map(|found| example(checked, found)).collect(),
        contradictions: contradictions.map(|found| said(checked, found)).collect(),
    }
}

fn line(checked: &Checked<'_>, request: &RequestReport) -> Line {
    Line {
        request: request.line.clone(),
        place: checked.place(request.location),
        matched: request.resolution.operation().is_some(),
        result: request.resolution.to_string(),
    }
}

fn example(checked: &Checked<'_>, example: &ExampleReport) -> Line {
    Line {
        request: example.line.clone(),
        place: checked.place(example.location),
        matched: example.called.is_some(),
        result: example.verdict.name().to_owned(),
    }
}

fn said(checked: &Checked<'_>, contradiction: &Contradiction) -> Said {
    let described = contradiction.described;
    Said {
        kind: contradiction.kind.word(),
        message: contradiction.kind.to_string(),
        place: checked.place(contradiction.location),
        description: described.map(|location| checked.place(location)),
    }
}
