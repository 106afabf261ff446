//! Base64, for `Edm.Binary`.

use super::Binary;

/// The alphabet of base64 (RFC 4648, section 4), and that of base64url (section 5).
const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl Binary {
    /// Writes bytes as Microsoft Graph does and expects it: in base64 with `+` and `/`, and padded
    /// (RFC 4648, section 4).
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let mut text = encoded(bytes, STANDARD);
        let padded = text.len().next_multiple_of(4);
        text.extend(std::iter::repeat_n('=', padded - text.len()));
        Self::from(text)
    }

    /// Writes bytes as OData has it: in base64url, which has `-` and `_`, without padding (OData
    /// JSON Format 4.01, section 7.1; RFC 4648, section 5).
    pub fn from_bytes_url_safe(bytes: &[u8]) -> Self {
        Self::from(encoded(bytes, URL_SAFE))
    }

    /// The bytes; `None` if the text is not base64. Both alphabets of RFC 4648 are read, with
    /// padding or without: Graph sends the standard one, OData asks for the other.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let text = self.as_str().trim_end_matches('=');
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
        for chunk in text.as_bytes().chunks(4) {
            if chunk.len() == 1 {
                return None;
            }
            let mut group = 0u32;
            for byte in chunk {
                group = group << 6 | sextet(*byte)?;
            }
            let [_, first, second, third] = (group << (6 * (4 - chunk.len()))).to_be_bytes();
            bytes.extend([first, second, third].iter().take(chunk.len() - 1));
        }
        Some(bytes)
    }
}

/// The text as it stands in a URL (OData ABNF, rule `binary`), which is base64url.
pub(super) fn url_safe(text: &str) -> String {
    text.replace('+', "-").replace('/', "_")
}

/// Bytes in base64, without padding.
fn encoded(bytes: &[u8], alphabet: &[u8; 64]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .fold(0u32, |group, byte| group << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for position in 0..=chunk.len() {
            let sextet = (group >> (18 - 6 * position)) as usize & 0x3F;
            text.extend(alphabet.get(sextet).map(|byte| char::from(*byte)));
        }
    }
    text
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'-' | b'+' => 62,
        b'_' | b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::Binary;
    use crate::literal::Literal;

    #[test]
    fn reads_both_alphabets() {
        // RFC 4648, section 10.
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(
                Binary::from(text).to_bytes().as_deref(),
                Some(bytes.as_bytes())
            );
            assert_eq!(Binary::from_bytes(bytes.as_bytes()).as_str(), text);
            assert_eq!(
                Binary::from_bytes_url_safe(bytes.as_bytes()).as_str(),
                text.trim_end_matches('=')
            );
        }
        assert_eq!(
            Binary::from("-_-_").to_bytes(),
            Binary::from("+/+/").to_bytes()
        );
        assert_eq!(Binary::from_bytes(b"\xFB\xFF\xBF").as_str(), "+/+/");
        assert_eq!(
            Binary::from_bytes_url_safe(b"\xFB\xFF\xBF").as_str(),
            "-_-_"
        );
        let literal = Literal::from(Binary::from("+/8="));
        assert_eq!(literal.in_url(), "binary'-_8%3D'");
        for text in ["A", "Zm9vA", "Z g=", "é"] {
            assert_eq!(Binary::from(text).to_bytes(), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn bytes_come_back(bytes: Vec<u8>) {
            assert_eq!(Binary::from_bytes(&bytes).to_bytes().as_ref(), Some(&bytes));
            assert_eq!(Binary::from_bytes_url_safe(&bytes).to_bytes(), Some(bytes));
        }
    }
}
