//! Which requests something happens to.

use super::random::Random;
use super::recorded::RecordedRequest;

/// Which requests a [`Fault`](super::Fault) or a [`LongRunning`](super::LongRunning) operation is
/// for: all, unless it is narrowed. Conditions are checked in the order of the methods here, and
/// what is counted are the requests that fit the method and the path.
///
/// ```
/// use msgraph_runtime::test_util::When;
///
/// // The second and third creation of a user.
/// let second_and_third = When::every().method("POST").path("/users").skip(1).times(2);
/// // One request in twenty, the same ones on every run.
/// let some = When::every().rate(0.05, 7);
/// # let _ = (second_and_third, some);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use = "this only says which requests are meant"]
pub struct When {
    method: Option<String>,
    path: Option<String>,
    query: Option<String>,
    skip: u64,
    every_nth: u64,
    rate: Option<(f64, u64)>,
    times: Option<u64>,
}

impl When {
    /// Every request, those within a batch and those for the batch itself included.
    pub fn every() -> Self {
        Self::default()
    }

    /// Only with this method.
    pub fn method(mut self, method: impl Into<String>) -> Self {
        self.method = Some(method.into());
        self
    }

    /// Only with a path that fits this one. It is compared with the raw path below the service root
    /// (`/users/u1`), or with the whole path of what is elsewhere (`/upload-sessions/1`). A segment
    /// `*` stands for any one segment, and `**` for any number of them, none included.
    pub fn path(mut self, pattern: impl Into<String>) -> Self {
        self.path = Some(pattern.into());
        self
    }

    /// Only with this text somewhere in the raw query.
    pub fn query(mut self, text: impl Into<String>) -> Self {
        self.query = Some(text.into());
        self
    }

    /// Not the first so many.
    pub fn skip(mut self, requests: u64) -> Self {
        self.skip = requests;
        self
    }

    /// The request of this number alone, counted from 1.
    pub fn nth(self, number: u64) -> Self {
        self.skip(number.saturating_sub(1)).times(1)
    }

    /// Of those that are left, every one whose number is a multiple of this.
    pub fn every_nth(mut self, step: u64) -> Self {
        self.every_nth = step;
        self
    }

    /// Of those that are left, each with this probability, 0 to 1. The seed decides which, by their
    /// numbers in the order of arrival: the same numbers on every run, and so the same requests where
    /// they come one after the other.
    pub fn rate(mut self, probability: f64, seed: u64) -> Self {
        self.rate = Some((probability, seed));
        self
    }

    /// No more than so many in all.
    pub fn times(mut self, requests: u64) -> Self {
        self.times = Some(requests);
        self
    }
}

/// The conditions, and what was seen so far.
#[derive(Debug)]
pub(super) struct Watch {
    when: When,
    random: Random,
    seen: u64,
    taken: u64,
}

impl Watch {
    pub(super) fn new(when: When) -> Self {
        let seed = when.rate.map_or(0, |(_, seed)| seed);
        Self {
            when,
            random: Random::new(seed),
            seen: 0,
            taken: 0,
        }
    }

    /// Whether this request is one of those meant. `path` is the one below the service root.
    pub(super) fn takes(&mut self, request: &RecordedRequest, path: &str) -> bool {
        if !self.fits(request, path) {
            return false;
        }
        self.seen += 1;
        if self.seen <= self.when.skip || self.when.times.is_some_and(|most| self.taken >= most) {
            return false;
        }
        let step = self.when.every_nth.max(1);
        let in_step = (self.seen - self.when.skip).is_multiple_of(step);
        let random = &mut self.random;
        let rate = self.when.rate;
        let taken = in_step && rate.is_none_or(|(rate, _)| random.chance(rate));
        self.taken += u64::from(taken);
        taken
    }

    fn fits(&self, request: &RecordedRequest, path: &str) -> bool {
        let When {
            method,
            path: pattern,
            query,
            ..
        } = &self.when;
        let same_method = |method: &String| request.method.as_str().eq_ignore_ascii_case(method);
        let in_query = |text: &String| request.query().unwrap_or_default().contains(text.as_str());
        method.as_ref().is_none_or(same_method)
            && pattern
                .as_ref()
                .is_none_or(|pattern| path_fits(pattern, path))
            && query.as_ref().is_none_or(in_query)
    }
}

/// Whether a path fits a pattern, segment by segment.
pub(super) fn path_fits(pattern: &str, path: &str) -> bool {
    let segments = |text: &str| -> Vec<String> {
        let bare = text.trim_matches('/');
        bare.split('/').map(str::to_owned).collect()
    };
    segments_fit(&segments(pattern), &segments(path))
}

fn segments_fit(pattern: &[String], path: &[String]) -> bool {
    let Some((first, pattern_rest)) = pattern.split_first() else {
        return path.is_empty();
    };
    if first == "**" {
        return (0..=path.len()).any(|skipped| {
            let rest = path.get(skipped..).unwrap_or_default();
            segments_fit(pattern_rest, rest)
        });
    }
    let Some((segment, path_rest)) = path.split_first() else {
        return false;
    };
    (first == "*" || first == segment) && segments_fit(pattern_rest, path_rest)
}

#[cfg(test)]
mod tests {
    use super::path_fits;

    #[test]
    fn stars_stand_for_segments() {
        for (pattern, path, fits) in [
            ("/users/*", "/users/u1", true),
            ("/users/*", "/users", false),
            ("/users/*", "/users/u1/manager", false),
            ("/users/**", "/users", true),
            ("/users/**", "/users/u1/manager/$ref", true),
            ("**/$ref", "/users/u1/manager/$ref", true),
            ("**/$ref", "/users/u1/manager", false),
            ("/u*", "/users", false),
        ] {
            assert_eq!(path_fits(pattern, path), fits, "{pattern} {path}");
        }
    }
}
