//! What an upload fills.

use crate::test_util::body::Source;
use crate::test_util::collection::Link;
use crate::test_util::error::ServiceError;
use crate::test_util::route::Located;
use crate::test_util::store::{Entity, EntityId, Home, Media, Store};
use serde_json::{Map, Value};

/// A media stream of an entity that is there, or that comes with its content.
#[derive(Clone, Debug)]
pub(in crate::test_util) struct UploadTarget {
    place: Where,
    declared: String,
    stream: String,
}

#[derive(Clone, Debug)]
enum Where {
    Existing(EntityId),
    New {
        home: Home,
        /// The property that has the name, and the name.
        property: String,
        name: String,
    },
}

impl UploadTarget {
    pub(in crate::test_util) fn existing(entity: &Located<'_>, stream: &str) -> Self {
        Self {
            place: Where::Existing(entity.id),
            declared: entity.declared.to_owned(),
            stream: stream.to_owned(),
        }
    }

    /// An entity that will be contained there.
    pub(in crate::test_util) fn new(
        link: Link<'_>,
        property: &str,
        name: String,
        stream: &str,
    ) -> Self {
        let navigation = link.navigation;
        Self {
            place: Where::New {
                home: Home::Contained(link.owner, navigation.name.clone()),
                property: property.to_owned(),
                name,
            },
            declared: navigation.target.clone(),
            stream: stream.to_owned(),
        }
    }

    pub(super) fn exists(&self) -> bool {
        matches!(self.place, Where::Existing(_))
    }

    pub(super) fn declared(&self) -> &str {
        &self.declared
    }

    /// Gives another name to what is not there yet.
    pub(super) fn rename(&mut self, to: &str) {
        if let Where::New { name, .. } = &mut self.place {
            to.clone_into(name);
        }
    }

    /// Puts the content there, and its `size` into the entity, which is made if it is not there.
    pub(super) fn fill(
        &self,
        store: &mut Store,
        media_type: &str,
        source: Source,
    ) -> Result<EntityId, ServiceError> {
        let id = match &self.place {
            Where::Existing(id) => *id,
            Where::New {
                home,
                property,
                name,
            } => self.insert(store, home, property, name),
        };
        let size = source.length();
        let entity = store.change(id);
        let entity = entity.ok_or_else(|| ServiceError::not_found(&self.stream))?;
        entity.properties.insert("size".into(), size.into());
        store.set_media(id, &self.stream, Some(Media::new(media_type, source)));
        Ok(id)
    }

    /// Takes the entity in, or finds the one that another upload has made meanwhile.
    fn insert(&self, store: &mut Store, home: &Home, property: &str, name: &str) -> EntityId {
        let named = |id: &EntityId| {
            let entity = store.get(*id);
            entity.is_some_and(|entity| entity.properties.get(property) == Some(&name.into()))
        };
        if let Some(id) = store.at_home(home).find(named) {
            return id;
        }
        let key = store.new_key();
        let mut properties = Map::new();
        properties.insert("id".into(), key.clone().into());
        properties.insert(property.to_owned(), Value::from(name));
        let entity = Entity::new(self.declared.clone(), home.clone(), key, properties);
        store.insert(entity)
    }
}
