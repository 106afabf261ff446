//! How a directory behaves where services differ.

use std::fmt;

/// The largest request body that is taken unless set, in bytes.
const LARGEST_BODY: usize = 4 * 1024 * 1024;

const DEFAULT_PAGE_SIZE: usize = 100;

pub(super) struct Settings {
    /// Scheme, host and port, without a slash.
    pub(super) origin: String,
    /// The same of the second socket.
    pub(super) other_origin: String,
    /// The first segment of every path.
    pub(super) version: String,
    pub(super) token: Option<String>,
    pub(super) page_size: usize,
    /// Whether references are read as bare strings, as Microsoft's OpenAPI files claim.
    pub(super) references_as_text: bool,
    /// Whether a reference that leads nowhere is read as 204.
    pub(super) absent_as_no_content: bool,
    /// Whether directory objects are counted with eventual consistency only.
    pub(super) eventual_counts: bool,
    /// Whether an upload is answered with the entity rather than with nothing.
    pub(super) uploads_answer_entity: bool,
    /// Whether entities have tags.
    pub(super) entity_tags: bool,
    /// What the next ranges of an upload session are called.
    pub(super) ranges_name: String,
    pub(super) largest_body: usize,
    /// How many requests are kept, the newest ones.
    pub(super) keep_requests: Option<usize>,
}

impl Settings {
    pub(super) fn new(version: String) -> Self {
        Self {
            origin: String::new(),
            other_origin: String::new(),
            version,
            token: None,
            page_size: DEFAULT_PAGE_SIZE,
            references_as_text: false,
            absent_as_no_content: false,
            eventual_counts: false,
            uploads_answer_entity: false,
            entity_tags: false,
            ranges_name: "nextExpectedRanges".into(),
            largest_body: LARGEST_BODY,
            keep_requests: None,
        }
    }

    /// The service root of OData URL Conventions 4.01, section 3, without its last slash.
    pub(super) fn service_root(&self) -> String {
        format!("{}/{}", self.origin, self.version)
    }

    /// The part of a raw path below the service root, or the path itself where it is elsewhere.
    pub(super) fn below_root<'p>(&self, path: &'p str) -> &'p str {
        let below = path
            .strip_prefix('/')
            .and_then(|path| path.strip_prefix(&self.version));
        below.filter(|below| below.starts_with('/')).unwrap_or(path)
    }
}

/// Without the token.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("origin", &self.origin)
            .field("version", &self.version)
            .field("page_size", &self.page_size)
            .finish_non_exhaustive()
    }
}
