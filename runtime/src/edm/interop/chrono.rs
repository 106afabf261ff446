//! Times of the crate `chrono`.

use ::chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc,
};

use crate::edm::calendar::{Clock, Day, Moment, whole_minutes};
use crate::edm::conversion::{ConversionError, Reason, from_text};
use crate::edm::length::Length;
use crate::edm::{Date, DateTimeOffset, Duration, TimeOfDay};

from_text! {
    /// The same instant at the same offset, exactly; a digit other than zero after the ninth of a
    /// second is an error.
    DateTimeOffset => DateTime<FixedOffset>, "chrono::DateTime<FixedOffset>", with_offset
}

from_text! {
    /// The same instant, exactly; its offset from UTC is left behind, and stays with
    /// `DateTime<FixedOffset>`. A digit other than zero after the ninth of a second is an error.
    DateTimeOffset => DateTime<Utc>, "chrono::DateTime<Utc>", |text| Ok(with_offset(text)?.to_utc())
}

from_text! {
    /// Exact; years before -262143 and after 262142 are out of range.
    Date => NaiveDate, "chrono::NaiveDate", |text| date(Day::parse(text)?)
}

from_text! {
    /// Exact; a digit other than zero after the ninth of a second is an error.
    TimeOfDay => NaiveTime, "chrono::NaiveTime", |text| time(Clock::parse(text)?)
}

from_text! {
    /// Exact; a digit other than zero after the ninth of a second is an error. More than `i64::MAX`
    /// milliseconds, either way, are out of range.
    Duration => TimeDelta, "chrono::TimeDelta", |text| {
        let length = Length::parse(text)?;
        let seconds = i64::try_from(length.seconds).map_err(|_| Reason::OutOfRange)?;
        let delta = TimeDelta::new(seconds, length.nanosecond).ok_or(Reason::OutOfRange)?;
        Ok(if length.negative { -delta } else { delta })
    }
}

impl TryFrom<DateTime<FixedOffset>> for DateTimeOffset {
    type Error = ConversionError;

    /// The same instant at the same offset, exactly. An offset that has seconds is an error, and so
    /// is a leap second.
    fn try_from(moment: DateTime<FixedOffset>) -> Result<Self, ConversionError> {
        let offset = moment.offset();
        let minutes = whole_minutes(offset.local_minus_utc()).map_err(|reason| {
            ConversionError::new(offset, "the offset of an Edm.DateTimeOffset", reason)
        })?;
        let local = moment.naive_local();
        let moment = Moment {
            day: day(local.date()),
            clock: clock(local.time(), "Edm.DateTimeOffset")?,
            offset: minutes,
        };
        Ok(moment.into())
    }
}

impl TryFrom<DateTime<Utc>> for DateTimeOffset {
    type Error = ConversionError;

    /// Exact, at offset `Z`. A leap second is an error.
    fn try_from(moment: DateTime<Utc>) -> Result<Self, ConversionError> {
        Self::try_from(moment.fixed_offset())
    }
}

impl From<NaiveDate> for Date {
    /// Exact.
    fn from(date: NaiveDate) -> Self {
        day(date).into()
    }
}

impl TryFrom<NaiveTime> for TimeOfDay {
    type Error = ConversionError;

    /// Exact. A leap second is an error.
    fn try_from(time: NaiveTime) -> Result<Self, ConversionError> {
        Ok(clock(time, "Edm.TimeOfDay")?.into())
    }
}

impl From<TimeDelta> for Duration {
    /// Exact.
    fn from(delta: TimeDelta) -> Self {
        Length::of(delta.num_seconds(), delta.subsec_nanos()).into()
    }
}

fn with_offset(text: &str) -> Result<DateTime<FixedOffset>, Reason> {
    let moment = Moment::parse(text)?;
    let local = NaiveDateTime::new(date(moment.day)?, time(moment.clock)?);
    let offset = FixedOffset::east_opt(moment.offset_seconds()).ok_or(Reason::OutOfRange)?;
    let instant = local.and_local_timezone(offset).single();
    instant.ok_or(Reason::OutOfRange)
}

fn date(day: Day) -> Result<NaiveDate, Reason> {
    let date = NaiveDate::from_ymd_opt(day.year, day.month.into(), day.day.into());
    date.ok_or(Reason::OutOfRange)
}

fn time(clock: Clock) -> Result<NaiveTime, Reason> {
    let Clock {
        hour,
        minute,
        second,
        nanosecond,
    } = clock;
    let time = NaiveTime::from_hms_nano_opt(hour.into(), minute.into(), second.into(), nanosecond);
    time.ok_or(Reason::OutOfRange)
}

fn day(date: NaiveDate) -> Day {
    Day {
        year: date.year(),
        month: small(date.month()),
        day: small(date.day()),
    }
}

/// `chrono` counts the nanoseconds of a leap second on from those of the second before it.
fn clock(time: NaiveTime, target: &'static str) -> Result<Clock, ConversionError> {
    const SECOND: u32 = 1_000_000_000;
    let nanosecond = time.nanosecond();
    if nanosecond >= SECOND {
        return Err(ConversionError::new(time, target, Reason::OutOfRange));
    }
    Ok(Clock {
        hour: small(time.hour()),
        minute: small(time.minute()),
        second: small(time.second()),
        nanosecond,
    })
}

/// A part of a date or a time that is less than a hundred.
fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or_default()
}
