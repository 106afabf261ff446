//! What can go wrong with an answer.

mod apply;
mod bomb;
mod made;
mod plan;

pub(super) use self::apply::ItemAnswers;
pub use self::plan::FaultCount;
pub(super) use self::plan::{Faults, Kinds};

use super::answer::Answer;
use super::body::Pace;
use super::error::ServiceError;
use http::header::HeaderName;
use std::time::{Duration, SystemTime};

/// One thing that goes wrong with the answer to a request.
///
/// Each says whether the request takes effect: what a client may do next depends on it, and a test
/// can look at the entities to see whether a repeated request did something twice. Give one to
/// [`Directory::fault`](super::Directory::fault) or [`Server::fault`](super::Server::fault).
///
/// ```
/// use msgraph_runtime::test_util::{Directory, Fault, When};
///
/// let server = Directory::new("v1.0").entity_set("users", "microsoft.graph.user").serve()?;
/// let lost = server.fault(
///     When::every().method("POST").path("/users").nth(1),
///     Fault::dropped().after_effect(),
/// );
/// let busy = server.fault(
///     When::every().method("GET").times(2),
///     Fault::unavailable().retry_after("0.01"),
/// );
/// // … requests …
/// assert_eq!((lost.given(), busy.given()), (0, 0));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a fault does nothing until a server is given it"]
pub struct Fault {
    name: &'static str,
    kind: Kind,
    after_effect: bool,
}

/// What becomes of the answer.
#[derive(Clone, Debug)]
enum Kind {
    /// The connection is closed without a byte.
    Dropped,
    /// The connection is closed after half of the body.
    Cut,
    /// Half of the body, as if it were all.
    Half,
    /// The length in the head is off by so many bytes.
    Length { off_by: i64 },
    /// The bytes come slowly.
    Slow(Pace),
    /// A header is there twice, the second time with this value.
    Duplicate(HeaderName, String),
    /// A header of so many bytes.
    HugeHeader(usize),
    /// The service refuses.
    Refusal(ServiceError),
    /// An HTTP date so far in the future, on a refusal.
    RefusalUntil(ServiceError, Duration),
    /// Something else answers.
    Instead(Made),
    /// A batch leaves this answer out.
    Missing,
    /// A batch gives this answer twice.
    Twice,
}

/// An answer that is not the service's own.
#[derive(Clone, Debug)]
struct Made {
    status: u16,
    headers: Vec<(String, String)>,
    body: MadeBody,
}

#[derive(Clone, Debug)]
enum MadeBody {
    Text(String),
    /// So many zeros, compressed with gzip.
    Bomb(u64),
}

/// The connection breaks.
impl Fault {
    /// The connection is closed before a byte of the answer, and before the request took effect;
    /// with [`after_effect`](Self::after_effect), after it did.
    pub fn dropped() -> Self {
        Self::new("dropped", Kind::Dropped)
    }

    /// The connection is closed after half of the body, or, where there is none, of the head. The
    /// request took effect.
    pub fn cut() -> Self {
        Self::new("cut", Kind::Cut).after_effect()
    }

    /// The first half of the body arrives as if it were all of it: half a JSON text. The request
    /// took effect.
    pub fn half_body() -> Self {
        Self::new("half body", Kind::Half).after_effect()
    }

    /// `Content-Length` says so many bytes more than come before the connection is closed. The
    /// request took effect.
    pub fn length_too_long(bytes: u32) -> Self {
        let off_by = i64::from(bytes);
        Self::new("length too long", Kind::Length { off_by }).after_effect()
    }

    /// `Content-Length` says so many bytes fewer than come. The request took effect.
    pub fn length_too_short(bytes: u32) -> Self {
        let off_by = -i64::from(bytes);
        Self::new("length too short", Kind::Length { off_by }).after_effect()
    }

    /// The body comes in chunks of so many bytes, and each takes so long. The answer is right, and
    /// the request took effect.
    pub fn slow(chunk: usize, delay: Duration) -> Self {
        Self::new("slow", Kind::Slow(Pace { chunk, delay })).after_effect()
    }
}

/// Something is wrong with the head.
impl Fault {
    /// The answer has a header a second time, with this value after its own. A `Content-Length` of
    /// another value breaks the framing (RFC 9112, section 6.3). The request took effect.
    ///
    /// A name that cannot be one is taken as `x-duplicate`.
    pub fn duplicate_header(name: &str, value: impl Into<String>) -> Self {
        let fallback = HeaderName::from_static("x-duplicate");
        let name = HeaderName::try_from(name).unwrap_or(fallback);
        Self::new("duplicate header", Kind::Duplicate(name, value.into())).after_effect()
    }

    /// The answer has a header with a value of so many bytes. The request took effect.
    pub fn huge_header(bytes: usize) -> Self {
        Self::new("huge header", Kind::HugeHeader(bytes)).after_effect()
    }
}

/// A batch goes wrong. These are for requests within a batch alone, and others do not count them.
impl Fault {
    /// The batch has no answer to this request, which took effect.
    pub fn missing_from_batch() -> Self {
        Self::new("missing from batch", Kind::Missing).after_effect()
    }

    /// The batch has the answer to this request twice.
    pub fn twice_in_batch() -> Self {
        Self::new("twice in batch", Kind::Twice).after_effect()
    }
}

impl Fault {
    /// What to call it, in counts and in recorded requests.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Calls it something else, to tell it from another of its kind.
    pub fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// The request takes effect, and then the answer goes wrong.
    pub fn after_effect(mut self) -> Self {
        self.after_effect = true;
        self
    }

    /// A `Retry-After` with this text: seconds (`2`), which the service also gives in fractions
    /// (`2.128`), or an HTTP date (RFC 9110, section 10.2.3). For answers that something else makes,
    /// not for faults of the connection.
    pub fn retry_after(mut self, text: &str) -> Self {
        match &mut self.kind {
            Kind::Refusal(error) => *error = error.clone().with_header("retry-after", text),
            Kind::Instead(made) => made.headers.push(("retry-after".into(), text.into())),
            _ => {}
        }
        self
    }

    /// A `Retry-After` with the HTTP date so long after the answer, cut to whole seconds. Only for
    /// refusals: [`throttled`](Self::throttled), [`unavailable`](Self::unavailable),
    /// [`gateway_timeout`](Self::gateway_timeout), [`refused`](Self::refused).
    pub fn retry_at(mut self, later: Duration) -> Self {
        if let Kind::Refusal(error) = self.kind {
            self.kind = Kind::RefusalUntil(error, later);
        }
        self
    }

    fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            after_effect: false,
        }
    }

    /// What the service says instead of its answer, if that is what the fault is.
    fn replacement(&self) -> Option<Result<Answer, ServiceError>> {
        match &self.kind {
            Kind::Refusal(error) => Some(Err(error.clone())),
            Kind::RefusalUntil(error, later) => {
                let date = httpdate::fmt_http_date(SystemTime::now() + *later);
                Some(Err(error.clone().with_header("retry-after", &date)))
            }
            Kind::Instead(made) => Some(Ok(made.answer())),
            _ => None,
        }
    }
}
