//! Places of the service, apart from the path to them.

use std::collections::BTreeMap;

use super::pattern::Step;
use crate::model::{
    Api, BoundOperation, BoundOperationKind, Method, Navigation, NavigationOperation, Operation,
    Owner, Position, Signature, Stream, StreamOperation, TypeId,
};

/// A navigation of an owner.
pub(super) type NavigationId = (Owner, String);

/// An action or function, where it is bound.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BoundId {
    /// To the collection that a navigation leads to.
    Collection(NavigationId, Signature),
    /// To an instance of a type.
    Instance(TypeId, Signature),
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// What a navigation leads to.
    Navigation(NavigationId, Position),
    /// The same, cast to a derived type.
    Cast(NavigationId, TypeId, Position),
    /// The entity that a composable function answers with.
    Answer(BoundId),
}

/// An operation at a place, or at a segment behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum At<'a> {
    /// At what a navigation leads to.
    Navigation(NavigationOperation),
    /// An action or function.
    Bound(&'a BoundOperation),
    /// On a media stream of the instance, by its segment.
    Stream(&'a str, StreamOperation),
}

impl Place {
    /// Where a navigation leads to first.
    pub(super) fn first(id: NavigationId, navigation: &Navigation) -> Self {
        Self::Navigation(id, navigation.position())
    }

    /// Whether it is a collection or one entity.
    pub(super) fn position(&self) -> Position {
        match self {
            Self::Navigation(_, position) | Self::Cast(_, _, position) => *position,
            Self::Answer(_) => Position::Entity,
        }
    }

    /// The type of what is there.
    pub(super) fn ty<'a>(&'a self, api: &'a Api) -> Option<&'a TypeId> {
        match self {
            Self::Navigation((owner, name), _) => Some(&api.navigation(owner, name)?.target),
            Self::Cast(_, ty, _) => Some(ty),
            Self::Answer(id) => id.find(api)?.answered(),
        }
    }

    /// One entity of the collection that is there.
    pub(super) fn keyed(&self) -> Option<Self> {
        match self {
            Self::Navigation(id, Position::Collection) => {
                Some(Self::Navigation(id.clone(), Position::Entity))
            }
            Self::Cast(id, ty, Position::Collection) => {
                Some(Self::Cast(id.clone(), ty.clone(), Position::Entity))
            }
            _ => None,
        }
    }

    /// What is there as each derived type that it can be cast to.
    pub(super) fn casts(&self, api: &Api) -> Vec<Self> {
        let Self::Navigation((owner, name), position) = self else {
            return Vec::new();
        };
        let casts = api.navigation(owner, name).map(|found| found.casts.keys());
        let id = || (owner.clone(), name.clone());
        casts
            .into_iter()
            .flatten()
            .map(|ty| Self::Cast(id(), ty.clone(), *position))
            .collect()
    }

    /// The functions there whose answer is a place to go on from.
    pub(super) fn answers(&self, api: &Api) -> Vec<Self> {
        let composable =
            |operation: &&BoundOperation| operation.continues && operation.answered().is_some();
        let bound = self.bound(api).filter(composable);
        bound
            .filter_map(|operation| Some(Self::Answer(self.bound_id(api, operation)?)))
            .collect()
    }

    /// Whether the description documents paths that go on behind what is there.
    pub(super) fn continues(&self, api: &Api) -> bool {
        match self {
            Self::Navigation((owner, name), _) | Self::Cast((owner, name), _, _) => api
                .navigation(owner, name)
                .is_some_and(|navigation| navigation.continues),
            Self::Answer(_) => true,
        }
    }

    /// What can be done there.
    pub(super) fn operations<'a>(&'a self, api: &'a Api) -> Vec<At<'a>> {
        let position = self.position();
        let own = self.own_operations(api).into_iter();
        let own = own.flat_map(BTreeMap::keys).copied();
        let mut operations: Vec<At<'_>> = own
            .filter(|operation| operation.position() == position)
            .map(At::Navigation)
            .collect();
        operations.extend(self.bound(api).map(At::Bound));
        for (segment, stream) in self.streams(api) {
            let of_stream = stream.operations.keys();
            operations.extend(of_stream.map(|operation| At::Stream(segment, *operation)));
        }
        operations
    }

    /// The name of an operation there for the slice, if it is an action or function.
    pub(super) fn bound_id(&self, api: &Api, operation: &BoundOperation) -> Option<BoundId> {
        let signature = operation.signature();
        Some(match (self, self.position()) {
            (Self::Navigation(id, _) | Self::Cast(id, _, _), Position::Collection) => {
                BoundId::Collection(id.clone(), signature)
            }
            _ => BoundId::Instance(self.ty(api)?.clone(), signature),
        })
    }

    fn own_operations<'a>(
        &self,
        api: &'a Api,
    ) -> Option<&'a BTreeMap<NavigationOperation, Operation>> {
        match self {
            Self::Navigation((owner, name), _) => Some(&api.navigation(owner, name)?.operations),
            Self::Cast((owner, name), ty, _) => api.navigation(owner, name)?.casts.get(ty),
            Self::Answer(_) => None,
        }
    }

    fn bound<'a>(&self, api: &'a Api) -> impl Iterator<Item = &'a BoundOperation> + use<'a> {
        let bound = match (self, self.position()) {
            (Self::Navigation((owner, name), _), Position::Collection) => api
                .navigation(owner, name)
                .map(|navigation| &navigation.bound_operations),
            (Self::Cast(..), Position::Collection) => None,
            _ => self
                .ty(api)
                .and_then(|ty| api.structured(ty))
                .map(|ty| &ty.operations),
        };
        bound.into_iter().flat_map(BTreeMap::values)
    }

    fn streams<'a>(&self, api: &'a Api) -> impl Iterator<Item = (&'a str, &'a Stream)> + use<'a> {
        let ty = match self.position() {
            Position::Collection => None,
            Position::Entity => self.ty(api).and_then(|ty| api.structured(ty)),
        };
        let streams = ty.into_iter().flat_map(|ty| &ty.streams);
        streams.map(|(segment, stream)| (segment.as_str(), stream))
    }
}

impl At<'_> {
    /// Its method.
    pub(super) fn method(&self) -> Method {
        match self {
            Self::Navigation(operation) => operation.method(),
            Self::Bound(operation) => operation.kind.method(),
            Self::Stream(_, operation) => operation.method(),
        }
    }

    /// Calls `with` with the segment that it is at behind its place; without one, nothing is called and there is nothing to say.
    pub(super) fn step<T>(&self, with: impl FnOnce(Step<'_>) -> T) -> Option<T> {
        match self {
            Self::Navigation(operation) if operation.suffix().is_empty() => None,
            Self::Navigation(operation) => Some(with(Step::Name(&[operation.suffix()]))),
            Self::Stream(segment, _) => Some(with(Step::Name(&[segment]))),
            Self::Bound(operation) => Some(with_function(operation, with)),
        }
    }
}

impl BoundId {
    /// The action or function itself.
    pub(super) fn find<'a>(&self, api: &'a Api) -> Option<&'a BoundOperation> {
        match self {
            Self::Collection((owner, name), signature) => {
                let navigation = api.navigation(owner, name)?;
                navigation.bound_operations.get(signature)
            }
            Self::Instance(ty, signature) => api.structured(ty)?.operations.get(signature),
        }
    }

    /// The type that it is bound to.
    pub(super) fn owner<'a>(&'a self, api: &'a Api) -> Option<&'a TypeId> {
        match self {
            Self::Collection((owner, name), _) => Some(&api.navigation(owner, name)?.target),
            Self::Instance(ty, _) => Some(ty),
        }
    }
}

/// The segment of an action or function, by each of its names.
pub(super) fn with_function<T>(operation: &BoundOperation, with: impl FnOnce(Step<'_>) -> T) -> T {
    let [qualified, by_alias] = spellings(&operation.name);
    let names = [operation.name.name(), qualified, by_alias];
    match operation.kind {
        BoundOperationKind::Action => with(Step::Name(&names)),
        BoundOperationKind::Function => with(Step::Function(&names)),
    }
}

/// How a qualified name is written in a URL: as it is, or with `graph` for `microsoft.graph`.
pub(super) fn spellings(id: &TypeId) -> [&str; 2] {
    let qualified = id.as_str();
    let by_alias = qualified.strip_prefix("microsoft.").unwrap_or(qualified);
    [qualified, by_alias]
}

trait Answered {
    fn answered(&self) -> Option<&TypeId>;
}

impl Answered for BoundOperation {
    /// The type of the one value that it answers with.
    fn answered(&self) -> Option<&TypeId> {
        match &self.outcome {
            crate::model::Outcome::Value(ty) if !ty.collection => ty.name(),
            _ => None,
        }
    }
}
