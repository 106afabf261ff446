//! Media streams: bytes that are read and replaced as they are.

use super::answer::Answer;
use super::body::{AnswerBody, Source};
use super::dispatch::Exchange;
use super::error::ServiceError;
use super::recorded::RecordedRequest;
use super::route::Located;
use super::store::Media;
use super::tags;
use http::header::{ACCEPT_RANGES, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderValue};
use http::{Method, StatusCode};

/// GET reads, PUT replaces, DELETE removes (OData 4.01 Protocol, sections 11.2.4 and 11.4.8).
pub(super) fn stream(
    exchange: &mut Exchange<'_>,
    entity: &Located<'_>,
    stream: &str,
) -> Result<Answer, ServiceError> {
    match exchange.request.method {
        Method::GET => match exchange.store.media(entity.id, stream) {
            Some(media) => read(exchange.request, media),
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

/// The content, or the part of it that `Range` asks for (RFC 9110, section 14).
fn read(request: &RecordedRequest, media: &Media) -> Result<Answer, ServiceError> {
    let tag = media.tag();
    let known = request.header("if-none-match");
    if known.is_some_and(|known| tags::names(known, &tag)) {
        return Ok(Answer::empty(StatusCode::NOT_MODIFIED).with_text(ETAG, &tag));
    }
    let total = media.source.length();
    // A part of what has changed meanwhile would not fit the rest.
    let same = request.header("if-range").is_none_or(|known| known == tag);
    let asked = request.header("range").filter(|_| same);
    let part = match asked.and_then(|text| part(text, total)) {
        Some(Part::Outside) => return Err(outside(total)),
        Some(Part::Within { first, last }) => Some((first, last)),
        None => None,
    };
    let answer = match part {
        Some((first, last)) => {
            let body = AnswerBody::part(media.source.clone(), first, last + 1);
            Answer::new(StatusCode::PARTIAL_CONTENT, body)
                .with_text(CONTENT_RANGE, &format!("bytes {first}-{last}/{total}"))
        }
        None => Answer::new(StatusCode::OK, AnswerBody::all(media.source.clone())),
    };
    Ok(answer
        .with_text(CONTENT_TYPE, &media.media_type)
        .with_text(ETAG, &tag)
        .with_header(ACCEPT_RANGES, HeaderValue::from_static("bytes")))
}

#[derive(Debug, PartialEq, Eq)]
enum Part {
    Within { first: u64, last: u64 },
    Outside,
}

/// The one part that a `Range` asks for. Several, and what makes no sense, are passed over, as a
/// server may.
fn part(text: &str, total: u64) -> Option<Part> {
    let (first, last) = text.strip_prefix("bytes=")?.trim().split_once('-')?;
    let within = |first: u64, last: u64| {
        if first < total {
            let last = last.min(total - 1);
            Part::Within { first, last }
        } else {
            Part::Outside
        }
    };
    if first.is_empty() {
        let length: u64 = last.parse().ok()?;
        return Some(match length {
            0 => Part::Outside,
            length => within(total.saturating_sub(length), u64::MAX),
        });
    }
    let first = first.parse().ok()?;
    let last = match last {
        "" => u64::MAX,
        last => last.parse().ok()?,
    };
    (first <= last).then(|| within(first, last))
}

fn outside(total: u64) -> ServiceError {
    ServiceError::new(416, "invalidRange", "The range is outside of the content.")
        .with_header(CONTENT_RANGE.as_str(), &format!("bytes */{total}"))
}

fn upload(
    exchange: &mut Exchange<'_>,
    entity: &Located<'_>,
    stream: &str,
) -> Result<Answer, ServiceError> {
    let Some(media_type) = exchange.request.header("content-type") else {
        return Err(ServiceError::unsupported_media_type());
    };
    let source = Source::Whole(exchange.request.body.clone());
    let media = Media::new(media_type, source);
    exchange.store.set_media(entity.id, stream, Some(media));
    if !exchange.settings.uploads_answer_entity {
        return Ok(Answer::no_content());
    }
    Ok(exchange.single(StatusCode::OK, entity.id, entity.declared))
}

#[cfg(test)]
mod tests {
    use super::{Part, part};

    #[test]
    fn a_range_is_cut_to_what_there_is() {
        let within = |first, last| Some(Part::Within { first, last });
        for (text, expected) in [
            ("bytes=0-3", within(0, 3)),
            ("bytes=4-", within(4, 9)),
            ("bytes=4-99", within(4, 9)),
            ("bytes=-3", within(7, 9)),
            ("bytes=-99", within(0, 9)),
            ("bytes=-0", Some(Part::Outside)),
            ("bytes=10-", Some(Part::Outside)),
            ("bytes=3-1", None),
            ("bytes=0-1,3-4", None),
            ("items=0-1", None),
        ] {
            assert_eq!(part(text, 10), expected, "{text}");
        }
        assert_eq!(part("bytes=0-", 0), Some(Part::Outside));
    }
}
