//! Long-running operations (`202 Accepted` with a place to ask how far it is).

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri};
use serde_json::Value as Json;

use crate::client::{Client, Prepared};
use crate::content::Content;
use crate::error::Error;
use crate::layers::{Sending, retry_after};
use crate::model::Value;
use crate::request::Request;
use crate::response::Response;
use crate::root::ServiceRoot;

/// How long is waited at first, and at most, where the service does not say.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// What came of a request that may take long.
#[derive(Debug)]
pub enum Started<T> {
    /// It is done already.
    Done(T),
    /// It goes on, and this tells how far it is.
    Running(Monitor),
}

/// Where to ask how far a long-running operation is; made by [`Client::start`], or
/// [from the URL](Client::monitor) that was kept.
///
/// The token is sent there only if it is the client's own origin; other URLs are a credential by
/// themselves. Dropping the monitor stops the asking, not the operation.
pub struct Monitor {
    client: Client,
    version: &'static str,
    url: String,
    /// What the last answer asked to wait.
    wait: Option<Duration>,
    asked: u32,
    limit: Option<Duration>,
}

impl Client {
    /// Sends a request that the service may answer with `202 Accepted` and go on with in its own
    /// time, such as copying a drive item or making a team.
    ///
    /// ```no_run
    /// # use msgraph_runtime::{Client, Error, Request, Started};
    /// # async fn demo(client: Client, copy: Request<()>) -> Result<(), Error> {
    /// if let Started::Running(mut monitor) = client.start(copy).await? {
    ///     let status: serde_json::Value = monitor.wait().await?;
    ///     println!("{}", status["resourceId"]);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`send`](Client::send).
    pub async fn start<T, Q>(&self, request: Request<T, Q>) -> Result<Started<T>, Error> {
        let (version, decode) = (request.path().version(), request.decoder());
        let delivered = self.deliver(self.prepare(request)?).await?;
        let accepted = delivered.answer.status() == StatusCode::ACCEPTED;
        let Some(place) = place(delivered.answer.headers()).filter(|_| accepted) else {
            return Ok(Started::Done(delivered.value(decode)?));
        };
        let mut monitor = Monitor::new(self, place, version);
        monitor.wait = retry_after(delivered.answer.headers(), self.clock().now());
        Ok(Started::Running(monitor))
    }

    /// The monitor at a URL that was kept.
    pub fn monitor(&self, url: impl Into<String>) -> Monitor {
        Monitor::new(self, url.into(), "")
    }
}

impl Monitor {
    fn new(client: &Client, url: String, version: &'static str) -> Self {
        Self {
            client: client.clone(),
            version,
            url,
            wait: None,
            asked: 0,
            limit: None,
        }
    }

    /// Where it is asked. Keep it to ask later; it may be a credential.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// How long [`wait`](Monitor::wait) waits at most; for ever unless said otherwise.
    #[must_use]
    pub fn limit(mut self, limit: Duration) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Waits until the operation is done, asking as often as the service wants to be asked, and gives
    /// its result: what it made, if the monitor leads there (`303 See Other`), or else what the
    /// monitor said last, which is often an `asyncJobStatus` or a `teamsAsyncOperation`.
    ///
    /// # Errors
    ///
    /// [`is_operation_failed`](Error::is_operation_failed) if it failed,
    /// [`is_timeout`](Error::is_timeout) if it takes longer than [`limit`](Monitor::limit), and
    /// [`is_link`](Error::is_link) if the monitor has a URL that is not followed; else those of
    /// [`Client::send`]. It can be called again.
    pub async fn wait<T: Value>(&mut self) -> Result<T, Error> {
        let began = self.client.clock().instant();
        loop {
            let wait = self.next_wait();
            let elapsed = self
                .client
                .clock()
                .instant()
                .saturating_duration_since(began);
            if self
                .limit
                .is_some_and(|limit| elapsed.saturating_add(wait) > limit)
            {
                return Err(Error::timeout("the operation is not done yet"));
            }
            self.client.clock().sleep(wait).await;
            if let Some(done) = self.ask().await? {
                return Ok(done);
            }
        }
    }

    /// Asks once; `None` if the operation is not done.
    ///
    /// # Errors
    ///
    /// Those of [`wait`](Monitor::wait).
    pub async fn ask<T: Value>(&mut self) -> Result<Option<T>, Error> {
        self.asked = self.asked.saturating_add(1);
        let response = self.get(&self.url).await?;
        let headers = response.headers();
        self.wait = retry_after(headers, self.client.clock().now());
        if response.status() == StatusCode::SEE_OTHER
            && let Some(result) = place(headers)
        {
            return self.get(&result).await?.success()?.json().map(Some);
        }
        let response = response.success()?;
        match state(&response) {
            State::Running => Ok(None),
            State::Succeeded => response.json().map(Some),
            State::Failed => {
                let (status, headers) = (response.status(), response.headers().clone());
                let body: Bytes = response.body().clone();
                Err(Error::operation(status, headers, body))
            }
        }
    }

    fn next_wait(&self) -> Duration {
        let doubled = FIRST_WAIT.saturating_mul(2u32.saturating_pow(self.asked));
        self.wait.unwrap_or(doubled.min(LONGEST_WAIT))
    }

    async fn get(&self, link: &str) -> Result<Response, Error> {
        let problem = "the URL to ask for the operation is neither `https` nor on this machine";
        let url = self.client.root().resolve(link, self.version);
        let url = url.map_err(|_| Error::link(problem))?;
        let safe = url::Url::parse(&url).is_ok_and(|url| ServiceRoot::is_secure_url(&url));
        let uri = Uri::try_from(url).ok().filter(|_| safe);
        let mut http = http::Request::new(Content::empty());
        *http.method_mut() = Method::GET;
        *http.uri_mut() = uri.ok_or_else(|| Error::link(problem))?;
        let sending = Sending {
            stays: true,
            ..Sending::default()
        };
        let delivered = self.client.deliver(Prepared { http, sending }).await?;
        Ok(delivered.into_response())
    }
}

/// Where the answer says that one can ask.
fn place(headers: &HeaderMap) -> Option<String> {
    let names = ["location", "operation-location"];
    let mut places = names.iter().filter_map(|name| headers.get(*name));
    places.find_map(|place| place.to_str().ok().map(str::to_owned))
}

enum State {
    Running,
    Succeeded,
    Failed,
}

/// What an answer of the monitor says: by its `status`, as `asyncJobStatus`, `teamsAsyncOperation`
/// and `longRunningOperation` have it, else by its own status.
fn state(response: &Response) -> State {
    let body: Option<Json> = serde_json::from_slice(response.body()).ok();
    let status = body.as_ref().and_then(|body| body.get("status")?.as_str());
    match status.map(str::to_ascii_lowercase).as_deref() {
        Some(
            "notstarted" | "inprogress" | "running" | "updating" | "waiting" | "deletepending",
        ) => State::Running,
        Some("failed" | "deletefailed" | "skipped" | "invalid") => State::Failed,
        _ if response.status() == StatusCode::ACCEPTED => State::Running,
        // It is done, or it is what was made, whose `status` means something else.
        _ => State::Succeeded,
    }
}

/// Without the URL, which may be a credential.
impl fmt::Debug for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Monitor")
            .field("asked", &self.asked)
            .finish_non_exhaustive()
    }
}
