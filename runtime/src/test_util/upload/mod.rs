//! Upload sessions, and content for what does not exist yet.

mod range;
mod session;
mod target;

pub(super) use self::session::{LARGEST_PART, Uploads, at_session, session_id};
pub(super) use self::target::UploadTarget;

use super::answer::Answer;
use super::body::Source;
use super::dispatch::Exchange;
use super::error::ServiceError;
use http::{Method, StatusCode};
use serde_json::Value;

/// POST `createUploadSession`: opens a session.
pub(super) fn create_session(
    exchange: &mut Exchange<'_>,
    mut target: UploadTarget,
) -> Result<Answer, ServiceError> {
    if exchange.request.method != Method::POST {
        return Err(ServiceError::method_not_allowed("POST"));
    }
    let body = match exchange.request.body.is_empty() {
        true => Value::Null,
        false => Value::Object(exchange.json_object()?),
    };
    let wishes = body.get("item").or_else(|| body.get("AttachmentItem"));
    let wish = |name: &str| wishes.and_then(|wishes| wishes.get(name));
    let conflict = wish("@microsoft.graph.conflictBehavior").and_then(Value::as_str);
    if conflict == Some("fail") && target.exists() {
        return Err(ServiceError::new(
            409,
            "nameAlreadyExists",
            "An item with the same name already exists.",
        ));
    }
    if let Some(Value::String(name)) = wish("name") {
        target.rename(name);
    }
    let settings = exchange.settings;
    Ok(exchange.uploads.open(settings, target))
}

/// PUT on the content of what does not exist yet creates it.
pub(super) fn put_content(
    exchange: &mut Exchange<'_>,
    target: UploadTarget,
) -> Result<Answer, ServiceError> {
    if exchange.request.method != Method::PUT {
        return Err(ServiceError::not_found("content"));
    }
    let Some(media_type) = exchange.request.header("content-type") else {
        return Err(ServiceError::unsupported_media_type());
    };
    let source = Source::Whole(exchange.request.body.clone());
    store(exchange, &target, media_type, source)
}

/// Puts the content in its place, and answers with the entity that has it: 201 if it is new.
fn store(
    exchange: &mut Exchange<'_>,
    target: &UploadTarget,
    media_type: &str,
    source: Source,
) -> Result<Answer, ServiceError> {
    let status = if target.exists() {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    let id = target.fill(exchange.store, media_type, source)?;
    Ok(exchange.single(status, id, target.declared()))
}
