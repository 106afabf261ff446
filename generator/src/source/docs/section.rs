//! The sections of a page, by their headings.

use pulldown_cmark::HeadingLevel;

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    /// Before the first section.
    Introduction,
    Permissions,
    Requests,
    Headers,
    Parameters,
    Body,
    Response,
    Examples,
    Other,
}

/// The part of a page that is being read, and the level of the heading that it started with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) topic: Topic,
    level: HeadingLevel,
}

impl Section {
    /// What a page starts with.
    pub(super) const INTRODUCTION: Self = Self {
        topic: Topic::Introduction,
        level: HeadingLevel::H1,
    };

    /// The section after a heading. A heading of a lower level is a part of the section, unless it names another topic; what examples are
    /// made of has headings of the same names.
    pub(super) fn after(self, heading: &str, level: HeadingLevel) -> Self {
        let is_part = level > self.level;
        let topic = topic(heading);
        match self.topic {
            Topic::Examples | Topic::Response if is_part && topic != Some(Topic::Examples) => self,
            Topic::Introduction | Topic::Other => Self {
                topic: topic.unwrap_or(Topic::Other),
                level,
            },
            _ => match topic {
                Some(topic) => Self { topic, level },
                None if is_part => self,
                None => Self {
                    topic: Topic::Other,
                    level,
                },
            },
        }
    }
}

/// The topic that the words of a heading stand for.
fn topic(heading: &str) -> Option<Topic> {
    let words = heading.to_ascii_lowercase();
    let starts = |starts: &[&str]| starts.iter().any(|start| words.starts_with(start));
    Some(if starts(&["permissions", "prerequisites"]) {
        Topic::Permissions
    } else if starts(&["http request"]) {
        Topic::Requests
    } else if starts(&["request headers", "optional request headers"]) {
        Topic::Headers
    } else if starts(&["request body"]) {
        Topic::Body
    } else if words.ends_with("parameters") {
        Topic::Parameters
    } else if starts(&["response"]) {
        Topic::Response
    } else if starts(&["example"]) {
        Topic::Examples
    } else {
        return None;
    })
}
