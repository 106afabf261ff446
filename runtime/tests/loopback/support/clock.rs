//! A clock that makes waits short and leaves limits of time as they are.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant, SystemTime};

use msgraph_runtime::{BoxFuture, Clock};

/// What is at least so long is no wait of these tests but the limit of a try, which must not run out
/// while the server does its work.
const LIMIT: Duration = Duration::from_secs(20);

/// A wait takes a millisecond, after which the clock has gone forward by all of it. Several that wait
/// at the same time wait side by side.
#[derive(Clone, Default)]
pub struct TestClock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    /// How far this clock is ahead of the machine's.
    ahead: Duration,
    waits: Vec<Duration>,
}

impl TestClock {
    pub fn new() -> Self {
        Self::default()
    }

    /// The waits since the last call, in milliseconds.
    pub fn take_waits(&self) -> Vec<u128> {
        let waits = std::mem::take(&mut self.state().waits);
        waits.iter().map(Duration::as_millis).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("a lock")
    }
}

impl Clock for TestClock {
    /// The machine's, as that of the server, whose dates it is compared with.
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn instant(&self) -> Instant {
        Instant::now() + self.state().ahead
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if duration >= LIMIT {
            return Box::pin(tokio::time::sleep(duration));
        }
        let clock = self.clone();
        Box::pin(async move {
            let end = clock.instant() + duration;
            clock.state().waits.push(duration);
            tokio::time::sleep(Duration::from_millis(1)).await;
            let missing = end.saturating_duration_since(Instant::now());
            let mut state = clock.state();
            state.ahead = state.ahead.max(missing);
        })
    }

    fn random(&self) -> f64 {
        0.5
    }
}
