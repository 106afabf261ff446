//! Numbers keep their text; what they mean is worked out when it is asked for.

/// A number as written in JSON or YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<'t> {
    text: &'t str,
}

impl<'t> Number<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text }
    }

    /// The number as written.
    pub fn as_str(self) -> &'t str {
        self.text
    }

    /// The value, if it is a non-negative integer below 2^64.
    pub fn as_u64(self) -> Option<u64> {
        if let Some(digits) = self.text.strip_prefix("0x") {
            return u64::from_str_radix(digits, 16).ok();
        }
        if let Some(digits) = self.text.strip_prefix("0o") {
            return u64::from_str_radix(digits, 8).ok();
        }
        self.text.parse().ok()
    }

    /// The value, if it is an integer that 64 bits with sign can hold.
    pub fn as_i64(self) -> Option<i64> {
        match self.as_u64() {
            Some(value) => i64::try_from(value).ok(),
            None => self.text.parse().ok(),
        }
    }

    /// The nearest floating-point value; infinite when the number is out of range.
    pub fn as_f64(self) -> f64 {
        // YAML writes `.inf` and `.nan`; without the dot these are spellings that Rust reads.
        let spelled = self
            .text
            .to_ascii_lowercase()
            .replace(".inf", "inf")
            .replace(".nan", "nan");
        self.as_u64()
            .map_or_else(|| spelled.parse().unwrap_or(f64::NAN), |value| value as f64)
    }
}
