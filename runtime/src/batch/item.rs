//! Requests as they stand in a batch.

use http::Method;
use http::header::{self, HeaderMap};
use serde::de::IgnoredAny;

use super::Step;
use crate::body::{Body, JSON};
use crate::client::Client;
use crate::edm::Binary;
use crate::error::Error;
use crate::layers::RetryPolicy;
use crate::model::Writer;

/// A request as it stands in a batch.
pub(super) struct Item {
    pub(super) version: String,
    pub(super) method: Method,
    /// Relative to the version.
    url: String,
    headers: HeaderMap,
    /// JSON, as text.
    body: Option<String>,
    pub(super) after: Vec<usize>,
    pub(super) retry: RetryPolicy,
}

/// The requests of a batch.
///
/// # Errors
///
/// One of them cannot be sent.
pub(super) fn items(client: &Client, steps: &[Step]) -> Result<Vec<Item>, Error> {
    let numbered = steps.iter().enumerate();
    let items = numbered.map(|(at, step)| {
        if step.after.iter().any(|earlier| *earlier >= at) {
            let problem = "a request of the batch is to come after one of another batch";
            return Err(Error::request(problem));
        }
        item(client, step)
    });
    items.collect()
}

fn item(client: &Client, step: &Step) -> Result<Item, Error> {
    let request = &step.request;
    if matches!(request.body(), Body::Stream { .. }) {
        return Err(Error::request("a stream cannot be sent in a batch"));
    }
    let described = request.path().version();
    let url = request.url(client.root())?;
    let relative = client.root().relative(&url, described);
    let url = relative.ok_or_else(|| Error::request("the URL is not below the version"))?;
    let mut http = client.prepare(request.clone())?.http;
    client.prefer(&mut http);
    let body = body(
        request.body(),
        http.body().as_bytes().map_or(&[], |bytes| bytes),
    )?;
    let mut headers = std::mem::take(http.headers_mut());
    headers.remove(header::CONTENT_LENGTH);
    if headers.contains_key(header::AUTHORIZATION) {
        return Err(Error::request(
            "a request in a batch has the token of the batch",
        ));
    }
    Ok(Item {
        version: client.root().version_of(described).to_owned(),
        method: request.method().clone(),
        url: url.to_owned(),
        headers,
        body,
        after: step.after.clone(),
        retry: request
            .sending()
            .retry
            .unwrap_or_else(|| client.retry_policy()),
    })
}

/// JSON stands in a batch as it is, everything else in base64.
fn body(body: &Body, content: &[u8]) -> Result<Option<String>, Error> {
    match body {
        Body::Empty => Ok(None),
        Body::Raw { content_type, .. } if !is_json(content_type) => {
            let mut writer = Writer::new();
            writer.string(Binary::from_bytes_url_safe(content).as_str());
            Ok(Some(writer.finish()))
        }
        _ => {
            let json = std::str::from_utf8(content).ok();
            // A text that is no JSON would spoil the requests around it.
            let json = json.filter(|json| serde_json::from_str::<IgnoredAny>(json).is_ok());
            let problem = || Error::request("the body is not JSON");
            Ok(Some(json.ok_or_else(problem)?.to_owned()))
        }
    }
}

fn is_json(content_type: &str) -> bool {
    let media_type = content_type.split(';').next();
    media_type.is_some_and(|text| text.trim().eq_ignore_ascii_case(JSON))
}

impl Item {
    /// Writes the request, under the id `at`.
    pub(super) fn write(&self, at: usize, depends_on: &[usize], writer: &mut Writer) {
        writer.begin_object();
        writer.name("id");
        writer.string(&at.to_string());
        writer.name("method");
        writer.string(self.method.as_str());
        writer.name("url");
        writer.string(&self.url);
        if !depends_on.is_empty() {
            writer.name("dependsOn");
            writer.begin_array();
            depends_on
                .iter()
                .for_each(|at| writer.string(&at.to_string()));
            writer.end_array();
        }
        if !self.headers.is_empty() {
            writer.name("headers");
            writer.begin_object();
            for name in self.headers.keys() {
                let values = self.headers.get_all(name).iter();
                let values: Vec<_> = values.filter_map(|value| value.to_str().ok()).collect();
                writer.name(name.as_str());
                writer.string(&values.join(", "));
            }
            writer.end_object();
        }
        if let Some(body) = &self.body {
            writer.name("body");
            writer.raw(body);
        }
        writer.end_object();
    }
}
