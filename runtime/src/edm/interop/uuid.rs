//! Identifiers of the crate `uuid`.

use ::uuid::Uuid;

use crate::edm::Guid;
use crate::edm::conversion::{Reason, from_text};

const NO_GUID: Reason = Reason::Malformed("32 hexadecimal digits in groups of 8, 4, 4, 4 and 12");

/// How long the only form is that OData has.
const HYPHENATED: usize = 36;

from_text! {
    /// The same 128 bits, whatever the case of the letters. Only the form with hyphens is read
    /// (OData ABNF, rule `guidValue`).
    Guid => Uuid, "uuid::Uuid", |text| {
        match Uuid::try_parse(text) {
            Ok(uuid) if text.len() == HYPHENATED => Ok(uuid),
            _ => Err(NO_GUID),
        }
    }
}

impl From<Uuid> for Guid {
    /// Exact, with hyphens and small letters.
    fn from(uuid: Uuid) -> Self {
        Self::from(uuid.hyphenated().to_string())
    }
}
