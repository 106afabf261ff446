//! How an error reads: one line, whatever the service put into it.

use std::error::Error as StdError;
use std::fmt::{self, Write};

use http::{StatusCode, header};

use super::{Answer, Error, GraphError, Kind, is_blank};

/// So much of a text from outside is shown, in characters.
const SHOWN: usize = 300;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            Kind::Configuration(message) => {
                write!(f, "the client cannot work as it is set up: {message}")?
            }
            Kind::Request(message) => write!(f, "the request cannot be sent: {message}")?,
            Kind::Token => f.write_str("no token for the request")?,
            Kind::Timeout => f.write_str("no answer came in time")?,
            Kind::Connect => f.write_str("no connection to the service")?,
            Kind::Transport => f.write_str("the request or its answer was lost on the way")?,
            Kind::TooLarge { limit } => {
                write!(f, "the answer is larger than the limit of {limit} bytes")?
            }
            Kind::Redirect => redirect(f, self.0.answer.as_ref())?,
            Kind::Link(problem) => f.write_str(problem)?,
            Kind::TooManyRedirects { limit } => {
                write!(f, "more than {limit} redirects came, one after the other")?
            }
            Kind::Local(what) => f.write_str(what)?,
            Kind::Operation(error) => {
                f.write_str("the operation failed")?;
                if let Some(error) = error {
                    graph_error(f, error)?;
                }
            }
            Kind::Service(graph_error) => service(f, self.0.answer.as_ref(), graph_error.as_ref())?,
            Kind::Nothing => nothing(f, self.0.answer.as_ref())?,
            Kind::Decode { path, problem } => decode(f, path, problem)?,
        }
        if let Some(cause) = root_cause(self) {
            part(f, &cause.to_string())?;
        }
        if self.tries() > 1 {
            write!(f, " (after {} tries)", self.tries())?;
        }
        match self.request_id().filter(|id| !Line(id).is_blank()) {
            Some(id) => write!(f, " (request-id {})", Line(id)),
            None => Ok(()),
        }
    }
}

/// The last cause of the chain, which is the one that names the trouble; those between repeat that
/// there is one.
fn root_cause(error: &Error) -> Option<&(dyn StdError + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source()).last()
}

fn redirect(f: &mut fmt::Formatter<'_>, answer: Option<&Answer>) -> fmt::Result {
    let Some(answer) = answer else {
        return f.write_str("a redirect came");
    };
    write!(
        f,
        "{}: a redirect came, and it is not followed",
        answer.status
    )?;
    match answer
        .headers
        .get(header::LOCATION)
        .and_then(|location| location.to_str().ok())
    {
        // The query of a redirect target is often its credential.
        Some(location) => write!(
            f,
            ", to {}",
            Line(location.split('?').next().unwrap_or_default())
        ),
        None => Ok(()),
    }
}

fn service(
    f: &mut fmt::Formatter<'_>,
    answer: Option<&Answer>,
    error: Option<&GraphError>,
) -> fmt::Result {
    let Some(answer) = answer else {
        return f.write_str("the service refused the request");
    };
    write!(f, "{}", answer.status)?;
    match error {
        Some(error) => graph_error(f, error),
        None if is_blank(&answer.body) => f.write_str(": the answer had no body"),
        None => foreign_body(f, answer),
    }
}

/// Code, message and target, as far as the service gave them. Where it left the message out, an
/// inner error may have one.
fn graph_error(f: &mut fmt::Formatter<'_>, error: &GraphError) -> fmt::Result {
    let inner = std::iter::successors(error.inner_error.as_ref(), |inner| {
        inner.inner_error.as_deref()
    });
    let mut messages = std::iter::once(error.message.as_str())
        .chain(inner.filter_map(|inner| inner.message.as_deref()))
        .filter(|message| !Line(message).is_blank());
    let message = messages.next().unwrap_or_default();
    if Line(&error.code).is_blank() && message.is_empty() {
        f.write_str(": the service did not say why")?;
    }
    part(f, &error.code)?;
    part(f, message)?;
    match error.target.as_deref() {
        Some(target) if !Line(target).is_blank() => write!(f, " (target {})", Line(target)),
        _ => Ok(()),
    }
}

/// What follows a colon, if there is anything.
fn part(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    if Line(text).is_blank() {
        return Ok(());
    }
    write!(f, ": {}", Line(text))
}

/// The answer is a success without content.
fn nothing(f: &mut fmt::Formatter<'_>, answer: Option<&Answer>) -> fmt::Result {
    match answer {
        Some(answer) if answer.status == StatusCode::NO_CONTENT => {
            write!(f, "the service answered {}", answer.status)?
        }
        Some(answer) => write!(f, "the service answered {} without content", answer.status)?,
        None => f.write_str("the service answered without content")?,
    }
    f.write_str(": nothing is there")
}

/// A body that is not the service's: what it claims to be, how long it is, and how it begins.
fn foreign_body(f: &mut fmt::Formatter<'_>, answer: &Answer) -> fmt::Result {
    let content_type = answer
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let size = answer.body.len();
    write!(
        f,
        ": instead of a Graph error came {size} bytes of {}: ",
        Line(content_type.unwrap_or("unnamed type"))
    )?;
    write!(f, "{}", Line(&String::from_utf8_lossy(&answer.body)))
}

fn decode(f: &mut fmt::Formatter<'_>, path: &str, problem: &str) -> fmt::Result {
    match path {
        "" => write!(f, "the answer is not as described: {}", Line(problem)),
        path => write!(
            f,
            "the answer is not as described: {}: {}",
            Line(path),
            Line(problem)
        ),
    }
}

/// Text from outside on one line: runs of white space and control characters become one space, and
/// the end is cut.
struct Line<'a>(&'a str);

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.words().next().is_none()
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let blank = |c: char| c.is_whitespace() || c.is_control();
        self.0.split(blank).filter(|word| !word.is_empty())
    }
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = 0;
        for (at, word) in self.words().enumerate() {
            if at > 0 {
                f.write_char(' ')?;
            }
            for c in word.chars() {
                if shown == SHOWN {
                    return f.write_char('…');
                }
                f.write_char(c)?;
                shown += 1;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, SHOWN};

    #[test]
    fn text_from_outside_is_one_short_line() {
        assert_eq!(Line(" a\r\n\tb\u{1b}[31m\u{0}c ").to_string(), "a b [31m c");
        assert_eq!(Line(&"x".repeat(SHOWN)).to_string(), "x".repeat(SHOWN));
        assert_eq!(
            Line(&"x".repeat(SHOWN + 1)).to_string(),
            format!("{}…", "x".repeat(SHOWN))
        );
    }
}
