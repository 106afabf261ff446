//! How often and how late a request is sent again.

use std::time::Duration;

/// How often a request is sent again, and how long that may take.
///
/// By default up to 5 times within 5 minutes. What the service says of the time to wait
/// (`Retry-After`) comes first. Where it says nothing, the wait is a random part of a span that
/// doubles with each try, from one second up to a minute, so that clients which failed together do
/// not come back together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryPolicy {
    max_retries: u32,
    base: Duration,
    max_delay: Duration,
    budget: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_retries: 5,
            base: Duration::from_secs(1),
            max_delay: Duration::from_secs(60),
            budget: Duration::from_secs(300),
        }
    }
}

impl RetryPolicy {
    /// Each request is sent once.
    pub fn none() -> Self {
        Self::default().max_retries(0)
    }

    /// Sends a request again at most so often.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// The longest first wait, where the service does not say how long.
    #[must_use]
    pub fn base(mut self, base: Duration) -> Self {
        self.base = base;
        self
    }

    /// The longest wait where the service does not say how long.
    #[must_use]
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// After so long, counted from the first try, no other one is begun. A wait that would end later
    /// is not begun either, so a service that asks for an hour is an error at once.
    #[must_use]
    pub fn budget(mut self, budget: Duration) -> Self {
        self.budget = budget;
        self
    }

    pub(crate) fn retries(&self) -> u32 {
        self.max_retries
    }

    pub(crate) fn total(&self) -> Duration {
        self.budget
    }

    /// How long to wait after `tries` failed ones, which took `elapsed`; `None` if that was enough.
    /// `asked` is what the service said, `random` is from 0 to 1.
    pub(crate) fn delay(
        &self,
        tries: u32,
        asked: Option<Duration>,
        elapsed: Duration,
        random: f64,
    ) -> Option<Duration> {
        if tries > self.max_retries {
            return None;
        }
        let delay = asked.unwrap_or_else(|| {
            let doubled = 2u32.saturating_pow(tries.saturating_sub(1));
            let span = self.base.saturating_mul(doubled).min(self.max_delay);
            span.mul_f64(random.clamp(0.0, 1.0))
        });
        let end = elapsed.checked_add(delay)?;
        (end <= self.budget).then_some(delay)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::RetryPolicy;

    const fn ms(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn delays() {
        let policy = RetryPolicy::default();
        let huge = Duration::MAX;
        // Tries so far, what the service asked for, time so far, random number; what follows.
        let cases = [
            (1, None, ms(0), 1.0, Some(ms(1000))),
            (1, None, ms(0), 0.0, Some(ms(0))),
            (2, None, ms(0), 0.5, Some(ms(1000))),
            (5, None, ms(0), 1.0, Some(ms(16_000))),
            (6, None, ms(0), 1.0, None),
            (u32::MAX, None, ms(0), 1.0, None),
            (1, Some(ms(2128)), ms(0), 0.0, Some(ms(2128))),
            (1, Some(ms(90_000)), ms(0), 0.0, Some(ms(90_000))),
            (1, Some(ms(300_000)), ms(0), 0.0, Some(ms(300_000))),
            (1, Some(ms(300_000)), ms(1), 0.0, None),
            (1, Some(huge), huge, 0.0, None),
            (1, Some(ms(0)), ms(0), 0.9, Some(ms(0))),
        ];
        for (tries, asked, elapsed, random, expected) in cases {
            let delay = policy.delay(tries, asked, elapsed, random);
            assert_eq!(delay, expected, "{tries} {asked:?} {elapsed:?} {random}");
        }
        let many = policy.max_retries(u32::MAX).budget(huge);
        assert_eq!(many.delay(1000, None, ms(0), 1.0), Some(ms(60_000)));
        assert_eq!(RetryPolicy::none().delay(1, Some(ms(0)), ms(0), 0.0), None);
    }
}
