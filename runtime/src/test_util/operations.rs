//! Bound actions and functions: what the directory's author wrote, called as the service calls its
//! own.

use super::answer::Answer;
use super::dispatch::Exchange;
use super::error::ServiceError;
use super::route::OperationCall;
use super::schema::type_name;
use super::segment::{self, Argument};
use http::{Method, StatusCode};
use serde_json::{Map, Value, json};
use std::fmt;

type ActionBody = dyn Fn(&mut Map<String, Value>, &Map<String, Value>) -> Result<Value, ServiceError>
    + Send
    + Sync;
type FunctionBody =
    dyn Fn(&Map<String, Value>, &Map<String, Value>) -> Result<Value, ServiceError> + Send + Sync;

/// An operation bound to the entities of a type.
pub(super) struct Operation {
    pub(super) owner: String,
    /// The name, with its namespace if the declaration gives one.
    name: String,
    body: Body,
}

/// An action is called with POST and may change its entity, a function with GET and may not (OData
/// 4.01 Protocol, section 11.5).
pub(super) enum Body {
    Action(Box<ActionBody>),
    Function(Box<FunctionBody>),
}

impl Operation {
    pub(super) fn new(owner: &str, name: &str, body: Body) -> Self {
        Self {
            owner: type_name(owner).to_owned(),
            name: name.to_owned(),
            body,
        }
    }

    /// Whether a segment calls this operation: by its qualified name, or by its simple name, which
    /// the service takes too.
    pub(super) fn answers_to(&self, called: &str) -> bool {
        match (self.name.rsplit_once('.'), called.rsplit_once('.')) {
            (None, Some((_, simple))) => self.name.eq_ignore_ascii_case(simple),
            (Some((_, simple)), None) => simple.eq_ignore_ascii_case(called),
            _ => self.name.eq_ignore_ascii_case(called),
        }
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operation")
            .field("owner", &self.owner)
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Calls the operation on its entity.
pub(super) fn call(
    exchange: &mut Exchange<'_>,
    call: &OperationCall<'_>,
) -> Result<Answer, ServiceError> {
    match (&call.operation.body, &exchange.request.method) {
        (Body::Action(action), &Method::POST) => act(exchange, call, action),
        (Body::Action(_), _) => Err(ServiceError::method_not_allowed("POST")),
        (Body::Function(function), &Method::GET) => {
            let arguments = named(exchange, &call.arguments)?;
            let entity = exchange.store.get(call.on).map(|entity| &entity.properties);
            let entity = entity.ok_or_else(|| ServiceError::not_found(&call.operation.name))?;
            Ok(answer(exchange, function(entity, &arguments)?))
        }
        (Body::Function(_), _) => Err(ServiceError::method_not_allowed("GET")),
    }
}

/// The action works on a copy, so that a refusal leaves the entity as it was.
fn act(
    exchange: &mut Exchange<'_>,
    call: &OperationCall<'_>,
    action: &ActionBody,
) -> Result<Answer, ServiceError> {
    if !call.arguments.is_empty() {
        return Err(ServiceError::bad_request(
            "The parameters of an action belong in the request body.",
        ));
    }
    let arguments = if exchange.request.body.is_empty() {
        Map::new()
    } else {
        exchange.json_object()?
    };
    let entity = exchange.store.get(call.on);
    let entity = entity.ok_or_else(|| ServiceError::not_found(&call.operation.name))?;
    let mut properties = entity.properties.clone();
    let result = action(&mut properties, &arguments)?;
    // The store finds the entity by its key, which is not the action's to change.
    let id = entity.properties.get("id").cloned();
    properties.remove("id");
    properties.extend(id.map(|id| ("id".to_owned(), id)));
    if properties != entity.properties
        && let Some(entity) = exchange.store.change(call.on)
    {
        entity.properties = properties;
    }
    Ok(answer(exchange, result))
}

/// A function's arguments by name. A value that starts with `@` is an alias for a query option
/// (OData URL Conventions 4.01, section 5.3).
fn named(
    exchange: &Exchange<'_>,
    arguments: &[Argument],
) -> Result<Map<String, Value>, ServiceError> {
    let mut named = Map::new();
    for argument in arguments {
        let Some(name) = &argument.name else {
            let message = format!("The function argument {} has no name.", argument.literal);
            return Err(ServiceError::bad_request(message));
        };
        let literal = match argument.literal.strip_prefix('@') {
            Some(_) => exchange.query.exact(&argument.literal),
            None => Some(argument.literal.as_str()),
        };
        named.insert(name.clone(), literal.map_or(Value::Null, segment::value));
    }
    Ok(named)
}

/// No value is no content, a list and a single value are wrapped, and an object is the body itself.
fn answer(exchange: &Exchange<'_>, result: Value) -> Answer {
    let body = match result {
        Value::Null => return Answer::no_content(),
        Value::Object(_) => result,
        _ => json!({"@odata.context": exchange.context(context_of(&result)), "value": result}),
    };
    Answer::json(StatusCode::OK, &body)
}

fn context_of(result: &Value) -> &'static str {
    match result {
        Value::Array(_) => "Collection(Edm.Untyped)",
        Value::Bool(_) => "Edm.Boolean",
        Value::Number(_) => "Edm.Decimal",
        _ => "Edm.String",
    }
}
