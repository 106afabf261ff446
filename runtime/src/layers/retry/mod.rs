//! Sends requests again.

mod policy;
mod verdict;

use std::sync::Arc;

use http::{HeaderName, HeaderValue};

pub use policy::RetryPolicy;
pub use verdict::{Verdict, classify, retry_after};

use super::{Sending, Watch};
use crate::clock::Clock;
use crate::content::Content;
use crate::transport::Outcome;

/// By which the service tells a request that is sent again, as with Microsoft's own clients.
const RETRY_ATTEMPT: HeaderName = HeaderName::from_static("retry-attempt");

pub(crate) struct Retry {
    pub(crate) next: Watch,
    pub(crate) policy: RetryPolicy,
    pub(crate) clock: Arc<dyn Clock>,
}

impl Retry {
    /// Sends `request` until that leads to something or is of no more use. What comes of it, and how
    /// often it was sent.
    pub(crate) async fn send(
        &self,
        request: &mut http::Request<Content>,
        sending: &Sending,
    ) -> (Outcome, u32) {
        let policy = sending.retry.unwrap_or(self.policy);
        let started = self.clock.instant();
        let mut tries = 0;
        loop {
            tries += 1;
            if tries > 1 {
                let value = HeaderValue::from(tries - 1);
                request.headers_mut().insert(RETRY_ATTEMPT, value);
            }
            let outcome = self.next.send(request, sending, tries).await;
            let verdict = classify(request.method(), &outcome, self.clock.now());
            let Verdict::Again(asked) = verdict else {
                return (outcome, tries);
            };
            let elapsed = self.clock.instant().saturating_duration_since(started);
            let delay = policy.delay(tries, asked, elapsed, self.clock.random());
            let Some(delay) = delay.filter(|_| request.body().is_repeatable()) else {
                return (outcome, tries);
            };
            // The connection is free while this waits.
            drop(outcome);
            tracing::debug!(tries, ?delay, asked = asked.is_some(), "sending again");
            self.clock.sleep(delay).await;
        }
    }
}
