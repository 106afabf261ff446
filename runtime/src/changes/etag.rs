//! Entity tags.

use std::fmt;

use http::{HeaderMap, header};

use super::annotation;
use crate::model::{Codec, Value, View};

/// The state of an entity as the service names it (RFC 9110, section 8.8.3): what a request can be
/// tied to with [`if_match`](crate::Request::if_match).
///
/// The text is kept as it was sent, with its quotes and the `W/` of a weak tag. Two are equal if
/// their texts are.
///
/// ```
/// # use msgraph_runtime::ETag;
/// let etag = ETag::from("W/\"JzEt\"");
/// assert!(etag.is_weak());
/// assert_eq!(etag.as_str(), "W/\"JzEt\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ETag(String);

impl ETag {
    /// The tag that came with an entity, in `@odata.etag` (OData JSON Format 4.01, section 4.5.10).
    /// `None` if there was none, or no text.
    ///
    /// ```
    /// # use msgraph_runtime::ETag;
    /// # let task = serde_json::json!({"@odata.etag": "W/\"1\""});
    /// assert_eq!(ETag::of(&task), Some(ETag::from("W/\"1\"")));
    /// ```
    pub fn of(entity: &impl Value) -> Option<Self> {
        Self::in_view(view(entity))
    }

    /// The tag in the header `ETag` of an answer.
    pub fn in_headers(headers: &HeaderMap) -> Option<Self> {
        let text = std::str::from_utf8(headers.get(header::ETAG)?.as_bytes());
        text.ok().map(Self::from)
    }

    /// Whether the tag is weak: entities with the same one mean the same, but may differ in their
    /// bytes. Microsoft Graph sends weak tags, and takes them in `If-Match` (OData Protocol 4.01,
    /// section 8.2.4).
    pub fn is_weak(&self) -> bool {
        self.0.starts_with("W/")
    }

    fn in_view(entity: View<'_>) -> Option<Self> {
        annotation(entity, "@odata.etag")?.as_str().map(Self::from)
    }

    /// The text, exactly as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn view<T: Value>(entity: &T) -> View<'_> {
    T::Codec::view(entity)
}

impl From<&str> for ETag {
    /// Takes the text as it is, quotes included; the service is the judge of it.
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for ETag {
    /// Takes the text as it is, quotes included; the service is the judge of it.
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
