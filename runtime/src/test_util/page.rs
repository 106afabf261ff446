//! Which part of a list a request asks for, and where the rest is.

use super::dispatch::Exchange;
use super::error::ServiceError;
use super::store::EntityId;
use serde_json::{Map, Value};

/// The largest page the service gives.
pub(super) const LARGEST_PAGE: usize = 999;

/// What stands before the offset in a skip token. Clients must not read it, so its form is free.
const TOKEN_PREFIX: &str = "m~";

/// The page of a list that a request asks for.
///
/// `$top` is the size of the page, not of the list: as with the service, a link leads on from
/// there.
#[derive(Debug)]
pub(super) struct Page {
    size: usize,
    offset: usize,
    with_count: bool,
}

impl Page {
    pub(super) fn of(exchange: &Exchange<'_>) -> Result<Self, ServiceError> {
        Ok(Self {
            size: page_size(exchange)?,
            offset: offset(exchange)?,
            with_count: exchange.query.system("count") == Some("true"),
        })
    }

    /// The answer's body: this page of the list, each item rendered, with the link to the next page
    /// if there is one.
    pub(super) fn body(
        &self,
        exchange: &Exchange<'_>,
        context: String,
        list: &[EntityId],
        render: impl Fn(EntityId) -> Value,
    ) -> Value {
        let items = list.iter().skip(self.offset).take(self.size);
        let mut body = Map::new();
        body.insert("@odata.context".into(), context.into());
        if self.with_count {
            body.insert("@odata.count".into(), list.len().into());
        }
        body.insert("value".into(), items.map(|item| render(*item)).collect());
        let next = self.offset.saturating_add(self.size);
        if next < list.len() {
            body.insert("@odata.nextLink".into(), next_link(exchange, next).into());
        }
        Value::Object(body)
    }
}

/// How many items a page has: as many as the request wants, or prefers, or as is usual.
pub(super) fn page_size(exchange: &Exchange<'_>) -> Result<usize, ServiceError> {
    match exchange.query.system("top") {
        Some(top) => size(top),
        None => Ok(preferred_size(exchange).unwrap_or(exchange.settings.page_size)),
    }
}

fn size(text: &str) -> Result<usize, ServiceError> {
    let size = text
        .parse()
        .ok()
        .filter(|size| (1..=LARGEST_PAGE).contains(size));
    size.ok_or_else(|| {
        ServiceError::bad_request(format!(
            "Invalid page size specified: '{text}'. Must be between 1 and {LARGEST_PAGE} inclusive."
        ))
    })
}

/// A preference is a hint (RFC 7240, section 2): one that makes no sense is passed over.
fn preferred_size(exchange: &Exchange<'_>) -> Option<usize> {
    let preference = |name| exchange.request.preference(name);
    let preferred = preference("odata.maxpagesize").or_else(|| preference("maxpagesize"))?;
    size(preferred).ok()
}

fn offset(exchange: &Exchange<'_>) -> Result<usize, ServiceError> {
    if let Some(token) = exchange.query.system("skiptoken") {
        let offset = token
            .strip_prefix(TOKEN_PREFIX)
            .and_then(|offset| offset.parse().ok());
        return offset.ok_or_else(|| {
            ServiceError::bad_request("The skip token is not one of this service's.")
        });
    }
    let Some(skip) = exchange.query.system("skip") else {
        return Ok(0);
    };
    let message = || format!("Invalid value '{skip}' for the query option '$skip'.");
    skip.parse()
        .map_err(|_| ServiceError::bad_request(message()))
}

fn next_link(exchange: &Exchange<'_>, offset: usize) -> String {
    let token = format!("$skiptoken={TOKEN_PREFIX}{offset}");
    let mut options = exchange.query.raw_without(&["skip", "skiptoken"]);
    options.push(&token);
    let (origin, path) = (&exchange.settings.origin, exchange.request.path());
    format!("{origin}{path}?{}", options.join("&"))
}
