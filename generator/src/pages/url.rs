//! URLs of reference pages as segments. They are written by people, for people: see each arm of [`Segment`].

/// A segment of a URL, as far as it can be told without knowing the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment<'u> {
    /// A name, or a literal in the place of a key: `users`, `inbox`.
    Name(&'u str),
    /// A name with arguments: `delta()`, `range(address='{address}')`. Only the names of the arguments are kept.
    Call {
        name: &'u str,
        arguments: Vec<&'u str>,
    },
    /// What is surely a key: `{id | userPrincipalName}`, `(team-id)`, `appId={id}`.
    Key,
    /// The way to an item by the names of folders: `:/{path}:`.
    ByPath,
    /// Any number of segments that the page leaves out: `...`.
    Ellipsis,
}

/// The segments behind the service root: host, version and query are left out.
pub(super) fn segments(url: &str) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut by_path = false;
    for raw in split(path(url)) {
        let ends_way = raw.ends_with(':') && !raw.contains('(');
        let raw = if ends_way {
            raw.trim_end_matches(':')
        } else {
            raw
        };
        if by_path {
            if ends_way {
                segments.push(Segment::ByPath);
                by_path = false;
            }
            continue;
        }
        push(raw, &mut segments);
        by_path = ends_way;
    }
    if by_path {
        segments.push(Segment::ByPath);
    }
    segments
}

/// The segments behind the service root as they are written; host, version and query are left out.
pub fn url_segments(url: &str) -> Vec<&str> {
    split(path(url))
}

/// The path behind the service root.
fn path(url: &str) -> &str {
    let url = url.trim().trim_start_matches('~');
    let url = without_query(url);
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => url,
    };
    let path = path.trim_start_matches('/');
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    let is_version = matches!(first, "v1.0" | "beta" | "{version}");
    if is_version { rest } else { path }
}

/// The URL up to the question mark of its query; one inside of a placeholder is no such mark.
fn without_query(url: &str) -> &str {
    let mut depth = 0_usize;
    for (at, character) in url.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '?' if depth == 0 => return url.get(..at).unwrap_or(url),
            _ => {}
        }
    }
    url
}

/// The parts between slashes; those inside of brackets and quotes separate nothing.
fn split(path: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut quoted, mut start) = (0_usize, false, 0);
    for (at, character) in path.char_indices() {
        match character {
            '\'' => quoted = !quoted,
            _ if quoted => {}
            '{' | '(' | '<' => depth += 1,
            '}' | ')' | '>' => depth = depth.saturating_sub(1),
            '/' if depth == 0 => {
                parts.push(path.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(path.get(start..).unwrap_or_default());
    let parts = parts.into_iter().map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

fn push<'u>(raw: &'u str, segments: &mut Vec<Segment<'u>>) {
    if matches!(raw, "..." | "\u{2026}") {
        segments.push(Segment::Ellipsis);
        return;
    }
    if raw.starts_with(['{', '<', '\'', '(']) {
        segments.push(Segment::Key);
        // `{id}$ref`: the slash was forgotten.
        if let Some((_, rest)) = raw.split_once("}$") {
            let start = raw.len() - rest.len() - 1;
            segments.push(Segment::Name(raw.get(start..).unwrap_or_default()));
        }
        return;
    }
    match raw.split_once('(') {
        Some((name, arguments)) => called(name, arguments.trim_end_matches(')'), segments),
        None if raw.contains('=') => segments.push(Segment::Key),
        None => segments.push(Segment::Name(raw)),
    }
}

/// What brackets behind a name hold: nothing, arguments, or a key.
fn called<'u>(name: &'u str, arguments: &'u str, segments: &mut Vec<Segment<'u>>) {
    if !arguments.trim().is_empty() && !arguments.contains('=') {
        segments.push(Segment::Name(name));
        segments.push(Segment::Key);
        return;
    }
    let arguments = arguments
        .split(',')
        .filter_map(|argument| Some(argument.split_once('=')?.0.trim()));
    segments.push(Segment::Call {
        name,
        arguments: arguments.collect(),
    });
}

#[cfg(test)]
mod tests {
    use super::{Segment, segments};

    /// The segments in short.
    fn short(url: &str) -> String {
        let words = segments(url).into_iter().map(|segment| match segment {
            Segment::Name(name) => name.to_owned(),
            Segment::Call { name, arguments } => format!("{name}({})", arguments.join(",")),
            Segment::Key => "{}".to_owned(),
            Segment::ByPath => ":".to_owned(),
            Segment::Ellipsis => "...".to_owned(),
        });
        words.collect::<Vec<_>>().join("/")
    }

    #[test]
    fn every_spelling_of_pages() {
        for (url, expected) in [
            (
                "/users/{id | userPrincipalName}/manager/$ref",
                "users/{}/manager/$ref",
            ),
            (
                "https://graph.microsoft.com/beta/me/messages?$top=2",
                "me/messages",
            ),
            ("HTTPS://graph.microsoft.com/v1.0/me", "me"),
            ("/beta/me", "me"),
            (
                "~/onPremisesPublishingProfiles/{type}/connectors",
                "onPremisesPublishingProfiles/{}/connectors",
            ),
            ("me", "me"),
            ("/groups/{a/b?c}/members", "groups/{}/members"),
            ("/teams/(team-id)/channels", "teams/{}/channels"),
            ("/users('{id}')", "users/{}"),
            ("/applications(appId='{appId}')", "applications(appId)"),
            (
                "/directoryRoles/roleTemplateId={id}/members",
                "directoryRoles/{}/members",
            ),
            ("/users/delta()", "users/delta()"),
            ("/me/f(a='x/y',b={b})", "me/f(a,b)"),
            (
                "/me/mailFolders/{id}/childFolders/{id}/.../messages",
                "me/mailFolders/{}/childFolders/{}/.../messages",
            ),
            ("/me/drive/root:/{path}:/content", "me/drive/root/:/content"),
            ("/me/drive/root:/{path}", "me/drive/root/:"),
            (
                "/drives/{id}/items/{id}:/a/b.txt:/content",
                "drives/{}/items/{}/:/content",
            ),
            ("/policies/{id}$ref", "policies/{}/$ref"),
            ("", ""),
        ] {
            assert_eq!(short(url), expected, "{url}");
        }
    }
}
