//! `Edm.DateTimeOffset`, `Edm.Date` and `Edm.TimeOfDay`, taken apart.
//!
//! The text is read here and not by the libraries it is converted for: these round digits that they
//! have no room for, or take a leap second for the second before it.

use std::fmt;

use super::conversion::Reason;
use super::scan::{Scan, fraction, nanoseconds};
use super::{Date, DateTimeOffset, TimeOfDay};

const NO_DAY: Reason = Reason::Malformed("a day of the calendar");
const NO_TIME: Reason = Reason::Malformed("a time of day");
const NO_MOMENT: Reason = Reason::Malformed("a point in time with its offset from UTC");

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) day: u8,
}

/// A time of day. None is within a leap second, which OData does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    pub(super) nanosecond: u32,
}

/// A day and time somewhere, and how far from UTC it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) day: Day,
    pub(super) clock: Clock,
    /// In minutes, less than a day.
    pub(super) offset: i16,
}

impl Day {
    pub(super) fn parse(text: &str) -> Result<Self, Reason> {
        let mut scan = Scan::new(text);
        let day = Self::scan(&mut scan)?;
        if scan.is_at_end() {
            Ok(day)
        } else {
            Err(NO_DAY)
        }
    }

    /// Reads a date (OData ABNF, rule `dateValue`): a year has at least four digits.
    fn scan(scan: &mut Scan<'_>) -> Result<Self, Reason> {
        let before_year_zero = scan.skip('-');
        let year = scan.digits();
        let padded = year.len() > 4 && year.starts_with('0');
        if year.len() < 4 || padded || !scan.skip('-') {
            return Err(NO_DAY);
        }
        let month = two_digits(scan).ok_or(NO_DAY)?;
        if !scan.skip('-') {
            return Err(NO_DAY);
        }
        let day = two_digits(scan).ok_or(NO_DAY)?;
        // Digits alone can only fail to parse because they are too many.
        let year: i32 = year.parse().map_err(|_| Reason::OutOfRange)?;
        let year = if before_year_zero { -year } else { year };
        if !(1..=days_in(year, month)).contains(&day) {
            return Err(NO_DAY);
        }
        Ok(Self { year, month, day })
    }
}

impl Clock {
    pub(super) fn parse(text: &str) -> Result<Self, Reason> {
        let mut scan = Scan::new(text);
        let clock = Self::scan(&mut scan)?;
        if scan.is_at_end() {
            Ok(clock)
        } else {
            Err(NO_TIME)
        }
    }

    /// Reads a time of day (OData ABNF, rule `timeOfDayValue`); seconds may be left out.
    fn scan(scan: &mut Scan<'_>) -> Result<Self, Reason> {
        let (hour, minute) = hour_and_minute(scan).ok_or(NO_TIME)?;
        let (mut second, mut nanosecond) = (0, 0);
        if scan.skip(':') {
            second = two_digits(scan)
                .filter(|second| *second < 60)
                .ok_or(NO_TIME)?;
            if let Some(digits) = scan.fraction() {
                nanosecond = nanoseconds(digits, NO_TIME)?;
            }
        }
        Ok(Self {
            hour,
            minute,
            second,
            nanosecond,
        })
    }
}

impl Moment {
    /// Reads a point in time (OData ABNF, rule `dateTimeOffsetValue`).
    pub(super) fn parse(text: &str) -> Result<Self, Reason> {
        Self::scan(text).map_err(|reason| match reason {
            Reason::Malformed(_) => NO_MOMENT,
            other => other,
        })
    }

    fn scan(text: &str) -> Result<Self, Reason> {
        let mut scan = Scan::new(text);
        let day = Day::scan(&mut scan)?;
        if !scan.skip('T') {
            return Err(NO_MOMENT);
        }
        let clock = Clock::scan(&mut scan)?;
        let offset = offset(&mut scan).ok_or(NO_MOMENT)?;
        if !scan.is_at_end() {
            return Err(NO_MOMENT);
        }
        Ok(Self { day, clock, offset })
    }

    /// The offset in seconds.
    pub(super) fn offset_seconds(self) -> i32 {
        i32::from(self.offset) * 60
    }
}

/// An offset of so many seconds in minutes.
///
/// # Errors
///
/// OData writes offsets in whole minutes, and less than a day of them.
pub(super) fn whole_minutes(offset_seconds: i32) -> Result<i16, Reason> {
    if offset_seconds % 60 != 0 {
        return Err(Reason::TooPrecise);
    }
    match i16::try_from(offset_seconds / 60) {
        Ok(minutes @ -1_439..=1_439) => Ok(minutes),
        _ => Err(Reason::OutOfRange),
    }
}

fn offset(scan: &mut Scan<'_>) -> Option<i16> {
    if scan.skip('Z') {
        return Some(0);
    }
    let negative = scan.skip('-');
    if !negative && !scan.skip('+') {
        return None;
    }
    let (hour, minute) = hour_and_minute(scan)?;
    let minutes = i16::from(hour) * 60 + i16::from(minute);
    Some(if negative { -minutes } else { minutes })
}

fn hour_and_minute(scan: &mut Scan<'_>) -> Option<(u8, u8)> {
    let hour = two_digits(scan).filter(|hour| *hour < 24)?;
    let minute = scan.skip(':').then(|| two_digits(scan)).flatten();
    Some((hour, minute.filter(|minute| *minute < 60)?))
}

fn two_digits(scan: &mut Scan<'_>) -> Option<u8> {
    let digits = scan.digits();
    (digits.len() == 2).then(|| digits.parse().ok()).flatten()
}

/// No month but the twelve has days.
fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = *self;
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fraction = fraction(self.nanosecond);
        let Self {
            hour,
            minute,
            second,
            ..
        } = *self;
        write!(f, "{hour:02}:{minute:02}:{second:02}{fraction}")
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.day, self.clock)?;
        if self.offset == 0 {
            return f.write_str("Z");
        }
        let sign = if self.offset < 0 { '-' } else { '+' };
        let minutes = self.offset.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

macro_rules! to_text {
    ($($parts:ty => $edm:ty;)*) => {$(
        impl From<$parts> for $edm {
            fn from(parts: $parts) -> Self {
                Self::from(parts.to_string())
            }
        }
    )*};
}

to_text! {
    Day => Date;
    Clock => TimeOfDay;
    Moment => DateTimeOffset;
}

#[cfg(test)]
mod tests {
    use super::{Clock, Day, Moment, NO_DAY, NO_MOMENT, NO_TIME, Reason, whole_minutes};

    #[test]
    fn what_is_read_is_written_again() {
        for text in [
            "2026-01-02",
            "0001-01-01",
            "0000-02-29",
            "-0001-12-31",
            "12026-01-02",
        ] {
            assert_eq!(
                Day::parse(text).map(|day| day.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in [
            "00:00:00",
            "23:59:59.999999999",
            "13:20:00.1234567",
            "00:00:00.000000001",
        ] {
            let clock = Clock::parse(text).map(|clock| clock.to_string());
            assert_eq!(clock, Ok(text.to_owned()));
        }
        let moments = [
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.9999999Z",
            "1969-12-31T23:59:59.9999999-08:00",
            "2026-01-02T03:04:05+05:45",
            "2026-01-02T03:04:05-23:59",
        ];
        for text in moments {
            let moment = Moment::parse(text).map(|moment| moment.to_string());
            assert_eq!(moment, Ok(text.to_owned()));
        }
    }

    #[test]
    fn other_spellings_mean_the_same() {
        let same = [
            ("2026-01-02T03:04Z", "2026-01-02T03:04:00Z"),
            ("2026-01-02t03:04:05.1000000z", "2026-01-02T03:04:05.1Z"),
            (
                "2026-01-02T03:04:05.123456789000-00:00",
                "2026-01-02T03:04:05.123456789Z",
            ),
        ];
        for (one, other) in same {
            assert_eq!(Moment::parse(one), Moment::parse(other), "{one}");
        }
    }

    #[test]
    fn what_is_none_is_malformed() {
        let days = [
            "",
            "2026-1-2",
            "26-01-02",
            "02026-01-02",
            "2026-00-01",
            "2026-13-01",
            "2026-02-29",
            "1900-02-29",
            "2026-04-31",
            "2026-01-00",
            "2026-01-02Z",
            "+2026-01-02",
            "2026/01/02",
        ];
        for text in days {
            assert_eq!(Day::parse(text), Err(NO_DAY), "{text}");
        }
        for text in [
            "24:00:00",
            "23:60",
            "23:59:60",
            "1:02:03",
            "01:02:03.",
            "01",
            "01:02:03Z",
        ] {
            assert_eq!(Clock::parse(text), Err(NO_TIME), "{text}");
        }
        let moments = [
            "2026-01-02",
            "2026-01-02T03:04:05",
            "2026-01-02 03:04:05Z",
            "2026-01-02T03:04:05+0100",
            "2026-01-02T03:04:05+24:00",
            "2026-01-02T03:04:05Zz",
            "2026-02-30T00:00:00Z",
        ];
        for text in moments {
            assert_eq!(Moment::parse(text), Err(NO_MOMENT), "{text}");
        }
    }

    #[test]
    fn what_does_not_fit_is_told_apart() {
        assert_eq!(Day::parse("99999999999-01-01"), Err(Reason::OutOfRange));
        assert_eq!(
            Moment::parse("2026-01-02T03:04:05.0000000001Z"),
            Err(Reason::TooPrecise)
        );
        assert_eq!(whole_minutes(-3_600), Ok(-60));
        assert_eq!(whole_minutes(3_208), Err(Reason::TooPrecise));
        assert_eq!(whole_minutes(86_400), Err(Reason::OutOfRange));
    }
}
