//! What is printed: each request as it goes out, and each failure with what can be done about it.

use std::fmt;

use msgraph::{Client, Error, Request};

/// Prints the request as this client sends it: the absolute URLs are made only here, of the client's own root.
pub(crate) fn request<T, Q>(client: &Client, request: &Request<T, Q>) -> Result<(), Error> {
    let http = request.to_http(client.root())?;
    println!("    {} {}", http.method(), http.uri());
    if !http.body().is_empty() {
        println!("    {}", String::from_utf8_lossy(http.body()));
    }
    Ok(())
}

/// Why the example did not get to its end.
pub(crate) enum Problem {
    Call(Error),
    Other(String),
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => describe(f, error),
            Self::Other(problem) => f.write_str(problem),
        }
    }
}

fn describe(f: &mut fmt::Formatter<'_>, error: &Error) -> fmt::Result {
    match (error.status(), error.graph_error()) {
        (Some(status), Some(graph_error)) => {
            write!(f, "failed: {status}")?;
            write!(f, "\n  code:       {}", graph_error.code.escape_debug())?;
            write!(f, "\n  message:    {}", graph_error.message.escape_debug())?;
        }
        // Nothing that the service itself has said: the error tells the whole story in one line.
        _ => write!(f, "failed: {error}")?,
    }
    if let Some(id) = error.request_id() {
        write!(
            f,
            "\n  request-id: {} (for Microsoft support)",
            id.escape_debug()
        )?;
    }
    match hint(error) {
        Some(hint) => write!(f, "\n  hint:       {hint}"),
        None => Ok(()),
    }
}

fn hint(error: &Error) -> Option<&'static str> {
    let status = error.status().map(|status| status.as_u16());
    match status {
        Some(400) => Some("the ids may be of objects of another kind"),
        Some(401) => {
            Some("set GRAPH_TOKEN to a bearer token for this service that has not expired")
        }
        Some(403) => Some("the token needs the delegated permission Directory.ReadWrite.All"),
        Some(404) => Some("check both ids and the profile: one of them does not exist here"),
        _ if error.is_throttled() => Some("the service is busy; try again later"),
        _ if error.is_token() => Some("GRAPH_TOKEN is not a bearer token"),
        _ if error.is_configuration() => Some("check --base-url: https, and no version at its end"),
        _ if error.is_connect() => Some("check --base-url and the network; nothing was sent"),
        _ if error.is_timeout() => Some("assigning the same group again does no harm; try again"),
        _ => None,
    }
}
