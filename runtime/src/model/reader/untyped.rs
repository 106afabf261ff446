//! Values that no type describes.

use serde_json::{Map, Value};

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
        let start = self.mark();
        let text = self.raw()?;
        match serde_json::from_str(text) {
            Ok(value) => Ok(value),
            // The text is JSON, so only a number can be the trouble. That is too rare to look at
            // every number for it.
            Err(_) => {
                self.rewind(start);
                self.piece_by_piece()
            }
        }
    }

    fn piece_by_piece(&mut self) -> Result<Value, Failure> {
        let mut first = true;
        Ok(match self.peek()? {
            Kind::Object => {
                let mut map = Map::new();
                self.begin_object("an object")?;
                while let Some(name) = self.next_name(&mut first)? {
                    map.insert(name.into_owned(), self.piece_by_piece()?);
                }
                Value::Object(map)
            }
            Kind::Array => {
                let mut items = Vec::new();
                self.begin_array("an array")?;
                while self.next_item(&mut first)? {
                    items.push(self.piece_by_piece()?);
                }
                Value::Array(items)
            }
            Kind::Number => {
                let text = self.number()?;
                serde_json::from_str(text).unwrap_or_else(|_| Value::from(text))
            }
            Kind::String => Value::String(self.string()?.into_owned()),
            Kind::Boolean => Value::Bool(self.boolean()?),
            Kind::Null => self.null().map(|()| Value::Null)?,
        })
    }
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
