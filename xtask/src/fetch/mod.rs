//! Fetching a description. The only part of the commands that uses the network.

mod part;
mod url;

use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use ureq::http::{self, StatusCode, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

use part::Part;
pub(crate) use url::{Url, UrlError};

use crate::progress::Progress;
use crate::wording::size;

/// So often a request is sent on, and so often what broke off is asked for again.
const MAX_HOPS: usize = 5;
const MAX_TRIES: u32 = 4;
const CONNECT: Duration = Duration::from_secs(10);
const HEAD: Duration = Duration::from_secs(60);
const BODY: Duration = Duration::from_secs(600);

/// Fetches what descriptions are at URLs.
pub(crate) struct Fetcher {
    agent: Agent,
    /// What is fetched in part is kept here.
    folder: PathBuf,
    /// The largest description to accept, in bytes.
    limit: u64,
    /// Whether nobody looks on.
    is_quiet: bool,
    /// How long to wait before the second try; twice as long before each later one.
    pause: Duration,
}

/// How much of a description is there.
fn how_far(name: &str, there: u64, total: Option<u64>) -> String {
    let of = match total {
        Some(total) if total > 0 => {
            let percent = there.saturating_mul(100) / total;
            format!(" of {} ({percent} %)", size(total))
        }
        _ => String::new(),
    };
    format!("{name}: {}{of}", size(there))
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum Fetched {
    /// It is the one that is known.
    Unchanged,
    /// The bytes, and the revision that the server calls them.
    New {
        bytes: Vec<u8>,
        revision: Option<String>,
    },
}

/// Why a description could not be fetched.
#[derive(Debug)]
pub(crate) enum FetchError {
    Url(UrlError),
    Refused { url: String, status: StatusCode },
    Redirects,
    TooLarge { limit: u64 },
    Lost(String),
    Untrusted(String),
    Disk(io::Error),
}

impl Fetcher {
    /// Keeps parts in `folder`, and accepts nothing that is larger than `limit`.
    pub(crate) fn new(folder: PathBuf, limit: u64, is_quiet: bool) -> Self {
        let config = Agent::config_builder()
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(HEAD))
            .timeout_recv_body(Some(BODY))
            .tls_config(
                TlsConfig::builder()
                    .root_certs(RootCerts::PlatformVerifier)
                    .build(),
            )
            .user_agent(concat!("msgraph-codegen/", env!("CARGO_PKG_VERSION")))
            .build();
        // For tests, which have no time.
        let pause = match std::env::var_os("MSGRAPH_FETCH_QUICKLY") {
            Some(_) => Duration::ZERO,
            None => Duration::from_secs(1),
        };
        Self {
            agent: config.into(),
            folder,
            limit,
            is_quiet,
            pause,
        }
    }

    /// The description at `url`, unless it is the revision `known`. What an earlier call could not finish is gone on with.
    pub(crate) fn fetch(
        &self,
        name: &str,
        url: &Url,
        known: Option<&str>,
    ) -> Result<Fetched, FetchError> {
        let part = Part::of(&self.folder, url.as_str());
        fs::create_dir_all(&self.folder).map_err(FetchError::Disk)?;
        let mut pause = self.pause;
        for tries in 1.. {
            let failure = match self.attempt(name, url, known, &part) {
                Err(failure) if failure.may_pass() && tries < MAX_TRIES => failure,
                outcome => return outcome,
            };
            eprintln!("{name}: {failure}; trying again");
            thread::sleep(pause);
            pause = pause.saturating_mul(2);
        }
        Err(FetchError::Redirects)
    }

    /// Whether there is another revision than `known`; `None` if the server does not say.
    pub(crate) fn is_newer(
        &self,
        url: &Url,
        known: Option<&str>,
    ) -> Result<Option<bool>, FetchError> {
        let answer = self.follow(url, |request| request.method("HEAD").unless(known))?;
        match (answer.status(), known, revision(&answer)) {
            (StatusCode::NOT_MODIFIED, ..) => Ok(Some(false)),
            (status, Some(known), Some(found)) if status.is_success() => Ok(Some(known != found)),
            (status, ..) if status.is_success() => Ok(None),
            (status, ..) => Err(FetchError::Refused {
                url: url.to_string(),
                status,
            }),
        }
    }

    fn attempt(
        &self,
        name: &str,
        url: &Url,
        known: Option<&str>,
        part: &Part,
    ) -> Result<Fetched, FetchError> {
        let there = part.length();
        let tag = part.tag().filter(|_| there > 0);
        let answer = self.follow(url, |request| match &tag {
            Some(tag) => request.rest(there, tag),
            None => request.unless(known),
        })?;
        let revision = revision(&answer);
        match answer.status() {
            StatusCode::NOT_MODIFIED => return Ok(Fetched::Unchanged),
            StatusCode::PARTIAL_CONTENT if begins_at(&answer) == Some(there) => {}
            // What is here is not the beginning of what is there.
            StatusCode::RANGE_NOT_SATISFIABLE | StatusCode::PARTIAL_CONTENT => {
                part.remove();
                return Err(FetchError::Lost(
                    "another part came than the one asked for".to_owned(),
                ));
            }
            StatusCode::OK => part.begin(revision.as_deref()).map_err(FetchError::Disk)?,
            status => {
                return Err(FetchError::Refused {
                    url: url.to_string(),
                    status,
                });
            }
        }
        self.receive(name, answer, part)?;
        let bytes = part.take().map_err(FetchError::Disk)?;
        Ok(Fetched::New { bytes, revision })
    }

    /// Writes what comes behind what is there.
    fn receive(
        &self,
        name: &str,
        answer: http::Response<Body>,
        part: &Part,
    ) -> Result<(), FetchError> {
        let there = part.length();
        let coming = length(&answer);
        let total = coming.map(|coming| there.saturating_add(coming));
        if total.is_some_and(|total| total > self.limit) {
            part.remove();
            return Err(FetchError::TooLarge { limit: self.limit });
        }
        let progress = Progress::new(self.is_quiet);
        let mut file = part.append().map_err(FetchError::Disk)?;
        let mut content = answer.into_body().into_reader();
        let mut buffer = vec![0; 64 * 1024];
        let mut received = 0;
        loop {
            let read = content
                .read(&mut buffer)
                .map_err(|error| FetchError::Lost(error.to_string()))?;
            if read == 0 {
                break;
            }
            received += read as u64;
            if there + received > self.limit {
                part.remove();
                return Err(FetchError::TooLarge { limit: self.limit });
            }
            let bytes = buffer.get(..read).unwrap_or_default();
            io::Write::write_all(&mut file, bytes).map_err(FetchError::Disk)?;
            progress.reached(|| how_far(name, there.saturating_add(received), total));
        }
        match coming {
            Some(coming) if received < coming => Err(FetchError::Lost(format!(
                "{} bytes are missing",
                coming - received
            ))),
            _ => Ok(()),
        }
    }

    /// Sends the request that `describe` makes, and follows redirects to where descriptions may be fetched from.
    fn follow(
        &self,
        url: &Url,
        describe: impl Fn(Wanted) -> Wanted,
    ) -> Result<http::Response<Body>, FetchError> {
        let mut url = url.clone();
        for _ in 0..=MAX_HOPS {
            let request = describe(Wanted::at(&url)).request()?;
            let request = self.agent.configure_request(request);
            // No proxy leads to this machine.
            let request = if url.is_here() {
                request.proxy(None)
            } else {
                request
            };
            let answer = self
                .agent
                .run(request.build())
                .map_err(FetchError::sending)?;
            let location = answer.headers().get(header::LOCATION);
            let leads_on = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
            match location.and_then(|location| location.to_str().ok()) {
                Some(location) if leads_on => url = url.join(location).map_err(FetchError::Url)?,
                _ => return Ok(answer),
            }
        }
        Err(FetchError::Redirects)
    }
}

/// A request for a description.
struct Wanted {
    url: String,
    method: &'static str,
    headers: Vec<(&'static str, String)>,
}

impl Wanted {
    fn at(url: &Url) -> Self {
        Self {
            url: url.as_str().to_owned(),
            method: "GET",
            headers: Vec::new(),
        }
    }

    fn method(mut self, method: &'static str) -> Self {
        self.method = method;
        self
    }

    /// Only if it is another revision (RFC 9110, section 13.1).
    fn unless(mut self, known: Option<&str>) -> Self {
        if let Some(known) = known {
            let is_tag = known.starts_with('"') || known.starts_with("W/");
            let name = if is_tag {
                "if-none-match"
            } else {
                "if-modified-since"
            };
            self.headers.push((name, known.to_owned()));
        }
        self
    }

    /// From that byte on, as long as it is the same revision.
    fn rest(mut self, first: u64, tag: &str) -> Self {
        self.headers.push(("range", format!("bytes={first}-")));
        self.headers.push(("if-range", tag.to_owned()));
        self
    }

    fn request(self) -> Result<http::Request<()>, FetchError> {
        let mut request = http::Request::builder().method(self.method).uri(&self.url);
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        request
            .body(())
            .map_err(|error| FetchError::Lost(error.to_string()))
    }
}

/// What the server calls what it sends: its entity tag, or else its date.
fn revision(answer: &http::Response<Body>) -> Option<String> {
    let headers = answer.headers();
    let named = headers
        .get(header::ETAG)
        .or_else(|| headers.get(header::LAST_MODIFIED));
    named?.to_str().ok().map(str::to_owned)
}

fn length(answer: &http::Response<Body>) -> Option<u64> {
    let length = answer.headers().get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.trim().parse().ok()
}

fn begins_at(answer: &http::Response<Body>) -> Option<u64> {
    let range = answer.headers().get(header::CONTENT_RANGE)?.to_str().ok()?;
    let (first, _) = range.strip_prefix("bytes ")?.split_once('-')?;
    first.trim().parse().ok()
}

impl FetchError {
    /// Why no answer came.
    fn sending(error: ureq::Error) -> Self {
        match error {
            // What a server shows that is not trusted; another try shows it again.
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
                Self::Untrusted(error.to_string())
            }
            error => Self::Lost(error.to_string()),
        }
    }

    /// Whether it may go better the next time: the connection broke, or the server is busy (RFC 9110, section 15.6; RFC 6585, section 4).
    fn may_pass(&self) -> bool {
        match self {
            Self::Lost(_) => true,
            Self::Refused { status, .. } => {
                matches!(status.as_u16(), 429 | 500 | 502 | 503 | 504)
            }
            _ => false,
        }
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(error) => error.fmt(f),
            Self::Refused { url, status } => write!(f, "{url} answers {status}"),
            Self::Redirects => write!(f, "it is redirected more than {MAX_HOPS} times"),
            Self::TooLarge { limit } => {
                write!(f, "it has more than {limit} bytes; `--limit` allows more")
            }
            Self::Lost(what) => write!(
                f,
                "the connection failed: {}",
                crate::wording::safe_line(what)
            ),
            Self::Untrusted(what) => write!(
                f,
                "the server is not trusted: {}; a root of your own is trusted by way of the system, or of SSL_CERT_FILE",
                crate::wording::safe_line(what)
            ),
            Self::Disk(error) => write!(f, "it cannot be kept: {error}"),
        }
    }
}
