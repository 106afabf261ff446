//! Values that no type describes.

use serde_json::{Map, Number, Value};

use super::{Kind, Reader};
use crate::model::failure::Failure;

impl Reader<'_> {
    /// Reads a value of any kind. Whole numbers of up to 64 bits are exact, all other numbers are
    /// the nearest double, and one that is beyond the range of a double, such as `1e400`, becomes a
    /// string with its text.
    ///
    /// # Errors
    ///
    /// The text is not valid JSON.
    pub fn untyped(&mut self) -> Result<Value, Failure> {
        let mut first = true;
        Ok(match self.peek()? {
            Kind::Object => {
                let mut map = Map::new();
                self.begin_object("an object")?;
                while let Some(name) = self.next_name(&mut first)? {
                    let value = self.untyped()?;
                    map.insert(name.into_owned(), value);
                }
                Value::Object(map)
            }
            Kind::Array => {
                let mut items = Vec::new();
                self.begin_array("an array")?;
                while self.next_item(&mut first)? {
                    items.push(self.untyped()?);
                }
                Value::Array(items)
            }
            Kind::Number => number(self.number()?),
            Kind::String => Value::String(self.string()?.into_owned()),
            Kind::Boolean => Value::Bool(self.boolean()?),
            Kind::Null => self.null().map(|()| Value::Null)?,
        })
    }
}

/// A number as `serde_json` reads it; what that cannot hold stays text.
fn number(text: &str) -> Value {
    let is_whole = text.bytes().all(|byte| byte != b'.' && byte | 0x20 != b'e');
    // A double alone has a negative zero.
    if is_whole && text != "-0" {
        if let Ok(number) = text.parse::<u64>() {
            return number.into();
        }
        if let Ok(number) = text.parse::<i64>() {
            return number.into();
        }
    }
    let double = text.parse().ok().and_then(Number::from_f64);
    double.map_or_else(|| Value::from(text), Value::Number)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Reader;

    #[test]
    fn numbers_beyond_a_double_are_kept_as_text() {
        let text = r#" {"a": [1e400, -1E999, 0.1, {"b": "x\n"}], "c": null, "d": true} "#;
        let mut reader = Reader::new(text.as_bytes()).expect("text");
        let expected = json!({"a": ["1e400", "-1E999", 0.1, {"b": "x\n"}], "c": null, "d": true});
        assert_eq!(reader.untyped().expect("a value"), expected);
        reader.end().expect("the end");
    }

    #[test]
    fn doubles_are_the_nearest() {
        for text in ["0.30000000000000004", "2.2250738585072014e-308", "1e23"] {
            let mut reader = Reader::new(text.as_bytes()).expect("text");
            let value = reader.untyped().expect("a number");
            assert_eq!(value.as_f64(), text.parse().ok(), "{text}");
        }
    }
}
