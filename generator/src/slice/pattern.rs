//! Path patterns: `users/{id}/messages/**`, `PUT,DELETE applications/*/connectorGroup/$ref`.

use crate::model::Method;

/// A pattern over the segments of URL templates, and the methods it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    methods: Vec<Method>,
    tokens: Vec<Token>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// A name, in any letter case.
    Literal(String),
    /// A placeholder such as `{id}`: one key.
    Key,
    /// `*`: one segment, be it a key or a name.
    One,
    /// `**`: any number of segments, none included.
    Any,
}

/// How far a pattern has been matched: each number is a token before which the match may stand.
pub(super) type Progress = std::collections::BTreeSet<usize>;

impl Pattern {
    /// Reads a pattern. Methods stand before the path, with commas; without them every method is meant.
    pub(super) fn parse(text: &str) -> Self {
        let text = text.trim();
        let (methods, path) = match text.split_once(char::is_whitespace) {
            Some((methods, path)) => (
                methods
                    .split(',')
                    .filter_map(|name| Method::parse(name.trim()))
                    .collect(),
                path.trim(),
            ),
            None => (Vec::new(), text),
        };
        let tokens = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(|segment| match segment {
                "**" => Token::Any,
                "*" => Token::One,
                placeholder if placeholder.starts_with('{') && placeholder.ends_with('}') => {
                    Token::Key
                }
                name => Token::Literal(name.to_lowercase()),
            });
        Self {
            methods,
            tokens: tokens.collect(),
        }
    }

    /// The start of a match.
    pub(super) fn start(&self) -> Progress {
        let mut progress = Progress::from([0]);
        self.skip_any(&mut progress);
        progress
    }

    /// The progress after one more segment; empty where the pattern cannot match any more. A key is a segment without a name.
    pub(super) fn advance(&self, progress: &Progress, segment: Option<&str>) -> Progress {
        let mut next = Progress::new();
        for &at in progress {
            match self.tokens.get(at) {
                Some(Token::Any) => {
                    next.insert(at);
                }
                Some(Token::Key) if segment.is_none() => {
                    next.insert(at + 1);
                }
                Some(Token::One) => {
                    next.insert(at + 1);
                }
                Some(Token::Literal(name))
                    if segment.is_some_and(|segment| segment.eq_ignore_ascii_case(name)) =>
                {
                    next.insert(at + 1);
                }
                _ => {}
            }
        }
        self.skip_any(&mut next);
        next
    }

    /// Whether the pattern is matched to its end.
    pub(super) fn is_complete(&self, progress: &Progress) -> bool {
        progress.contains(&self.tokens.len())
    }

    /// Whether the next segment is named by the pattern, rather than taken in by a wildcard.
    pub(super) fn names_next(&self, progress: &Progress, segment: &str) -> bool {
        progress.iter().any(|&at| matches!(self.tokens.get(at), Some(Token::Literal(name)) if segment.eq_ignore_ascii_case(name)))
    }

    /// Whether the pattern is about operations alone, rather than about the places that they are at too.
    pub(super) fn names_methods(&self) -> bool {
        !self.methods.is_empty()
    }

    /// Whether operations of this method are meant.
    pub(super) fn means(&self, method: Method) -> bool {
        self.methods.is_empty() || self.methods.contains(&method)
    }

    fn skip_any(&self, progress: &mut Progress) {
        for at in 0..self.tokens.len() {
            if progress.contains(&at) && self.tokens[at] == Token::Any {
                progress.insert(at + 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;
    use crate::model::Method;

    fn matches(pattern: &str, path: &str) -> bool {
        let pattern = Pattern::parse(pattern);
        let progress = path.split('/').fold(pattern.start(), |progress, segment| {
            let segment = (!segment.starts_with('{')).then_some(segment);
            pattern.advance(&progress, segment)
        });
        pattern.is_complete(&progress)
    }

    #[test]
    fn wildcards_take_what_they_say() {
        assert!(matches("users/**", "users"));
        assert!(matches("users/**", "users/{id}/manager/$ref"));
        assert!(matches("users/*/manager", "users/{id}/manager"));
        assert!(matches("/Users/{user-id}/manager", "users/{id}/MANAGER"));
        assert!(matches("**/$ref", "groups/{id}/members/$ref"));
        assert!(matches("**", "anything/{id}"));
        assert!(matches("users/*", "users/$count"));
        assert!(matches("users/{id}", "users/{user-id}"));
        assert!(!matches("users/{id}", "users/$count"));
        assert!(!matches("users/*", "users"));
        assert!(!matches("users/*/manager", "users/{id}/manager/$ref"));
        assert!(!matches("users", "groups"));
    }

    #[test]
    fn methods_stand_before_the_path() {
        let pattern = Pattern::parse("PUT,delete applications/{id}/connectorGroup/$ref");
        assert!(
            pattern.means(Method::Put)
                && pattern.means(Method::Delete)
                && !pattern.means(Method::Get)
        );
        assert!(Pattern::parse("applications").means(Method::Post));
    }
}
