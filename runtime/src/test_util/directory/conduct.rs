//! How a directory behaves.

use super::Directory;
use crate::test_util::fault::Fault;
use crate::test_util::monitor::LongRunning;
use crate::test_util::page::LARGEST_PAGE;
use crate::test_util::throttle::Throttle;
use crate::test_util::when::When;

impl Directory {
    /// Refuses every request without this bearer token, with 401 and `InvalidAuthenticationToken`.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.settings.token = Some(token.into());
        self
    }

    /// The size of a page where the request does not say, 1 to 999; 100 unless set.
    pub fn page_size(mut self, items: usize) -> Self {
        self.settings.page_size = items.clamp(1, LARGEST_PAGE);
        self
    }

    /// Answers GET `$ref` with bare strings, as Microsoft's OpenAPI files describe it, instead of
    /// objects with an `@odata.id`, as the service does and OData demands.
    pub fn references_as_text(mut self) -> Self {
        self.settings.references_as_text = true;
        self
    }

    /// Answers GET on a single-valued navigation property that leads nowhere, and on its `$ref`,
    /// with 204, as OData demands (Protocol 4.01, section 11.2.7), instead of the 404 that the
    /// directory part of the service sends.
    pub fn absent_as_no_content(mut self) -> Self {
        self.settings.absent_as_no_content = true;
        self
    }

    /// Refuses `$count` on collections of `microsoft.graph.directoryObject` and types derived from
    /// it without `ConsistencyLevel: eventual`, as the service does.
    pub fn eventual_counts(mut self) -> Self {
        self.settings.eventual_counts = true;
        self
    }

    /// Answers the upload of a media stream with its entity, as the part of the service for drives
    /// does, instead of 204.
    pub fn uploads_answer_entity(mut self) -> Self {
        self.settings.uploads_answer_entity = true;
        self
    }

    /// Gives every entity an `@odata.etag` and every answer with one an `ETag`, which change with
    /// each update and with new content. An `If-Match` that names another one is answered 412, and
    /// an `If-None-Match` that names the present one 304.
    pub fn entity_tags(mut self) -> Self {
        self.settings.entity_tags = true;
        self
    }

    /// Calls the `nextExpectedRanges` of upload sessions something else, such as
    /// `NextExpectedRanges`: services do not agree on the letter case.
    pub fn ranges_name(mut self, name: impl Into<String>) -> Self {
        self.settings.ranges_name = name.into();
        self
    }

    /// The largest body of a request, in bytes; 4 MiB unless set. It is not for the parts of upload
    /// sessions, which may have 60 MiB.
    pub fn largest_body(mut self, bytes: usize) -> Self {
        self.settings.largest_body = bytes;
        self
    }

    /// Keeps only the newest so many requests, where there are very many. They are counted all the
    /// same.
    pub fn keep_requests(mut self, newest: usize) -> Self {
        self.settings.keep_requests = Some(newest);
        self
    }

    /// Sets a limit on requests.
    pub fn throttle(mut self, throttle: Throttle) -> Self {
        self.throttle = Some(throttle);
        self
    }

    /// Answers these requests with a fault, as [`Server::fault`](super::super::Server::fault) does
    /// later.
    pub fn fault(mut self, when: When, fault: Fault) -> Self {
        self.faults.push((when, fault));
        self
    }

    /// Makes long-running operations of these requests, as
    /// [`Server::long_running`](super::super::Server::long_running) does later.
    pub fn long_running(mut self, when: When, operation: LongRunning) -> Self {
        self.long_running.push((when, operation));
        self
    }

    /// Puts so many bytes into the media stream at a path below the service root. They are
    /// [`generated_bytes`](super::super::generated_bytes), made while they are sent, so that a
    /// download may be larger than memory.
    pub fn generated_content(mut self, stream: &str, bytes: u64) -> Self {
        self.generated.push((stream.to_owned(), bytes));
        self
    }
}
