//! Waits for what the service asked all requests of the client to wait for.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use http::StatusCode;
use tokio::sync::Semaphore;

use super::{Redirect, RetryPolicy, Sending, retry_after};
use crate::clock::Clock;
use crate::content::Content;
use crate::transport::Outcome;

/// Those who waited for the same moment start within such a part of the wait after it.
const SPREAD: f64 = 0.1;

/// What a `429 Too Many Requests`, or a `503 Service Unavailable` with a time, says to one request
/// holds for all that the client has yet to send; and no more than so many are in flight.
pub(crate) struct Throttle {
    next: Redirect,
    clock: Arc<dyn Clock>,
    policy: RetryPolicy,
    places: Option<Semaphore>,
    closed: Mutex<Option<Closed>>,
}

/// Nothing is sent before a moment.
#[derive(Clone, Copy)]
struct Closed {
    until: Instant,
    wait: Duration,
}

impl Throttle {
    pub(crate) fn new(
        next: Redirect,
        clock: Arc<dyn Clock>,
        policy: RetryPolicy,
        max_in_flight: Option<usize>,
    ) -> Self {
        // None at all would wait for ever.
        let places = max_in_flight.map(|places| places.clamp(1, Semaphore::MAX_PERMITS));
        Self {
            next,
            clock,
            policy,
            places: places.map(Semaphore::new),
            closed: Mutex::default(),
        }
    }

    pub(crate) async fn send(
        &self,
        request: &mut http::Request<Content>,
        sending: &Sending,
    ) -> Outcome {
        let policy = sending.retry.unwrap_or(self.policy);
        let _place = match &self.places {
            // Nobody closes it, so this is an error never.
            Some(places) => places.acquire().await.ok(),
            None => None,
        };
        self.wait(policy.total()).await;
        let outcome = self.next.send(request, sending).await;
        if let Ok(answer) = &outcome {
            self.learn(answer);
        }
        outcome
    }

    /// Waits until requests may be sent, or for as long as the request has.
    async fn wait(&self, longest: Duration) {
        let started = self.clock.instant();
        while let Some(closed) = self.closed() {
            let now = self.clock.instant();
            let left = closed.until.saturating_duration_since(now);
            let passed = now.saturating_duration_since(started);
            let allowed = longest.saturating_sub(passed);
            if left.is_zero() || allowed.is_zero() {
                return;
            }
            let spread = closed.wait.mul_f64(SPREAD * self.clock.random());
            let wait = left.saturating_add(spread).min(allowed);
            tracing::debug!(
                ?wait,
                "waiting because the service asked for fewer requests"
            );
            self.clock.sleep(wait).await;
        }
    }

    /// Keeps what the service asks for.
    fn learn(&self, answer: &http::Response<Content>) {
        let throttled = matches!(
            answer.status(),
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
        );
        if !throttled {
            return;
        }
        let Some(wait) = retry_after(answer.headers(), self.clock.now()) else {
            return;
        };
        let Some(until) = self.clock.instant().checked_add(wait) else {
            return;
        };
        let mut closed = self.closed.lock().unwrap_or_else(PoisonError::into_inner);
        if closed.is_none_or(|closed| closed.until < until) {
            *closed = Some(Closed { until, wait });
        }
    }

    fn closed(&self) -> Option<Closed> {
        *self.closed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
