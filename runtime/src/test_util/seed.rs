//! The entities and links that a directory starts with, checked against what it declares.

use super::collection::Link;
use super::route::{self, Place};
use super::schema::Schema;
use super::store::{Entity, EntityId, Home, Media, Store};
use serde_json::Value;

/// An entity to start with.
#[derive(Debug)]
pub(super) struct Seed {
    pub(super) place: SeedPlace,
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) enum SeedPlace {
    Set(String),
    Singleton(String),
    /// A collection inside another entity.
    Path(String),
}

/// Puts the entity into the store, or says why it cannot be there.
pub(super) fn plant(schema: &Schema, store: &mut Store, seed: Seed) -> Result<(), String> {
    let (home, declared) = home(schema, store, &seed.place)?;
    let Value::Object(mut properties) = seed.value else {
        return Err(format!("{}: {} is not an object", seed.place, seed.value));
    };
    let stated = properties.remove("@odata.type");
    let type_name = schema.instance_type(stated.as_ref(), declared);
    let type_name = type_name.map_err(|why| format!("{}: {why}", seed.place))?;
    let key = match (properties.get("id"), &home) {
        (Some(Value::String(key)), _) => key.clone(),
        (None, Home::Singleton(name)) => name.clone(),
        (None, _) => store.new_key(),
        (Some(other), _) => return Err(format!("{}: the id {other} is not a string", seed.place)),
    };
    if store.key_is_taken(&home, &key) {
        return Err(format!(
            "{}: there are two entities with the key '{key}'",
            seed.place
        ));
    }
    if !matches!(home, Home::Singleton(_)) {
        properties.insert("id".into(), key.clone().into());
    }
    store.insert(Entity::new(type_name, home, key, properties));
    Ok(())
}

/// Links what the two paths lead to, or says why that cannot be.
pub(super) fn link(schema: &Schema, store: &mut Store, from: &str, to: &str) -> Result<(), String> {
    let Link { owner, navigation } = navigation_at(schema, store, from)?;
    let target = entity_at(schema, store, to)?;
    let fits = store
        .get(target)
        .is_some_and(|entity| schema.is_a(&entity.type_name, &navigation.target));
    if !fits {
        return Err(format!(
            "{from}: {to} is not of type '{}'",
            navigation.target
        ));
    }
    if navigation.many {
        store.add_link(owner, &navigation.name, target);
    } else {
        store.set_link(owner, &navigation.name, target);
    }
    Ok(())
}

/// Puts content into the media stream that the path leads to, or says why that cannot be.
pub(super) fn content(
    schema: &Schema,
    store: &mut Store,
    path: &str,
    media: Media,
) -> Result<(), String> {
    let place = route::resolve_path(schema, store, path);
    match place.map_err(|error| format!("{path}: {}", error.message()))? {
        Place::Stream(entity, stream) => {
            store.set_media(entity.id, stream, Some(media));
            Ok(())
        }
        _ => Err(format!("{path}: this is not a media stream")),
    }
}

/// Says what is wrong with an alias. That its entity does not exist yet is not.
pub(super) fn check_alias(
    schema: &Schema,
    store: &Store,
    name: &str,
    path: &str,
) -> Result<(), String> {
    match route::resolve_path(schema, store, name) {
        Err(error) if error.status() != 404 => Err(format!("{name}: {path}: {}", error.message())),
        _ => Ok(()),
    }
}

/// Says what is wrong with the name of a version.
pub(super) fn check_version(version: &str) -> Result<(), String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    if !version.is_empty() && version.bytes().all(plain) {
        return Ok(());
    }
    Err(format!(
        "'{version}' cannot be the version of a service: it may hold letters, digits, and . _ -"
    ))
}

fn home<'s>(
    schema: &'s Schema,
    store: &Store,
    place: &SeedPlace,
) -> Result<(Home, &'s str), String> {
    let found = match place {
        SeedPlace::Set(name) => schema
            .set(name)
            .map(|(name, of)| (Home::Set(name.to_owned()), of)),
        SeedPlace::Singleton(name) => schema
            .singleton(name)
            .map(|(name, of)| (Home::Singleton(name.to_owned()), of)),
        SeedPlace::Path(path) => {
            let found = route::resolve_path(schema, store, path);
            match found.map_err(|error| format!("{place}: {}", error.message()))? {
                Place::Collection(collection) => {
                    collection.home().map(|home| (home, collection.item_type))
                }
                _ => None,
            }
        }
    };
    found.ok_or_else(|| format!("{place}: no entity can live there"))
}

fn navigation_at<'s>(schema: &'s Schema, store: &Store, path: &str) -> Result<Link<'s>, String> {
    let reference = format!("{path}/$ref");
    match route::resolve_path(schema, store, &reference) {
        Ok(Place::Reference(link) | Place::References(link)) => Ok(link),
        Ok(_) => Err(format!("{path}: this is not a navigation property")),
        Err(error) => Err(format!("{path}: {}", error.message())),
    }
}

fn entity_at(schema: &Schema, store: &Store, path: &str) -> Result<EntityId, String> {
    let place = route::resolve_path(schema, store, path)
        .map_err(|error| format!("{path}: {}", error.message()))?;
    let entity =
        route::entity_at(store, place).ok_or_else(|| format!("{path}: this is not an entity"))?;
    Ok(entity.id)
}

impl std::fmt::Display for SeedPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (Self::Set(text) | Self::Singleton(text) | Self::Path(text)) = self;
        f.write_str(text)
    }
}
