//! The smallest pieces of JSON text: white space, strings, numbers, words.

use std::borrow::Cow;

use super::Reader;
use super::scan::plain_length;
use crate::model::failure::Failure;

impl<'a> Reader<'a> {
    /// The next byte after white space (RFC 8259, section 2), which is skipped.
    pub(super) fn peek_byte(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Consumes `byte` and the white space before it, if it is next.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let next = self.peek_byte() == Some(byte);
        self.at += usize::from(next);
        next
    }

    /// Consumes a word; the byte it begins with has been seen.
    pub(super) fn word(&mut self, word: &str) -> Result<(), Failure> {
        if !self.rest().starts_with(word) {
            return Err(self.unexpected(&format!("expected `{word}`")));
        }
        self.at += word.len();
        Ok(())
    }

    /// Consumes a string (section 7); the quote it begins with has been seen.
    pub(super) fn quoted(&mut self) -> Result<Cow<'a, str>, Failure> {
        self.at += 1;
        let plain = self.plain()?;
        if self.byte() == Some(b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(plain));
        }
        // Built in a buffer that is used again, so that the string which is kept is as long as its text.
        let mut text = std::mem::take(&mut self.unescaped);
        text.clear();
        text.push_str(plain);
        let read = self.unescape(&mut text);
        let owned = text.as_str().to_owned();
        self.unescaped = text;
        read.map(|()| Cow::Owned(owned))
    }

    /// Appends the rest of a string from its first escape on.
    fn unescape(&mut self, text: &mut String) -> Result<(), Failure> {
        while self.byte() != Some(b'"') {
            // `plain` stopped here at a backslash.
            self.at += 1;
            text.push(self.escaped()?);
            text.push_str(self.plain()?);
        }
        self.at += 1;
        Ok(())
    }

    /// Consumes a number (section 6); the byte it begins with has been seen.
    pub(super) fn digits(&mut self) -> Result<&'a str, Failure> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        match self.byte() {
            Some(b'0') => self.at += 1,
            _ => self.some_digits()?,
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.some_digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.some_digits()?;
        }
        if let Some(b'0'..=b'9') = self.byte() {
            return Err(self.unexpected("a number begins with a needless zero"));
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    /// An error at the current place.
    pub(super) fn unexpected(&self, problem: &str) -> Failure {
        Failure::syntax(problem, self.at)
    }

    fn some_digits(&mut self) -> Result<(), Failure> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        if start == self.at {
            Err(self.unexpected("expected a digit"))
        } else {
            Ok(())
        }
    }

    /// The text up to a quote or backslash, which stays unread.
    fn plain(&mut self) -> Result<&'a str, Failure> {
        let rest = self.rest();
        let length = plain_length(rest.as_bytes());
        self.at += length;
        match self.byte() {
            Some(b'"' | b'\\') => Ok(rest.get(..length).unwrap_or_default()),
            Some(_) => Err(self.unexpected("a control character in a string")),
            None => Err(self.unexpected("the text ends inside a string")),
        }
    }

    /// The character that an escape stands for; the backslash has been consumed.
    fn escaped(&mut self) -> Result<char, Failure> {
        let byte = self
            .byte()
            .ok_or_else(|| self.unexpected("the text ends inside a string"))?;
        let escaped = match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.code_point();
            }
            _ => return Err(self.unexpected("an unknown escape")),
        };
        self.at += 1;
        Ok(escaped)
    }

    /// What follows `\u`: four digits, or a pair of surrogates (RFC 8259, section 7).
    fn code_point(&mut self) -> Result<char, Failure> {
        let first = self.four_hex_digits()?;
        let code = match first {
            0xD800..=0xDBFF if self.rest().starts_with("\\u") => {
                self.at += 2;
                let second = self.four_hex_digits()?;
                match second {
                    0xDC00..=0xDFFF => 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00),
                    // Neither half is a character, and neither is taken for one below.
                    _ => first,
                }
            }
            code => code,
        };
        char::from_u32(code).ok_or_else(|| self.unexpected("half of a surrogate pair"))
    }

    fn four_hex_digits(&mut self) -> Result<u32, Failure> {
        let digits = self
            .rest()
            .get(..4)
            .filter(|four| four.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = digits.and_then(|four| u32::from_str_radix(four, 16).ok());
        let code = code.ok_or_else(|| self.unexpected("expected four hexadecimal digits"))?;
        self.at += 4;
        Ok(code)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop, prop_oneof, proptest};
    use serde_json::Value;

    use super::Reader;
    use crate::model::reader::MAX_DEPTH;

    /// Reads any text with this reader alone, without `serde_json`.
    fn read(text: &[u8]) -> Option<Value> {
        let mut reader = Reader::new(text).ok()?;
        let value = value(&mut reader)?;
        reader.end().ok()?;
        Some(value)
    }

    fn value(reader: &mut Reader<'_>) -> Option<Value> {
        use crate::model::reader::Kind;
        let mut first = true;
        Some(match reader.peek().ok()? {
            Kind::Null => reader.null().ok().map(|()| Value::Null)?,
            Kind::Boolean => Value::Bool(reader.boolean().ok()?),
            Kind::String => Value::String(reader.string().ok()?.into_owned()),
            Kind::Number => serde_json::from_str(reader.number().ok()?).ok()?,
            Kind::Array => {
                let mut items = Vec::new();
                reader.begin_array("").ok()?;
                while reader.next_item(&mut first).ok()? {
                    items.push(value(reader)?);
                }
                Value::Array(items)
            }
            Kind::Object => {
                let mut map = serde_json::Map::new();
                reader.begin_object("").ok()?;
                while let Some(name) = reader.next_name(&mut first).ok()? {
                    map.insert(name.into_owned(), value(reader)?);
                }
                Value::Object(map)
            }
        })
    }

    fn agree(text: &[u8]) {
        let expected: Result<Value, _> = serde_json::from_slice(text);
        if expected.as_ref().is_err_and(is_out_of_range) {
            return;
        }
        let expected = expected.ok();
        let shown = String::from_utf8_lossy(text);
        assert_eq!(read(text), expected, "{shown}");
        let raw = Reader::new(text).and_then(|mut reader| {
            let value = reader.untyped()?;
            reader.end().map(|()| value)
        });
        assert_eq!(raw.ok(), expected, "raw: {shown}");
    }

    /// Here they differ: this reader keeps the number as text.
    fn is_out_of_range(error: &serde_json::Error) -> bool {
        error.to_string().starts_with("number out of range")
    }

    #[test]
    fn agrees_with_serde_json_on_the_corners() {
        let texts = [
            "",
            " ",
            "nul",
            "null",
            "nulll",
            "true",
            "truE",
            "false ",
            "[",
            "]",
            "[]",
            "[,]",
            "[1,]",
            "[1 2]",
            "[1,2]",
            "{}",
            "{,}",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{\"a\":1 \"b\":2}",
            "{a:1}",
            "{\"a\":1}x",
            "{\"a\":{\"a\":[{}]}}",
            "0",
            "-0",
            "-",
            "+1",
            "01",
            "-01",
            "1.",
            ".5",
            "1.5",
            "1e",
            "1e+",
            "1e5",
            "1E-5",
            "1.5e+07",
            "0.10",
            "1e400",
            "123456789012345678901234567890",
            "-9223372036854775809",
            "18446744073709551615",
            "0x1",
            "NaN",
            "Infinity",
            "\"\"",
            "\"",
            "\"a",
            "\"\\",
            "\"\\\"\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u00e9\"",
            "\"\\uD83D\\uDE00\"",
            "\"\\uD83D\"",
            "\"\\uDE00\"",
            "\"\\uD83Dx\"",
            "\"\\uD83D\\u0041\"",
            "\"\\uD83D\\n\"",
            "\"\\u+123\"",
            "\"\\u00É\"",
            "\"\\b\\f\\n\\r\\t\\/\\\\\"",
            "\"\t\"",
            "\"\u{7f}\u{2028}é😀\"",
            "\u{a0}1",
            "\r\n\t 1",
            "1//",
            "'a'",
            "[\"\\u0000\"]",
            "{\"\\u0061\":1,\"a\":2}",
        ];
        for text in texts {
            agree(text.as_bytes());
        }
        agree(b"\"\xff\"");
        agree(b"\"\xed\xa0\x80\"");
    }

    #[test]
    fn nesting_is_limited() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(read(nested(MAX_DEPTH).as_bytes()).is_some());
        assert!(read(nested(MAX_DEPTH + 1).as_bytes()).is_none());
        let endless = "[{\"a\":".repeat(1_000_000);
        assert!(
            Reader::new(endless.as_bytes())
                .expect("text")
                .raw()
                .is_err()
        );
    }

    /// Bytes that are often almost JSON.
    fn scraps() -> impl Strategy<Value = Vec<u8>> {
        let piece = prop_oneof![
            prop::sample::select(vec![
                "{", "}", "[", "]", ",", ":", "\"", "\"a\":", "\\", "\\u", "\\uD83D", "\\uDE00",
                "00e9", "0", "-", ".5", "e3", "1", "true", "null", " ", "\n", "\"x\"", "é",
            ])
            .prop_map(|text| text.as_bytes().to_vec()),
            any::<u8>().prop_map(|byte| vec![byte]),
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    fn documents() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn agrees_with_serde_json_on_scraps(text in scraps()) {
            agree(&text);
        }

        #[test]
        fn agrees_with_serde_json_on_documents(document in documents()) {
            agree(document.to_string().as_bytes());
            agree(format!("{document:#}").as_bytes());
        }
    }
}
