//! What came besides the value that was asked for.

use http::{HeaderMap, StatusCode};

use crate::changes::ETag;

/// An answer: the value that was asked for, and what the service said about it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Answer<T> {
    /// What was asked for.
    pub value: T,
    /// The status, which is a success.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// How often the request was sent until this came.
    pub tries: u32,
}

impl<T> Answer<T> {
    /// The service's own id of the request, which Microsoft support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.text("request-id")
    }

    /// The entity tag in the header, where the service sends one.
    pub fn etag(&self) -> Option<ETag> {
        ETag::in_headers(&self.headers)
    }

    /// What the service says of the requests that are left.
    pub fn rate_limit(&self) -> RateLimit {
        RateLimit::from_headers(&self.headers)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// What some services say of the requests that are left, before they refuse more: `RateLimit-Limit`,
/// `RateLimit-Remaining` and `RateLimit-Reset`. SharePoint and OneDrive send them when much of the
/// limit is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many there may be in the window of time.
    pub limit: Option<u64>,
    /// How many are left of them.
    pub remaining: Option<u64>,
    /// In how many seconds there are as many as at first.
    pub reset: Option<u64>,
}

impl RateLimit {
    /// What the headers of an answer say; nothing where they say nothing that can be read.
    pub fn from_headers(headers: &HeaderMap) -> Self {
        let number = |name: &str| {
            let text = headers.get(name)?.to_str().ok()?;
            // A quota may follow, after a comma or semicolon.
            text.split([',', ';']).next()?.trim().parse().ok()
        };
        Self {
            limit: number("ratelimit-limit"),
            remaining: number("ratelimit-remaining"),
            reset: number("ratelimit-reset"),
        }
    }
}
