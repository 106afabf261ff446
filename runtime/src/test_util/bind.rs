//! What a body says of an entity: its properties, and the references that `@odata.bind` sets along
//! with them.

use super::dispatch::Exchange;
use super::error::ServiceError;
use super::references;
use super::schema::Navigation;
use super::store::{EntityId, Store};
use serde_json::{Map, Value};

/// What the name of a property ends with that binds a navigation property (OData JSON Format 4.0,
/// section 8.5).
const BIND: &str = "@odata.bind";

/// How many references one request may bind to one navigation property.
const MOST_BINDINGS: usize = 20;

/// A body, taken apart and checked; nothing of it is stored yet, so that a refusal changes nothing.
#[derive(Debug)]
pub(super) struct Payload<'s> {
    pub(super) properties: Map<String, Value>,
    pub(super) bindings: Vec<Binding<'s>>,
}

/// A navigation property, and the entities to link to it.
#[derive(Debug)]
pub(super) struct Binding<'s> {
    navigation: &'s Navigation,
    targets: Vec<EntityId>,
}

impl<'s> Payload<'s> {
    /// Takes apart the body for an entity of some type. Control information and annotations are
    /// dropped.
    pub(super) fn read(
        exchange: &Exchange<'s>,
        type_name: &str,
        body: Map<String, Value>,
    ) -> Result<Self, ServiceError> {
        let mut payload = Self {
            properties: Map::new(),
            bindings: Vec::new(),
        };
        for (name, value) in body {
            if let Some(navigation) = name.strip_suffix(BIND) {
                payload
                    .bindings
                    .push(binding(exchange, type_name, navigation, &value)?);
            } else if exchange.schema.navigation(type_name, &name).is_some() {
                return Err(ServiceError::not_implemented(format!(
                    "The stand-in does not create related entities from within '{name}'."
                )));
            } else if !name.contains('@') {
                payload.properties.insert(name, value);
            }
        }
        Ok(payload)
    }
}

/// Makes the links. A single-valued navigation property gets a new target, a collection gets more
/// of them.
pub(super) fn apply(store: &mut Store, owner: EntityId, bindings: &[Binding<'_>]) {
    for Binding {
        navigation,
        targets,
    } in bindings
    {
        for target in targets {
            if navigation.many {
                store.add_link(owner, &navigation.name, *target);
            } else {
                store.set_link(owner, &navigation.name, *target);
            }
        }
    }
}

fn binding<'s>(
    exchange: &Exchange<'s>,
    type_name: &str,
    name: &str,
    value: &Value,
) -> Result<Binding<'s>, ServiceError> {
    let navigation = exchange
        .schema
        .navigation(type_name, name)
        .filter(|navigation| !navigation.contained);
    let navigation = navigation.ok_or_else(|| {
        ServiceError::bad_request(format!(
            "'{name}' is not a navigation property of '{type_name}' that can be bound."
        ))
    })?;
    let urls = match value {
        Value::Array(urls) if navigation.many => urls.as_slice(),
        Value::String(_) if !navigation.many => std::slice::from_ref(value),
        _ => {
            return Err(ServiceError::bad_request(format!(
                "Invalid value specified for '{name}{BIND}'."
            )));
        }
    };
    if urls.len() > MOST_BINDINGS {
        let message =
            format!("At most {MOST_BINDINGS} references can be bound to '{name}' in one request.");
        return Err(ServiceError::bad_request(message));
    }
    let targets = urls
        .iter()
        .map(|url| references::target(exchange, navigation, url));
    Ok(Binding {
        navigation,
        targets: targets.collect::<Result<_, _>>()?,
    })
}
