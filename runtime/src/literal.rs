//! Primitive literals in URLs (OData URL Conventions 4.01, section 5.1.1.14.1).

use std::fmt::{self, Write};

use crate::model::{Flags, OpenEnum, Value, Writer};
use crate::path::encode::percent_encoded;

/// A value as it stands in a URL: an argument of a function, or a key.
///
/// Made with `From` out of Rust's own types, the types of [`edm`](crate::edm), and generated
/// enumerations:
///
/// ```
/// # use msgraph_runtime::Literal;
/// let text = Literal::from("it's");
/// assert_eq!(text.in_url(), "'it%27%27s'");
/// assert_eq!(Literal::from(5).in_url(), "5");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Literal(Form);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Form {
    Null,
    /// A string: quoted in a URL.
    Text(String),
    /// A number or truth value: bare in a URL, and bare in JSON.
    Bare(String),
    /// A GUID, date or time: bare in a URL, a string in JSON.
    Plain(String),
    /// A quoted form with the name of its type in front: `duration'P1D'`.
    Prefixed(&'static str, String),
    /// A collection or a structured value, as JSON text.
    Json(String),
}

impl Literal {
    /// The null literal.
    pub const NULL: Self = Self(Form::Null);

    /// A structured value, or any other, as JSON (OData URL Conventions 4.01, section 5.1.1.14.2).
    pub fn json(value: &impl Value) -> Self {
        let mut writer = Writer::new();
        value.write(&mut writer);
        Self(Form::Json(writer.finish()))
    }

    /// A collection of such values.
    pub fn json_list(values: &[impl Value]) -> Self {
        let mut writer = Writer::new();
        writer.begin_array();
        for value in values {
            value.write(&mut writer);
        }
        writer.end_array();
        Self(Form::Json(writer.finish()))
    }

    /// The literal as it stands in a URL, percent-encoded: strings in quotes that are doubled
    /// inside, numbers, truth values, GUIDs and dates bare, collections and structured values as
    /// JSON.
    pub fn in_url(&self) -> String {
        match &self.0 {
            Form::Null => "null".to_owned(),
            Form::Text(text) => quoted(text),
            Form::Bare(text) | Form::Plain(text) | Form::Json(text) => {
                percent_encoded(text).to_string()
            }
            Form::Prefixed(prefix, text) => format!("{prefix}{}", quoted(text)),
        }
    }

    /// The value as text, without quotes and not encoded.
    pub fn text(&self) -> &str {
        match &self.0 {
            Form::Null => "null",
            Form::Text(text)
            | Form::Bare(text)
            | Form::Plain(text)
            | Form::Prefixed(_, text)
            | Form::Json(text) => text,
        }
    }

    /// Whether the literal is written in quotes.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self.0, Form::Text(_))
    }

    /// Whether the literal is JSON text, which may not stand in a path.
    pub(crate) fn is_json(&self) -> bool {
        matches!(self.0, Form::Json(_))
    }

    /// A GUID, date or time. Text that could not be one is taken for a string, so that it cannot
    /// end the literal and begin something else.
    pub(crate) fn plain(text: String) -> Self {
        let harmless = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | ':');
        match !text.is_empty() && text.chars().all(harmless) {
            true => Self(Form::Plain(text)),
            false => Self(Form::Text(text)),
        }
    }

    /// A number; as careful as [`Literal::plain`].
    pub(crate) fn number(text: String) -> Self {
        match Self::plain(text).0 {
            Form::Plain(text) => Self(Form::Bare(text)),
            other => Self(other),
        }
    }

    /// A literal that carries its type: `duration'P1D'`.
    pub(crate) fn prefixed(prefix: &'static str, text: String) -> Self {
        Self(Form::Prefixed(prefix, text))
    }

    fn as_json(&self) -> String {
        match &self.0 {
            Form::Null => "null".to_owned(),
            Form::Bare(text) | Form::Json(text) => text.clone(),
            Form::Text(text) | Form::Plain(text) | Form::Prefixed(_, text) => {
                serde_json::Value::from(text.as_str()).to_string()
            }
        }
    }
}

/// In single quotes, quotes inside doubled, all else percent-encoded (OData ABNF, rule `string`).
fn quoted(text: &str) -> String {
    format!("'{}'", percent_encoded(&text.replace('\'', "''")))
}

/// The literal as it stands in an expression: as [`in_url`](Literal::in_url), not percent-encoded.
impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Null => f.write_str("null"),
            Form::Text(text) => write!(f, "'{}'", text.replace('\'', "''")),
            Form::Bare(text) | Form::Plain(text) | Form::Json(text) => f.write_str(text),
            Form::Prefixed(prefix, text) => write!(f, "{prefix}'{}'", text.replace('\'', "''")),
        }
    }
}

impl From<&str> for Literal {
    fn from(text: &str) -> Self {
        Self(Form::Text(text.to_owned()))
    }
}

impl From<String> for Literal {
    fn from(text: String) -> Self {
        Self(Form::Text(text))
    }
}

impl From<&String> for Literal {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

macro_rules! bare {
    ($($type:ty)*) => {$(
        impl From<$type> for Literal {
            fn from(value: $type) -> Self {
                Self(Form::Bare(value.to_string()))
            }
        }
    )*};
}

bare!(bool i8 i16 i32 i64 u8 u16 u32);

macro_rules! floating {
    ($($type:ty)*) => {$(
        impl From<$type> for Literal {
            /// Infinity is `INF` and not-a-number is `NaN` (OData ABNF, rule `nanInfinity`).
            fn from(value: $type) -> Self {
                let text = match value {
                    value if value.is_nan() => "NaN".to_owned(),
                    value if value.is_infinite() => if value > 0.0 { "INF" } else { "-INF" }.to_owned(),
                    value => format!("{value:?}"),
                };
                Self(if value.is_finite() { Form::Bare(text) } else { Form::Plain(text) })
            }
        }
    )*};
}

floating!(f32 f64);

impl<T: Into<Literal>> From<Option<T>> for Literal {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::NULL, Into::into)
    }
}

impl<T: Into<Literal>> From<Vec<T>> for Literal {
    /// A collection is a JSON array (OData URL Conventions 4.01, section 5.1.1.14.2).
    fn from(items: Vec<T>) -> Self {
        let mut json = String::from("[");
        for (at, item) in items.into_iter().enumerate() {
            let separator = if at == 0 { "" } else { "," };
            // Writing to a `String` cannot fail.
            let _ = write!(json, "{separator}{}", item.into().as_json());
        }
        json.push(']');
        Self(Form::Json(json))
    }
}

impl<T: Clone + Into<Literal>> From<&[T]> for Literal {
    fn from(items: &[T]) -> Self {
        Self::from(items.to_vec())
    }
}

impl<E: OpenEnum> From<&Flags<E>> for Literal {
    fn from(flags: &Flags<E>) -> Self {
        Self::from(flags.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Literal;

    #[test]
    fn each_kind_has_its_form() {
        let cases = [
            (Literal::from("a b"), "'a%20b'"),
            (Literal::from("it's/é"), "'it%27%27s%2F%C3%A9'"),
            (Literal::from(""), "''"),
            (Literal::from(true), "true"),
            (Literal::from(-7), "-7"),
            (Literal::from(0.5), "0.5"),
            (Literal::from(f64::NEG_INFINITY), "-INF"),
            (Literal::from(f32::NAN), "NaN"),
            (Literal::from(None::<bool>), "null"),
            (Literal::from(Some("x")), "'x'"),
            (Literal::plain("2026-01-02".to_owned()), "2026-01-02"),
            (Literal::plain("1),b=(2".to_owned()), "'1%29%2Cb%3D%282'"),
            (Literal::number("1.50".to_owned()), "1.50"),
            (Literal::number(String::new()), "''"),
            (
                Literal::prefixed("duration", "P1D".to_owned()),
                "duration'P1D'",
            ),
            (
                Literal::from(vec!["a\"", "b"]),
                "%5B%22a%5C%22%22%2C%22b%22%5D",
            ),
            (Literal::from(Vec::<i32>::new()), "%5B%5D"),
            (Literal::from([1, 2].as_slice()), "%5B1%2C2%5D"),
            (Literal::from(["a"].as_slice()), "%5B%22a%22%5D"),
            (Literal::json(&true), "true"),
            (Literal::json_list(&["a'b".to_owned()]), "%5B%22a%27b%22%5D"),
        ];
        for (literal, expected) in cases {
            assert_eq!(literal.in_url(), expected);
        }
    }
}
