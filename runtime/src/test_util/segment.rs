//! One segment of a request path, and the literals in its parentheses.

use super::error::ServiceError;
use percent_encoding::percent_decode_str;
use serde_json::Value;

/// One step of a request path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A segment, decoded.
    Segment(String),
    /// The names between `:/` and the next `:`, each decoded: a way by path to what is below an item
    /// of a drive, or below a site.
    Way(Vec<String>),
}

/// The steps of a raw path, each segment decoded once, after the split: `a%2Fb` is one segment (OData
/// URL Conventions 4.01, section 2).
///
/// An empty segment is refused. It is nearly always an identifier that the client failed to fill
/// in, and would quietly address the whole collection.
pub(super) fn split(raw_path: &str) -> Result<Vec<Step>, ServiceError> {
    let raw = raw_path.strip_prefix('/').unwrap_or(raw_path);
    let mut steps = Vec::new();
    let mut way: Option<Vec<String>> = None;
    for segment in raw.split('/') {
        // A colon that belongs to a segment is encoded.
        let (text, turns) = match segment.strip_suffix(':') {
            Some(text) => (text, true),
            None => (segment, false),
        };
        let text = decode(text)?;
        way = match way.take() {
            Some(mut names) => {
                names.push(text);
                if turns {
                    steps.push(Step::Way(std::mem::take(&mut names)));
                }
                (!turns).then_some(names)
            }
            None => {
                steps.push(Step::Segment(text));
                turns.then(Vec::new)
            }
        };
    }
    steps.extend(way.map(Step::Way));
    Ok(steps)
}

fn decode(raw: &str) -> Result<String, ServiceError> {
    if raw.is_empty() {
        return Err(ServiceError::bad_request(
            "The request path has an empty segment.",
        ));
    }
    let decoded = percent_decode_str(raw).decode_utf8();
    let decoded = decoded.map_err(|_| {
        ServiceError::bad_request(format!(
            "The path segment '{raw}' is not UTF-8 when decoded."
        ))
    })?;
    Ok(decoded.into_owned())
}

/// A segment as a name, with what stands in parentheses behind it: `applications('a1')`,
/// `reminderView(StartDateTime='…',EndDateTime='…')`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Call<'s> {
    pub(super) name: &'s str,
    /// `None` without parentheses, empty for `()`.
    pub(super) arguments: Option<Vec<Argument>>,
}

/// One argument, its literal still as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Argument {
    pub(super) name: Option<String>,
    pub(super) literal: String,
}

impl<'s> Call<'s> {
    pub(super) fn parse(segment: &'s str) -> Self {
        let parts = segment
            .strip_suffix(')')
            .and_then(|open| open.split_once('('));
        match parts {
            Some((name, inner)) => Self {
                name,
                arguments: Some(arguments(inner)),
            },
            None => Self {
                name: segment,
                arguments: None,
            },
        }
    }

    /// The key in the parentheses, if they hold exactly one value: its name, if it has one, and the
    /// value.
    pub(super) fn key(&self) -> Option<Result<(Option<&str>, String), ServiceError>> {
        let arguments = self.arguments.as_ref()?;
        Some(match arguments.as_slice() {
            [argument] => Ok((argument.name.as_deref(), text(&argument.literal))),
            _ => Err(ServiceError::bad_request(format!(
                "The key predicate of '{}' must have exactly one value.",
                self.name
            ))),
        })
    }
}

/// The value of a literal (OData ABNF, `primitiveLiteral`). What is neither quoted nor JSON, such
/// as a date or a GUID, is a string.
pub(super) fn value(literal: &str) -> Value {
    match unquoted(literal) {
        Some(text) => Value::String(text),
        None => serde_json::from_str(literal).unwrap_or_else(|_| Value::String(literal.to_owned())),
    }
}

/// The text of a literal, as a key holds it.
fn text(literal: &str) -> String {
    unquoted(literal).unwrap_or_else(|| literal.to_owned())
}

/// The text between single quotes, where two of them stand for one.
fn unquoted(literal: &str) -> Option<String> {
    let inner = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    Some(inner.replace("''", "'"))
}

fn arguments(inner: &str) -> Vec<Argument> {
    if inner.is_empty() {
        return Vec::new();
    }
    split_unquoted(inner, ',')
        .into_iter()
        .map(argument)
        .collect()
}

fn argument(text: &str) -> Argument {
    let equals = split_unquoted(text, '=');
    match equals.as_slice() {
        [name, rest @ ..] if !rest.is_empty() => Argument {
            name: Some(name.trim().to_owned()),
            literal: rest.join("=").trim().to_owned(),
        },
        _ => Argument {
            name: None,
            literal: text.trim().to_owned(),
        },
    }
}

/// Splits where the separator stands outside of quotes. A doubled quote leaves and enters them at
/// once.
fn split_unquoted(text: &str, separator: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(|character| {
        quoted ^= character == '\'';
        character == separator && !quoted
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{Argument, Call, Step, split, value};
    use serde_json::json;

    #[test]
    fn a_segment_is_decoded_once_and_after_the_split() {
        let segments = split("/beta/users/a%2Fb%252F").map_err(|error| error.to_string());
        assert_eq!(
            segments,
            Ok(["beta", "users", "a/b%2F"]
                .map(|name| Step::Segment(name.into()))
                .to_vec())
        );
        assert!(split("/beta//users").is_err());
        assert!(split("/beta/%FF").is_err());
    }

    #[test]
    fn a_way_by_path_is_between_colons() {
        let segment = |name: &str| Step::Segment(name.into());
        let way = |names: &[&str]| Step::Way(names.iter().map(|name| (*name).into()).collect());
        let cases = [
            ("/root:/a/b%3A", vec![segment("root"), way(&["a", "b:"])]),
            (
                "/root:/a:/x",
                vec![segment("root"), way(&["a"]), segment("x")],
            ),
            ("/s%3A/x:y", vec![segment("s:"), segment("x:y")]),
        ];
        for (path, steps) in cases {
            assert_eq!(split(path).map_err(|error| error.to_string()), Ok(steps));
        }
        assert!(split("/root:/:/x").is_err());
    }

    #[test]
    fn quotes_hide_separators_and_double_themselves() {
        let call = Call::parse("find(Name='O''Neil, (a=b)',Top=5)");
        let argument = |name: &str, literal: &str| Argument {
            name: Some(name.into()),
            literal: literal.into(),
        };
        assert_eq!(call.name, "find");
        let expected = vec![argument("Name", "'O''Neil, (a=b)'"), argument("Top", "5")];
        assert_eq!(call.arguments, Some(expected));
        assert_eq!(value("'O''Neil, (a=b)'"), json!("O'Neil, (a=b)"));
    }

    #[test]
    fn a_bare_literal_keeps_its_type() {
        assert_eq!(value("5"), json!(5));
        assert_eq!(value("true"), json!(true));
        assert_eq!(value("null"), json!(null));
        assert_eq!(value("2026-08-20"), json!("2026-08-20"));
    }

    #[test]
    fn a_key_predicate_has_one_value() {
        let key = |segment| {
            let call = Call::parse(segment);
            let (name, value) = call.key()?.ok()?;
            Some(format!("{}={value}", name.unwrap_or_default()))
        };
        assert_eq!(key("applications('a1')"), Some("=a1".into()));
        assert_eq!(key("applications(id='a1')"), Some("id=a1".into()));
        assert_eq!(key("applications(a='1',b='2')"), None);
        assert_eq!(key("applications"), None);
    }
}
