//! A writer of JSON text.

use std::fmt::Write;
use std::io;

use serde::Serialize;

use super::reader::{Reader, is_plain, plain_length};

/// How much text there is room for at first, in bytes: few bodies are shorter.
const FIRST: usize = 128;

/// Writes JSON text from front to back; commas come by themselves.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    /// Whether the next name or item has one before it.
    follows: bool,
    /// Whether the text is for `serde_json`, which holds numbers in 64 bits.
    for_serde: bool,
}

impl Writer {
    /// A writer of one JSON text.
    pub fn new() -> Self {
        Self {
            text: String::with_capacity(FIRST),
            ..Self::default()
        }
    }

    /// A writer of text that is going to be a `serde_json::Value`.
    pub(crate) fn for_serde() -> Self {
        Self {
            for_serde: true,
            ..Self::new()
        }
    }

    /// The text.
    pub fn finish(self) -> String {
        self.text
    }

    /// Begins an object.
    pub fn begin_object(&mut self) {
        self.open('{');
    }

    /// The name of a property; its value must follow.
    pub fn name(&mut self, name: &str) {
        self.string(name);
        self.text.push(':');
        self.follows = false;
    }

    /// Ends an object.
    pub fn end_object(&mut self) {
        self.close('}');
    }

    /// Begins an array.
    pub fn begin_array(&mut self) {
        self.open('[');
    }

    /// Ends an array.
    pub fn end_array(&mut self) {
        self.close(']');
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.separate();
        self.text.push('"');
        if is_plain(text.as_bytes()) {
            self.text.push_str(text);
        } else {
            self.escaped(text);
        }
        self.text.push('"');
    }

    /// Writes what stands between the quotes of a string that cannot be written as it is.
    #[cold]
    fn escaped(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let length = plain_length(rest.as_bytes());
            let (plain, special) = rest.split_at_checked(length).unwrap_or((rest, ""));
            self.text.push_str(plain);
            let Some(byte) = special.bytes().next() else {
                break;
            };
            self.escape(byte);
            // Every byte that is escaped is a character.
            rest = special.get(1..).unwrap_or_default();
        }
    }

    /// Writes a whole number.
    pub(super) fn integer(&mut self, number: i64) {
        self.serde(&number);
    }

    /// Writes a floating point number in the shortest form that reads back as the same;
    /// not-a-number and the infinities are strings (OData JSON Format 4.01, section 7.1).
    pub(super) fn float(&mut self, number: impl Into<f64> + Serialize + Copy) {
        match number.into() {
            double if double.is_nan() => self.string("NaN"),
            f64::INFINITY => self.string("INF"),
            f64::NEG_INFINITY => self.string("-INF"),
            _ => self.serde(&number),
        }
    }

    /// Writes JSON that no type describes.
    pub(super) fn json(&mut self, json: &serde_json::Value) {
        match json {
            serde_json::Value::Null => self.raw("null"),
            serde_json::Value::Bool(value) => self.raw(if *value { "true" } else { "false" }),
            serde_json::Value::Number(number) => self.serde(number),
            serde_json::Value::String(text) => self.string(text),
            serde_json::Value::Array(items) => {
                self.begin_array();
                items.iter().for_each(|item| self.json(item));
                self.end_array();
            }
            serde_json::Value::Object(properties) => {
                self.begin_object();
                for (name, value) in properties {
                    self.name(name);
                    self.json(value);
                }
                self.end_object();
            }
        }
    }

    /// Writes a decimal number with all its digits; as a string where they would be lost, or where
    /// the text is no JSON number.
    pub(super) fn decimal(&mut self, digits: &str) {
        if !is_json_number(digits) || self.for_serde && !survives(digits) {
            self.string(digits);
        } else {
            self.raw(digits);
        }
    }

    /// Writes text that is one JSON value already.
    pub(crate) fn raw(&mut self, json: &str) {
        self.separate();
        self.text.push_str(json);
    }

    /// Writes a number as `serde_json` does.
    fn serde(&mut self, number: &impl Serialize) {
        self.separate();
        // Neither a number nor a string has a way to fail.
        let _ = serde_json::to_writer(Text(&mut self.text), number);
    }

    fn open(&mut self, bracket: char) {
        self.separate();
        self.text.push(bracket);
        self.follows = false;
    }

    fn close(&mut self, bracket: char) {
        self.text.push(bracket);
        self.follows = true;
    }

    fn separate(&mut self) {
        if std::mem::replace(&mut self.follows, true) {
            self.text.push(',');
        }
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'"' => self.text.push_str("\\\""),
            b'\\' => self.text.push_str("\\\\"),
            b'\n' => self.text.push_str("\\n"),
            b'\r' => self.text.push_str("\\r"),
            b'\t' => self.text.push_str("\\t"),
            control => {
                let _ = write!(self.text, "\\u{control:04x}");
            }
        }
    }
}

/// The text as `serde_json` writes to it.
struct Text<'t>(&'t mut String);

impl io::Write for Text<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.push_str(text);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn is_json_number(text: &str) -> bool {
    Reader::new(text.as_bytes())
        .is_ok_and(|mut reader| reader.number().is_ok_and(|number| number == text))
}

/// Whether a number that `serde_json` has read is written as it was.
fn survives(number: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(number).is_ok_and(|read| read.to_string() == number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::Writer;

    proptest! {
        #[test]
        fn strings_read_back_as_they_were(text: String) {
            let mut writer = Writer::new();
            writer.string(&text);
            let back: String = serde_json::from_str(&writer.finish()).expect("JSON");
            assert_eq!(back, text);
        }
    }

    #[test]
    fn every_control_character_is_escaped() {
        let text: String = (0..0x80u8).map(char::from).collect();
        let mut writer = Writer::new();
        writer.string(&text);
        let json = writer.finish();
        assert!(json.bytes().all(|byte| byte >= 0x20), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }

    #[test]
    fn commas_come_by_themselves() {
        let mut writer = Writer::new();
        writer.begin_object();
        writer.name("a");
        writer.begin_array();
        writer.begin_array();
        writer.end_array();
        writer.raw("1");
        writer.begin_object();
        writer.end_object();
        writer.end_array();
        writer.name("b");
        writer.string("c");
        writer.end_object();
        assert_eq!(writer.finish(), r#"{"a":[[],1,{}],"b":"c"}"#);
    }
}
