//! Primitive values, enumerations and flags.

mod json;
mod shape;

use json::{read, round_trip, written};
use msgraph_runtime::codegen as rt;
use msgraph_runtime::{Flags, edm};
use shape::connector_group::ConnectorGroup;
use shape::connector_group_region::ConnectorGroupRegion;
use shape::native::NativeAuthenticationApisEnabled as Native;

#[test]
fn whole_numbers() {
    let good = [
        ("0", 0),
        ("-7", -7),
        ("7.0", 7),
        ("1e3", 1000),
        ("9007199254740993", 9_007_199_254_740_993),
    ];
    for (json, expected) in good {
        assert_eq!(read::<i64>(json).expect(json), expected);
    }
    assert_eq!(
        read::<i64>("\"-9223372036854775808\"").expect("a string"),
        i64::MIN
    );
    assert_eq!(
        read::<i32>("-2016330712").expect("a number"),
        -2_016_330_712
    );
    assert_eq!(
        (
            read::<u8>("255").expect("255"),
            read::<i8>("-128").expect("-128")
        ),
        (255, -128)
    );
    for json in [
        "1.5",
        "9223372036854775808",
        "1e300",
        "true",
        "\"x\"",
        "\"1.0\"",
        "null",
    ] {
        assert!(read::<i64>(json).is_err(), "{json}");
    }
    assert!(read::<i32>("2147483648").is_err() && read::<i32>("\"1\"").is_err());
    assert!(read::<u8>("256").is_err() && read::<i16>("40000").is_err());
}

#[test]
fn floating_point_numbers() {
    for (json, expected) in [
        ("1", 1.0),
        ("-0.5e-3", -0.0005),
        ("\"INF\"", f64::INFINITY),
        ("\"-INF\"", f64::NEG_INFINITY),
    ] {
        assert_eq!(read::<f64>(json).expect(json), expected);
    }
    assert!(read::<f64>("\"NaN\"").expect("not a number").is_nan());
    for json in ["1e999", "\"1\"", "\"inf\"", "[]"] {
        assert!(read::<f64>(json).is_err(), "{json}");
    }
    assert!(read::<f32>("1e39").is_err());
    let texts = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1.0, 1e300, 0.1]
        .map(|number| written(&number));
    assert_eq!(
        texts,
        ["\"NaN\"", "\"INF\"", "\"-INF\"", "1.0", "1e+300", "0.1"]
    );
}

#[test]
fn unknown_members_of_enumerations_are_kept() {
    let group: ConnectorGroup = round_trip(r#"{"region":"japan"}"#);
    assert_eq!(
        group.region,
        Some(ConnectorGroupRegion::Unrecognized("japan".to_owned()))
    );
    let group: ConnectorGroup = round_trip(r#"{"region":"eur"}"#);
    assert_eq!(group.region, Some(ConnectorGroupRegion::Eur));
    let region = ConnectorGroupRegion::from("nam");
    assert_eq!(
        (region.as_str(), region.to_string()),
        ("nam", "nam".to_owned())
    );
    assert_eq!(ConnectorGroupRegion::from("Nam").as_str(), "Nam");
    assert_eq!(rt::Literal::from(region).in_url(), "'nam'");
    assert!(read::<ConnectorGroup>(r#"{"region":3}"#).is_err());
}

#[test]
fn flags_are_sets_that_keep_their_order() {
    let mut flags: Flags<Native> = round_trip(r#""japan,all,none""#);
    assert_eq!(
        flags.iter().map(Native::as_str).collect::<Vec<_>>(),
        ["japan", "all", "none"]
    );
    assert!(flags.contains(&Native::All) && !flags.contains(&Native::UnknownFutureValue));
    assert_eq!(flags, Flags::from("none,all,japan"));
    assert_ne!(flags, Flags::from("none,all"));
    assert!(flags.remove(&Native::None) && !flags.remove(&Native::None));
    assert!(!flags.insert(Native::All));
    assert_eq!(written(&flags), r#""japan,all""#);
    assert_eq!(
        Flags::<Native>::from(" all , none,").to_string(),
        "all,none"
    );
    assert!(Flags::<Native>::from("").is_empty());
    assert!(!Flags::from(Native::None).is_empty());
}

#[test]
fn primitive_types_keep_their_text() {
    assert_eq!(
        round_trip::<edm::Date>(r#""2026-01-02""#).as_str(),
        "2026-01-02"
    );
    assert_eq!(
        round_trip::<edm::TimeOfDay>(r#""13:20:00.000""#).to_string(),
        "13:20:00.000"
    );
    assert_eq!(
        round_trip::<edm::Duration>(r#""P1DT0.50S""#).into_string(),
        "P1DT0.50S"
    );
    assert_eq!(round_trip::<edm::Guid>(r#""ABC""#), edm::Guid::from("ABC"));
    assert_eq!(
        written(&read::<edm::Decimal>("12.500").expect("a number")),
        "12.500"
    );
    assert_eq!(
        round_trip::<edm::Untyped>(r#"{"a":[1,"x",null]}"#)["a"][1],
        "x"
    );
}
