//! `Edm.Duration` as seconds and nanoseconds.

use std::fmt;
use std::time;

use super::Duration;
use super::conversion::{Reason, from_text};
use super::scan::{Scan, fraction, nanoseconds};

const MALFORMED: Reason = Reason::Malformed("a duration of days, hours, minutes and seconds");

/// The designators after `T`, and how many seconds each of them counts.
const OF_TIME: [(char, u64); 3] = [('H', 3_600), ('M', 60), ('S', 1)];

const DAY: u64 = 86_400;

/// A length of time without regard to its sign, and the sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) negative: bool,
    pub(super) seconds: u64,
    pub(super) nanosecond: u32,
}

impl Length {
    /// Reads a `dayTimeDuration` (OData ABNF, rule `durationValue`): a day has 24 hours, and every
    /// number may be as great as one likes (`PT90M`). Years, months and weeks are not part of it.
    pub(super) fn parse(text: &str) -> Result<Self, Reason> {
        let mut scan = Scan::new(text);
        let negative = scan.is_negative();
        if !scan.skip('P') {
            return Err(MALFORMED);
        }
        let mut length = Self {
            negative,
            seconds: 0,
            nanosecond: 0,
        };
        let days = scan.digits();
        if !days.is_empty() {
            length.add(days, DAY)?;
            if !scan.skip('D') {
                return Err(MALFORMED);
            }
        }
        let has_time = scan.skip('T');
        if has_time {
            length.parse_time(&mut scan)?;
        }
        if !scan.is_at_end() || days.is_empty() && !has_time {
            return Err(MALFORMED);
        }
        Ok(length)
    }

    /// Reads what follows `T`: at least one of hours, minutes and seconds, in this order.
    fn parse_time(&mut self, scan: &mut Scan<'_>) -> Result<(), Reason> {
        let mut units = OF_TIME.iter();
        loop {
            let digits = scan.digits();
            if digits.is_empty() {
                return Err(MALFORMED);
            }
            let fraction = scan.fraction();
            let (unit, size) = units.find(|(unit, _)| scan.skip(*unit)).ok_or(MALFORMED)?;
            match fraction {
                Some(digits) if *unit == 'S' => self.nanosecond = nanoseconds(digits, MALFORMED)?,
                Some(_) => return Err(MALFORMED),
                None => {}
            }
            self.add(digits, *size)?;
            if scan.is_at_end() {
                return Ok(());
            }
        }
    }

    fn add(&mut self, digits: &str, size: u64) -> Result<(), Reason> {
        // Digits alone can only fail to parse because they are too many.
        let count: u64 = digits.parse().map_err(|_| Reason::OutOfRange)?;
        let seconds = count.checked_mul(size);
        let sum = seconds.and_then(|seconds| self.seconds.checked_add(seconds));
        self.seconds = sum.ok_or(Reason::OutOfRange)?;
        Ok(())
    }

    /// Seconds and nanoseconds with the sign of the length; `None` if they are too many.
    #[cfg(any(feature = "jiff", feature = "time"))]
    pub(super) fn signed(self) -> Option<(i64, i32)> {
        let nanosecond = i32::try_from(self.nanosecond).ok()?;
        if self.negative {
            Some((0i64.checked_sub_unsigned(self.seconds)?, -nanosecond))
        } else {
            Some((i64::try_from(self.seconds).ok()?, nanosecond))
        }
    }

    /// The length of so many seconds and nanoseconds, of which none is negative if the other is
    /// positive.
    #[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
    pub(super) fn of(seconds: i64, nanosecond: i32) -> Self {
        Self {
            negative: seconds < 0 || nanosecond < 0,
            seconds: seconds.unsigned_abs(),
            nanosecond: nanosecond.unsigned_abs(),
        }
    }
}

/// In the canonical form of XML Schema 1.1, part 2 (section 3.4.27.2): `P1DT2H3M4.5S`, and `PT0S`
/// for nothing.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            negative,
            seconds,
            nanosecond,
        } = *self;
        if seconds == 0 && nanosecond == 0 {
            return f.write_str("PT0S");
        }
        f.write_str(if negative { "-P" } else { "P" })?;
        let (days, seconds) = (seconds / DAY, seconds % DAY);
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if seconds > 0 || nanosecond > 0 {
            f.write_str("T")?;
        }
        let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            write!(f, "{hours}H")?;
        }
        if minutes > 0 {
            write!(f, "{minutes}M")?;
        }
        if seconds > 0 || nanosecond > 0 {
            write!(f, "{seconds}{}S", fraction(nanosecond))?;
        }
        Ok(())
    }
}

impl From<Length> for Duration {
    fn from(length: Length) -> Self {
        Self::from(length.to_string())
    }
}

impl From<time::Duration> for Duration {
    /// Exact: every duration of the standard library has a text.
    fn from(duration: time::Duration) -> Self {
        Length {
            negative: false,
            seconds: duration.as_secs(),
            nanosecond: duration.subsec_nanos(),
        }
        .into()
    }
}

from_text! {
    /// Exact: a negative length is an error, and so is one with a digit other than zero after the
    /// ninth of a second.
    Duration => time::Duration, "std::time::Duration", |text| {
        let length = Length::parse(text)?;
        let nothing = length.seconds == 0 && length.nanosecond == 0;
        if length.negative && !nothing {
            return Err(Reason::OutOfRange);
        }
        Ok(time::Duration::new(length.seconds, length.nanosecond))
    }
}

#[cfg(test)]
mod tests {
    use std::time;

    use super::{Duration, Length, MALFORMED, Reason};

    #[test]
    fn reads_what_odata_writes() {
        let cases = [
            ("P1D", false, 86_400, 0),
            ("P0D", false, 0, 0),
            ("-P1DT2H3M4.5S", true, 93_784, 500_000_000),
            ("+PT90M", false, 5_400, 0),
            ("PT36H", false, 129_600, 0),
            ("PT0.000000001S", false, 0, 1),
            ("PT0.1234567000000S", false, 0, 123_456_700),
            ("pt1h1s", false, 3_601, 0),
            ("PT18446744073709551615S", false, u64::MAX, 0),
            (
                "P10675199DT2H48M5.4775807S",
                false,
                922_337_203_685,
                477_580_700,
            ),
        ];
        for (text, negative, seconds, nanosecond) in cases {
            let expected = Length {
                negative,
                seconds,
                nanosecond,
            };
            assert_eq!(Length::parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_none() {
        let malformed = [
            "", "P", "PT", "P1DT", "1D", "P1Y", "P1M", "P1W", "P1", "PT1", "PT1.S", "PT.5S",
            "PT1.5M", "PT1S1M", "PT1S1S", "P1H", "P-1D", "PT1S ", " PT1S", "P1DT1H1D", "PT1H30",
            "P１D",
        ];
        for text in malformed {
            assert_eq!(Length::parse(text), Err(MALFORMED), "{text}");
        }
        for text in ["PT18446744073709551616S", "P213503982334602D"] {
            assert_eq!(Length::parse(text), Err(Reason::OutOfRange), "{text}");
        }
        assert_eq!(Length::parse("PT0.0000000001S"), Err(Reason::TooPrecise));
    }

    #[test]
    fn writes_what_it_reads() {
        let cases = [
            (0, 0, "PT0S"),
            (0, 1, "PT0.000000001S"),
            (60, 0, "PT1M"),
            (86_400, 0, "P1D"),
            (86_401, 100_000_000, "P1DT1.1S"),
            (u64::MAX, 999_999_999, "P213503982334601DT7H15.999999999S"),
        ];
        for (seconds, nanosecond, text) in cases {
            let duration = time::Duration::new(seconds, nanosecond);
            assert_eq!(Duration::from(duration).as_str(), text);
            assert_eq!(time::Duration::try_from(Duration::from(text)), Ok(duration));
        }
        assert_eq!(
            time::Duration::try_from(Duration::from("-PT0S")),
            Ok(time::Duration::ZERO)
        );
    }
}
