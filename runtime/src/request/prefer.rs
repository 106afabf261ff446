//! The header `Prefer` (RFC 7240, section 2).

use http::{HeaderMap, HeaderName, HeaderValue};

/// Microsoft Graph's own preference for members that were added to an enumeration later.
pub(crate) const INCLUDE_UNKNOWN_ENUM_MEMBERS: &str = "include-unknown-enum-members";

const PREFER: HeaderName = HeaderName::from_static("prefer");

/// Adds a preference, in place of one of the same name. None if it cannot be sent.
pub(crate) fn add(headers: &mut HeaderMap, preference: &str) -> Option<()> {
    let present = headers.get_all(PREFER);
    let mut preferences = Vec::new();
    for value in present {
        preferences.extend(split(value.to_str().ok()?));
    }
    preferences.retain(|other| !name(other).eq_ignore_ascii_case(name(preference)));
    preferences.push(preference.trim());
    let value = HeaderValue::try_from(preferences.join(", ")).ok()?;
    headers.insert(PREFER, value);
    Some(())
}

/// The name of a preference, without its value and its parameters.
fn name(preference: &str) -> &str {
    let end = preference.find(['=', ';']).unwrap_or(preference.len());
    preference.get(..end).unwrap_or_default().trim()
}

/// The preferences of a list, whose quoted values may have commas of their own.
fn split(list: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let mut escaped = false;
    let comma = move |c: char| {
        let ends = c == ',' && !quoted;
        quoted ^= c == '"' && !escaped;
        escaped = quoted && c == '\\' && !escaped;
        ends
    };
    list.split(comma)
        .map(str::trim)
        .filter(|preference| !preference.is_empty())
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::{PREFER, add};

    #[test]
    fn a_preference_joins_the_others() {
        let cases = [
            ("", "a", "a"),
            ("a", "b", "a, b"),
            (
                "a, return=minimal",
                "Return=representation",
                "a, Return=representation",
            ),
            ("a;x=1,b", "a", "b, a"),
            ("zone=\"x, \\\", y\", b", "c", "zone=\"x, \\\", y\", b, c"),
            (" , a ,", "a", "a"),
        ];
        for (present, added, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(PREFER, present.parse().expect("a value"));
            assert_eq!(add(&mut headers, added), Some(()));
            assert_eq!(headers[PREFER], expected);
        }
        let mut headers = HeaderMap::new();
        assert_eq!(add(&mut headers, "a\nb"), None);
        assert!(headers.is_empty());
    }
}
