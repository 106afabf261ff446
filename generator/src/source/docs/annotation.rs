//! The JSON in comments above code blocks.
//!
//! It is read by its keys alone: such comments are not always whole, and what is not wanted of them does not have to be.

use super::exchange::Annotation;
use crate::problem::{FileId, Location};
use crate::source::text::Spanned;

/// The annotation in an HTML comment; `None` for any other comment. `at` is where `html` starts in the text.
pub(super) fn annotation(file: FileId, html: &str, at: usize) -> Option<Annotation> {
    if !html.trim_start().starts_with("<!--") {
        return None;
    }
    let (_, block_type) = text(html, "blockType")?;
    let odata_type = text(html, "@odata.type").map(|(start, value)| Spanned {
        value: value.to_owned(),
        location: Location::new(file, at + start, at + start + value.len()),
    });
    Some(Annotation {
        block_type: Some(block_type.to_owned()),
        name: text(html, "name").map(|(_, name)| name.to_owned()),
        odata_type,
        is_collection: is_true(html, "isCollection"),
        truncated: is_true(html, "truncated"),
    })
}

/// A string under a key, and where it starts.
fn text<'t>(html: &'t str, key: &str) -> Option<(usize, &'t str)> {
    let value = value(html, key)?;
    let start = html.len() - value.len() + 1;
    let text = value.strip_prefix('"')?.split(['"', '\n']).next()?;
    Some((start, text))
}

/// Some pages write the truth value as text.
fn is_true(html: &str, key: &str) -> bool {
    value(html, key).is_some_and(|value| value.trim_start_matches('"').starts_with("true"))
}

/// What follows a key and its colon.
fn value<'t>(html: &'t str, key: &str) -> Option<&'t str> {
    let quoted = format!("\"{key}\"");
    let (_, rest) = html.split_once(&quoted)?;
    Some(rest.trim_start().strip_prefix(':')?.trim_start())
}
