//! Path patterns: `users/{id}/messages/**`, `PUT,DELETE applications/*/connectorGroup/$ref`, and all the paths of a tag at once.

use crate::model::Method;

/// A pattern over the segments of URL templates, and the methods it is about: a machine that goes from node to node, a segment a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// A match begins at the first.
    nodes: Vec<Node>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Node {
    edges: Vec<(Token, usize)>,
    /// Whether any segment leads back here: `**`.
    stays: bool,
    /// What is meant by a path that ends here, if one may.
    end: Option<Meant>,
}

/// What a path that ends at a node means.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meant {
    /// Everything there, and the place itself.
    Everything,
    /// Operations alone.
    Methods(Vec<Method>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// A name, in any letter case.
    Name(String),
    /// The name of a function, with the parentheses of a call.
    Call(String),
    /// A placeholder such as `{id}`: one key.
    Key,
    /// `*`: one segment, be it a key or a name.
    One,
}

/// One segment of a path of the service.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'a> {
    /// A key.
    Key,
    /// What has a name, in every spelling of it.
    Name(&'a [&'a str]),
    /// The same for a function, which is written with or without the parentheses of a call.
    Function(&'a [&'a str]),
}

/// How far a pattern has been matched: the nodes at which the match may stand.
pub(super) type Progress = std::collections::BTreeSet<usize>;

impl Pattern {
    /// Reads a pattern. Methods stand before the path, with commas; without them every method is meant.
    ///
    /// # Errors
    /// The first word before the path that is no method.
    pub(super) fn parse(text: &str) -> Result<Self, UnknownMethod> {
        let (methods, path) = split_methods(text);
        let meant = match methods {
            Some(methods) => Meant::Methods(parse_methods(methods)?),
            None => Meant::Everything,
        };
        let mut pattern = Self::nothing();
        pattern.add(path, meant);
        Ok(pattern)
    }

    /// The pattern of some operations by method and URL template. The places that they are at are not meant.
    pub(super) fn of_operations<'a>(
        operations: impl IntoIterator<Item = &'a (String, Method)>,
    ) -> Self {
        let mut pattern = Self::nothing();
        for (template, method) in operations {
            pattern.add(template, Meant::Methods(vec![*method]));
        }
        pattern
    }

    /// The pattern that every path matches.
    pub(super) fn everything() -> Self {
        let mut pattern = Self::nothing();
        pattern.add("**", Meant::Everything);
        pattern
    }

    /// The start of a match.
    pub(super) fn start(&self) -> Progress {
        Progress::from([0])
    }

    /// The progress after one more segment; empty where the pattern cannot match any more.
    pub(super) fn advance(&self, progress: &Progress, step: Step<'_>) -> Progress {
        let mut next = Progress::new();
        for (at, node) in self.at(progress) {
            if node.stays {
                next.insert(at);
            }
            let taken = node.edges.iter().filter(|(token, _)| token.takes(step));
            next.extend(taken.map(|(_, to)| *to));
        }
        next
    }

    /// Whether an operation of this method is meant at the end of the path so far.
    pub(super) fn means(&self, progress: &Progress, method: Method) -> bool {
        self.ends(progress).any(|end| match end {
            Meant::Everything => true,
            Meant::Methods(methods) => methods.contains(&method),
        })
    }

    /// Whether the place itself is meant at the end of the path so far, rather than operations alone.
    pub(super) fn means_place(&self, progress: &Progress) -> bool {
        self.ends(progress).any(|end| *end == Meant::Everything)
    }

    /// Whether the next segment is named by the pattern, rather than taken in by a wildcard.
    pub(super) fn names(&self, progress: &Progress, step: Step<'_>) -> bool {
        let mut edges = self.at(progress).flat_map(|(_, node)| &node.edges);
        edges
            .any(|(token, _)| matches!(token, Token::Name(_) | Token::Call(_)) && token.takes(step))
    }

    /// Whether every path that goes on from here is matched, whatever its method.
    pub(super) fn takes_all_behind(&self, progress: &Progress) -> bool {
        self.at(progress)
            .any(|(_, node)| node.stays && node.end == Some(Meant::Everything))
    }

    fn nothing() -> Self {
        Self {
            nodes: vec![Node::default()],
        }
    }

    fn at(&self, progress: &Progress) -> impl Iterator<Item = (usize, &Node)> {
        progress
            .iter()
            .filter_map(|&at| self.nodes.get(at).map(|node| (at, node)))
    }

    fn ends(&self, progress: &Progress) -> impl Iterator<Item = &Meant> {
        self.at(progress).filter_map(|(_, node)| node.end.as_ref())
    }

    /// Takes in a path. Paths that begin alike share nodes.
    fn add(&mut self, path: &str, meant: Meant) {
        let mut at = 0;
        for segment in written(path) {
            at = match segment {
                "**" => self.stay(at),
                "*" => self.edge(at, Token::One),
                key if is_placeholder(key) => self.edge(at, Token::Key),
                named => self.named(at, named),
            };
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.end = match (node.end.take(), meant) {
                (Some(Meant::Methods(mut methods)), Meant::Methods(more)) => {
                    methods.extend(more);
                    Some(Meant::Methods(methods))
                }
                (Some(Meant::Everything), _) => Some(Meant::Everything),
                (_, meant) => Some(meant),
            };
        }
    }

    /// A name. With something in parentheses it is a function with arguments, or else a collection with an alternate key.
    fn named(&mut self, at: usize, segment: &str) -> usize {
        let (name, arguments) = split_arguments(segment);
        let name = name.to_lowercase();
        let Some(arguments) = arguments else {
            return self.edge(at, Token::Name(name));
        };
        let called = self.edge(at, Token::Call(name.clone()));
        if !arguments.is_empty() {
            let collection = self.edge(at, Token::Name(name));
            self.link(collection, Token::Key, called);
        }
        called
    }

    /// The node that an edge leads to, made if there is none.
    fn edge(&mut self, from: usize, token: Token) -> usize {
        let edges = self.nodes.get(from).map(|node| &node.edges);
        let mut edges = edges.into_iter().flatten();
        if let Some((_, to)) = edges.find(|(known, _)| *known == token) {
            return *to;
        }
        self.nodes.push(Node::default());
        let to = self.nodes.len() - 1;
        self.link(from, token, to);
        to
    }

    fn link(&mut self, from: usize, token: Token, to: usize) {
        if let Some(node) = self.nodes.get_mut(from)
            && !node.edges.contains(&(token.clone(), to))
        {
            node.edges.push((token, to));
        }
    }

    fn stay(&mut self, at: usize) -> usize {
        if let Some(node) = self.nodes.get_mut(at) {
            node.stays = true;
        }
        at
    }
}

impl Token {
    fn takes(&self, step: Step<'_>) -> bool {
        let is_one = |name: &str, names: &[&str]| {
            names
                .iter()
                .any(|spelling| spelling.eq_ignore_ascii_case(name))
        };
        match (self, step) {
            (Self::One, _) | (Self::Key, Step::Key) => true,
            (Self::Name(name), Step::Name(names) | Step::Function(names))
            | (Self::Call(name), Step::Function(names)) => is_one(name, names),
            _ => false,
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

/// The segments of a path as they stand there, without the query options (`$ref?@id={id}`) that a URL template has.
pub(super) fn written(path: &str) -> impl Iterator<Item = &str> {
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
        .map(|segment| match segment.find('?') {
            Some(end) if !segment.contains('(') => segment.get(..end).unwrap_or_default(),
            _ => segment,
        })
        .filter(|segment| !segment.is_empty())
}

/// What stands before the parentheses of a segment, and in them.
pub(super) fn split_arguments(segment: &str) -> (&str, Option<&str>) {
    match segment.split_once('(') {
        Some((name, arguments)) => {
            let (arguments, _) = arguments.rsplit_once(')').unwrap_or((arguments, ""));
            (name, Some(arguments.trim()))
        }
        None => (segment, None),
    }
}

/// Whether a segment stands for a key: `{id}`, or each part of one by its name, `id='{id}',number={number}`.
pub(super) fn is_placeholder(segment: &str) -> bool {
    let is_value = |text: &str| text.starts_with('{') && text.ends_with('}');
    let is_part = |part: &str| {
        part.split_once('=')
            .is_some_and(|(_, value)| is_value(value.trim_matches('\'')))
    };
    is_value(segment) || (!segment.contains('(') && segment.split(',').all(is_part))
}

/// A word before a path that is no HTTP method of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct UnknownMethod(pub String);

#[cfg(test)]
mod tests {
    use super::{Pattern, Step, UnknownMethod, is_placeholder, split_arguments, written};
    use crate::model::Method;

    fn parse(pattern: &str) -> Pattern {
        Pattern::parse(pattern).expect("the methods are known")
    }

    fn means(pattern: &Pattern, method: Method, path: &str) -> bool {
        let progress = path.split('/').fold(pattern.start(), |progress, segment| {
            let names = [split_arguments(segment).0];
            let step = match segment {
                key if key.starts_with('{') => Step::Key,
                call if call.ends_with(')') => Step::Function(&names),
                _ => Step::Name(&names),
            };
            pattern.advance(&progress, step)
        });
        pattern.means(&progress, method)
    }

    fn matches(pattern: &str, path: &str) -> bool {
        means(&parse(pattern), Method::Get, path)
    }

    #[test]
    fn wildcards_take_what_they_say() {
        assert!(matches("users/**", "users"));
        assert!(matches("users/**", "users/{id}/manager/$ref"));
        assert!(matches("users/*/manager", "users/{id}/manager"));
        assert!(matches("/Users/{user-id}/manager", "users/{id}/MANAGER"));
        assert!(matches("**/$ref", "groups/{id}/members/$ref"));
        assert!(matches(
            "groups/**/**/members/**/$ref",
            "groups/{id}/members/$ref"
        ));
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
        let path = "applications/{id}/connectorGroup/$ref";
        assert!(means(&pattern, Method::Put, path) && means(&pattern, Method::Delete, path));
        assert!(!means(&pattern, Method::Get, path));
        assert!(means(&parse("applications"), Method::Post, "applications"));
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
        let split = |path| written(path).collect::<Vec<_>>();
        assert_eq!(
            split("/users/{id}/f(a='{a/b}',b={b})"),
            ["users", "{id}", "f(a='{a/b}',b={b})"]
        );
        assert_eq!(
            split("groups/{id}/members/$ref?@id={id}"),
            ["groups", "{id}", "members", "$ref"]
        );
        assert!(matches("users/delta()", "users/delta()"));
        assert!(matches("users/delta", "users/delta()"));
        assert!(!matches("users/delta()", "users/delta"));
    }

    #[test]
    fn a_key_may_have_names() {
        let path = "applications(appId='{appId}')/owners";
        assert!(matches(path, "applications/{id}/owners"));
        assert!(matches(path, "applications(appId='{appId}')/owners"));
        assert!(!matches(path, "applications/owners"));
        assert!(!matches("applications(appId='{appId}')", "applications"));
        assert!(is_placeholder("id='{id}',policyId='{policyId}'"));
        assert!(is_placeholder("number={number}"));
        assert!(!is_placeholder("f(a='{a}')") && !is_placeholder("users"));
    }

    #[test]
    fn operations_are_taken_as_they_are() {
        let operations = [
            ("/users".to_owned(), Method::Get),
            ("/users".to_owned(), Method::Post),
            ("/users/{user-id}/manager".to_owned(), Method::Get),
            ("/users/delta()".to_owned(), Method::Get),
        ];
        let pattern = Pattern::of_operations(&operations);
        assert!(means(&pattern, Method::Get, "users"));
        assert!(means(&pattern, Method::Post, "users"));
        assert!(!means(&pattern, Method::Get, "users/{id}"));
        assert!(means(&pattern, Method::Get, "users/{id}/manager"));
        assert!(!means(&pattern, Method::Delete, "users/{id}/manager"));
        assert!(means(&pattern, Method::Get, "users/delta()"));
    }

    #[test]
    fn only_what_goes_on_without_end_takes_all_behind() {
        let takes = |text: &str| {
            let pattern = parse(text);
            pattern.takes_all_behind(&pattern.advance(&pattern.start(), Step::Name(&["me"])))
        };
        assert!(takes("me/**") && takes("**"));
        assert!(!takes("me") && !takes("DELETE me/**") && !takes("users/**"));
        assert!(!takes("me/manager/**") && !takes("**/manager/**"));
    }
}
