//! How an error reads: one line, whatever the service put into it.

use std::error::Error as StdError;
use std::fmt::{self, Write};

use http::header;

use super::{Answer, Error, GraphError, Kind};

/// So much of a text from outside is shown, in characters.
const SHOWN: usize = 300;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            Kind::Configuration(message) => write!(f, "the client cannot be built: {message}")?,
            Kind::Request(message) => write!(f, "the request cannot be sent: {message}")?,
            Kind::Token => f.write_str("no token for the request")?,
            Kind::Timeout => f.write_str("no answer came in time")?,
            Kind::Connect => f.write_str("no connection to the service")?,
            Kind::Transport => f.write_str("the request or its answer was lost on the way")?,
            Kind::TooLarge { limit } => {
                write!(f, "the answer is larger than the limit of {limit} bytes")?
            }
            Kind::Redirect => redirect(f, self.0.answer.as_ref())?,
            Kind::Service(graph_error) => service(f, self.0.answer.as_ref(), graph_error.as_ref())?,
            Kind::Decode { path, problem } => decode(f, path, problem)?,
        }
        if let Some(cause) = root_cause(self) {
            write!(f, ": {}", Line(&cause.to_string()))?;
        }
        match self.request_id() {
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
        "{}: a redirect came, and redirects are not followed",
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
        Some(error) => {
            write!(f, ": {}", Line(&error.code))?;
            if !error.message.is_empty() {
                write!(f, ": {}", Line(&error.message))?;
            }
            match &error.target {
                Some(target) => write!(f, " (target {})", Line(target)),
                None => Ok(()),
            }
        }
        None if answer.body.is_empty() => f.write_str(": the answer had no body"),
        None => foreign_body(f, answer),
    }
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

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let blank = |c: char| c.is_whitespace() || c.is_control();
        let mut shown = 0;
        for (at, word) in self
            .0
            .split(blank)
            .filter(|word| !word.is_empty())
            .enumerate()
        {
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
