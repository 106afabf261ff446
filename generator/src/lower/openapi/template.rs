//! URL templates as segments.

/// One segment of a URL template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment<'a> {
    /// A name: an entity set, a navigation property, an action, or anything else that is written plainly.
    Name(&'a str),
    /// `{user-id}`: the key of an entity. The text is that between the braces.
    Key(&'a str),
    /// `a='{a}',b={b}`: the key of an entity, its parts by name.
    NamedKey(&'a str),
    /// `name(a='{a}',b={b})`: a function call, or a key by name.
    Call {
        /// What stands before the parenthesis.
        name: &'a str,
        /// The arguments: name and what stands for the value, with its quotes.
        arguments: Vec<(&'a str, &'a str)>,
    },
    /// `$ref`, `$count`, `$value`.
    System(&'a str),
}

impl<'a> Segment<'a> {
    /// What a reader recognizes it by.
    pub(super) fn text(&self) -> &'a str {
        match self {
            Self::Name(text) | Self::Key(text) | Self::NamedKey(text) | Self::System(text) => text,
            Self::Call { name, .. } => name,
        }
    }
}

/// The names of the parts of a key with names, in order.
pub(super) fn part_names(text: &str) -> Vec<&str> {
    let parts = text.split(',');
    parts
        .filter_map(|part| Some(part.split_once('=')?.0))
        .collect()
}

/// The segments of a template. Slashes inside parentheses and braces do not separate.
pub(super) fn segments(template: &str) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (position, c) in template.char_indices().chain([(template.len(), '/')]) {
        match c {
            '(' | '{' => depth += 1,
            ')' | '}' => depth = depth.saturating_sub(1),
            '/' if depth == 0 || position == template.len() => {
                segments.extend(segment(&template[start..position]));
                start = position + 1;
            }
            _ => {}
        }
    }
    segments
}

fn segment(text: &str) -> Option<Segment<'_>> {
    if text.is_empty() {
        return None;
    }
    if text.starts_with('$') {
        return Some(Segment::System(text));
    }
    let is_key = text.starts_with('{') && text.ends_with('}') && text.matches('{').count() == 1;
    if is_key {
        return Some(Segment::Key(&text[1..text.len() - 1]));
    }
    match text.split_once('(') {
        Some((name, rest)) if rest.ends_with(')') => {
            let arguments = rest[..rest.len() - 1]
                .split(',')
                .filter_map(|argument| argument.split_once('='));
            Some(Segment::Call {
                name,
                arguments: arguments.collect(),
            })
        }
        _ if text.split(',').all(is_named_part) => Some(Segment::NamedKey(text)),
        _ => Some(Segment::Name(text)),
    }
}

/// Whether a text is a part of a key with its name: `id='{id}'`.
fn is_named_part(text: &str) -> bool {
    text.split_once('=')
        .is_some_and(|(name, value)| !name.contains('{') && value.contains('{'))
}

#[cfg(test)]
mod tests {
    use super::{Segment, segments};

    #[test]
    fn every_form_of_segment_is_told_apart() {
        assert_eq!(
            segments(
                "/users/{user-id}/microsoft.graph.reminderView(StartDateTime='{StartDateTime}',top={top})/$count"
            ),
            [
                Segment::Name("users"),
                Segment::Key("user-id"),
                Segment::Call {
                    name: "microsoft.graph.reminderView",
                    arguments: vec![("StartDateTime", "'{StartDateTime}'"), ("top", "{top}")]
                },
                Segment::System("$count"),
            ]
        );
        assert_eq!(
            segments("/a/delta()"),
            [
                Segment::Name("a"),
                Segment::Call {
                    name: "delta",
                    arguments: vec![]
                }
            ]
        );
        assert_eq!(
            segments("/a/id='{id}',policyId='{policyId}'"),
            [
                Segment::Name("a"),
                Segment::NamedKey("id='{id}',policyId='{policyId}'")
            ]
        );
        assert_eq!(segments("/id='{id}'"), [Segment::NamedKey("id='{id}'")]);
        assert_eq!(segments("/a=b"), [Segment::Name("a=b")]);
        assert_eq!(segments("/"), []);
        for broken in ["", "(", "/{", "/a(", "/)", "{}/{a}{b}", "/é/{ü}"] {
            let _ = segments(broken);
        }
        assert_eq!(segments("/{}"), [Segment::Key("")]);
    }
}
