//! Why a value has no exact counterpart.

use std::error::Error;
use std::fmt;

/// So much of a text is shown, in characters; every value that is one is shorter.
const SHOWN: usize = 60;

/// A value that has no exact counterpart in the type it was to become.
///
/// Nothing is rounded, cut or clamped on the way between the types of [`edm`](crate::edm) and those
/// of other crates: what does not fit is one of these, and the text is still there.
///
/// ```
/// # use msgraph_runtime::edm::Duration;
/// let error = std::time::Duration::try_from(&Duration::from("-PT1S")).expect_err("no negative ones");
/// assert!(error.is_out_of_range());
/// assert_eq!(error.to_string(), "`-PT1S` is out of the range of std::time::Duration");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConversionError {
    shown: String,
    target: &'static str,
    reason: Reason,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    Malformed(&'static str),
    OutOfRange,
    TooPrecise,
}

impl ConversionError {
    /// The text is not a value of its Edm type at all, as OData's ABNF has it.
    pub fn is_malformed(&self) -> bool {
        matches!(self.reason, Reason::Malformed(_))
    }

    /// The value is less than the least or more than the greatest of the type it was to become, or
    /// of a kind that this one has not: negative, infinite, a leap second.
    pub fn is_out_of_range(&self) -> bool {
        self.reason == Reason::OutOfRange
    }

    /// The value has more digits than fit into the type it was to become.
    pub fn is_too_precise(&self) -> bool {
        self.reason == Reason::TooPrecise
    }

    /// `value` has no counterpart in the type `target`.
    pub(super) fn new(value: impl fmt::Display, target: &'static str, reason: Reason) -> Self {
        let value = value.to_string();
        let mut shown: String = value.chars().take(SHOWN).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        Self {
            shown: shown.escape_debug().to_string(),
            target,
            reason,
        }
    }
}

impl fmt::Display for ConversionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { shown, target, .. } = self;
        match self.reason {
            Reason::Malformed(expected) => write!(f, "`{shown}` is not {expected}"),
            Reason::OutOfRange => write!(f, "`{shown}` is out of the range of {target}"),
            Reason::TooPrecise => write!(f, "`{shown}` has more digits than {target} can hold"),
        }
    }
}

impl Error for ConversionError {}

/// Defines `TryFrom` from an Edm type to another, from a reference to the text and from the text.
macro_rules! from_text {
    ($(#[$documentation:meta])* $edm:ty => $target:ty, $name:literal, $convert:expr) => {
        impl TryFrom<&$edm> for $target {
            type Error = $crate::edm::ConversionError;

            $(#[$documentation])*
            fn try_from(value: &$edm) -> Result<Self, Self::Error> {
                let convert: fn(&str) -> Result<Self, $crate::edm::conversion::Reason> = $convert;
                convert(value.as_str())
                    .map_err(|reason| Self::Error::new(value, $name, reason))
            }
        }

        impl TryFrom<$edm> for $target {
            type Error = $crate::edm::ConversionError;

            $(#[$documentation])*
            fn try_from(value: $edm) -> Result<Self, Self::Error> {
                Self::try_from(&value)
            }
        }
    };
}

pub(super) use from_text;

#[cfg(test)]
mod tests {
    use super::{ConversionError, Reason};

    #[test]
    fn says_what_does_not_fit_in_one_short_line() {
        let shown = |value: &str, reason| ConversionError::new(value, "a::B", reason).to_string();
        assert_eq!(
            shown("x\ny", Reason::Malformed("a day")),
            "`x\\ny` is not a day"
        );
        assert_eq!(
            shown(&"1".repeat(61), Reason::TooPrecise),
            format!("`{}…` has more digits than a::B can hold", "1".repeat(60))
        );
    }
}
