//! Reference pages: Markdown in the form of Microsoft's API documentation.
//!
//! Pages are written by people for people, so nothing here is an error: what cannot be read is left out with a warning.

mod annotation;
mod exchange;
mod front_matter;
mod message;
mod page;
mod permissions;
mod reader;
mod request;
mod section;
mod table;
#[cfg(test)]
mod tests;

pub use self::exchange::{Annotation, Content, ExampleRequest, ExampleResponse, Exchange};
pub use self::page::{Page, PermissionKind, PermissionRow, Request, Row};

use std::ops::Range;

use crate::problem::{FileId, Problems};

/// Reads one page; `name` is the name of its text.
pub(super) fn parse(file: FileId, name: &str, text: &str, problems: &mut Problems) -> Page {
    reader::page(file, name, text, problems)
}

/// Whether a text is a reference page: its front matter says so, or it has a heading and an `http` code block.
pub(super) fn is_page(text: &str) -> bool {
    let (front_matter, body) = front_matter::split(text);
    if front_matter.is_some_and(|matter| {
        matter
            .get("doc_type")
            .is_some_and(|kind| kind.ends_with("PageType"))
    }) {
        return true;
    }
    let mut lines = body.lines();
    lines.any(|line| line.starts_with('#'))
        && lines.any(|line| is_http_fence(line.trim_ascii_start()))
}

fn is_http_fence(line: &str) -> bool {
    let info = line
        .strip_prefix("```")
        .or_else(|| line.strip_prefix("~~~"));
    info.is_some_and(|info| info.trim_ascii().eq_ignore_ascii_case("http"))
}

/// A range of a text without white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}
