//! The form in which two requests are compared.

use std::collections::BTreeMap;

use serde_json::Value;

const ROOT: &str = "https://graph.microsoft.com/v1.0";
/// How the crate's root is written, plain and in a query option, and theirs likewise. Both stand for
/// the same place here.
const VERSIONS: [[&str; 2]; 2] = [
    [
        "https://graph.microsoft.com/beta/",
        "https://graph.microsoft.com/v1.0/",
    ],
    [
        "https%3A%2F%2Fgraph.microsoft.com%2Fbeta%2F",
        "https%3A%2F%2Fgraph.microsoft.com%2Fv1.0%2F",
    ],
];
/// What stands in a difference for what one side does not have.
pub(crate) const ABSENT: &str = "(absent)";

/// A request in parts, with the percent-encoding of each part undone.
pub(crate) struct Normal {
    method: String,
    path: Vec<String>,
    /// Query options, headers and the body: whatever has a name.
    named: BTreeMap<String, String>,
    /// The path and the query options as they are written, in alphabetical order.
    spelling: Vec<String>,
}

impl Normal {
    /// Splits first and decodes then, as a service does (OData URL Conventions 4.01, section 2):
    /// what is decoded cannot become punctuation.
    pub(crate) fn of(request: &Value) -> Self {
        let url = of_one_version(text(request, "url"));
        let below = url.strip_prefix(ROOT).expect("a URL below the root");
        let (path, query) = below.split_once('?').unwrap_or((below, ""));
        let options: Vec<&str> = query.split('&').filter(|text| !text.is_empty()).collect();
        let mut named = BTreeMap::new();
        for option in &options {
            let (name, value) = option.split_once('=').expect("an option with a value");
            let before = named.insert(format!("query {}", decoded(name)), decoded(value));
            assert_eq!(before, None, "an option that is there twice: {url}");
        }
        let headers = request["headers"].as_object().expect("headers");
        for (name, value) in headers {
            let value = value.as_str().expect("a header's value");
            named.insert(format!("header {name}"), value.to_owned());
        }
        flatten("body", request.get("body"), &mut named);
        flatten("base64", request.get("base64"), &mut named);
        let mut spelling: Vec<String> = options.iter().map(|&text| text.to_owned()).collect();
        spelling.sort();
        spelling.insert(0, path.to_owned());
        Self {
            method: text(request, "method").to_owned(),
            path: path.split('/').skip(1).map(decoded).collect(),
            named,
            spelling,
        }
    }

    /// The path and the query options, letter by letter.
    pub(crate) fn spelling(&self) -> &[String] {
        &self.spelling
    }

    /// Where, what is there on this side, and what on the other. Segments of a path are compared
    /// one by one where there are as many of them, and named by their number; values in a body are
    /// named by the names on the way to them.
    pub(crate) fn differences(&self, other: &Self) -> Vec<(String, String, String)> {
        let mut found = vec![(
            "method".to_owned(),
            self.method.clone(),
            other.method.clone(),
        )];
        match self.path.len() == other.path.len() {
            true => {
                let segments = self.path.iter().zip(&other.path).enumerate();
                found.extend(segments.map(|(at, (left, right))| {
                    (format!("segment {at}"), left.clone(), right.clone())
                }));
            }
            false => {
                let [left, right] = [self, other].map(|side| format!("{:?}", side.path));
                found.push(("path".to_owned(), left, right));
            }
        }
        let names = self.named.keys().chain(other.named.keys());
        for name in names.collect::<std::collections::BTreeSet<_>>() {
            let of = |side: &Self| side.named.get(name).cloned();
            let [left, right] = [self, other].map(|side| of(side).unwrap_or(ABSENT.to_owned()));
            found.push((name.clone(), left, right));
        }
        found.retain(|(_, left, right)| left != right);
        found
    }
}

/// The values in a JSON value that hold no others, by where they stand. Empty ones stand for
/// themselves, so that none is lost.
fn flatten(at: &str, value: Option<&Value>, named: &mut BTreeMap<String, String>) {
    match value {
        None => {}
        Some(Value::Object(members)) if !members.is_empty() => {
            for (name, value) in members {
                flatten(&format!("{at}/{name}"), Some(value), named);
            }
        }
        Some(Value::Array(items)) if !items.is_empty() => {
            for (index, value) in items.iter().enumerate() {
                flatten(&format!("{at}/{index}"), Some(value), named);
            }
        }
        Some(value) => {
            named.insert(at.to_owned(), of_one_version(&value.to_string()));
        }
    }
}

fn text<'v>(request: &'v Value, name: &str) -> &'v str {
    request[name].as_str().expect("text")
}

/// With one version for both.
fn of_one_version(text: &str) -> String {
    let replaced = |text: String, [ours, theirs]: [&str; 2]| text.replace(ours, theirs);
    VERSIONS.into_iter().fold(text.to_owned(), replaced)
}

/// Percent-encoding undone (RFC 3986, section 2.1).
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next().expect("a digit")).to_digit(16);
                let (high, low) = (digit().expect("hexadecimal"), digit().expect("hexadecimal"));
                u8::try_from(high * 16 + low).expect("a byte")
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{ABSENT, Normal};

    fn request(url: &str, body: &Value) -> Normal {
        let url = format!("https://graph.microsoft.com/beta{url}");
        Normal::of(&json!({ "method": "GET", "url": url, "headers": {}, "body": body }))
    }

    #[test]
    fn encoding_and_order_are_no_difference_but_a_spelling() {
        let left = request("/a%27/b?%24x=1%2C2&y=%C3%A9", &json!({ "a": 1, "b": [] }));
        let right = request("/a'/b?y=%c3%a9&$x=1,2", &json!({ "b": [], "a": 1 }));
        assert_eq!(left.differences(&right), []);
        assert_ne!(left.spelling(), right.spelling());
        let again = request("/a%27/b?y=%C3%A9&%24x=1%2C2", &json!({}));
        assert_eq!(left.spelling(), again.spelling());
    }

    #[test]
    fn what_is_encoded_is_data() {
        let left = request("/a%2Fb?x=1%26y=2", &json!({ "a": null }));
        let right = request("/a/b?x=1&y=2", &json!({ "a": [{}] }));
        let expected = [
            ("path", r#"["a/b"]"#, r#"["a", "b"]"#),
            ("body/a", "null", ABSENT),
            ("body/a/0", ABSENT, "{}"),
            ("query x", "1&y=2", "1"),
            ("query y", ABSENT, "2"),
        ];
        let found = left.differences(&right);
        let found: Vec<_> = found.iter().map(|(a, b, c)| (&**a, &**b, &**c)).collect();
        assert_eq!(found, expected);
    }
}
