//! What is called where a path ends.

use super::Resolution;
use super::place::Place;
use super::walk::Walk;
use crate::model::{Method, NavigationOperation, Position, StreamOperation, TypeId};
use crate::pages::called::{Called, operations};
use crate::problem::Location;

impl Walk<'_> {
    /// `$ref`, `$count`, `$value`.
    pub(super) fn system(&self, from: &Place, name: &str) -> Resolution {
        let title = format!("{}/{name}", from.title);
        if let Some((owner, _)) = self.stream(from, name) {
            return self.on_stream(owner, name);
        }
        match self.at(from, name) {
            Resolution::NotOffered {
                offered, described, ..
            } => Resolution::NotOffered {
                title,
                offered,
                described,
            },
            found => found,
        }
    }

    pub(super) fn stream(&self, from: &Place, name: &str) -> Option<(TypeId, String)> {
        if from.position == Position::Collection {
            return None;
        }
        self.types(&from.ty).into_iter().find_map(|ty| {
            let mut names = ty.streams.keys();
            let segment = names.find(|segment| segment.eq_ignore_ascii_case(name))?;
            Some((ty.id.clone(), segment.clone()))
        })
    }

    pub(super) fn on_stream(&self, owner: TypeId, segment: &str) -> Resolution {
        let ty = self.api.structured(&owner);
        let stream = ty.and_then(|ty| ty.streams.get(segment));
        let offered = stream.map(|stream| stream.operations.keys().copied());
        let offered: Vec<StreamOperation> = offered.into_iter().flatten().collect();
        match offered.iter().find(|kind| kind.method() == self.method) {
            Some(kind) => Resolution::Operation(Called::Stream(owner, segment.to_owned(), *kind)),
            None => Resolution::NotOffered {
                title: format!("{}/{segment}", owner.name()),
                offered: offered.iter().map(|kind| kind.method()).collect(),
                described: ty.map(|ty| ty.location),
            },
        }
    }

    /// The operation at a place itself, or at a system segment behind it.
    pub(super) fn at(&self, place: &Place, suffix: &str) -> Resolution {
        let step = place.step.as_ref();
        let navigation = step.and_then(|step| self.api.navigation(&step.owner, &step.name));
        if let (Some(step), Some(navigation)) = (step, navigation) {
            let offered = operations(navigation, step.cast.as_ref());
            let kind =
                NavigationOperation::find(self.method, suffix, place.position, step.collection);
            if let Some(kind) = kind
                && offered.is_some_and(|offered| offered.contains_key(&kind))
            {
                let called = Called::Navigation(step.clone(), kind, place.ty.clone());
                return Resolution::Operation(called);
            }
            let here = offered
                .into_iter()
                .flatten()
                .filter(|(kind, _)| kind.suffix() == suffix && kind.position() == place.position);
            let mut methods: Vec<Method> = here.map(|(kind, _)| kind.method()).collect();
            methods.dedup();
            return Resolution::NotOffered {
                title: place.title.clone(),
                offered: methods,
                described: Some(navigation.location),
            };
        }
        Resolution::NotOffered {
            title: place.title.clone(),
            offered: Vec::new(),
            described: self.described(place),
        }
    }

    pub(super) fn described(&self, place: &Place) -> Option<Location> {
        self.api.structured(&place.ty).map(|ty| ty.location)
    }
}
