//! Conversions to the crate `time` and back.
#![cfg(feature = "time")]

use msgraph_runtime::edm::{Date, DateTimeOffset, Duration, TimeOfDay};
use proptest::prelude::proptest;
use time::{Month, OffsetDateTime, UtcDateTime, UtcOffset};

#[test]
fn points_in_time_with_their_offset() {
    let cases = [
        ("0001-01-01T00:00:00Z", -62_135_596_800_i128, 0),
        ("9999-12-31T23:59:59.9999999Z", 253_402_300_799, 999_999_900),
        ("9999-12-31T23:59:59-14:00", 253_402_351_199, 0),
        ("1969-12-31T16:00:00.000000001-08:00", 0, 1),
        ("-9999-01-01T00:00:00Z", -377_705_116_800, 0),
    ];
    for (text, second, nanosecond) in cases {
        let text = DateTimeOffset::from(text);
        let moment = OffsetDateTime::try_from(&text).expect("a moment");
        let expected = second * 1_000_000_000 + nanosecond;
        assert_eq!(moment.unix_timestamp_nanos(), expected, "{text}");
        assert_eq!(DateTimeOffset::try_from(moment), Ok(text));
    }
}

#[test]
fn points_in_time_at_utc() {
    let text = DateTimeOffset::from("2026-01-02T03:04:05.1234567+05:30");
    let utc = UtcDateTime::try_from(&text).expect("a moment");
    assert_eq!(
        DateTimeOffset::from(utc).as_str(),
        "2026-01-01T21:34:05.1234567Z"
    );
    for (text, moment) in [
        ("-9999-01-01T00:00:00Z", UtcDateTime::MIN),
        ("9999-12-31T23:59:59.999999999Z", UtcDateTime::MAX),
    ] {
        assert_eq!(
            UtcDateTime::try_from(DateTimeOffset::from(text)),
            Ok(moment)
        );
        assert_eq!(DateTimeOffset::from(moment).as_str(), text);
    }
}

#[test]
fn what_does_not_fit_is_an_error() {
    let late = DateTimeOffset::from("9999-12-31T23:59:59-14:00");
    let error = UtcDateTime::try_from(late).expect_err("the year 10000 of UTC");
    assert!(error.is_out_of_range());
    let precise = DateTimeOffset::from("2026-01-02T03:04:05.1234567891Z");
    let error = OffsetDateTime::try_from(precise).expect_err("ten digits");
    assert!(error.is_too_precise());
    let leap = DateTimeOffset::from("2016-12-31T23:59:60Z");
    assert!(
        OffsetDateTime::try_from(leap)
            .expect_err("a leap second")
            .is_malformed()
    );
    let old = UtcOffset::from_hms(0, 53, 28).expect("an offset");
    let old = OffsetDateTime::UNIX_EPOCH.to_offset(old);
    let error = DateTimeOffset::try_from(old).expect_err("an offset with seconds");
    assert!(error.is_too_precise());
    let day = time::Date::try_from(Date::from("10000-01-01")).expect_err("too late");
    assert!(day.is_out_of_range());
}

#[test]
fn days_times_and_lengths() {
    let leap_day = time::Date::from_calendar_date(2024, Month::February, 29).expect("a day");
    for (text, day) in [
        ("2024-02-29", leap_day),
        ("-9999-01-01", time::Date::MIN),
        ("9999-12-31", time::Date::MAX),
    ] {
        assert_eq!(time::Date::try_from(Date::from(text)), Ok(day));
        assert_eq!(Date::from(day).as_str(), text);
    }
    for (text, time) in [
        ("00:00:00", time::Time::MIDNIGHT),
        ("23:59:59.999999999", time::Time::MAX),
    ] {
        assert_eq!(time::Time::try_from(TimeOfDay::from(text)), Ok(time));
        assert_eq!(TimeOfDay::from(time).as_str(), text);
    }
    for (text, duration) in [
        ("-P1DT0.5S", time::Duration::new(-86_400, -500_000_000)),
        ("P106751991167300DT15H30M7.999999999S", time::Duration::MAX),
        ("-P106751991167300DT15H30M8.999999999S", time::Duration::MIN),
    ] {
        assert_eq!(time::Duration::try_from(Duration::from(text)), Ok(duration));
        assert_eq!(Duration::from(duration).as_str(), text);
    }
}

proptest! {
    #[test]
    fn every_moment_comes_back(second in -377_705_116_800i64..=253_402_300_799, nanosecond in 0u32..1_000_000_000) {
        let moment = UtcDateTime::from_unix_timestamp(second).expect("a moment");
        let moment = moment.replace_nanosecond(nanosecond).expect("nanoseconds");
        assert_eq!(UtcDateTime::try_from(DateTimeOffset::from(moment)), Ok(moment));
    }

    #[test]
    fn every_offset_of_whole_minutes_comes_back(minutes in -1_439i32..=1_439) {
        let offset = UtcOffset::from_whole_seconds(minutes * 60).expect("an offset");
        let moment = OffsetDateTime::UNIX_EPOCH.to_offset(offset);
        let text = DateTimeOffset::try_from(moment).expect("whole minutes");
        let back = OffsetDateTime::try_from(text).expect("a moment");
        assert_eq!((back, back.offset()), (moment, offset));
    }
}
