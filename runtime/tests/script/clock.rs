//! A clock on which waiting takes no time.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use msgraph_runtime::{BoxFuture, Clock};

/// Waiting puts the clock forward, and is over.
#[derive(Clone)]
pub struct QuickClock {
    began: Instant,
    waits: Arc<Mutex<Vec<Duration>>>,
}

impl QuickClock {
    pub fn new() -> Self {
        Self {
            began: Instant::now(),
            waits: Arc::default(),
        }
    }

    /// How long was waited, in milliseconds.
    pub fn waits(&self) -> Vec<u128> {
        let waits = self.waits.lock().expect("a lock");
        waits.iter().map(Duration::as_millis).collect()
    }

    fn passed(&self) -> Duration {
        self.waits.lock().expect("a lock").iter().sum()
    }
}

impl Clock for QuickClock {
    /// Sun, 06 Nov 1994 08:49:37 GMT, and what was waited since.
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777) + self.passed()
    }

    fn instant(&self) -> Instant {
        self.began + self.passed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let waits = Arc::clone(&self.waits);
        // Time passes when somebody waits, not when somebody says that they would.
        Box::pin(async move { waits.lock().expect("a lock").push(duration) })
    }

    fn random(&self) -> f64 {
        0.5
    }
}
