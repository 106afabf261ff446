//! `$batch`: several requests in one (OData JSON Format 4.01, section 19, as the service has it).

mod item;
mod order;

use self::item::Item;
use super::answer::{Answer, Identity};
use super::error::ServiceError;
use super::fault::{ItemAnswers, Kinds};
use super::recorded::RecordedRequest;
use super::service::Service;
use crate::edm::Binary;
use http::header::CONTENT_TYPE;
use http::{Method, StatusCode};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The most requests in a batch.
const MOST_ITEMS: usize = 20;

/// POST `$batch`: each request is done as one of its own, after those that it depends on. The
/// answers come in the opposite order, because a client must not rely on any.
pub(super) fn answer(
    service: &mut Service,
    request: &RecordedRequest,
) -> Result<Answer, ServiceError> {
    if request.method != Method::POST {
        return Err(ServiceError::method_not_allowed("POST"));
    }
    let items = item::read(request, MOST_ITEMS)?;
    let order = order::dependencies_first(&items)?;
    let mut statuses = BTreeMap::new();
    let mut answers = Vec::new();
    for item in order {
        let failed = |id: &String| {
            statuses
                .get(id.as_str())
                .is_none_or(|status| is_failure(*status))
        };
        let (status, rendered) = if item.depends_on.iter().any(failed) {
            let answer = failed_dependency(service, request, item);
            (answer.status, vec![render(item, answer)])
        } else {
            perform(service, request, item)
        };
        statuses.insert(item.id.as_str(), status);
        answers.extend(rendered);
    }
    answers.reverse();
    Ok(Answer::json(StatusCode::OK, &json!({"responses": answers})))
}

fn is_failure(status: StatusCode) -> bool {
    status.is_client_error() || status.is_server_error()
}

/// The status that others depend on, and what stands in the batch's answer.
fn perform(
    service: &mut Service,
    batch: &RecordedRequest,
    item: &Item,
) -> (StatusCode, Vec<Value>) {
    let mut request = item.request(&service.settings, batch);
    let (fault, identity) = service.take_down(&mut request, Kinds::BatchItem);
    let mut perform = || service.single(&request);
    let answers = match fault {
        Some(fault) => fault.deliver_item(perform),
        None => ItemAnswers::One(perform()),
    };
    let answer = |outcome: Result<Answer, ServiceError>| {
        outcome.unwrap_or_else(|error| identity.refusal(&error))
    };
    match answers {
        ItemAnswers::None => (StatusCode::OK, Vec::new()),
        ItemAnswers::One(outcome) => {
            let answer = answer(outcome);
            (answer.status, vec![render(item, answer)])
        }
        ItemAnswers::Two(outcome) => {
            let answer = answer(outcome);
            let status = answer.status;
            (status, vec![render(item, answer); 2])
        }
    }
}

/// What is not done is not recorded either.
fn failed_dependency(service: &Service, batch: &RecordedRequest, item: &Item) -> Answer {
    let message = format!(
        "The request '{}' was not done, because one that it depends on failed.",
        item.id
    );
    let identity = Identity::of(batch, service.journal.count());
    identity.refusal(&ServiceError::new(424, "FailedDependency", message))
}

/// JSON stands as it is, anything else as base64url.
fn render(item: &Item, answer: Answer) -> Value {
    let media_type = answer.headers.get(CONTENT_TYPE);
    let media_type = media_type.and_then(|value| value.to_str().ok());
    let is_json = media_type.is_some_and(|text| text.starts_with("application/json"));
    let headers: Map<String, Value> = answer
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.to_string(), value.to_str().ok()?.into())))
        .collect();
    let mut rendered = json!({
        "id": item.id,
        "status": answer.status.as_u16(),
        "headers": headers,
    });
    let body = answer.body.collect();
    let parsed = is_json
        .then(|| serde_json::from_slice(&body).ok())
        .flatten();
    if !body.is_empty() {
        let encoded = || Binary::from_bytes_url_safe(&body).as_str().into();
        rendered["body"] = parsed.unwrap_or_else(encoded);
    }
    rendered
}
