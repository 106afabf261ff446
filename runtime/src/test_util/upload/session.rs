//! The sessions that are open: bytes that come in parts, one after the other.

use super::range::{ContentRange, UNIT};
use super::target::UploadTarget;
use crate::test_util::answer::Answer;
use crate::test_util::body::Source;
use crate::test_util::clock;
use crate::test_util::error::ServiceError;
use crate::test_util::query::Query;
use crate::test_util::recorded::RecordedRequest;
use crate::test_util::service::Service;
use crate::test_util::settings::Settings;
use bytes::BytesMut;
use http::{Method, StatusCode};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

/// Below no version of the service, where a token is known.
const PREFIX: &str = "/upload-sessions/";

/// The largest part, in bytes: 60 MiB.
pub(in crate::test_util) const LARGEST_PART: usize = 60 * 1024 * 1024;

/// The largest content in all, in bytes: what a test can hold.
const LARGEST_UPLOAD: u64 = 512 * 1024 * 1024;

/// When a session is said to expire. It does when a test says so.
const LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

const OCTETS: &str = "application/octet-stream";

#[derive(Debug, Default)]
pub(in crate::test_util) struct Uploads {
    open: BTreeMap<String, Session>,
    last_session: u64,
}

#[derive(Debug)]
struct Session {
    target: UploadTarget,
    /// What has come, from the beginning on.
    bytes: BytesMut,
    /// What the first part said of the whole.
    total: Option<u64>,
    expires: String,
}

/// The identifier in the address of a session.
pub(in crate::test_util) fn session_id(path: &str) -> Option<&str> {
    path.strip_prefix(PREFIX)
}

/// PUT takes a part, GET says what is missing, DELETE gives up. The address is a secret, and a token
/// is refused.
pub(in crate::test_util) fn at_session(
    service: &mut Service,
    request: &RecordedRequest,
    id: &str,
) -> Result<Answer, ServiceError> {
    if request.header("authorization").is_some() {
        return Err(ServiceError::token_not_wanted());
    }
    let Service {
        uploads, settings, ..
    } = service;
    let session = uploads.open.get_mut(id);
    let session = session.ok_or_else(|| {
        ServiceError::new(404, "itemNotFound", "The upload session was not found.")
    })?;
    match request.method {
        Method::PUT => session.take(settings, request)?,
        Method::GET => return Ok(session.status(settings, StatusCode::OK)),
        Method::DELETE => {
            uploads.open.remove(id);
            return Ok(Answer::no_content());
        }
        _ => return Err(ServiceError::method_not_allowed("GET, PUT, DELETE")),
    }
    if !session.is_complete() {
        return Ok(session.status(settings, StatusCode::ACCEPTED));
    }
    finish(service, request, id)
}

/// Closes the session, and puts what came where it belongs.
fn finish(
    service: &mut Service,
    request: &RecordedRequest,
    id: &str,
) -> Result<Answer, ServiceError> {
    let session = service.uploads.open.remove(id);
    let session = session.ok_or_else(|| ServiceError::not_found(id))?;
    let query = Query::default();
    let mut exchange = service.exchange(request, &query);
    let source = Source::Whole(session.bytes.freeze());
    let answer = super::store(&mut exchange, &session.target, OCTETS, source)?;
    // The service says 201 here, whether or not there was something before.
    Ok(Answer {
        status: StatusCode::CREATED,
        ..answer
    })
}

impl Uploads {
    pub(in crate::test_util) fn open(
        &mut self,
        settings: &Settings,
        target: UploadTarget,
    ) -> Answer {
        self.last_session += 1;
        let id = self.last_session.to_string();
        let session = Session {
            target,
            bytes: BytesMut::new(),
            total: None,
            expires: clock::later(LIFETIME),
        };
        let mut body = session.describe(settings);
        let url = format!("{}{PREFIX}{id}", settings.origin);
        body.insert("uploadUrl".into(), url.into());
        self.open.insert(id, session);
        Answer::json(StatusCode::OK, &Value::Object(body))
    }

    /// Forgets all sessions.
    pub(in crate::test_util) fn expire(&mut self) {
        self.open.clear();
    }

    pub(in crate::test_util) fn count(&self) -> usize {
        self.open.len()
    }
}

impl Session {
    /// Takes one part, if it is the next one.
    fn take(&mut self, settings: &Settings, request: &RecordedRequest) -> Result<(), ServiceError> {
        let range = request
            .header("content-range")
            .and_then(ContentRange::parse);
        let range =
            range.ok_or_else(|| wrong("The 'Content-Range' header is missing or wrong."))?;
        if request.body.len() as u64 != range.length() {
            return Err(wrong(
                "The content is not as long as its 'Content-Range' says.",
            ));
        }
        if range.total > LARGEST_UPLOAD {
            return Err(ServiceError::new(
                413,
                "maxFileSizeExceeded",
                "The file is too large.",
            ));
        }
        if self.total.is_some_and(|total| total != range.total) {
            return Err(wrong("The parts do not agree on the length of the whole."));
        }
        if range.first != self.bytes.len() as u64 {
            return Err(self.out_of_order(settings));
        }
        if !range.is_aligned() {
            return Err(wrong(format!(
                "A part that is not the last must be a multiple of {UNIT} bytes."
            )));
        }
        self.total = Some(range.total);
        self.bytes.extend_from_slice(&request.body);
        Ok(())
    }

    fn is_complete(&self) -> bool {
        self.total == Some(self.bytes.len() as u64)
    }

    fn status(&self, settings: &Settings, status: StatusCode) -> Answer {
        Answer::json(status, &Value::Object(self.describe(settings)))
    }

    fn describe(&self, settings: &Settings) -> Map<String, Value> {
        let mut body = Map::new();
        body.insert("expirationDateTime".into(), self.expires.clone().into());
        let next = format!("{}-", self.bytes.len());
        body.insert(settings.ranges_name.clone(), json!([next]));
        body
    }

    /// What came is not what is next: 416, with what is.
    fn out_of_order(&self, settings: &Settings) -> ServiceError {
        let message = "The uploaded fragment overlaps with data that has already been received, or leaves a gap.";
        ServiceError::new(416, "invalidRange", message).with_members(self.describe(settings))
    }
}

fn wrong(message: impl Into<String>) -> ServiceError {
    ServiceError::new(400, "invalidRequest", message)
}
