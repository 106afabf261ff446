//! What a text is, by its contents: file names are hints for people.

use super::docs;
use super::tree::{Node, Value};
use crate::problem::{FileId, Location, Problem, ProblemKind};

/// The notation of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Xml,
    Json,
    Yaml,
    Page,
}

/// The notation of a text, from its first characters and lines. `None` when it can be none that is read.
pub(super) fn format(contents: &str) -> Option<Format> {
    let start = contents.trim_ascii_start();
    if start.starts_with(['{', '[']) {
        return Some(Format::Json);
    }
    if after_comments(start).starts_with('<') {
        return Some(Format::Xml);
    }
    if docs::is_page(contents) {
        return Some(Format::Page);
    }
    contents
        .lines()
        .any(is_version_line)
        .then_some(Format::Yaml)
}

/// An XML text may start with comments, and so may a page.
fn after_comments(mut text: &str) -> &str {
    while let Some((_, rest)) = text
        .strip_prefix("<!--")
        .and_then(|comment| comment.split_once("-->"))
    {
        text = rest.trim_ascii_start();
    }
    text
}

fn is_version_line(line: &str) -> bool {
    let key = line.split(':').next().unwrap_or_default().trim_ascii_end();
    key.len() < line.len()
        && matches!(key.trim_matches(['"', '\'']), "openapi" | "swagger")
        && !line.starts_with(' ')
}

/// Checks that a tree is OpenAPI 3.0.
pub(super) fn check_version(file: FileId, contents: &str, tree: &Node<'_>) -> Result<(), Problem> {
    for keyword in ["openapi", "swagger"] {
        let Some(version) = tree.get(keyword) else {
            continue;
        };
        let text = match &version.value {
            Value::String(text) => text.as_ref(),
            Value::Number(number) => number.as_str(),
            _ => version.kind(),
        };
        if keyword == "openapi" && (text == "3.0" || text.starts_with("3.0.")) {
            return Ok(());
        }
        let kind = ProblemKind::UnsupportedOpenApi {
            keyword,
            version: text.to_owned(),
        };
        return Err(Problem::at(version.location, kind));
    }
    Err(unknown(file, contents))
}

/// The problem of a text that is not read, shown at its first line that is not empty.
pub(super) fn unknown(file: FileId, contents: &str) -> Problem {
    let start = contents.len() - contents.trim_ascii_start().len();
    let line = contents
        .get(start..)
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default();
    let kind = if line.is_empty() {
        ProblemKind::EmptyText
    } else {
        ProblemKind::UnknownFormat
    };
    Problem::at(
        Location::new(file, start, start + line.trim_ascii_end().len()),
        kind,
    )
}
