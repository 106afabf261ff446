//! Long-running operations: a request that is accepted now, and a place to ask what became of it.

use super::answer::Answer;
use super::body::AnswerBody;
use super::error::ServiceError;
use super::recorded::RecordedRequest;
use super::settings::Settings;
use super::when::{Watch, When};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const PREFIX: &str = "/monitors/";

/// How a request becomes a long-running operation: it is answered `202 Accepted` with a `Location`,
/// and what it would have been answered with is to be had there, after a number of questions.
///
/// The request takes effect at once; only the answer comes later. Give one to
/// [`Server::long_running`](super::Server::long_running) or
/// [`Directory::long_running`](super::Directory::long_running).
///
/// ```
/// use msgraph_runtime::test_util::LongRunning;
///
/// // Two answers that it is not done, then a redirect to what was made.
/// let operation = LongRunning::new(2).retry_after("0.01").at_other_origin().see_other();
/// # let _ = operation;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a server makes operations long-running if it is told so"]
pub struct LongRunning {
    running: u32,
    running_status: StatusCode,
    retry_after: Option<String>,
    at_other_origin: bool,
    end: End,
}

/// What is said when the operation is over.
#[derive(Clone, Debug, PartialEq)]
enum End {
    Result,
    SeeOther,
    Status,
    Failed(ServiceError),
}

impl LongRunning {
    /// An operation that is not over the first so many times it is asked for, which is answered
    /// `202 Accepted` with a `status` of `inProgress`; then the answer comes as `200 OK`.
    pub fn new(running: u32) -> Self {
        Self {
            running,
            running_status: StatusCode::ACCEPTED,
            retry_after: None,
            at_other_origin: false,
            end: End::Result,
        }
    }

    /// A `Retry-After` with this text on the first answer, and on those that it is not over.
    pub fn retry_after(mut self, text: impl Into<String>) -> Self {
        self.retry_after = Some(text.into());
        self
    }

    /// That it is not over is answered with `200 OK`, so that only the `status` says it, as with the
    /// operations of teams.
    pub fn running_as_ok(mut self) -> Self {
        self.running_status = StatusCode::OK;
        self
    }

    /// The place to ask is at another origin ([`Server::other_base_url`](super::Server::other_base_url)),
    /// where a token is refused.
    pub fn at_other_origin(mut self) -> Self {
        self.at_other_origin = true;
        self
    }

    /// At the end comes `303 See Other` with the address of what was made.
    pub fn see_other(mut self) -> Self {
        self.end = End::SeeOther;
        self
    }

    /// At the end comes a `status` of `succeeded` with a `resourceId` and `resourceLocation`, as
    /// with the copy of a drive item, and not the answer itself.
    pub fn ending_with_status(mut self) -> Self {
        self.end = End::Status;
        self
    }

    /// At the end comes `200 OK` with a `status` of `failed` and an `error`. What the request did
    /// stays.
    pub fn failing(mut self, code: &str, message: &str) -> Self {
        self.end = End::Failed(ServiceError::new(500, code, message));
        self
    }
}

#[derive(Debug, Default)]
pub(super) struct Monitors {
    rules: Vec<(Watch, LongRunning)>,
    jobs: BTreeMap<String, Job>,
    last_job: u64,
}

/// An operation that is on its way.
#[derive(Debug)]
struct Job {
    operation: LongRunning,
    asked: u32,
    /// Where what was made is.
    location: Option<HeaderValue>,
    body: Bytes,
}

/// The identifier in the address of a monitor.
pub(super) fn monitor_id(path: &str) -> Option<&str> {
    path.strip_prefix(PREFIX)
}

impl Monitors {
    pub(super) fn add(&mut self, when: When, operation: LongRunning) {
        self.rules.push((Watch::new(when), operation));
    }

    /// Keeps the answer back if it is one of a long-running operation. Reading never is.
    pub(super) fn take_over(
        &mut self,
        settings: &Settings,
        request: &RecordedRequest,
        path: &str,
        answer: Answer,
    ) -> Answer {
        let changes = request.method != Method::GET;
        let mut taken = None;
        for (watch, operation) in &mut self.rules {
            if changes && watch.takes(request, path) {
                taken = taken.or_else(|| Some(operation.clone()));
            }
        }
        let Some(operation) = taken else {
            return answer;
        };
        self.last_job += 1;
        let id = self.last_job.to_string();
        let origin = if operation.at_other_origin {
            &settings.other_origin
        } else {
            &settings.origin
        };
        let accepted = Answer::empty(StatusCode::ACCEPTED)
            .with_text(LOCATION, &format!("{origin}{PREFIX}{id}"));
        let accepted = operation.paced(accepted);
        let job = Job {
            operation,
            asked: 0,
            location: answer.headers.get(LOCATION).cloned(),
            body: answer.body.collect(),
        };
        self.jobs.insert(id, job);
        accepted
    }

    /// GET asks, DELETE gives up.
    pub(super) fn at_monitor(
        &mut self,
        request: &RecordedRequest,
        id: &str,
    ) -> Result<Answer, ServiceError> {
        let job = self.jobs.get_mut(id);
        let job = job.ok_or_else(|| ServiceError::not_found(id))?;
        match request.method {
            Method::GET => Ok(job.answer()),
            Method::DELETE => {
                self.jobs.remove(id);
                Ok(Answer::no_content())
            }
            _ => Err(ServiceError::method_not_allowed("GET, DELETE")),
        }
    }
}

impl LongRunning {
    fn paced(&self, answer: Answer) -> Answer {
        match &self.retry_after {
            Some(text) => answer.with_text(RETRY_AFTER, text),
            None => answer,
        }
    }
}

impl Job {
    fn answer(&mut self) -> Answer {
        let operation = &self.operation;
        if self.asked < operation.running {
            let done = f64::from(self.asked) * 100.0 / f64::from(operation.running);
            let body = json!({"status": "inProgress", "percentageComplete": done});
            self.asked += 1;
            return operation.paced(Answer::json(operation.running_status, &body));
        }
        match &operation.end {
            End::SeeOther => self.located(Answer::empty(StatusCode::SEE_OTHER)),
            End::Failed(error) => {
                let error = json!({"code": error.code(), "message": error.message()});
                let body = json!({"status": "failed", "error": error});
                Answer::json(StatusCode::OK, &body)
            }
            End::Result if !self.body.is_empty() => {
                let body = AnswerBody::whole(self.body.clone());
                let json = HeaderValue::from_static("application/json");
                Answer::new(StatusCode::OK, body).with_header(CONTENT_TYPE, json)
            }
            End::Result | End::Status => Answer::json(StatusCode::OK, &self.status()),
        }
    }

    fn located(&self, answer: Answer) -> Answer {
        match &self.location {
            Some(location) => answer.with_header(LOCATION, location.clone()),
            None => answer,
        }
    }

    fn status(&self) -> Value {
        let mut status = json!({"status": "succeeded", "percentageComplete": 100.0});
        let result: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        if let Some(id) = result.get("id") {
            status["resourceId"] = id.clone();
        }
        let location = self.location.as_ref().and_then(|value| value.to_str().ok());
        if let Some(location) = location {
            status["resourceLocation"] = location.into();
        }
        status
    }
}
