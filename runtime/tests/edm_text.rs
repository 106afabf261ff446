//! The types of `edm` keep what the service sent, to the last character.

use msgraph_runtime::codegen::Value;
use msgraph_runtime::edm::{
    Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay, Untyped,
};
use msgraph_runtime::model::{from_json, to_json};
use msgraph_runtime::{Error, Literal};

fn round_trip<T: Value>(texts: &[&str]) {
    for text in texts {
        let value: T = from_json(text.as_bytes()).expect(text);
        assert_eq!(to_json(&value), *text);
    }
}

#[test]
fn what_is_read_is_written() {
    round_trip::<DateTimeOffset>(&[
        r#""0001-01-01T00:00:00Z""#,
        r#""1969-12-31T23:59:59.9999999-08:00""#,
        r#""9999-12-31T23:59:59.999999999999Z""#,
        r#""2026-01-02t03:04:05+00:00""#,
        r#""2026-01-02T03:04:05""#,
    ]);
    round_trip::<Date>(&[r#""0001-01-01""#, r#""-0044-03-15""#, r#""2026-02-30""#]);
    round_trip::<TimeOfDay>(&[r#""13:20:00.0000000""#, r#""13:20""#, r#""24:00:00""#]);
    round_trip::<Duration>(&[r#""PT0S""#, r#""-P1DT0.50S""#, r#""PT90M""#, r#""P1Y""#]);
    round_trip::<Guid>(&[r#""00000000-0000-0000-0000-00000000000A""#, r#""{abc}""#]);
    round_trip::<Binary>(&[r#""""#, r#""+/8=""#, r#""-_8""#, r#""no base64""#]);
    round_trip::<Decimal>(&[
        "12.50",
        "-0.0",
        "1E-400",
        "79228162514264337593543950336.0000000001",
        r#""INF""#,
    ]);
    round_trip::<i64>(&["9223372036854775807", "-9223372036854775808"]);
    round_trip::<f64>(&[r#""NaN""#, r#""-INF""#, "0.1"]);
    round_trip::<Untyped>(&[r#"{"a":[1,"x",null]}"#]);
}

#[test]
fn another_kind_of_json_is_an_error() {
    fn refused<T: Value>(json: &str) -> Error {
        let read: Result<T, Error> = from_json(json.as_bytes());
        read.err().expect(json)
    }
    let errors = [
        refused::<DateTimeOffset>("0"),
        refused::<Duration>("{}"),
        refused::<Guid>("null"),
        refused::<Binary>("[]"),
        refused::<Decimal>("true"),
        refused::<i64>("9223372036854775808"),
    ];
    assert!(errors.iter().all(Error::is_decode));
}

#[test]
fn each_has_its_form_in_a_url() {
    let cases = [
        (
            Literal::from(DateTimeOffset::from("2026-01-02T03:04:05+01:00")),
            "2026-01-02T03%3A04%3A05%2B01%3A00",
        ),
        (Literal::from(Date::from("2026-01-02")), "2026-01-02"),
        (Literal::from(TimeOfDay::from("13:20")), "13%3A20"),
        (Literal::from(Duration::from("-P1D")), "duration'-P1D'"),
        (Literal::from(Guid::from("a-b")), "a-b"),
        (Literal::from(Decimal::from("-1.50")), "-1.50"),
        (
            Literal::from(Binary::from_bytes(&[0xFB, 0xFF])),
            "binary'-_8%3D'",
        ),
    ];
    for (literal, expected) in cases {
        assert_eq!(literal.in_url(), expected);
    }
}
