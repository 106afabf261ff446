//! Walking URL segments over the types of a model.

use crate::model::{Api, Navigation, Owner, Position, TypeId};

/// A place in the service: behind a navigation, at its collection or at an entity, or at the entity that a function answers with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The navigation that led there; nothing behind a function.
    pub step: Option<Step>,
    /// The type of what is there: that of a cast, if there was one.
    pub ty: TypeId,
    /// Where at the navigation.
    pub position: Position,
}

/// A navigation that was followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// Who has it.
    pub owner: Owner,
    /// Its name.
    pub name: String,
    /// Whether it leads to a collection.
    pub collection: bool,
    /// What was cast behind it.
    pub cast: Option<TypeId>,
}

impl Place {
    /// The place that a name leads to from an entity, or from the root where there is none; `None` where nothing is called so.
    pub(super) fn named(api: &Api, from: Option<&Self>, name: &str) -> Option<Self> {
        let owner = Self::owner(from)?;
        let navigation = api.navigation_of(&owner)?.get(name)?;
        Some(Self::behind(owner, navigation))
    }

    /// The place behind a navigation of an owner.
    pub(super) fn behind(owner: Owner, navigation: &Navigation) -> Self {
        Self {
            step: Some(Step {
                owner,
                name: navigation.name.clone(),
                collection: navigation.collection,
                cast: None,
            }),
            ty: navigation.target.clone(),
            position: navigation.position(),
        }
    }

    /// The entity of a type that a function answers with.
    pub(super) fn answered(ty: TypeId) -> Self {
        Self {
            step: None,
            ty,
            position: Position::Entity,
        }
    }

    /// One entity of the collection; `None` where there is no collection.
    pub(super) fn keyed(self) -> Option<Self> {
        (self.position == Position::Collection).then_some(Self {
            position: Position::Entity,
            ..self
        })
    }

    /// What is there as instances of the derived type that a segment names, in full or by the alias `graph` (OData URL Conventions 4.01,
    /// section 4.11); `None` where it names none, or one that nothing there can be of.
    pub(super) fn cast(&self, api: &Api, segment: &str) -> Option<Self> {
        let ty = in_full(segment)?;
        let step = self.step.clone()?;
        (ty != self.ty && api.is_a(&ty, &self.ty)).then(|| Self {
            step: Some(Step {
                cast: Some(ty.clone()),
                ..step
            }),
            ty,
            position: self.position,
        })
    }

    /// Who has what a name can lead to from there.
    fn owner(from: Option<&Self>) -> Option<Owner> {
        match from {
            None => Some(Owner::Root),
            Some(place) if place.position == Position::Entity => {
                Some(Owner::Type(place.ty.clone()))
            }
            Some(_) => None,
        }
    }
}

/// The qualified name that a segment stands for. Some texts write the alias `graph` instead of the namespace `microsoft.graph`.
pub(super) fn in_full(segment: &str) -> Option<TypeId> {
    match segment.strip_prefix("graph.") {
        Some(name) => TypeId::parse(&format!("microsoft.graph.{name}")).ok(),
        None => TypeId::parse(segment).ok(),
    }
}
