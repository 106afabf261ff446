//! `$ref`: reading, setting, adding and removing references (OData 4.01 Protocol, sections 11.2.8
//! and 11.4.6).

use super::answer::Answer;
use super::collection::Link;
use super::dispatch::Exchange;
use super::error::ServiceError;
use super::page::Page;
use super::route;
use super::schema::Navigation;
use super::settings::Settings;
use super::store::EntityId;
use http::{Method, StatusCode};
use serde_json::{Map, Value, json};
use url::Url;

const ODATA_ID: &str = "@odata.id";

/// `…/manager/$ref`: GET reads the reference, PUT sets it, DELETE clears it.
pub(super) fn single(exchange: &mut Exchange<'_>, link: Link<'_>) -> Result<Answer, ServiceError> {
    let Link { owner, navigation } = link;
    match exchange.request.method {
        Method::GET => read_single(exchange, link),
        Method::PUT => {
            let target = target_in_body(exchange, navigation)?;
            exchange.store.set_link(owner, &navigation.name, target);
            Ok(Answer::no_content())
        }
        Method::DELETE => {
            let target = target_of(exchange, link)?;
            remove(exchange, link, target)
        }
        _ => Err(ServiceError::method_not_allowed("GET, PUT, DELETE")),
    }
}

/// `…/members/$ref`: GET lists, POST adds, DELETE removes the one that `@id` or `$id` in the query
/// names.
pub(super) fn collection(
    exchange: &mut Exchange<'_>,
    link: Link<'_>,
) -> Result<Answer, ServiceError> {
    match exchange.request.method {
        Method::GET => list(exchange, link),
        Method::POST => add(exchange, link),
        Method::DELETE => {
            let url = exchange
                .query
                .exact("@id")
                .or_else(|| exchange.query.exact("$id"));
            let url = url.ok_or_else(|| {
                ServiceError::bad_request(
                    "The reference to remove must be named by the query option '@id' or '$id'.",
                )
            })?;
            let target = target(exchange, link.navigation, &url.into())?;
            remove(exchange, link, target)
        }
        _ => Err(ServiceError::method_not_allowed("GET, POST, DELETE")),
    }
}

/// `…/members/{key}/$ref`: DELETE removes that one.
pub(super) fn member(
    exchange: &mut Exchange<'_>,
    link: Link<'_>,
    member: EntityId,
) -> Result<Answer, ServiceError> {
    match exchange.request.method {
        Method::DELETE => remove(exchange, link, member),
        _ => Err(ServiceError::method_not_allowed("DELETE")),
    }
}

/// The entity that a reference in a body names. It has to be an absolute URL on this service that
/// leads to an entity of the navigation property's type.
pub(super) fn target(
    exchange: &Exchange<'_>,
    navigation: &Navigation,
    reference: &Value,
) -> Result<EntityId, ServiceError> {
    let path = reference
        .as_str()
        .and_then(|url| path_below_root(exchange.settings, url));
    let path = path.ok_or_else(|| invalid_url(exchange.settings))?;
    let place = route::resolve_path(exchange.schema, exchange.store, &path)?;
    let entity = route::entity_at(exchange.store, place);
    let entity = entity.ok_or_else(|| invalid_url(exchange.settings))?;
    let stored = exchange
        .store
        .get(entity.id)
        .ok_or_else(|| ServiceError::not_found(&path))?;
    if exchange.schema.is_a(&stored.type_name, &navigation.target) {
        return Ok(entity.id);
    }
    Err(ServiceError::bad_request(format!(
        "The entity '{}' is of type '{}', but '{}' of '{}' refers to '{}' and types derived from it.",
        stored.key, stored.type_name, navigation.name, navigation.owner, navigation.target
    )))
}

fn read_single(exchange: &Exchange<'_>, link: Link<'_>) -> Result<Answer, ServiceError> {
    let target = match target_of(exchange, link) {
        Err(_) if exchange.settings.absent_as_no_content => return Ok(Answer::no_content()),
        target => target?,
    };
    let url = exchange.reference_url(link.navigation, target);
    let body = if exchange.settings.references_as_text {
        Value::String(url)
    } else {
        json!({"@odata.context": exchange.context("$ref"), ODATA_ID: url})
    };
    Ok(Answer::json(StatusCode::OK, &body))
}

fn list(exchange: &Exchange<'_>, link: Link<'_>) -> Result<Answer, ServiceError> {
    exchange.query.refuse_unevaluated()?;
    let page = Page::of(exchange)?;
    let context = exchange.context("Collection($ref)");
    let render = |target| {
        let url = exchange.reference_url(link.navigation, target);
        if exchange.settings.references_as_text {
            Value::String(url)
        } else {
            json!({ODATA_ID: url})
        }
    };
    let body = page.body(exchange, context, link.targets(exchange.store), render);
    Ok(Answer::json(StatusCode::OK, &body))
}

fn add(exchange: &mut Exchange<'_>, link: Link<'_>) -> Result<Answer, ServiceError> {
    let Link { owner, navigation } = link;
    let target = target_in_body(exchange, navigation)?;
    if exchange.store.add_link(owner, &navigation.name, target) {
        return Ok(Answer::no_content());
    }
    Err(ServiceError::bad_request(format!(
        "One or more added object references already exist for the following modified properties: '{}'.",
        navigation.name
    )))
}

fn remove(
    exchange: &mut Exchange<'_>,
    link: Link<'_>,
    target: EntityId,
) -> Result<Answer, ServiceError> {
    let Link { owner, navigation } = link;
    if exchange.store.remove_link(owner, &navigation.name, target) {
        return Ok(Answer::no_content());
    }
    let key = exchange.store.get(target).map(|entity| entity.key.as_str());
    Err(ServiceError::not_found(key.unwrap_or(&navigation.name)))
}

fn target_of(exchange: &Exchange<'_>, link: Link<'_>) -> Result<EntityId, ServiceError> {
    let target = link.targets(exchange.store).first().copied();
    target.ok_or_else(|| ServiceError::not_found(&link.navigation.name))
}

fn target_in_body(
    exchange: &Exchange<'_>,
    navigation: &Navigation,
) -> Result<EntityId, ServiceError> {
    let body = exchange.json_object()?;
    let reference = only_reference(&body)?;
    target(exchange, navigation, reference)
}

/// The `@odata.id` of a body that holds nothing else. Microsoft's schema lets an `@odata.type`
/// stand beside it.
fn only_reference(body: &Map<String, Value>) -> Result<&Value, ServiceError> {
    let foreign = body
        .keys()
        .find(|name| !matches!(name.as_str(), ODATA_ID | "@odata.type"));
    if let Some(name) = foreign {
        let message = format!(
            "The property '{name}' cannot stand in an entity reference, which is an '{ODATA_ID}'."
        );
        return Err(ServiceError::bad_request(message));
    }
    let message = || format!("The entity reference in the payload has no '{ODATA_ID}'.");
    body.get(ODATA_ID)
        .ok_or_else(|| ServiceError::bad_request(message()))
}

/// The raw path below the service root, for an absolute URL on this server and of this version.
fn path_below_root(settings: &Settings, url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let root = Url::parse(&settings.origin).ok()?;
    let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    if url.origin() != root.origin() || !plain {
        return None;
    }
    let (version, path) = url.path().strip_prefix('/')?.split_once('/')?;
    (version == settings.version).then(|| path.to_owned())
}

/// The service's message, and what this server takes instead, since a test's author reads it.
fn invalid_url(settings: &Settings) -> ServiceError {
    let root = settings.service_root();
    ServiceError::bad_request(format!(
        "Invalid URL format specified in payload. Expected is the absolute URL of an entity below '{root}/'."
    ))
}
