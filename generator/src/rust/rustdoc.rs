//! Prose of a description as lines of a doc comment.
//!
//! The prose is plain text that anyone may have written: it must not become markup, a link, a test that `cargo test` runs, or text that
//! reads differently from what it is.

use super::item::Docs;
use crate::model;

/// The width to which paragraphs are broken: with `///` and an indent they end before column 100.
const WIDTH: usize = 92;

/// A paragraph of text from a description, escaped and broken into lines.
pub(super) fn paragraph(text: &str) -> Docs {
    wrap(&escape(text))
}

/// A paragraph of the generator's own, which is Markdown already, broken into lines.
pub(super) fn markdown(text: &str) -> Docs {
    wrap(text)
}

/// Paragraphs with an empty line between them; empty ones are left out.
pub(super) fn join(paragraphs: impl IntoIterator<Item = Docs>) -> Docs {
    let mut lines = Docs::new();
    for paragraph in paragraphs
        .into_iter()
        .filter(|paragraph| !paragraph.is_empty())
    {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(paragraph);
    }
    lines
}

/// What stands at a part of the service that the version for production does not have.
const ONLY_IN_BETA: &str = "Only in beta: the version for production does not have it.";

/// The paragraphs of a piece of documentation: summary, description, what has it, and page, as far as known. `lead` is put first, and is
/// what is shown in lists if there is no summary.
pub(super) fn documentation(documentation: &model::Documentation, lead: Docs) -> Docs {
    let summary = documentation
        .summary
        .as_deref()
        .map(paragraph)
        .unwrap_or_default();
    let description = match (&documentation.description, &documentation.summary) {
        (Some(description), summary) if Some(description) != summary.as_ref() => {
            paragraph(description)
        }
        _ => Docs::new(),
    };
    let page = documentation
        .page
        .as_deref()
        .map(|page| vec![format!("[Reference page]({})", link(page))])
        .unwrap_or_default();
    let first = if summary.is_empty() && description.is_empty() {
        [lead, Docs::new(), Docs::new()]
    } else {
        [summary, lead, description]
    };
    let beta = match documentation.beta_only {
        true => vec![ONLY_IN_BETA.to_owned()],
        false => Docs::new(),
    };
    join(first.into_iter().chain([beta, page]))
}

/// Why something should no longer be used, on one line; nothing where it may be. Compilers print the line, and rustdoc takes it for
/// Markdown.
pub(super) fn deprecated(documentation: &model::Documentation) -> Option<String> {
    let deprecation = documentation.deprecation.as_ref()?;
    let since = deprecation.since.as_deref().unwrap_or_default();
    let removal = deprecation.removal.as_deref().unwrap_or_default();
    let dates = match (since, removal) {
        ("", "") => {
            let text = deprecation.text.as_deref();
            return Some(escape(text.unwrap_or("the service deprecates it")));
        }
        (since, "") => format!("deprecated since {since}"),
        ("", removal) => format!("deprecated, to be removed on {removal}"),
        (since, removal) => format!("deprecated since {since}, to be removed on {removal}"),
    };
    Some(match deprecation.text.as_deref() {
        Some(text) => format!("{}: {}", escape(&dates), escape(text)),
        None => escape(&dates),
    })
}

/// Text as code in Markdown. Backquotes cannot stand in it and become apostrophes.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", plain(text).replace('`', "'"))
}

/// The permissions of an operation on a path, as a table.
pub(super) fn permissions(permissions: &model::Permissions, path: &str) -> Docs {
    let Some((rows, is_own)) = permissions.at(path) else {
        return Docs::new();
    };
    let differ = permissions.routes.values().any(|other| other != rows);
    let note = match (is_own, differ) {
        (true, false) => Docs::new(),
        (true, true) => markdown("Reached on other paths, it takes other permissions."),
        (false, _) => markdown("These are the permissions it takes on another path to it."),
    };
    join([table(rows), note])
}

fn table(rows: &[model::Permission]) -> Docs {
    let mut lines = vec![
        "| Permission type | From least to most privileged |".to_owned(),
        "|---|---|".to_owned(),
    ];
    for row in rows {
        let kind = match row.kind {
            model::PermissionKind::DelegatedWork => "Delegated, work or school account",
            model::PermissionKind::DelegatedPersonal => "Delegated, personal account",
            model::PermissionKind::Application => "Application",
        };
        let names = row
            .names
            .iter()
            .map(|name| code(&name.replace('|', "/")))
            .collect::<Vec<_>>()
            .join(", ");
        lines.push(format!(
            "| {kind} | {} |",
            if names.is_empty() {
                "not supported"
            } else {
                &names
            }
        ));
    }
    lines
}

/// One line of visible text: white space folded, and everything that is not shown, or changes how the rest is shown, replaced.
fn plain(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|c| if is_invisible(c) { '\u{fffd}' } else { c })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control and format characters: C0, C1, zero-width ones, bidirectional controls (Unicode Annex 9), line separators, tags, byte order
/// marks. White space that folds is not among them.
fn is_invisible(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => false,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' => {
            true
        }
        '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => true,
        _ => c.is_control(),
    }
}

/// Plain text as Markdown that shows it as it is: markup characters escaped, addresses as links.
fn escape(text: &str) -> String {
    let words: Vec<String> = plain(text).split(' ').map(escape_word).collect();
    words.join(" ")
}

fn escape_word(word: &str) -> String {
    let core = word.trim_matches(|c: char| {
        matches!(
            c,
            '(' | ')' | '[' | ']' | '<' | '>' | '"' | '\'' | ',' | ';' | '.' | ':'
        )
    });
    if (core.starts_with("https://") || core.starts_with("http://"))
        && core.bytes().all(is_address_byte)
    {
        let start = word.find(core).unwrap_or(0);
        return format!(
            "{}<{core}>{}",
            escape_text(&word[..start]),
            escape_text(&word[start + core.len()..])
        );
    }
    escape_text(word)
}

fn is_address_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&+,;=%".contains(&byte)
}

fn escape_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (position, c) in text.char_indices() {
        // Markup anywhere; or at the start of a word, which may come to stand at the start of a line: list and heading marks.
        let markup = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' | '!'
        );
        let opens_block = position == 0 && matches!(c, '#' | '+' | '-' | '=' | ':');
        let numbers_list = matches!(c, '.' | ')')
            && position > 0
            && text[..position].bytes().all(|byte| byte.is_ascii_digit());
        // `https://` that is not a clean address must not be taken for one.
        let address = c == ':' && text[position..].starts_with("://");
        if markup || opens_block || numbers_list || address {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// An address for a link target: anything that could end the target is percent-encoded.
fn link(address: &str) -> String {
    let mut target = String::with_capacity(address.len());
    for byte in address.bytes() {
        if is_address_byte(byte) {
            target.push(char::from(byte))
        } else {
            target.push_str(&format!("%{byte:02X}"))
        }
    }
    target
}

fn wrap(text: &str) -> Docs {
    let mut lines = Docs::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{code, link, paragraph};

    #[test]
    fn prose_is_shown_as_it_is() {
        assert_eq!(
            paragraph("The app's name.\r\n  Read-only."),
            ["The app's name. Read-only."]
        );
        assert_eq!(
            paragraph("See https://learn.microsoft.com/graph, please"),
            ["See <https://learn.microsoft.com/graph>, please"]
        );
        assert_eq!(
            paragraph("a_b *c* [d](e) <f> `g` # h"),
            ["a\\_b \\*c\\* \\[d\\](e) \\<f\\> \\`g\\` \\# h"]
        );
        assert_eq!(paragraph("1. one - two"), ["1\\. one \\- two"]);
    }

    #[test]
    fn prose_cannot_start_a_test_or_leave_the_comment() {
        for hostile in [
            "```\nfn main() { panic!() }\n```",
            "    let x = 1;",
            "*/ fn evil() {}",
            "#[doc = \"x\"]",
            "\"#; fn evil() {}",
        ] {
            for line in paragraph(hostile) {
                assert!(
                    !line.starts_with("```") && !line.starts_with("~~~") && !line.starts_with(' '),
                    "{line}"
                );
                assert!(!line.contains(['\n', '\r']), "{line}");
            }
        }
    }

    #[test]
    fn text_direction_and_invisible_characters_are_replaced() {
        assert_eq!(
            paragraph("a\u{202e}b\u{0}c\u{2028}d"),
            ["a\u{fffd}b\u{fffd}c\u{fffd}d"]
        );
        assert_eq!(code("a`b\u{200b}"), "`a'b\u{fffd}`");
    }

    #[test]
    fn a_link_target_ends_where_it_should() {
        assert_eq!(
            link("https://x/a b)c\n<d>"),
            "https://x/a%20b%29c%0A%3Cd%3E"
        );
    }
}
