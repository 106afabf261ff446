//! From a request to its answer: who asks, what for, and which rules decide.

use super::answer::Answer;
use super::error::ServiceError;
use super::query::Query;
use super::recorded::RecordedRequest;
use super::route::{self, Place};
use super::schema::Schema;
use super::segment::{self, Step};
use super::settings::Settings;
use super::store::Store;
use super::upload::{self, Uploads};
use super::{delta, entities, operations, references, streams};
use serde_json::{Map, Value};

/// One request on its way through the service.
#[derive(Debug)]
pub(super) struct Exchange<'a> {
    pub(super) schema: &'a Schema,
    pub(super) settings: &'a Settings,
    pub(super) store: &'a mut Store,
    pub(super) uploads: &'a mut Uploads,
    pub(super) delta_era: u64,
    pub(super) request: &'a RecordedRequest,
    pub(super) query: &'a Query,
}

/// Answers a request, in the order the service checks one: the address, the method, the body. The
/// token has been checked.
pub(super) fn answer(exchange: &mut Exchange<'_>) -> Result<Answer, ServiceError> {
    let path = segment::split(exchange.request.path())?;
    let segments = below_version(exchange.settings, &path)?;
    let place = route::resolve(exchange.schema, exchange.store, segments)?;
    exchange.at(place)
}

impl Exchange<'_> {
    fn at(&mut self, place: Place<'_>) -> Result<Answer, ServiceError> {
        match place {
            Place::Collection(collection) => entities::collection(self, &collection),
            Place::Count(collection) => entities::count(self, &collection),
            Place::Entity(entity) => entities::entity(self, &entity),
            Place::Single(link) => entities::single(self, link),
            Place::Reference(link) => references::single(self, link),
            Place::References(link) => references::collection(self, link),
            Place::Member(link, member) => references::member(self, link, member),
            Place::Stream(entity, stream) => streams::stream(self, &entity, stream),
            Place::Operation(call) => operations::call(self, &call),
            Place::Delta(collection) => delta::delta(self, &collection),
            Place::Upload(target) => upload::create_session(self, target),
            Place::NewContent(target) => upload::put_content(self, target),
        }
    }

    /// The body, which has to be a JSON object and to say that it is JSON.
    pub(super) fn json_object(&self) -> Result<Map<String, Value>, ServiceError> {
        let is_json = |media_type: &str| media_type.eq_ignore_ascii_case("application/json");
        if !self.request.media_type().is_some_and(is_json) {
            return Err(ServiceError::unsupported_media_type());
        }
        serde_json::from_slice(&self.request.body).map_err(|_| {
            ServiceError::bad_request(
                "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of \
                 valid JSON format.",
            )
        })
    }
}

/// Refuses a request without the right token.
pub(super) fn authorize(
    settings: &Settings,
    request: &RecordedRequest,
) -> Result<(), ServiceError> {
    let Some(expected) = &settings.token else {
        return Ok(());
    };
    let header = request
        .header("authorization")
        .and_then(|header| header.split_once(' '));
    match header {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
            if token.trim() == expected {
                return Ok(());
            }
            Err(ServiceError::unauthorized(
                "Access token validation failure.",
            ))
        }
        _ => Err(ServiceError::unauthorized("Access token is empty.")),
    }
}

fn below_version<'p>(settings: &Settings, path: &'p [Step]) -> Result<&'p [Step], ServiceError> {
    match path.split_first() {
        Some((Step::Segment(version), steps)) if *version == settings.version => Ok(steps),
        Some((Step::Segment(version), _)) => Err(ServiceError::bad_request(format!(
            "Invalid version: {version}"
        ))),
        Some((Step::Way(_), _)) | None => Err(ServiceError::bad_request(
            "The request names no version of the service.",
        )),
    }
}
