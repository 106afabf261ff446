//! `cargo xtask problems`: what is wrong with the descriptions, for people and for programs: editors, and annotations of a build.

use msgraph_generator::plan;
use msgraph_generator::problem::{Location, Problem, Problems};
use msgraph_generator::source::SourceTexts;
use serde_json::{Value, json};

use crate::codegen::{load, report};
use crate::failure::Failure;
use crate::flags;
use crate::workspace::Workspace;

/// Reads the descriptions, plans the crate, and tells what was found on the way. Fails if nothing could be made.
pub(crate) fn run(workspace: &Workspace, flags: &flags::Problems) -> Result<String, Failure> {
    let inputs = load::load(workspace, &flags.inputs)?;
    let (problems, fails) = match plan(&inputs.texts, |_| ()) {
        Ok(plan) => (plan.warnings, false),
        Err(problems) => (problems, true),
    };
    let text = match flags.format {
        flags::ProblemsFormat::Text => report::all(&problems, &inputs.texts),
        flags::ProblemsFormat::Json => lines(&problems, &inputs.texts),
    };
    if fails {
        // Programs read the standard output, whatever comes of it.
        crate::print(&text, workspace.is_quiet)?;
        return Err(Failure::refused("the inputs cannot be used"));
    }
    Ok(text)
}

/// All problems as JSON objects, sorted, one on each line.
///
/// Lines and columns count from 1, columns in characters; the end is behind the last one. `place` is null where no text is to blame.
fn lines(problems: &Problems, texts: &SourceTexts) -> String {
    let lines = problems
        .sorted()
        .into_iter()
        .map(|problem| one(problem, texts));
    lines.map(|line| format!("{line}\n")).collect()
}

fn one(problem: &Problem, texts: &SourceTexts) -> Value {
    let kind = &problem.kind;
    let related_label = kind.related_label();
    let related = problem.related.iter();
    let related = related.filter_map(|location| place(texts, *location, Some(related_label)));
    json!({
        "code": kind.code().as_str(),
        "severity": if problem.is_error() { "error" } else { "warning" },
        "message": kind.to_string(),
        "place": problem.location.and_then(|location| place(texts, location, kind.label())),
        "related": related.collect::<Vec<_>>(),
        "help": kind.help(),
    })
}

fn place(texts: &SourceTexts, location: Location, label: Option<&str>) -> Option<Value> {
    let text = texts.get(location.file)?;
    let end = Location {
        start: location.end,
        ..location
    };
    let (start, end) = (texts.line_column(location), texts.line_column(end));
    Some(json!({
        "file": text.name(),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "label": label,
    }))
}
