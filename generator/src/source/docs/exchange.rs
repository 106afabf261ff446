//! Example requests and responses of a page.

use crate::problem::Location;
use crate::source::text::Spanned;

/// An example request, and the response that follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The request.
    pub request: ExampleRequest,
    /// The response, where one follows before the next request.
    pub response: Option<ExampleResponse>,
}

/// A request as it goes over the wire (RFC 9112, section 3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleRequest {
    /// HTTP method in upper case.
    pub method: &'static str,
    /// URL as written.
    pub url: String,
    /// The request line.
    pub location: Location,
    /// Headers and body.
    pub content: Content,
    /// What the comment above it says.
    pub annotation: Annotation,
}

/// A response as it comes over the wire (RFC 9112, section 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleResponse {
    /// The status code; `None` where only a body is shown.
    pub status: Option<u16>,
    /// The status line, or the first line of the body.
    pub location: Location,
    /// Headers and body.
    pub content: Content,
    /// What the comment above it says.
    pub annotation: Annotation,
}

/// Headers and body of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Names and values in order.
    pub headers: Vec<(String, String)>,
    /// The place of the body without white space around it, where there is one.
    pub body: Option<Location>,
}

/// The JSON in the comment above a code block, as far as it is of use: `<!-- { "blockType": "request", … } -->`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// `blockType`: `request`, `response`, `ignored`, `example`, …
    pub block_type: Option<String>,
    /// `name`: what the example is called.
    pub name: Option<String>,
    /// `@odata.type`: the type of what the message holds, or of each item of it.
    pub odata_type: Option<Spanned<String>>,
    /// `isCollection`: whether the message holds a collection.
    pub is_collection: bool,
    /// `truncated`: whether properties of the message were left out.
    pub truncated: bool,
}

impl Content {
    /// The value of a header, whose name may be in any letter case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let (_, value) = headers.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(value)
    }
}
