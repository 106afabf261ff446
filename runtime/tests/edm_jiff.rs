//! Conversions to the crate `jiff` and back.
#![cfg(feature = "jiff")]

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ZonedDateTime, civil};
use msgraph_runtime::edm::{Date, DateTimeOffset, Duration, TimeOfDay};
use proptest::prelude::{any, proptest};

fn instant(text: &str) -> Result<Timestamp, msgraph_runtime::edm::ConversionError> {
    Timestamp::try_from(DateTimeOffset::from(text))
}

#[test]
fn points_in_time() {
    let cases = [
        ("1970-01-01T00:00:00Z", 0, 0),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
        ("1969-12-31T23:59:59.9999999Z", 0, -100),
        (
            "2026-01-02T03:04:05.1234567+05:30",
            1_767_303_245,
            123_456_700,
        ),
        (
            "9999-12-30T22:00:00.999999999Z",
            253_402_207_200,
            999_999_999,
        ),
    ];
    for (text, second, nanosecond) in cases {
        let expected = Timestamp::new(second, nanosecond).expect("a timestamp");
        assert_eq!(instant(text), Ok(expected), "{text}");
        let back = DateTimeOffset::from(expected);
        assert_eq!(Timestamp::try_from(&back), Ok(expected), "{back}");
    }
    assert_eq!(
        DateTimeOffset::from(Timestamp::UNIX_EPOCH).as_str(),
        "1970-01-01T00:00:00Z"
    );
}

#[test]
fn what_does_not_fit_is_an_error() {
    let never = instant("9999-12-31T23:59:59.9999999Z").expect_err("too late");
    assert!(never.is_out_of_range());
    assert_eq!(
        never.to_string(),
        "`9999-12-31T23:59:59.9999999Z` is out of the range of jiff::Timestamp"
    );
    let precise = instant("2026-01-02T03:04:05.1234567891Z").expect_err("ten digits");
    assert!(precise.is_too_precise());
    for text in ["2026-06-30T23:59:60Z", "2026-01-02T03:04:05", "tomorrow"] {
        assert!(instant(text).expect_err(text).is_malformed(), "{text}");
    }
    assert!(instant("10000-01-01T00:00:00Z").is_err());
    let day = civil::Date::try_from(Date::from("40000-01-01")).expect_err("too late");
    assert!(day.is_out_of_range());
}

#[test]
fn offsets_stay_where_there_is_room_for_them() {
    let text = DateTimeOffset::from("2026-01-02T03:04:05.1234567-08:00");
    let zoned = ZonedDateTime::try_from(&text).expect("a zoned time");
    assert_eq!(zoned.offset().seconds(), -28_800);
    assert_eq!(DateTimeOffset::try_from(&zoned), Ok(text));
    let old = Offset::from_seconds(-3_208).expect("an offset");
    let old = Timestamp::UNIX_EPOCH.to_zoned_datetime(TimeZone::fixed(old));
    let error = DateTimeOffset::try_from(old).expect_err("an offset with seconds");
    assert!(error.is_too_precise());
    assert_eq!(
        error.to_string(),
        "`-00:53:28` has more digits than the offset of an Edm.DateTimeOffset can hold"
    );
}

#[test]
fn days_and_times_of_day() {
    for (text, day) in [
        ("0001-01-01", civil::date(1, 1, 1)),
        ("-0044-03-15", civil::date(-44, 3, 15)),
        ("9999-12-31", civil::Date::MAX),
        ("2024-02-29", civil::date(2024, 2, 29)),
    ] {
        assert_eq!(civil::Date::try_from(Date::from(text)), Ok(day));
        assert_eq!(Date::from(day).as_str(), text);
    }
    for (text, time) in [
        ("00:00:00", civil::Time::MIN),
        ("13:20:00.0000001", civil::time(13, 20, 0, 100)),
        ("23:59:59.999999999", civil::Time::MAX),
    ] {
        assert_eq!(civil::Time::try_from(TimeOfDay::from(text)), Ok(time));
        assert_eq!(TimeOfDay::from(time).as_str(), text);
    }
}

#[test]
fn lengths_of_time() {
    for (text, duration) in [
        ("PT0S", SignedDuration::ZERO),
        ("-P1DT0.5S", SignedDuration::new(-86_400, -500_000_000)),
        ("-PT0.5S", SignedDuration::new(0, -500_000_000)),
        ("P106751991167300DT15H30M7.999999999S", SignedDuration::MAX),
        ("-P106751991167300DT15H30M8.999999999S", SignedDuration::MIN),
    ] {
        assert_eq!(SignedDuration::try_from(Duration::from(text)), Ok(duration));
        assert_eq!(Duration::from(duration).as_str(), text);
    }
    let error = SignedDuration::try_from(Duration::from("P106751991167301D"));
    assert!(error.expect_err("too long").is_out_of_range());
}

proptest! {
    #[test]
    fn every_timestamp_comes_back(second in -377_705_023_201i64..253_402_207_200, nanosecond in 0i32..1_000_000_000) {
        let timestamp = Timestamp::new(second, nanosecond).expect("a timestamp");
        assert_eq!(Timestamp::try_from(DateTimeOffset::from(timestamp)), Ok(timestamp));
    }

    #[test]
    fn every_duration_comes_back(second: i64, nanosecond in 0i32..1_000_000_000) {
        let nanosecond = if second < 0 { -nanosecond } else { nanosecond };
        let duration = SignedDuration::new(second, nanosecond);
        assert_eq!(SignedDuration::try_from(Duration::from(duration)), Ok(duration));
    }

    #[test]
    fn no_text_is_a_panic(text in any::<String>(), near in "[-+]?[0-9TZPDHMS:.+-]{0,40}") {
        for text in [text, near] {
            let _ = instant(&text);
            let _ = SignedDuration::try_from(Duration::from(text.as_str()));
            let _ = civil::Date::try_from(Date::from(text.as_str()));
            let _ = civil::Time::try_from(TimeOfDay::from(text));
        }
    }
}
