//! One request of a batch.

use crate::edm::Binary;
use crate::test_util::error::ServiceError;
use crate::test_util::recorded::RecordedRequest;
use crate::test_util::settings::Settings;
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderName, HeaderValue};
use http::{HeaderMap, Method};
use serde_json::{Map, Value};

#[derive(Debug)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) depends_on: Vec<String>,
    method: Method,
    url: String,
    headers: HeaderMap,
    body: Bytes,
}

/// The requests of a batch. One that is wrong makes all of it wrong.
pub(super) fn read(batch: &RecordedRequest, most: usize) -> Result<Vec<Item>, ServiceError> {
    let is_json = |media_type: &str| media_type.eq_ignore_ascii_case("application/json");
    if !batch.media_type().is_some_and(is_json) {
        return Err(ServiceError::unsupported_media_type());
    }
    let body = batch.json();
    let requests = body.as_ref().and_then(|body| body.get("requests"));
    let requests = requests
        .and_then(Value::as_array)
        .ok_or_else(|| invalid("The payload is no JSON object with an array 'requests'."))?;
    if requests.is_empty() || requests.len() > most {
        return Err(invalid(format!(
            "The batch has {} requests; there must be 1 to {most}.",
            requests.len()
        )));
    }
    let mut items: Vec<Item> = Vec::new();
    for request in requests {
        let item = Item::read(request)?;
        if items.iter().any(|known| known.id == item.id) {
            let message = format!("The request id '{}' is there more than once.", item.id);
            return Err(invalid(message));
        }
        items.push(item);
    }
    Ok(items)
}

pub(super) fn invalid(message: impl Into<String>) -> ServiceError {
    ServiceError::new(400, "BadRequest", message)
}

impl Item {
    fn read(request: &Value) -> Result<Self, ServiceError> {
        let text = |name: &str| request.get(name).and_then(Value::as_str);
        let missing = |name: &str| invalid(format!("A request of the batch has no '{name}'."));
        let id = text("id").filter(|id| !id.is_empty());
        let id = id.ok_or_else(|| missing("id"))?.to_owned();
        let method = text("method").ok_or_else(|| missing("method"))?;
        let method = Method::from_bytes(method.to_ascii_uppercase().as_bytes());
        let method = method.map_err(|_| invalid(format!("The method of '{id}' is none.")))?;
        let url = relative(&id, text("url").ok_or_else(|| missing("url"))?)?;
        let headers = headers(&id, request.get("headers"))?;
        let body = body(&id, &headers, request.get("body"))?;
        Ok(Self {
            depends_on: depends_on(&id, request.get("dependsOn"))?,
            id,
            method,
            url,
            headers,
            body,
        })
    }

    /// The request as it would have come alone: with the token of the batch.
    pub(super) fn request(&self, settings: &Settings, batch: &RecordedRequest) -> RecordedRequest {
        let mut headers = self.headers.clone();
        if let Some(token) = batch.headers.get(AUTHORIZATION) {
            headers.insert(AUTHORIZATION, token.clone());
        }
        RecordedRequest {
            method: self.method.clone(),
            path_and_query: format!("/{}{}", settings.version, self.url),
            headers,
            body: self.body.clone(),
            origin: batch.origin.clone(),
            batch_id: Some(self.id.clone()),
            fault: None,
        }
    }
}

/// The URL with a slash before it. It has to be relative to the service root, and no batch can be in
/// another.
fn relative(id: &str, url: &str) -> Result<String, ServiceError> {
    let path = url.strip_prefix('/').unwrap_or(url);
    let before_query = path.split('?').next().unwrap_or_default();
    if before_query.contains("://") || path.is_empty() {
        return Err(invalid(format!(
            "The URL of '{id}' is not relative to the service root: '{url}'."
        )));
    }
    if before_query.eq_ignore_ascii_case("$batch") {
        return Err(invalid(format!("The request '{id}' is a batch itself.")));
    }
    Ok(format!("/{path}"))
}

fn headers(id: &str, headers: Option<&Value>) -> Result<HeaderMap, ServiceError> {
    let none = Map::new();
    let wrong = || invalid(format!("The headers of '{id}' cannot be sent."));
    let headers = match headers {
        None | Some(Value::Null) => &none,
        Some(headers) => headers.as_object().ok_or_else(wrong)?,
    };
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name = HeaderName::try_from(name).map_err(|_| wrong())?;
        let value = HeaderValue::from_str(value.as_str().ok_or_else(wrong)?);
        map.append(name, value.map_err(|_| wrong())?);
    }
    Ok(map)
}

/// JSON as it stands, anything else decoded from base64 of either alphabet.
fn body(id: &str, headers: &HeaderMap, body: Option<&Value>) -> Result<Bytes, ServiceError> {
    let Some(body) = body.filter(|body| !body.is_null()) else {
        return Ok(Bytes::new());
    };
    let media_type = headers
        .get(CONTENT_TYPE)
        .and_then(|text| text.to_str().ok());
    let media_type = media_type.ok_or_else(|| {
        invalid(format!(
            "The request '{id}' has a body and no 'Content-Type' header."
        ))
    })?;
    if media_type
        .to_ascii_lowercase()
        .starts_with("application/json")
    {
        return Ok(body.to_string().into());
    }
    let bytes = body.as_str().and_then(|text| Binary::from(text).to_bytes());
    let bytes = bytes.ok_or_else(|| {
        invalid(format!(
            "The body of '{id}' is neither JSON by its 'Content-Type' nor base64."
        ))
    })?;
    Ok(bytes.into())
}

fn depends_on(id: &str, value: Option<&Value>) -> Result<Vec<String>, ServiceError> {
    let wrong = || invalid(format!("'dependsOn' of '{id}' is no list of ids."));
    let list = match value {
        None | Some(Value::Null) => return Ok(Vec::new()),
        Some(value) => value.as_array().ok_or_else(wrong)?,
    };
    let texts = list.iter().map(|id| id.as_str().map(str::to_owned));
    texts.collect::<Option<_>>().ok_or_else(wrong)
}
