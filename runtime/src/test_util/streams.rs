//! Media streams: bytes that are read and replaced as they are.

use super::answer::Answer;
use super::dispatch::Exchange;
use super::error::ServiceError;
use super::route::Located;
use super::store::Media;
use http::{Method, StatusCode};

/// GET reads, PUT replaces, DELETE removes (OData 4.01 Protocol, sections 11.2.4 and 11.4.8).
pub(super) fn stream(
    exchange: &mut Exchange<'_>,
    entity: &Located<'_>,
    stream: &str,
) -> Result<Answer, ServiceError> {
    match exchange.request.method {
        Method::GET => match exchange.store.media(entity.id, stream) {
            Some(media) => Ok(Answer::media(media)),
            None => Err(ServiceError::not_found(stream)),
        },
        Method::PUT => upload(exchange, entity, stream),
        Method::DELETE => {
            exchange.store.set_media(entity.id, stream, None);
            Ok(Answer::no_content())
        }
        _ => Err(ServiceError::method_not_allowed("GET, PUT, DELETE")),
    }
}

fn upload(
    exchange: &mut Exchange<'_>,
    entity: &Located<'_>,
    stream: &str,
) -> Result<Answer, ServiceError> {
    let Some(media_type) = exchange.request.header("content-type") else {
        return Err(ServiceError::unsupported_media_type());
    };
    let media = Media {
        media_type: media_type.to_owned(),
        content: exchange.request.body.clone(),
    };
    exchange.store.set_media(entity.id, stream, Some(media));
    if !exchange.settings.uploads_answer_entity {
        return Ok(Answer::no_content());
    }
    let body = exchange.single_body(entity.id, entity.declared);
    Ok(Answer::json(StatusCode::OK, &body))
}
