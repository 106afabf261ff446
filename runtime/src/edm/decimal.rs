//! Decimal numbers, digit by digit.

use super::text::text_impls;
use crate::literal::Literal;
use crate::model::{Codec, Failure, Kind, Plain, Reader, Value, View};

/// A decimal number (`Edm.Decimal`) with all its digits, such as `12.50`.
///
/// JSON has it as a number, or as a string in answers asked for with `IEEE754Compatible=true`. Both
/// are read; it is written as a number, or as a string if the text is no JSON number, such as
/// `INF`.
///
/// Through serde it is a number only if it comes back with the same digits, as `12.5` and `7` do,
/// and a string otherwise, as `12.50` is: `serde_json` holds 64 bits. For the same reason, what
/// another library reads from a JSON number before this one sees it has the digits of a double.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Decimal(String);

text_impls!(Decimal => Literal::number);

macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Decimal {
            /// Exact.
            fn from(number: $integer) -> Self {
                Self(number.to_string())
            }
        }
    )*};
}

from_integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

impl Value for Decimal {
    type Codec = Plain;
}

impl Codec<Decimal> for Plain {
    fn view(value: &Decimal) -> View<'_> {
        View::Decimal(&value.0)
    }

    fn read(reader: &mut Reader<'_>) -> Result<Decimal, Failure> {
        match reader.peek()? {
            Kind::Number => Ok(Decimal(reader.number()?.to_owned())),
            Kind::String => Ok(Decimal(reader.string()?.into_owned())),
            other => Err(Failure::mismatch("a decimal number", other.describe())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;
    use crate::model::{Reader, Value, Writer};

    fn through(json: &str) -> Option<(String, String)> {
        let decimal = Decimal::read(&mut Reader::new(json.as_bytes()).ok()?).ok()?;
        let mut writer = Writer::new();
        decimal.write(&mut writer);
        Some((decimal.into_string(), writer.finish()))
    }

    #[test]
    fn keeps_every_digit_through_serde() {
        let cases = [
            ("12.5", "12.5"),
            ("7", "7"),
            ("-9007199254740993", "-9007199254740993"),
            ("12.50", "\"12.50\""),
            (
                "0.1000000000000000000000001",
                "\"0.1000000000000000000000001\"",
            ),
            ("1e400", "\"1e400\""),
            (
                "123456789012345678901234567890",
                "\"123456789012345678901234567890\"",
            ),
            ("INF", "\"INF\""),
        ];
        for (text, expected) in cases {
            let decimal = Decimal::from(text);
            let json = serde_json::to_string(&decimal).expect("JSON");
            assert_eq!(json, expected);
            let back: Decimal = serde_json::from_str(&json).expect("a decimal");
            assert_eq!(back, decimal);
        }
    }

    #[test]
    fn keeps_every_digit() {
        let cases = [
            ("12.50", "12.50", "12.50"),
            (
                "0.1000000000000000000000001",
                "0.1000000000000000000000001",
                "0.1000000000000000000000001",
            ),
            ("\"7.0\"", "7.0", "7.0"),
            ("\"INF\"", "INF", "\"INF\""),
            ("\"1,\\\"x\\\":2\"", "1,\"x\":2", "\"1,\\\"x\\\":2\""),
            ("\" 1\"", " 1", "\" 1\""),
        ];
        for (json, text, written) in cases {
            assert_eq!(
                through(json),
                Some((text.to_owned(), written.to_owned())),
                "{json}"
            );
        }
        assert_eq!(through("true"), None);
        assert_eq!(Decimal::from(-7).as_str(), "-7");
        assert_eq!(Decimal::from(u64::MAX).as_str(), "18446744073709551615");
    }
}
