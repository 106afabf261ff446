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
        let items = self.items(schema, store);
        let with_key = |same: fn(&str, &str) -> bool| {
            let mut ids = items.iter().copied();
            ids.find(|id| store.get(*id).is_some_and(|item| same(&item.key, key)))
        };
        with_key(|one, other| one == other).or_else(|| with_key(str::eq_ignore_ascii_case))
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
    let item_type = schema.set(name).map(|(_, item_type)| item_type);
    let derives = |type_name: &str| {
        item_type.is_some_and(|base| type_name != base && schema.is_a(type_name, base))
    };
    let shown = store.iter().filter(|(_, entity)| match &entity.home {
        Home::Set(home) => home == name || derives(&entity.type_name),
        Home::Singleton(_) | Home::Contained(..) => false,
    });
    shown.map(|(id, _)| id).collect()
}
