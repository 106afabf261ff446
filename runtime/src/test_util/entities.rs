//! Reading and writing entities: lists, creation, update, deletion.

use super::answer::Answer;
use super::bind::{self, Payload};
use super::collection::{Collection, Link};
use super::dispatch::Exchange;
use super::error::ServiceError;
use super::page::Page;
use super::route::{Access, Located};
use super::store::{Entity, EntityId, Home};
use http::header::{HeaderName, HeaderValue, LOCATION};
use http::{Method, StatusCode};
use serde_json::{Map, Value};

const DIRECTORY_OBJECT: &str = "microsoft.graph.directoryObject";

const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// `…/users`: GET lists, POST creates where entities can live.
pub(super) fn collection(
    exchange: &mut Exchange<'_>,
    collection: &Collection<'_>,
) -> Result<Answer, ServiceError> {
    match (&exchange.request.method, collection.home()) {
        (&Method::GET, _) => list(exchange, collection),
        (&Method::POST, Some(home)) => create(exchange, home, collection.item_type),
        (_, Some(_)) => Err(ServiceError::method_not_allowed("GET, POST")),
        (_, None) => Err(ServiceError::method_not_allowed("GET")),
    }
}

/// `…/users/$count`: the number of items, in plain text.
pub(super) fn count(
    exchange: &Exchange<'_>,
    collection: &Collection<'_>,
) -> Result<Answer, ServiceError> {
    if exchange.request.method != Method::GET {
        return Err(ServiceError::method_not_allowed("GET"));
    }
    exchange.query.refuse_unevaluated()?;
    refuse_immediate_count(exchange, collection)?;
    let items = collection.items(exchange.schema, exchange.store);
    Ok(Answer::text(items.len().to_string()))
}

/// Directory objects are counted in an index that lags behind, and only for those who say that they
/// know.
fn refuse_immediate_count(
    exchange: &Exchange<'_>,
    collection: &Collection<'_>,
) -> Result<(), ServiceError> {
    let level = exchange.request.header("consistencylevel");
    let eventual = level.is_some_and(|level| level.eq_ignore_ascii_case("eventual"));
    let indexed = exchange.schema.is_a(collection.item_type, DIRECTORY_OBJECT);
    if exchange.settings.eventual_counts && indexed && !eventual {
        return Err(ServiceError::bad_request(
            "$count is not supported here without the header 'ConsistencyLevel: eventual'.",
        ));
    }
    Ok(())
}

/// `…/users/{key}`: GET reads; PATCH updates and DELETE removes where the entity lives.
pub(super) fn entity(
    exchange: &mut Exchange<'_>,
    entity: &Located<'_>,
) -> Result<Answer, ServiceError> {
    match (&exchange.request.method, entity.access) {
        (&Method::GET, _) => read(exchange, entity.id, entity.declared),
        (&Method::PATCH, Access::Update | Access::UpdateAndDelete) => update(exchange, entity),
        (&Method::DELETE, Access::UpdateAndDelete) => {
            exchange.refuse_if_changed(entity.id)?;
            exchange.store.remove(entity.id);
            Ok(Answer::no_content())
        }
        (_, Access::ReadOnly) => Err(ServiceError::method_not_allowed("GET")),
        (_, Access::Update) => Err(ServiceError::method_not_allowed("GET, PATCH")),
        (_, Access::UpdateAndDelete) => Err(ServiceError::method_not_allowed("GET, PATCH, DELETE")),
    }
}

/// `…/manager`: GET reads what the reference leads to.
pub(super) fn single(exchange: &Exchange<'_>, link: Link<'_>) -> Result<Answer, ServiceError> {
    if exchange.request.method != Method::GET {
        return Err(ServiceError::method_not_allowed("GET"));
    }
    let navigation = link.navigation;
    match link.targets(exchange.store).first() {
        Some(target) => read(exchange, *target, &navigation.target),
        None if exchange.settings.absent_as_no_content => Ok(Answer::no_content()),
        None => Err(ServiceError::not_found(&navigation.name)),
    }
}

fn list(exchange: &Exchange<'_>, collection: &Collection<'_>) -> Result<Answer, ServiceError> {
    exchange.query.refuse_unevaluated()?;
    let page = Page::of(exchange)?;
    let items = collection.items(exchange.schema, exchange.store);
    let context = exchange.collection_context(collection);
    let render = |id| Value::Object(exchange.properties(id, collection.item_type));
    Ok(Answer::json(
        StatusCode::OK,
        &page.body(exchange, context, &items, render),
    ))
}

fn read(exchange: &Exchange<'_>, id: EntityId, declared: &str) -> Result<Answer, ServiceError> {
    exchange.query.refuse_unevaluated()?;
    if exchange.has_unchanged(id) {
        return Ok(Answer::empty(StatusCode::NOT_MODIFIED));
    }
    Ok(exchange.single(StatusCode::OK, id, declared))
}

fn create(exchange: &mut Exchange<'_>, home: Home, declared: &str) -> Result<Answer, ServiceError> {
    let body = exchange.json_object()?;
    let type_name = exchange
        .schema
        .instance_type(body.get("@odata.type"), declared);
    let type_name = type_name.map_err(ServiceError::bad_request)?;
    let payload = Payload::read(exchange, &type_name, body)?;
    let key = key_for(exchange, &home, payload.properties.get("id"))?;
    let mut properties = payload.properties;
    properties.insert("id".into(), key.clone().into());
    let id = exchange
        .store
        .insert(Entity::new(type_name, home, key, properties));
    bind::apply(exchange.store, id, &payload.bindings);
    let answer = exchange.single(StatusCode::CREATED, id, declared);
    Ok(answer.with_text(LOCATION, &exchange.url(id)))
}

/// Merges the body into the entity. What is absent stays, and null clears; a complex value is
/// merged as the entity is, a collection is replaced (OData 4.01 Protocol, section 11.4.3).
fn update(exchange: &mut Exchange<'_>, located: &Located<'_>) -> Result<Answer, ServiceError> {
    let id = located.id;
    exchange.refuse_if_changed(id)?;
    let body = exchange.json_object()?;
    let actual_type = exchange
        .store
        .get(id)
        .map(|entity| entity.type_name.clone());
    let payload = Payload::read(
        exchange,
        actual_type.as_deref().unwrap_or(located.declared),
        body,
    )?;
    if let Some(entity) = exchange.store.change(id) {
        let mut changes = payload.properties;
        // A key cannot be changed, and is to be ignored where a client sends it back.
        changes.remove("id");
        merge(&mut entity.properties, changes);
    }
    bind::apply(exchange.store, id, &payload.bindings);
    if exchange.request.preference("return") != Some("representation") {
        return Ok(Answer::no_content());
    }
    let answer = exchange.single(StatusCode::OK, id, located.declared);
    Ok(answer.with_header(
        PREFERENCE_APPLIED,
        HeaderValue::from_static("return=representation"),
    ))
}

fn merge(properties: &mut Map<String, Value>, changes: Map<String, Value>) {
    for (name, change) in changes {
        match (properties.get_mut(&name), change) {
            (Some(Value::Object(present)), Value::Object(change)) => merge(present, change),
            (_, change) => {
                properties.insert(name, change);
            }
        }
    }
}

/// The key of a new entity: the one in the body if it is free, or one of the service's own.
fn key_for(
    exchange: &mut Exchange<'_>,
    home: &Home,
    sent: Option<&Value>,
) -> Result<String, ServiceError> {
    let key = match sent {
        None | Some(Value::Null) => return Ok(exchange.store.new_key()),
        Some(Value::String(key)) if !key.is_empty() => key,
        Some(_) => {
            return Err(ServiceError::bad_request(
                "Invalid value specified for property 'id' of the resource.",
            ));
        }
    };
    if exchange.store.key_is_taken(home, key) {
        return Err(ServiceError::conflict(
            "Another object with the same value for property id already exists.",
        ));
    }
    Ok(key.clone())
}
