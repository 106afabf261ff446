//! Percent-encoding (RFC 3986, section 2).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986, section 2.3.
const DATA: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What may stand in the name of a segment besides: `$ref`, `getByPath(path='x')`, `a,b`, `@p`.
const NAME: &AsciiSet = &DATA
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'\'')
    .remove(b',')
    .remove(b'=')
    .remove(b':')
    .remove(b'@')
    .remove(b'*')
    .remove(b'!');

/// What may stand in the value of a query option besides (RFC 3986, section 3.4). The rest that may
/// is encoded: `=`, `;` and `+` because there are services that give them a meaning, `'` because
/// there are clients that would encode it on the way.
const QUERY: &AsciiSet = &DATA
    .remove(b'$')
    .remove(b',')
    .remove(b'(')
    .remove(b')')
    .remove(b'/')
    .remove(b':')
    .remove(b'*');

/// Data in a URL: whatever it holds, it stays one piece.
pub(crate) fn percent_encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, DATA)
}

/// A name that a description gives, which may carry the punctuation of OData but can never end its
/// segment.
pub(crate) fn name_encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, NAME)
}

/// The value of a query option: the punctuation of OData stays as it is, and nothing that could end
/// the option.
pub(crate) fn query_encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, QUERY)
}
