//! What is sent, and what is written of it after it was read.

use crate::json::Json;
use crate::random::Random;

/// A value twice: as a service sends it, and as it must come back. They are the same but for the few spellings that the runtime's types
/// do not keep: a number that came as a string, white space between flags.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) sent: Json,
    pub(crate) written: Json,
}

impl Sample {
    /// A value that comes back as it is.
    pub(crate) fn same(value: Json) -> Self {
        Self {
            sent: value.clone(),
            written: value,
        }
    }

    /// A value that comes back with another spelling.
    pub(crate) fn other(sent: Json, written: Json) -> Self {
        Self { sent, written }
    }

    pub(crate) fn array(items: Vec<Self>) -> Self {
        let (sent, written) = items
            .into_iter()
            .map(|item| (item.sent, item.written))
            .unzip();
        Self {
            sent: Json::Array(sent),
            written: Json::Array(written),
        }
    }

    pub(crate) fn object(entries: Vec<(String, Self)>) -> Self {
        let (mut sent, mut written) = (Vec::new(), Vec::new());
        for (name, value) in entries {
            sent.push((name.clone(), value.sent));
            written.push((name, value.written));
        }
        Self {
            sent: Json::Object(sent),
            written: Json::Object(written),
        }
    }

    /// The same where no type reads it: it comes back as it was sent. What no type names is held as `serde_json` holds it, so numbers of
    /// more digits than a double has are not for this place.
    pub(crate) fn untyped(self) -> Self {
        Self::same(held(self.sent))
    }
}

fn held(value: Json) -> Json {
    match value {
        Json::Number(text) if !is_held(&text) => Json::number("0.1"),
        Json::Array(items) => Json::Array(items.into_iter().map(held).collect()),
        Json::Object(entries) => {
            let entries = entries.into_iter().map(|(name, value)| (name, held(value)));
            Json::Object(entries.collect())
        }
        other => other,
    }
}

/// Whether a number of `serde_json` has all its digits.
fn is_held(number: &str) -> bool {
    let held: Option<serde_json::Number> = serde_json::from_str(number).ok();
    held.is_some_and(|held| {
        let (held, number) = (Json::Number(held.to_string()), Json::number(number));
        held.difference(&number).is_none()
    })
}

/// Numbers that 64 bits hold.
const NUMBERS: &[&str] = &[
    "0",
    "-0.0",
    "1",
    "-7",
    "0.1",
    "12.50",
    "1e2",
    "5e-324",
    "1.7976931348623157E+308",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
];

/// Any JSON at all, as it stands in a property that no type names; nested so deep at most.
pub(crate) fn anything(random: &mut Random, depth: usize) -> Sample {
    let kinds = if depth == 0 { 5 } else { 8 };
    match random.below(kinds) {
        0 => Sample::same(Json::Null),
        1 => Sample::same(Json::Boolean(random.percent(50))),
        2 => number(random),
        3 => Sample::same(Json::text(random.pick(TEXTS))),
        4 => Sample::same(Json::text(random.pick(MOMENTS))),
        5 => {
            let items = 0..random.below(4);
            Sample::array(items.map(|_| anything(random, depth - 1)).collect())
        }
        _ => {
            let mut entries = Vec::new();
            for name in ["@odata.type", "id", "a \"b\"", "ä", "value@odata.count"] {
                if random.percent(40) {
                    entries.push((name.to_owned(), anything(random, depth - 1)));
                }
            }
            Sample::object(entries)
        }
    }
}

/// One that is beyond the range of a double becomes text, because `serde_json` has nothing else to hold it.
fn number(random: &mut Random) -> Sample {
    if random.percent(3) {
        return Sample::other(Json::number("1e400"), Json::text("1e400"));
    }
    Sample::same(Json::number(random.pick(NUMBERS)))
}

/// Texts that a writer or a reader may trip over.
pub(crate) const TEXTS: &[&str] = &[
    "",
    " ",
    "null",
    "42",
    "Payroll",
    "O'Brien & \"Söhne\" \\ / <b>",
    "line\nline\r\n\ttab\u{0}\u{1f}\u{7f}",
    "日本語 😀 \u{2028}\u{feff}",
    "{\"a\":[1]}",
    "https://graph.example/v1.0/$metadata#users(id,displayName)/$entity",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"",
];

/// Points in time, as Graph sends them.
pub(crate) const MOMENTS: &[&str] = &[
    "2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05.1234567Z",
    "2026-01-02T03:04:05.0000000+01:00",
    "1969-12-31T23:59:59.9999999-09:30",
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.9999999Z",
    "2024-02-29T24:00:00Z",
    "-0044-03-15T12:00:00Z",
    "2026-01-02T03:04Z",
    "",
];

#[cfg(test)]
mod tests {
    use super::{Sample, anything};
    use crate::json::Json;
    use crate::random::Random;

    #[test]
    fn what_no_type_reads_has_no_more_digits_than_a_double() {
        let array = Json::Array(vec![
            Json::number("0.1000000000000000000001"),
            Json::number("-9007199254740993"),
        ]);
        let sample = Sample::same(array).untyped();
        assert_eq!(sample.sent.compact(), "[0.1,-9007199254740993]");
    }

    /// `serde_json` reads all of it, so what it writes can be held against what the runtime writes.
    #[test]
    fn anything_is_json() {
        let mut random = Random::of("anything", 0);
        for _ in 0..2000 {
            let text = anything(&mut random, 4).written.compact();
            let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            let back = Json::parse(&value.to_string()).expect("JSON");
            let json = Json::parse(&text).expect("JSON");
            assert_eq!(json.difference(&back), None, "{text}");
        }
    }
}
