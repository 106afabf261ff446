//! A limit on requests per window of time.

use super::error::ServiceError;
use http::HeaderMap;
use http::header::{HeaderName, HeaderValue};
use std::time::Duration;

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

/// At most so many requests in a window of time; those beyond it are refused with 429, and a
/// `Retry-After` that names the rest of the window.
///
/// A window begins with its first request. Requests within a batch are counted one by one, and the
/// batch is not; neither are the parts of upload sessions and the questions to monitors. Time goes as on the machine, and faster if the test says so:
/// [`Server::advance`](super::Server::advance).
///
/// ```
/// use msgraph_runtime::test_util::{Directory, Throttle};
/// use std::time::Duration;
///
/// let server = Directory::new("v1.0")
///     .throttle(Throttle::new(100, Duration::from_secs(10)).with_headers())
///     .serve()?;
/// // … requests …
/// assert_eq!(server.throttled(), 0);
/// server.advance(Duration::from_secs(10));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a limit does nothing until a directory or a server is given it"]
pub struct Throttle {
    limit: u64,
    window: Duration,
    with_headers: bool,
}

impl Throttle {
    /// This limit, in windows of this length.
    pub fn new(limit: u64, window: Duration) -> Self {
        Self {
            limit,
            window,
            with_headers: false,
        }
    }

    /// Says on every answer what is left: `RateLimit-Limit`, `RateLimit-Remaining`, and
    /// `RateLimit-Reset` in seconds.
    pub fn with_headers(mut self) -> Self {
        self.with_headers = true;
        self
    }
}

/// A limit, and what was used of it. Moments are counted from the start of the server.
#[derive(Debug)]
pub(super) struct Throttling {
    throttle: Throttle,
    window_start: Option<Duration>,
    used: u64,
}

impl Throttling {
    pub(super) fn new(throttle: Throttle) -> Self {
        Self {
            throttle,
            window_start: None,
            used: 0,
        }
    }

    /// Counts a request, or refuses it.
    pub(super) fn admit(&mut self, now: Duration) -> Result<(), ServiceError> {
        let running = self
            .window_start
            .is_some_and(|start| now < start + self.throttle.window);
        if !running {
            self.window_start = Some(now);
            self.used = 0;
        }
        if self.used >= self.throttle.limit {
            return Err(ServiceError::throttled(&wait(self.rest(now))));
        }
        self.used += 1;
        Ok(())
    }

    /// Says what is left of the limit.
    pub(super) fn mark(&self, now: Duration, headers: &mut HeaderMap) {
        if !self.throttle.with_headers {
            return;
        }
        let left = self.throttle.limit.saturating_sub(self.used);
        headers.insert(LIMIT, HeaderValue::from(self.throttle.limit));
        headers.insert(REMAINING, HeaderValue::from(left));
        headers.insert(
            RESET,
            HeaderValue::from(self.rest(now).as_secs_f64().ceil() as u64),
        );
    }

    fn rest(&self, now: Duration) -> Duration {
        let end = self.window_start.unwrap_or(now) + self.throttle.window;
        end.saturating_sub(now)
    }
}

/// Seconds, rounded up; thousandths of them where a second is too coarse, as some services give
/// them.
fn wait(rest: Duration) -> String {
    if rest > Duration::from_secs(1) {
        return format!("{:.0}", rest.as_secs_f64().ceil());
    }
    format!("{:.3}", (rest.as_secs_f64() * 1000.0).ceil() / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::{Throttle, Throttling};
    use std::time::Duration;

    #[test]
    fn a_window_begins_with_its_first_request() {
        let mut throttling = Throttling::new(Throttle::new(2, Duration::from_secs(10)));
        let at = |tenths: u64| Duration::from_millis(tenths * 100);
        let mut admit = |tenths| {
            let refused = throttling.admit(at(tenths)).err();
            refused.and_then(|error| {
                let wait = error.headers().get("retry-after")?;
                wait.to_str().ok().map(str::to_owned)
            })
        };
        assert_eq!(admit(50), None);
        assert_eq!(admit(51), None);
        assert_eq!(admit(52), Some("10".into()));
        assert_eq!(admit(145), Some("0.500".into()));
        assert_eq!(admit(150), None);
    }
}
