//! The permissions that a request takes.

use http::Method;

use crate::path::Path;

/// The permissions that a request takes, by the way its caller signed in; each list from the least to the most privileged, of which one is
/// enough. An empty list: callers of that kind are not supported.
///
/// They are what the service's description says of the method and path of a request. What a caller may see and change depends on more than
/// that: on roles, on licenses, on what the body says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Permissions {
    /// On behalf of a work or school account.
    pub delegated_work: Vec<&'static str>,
    /// On behalf of a personal Microsoft account.
    pub delegated_personal: Vec<&'static str>,
    /// As an application, without a user.
    pub application: Vec<&'static str>,
}

impl Permissions {
    /// Looks a request up in the table of a generated crate: sorted lines of a method, the key of a path (its template without letter case and without the names of placeholders), and three lists with
    /// commas between names, `-` for an empty one.
    ///
    /// ```
    /// # use msgraph_runtime::{Path, Permissions, http::Method};
    /// const TABLE: &str = "\
    /// GET /me User.Read,User.ReadWrite User.Read -
    /// GET /users/{} User.ReadBasic.All - User.Read.All";
    /// let user = Path::service("v1.0").literal("users").key("user-id", "u7");
    /// let found = Permissions::find(TABLE, &Method::GET, &user).expect("it is in the table");
    /// assert_eq!(found.delegated_work, ["User.ReadBasic.All"]);
    /// assert!(found.delegated_personal.is_empty());
    /// assert_eq!(Permissions::find(TABLE, &Method::DELETE, &user), None);
    /// ```
    pub fn find(table: &'static str, method: &Method, path: &Path) -> Option<Self> {
        let wanted = format!("{method} {}", key(&path.template()));
        let line = search(table, &wanted)?;
        let mut lists = line.split(' ').skip(2).map(|list| match list {
            "-" => Vec::new(),
            list => list.split(',').collect(),
        });
        Some(Self {
            delegated_work: lists.next()?,
            delegated_personal: lists.next()?,
            application: lists.next()?,
        })
    }
}

/// The line of sorted lines that starts with these two words. Lines are found from the middle of what is left, so a large table costs no more
/// than a handful of comparisons.
fn search(mut table: &'static str, wanted: &str) -> Option<&'static str> {
    while !table.is_empty() {
        let bytes = table.as_bytes();
        let middle = bytes.len() / 2;
        let start = bytes.get(..middle)?.iter().rposition(|&byte| byte == b'\n');
        let start = start.map_or(0, |at| at + 1);
        let (before, rest) = table.split_at_checked(start)?;
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        match words(line).cmp(wanted) {
            std::cmp::Ordering::Equal => return Some(line),
            std::cmp::Ordering::Less => table = after,
            std::cmp::Ordering::Greater => table = before.strip_suffix('\n').unwrap_or(before),
        }
    }
    None
}

/// Method and path of a line.
fn words(line: &str) -> &str {
    let end = line
        .match_indices(' ')
        .nth(1)
        .map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or(line)
}

/// A template without letter case, the names of its placeholders, quotes, the namespace `microsoft.graph` and empty parentheses: what paths
/// have in common that lead to the same.
fn key(template: &str) -> String {
    let mut key = String::with_capacity(template.len());
    let mut depth = 0_usize;
    for character in template.chars() {
        match character {
            '{' => {
                depth += 1;
                if depth == 1 {
                    key.push_str("{}");
                }
            }
            '}' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '\'' => {}
            '?' => break,
            _ => key.push(character.to_ascii_lowercase()),
        }
    }
    key.replace("microsoft.graph.", "").replace("()", "")
}

#[cfg(test)]
mod tests {
    use super::{key, search};

    #[test]
    fn keys_are_those_of_the_generator() {
        for (template, expected) in [
            (
                "/users/{user-id}/microsoft.graph.delta()",
                "/users/{}/delta",
            ),
            ("/sites/f(a='{a}')/$ref", "/sites/f(a={})/$ref"),
            ("/applications(appId='{appId}')", "/applications(appid={})"),
        ] {
            assert_eq!(key(template), expected);
        }
    }

    #[test]
    fn every_line_of_a_table_is_found_and_no_other() {
        let mut lines: Vec<String> = (0..100)
            .map(|number| format!("GET /p{number}/{{}} A.B - -"))
            .collect();
        lines.push("GET /p1 A.B - -".to_owned());
        for length in 0..lines.len() {
            let mut part: Vec<String> = lines.iter().take(length).cloned().collect();
            part.sort();
            let table: &'static str = part.join("\n").leak();
            for (number, line) in lines.iter().enumerate() {
                let wanted = super::words(line);
                let found = search(table, wanted);
                assert_eq!(
                    found,
                    (number < length).then_some(line.as_str()),
                    "{wanted} of {length}"
                );
            }
            assert_eq!(search(table, "GET /"), None);
            assert_eq!(search(table, "POST /p1/{}"), None);
        }
    }
}
