//! Collections of entities: an entity set, what an entity contains, or what it links to.

use super::schema::{Navigation, Schema};
use super::store::{EntityId, Home, Store};

/// A navigation property of one entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link<'s> {
    pub(super) owner: EntityId,
    pub(super) navigation: &'s Navigation,
}

impl Link<'_> {
    /// The entities at its other end, for a navigation property that does not contain them.
    pub(super) fn targets<'t>(&self, store: &'t Store) -> &'t [EntityId] {
        store.linked(self.owner, &self.navigation.name)
    }
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Source<'s> {
    Set(&'s str),
    Navigation(Link<'s>),
}

/// A collection, and the type that its items are declared to have.
#[derive(Clone, Debug)]
pub(super) struct Collection<'s> {
    pub(super) source: Source<'s>,
    pub(super) item_type: &'s str,
    /// Whether a type cast segment narrowed it.
    pub(super) cast: bool,
}

impl<'s> Collection<'s> {
    pub(super) fn of_set(name: &'s str, item_type: &'s str) -> Self {
        Self {
            source: Source::Set(name),
            item_type,
            cast: false,
        }
    }

    pub(super) fn of_link(link: Link<'s>) -> Self {
        let item_type = &link.navigation.target;
        Self {
            source: Source::Navigation(link),
            item_type,
            cast: false,
        }
    }

    pub(super) fn cast_to(self, item_type: &'s str) -> Self {
        Self {
            item_type,
            cast: true,
            ..self
        }
    }

    /// Where an entity created in this collection lives; `None` where none can be created.
    pub(super) fn home(&self) -> Option<Home> {
        match self.source {
            _ if self.cast => None,
            Source::Set(name) => Some(Home::Set(name.to_owned())),
            Source::Navigation(link) => contained_home(link),
        }
    }

    /// The items, in the order of creation, or of linking.
    ///
    /// An entity set shows the entities of other sets too where their type derives from its own:
    /// every user is among the `directoryObjects`.
    pub(super) fn items(&self, schema: &Schema, store: &Store) -> Vec<EntityId> {
        let mut items = match self.source {
            Source::Set(name) => set_items(schema, store, name),
            Source::Navigation(link) => match contained_home(link) {
                Some(home) => store.at_home(&home).collect(),
                None => link.targets(store).to_vec(),
            },
        };
        items.retain(|id| {
            store
                .get(*id)
                .is_some_and(|item| schema.is_a(&item.type_name, self.item_type))
        });
        items
    }

    /// The item with this key. The service tells keys apart by more than case only where it must,
    /// and documents some in two spellings (`applicationProxy`, `applicationproxy`), so case
    /// decides only between several.
    pub(super) fn find(&self, schema: &Schema, store: &Store, key: &str) -> Option<EntityId> {
        let mut same_key = store.with_key(key).iter().copied();
        let exact = same_key.find(|id| self.holds(schema, store, *id));
        exact.or_else(|| {
            let mut items = self.items(schema, store).into_iter();
            items.find(|id| {
                let item = store.get(*id);
                item.is_some_and(|item| item.key.eq_ignore_ascii_case(key))
            })
        })
    }

    /// Whether this entity is one of the items.
    fn holds(&self, schema: &Schema, store: &Store, id: EntityId) -> bool {
        let Some(entity) = store.get(id) else {
            return false;
        };
        match self.source {
            Source::Navigation(link) if !link.navigation.contained => {
                link.targets(store).contains(&id) && schema.is_a(&entity.type_name, self.item_type)
            }
            _ => self.shows(schema, &entity.home, &entity.type_name),
        }
    }

    /// Whether an entity of this home and type is or was one of the items, for a collection that
    /// entities live in.
    pub(super) fn shows(&self, schema: &Schema, home: &Home, type_name: &str) -> bool {
        let lives_here = match self.source {
            Source::Set(name) => in_set(schema, name, home, type_name),
            Source::Navigation(link) => contained_home(link).as_ref() == Some(home),
        };
        lives_here && schema.is_a(type_name, self.item_type)
    }
}

impl Collection<'_> {
    /// The item with this text in a property.
    pub(super) fn find_by(
        &self,
        schema: &Schema,
        store: &Store,
        property: &str,
        text: &str,
    ) -> Option<EntityId> {
        let has = |id: &EntityId| {
            let value = store.get(*id)?.properties.get(property)?;
            Some(value.as_str()?.eq_ignore_ascii_case(text))
        };
        let mut items = self.items(schema, store).into_iter();
        items.find(|id| has(id).unwrap_or(false))
    }
}

fn contained_home(link: Link<'_>) -> Option<Home> {
    let navigation = link.navigation;
    navigation
        .contained
        .then(|| Home::Contained(link.owner, navigation.name.clone()))
}

fn set_items(schema: &Schema, store: &Store, name: &str) -> Vec<EntityId> {
    let shown = |home: &Home, id: &EntityId| {
        let entity = store.get(*id);
        entity.is_some_and(|entity| in_set(schema, name, home, &entity.type_name))
    };
    let sets = store
        .homes()
        .filter(|(home, _)| matches!(home, Home::Set(_)));
    let mut items: Vec<EntityId> = sets
        .flat_map(|(home, ids)| ids.iter().filter(move |id| shown(home, id)))
        .copied()
        .collect();
    items.sort_unstable();
    items
}

/// Whether an entity of this home and type is in a set: one that was put there, or one in another
/// set whose type derives from that of this set.
fn in_set(schema: &Schema, name: &str, home: &Home, type_name: &str) -> bool {
    let derives = || {
        let item_type = schema.set(name).map(|(_, item_type)| item_type);
        item_type.is_some_and(|base| type_name != base && schema.is_a(type_name, base))
    };
    match home {
        Home::Set(home) => home == name || derives(),
        Home::Singleton(_) | Home::Contained(..) => false,
    }
}
