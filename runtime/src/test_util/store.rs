//! The entities and the links between them.

use bytes::Bytes;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// An entity's place in the store; never reused, and larger for what was created later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct EntityId(u64);

/// Where an entity lives: the one address it is created at and deleted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// The entity set of this name.
    Set(String),
    /// It is the singleton of this name.
    Singleton(String),
    /// A containment navigation property of its owner.
    Contained(EntityId, String),
}

#[derive(Clone, Debug)]
pub(super) struct Entity {
    pub(super) type_name: String,
    pub(super) home: Home,
    pub(super) key: String,
    /// What a client sees, `id` included, control information excluded.
    pub(super) properties: Map<String, Value>,
}

/// The content of a media stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Media {
    pub(super) media_type: String,
    pub(super) content: Bytes,
}

#[derive(Debug, Default)]
pub(super) struct Store {
    entities: BTreeMap<EntityId, Entity>,
    links: BTreeMap<(EntityId, String), Vec<EntityId>>,
    streams: BTreeMap<(EntityId, String), Media>,
    last_entity: u64,
    last_key: u64,
}

impl Store {
    pub(super) fn get(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(&id)
    }

    pub(super) fn get_mut(&mut self, id: EntityId) -> Option<&mut Entity> {
        self.entities.get_mut(&id)
    }

    /// Every entity, in the order of creation.
    pub(super) fn iter(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.entities.iter().map(|(id, entity)| (*id, entity))
    }

    /// The entities that live there, in the order of creation.
    pub(super) fn at_home(&self, home: &Home) -> impl Iterator<Item = EntityId> {
        self.iter()
            .filter(move |(_, entity)| entity.home == *home)
            .map(|(id, _)| id)
    }

    /// Takes an entity in. Whether its key is free is for the caller to ask.
    pub(super) fn insert(&mut self, entity: Entity) -> EntityId {
        self.last_entity += 1;
        let id = EntityId(self.last_entity);
        self.entities.insert(id, entity);
        id
    }

    /// Takes an entity out, with what it contains and with every link to or from either.
    pub(super) fn remove(&mut self, id: EntityId) {
        self.entities.remove(&id);
        self.links.retain(|(owner, _), _| *owner != id);
        self.streams.retain(|(owner, _), _| *owner != id);
        for targets in self.links.values_mut() {
            targets.retain(|target| *target != id);
        }
        let within =
            |entity: &Entity| matches!(entity.home, Home::Contained(owner, _) if owner == id);
        let contained: Vec<EntityId> = self
            .iter()
            .filter(|(_, entity)| within(entity))
            .map(|(id, _)| id)
            .collect();
        for id in contained {
            self.remove(id);
        }
    }

    /// What is in a media stream of an entity.
    pub(super) fn media(&self, owner: EntityId, segment: &str) -> Option<&Media> {
        self.streams.get(&(owner, segment.to_owned()))
    }

    /// Puts something into a media stream, or takes out what is there.
    pub(super) fn set_media(&mut self, owner: EntityId, segment: &str, media: Option<Media>) {
        let key = (owner, segment.to_owned());
        match media {
            Some(media) => self.streams.insert(key, media),
            None => self.streams.remove(&key),
        };
    }

    /// What a non-contained navigation property of an entity leads to, in the order it was added.
    pub(super) fn linked(&self, owner: EntityId, navigation: &str) -> &[EntityId] {
        let key = (owner, navigation.to_owned());
        self.links.get(&key).map(Vec::as_slice).unwrap_or_default()
    }

    /// Makes this entity the only one that the navigation property leads to.
    pub(super) fn set_link(&mut self, owner: EntityId, navigation: &str, target: EntityId) {
        self.links
            .insert((owner, navigation.to_owned()), vec![target]);
    }

    /// Adds a link. Answers whether it was missing until now.
    pub(super) fn add_link(&mut self, owner: EntityId, navigation: &str, target: EntityId) -> bool {
        let targets = self
            .links
            .entry((owner, navigation.to_owned()))
            .or_default();
        let missing = !targets.contains(&target);
        if missing {
            targets.push(target);
        }
        missing
    }

    /// Takes a link away. Answers whether there was one.
    pub(super) fn remove_link(
        &mut self,
        owner: EntityId,
        navigation: &str,
        target: EntityId,
    ) -> bool {
        let Some(targets) = self.links.get_mut(&(owner, navigation.to_owned())) else {
            return false;
        };
        let before = targets.len();
        targets.retain(|candidate| *candidate != target);
        targets.len() < before
    }

    /// A key that no entity has, the same on every run so that a demonstration prints the same text
    /// twice.
    pub(super) fn new_key(&mut self) -> String {
        loop {
            self.last_key += 1;
            let key = guid(0x8000, self.last_key);
            if self.entities.values().all(|entity| entity.key != key) {
                return key;
            }
        }
    }
}

/// A text in the form of a version 4 UUID (RFC 9562, section 5.4), counted instead of drawn.
pub(super) fn guid(family: u16, count: u64) -> String {
    format!("00000000-0000-4000-{family:04x}-{count:012x}")
}
