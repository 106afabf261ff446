//! Code blocks that show an HTTP message.

use std::ops::Range;

use super::exchange::Content;
use super::request::request_line;
use super::trimmed;

/// What a code block shows. Places are those in the body of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Message<'t> {
    Request {
        method: &'static str,
        url: &'t str,
        line: Range<usize>,
        rest: Rest,
    },
    Response {
        status: Option<u16>,
        line: Range<usize>,
        rest: Rest,
    },
}

/// What follows the first line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Rest {
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Option<Range<usize>>,
}

impl Rest {
    /// With the place of the body in the text as `locate` has it.
    pub(super) fn content(
        self,
        locate: impl FnOnce(Range<usize>) -> crate::problem::Location,
    ) -> Content {
        Content {
            headers: self.headers,
            body: self.body.map(locate),
        }
    }
}

/// The message in a part of the page's body. What has no first line of a message is a response without one where the page says so.
pub(super) fn message<'t>(
    body: &'t str,
    block: Range<usize>,
    is_response: bool,
) -> Option<Message<'t>> {
    let content = trimmed(body, block);
    let text = body.get(content.clone())?;
    let end = text.find('\n').map_or(content.end, |at| content.start + at);
    let line = trimmed(body, content.start..end);
    let first = body.get(line.clone())?;
    if let Some(status) = status(first) {
        let rest = rest(body, end..content.end);
        return Some(Message::Response {
            status: Some(status),
            line,
            rest,
        });
    }
    if let Some((method, url)) = request_line(first) {
        let rest = rest(body, end..content.end);
        return Some(Message::Request {
            method,
            url,
            line,
            rest,
        });
    }
    let rest = Rest {
        headers: Vec::new(),
        body: Some(content),
    };
    is_response.then_some(Message::Response {
        status: None,
        line,
        rest,
    })
}

/// The code of a status line: `HTTP/1.1 204 No Content`; pages also leave out the version, or the slash.
fn status(line: &str) -> Option<u16> {
    let rest = line.strip_prefix("HTTP")?;
    let code = rest.split_ascii_whitespace().find(|word| word.len() == 3)?;
    let code: u16 = code.parse().ok()?;
    (100..600).contains(&code).then_some(code)
}

/// Headers up to an empty line, or to the first line that is none.
fn rest(body: &str, range: Range<usize>) -> Rest {
    let mut headers = Vec::new();
    let text = body.get(range.clone()).unwrap_or_default();
    let mut at = range.start;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        match header(line) {
            Some(header) => headers.push(header),
            // What is left of the first line: its end.
            None if number == 0 && line.trim().is_empty() => {}
            None => break,
        }
        at += line.len();
    }
    let content = trimmed(body, at..range.end);
    Rest {
        headers,
        body: (!content.is_empty()).then_some(content),
    }
}

/// `Name: value` (RFC 9112, section 5), as opposed to a line of a body.
fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let token = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let name = name.trim();
    (!name.is_empty() && name.bytes().all(token))
        .then(|| (name.to_owned(), value.trim().to_owned()))
}
