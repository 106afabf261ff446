//! Which version has to come next.

use super::rules::Verdict;

/// Which number of a version a change moves (Semantic Versioning 2.0.0, sections 4 and 6 to 8; as Cargo reads them, the first number that
/// is not zero is the major one).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Nothing changed.
    None,
    /// Nothing that callers see.
    Patch,
    /// Only more than there was.
    Minor,
    /// Callers have to look.
    Major,
}

impl Step {
    /// What a worst verdict asks for.
    pub fn of(worst: Option<Verdict>) -> Self {
        match worst {
            None => Self::None,
            Some(Verdict::Cosmetic) => Self::Patch,
            Some(Verdict::Additive) => Self::Minor,
            Some(Verdict::Breaking) => Self::Major,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The version after `version`, three numbers with dots; nothing where it is not that. Below 1.0.0 a major step moves the second
    /// number and a minor one the third; below 0.1.0 every step moves the third.
    pub fn after(self, version: &str) -> Option<String> {
        let numbers: Option<Vec<u64>> = version.split('.').map(|it| it.parse().ok()).collect();
        let [major, minor, patch] = *numbers?.as_slice() else {
            return None;
        };
        let next = match (self, major, minor) {
            (Self::None, ..) => (major, minor, patch),
            (Self::Major, 0, 0) | (Self::Patch, ..) | (Self::Minor, 0, _) => {
                (major, minor, patch.checked_add(1)?)
            }
            (Self::Major, 0, _) | (Self::Minor, ..) => (major, minor.checked_add(1)?, 0),
            (Self::Major, ..) => (major.checked_add(1)?, 0, 0),
        };
        Some(format!("{}.{}.{}", next.0, next.1, next.2))
    }
}

#[cfg(test)]
mod tests {
    use super::Step;

    #[test]
    fn the_first_number_that_is_not_zero_is_the_major_one() {
        for (version, patch, minor, major) in [
            ("1.2.3", "1.2.4", "1.3.0", "2.0.0"),
            ("0.2.3", "0.2.4", "0.2.4", "0.3.0"),
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
        ] {
            let after = |step: Step| step.after(version);
            assert_eq!(after(Step::None).as_deref(), Some(version));
            assert_eq!(after(Step::Patch).as_deref(), Some(patch));
            assert_eq!(after(Step::Minor).as_deref(), Some(minor));
            assert_eq!(after(Step::Major).as_deref(), Some(major));
        }
        assert_eq!(Step::Minor.after("1.2"), None);
        assert_eq!(Step::Minor.after("1.2.x"), None);
        assert_eq!(Step::Major.after("18446744073709551615.0.0"), None);
    }
}
