//! The head of a page: `key: value` lines between two lines of `---`.
//!
//! It is YAML by convention, but pages quote loosely, and only a few scalars are wanted; a strict parser would lose whole pages.

/// The lines of a front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FrontMatter<'t> {
    lines: &'t str,
}

impl<'t> FrontMatter<'t> {
    /// The value of a key, without quotes. `None` when it is absent or empty.
    pub(super) fn get(&self, key: &str) -> Option<&'t str> {
        let value = self
            .lines
            .lines()
            .find_map(|line| line.strip_prefix(key)?.trim_ascii_start().strip_prefix(':'))?;
        let value = unquoted(value.trim_ascii());
        (!value.is_empty()).then_some(value)
    }
}

/// The front matter, and the page without it. There is none if it is not closed.
pub(super) fn split(text: &str) -> (Option<FrontMatter<'_>>, &str) {
    let Some(start) = opening(text) else {
        return (None, text);
    };
    let rest = text.get(start..).unwrap_or_default();
    let mut offset = 0;
    for line in rest.split_inclusive('\n') {
        let (lines, body) = rest.split_at_checked(offset).unwrap_or_default();
        offset += line.len();
        if line.trim_ascii_end() == "---" {
            let body = body.get(line.len()..).unwrap_or_default();
            return (Some(FrontMatter { lines }), body);
        }
    }
    (None, text)
}

/// Where the lines of a front matter start, if the text starts with one, closed or not.
pub(super) fn opening(text: &str) -> Option<usize> {
    let line = text.split_inclusive('\n').next()?;
    (line.trim_ascii_end() == "---").then_some(line.len())
}

fn unquoted(value: &str) -> &str {
    let quoted = |quote| {
        value
            .strip_prefix(quote)
            .and_then(|value| value.strip_suffix(quote))
    };
    quoted('"').or_else(|| quoted('\'')).unwrap_or(value)
}
