//! Answers as they stand in the answer to a batch.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::body::JSON;
use crate::edm::Binary;
use crate::model::{Failure, Kind, Reader};

/// An answer in the answer to a batch.
pub(super) struct Part {
    pub(super) id: String,
    pub(super) response: http::Response<Bytes>,
}

/// What a `$batch` was answered with.
pub(super) fn parts(body: &[u8]) -> Result<Vec<Part>, Failure> {
    let mut reader = Reader::new(body)?;
    reader.begin_object("an object with `responses`")?;
    let (mut found, mut first) = (None, true);
    while let Some(name) = reader.next_name(&mut first)? {
        if name == "responses" {
            let parts = list(&mut reader).map_err(|failure| failure.in_property("responses"))?;
            found = Some(parts);
        } else {
            reader.raw()?;
        }
    }
    reader.end()?;
    found.ok_or_else(|| Failure::missing("responses"))
}

fn list(reader: &mut Reader<'_>) -> Result<Vec<Part>, Failure> {
    let mut parts = Vec::new();
    reader.begin_array("an array of answers")?;
    let mut first = true;
    while reader.next_item(&mut first)? {
        parts.push(part(reader)?);
    }
    Ok(parts)
}

fn part(reader: &mut Reader<'_>) -> Result<Part, Failure> {
    reader.begin_object("an answer")?;
    let (mut id, mut status, mut body) = (None, None, None);
    let (mut headers, mut first) = (HeaderMap::new(), true);
    while let Some(name) = reader.next_name(&mut first)? {
        match &*name {
            // Some services write the number that was sent as a text as a number.
            "id" if reader.peek()? == Kind::Number => id = Some(reader.number()?.to_owned()),
            "id" => id = Some(reader.string()?.into_owned()),
            "status" => status = status_code(reader)?,
            "headers" if reader.peek()? == Kind::Object => read_headers(reader, &mut headers)?,
            "body" if reader.peek()? != Kind::Null => body = Some(reader.raw()?),
            _ => drop(reader.raw()?),
        }
    }
    let mut response = http::Response::new(content(body, &headers));
    *response.status_mut() = status.ok_or_else(|| Failure::missing("status"))?;
    *response.headers_mut() = headers;
    let id = id.ok_or_else(|| Failure::missing("id"))?;
    Ok(Part { id, response })
}

fn status_code(reader: &mut Reader<'_>) -> Result<Option<StatusCode>, Failure> {
    let number = match reader.peek()? {
        Kind::String => reader.string()?.parse(),
        _ => reader.number()?.parse(),
    };
    Ok(number
        .ok()
        .and_then(|number: u16| StatusCode::from_u16(number).ok()))
}

fn read_headers(reader: &mut Reader<'_>, headers: &mut HeaderMap) -> Result<(), Failure> {
    reader.begin_object("headers")?;
    let mut first = true;
    while let Some(name) = reader.next_name(&mut first)? {
        let value = match reader.peek()? {
            Kind::String => reader.string()?.into_owned(),
            _ => reader.raw()?.to_owned(),
        };
        // What cannot be a header says nothing.
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(&*name), HeaderValue::try_from(value))
        {
            headers.append(name, value);
        }
    }
    Ok(())
}

/// The body of an answer: JSON as it is, text as a text, everything else out of base64.
fn content(body: Option<&str>, headers: &HeaderMap) -> Bytes {
    let Some(body) = body else {
        return Bytes::new();
    };
    let media_type = headers.get(header::CONTENT_TYPE);
    let media_type = media_type.and_then(|value| value.to_str().ok());
    let media_type = media_type.unwrap_or(JSON).to_ascii_lowercase();
    let as_it_is = || Bytes::copy_from_slice(body.as_bytes());
    if media_type.contains("json") || !body.starts_with('"') {
        return as_it_is();
    }
    let Ok(text) = serde_json::from_str::<String>(body) else {
        return as_it_is();
    };
    match Binary::from(text.as_str()).to_bytes() {
        Some(bytes) if !media_type.starts_with("text/") => bytes.into(),
        _ => text.into(),
    }
}
