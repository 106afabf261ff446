//! Time as the client sees it.

use std::time::{Duration, Instant, SystemTime};

use crate::transport::BoxFuture;

/// What time it is, and waiting. Give a client one of your own
/// ([`ClientBuilder::clock`](crate::ClientBuilder::clock)) so that a test takes no time.
pub trait Clock: Send + Sync {
    /// The time of day, which an HTTP date is compared with.
    fn now(&self) -> SystemTime;

    /// A time that only goes forward.
    fn instant(&self) -> Instant;

    /// Waits so long.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// A number from 0 to 1, 1 not included, that differs from one call to the next.
    fn random(&self) -> f64 {
        // 53 bits, as many as a double holds, from the middle of a UUID that is random there.
        let bits = uuid::Uuid::new_v4().as_u128() as u64 & ((1 << 53) - 1);
        bits as f64 / (1u64 << 53) as f64
    }
}

/// The clock of the machine. It waits with Tokio where the feature `reqwest` is on and a runtime is
/// there, and else with a thread of its own.
///
/// On `wasm32-unknown-unknown` there is no such clock: give the client another one.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> SystemTime {
        SystemTime::now()
    }

    fn instant(&self) -> Instant {
        Instant::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        #[cfg(feature = "reqwest")]
        if tokio::runtime::Handle::try_current().is_ok() {
            return Box::pin(tokio::time::sleep(duration));
        }
        Box::pin(sleep_in_thread(duration))
    }
}

async fn sleep_in_thread(duration: Duration) {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let waiting = move || {
        std::thread::sleep(duration);
        // Nobody waits any more: then nobody needs to know.
        let _ = sender.send(());
    };
    // Without a thread there is no waiting, and the sender is gone.
    let _ = std::thread::Builder::new().spawn(waiting);
    let _ = receiver.await;
}

#[cfg(test)]
mod tests {
    use super::{Clock, SystemClock};

    #[test]
    fn random_numbers_are_below_one_and_spread() {
        let mut numbers: Vec<f64> = (0..1000).map(|_| SystemClock.random()).collect();
        assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
        numbers.sort_by(f64::total_cmp);
        assert!(numbers[100] < 0.2 && numbers[900] > 0.8, "{numbers:?}");
    }
}
