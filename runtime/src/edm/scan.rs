//! A reader of digits and signs.

use super::conversion::Reason;

/// How many digits of a second other libraries hold.
const NANOSECOND_DIGITS: usize = 9;

/// What is left of a text.
pub(super) struct Scan<'t>(&'t str);

impl<'t> Scan<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self(text)
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads `c`, in either case (RFC 5234, section 2.3), if it is next.
    pub(super) fn skip(&mut self, c: char) -> bool {
        let rest = self
            .0
            .strip_prefix(|next: char| next.eq_ignore_ascii_case(&c));
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Reads a sign; true for minus. No sign is plus.
    pub(super) fn is_negative(&mut self) -> bool {
        let negative = self.skip('-');
        if !negative {
            self.skip('+');
        }
        negative
    }

    /// Reads all digits that are next.
    pub(super) fn digits(&mut self) -> &'t str {
        let rest = self.0.trim_start_matches(|c: char| c.is_ascii_digit());
        let (digits, rest) = self.0.split_at(self.0.len() - rest.len());
        self.0 = rest;
        digits
    }

    /// Reads a dot and the digits after it, if a dot is next.
    pub(super) fn fraction(&mut self) -> Option<&'t str> {
        self.skip('.').then(|| self.digits())
    }
}

/// The digits of a fraction of a second as nanoseconds. Those after the ninth are too many, unless
/// they are zeros.
///
/// # Errors
///
/// `malformed` if there is no digit.
pub(super) fn nanoseconds(digits: &str, malformed: Reason) -> Result<u32, Reason> {
    if digits.is_empty() {
        return Err(malformed);
    }
    let digits = digits.trim_end_matches('0');
    if digits.len() > NANOSECOND_DIGITS {
        return Err(Reason::TooPrecise);
    }
    let padded = format!("{digits:0<NANOSECOND_DIGITS$}");
    padded.parse().map_err(|_| malformed)
}

/// A fraction of a second with a dot before it; nothing for none.
pub(super) fn fraction(nanosecond: u32) -> String {
    if nanosecond == 0 {
        return String::new();
    }
    format!(".{nanosecond:09}").trim_end_matches('0').to_owned()
}
