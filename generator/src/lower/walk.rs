//! Walking URL segments over the types of a model.

use crate::model::{Api, Navigation, Owner, Position, TypeId};

/// A place in the service: behind a navigation, at its collection or at an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Who has the navigation.
    pub owner: Owner,
    /// The navigation.
    pub name: String,
    /// What it leads to.
    pub target: TypeId,
    /// Whether it leads to a collection.
    pub collection: bool,
    /// Where at the navigation.
    pub position: Position,
}

impl Place {
    /// The place that a name leads to from an entity, or from the root where there is none; `None` where nothing is called so.
    pub(super) fn named(
        api: &Api,
        from: Option<&Self>,
        is_name: impl Fn(&str) -> bool,
    ) -> Option<Self> {
        let owner = match from {
            None => Owner::Root,
            Some(place) if place.position == Position::Entity => Owner::Type(place.target.clone()),
            Some(_) => return None,
        };
        let navigation = api
            .navigation_of(&owner)?
            .values()
            .find(|navigation| is_name(&navigation.name))?;
        Some(Self::behind(owner, navigation))
    }

    /// One entity of the collection; `None` where there is no collection.
    pub(super) fn keyed(self) -> Option<Self> {
        (self.position == Position::Collection).then_some(Self {
            position: Position::Entity,
            ..self
        })
    }

    fn behind(owner: Owner, navigation: &Navigation) -> Self {
        Self {
            owner,
            name: navigation.name.clone(),
            target: navigation.target.clone(),
            collection: navigation.collection,
            position: navigation.position(),
        }
    }
}
