//! Whether links go round in a circle.

/// Finds out that a sequence of links repeats itself, and keeps two of them however many come (R. P.
/// Brent, An improved Monte Carlo factorization algorithm, BIT 20, 1980, section 2).
#[derive(Default)]
pub(super) struct Circle {
    /// The one that came last.
    last: Option<String>,
    /// The one that later ones are compared with.
    mark: Option<String>,
    /// How many came since it.
    since: usize,
    /// After how many another one becomes the mark.
    span: usize,
}

impl Circle {
    /// Whether `link` was there already. A circle is found when it was gone round twice at most, a
    /// link that leads to itself at once.
    pub(super) fn closes_at(&mut self, link: &str) -> bool {
        let is = |known: &Option<String>| known.as_deref() == Some(link);
        if is(&self.last) || is(&self.mark) {
            return true;
        }
        self.since += 1;
        if self.since >= self.span {
            self.mark = Some(link.to_owned());
            self.span = self.span.saturating_mul(2).max(1);
            self.since = 0;
        }
        self.last = Some(link.to_owned());
        false
    }
}

#[cfg(test)]
mod tests {
    use super::Circle;

    #[test]
    fn circles_are_found() {
        for before in 0..20 {
            for length in 1..20 {
                let mut circle = Circle::default();
                let links = (0..before + length * 4 + 2 * before).map(|at| {
                    if at < before {
                        at
                    } else {
                        before + (at - before) % length
                    }
                });
                let found = links
                    .map(|at| at.to_string())
                    .position(|link| circle.closes_at(&link));
                let found = found.expect("a circle");
                assert!(found >= before + length, "{before} {length} {found}");
                assert!(found <= 3 * (before + length), "{before} {length} {found}");
            }
        }
    }

    #[test]
    fn what_goes_on_is_no_circle() {
        let mut circle = Circle::default();
        assert!((0..10_000).all(|at| !circle.closes_at(&at.to_string())));
    }
}
