//! Entities as clients see them: addresses, context URLs, control information.

use super::answer::Answer;
use super::collection::{Collection, Source};
use super::dispatch::Exchange;
use super::schema::{Navigation, Schema};
use super::settings::Settings;
use super::store::{Entity, EntityId, Home, Store};
use crate::path::key_in_url;
use http::StatusCode;
use http::header::ETAG;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

/// All but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

impl Exchange<'_> {
    /// An answer with one entity, at a position declared to be of some type.
    pub(super) fn single(&self, status: StatusCode, id: EntityId, declared: &str) -> Answer {
        let answer = Answer::json(status, &self.single_body(id, declared));
        match self.entity_tag(id) {
            Some(tag) => answer.with_text(ETAG, &tag),
            None => answer,
        }
    }

    /// The entity's tag, if the directory has them.
    pub(super) fn entity_tag(&self, id: EntityId) -> Option<String> {
        let entity = self.store.get(id).filter(|_| self.settings.entity_tags)?;
        Some(entity.tag())
    }

    /// One entity as an answer's body, at a position declared to be of some type.
    pub(super) fn single_body(&self, id: EntityId, declared: &str) -> Value {
        let mut body = self.properties(id, declared);
        let context = self.entity_context(id, declared);
        body.insert("@odata.context".into(), context.into());
        Value::Object(body)
    }

    /// The entity's properties, those that `$select` names if it is given, and its type where it is
    /// not the declared one (OData JSON Format 4.01, section 4.6.3).
    pub(super) fn properties(&self, id: EntityId, declared: &str) -> Map<String, Value> {
        let Some(entity) = self.store.get(id) else {
            return Map::new();
        };
        let mut properties = entity.properties.clone();
        if let Some(select) = self.query.system("select") {
            let selected: Vec<&str> = select.split(',').map(str::trim).collect();
            properties
                .retain(|name, _| selected.contains(&"*") || selected.contains(&name.as_str()));
        }
        if entity.type_name != declared {
            properties.insert(
                "@odata.type".into(),
                format!("#{}", entity.type_name).into(),
            );
        }
        if let Some(tag) = self.entity_tag(id) {
            properties.insert("@odata.etag".into(), tag.into());
        }
        properties
    }

    /// The context URL of a list (OData 4.01 Protocol, section 10.2).
    pub(super) fn collection_context(&self, collection: &Collection<'_>) -> String {
        let declared = match collection.source {
            Source::Set(name) => name.to_owned(),
            Source::Navigation(link) if link.navigation.contained => {
                contained_fragment(self.store, link.owner, &link.navigation.name)
            }
            Source::Navigation(link) => target_fragment(self.schema, link.navigation),
        };
        let cast = if collection.cast {
            format!("/{}", collection.item_type)
        } else {
            String::new()
        };
        context(self.settings, &format!("{declared}{cast}"))
    }

    /// The context URL of something that is no entity, such as `$ref`.
    pub(super) fn context(&self, fragment: &str) -> String {
        context(self.settings, fragment)
    }

    /// The absolute URL that an entity lives at.
    pub(super) fn url(&self, id: EntityId) -> String {
        format!("{}{}", self.settings.service_root(), path(self.store, id))
    }

    /// The absolute URL of a navigation property's target, as the service writes it in a reference:
    /// by the set of the declared type if there is one (`directoryObjects/{id}`, whatever the
    /// subtype), else by its home.
    pub(super) fn reference_url(&self, navigation: &Navigation, target: EntityId) -> String {
        let through = self
            .schema
            .set_of(&navigation.target)
            .and_then(|set| self.url_through(set, target));
        through.unwrap_or_else(|| self.url(target))
    }

    fn url_through(&self, set: &str, target: EntityId) -> Option<String> {
        let (set, item_type) = self.schema.set(set)?;
        let visible = Collection::of_set(set, item_type).items(self.schema, self.store);
        let entity = self
            .store
            .get(target)
            .filter(|_| visible.contains(&target))?;
        let root = self.settings.service_root();
        Some(format!("{root}/{}{}", encode(set), key_in_url(&entity.key)))
    }

    fn entity_context(&self, id: EntityId, declared: &str) -> String {
        let fragment = match self.store.get(id).map(|entity| &entity.home) {
            Some(Home::Contained(owner, navigation)) => {
                contained_fragment(self.store, *owner, navigation)
            }
            Some(Home::Singleton(name)) => return context(self.settings, name),
            _ => self.schema.set_of(declared).unwrap_or(declared).to_owned(),
        };
        context(self.settings, &format!("{fragment}/$entity"))
    }
}

/// The path of an entity below the service root, each part encoded.
fn path(store: &Store, id: EntityId) -> String {
    let Some(Entity { home, key, .. }) = store.get(id) else {
        return String::new();
    };
    match home {
        Home::Set(set) => format!("/{}{}", encode(set), key_in_url(key)),
        Home::Singleton(name) => format!("/{}", encode(name)),
        Home::Contained(owner, navigation) => {
            format!(
                "{}/{}{}",
                path(store, *owner),
                encode(navigation),
                key_in_url(key)
            )
        }
    }
}

/// What a context URL says of a containment navigation property: the way there, with keys in
/// parentheses (OData 4.01 Protocol, section 10.2).
fn contained_fragment(store: &Store, owner: EntityId, navigation: &str) -> String {
    let Some(Entity { home, key, .. }) = store.get(owner) else {
        return navigation.to_owned();
    };
    let key = encode(&key.replace('\'', "''"));
    let owner = match home {
        Home::Set(set) => format!("{set}('{key}')"),
        Home::Singleton(name) => name.clone(),
        Home::Contained(parent, within) => {
            format!("{}('{key}')", contained_fragment(store, *parent, within))
        }
    };
    format!("{owner}/{navigation}")
}

fn target_fragment(schema: &Schema, navigation: &Navigation) -> String {
    match schema.set_of(&navigation.target) {
        Some(set) => set.to_owned(),
        None => format!("Collection({})", navigation.target),
    }
}

fn context(settings: &Settings, fragment: &str) -> String {
    format!("{}/$metadata#{fragment}", settings.service_root())
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}
