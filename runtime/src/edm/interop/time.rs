//! Times of the crate `time`.

use ::time::{
    self as crate_time, Month, OffsetDateTime, PrimitiveDateTime, UtcDateTime, UtcOffset,
};

use crate::edm::calendar::{Clock, Day, Moment, whole_minutes};
use crate::edm::conversion::{ConversionError, Reason, from_text};
use crate::edm::length::Length;
use crate::edm::{Date, DateTimeOffset, Duration, TimeOfDay};

from_text! {
    /// The same instant at the same offset, exactly.
    ///
    /// A digit other than zero after the ninth of a second is an error; years before -9999 and
    /// after 9999 are out of range.
    DateTimeOffset => OffsetDateTime, "time::OffsetDateTime", |text| {
        let moment = Moment::parse(text)?;
        let offset = UtcOffset::from_whole_seconds(moment.offset_seconds());
        let offset = offset.map_err(|_| Reason::OutOfRange)?;
        Ok(civil(moment)?.assume_offset(offset))
    }
}

from_text! {
    /// The same instant, exactly; its offset from UTC is left behind, and stays with
    /// `time::OffsetDateTime`.
    ///
    /// A digit other than zero after the ninth of a second is an error; what is before the year
    /// -9999 or after the year 9999 of UTC is out of range.
    DateTimeOffset => UtcDateTime, "time::UtcDateTime", |text| {
        let moment = Moment::parse(text)?;
        let offset = crate_time::Duration::seconds(moment.offset_seconds().into());
        let utc = civil(moment)?.checked_sub(offset).ok_or(Reason::OutOfRange)?;
        Ok(utc.as_utc())
    }
}

from_text! {
    /// Exact; years before -9999 and after 9999 are out of range.
    Date => crate_time::Date, "time::Date", |text| date(Day::parse(text)?)
}

from_text! {
    /// Exact; a digit other than zero after the ninth of a second is an error.
    TimeOfDay => crate_time::Time, "time::Time", |text| time(Clock::parse(text)?)
}

from_text! {
    /// Exact; a digit other than zero after the ninth of a second is an error.
    Duration => crate_time::Duration, "time::Duration", |text| {
        let (seconds, nanosecond) = Length::parse(text)?.signed().ok_or(Reason::OutOfRange)?;
        Ok(crate_time::Duration::new(seconds, nanosecond))
    }
}

impl TryFrom<OffsetDateTime> for DateTimeOffset {
    type Error = ConversionError;

    /// The same instant at the same offset, exactly; an offset that has seconds is an error, and so
    /// is one of a day or more.
    fn try_from(moment: OffsetDateTime) -> Result<Self, ConversionError> {
        let offset = moment.offset();
        let minutes = whole_minutes(offset.whole_seconds()).map_err(|reason| {
            ConversionError::new(offset, "the offset of an Edm.DateTimeOffset", reason)
        })?;
        let moment = Moment {
            day: day(moment.date()),
            clock: clock(moment.time()),
            offset: minutes,
        };
        Ok(moment.into())
    }
}

impl From<UtcDateTime> for DateTimeOffset {
    /// Exact, at offset `Z`.
    fn from(moment: UtcDateTime) -> Self {
        let moment = Moment {
            day: day(moment.date()),
            clock: clock(moment.time()),
            offset: 0,
        };
        moment.into()
    }
}

impl From<crate_time::Date> for Date {
    /// Exact.
    fn from(date: crate_time::Date) -> Self {
        day(date).into()
    }
}

impl From<crate_time::Time> for TimeOfDay {
    /// Exact.
    fn from(time: crate_time::Time) -> Self {
        clock(time).into()
    }
}

impl From<crate_time::Duration> for Duration {
    /// Exact.
    fn from(duration: crate_time::Duration) -> Self {
        Length::of(duration.whole_seconds(), duration.subsec_nanoseconds()).into()
    }
}

fn civil(moment: Moment) -> Result<PrimitiveDateTime, Reason> {
    Ok(PrimitiveDateTime::new(
        date(moment.day)?,
        time(moment.clock)?,
    ))
}

fn date(day: Day) -> Result<crate_time::Date, Reason> {
    let month = Month::try_from(day.month).map_err(|_| Reason::OutOfRange)?;
    crate_time::Date::from_calendar_date(day.year, month, day.day).map_err(|_| Reason::OutOfRange)
}

fn time(clock: Clock) -> Result<crate_time::Time, Reason> {
    let Clock {
        hour,
        minute,
        second,
        nanosecond,
    } = clock;
    crate_time::Time::from_hms_nano(hour, minute, second, nanosecond)
        .map_err(|_| Reason::OutOfRange)
}

fn day(date: crate_time::Date) -> Day {
    Day {
        year: date.year(),
        month: date.month().into(),
        day: date.day(),
    }
}

fn clock(time: crate_time::Time) -> Clock {
    let (hour, minute, second, nanosecond) = time.as_hms_nano();
    Clock {
        hour,
        minute,
        second,
        nanosecond,
    }
}
