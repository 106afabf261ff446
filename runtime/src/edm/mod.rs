//! The primitive types of the Entity Data Model (OData CSDL 4.01, section 3.3) that Rust has no
//! exact type for.
//!
//! Each is the text that the service sent, unchanged: nothing is lost on the way through a program,
//! no digit of a second and no spelling of a time zone. None of them is ordered, because text is
//! not ordered as the values are. The other primitive types are Rust's own: `bool`, `u8`, `i8`,
//! `i16`, `i32`, `i64`, `f32`, `f64`, `String`.

mod binary;
mod text;

use crate::literal::Literal;
use text::edm_text;

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
    Binary => |text| Literal::prefixed("binary", text)
}

mod decimal;

pub use decimal::Decimal;
