//! Times of the crate `jiff`.

use ::jiff::civil;
use ::jiff::tz::{Offset, TimeZone};
use ::jiff::{SignedDuration, Timestamp, ZonedDateTime};

use crate::edm::calendar::{Clock, Day, Moment, whole_minutes};
use crate::edm::conversion::{ConversionError, Reason, from_text};
use crate::edm::length::Length;
use crate::edm::{Date, DateTimeOffset, Duration, TimeOfDay};

from_text! {
    /// The same instant, exactly; its offset from UTC is left behind, and stays with
    /// `jiff::ZonedDateTime`.
    ///
    /// A digit other than zero after the ninth of a second is an error. So is what is later than
    /// `9999-12-30T22:00:00.999999999Z`, `Timestamp::MAX`: `9999-12-31T23:59:59Z`, by which some
    /// services mean *never*, is.
    DateTimeOffset => Timestamp, "jiff::Timestamp", |text| Ok(zoned(text)?.timestamp())
}

from_text! {
    /// The same instant at the same offset, exactly, in a time zone of nothing but that offset.
    ///
    /// The range is that of `jiff::Timestamp`, and a digit other than zero after the ninth of a
    /// second is an error.
    DateTimeOffset => ZonedDateTime, "jiff::ZonedDateTime", zoned
}

from_text! {
    /// Exact; years before -9999 and after 9999 are out of range.
    Date => civil::Date, "jiff::civil::Date", |text| date(Day::parse(text)?)
}

from_text! {
    /// Exact; a digit other than zero after the ninth of a second is an error.
    TimeOfDay => civil::Time, "jiff::civil::Time", |text| time(Clock::parse(text)?)
}

from_text! {
    /// Exact; a digit other than zero after the ninth of a second is an error.
    Duration => SignedDuration, "jiff::SignedDuration", |text| {
        let (seconds, nanosecond) = Length::parse(text)?.signed().ok_or(Reason::OutOfRange)?;
        Ok(SignedDuration::new(seconds, nanosecond))
    }
}

impl From<Timestamp> for DateTimeOffset {
    /// Exact, at offset `Z`.
    fn from(timestamp: Timestamp) -> Self {
        moment(Offset::UTC.to_datetime(timestamp), 0).into()
    }
}

impl TryFrom<&ZonedDateTime> for DateTimeOffset {
    type Error = ConversionError;

    /// The same instant at the same offset, exactly; the name of the time zone is left behind.
    ///
    /// An offset that has seconds, as time zones had before there were standard times, is an error,
    /// and so is one of a day or more.
    fn try_from(zoned: &ZonedDateTime) -> Result<Self, ConversionError> {
        let offset = whole_minutes(zoned.offset().seconds());
        let offset = offset.map_err(|reason| {
            ConversionError::new(
                zoned.offset(),
                "the offset of an Edm.DateTimeOffset",
                reason,
            )
        })?;
        Ok(moment(zoned.datetime(), offset).into())
    }
}

impl TryFrom<ZonedDateTime> for DateTimeOffset {
    type Error = ConversionError;

    /// As from a reference.
    fn try_from(zoned: ZonedDateTime) -> Result<Self, ConversionError> {
        Self::try_from(&zoned)
    }
}

impl From<civil::Date> for Date {
    /// Exact.
    fn from(date: civil::Date) -> Self {
        day(date).into()
    }
}

impl From<civil::Time> for TimeOfDay {
    /// Exact.
    fn from(time: civil::Time) -> Self {
        clock(time).into()
    }
}

impl From<SignedDuration> for Duration {
    /// Exact.
    fn from(duration: SignedDuration) -> Self {
        Length::of(duration.as_secs(), duration.subsec_nanos()).into()
    }
}

fn zoned(text: &str) -> Result<ZonedDateTime, Reason> {
    let moment = Moment::parse(text)?;
    let civil = civil::DateTime::from_parts(date(moment.day)?, time(moment.clock)?);
    let offset = Offset::from_seconds(moment.offset_seconds()).map_err(|_| Reason::OutOfRange)?;
    civil
        .to_zoned_datetime(TimeZone::fixed(offset))
        .map_err(|_| Reason::OutOfRange)
}

fn date(day: Day) -> Result<civil::Date, Reason> {
    let year = i16::try_from(day.year).map_err(|_| Reason::OutOfRange)?;
    let (month, day) = (signed(day.month)?, signed(day.day)?);
    civil::Date::new(year, month, day).map_err(|_| Reason::OutOfRange)
}

fn time(clock: Clock) -> Result<civil::Time, Reason> {
    let nanosecond = i32::try_from(clock.nanosecond).map_err(|_| Reason::OutOfRange)?;
    let (hour, minute, second) = (
        signed(clock.hour)?,
        signed(clock.minute)?,
        signed(clock.second)?,
    );
    civil::Time::new(hour, minute, second, nanosecond).map_err(|_| Reason::OutOfRange)
}

fn signed(number: u8) -> Result<i8, Reason> {
    number.try_into().map_err(|_| Reason::OutOfRange)
}

fn moment(civil: civil::DateTime, offset: i16) -> Moment {
    Moment {
        day: day(civil.date()),
        clock: clock(civil.time()),
        offset,
    }
}

fn day(date: civil::Date) -> Day {
    Day {
        year: date.year().into(),
        month: date.month().unsigned_abs(),
        day: date.day().unsigned_abs(),
    }
}

fn clock(time: civil::Time) -> Clock {
    Clock {
        hour: time.hour().unsigned_abs(),
        minute: time.minute().unsigned_abs(),
        second: time.second().unsigned_abs(),
        nanosecond: time.subsec_nanosecond().unsigned_abs(),
    }
}
