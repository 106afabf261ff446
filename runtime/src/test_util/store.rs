//! The entities and the links between them.

use super::body::Source;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// An entity's place in the store; never reused, and larger for what was created later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct EntityId(u64);

/// Where an entity lives: the one address it is created at and deleted from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The number of its last change; no two entities have the same.
    changed: u64,
}

impl Entity {
    pub(super) fn new(
        type_name: String,
        home: Home,
        key: String,
        properties: Map<String, Value>,
    ) -> Self {
        Self {
            type_name,
            home,
            key,
            properties,
            changed: 0,
        }
    }

    pub(super) fn changed(&self) -> u64 {
        self.changed
    }

    /// A weak entity tag (RFC 9110, section 8.8.3), as the service's are.
    pub(super) fn tag(&self) -> String {
        format!("W/\"{:016x}\"", self.changed)
    }
}

/// What is left of an entity that was deleted.
#[derive(Clone, Debug)]
pub(super) struct Removed {
    pub(super) type_name: String,
    pub(super) home: Home,
    pub(super) key: String,
}

/// The content of a media stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Media {
    pub(super) media_type: String,
    pub(super) source: Source,
    /// The number of the change that put it there.
    changed: u64,
}

impl Media {
    pub(super) fn new(media_type: impl Into<String>, source: Source) -> Self {
        Self {
            media_type: media_type.into(),
            source,
            changed: 0,
        }
    }

    /// A strong entity tag: with a weak one nothing could be asked for in parts (RFC 9110, section
    /// 13.1.5).
    pub(super) fn tag(&self) -> String {
        format!("\"{:016x}\"", self.changed)
    }
}

#[derive(Debug, Default)]
pub(super) struct Store {
    entities: BTreeMap<EntityId, Entity>,
    links: BTreeMap<(EntityId, String), Vec<EntityId>>,
    streams: BTreeMap<(EntityId, String), Media>,
    /// The entities that have a key, in the order of creation.
    by_key: BTreeMap<String, Vec<EntityId>>,
    by_home: BTreeMap<Home, BTreeSet<EntityId>>,
    /// By the number of the change.
    removed: BTreeMap<u64, Removed>,
    changes: u64,
    last_entity: u64,
    last_key: u64,
}

impl Store {
    pub(super) fn get(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(&id)
    }

    /// An entity that is about to change.
    pub(super) fn change(&mut self, id: EntityId) -> Option<&mut Entity> {
        let entity = self.entities.get_mut(&id)?;
        self.changes += 1;
        entity.changed = self.changes;
        Some(entity)
    }

    /// The number of the last change of anything.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }

    /// What was deleted after the change of this number, with the numbers of the deletions.
    pub(super) fn removed_since(&self, change: u64) -> impl Iterator<Item = (u64, &Removed)> {
        let removed = self.removed.range(change.saturating_add(1)..);
        removed.map(|(change, removed)| (*change, removed))
    }

    /// The entities that have exactly this key, wherever they live, in the order of creation.
    pub(super) fn with_key(&self, key: &str) -> &[EntityId] {
        self.by_key.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The entities that live there, in the order of creation.
    pub(super) fn at_home(&self, home: &Home) -> impl Iterator<Item = EntityId> {
        self.by_home.get(home).into_iter().flatten().copied()
    }

    /// The homes that have entities, with them.
    pub(super) fn homes(&self) -> impl Iterator<Item = (&Home, &BTreeSet<EntityId>)> {
        self.by_home.iter()
    }

    /// Whether an entity with this key lives there.
    pub(super) fn key_is_taken(&self, home: &Home, key: &str) -> bool {
        let mut same_key = self.with_key(key).iter();
        same_key.any(|id| self.get(*id).is_some_and(|entity| entity.home == *home))
    }

    /// Takes an entity in. Whether its key is free is for the caller to ask.
    pub(super) fn insert(&mut self, mut entity: Entity) -> EntityId {
        self.last_entity += 1;
        let id = EntityId(self.last_entity);
        self.changes += 1;
        entity.changed = self.changes;
        self.by_key.entry(entity.key.clone()).or_default().push(id);
        let at_home = self.by_home.entry(entity.home.clone()).or_default();
        at_home.insert(id);
        self.entities.insert(id, entity);
        id
    }

    /// Takes an entity out, with what it contains and with every link to or from either.
    pub(super) fn remove(&mut self, id: EntityId) {
        if let Some(entity) = self.entities.remove(&id) {
            self.note_removal(id, entity);
        }
        self.links.retain(|(owner, _), _| *owner != id);
        self.streams.retain(|(owner, _), _| *owner != id);
        for targets in self.links.values_mut() {
            targets.retain(|target| *target != id);
        }
        for id in self.contained_in(id) {
            self.remove(id);
        }
    }

    /// What lives in an entity, in any of its navigation properties.
    fn contained_in(&self, owner: EntityId) -> Vec<EntityId> {
        // Homes are ordered, so that those within one owner are next to each other.
        let homes = self.by_home.range(Home::Contained(owner, String::new())..);
        homes
            .take_while(|(home, _)| matches!(home, Home::Contained(of, _) if *of == owner))
            .flat_map(|(_, entities)| entities.iter().copied())
            .collect()
    }

    fn note_removal(&mut self, id: EntityId, entity: Entity) {
        if let Some(same_key) = self.by_key.get_mut(&entity.key) {
            same_key.retain(|other| *other != id);
            if same_key.is_empty() {
                self.by_key.remove(&entity.key);
            }
        }
        if let Some(at_home) = self.by_home.get_mut(&entity.home) {
            at_home.remove(&id);
            if at_home.is_empty() {
                self.by_home.remove(&entity.home);
            }
        }
        self.changes += 1;
        let removed = Removed {
            type_name: entity.type_name,
            home: entity.home,
            key: entity.key,
        };
        self.removed.insert(self.changes, removed);
    }

    /// What is in a media stream of an entity.
    pub(super) fn media(&self, owner: EntityId, segment: &str) -> Option<&Media> {
        self.streams.get(&(owner, segment.to_owned()))
    }

    /// Puts something into a media stream, or takes out what is there.
    pub(super) fn set_media(&mut self, owner: EntityId, segment: &str, media: Option<Media>) {
        let key = (owner, segment.to_owned());
        // The entity has changed with its content.
        self.change(owner);
        match media {
            Some(media) => {
                let changed = self.changes;
                self.streams.insert(key, Media { changed, ..media });
            }
            None => {
                self.streams.remove(&key);
            }
        }
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
            if !self.by_key.contains_key(&key) {
                return key;
            }
        }
    }
}

/// A text in the form of a version 4 UUID (RFC 9562, section 5.4), counted instead of drawn.
pub(super) fn guid(family: u16, count: u64) -> String {
    format!("00000000-0000-4000-{family:04x}-{count:012x}")
}
