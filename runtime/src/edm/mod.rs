//! The primitive types of the Entity Data Model (OData CSDL 4.01, section 3.3) that Rust has no
//! exact type for.
//!
//! Each is the text that the service sent, unchanged: nothing is lost on the way through a program,
//! no digit of a second and no spelling of a time zone. None of them is ordered, because text is
//! not ordered as the values are, and two are equal if their texts are. Text that is no value of the
//! type is kept as well; only a conversion finds out.
//!
//! | type of the description | type in Rust | what Microsoft Graph sends |
//! |---|---|---|
//! | `Edm.DateTimeOffset` | [`DateTimeOffset`] | `2026-01-02T03:04:05Z`, with up to seven decimals, mostly at `Z`; `0001-01-01T00:00:00Z` and `9999-12-31T23:59:59Z` for no time |
//! | `Edm.Date` | [`Date`] | `2026-01-02` |
//! | `Edm.TimeOfDay` | [`TimeOfDay`] | `13:20:00.0000000` |
//! | `Edm.Duration` | [`Duration`] | `P1DT2H`, `PT0S` |
//! | `Edm.Guid` | [`Guid`] | 32 hexadecimal digits in five groups |
//! | `Edm.Decimal` | [`Decimal`] | a JSON number, of which every digit is kept |
//! | `Edm.Binary`, and `Edm.Stream` within an object | [`Binary`] | text in base64, mostly in the alphabet with `+` and `/` |
//! | `Edm.Stream` of its own | [`Bytes`](bytes::Bytes), as the answer of a request | the bytes |
//! | `Edm.Int64` | `i64` | a JSON number; a string is read as well |
//! | `Edm.Int32`, `Edm.Int16`, `Edm.SByte`, `Edm.Byte` | `i32`, `i16`, `i8`, `u8` | a JSON number |
//! | `Edm.Double`, `Edm.Single` | `f64`, `f32` | a JSON number, or `INF`, `-INF`, `NaN` as strings |
//! | `Edm.Boolean`, `Edm.String` | `bool`, `String` | |
//! | `Edm.Untyped`, and what has no type | [`Untyped`] | any JSON |
//!
//! # Conversions
//!
//! To the types of other crates and back, each behind the feature of the crate's name. Where every
//! value has a counterpart it is `From`, else `TryFrom`, from the type and from a reference to it.
//! None of them rounds, cuts or clamps: a value that has no exact counterpart is a
//! [`ConversionError`]. To say it at once: digits of a second after the ninth are too many for all of
//! these crates unless they are zeros, an offset from UTC has no seconds in OData, and OData has no
//! leap seconds.
//!
//! | | `jiff` | `time` | `chrono` | others |
//! |---|---|---|---|---|
//! | [`DateTimeOffset`] | `Timestamp`, `ZonedDateTime` | `UtcDateTime`, `OffsetDateTime` | `DateTime<Utc>`, `DateTime<FixedOffset>` | |
//! | [`Date`] | `civil::Date` | `Date` | `NaiveDate` | |
//! | [`TimeOfDay`] | `civil::Time` | `Time` | `NaiveTime` | |
//! | [`Duration`] | `SignedDuration` | `Duration` | `TimeDelta` | `std::time::Duration`, without a feature |
//! | [`Guid`] | | | | `uuid::Uuid` |
//! | [`Decimal`] | | | | `rust_decimal::Decimal`; from Rust's integers without a feature |
//!
//! ```
//! # #[cfg(feature = "jiff")] {
//! use jiff::Timestamp;
//! use msgraph_runtime::edm::DateTimeOffset;
//!
//! let created = DateTimeOffset::from("2026-01-02T03:04:05.1234567+01:00");
//! let instant = Timestamp::try_from(&created)?;
//! assert_eq!(DateTimeOffset::from(instant).as_str(), "2026-01-02T02:04:05.1234567Z");
//! # }
//! # Ok::<(), msgraph_runtime::edm::ConversionError>(())
//! ```

mod binary;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
mod calendar;
mod conversion;
mod decimal;
mod interop;
mod length;
mod scan;
mod text;

use crate::literal::Literal;
use text::edm_text;

pub use conversion::ConversionError;
pub use decimal::Decimal;

/// Any JSON value (`Edm.Untyped`).
pub type Untyped = serde_json::Value;

edm_text! {
    /// A point in time with its offset from UTC (`Edm.DateTimeOffset`), such as
    /// `2026-01-02T03:04:05.0000000Z`.
    DateTimeOffset => Literal::plain
}

edm_text! {
    /// A day (`Edm.Date`), such as `2026-01-02`.
    Date => Literal::plain
}

edm_text! {
    /// A time of day (`Edm.TimeOfDay`), such as `13:20:00.000`.
    TimeOfDay => Literal::plain
}

edm_text! {
    /// A length of time (`Edm.Duration`), such as `P1DT2H`; a `dayTimeDuration` of XML Schema.
    Duration => |text| Literal::prefixed("duration", text)
}

edm_text! {
    /// A globally unique identifier (`Edm.Guid`), such as `00000000-0000-0000-0000-000000000000`.
    Guid => Literal::plain
}

edm_text! {
    /// Bytes (`Edm.Binary`, and `Edm.Stream` inline), as the text in base64 that JSON carries.
    ///
    /// ```
    /// # use msgraph_runtime::edm::Binary;
    /// let binary = Binary::from_bytes(b"\xFB\xFF");
    /// assert_eq!(binary.as_str(), "+/8=");
    /// assert_eq!(binary.to_bytes().as_deref(), Some(b"\xFB\xFF".as_slice()));
    /// ```
    Binary => |text| Literal::prefixed("binary", binary::url_safe(&text))
}
