//! The least that any program has to do with a description: read it, see that it is well formed, and drop it.

use std::fs;
use std::path::Path;

use quick_xml::events::Event;
use saphyr_parser::Parser;
use serde::de::IgnoredAny;

use crate::failure::Failure;

/// Walks over a description.
///
/// # Errors
/// When it cannot be read, or is not well formed.
pub(super) fn step(file: &Path) -> Result<String, Failure> {
    let shown = file.display();
    let text =
        fs::read_to_string(file).map_err(|error| Failure::io(format!("read {shown}"), &error))?;
    let walked = match text.trim_start_matches('\u{feff}').trim_start().as_bytes() {
        [b'<', ..] => xml(&text),
        [b'{', ..] => json(&text),
        _ => yaml(&text),
    };
    walked.map_err(|problem| Failure::refused(format!("{shown}: {problem}")))?;
    Ok(String::new())
}

fn xml(text: &str) -> Result<(), String> {
    let mut reader = quick_xml::Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Eof => return Ok(()),
            // Attributes are most of a CSDL.
            Event::Start(element) | Event::Empty(element) => {
                for attribute in element.attributes() {
                    attribute.map_err(|error| error.to_string())?;
                }
            }
            _ => {}
        }
    }
}

fn json(text: &str) -> Result<(), String> {
    let walked: Result<IgnoredAny, _> = serde_json::from_str(text);
    walked.map(drop).map_err(|error| error.to_string())
}

fn yaml(text: &str) -> Result<(), String> {
    for event in Parser::new_from_str(text) {
        event.map_err(|error| error.to_string())?;
    }
    Ok(())
}
