//! What a test tells a server while it runs.

use super::Server;
use crate::test_util::fault::{Fault, FaultCount};
use crate::test_util::monitor::LongRunning;
use crate::test_util::throttle::{Throttle, Throttling};
use crate::test_util::when::When;
use std::time::Duration;

impl Server {
    /// Answers these requests with a fault, and says how often that was. Where several faults are
    /// for one request, the one that was given first is taken; each counts the request.
    ///
    /// Requests within a batch have faults of their own: those of batches, and answers that the
    /// service or something else makes (`429`, `502`), but not those of a connection.
    pub fn fault(&self, when: When, fault: Fault) -> FaultCount {
        self.faults(when, [fault])
    }

    /// Answers these requests with one of these faults each time, the same on every run.
    /// [`faults_given`](Self::faults_given) says how often each was.
    pub fn faults(&self, when: When, faults: impl IntoIterator<Item = Fault>) -> FaultCount {
        let faults = faults.into_iter().collect();
        self.service().faults.add(when, faults)
    }

    /// Gives no more faults.
    pub fn clear_faults(&self) {
        self.service().faults.clear();
    }

    /// Refuses the next so many requests with 429 and a `Retry-After` of this text, those within
    /// batches too.
    pub fn throttle_next(&self, requests: u64, retry_after: &str) -> FaultCount {
        let fault = Fault::throttled().retry_after(retry_after);
        self.fault(When::every().times(requests), fault)
    }

    /// Sets a limit on requests, or takes it away.
    pub fn throttle(&self, throttle: impl Into<Option<Throttle>>) {
        self.service().throttling = throttle.into().map(Throttling::new);
    }

    /// Puts the time forward that limits know. Nothing waits.
    pub fn advance(&self, duration: Duration) {
        self.service().clock.advance(duration);
    }

    /// Makes long-running operations of these requests, if they are not refused. A GET never is one.
    pub fn long_running(&self, when: When, operation: LongRunning) {
        self.service().monitors.add(when, operation);
    }

    /// Declares that all delta tokens given until now are too old: they are answered `410 Gone` with
    /// `syncStateNotFound`, and a `Location` to start again.
    pub fn expire_delta_tokens(&self) {
        self.service().delta_era += 1;
    }

    /// Lets all upload sessions expire, which are then answered 404.
    pub fn expire_uploads(&self) {
        self.service().uploads.expire();
    }
}
