//! Where a walk over the types is, and what the next segment leads to.

use super::Resolution;
use crate::model::{Navigation, Owner, Position, TypeId};
use crate::pages::called::Step;
use crate::problem::Location;

/// A place that was reached.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// What is there, for a reader.
    pub(super) title: String,
    /// The navigation that led there last; nothing behind a function.
    pub(super) step: Option<Step>,
    pub(super) position: Position,
    pub(super) ty: TypeId,
}

/// What a segment leads to.
pub(super) enum Next {
    Place(Place),
    /// What can only be the end.
    End(Resolution),
    /// A value that leads nowhere: a property of a primitive type, what a function answers with that is no object, or an operation that is
    /// bound elsewhere.
    Value(String, Option<Location>),
}

impl Place {
    /// What a navigation leads to.
    pub(super) fn of(owner: Owner, navigation: &Navigation) -> Self {
        Self {
            title: owner.title(&navigation.name),
            position: navigation.position(),
            ty: navigation.target.clone(),
            step: Some(Step {
                owner,
                name: navigation.name.clone(),
                collection: navigation.collection,
                cast: None,
            }),
        }
    }

    /// An entity of the collection that is here.
    pub(super) fn keyed(self) -> Self {
        Self {
            position: Position::Entity,
            ..self
        }
    }
}
