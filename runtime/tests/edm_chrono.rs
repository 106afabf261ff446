//! Conversions to the crate `chrono` and back.
#![cfg(feature = "chrono")]

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc};
use msgraph_runtime::edm::{Date, DateTimeOffset, Duration, TimeOfDay};
use proptest::prelude::proptest;

#[test]
fn points_in_time() {
    for text in [
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.9999999Z",
        "9999-12-31T23:59:59-14:00",
        "1969-12-31T16:00:00.000000001-08:00",
        "12026-01-02T03:04:05+05:45",
    ] {
        let text = DateTimeOffset::from(text);
        let moment = DateTime::<FixedOffset>::try_from(&text).expect("a moment");
        assert_eq!(DateTimeOffset::try_from(moment), Ok(text));
    }
    let text = DateTimeOffset::from("2026-01-02T03:04:05.1234567+05:30");
    let utc = DateTime::<Utc>::try_from(&text).expect("a moment");
    assert_eq!(
        DateTimeOffset::try_from(utc).expect("a text").as_str(),
        "2026-01-01T21:34:05.1234567Z"
    );
    for moment in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
        let text = DateTimeOffset::try_from(moment).expect("a text");
        assert_eq!(DateTime::<Utc>::try_from(text), Ok(moment));
    }
}

#[test]
fn what_does_not_fit_is_an_error() {
    let precise = DateTimeOffset::from("2026-01-02T03:04:05.1234567891Z");
    let error = DateTime::<Utc>::try_from(precise).expect_err("ten digits");
    assert!(error.is_too_precise());
    let late = DateTimeOffset::from("300000-01-01T00:00:00Z");
    let error = DateTime::<Utc>::try_from(late).expect_err("too late");
    assert!(error.is_out_of_range());
    let leap = DateTime::from_timestamp(1_483_228_799, 1_500_000_000).expect("a leap second");
    let error = DateTimeOffset::try_from(leap).expect_err("a leap second");
    assert_eq!(
        error.to_string(),
        "`23:59:60.500` is out of the range of Edm.DateTimeOffset"
    );
    let leap = NaiveTime::from_hms_nano_opt(23, 59, 59, 1_000_000_000).expect("a leap second");
    assert!(
        TimeOfDay::try_from(leap)
            .expect_err("a leap second")
            .is_out_of_range()
    );
    let old = FixedOffset::east_opt(3_208).expect("an offset");
    let old = DateTime::UNIX_EPOCH.with_timezone(&old);
    let error = DateTimeOffset::try_from(old).expect_err("an offset with seconds");
    assert!(error.is_too_precise());
}

#[test]
fn days_times_and_lengths() {
    for day in [NaiveDate::MIN, NaiveDate::default(), NaiveDate::MAX] {
        assert_eq!(NaiveDate::try_from(Date::from(day)), Ok(day));
    }
    assert_eq!(Date::from(NaiveDate::MIN).as_str(), "-262143-01-01");
    let time = NaiveTime::from_hms_nano_opt(23, 59, 59, 999_999_999).expect("a time");
    let text = TimeOfDay::try_from(time).expect("a text");
    assert_eq!(text.as_str(), "23:59:59.999999999");
    assert_eq!(NaiveTime::try_from(&text), Ok(time));
    for (text, duration) in [
        ("PT0S", TimeDelta::zero()),
        ("-P1DT0.5S", TimeDelta::milliseconds(-86_400_500)),
        ("P106751991167DT7H12M55.807S", TimeDelta::MAX),
        ("-P106751991167DT7H12M55.807S", TimeDelta::MIN),
    ] {
        assert_eq!(TimeDelta::try_from(Duration::from(text)), Ok(duration));
        assert_eq!(Duration::from(duration).as_str(), text);
    }
    let error = TimeDelta::try_from(Duration::from("P106751991167DT7H12M55.808S"));
    assert!(error.expect_err("too long").is_out_of_range());
}

proptest! {
    #[test]
    fn every_moment_comes_back(second in -8_334_601_228_800i64..8_210_266_876_800, nanosecond in 0u32..1_000_000_000) {
        let moment = DateTime::from_timestamp(second, nanosecond).expect("a moment");
        let text = DateTimeOffset::try_from(moment).expect("a text");
        assert_eq!(DateTime::<Utc>::try_from(text), Ok(moment));
    }

    #[test]
    fn every_length_comes_back(nanosecond: i64) {
        let duration = TimeDelta::nanoseconds(nanosecond);
        assert_eq!(TimeDelta::try_from(Duration::from(duration)), Ok(duration));
    }
}
