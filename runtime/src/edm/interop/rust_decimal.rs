//! Decimal numbers of the crate `rust_decimal`.

use ::rust_decimal as crate_decimal;

use crate::edm::Decimal;
use crate::edm::conversion::{Reason, from_text};
use crate::edm::scan::Scan;

const NO_NUMBER: Reason = Reason::Malformed("a decimal number");

/// The most digits that any number of the crate has.
const MOST_DIGITS: usize = 29;

from_text! {
    /// The same number, exactly. Zeros at the end of a fraction are kept as far as there is room
    /// for them, so that `12.50` has two decimals.
    ///
    /// A number beyond ±79228162514264337593543950335 is out of range, and so are the infinities
    /// and not-a-number; one that needs more than 28 decimals, or more digits than fit into 96 bits,
    /// is too precise. Nothing is rounded.
    Decimal => crate_decimal::Decimal, "rust_decimal::Decimal", |text| {
        if matches!(text, "INF" | "-INF" | "NaN") {
            return Err(Reason::OutOfRange);
        }
        Digits::parse(text)?.number()
    }
}

impl From<crate_decimal::Decimal> for Decimal {
    /// Exact, with all decimals, zeros included.
    fn from(number: crate_decimal::Decimal) -> Self {
        Self::from(number.to_string())
    }
}

/// Digits without zeros before them, and how many of them are decimals.
struct Digits {
    negative: bool,
    digits: String,
    decimals: i64,
}

impl Digits {
    /// Reads a number (OData ABNF, rule `decimalValue`).
    fn parse(text: &str) -> Result<Self, Reason> {
        let mut scan = Scan::new(text);
        let negative = scan.is_negative();
        let whole = scan.digits();
        let fraction = scan.fraction();
        let exponent = exponent(&mut scan)?;
        if whole.is_empty() || fraction == Some("") || !scan.is_at_end() {
            return Err(NO_NUMBER);
        }
        let fraction = fraction.unwrap_or_default();
        let digits = format!("{whole}{fraction}");
        let digits = digits.trim_start_matches('0').to_owned();
        let length = i64::try_from(fraction.len()).map_err(|_| Reason::TooPrecise)?;
        Ok(Self {
            negative,
            digits,
            decimals: length.saturating_sub(exponent),
        })
    }

    fn number(mut self) -> Result<crate_decimal::Decimal, Reason> {
        if self.digits.is_empty() {
            self.decimals = self
                .decimals
                .clamp(0, crate_decimal::Decimal::MAX_SCALE.into());
        }
        while self.decimals < 0 {
            if self.digits.len() >= MOST_DIGITS {
                return Err(Reason::OutOfRange);
            }
            self.digits.push('0');
            self.decimals += 1;
        }
        loop {
            match self.exact() {
                Some(number) => return Ok(number),
                // A zero at the end of the decimals is no part of the number.
                None if self.decimals > 0 && self.digits.ends_with('0') => {
                    self.digits.pop();
                    self.decimals -= 1;
                }
                None if self.decimals > 0 && self.whole_part_fits() => {
                    return Err(Reason::TooPrecise);
                }
                None => return Err(Reason::OutOfRange),
            }
        }
    }

    /// The number with these digits; `None` if there are too many of them.
    fn exact(&self) -> Option<crate_decimal::Decimal> {
        let decimals = u32::try_from(self.decimals).ok()?;
        let digits: i128 = match self.digits.as_str() {
            "" => 0,
            digits => digits.parse().ok()?,
        };
        let mantissa = if self.negative { -digits } else { digits };
        crate_decimal::Decimal::try_from_i128_with_scale(mantissa, decimals).ok()
    }

    fn whole_part_fits(&self) -> bool {
        let decimals = usize::try_from(self.decimals).unwrap_or(usize::MAX);
        let whole = Self {
            negative: false,
            digits: self.digits[..self.digits.len().saturating_sub(decimals)].to_owned(),
            decimals: 0,
        };
        whole.exact().is_some()
    }
}

/// Reads `e` and the power of ten after it, if there is one. One beyond all bounds is the nearest
/// that can be held.
fn exponent(scan: &mut Scan<'_>) -> Result<i64, Reason> {
    if !scan.skip('e') {
        return Ok(0);
    }
    let negative = scan.is_negative();
    let digits = scan.digits();
    if digits.is_empty() {
        return Err(NO_NUMBER);
    }
    let exponent = digits.parse().unwrap_or(i64::MAX);
    Ok(if negative { -exponent } else { exponent })
}
