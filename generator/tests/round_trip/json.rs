//! JSON with every digit of its numbers, which `serde_json` does not keep.

use crate::random::Random;

/// A JSON value.
#[derive(Clone, Debug)]
pub(crate) enum Json {
    Null,
    Boolean(bool),
    /// As it is written.
    Number(String),
    Text(String),
    Array(Vec<Json>),
    /// No name comes twice.
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(crate) fn number(text: &str) -> Self {
        Self::Number(text.to_owned())
    }

    pub(crate) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// What the value is, in the words of the runtime's messages.
    pub(crate) fn described(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "a truth value",
            Self::Number(_) => "a number",
            Self::Text(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// What an object says of its type.
    pub(crate) fn annotated_type(&self) -> Option<&str> {
        let Self::Object(entries) = self else {
            return None;
        };
        let annotation = find(entries, "@odata.type").or_else(|| find(entries, "@type"))?;
        match annotation {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether a value that is no number stands for one that is not equal to itself.
    pub(crate) fn has_nan(&self) -> bool {
        match self {
            Self::Text(text) => text == "NaN",
            Self::Array(items) => items.iter().any(Self::has_nan),
            Self::Object(entries) => entries.iter().any(|(_, value)| value.has_nan()),
            Self::Null | Self::Boolean(_) | Self::Number(_) => false,
        }
    }

    /// Where two values differ first: a path and both values. The order of names does not count, nor how a number is written.
    pub(crate) fn difference(&self, other: &Self) -> Option<String> {
        match (self, other) {
            (Self::Array(one), Self::Array(other)) if one.len() == other.len() => {
                let mut pairs = one.iter().zip(other).enumerate();
                pairs.find_map(|(index, (one, other))| {
                    let difference = one.difference(other)?;
                    Some(format!("[{index}]{difference}"))
                })
            }
            (Self::Object(one), Self::Object(other)) => difference_of_objects(one, other),
            (one, other) if same_leaf(one, other) => None,
            _ => Some(format!(": {} is not {}", self.compact(), other.compact())),
        }
    }

    /// The shortest text of the value.
    pub(crate) fn compact(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, None);
        text
    }

    /// A text of the value as another writer may have it: with white space here and there, and escapes where none is needed.
    pub(crate) fn spelled(&self, random: &mut Random) -> String {
        let mut text = String::new();
        self.write(&mut text, Some(random));
        text
    }

    fn write(&self, out: &mut String, mut random: Option<&mut Random>) {
        space(out, random.as_deref_mut());
        match self {
            Self::Null => out.push_str("null"),
            Self::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Number(number) => out.push_str(number),
            Self::Text(text) => quote(text, out, random.as_deref_mut()),
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { "," });
                    item.write(out, random.as_deref_mut());
                }
                out.push(']');
            }
            Self::Object(entries) => {
                out.push('{');
                for (index, (name, value)) in entries.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { "," });
                    quote(name, out, random.as_deref_mut());
                    out.push(':');
                    value.write(out, random.as_deref_mut());
                }
                out.push('}');
            }
        }
        space(out, random);
    }

    /// Reads JSON that has nothing wrong with it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut rest = text;
        let value = value(&mut rest)?;
        rest.is_empty().then_some(value)
    }
}

fn difference_of_objects(one: &[(String, Json)], other: &[(String, Json)]) -> Option<String> {
    let missing = one.iter().find_map(|(name, value)| {
        let Some(other) = find(other, name) else {
            return Some(format!(".{name}: {} is missing", value.compact()));
        };
        let difference = value.difference(other)?;
        Some(format!(".{name}{difference}"))
    });
    missing.or_else(|| {
        let mut extra = other.iter().filter(|(name, _)| find(one, name).is_none());
        let (name, value) = extra.next()?;
        Some(format!(".{name}: {} is extra", value.compact()))
    })
}

fn find<'j>(entries: &'j [(String, Json)], name: &str) -> Option<&'j Json> {
    let found = entries.iter().find(|(candidate, _)| candidate == name);
    found.map(|(_, value)| value)
}

fn same_leaf(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Null, Json::Null) => true,
        (Json::Boolean(one), Json::Boolean(other)) => one == other,
        (Json::Text(one), Json::Text(other)) => one == other,
        (Json::Number(one), Json::Number(other)) => one == other || exact(one) == exact(other),
        _ => false,
    }
}

/// A number as its sign, its digits without zeros at either end, and the power of ten of the last digit.
fn exact(number: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let exponent: i64 = exponent.parse().expect("the exponent of a JSON number");
    let unsigned = mantissa.trim_start_matches('-');
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    let zeros = (digits.len() - significant.len()) as i64;
    let significant = significant.trim_start_matches('0').to_owned();
    if significant.is_empty() {
        return (false, significant, 0);
    }
    let power = exponent - fraction.len() as i64 + zeros;
    (mantissa.starts_with('-'), significant, power)
}

fn space(out: &mut String, random: Option<&mut Random>) {
    if let Some(random) = random
        && random.percent(2)
    {
        out.push_str(random.pick(&[" ", "\n", "\r\n", "\t  "]));
    }
}

fn quote(text: &str, out: &mut String, mut random: Option<&mut Random>) {
    out.push('"');
    for character in text.chars() {
        let escaped = random
            .as_deref_mut()
            .is_some_and(|random| random.below(200) == 0);
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '/' if escaped => out.push_str("\\/"),
            _ if escaped || character < ' ' => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04X}"));
                }
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

fn value(rest: &mut &str) -> Option<Json> {
    let first = rest.chars().next()?;
    match first {
        '{' => {
            let mut entries = Vec::new();
            sequence(rest, '}', |rest| {
                let name = string(rest)?;
                take(rest, ':')?;
                entries.push((name, value(rest)?));
                Some(())
            })?;
            Some(Json::Object(entries))
        }
        '[' => {
            let mut items = Vec::new();
            sequence(rest, ']', |rest| {
                items.push(value(rest)?);
                Some(())
            })?;
            Some(Json::Array(items))
        }
        '"' => string(rest).map(Json::Text),
        _ => word(rest),
    }
}

fn sequence<'t>(
    rest: &mut &'t str,
    close: char,
    mut element: impl FnMut(&mut &'t str) -> Option<()>,
) -> Option<()> {
    *rest = rest.get(1..)?;
    if take(rest, close).is_some() {
        return Some(());
    }
    loop {
        element(rest)?;
        if take(rest, close).is_some() {
            return Some(());
        }
        take(rest, ',')?;
    }
}

fn take(rest: &mut &str, character: char) -> Option<()> {
    *rest = rest.strip_prefix(character)?;
    Some(())
}

fn string(rest: &mut &str) -> Option<String> {
    let bytes = rest.as_bytes();
    let mut end = 1;
    while *bytes.get(end)? != b'"' {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    let (token, after) = rest.split_at_checked(end + 1)?;
    *rest = after;
    serde_json::from_str(token).ok()
}

fn word(rest: &mut &str) -> Option<Json> {
    let end = rest.find([',', ']', '}']).unwrap_or(rest.len());
    let (token, after) = rest.split_at(end);
    *rest = after;
    match token {
        "null" => Some(Json::Null),
        "true" => Some(Json::Boolean(true)),
        "false" => Some(Json::Boolean(false)),
        number => is_number(number).then(|| Json::number(number)),
    }
}

/// `serde_json` refuses what is beyond a double, so it is asked about what stands before the exponent.
fn is_number(text: &str) -> bool {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let is_exponent = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_exponent && serde_json::from_str::<serde_json::Number>(mantissa).is_ok()
}

#[cfg(test)]
mod tests {
    use super::Json;
    use crate::random::Random;

    fn differ(one: &str, other: &str) -> Option<String> {
        let parse = |text| Json::parse(text).unwrap_or_else(|| panic!("{text} is JSON"));
        parse(one).difference(&parse(other))
    }

    #[test]
    fn numbers_are_compared_by_all_their_digits() {
        for (one, other) in [
            ("5.0", "5"),
            ("1e2", "100"),
            ("-0", "0.0"),
            ("12.50", "1.25E+1"),
        ] {
            assert_eq!(differ(one, other), None, "{one} {other}");
        }
        for (one, other) in [
            ("9007199254740993", "9007199254740992"),
            ("0.1", "0.10000000000000000001"),
            ("5", "-5"),
            ("5", "\"5\""),
        ] {
            assert!(differ(one, other).is_some(), "{one} {other}");
        }
    }

    #[test]
    fn what_differs_is_told_with_its_place() {
        let one = r#"{"a":[1,{"b":null}],"c":"x"}"#;
        assert_eq!(differ(one, r#"{"c":"x","a":[1,{"b":null}]}"#), None);
        let cases = [
            (r#"{"a":[1,{}],"c":"x"}"#, ".a[1].b: null is missing"),
            (r#"{"a":[1,{"b":null}],"c":"x","d":0}"#, ".d: 0 is extra"),
            (r#"{"a":[1],"c":"x"}"#, r#".a: [1,{"b":null}] is not [1]"#),
            (r#"{"a":[1,{"b":null}],"c":"y"}"#, r#".c: "x" is not "y""#),
        ];
        for (other, expected) in cases {
            assert_eq!(differ(one, other).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_spelling_says_the_same() {
        let text = r#"{"a/é😀\u0001\"":[1e400,{"b":"\\"},[],{}],"":true}"#;
        let json = Json::parse(text).expect("JSON");
        let mut random = Random::of("spelling", 0);
        for _ in 0..500 {
            let spelled = json.spelled(&mut random);
            let Ok(value) =
                serde_json::from_str::<serde_json::Value>(&spelled.replace("1e400", "1"))
            else {
                panic!("{spelled} is JSON");
            };
            let compact = text.replace("1e400", "1");
            assert_eq!(Some(value), serde_json::from_str(&compact).ok());
        }
    }
}
