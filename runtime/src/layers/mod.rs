//! What happens between a request and the transport.
//!
//! From the outside in:
//!
//! 1. **retry**: sends a request again that may be sent again ([`RetryPolicy`]);
//! 2. **watch**: a span of `tracing`, and the [`Observer`], for each try;
//! 3. **throttle**: waits for what an earlier answer asked all to wait for, and for a place among
//!    the requests in flight;
//! 4. **redirect**: follows redirects of requests that only read;
//! 5. **authorize**: adds a token, if the request goes to the client's own origin, and another one
//!    if the service challenges it;
//! 6. **read**: the time limit of a try, and the whole answer as bytes, unless it is asked for as a
//!    stream;
//! 7. the layers of [`ClientBuilder::layer`](crate::ClientBuilder::layer), the last one outermost;
//! 8. the transport.
//!
//! So each try has a token that is valid then, a redirect to another origin carries none, and an
//! answer that breaks off while it is read is a failure of the try.

mod authorize;
mod read;
mod redirect;
mod retry;
mod throttle;
mod watch;

use std::time::Duration;

pub(crate) use authorize::Authorize;
pub(crate) use read::Read;
pub(crate) use redirect::Redirect;
pub(crate) use retry::Retry;
pub use retry::{RetryPolicy, Verdict, classify, retry_after};
pub(crate) use throttle::Throttle;
pub(crate) use watch::Watch;
pub use watch::{Ended, Observer, Try};

/// What a request says of its own sending.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sending {
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) timeout: Option<Duration>,
    /// The answer is read by the caller, as it comes.
    pub(crate) streamed: bool,
    /// The place asks for no token, wherever it is: its URL is the credential.
    pub(crate) anonymous: bool,
    /// A redirect is an answer like any other.
    pub(crate) stays: bool,
    /// The path as its description shows it, for those who watch.
    pub(crate) template: Option<String>,
}
