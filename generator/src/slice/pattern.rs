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
    ///
    /// # Errors
    /// The first word before the path that is no method.
    pub(super) fn parse(text: &str) -> Result<Self, UnknownMethod> {
        let (methods, path) = split_methods(text);
        let tokens = segments(path).map(|segment| match segment {
            "**" => Token::Any,
            "*" => Token::One,
            placeholder if is_placeholder(placeholder) => Token::Key,
            name => Token::Literal(name.to_lowercase()),
        });
        Ok(Self {
            methods: methods.map_or(Ok(Vec::new()), parse_methods)?,
            tokens: tokens.collect(),
        })
    }

    /// The pattern that every path matches.
    pub(super) fn everything() -> Self {
        Self {
            methods: Vec::new(),
            tokens: vec![Token::Any],
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

    /// Whether every path that goes on from here is matched, whatever its method.
    pub(super) fn takes_all_behind(&self, progress: &Progress) -> bool {
        let ends_with_any = self.tokens.last() == Some(&Token::Any);
        ends_with_any && self.is_complete(progress) && !self.names_methods()
    }

    fn skip_any(&self, progress: &mut Progress) {
        for at in 0..self.tokens.len() {
            if progress.contains(&at) && self.tokens[at] == Token::Any {
                progress.insert(at + 1);
            }
        }
    }
}

/// A path as it is written, apart from the methods before it, if there are any.
pub(super) fn split_methods(text: &str) -> (Option<&str>, &str) {
    match text.trim().split_once(char::is_whitespace) {
        Some((methods, path)) => (Some(methods), path.trim()),
        None => (None, text.trim()),
    }
}

/// The methods of `PUT,delete`.
///
/// # Errors
/// The first word that is no method.
pub(super) fn parse_methods(text: &str) -> Result<Vec<Method>, UnknownMethod> {
    let method = |name: &str| Method::parse(name).ok_or_else(|| UnknownMethod(name.to_owned()));
    text.split(',').map(method).collect()
}

/// The segments of a path, without the arguments of a function (`delta()`) and the query options (`$ref?@id={id}`) that a URL template has.
pub(super) fn segments(path: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    let between = move |character: char| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == '/' && depth == 0
    };
    path.split(between)
        .map(|segment| match segment.find(['(', '?']) {
            Some(end) => segment.get(..end).unwrap_or_default(),
            None => segment,
        })
        .filter(|segment| !segment.is_empty())
}

/// Whether a segment stands for a key: `{id}`.
pub(super) fn is_placeholder(segment: &str) -> bool {
    segment.starts_with('{') && segment.ends_with('}')
}

/// A word before a path that is no HTTP method of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnknownMethod(pub String);

#[cfg(test)]
mod tests {
    use super::{Pattern, UnknownMethod, segments};
    use crate::model::Method;

    fn parse(pattern: &str) -> Pattern {
        Pattern::parse(pattern).expect("the methods are known")
    }

    fn matches(pattern: &str, path: &str) -> bool {
        let pattern = parse(pattern);
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
        let pattern = parse("PUT,delete applications/{id}/connectorGroup/$ref");
        assert!(
            pattern.means(Method::Put)
                && pattern.means(Method::Delete)
                && !pattern.means(Method::Get)
        );
        assert!(parse("applications").means(Method::Post));
    }

    #[test]
    fn what_is_no_method_is_refused() {
        let unknown = |text: &str| Pattern::parse(text).expect_err("it is no method").0;
        assert_eq!(unknown("GTE users"), "GTE");
        assert_eq!(unknown("GET,HEAD users/**"), "HEAD");
        assert_eq!(unknown("GET, PUT users"), "");
        assert_eq!(
            Pattern::parse("users and groups"),
            Err(UnknownMethod("users".to_owned()))
        );
    }

    #[test]
    fn a_url_template_is_a_path_too() {
        let split = |path| segments(path).collect::<Vec<_>>();
        assert_eq!(
            split("/users/{id}/f(a='{a/b}',b={b})"),
            ["users", "{id}", "f"]
        );
        assert_eq!(
            split("groups/{id}/members/$ref?@id={id}"),
            ["groups", "{id}", "members", "$ref"]
        );
        assert!(matches("users/delta()", "users/delta"));
    }

    #[test]
    fn only_what_goes_on_without_end_takes_all_behind() {
        let takes = |text: &str| {
            let pattern = parse(text);
            pattern.takes_all_behind(&pattern.advance(&pattern.start(), Some("me")))
        };
        assert!(takes("me/**") && takes("**"));
        assert!(!takes("me") && !takes("DELETE me/**") && !takes("users/**"));
        assert!(!takes("me/manager/**") && !takes("**/manager/**"));
    }
}
