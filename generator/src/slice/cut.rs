//! The model with nothing in it but what is selected and needed.

use std::collections::BTreeMap;

use super::closure::Needed;
use super::place::BoundId;
use super::selection::Selection;
use crate::model::{Api, BoundOperation, Navigation, Owner, Signature, Structured, Type};

/// What a reader of the crate is told of a type that is a place alone.
const PLACE_ALONE: &str = "No operation of this crate reads or writes one: it is a place on the way to others, and has the properties of its \
                           keys alone.";

/// Cuts.
pub(super) fn cut(api: &Api, selection: &Selection, needed: &Needed) -> Api {
    let cut = Cut { api, selection };
    let types = api
        .types
        .iter()
        .filter(|(id, _)| needed.reasons.contains_key(id))
        .map(|(id, ty)| {
            let mut ty = ty.clone();
            if let Type::Structured(structured) = &mut ty {
                cut.structured(structured, needed.places.contains(id));
            }
            (id.clone(), ty)
        });
    let untyped = api.untyped.iter();
    Api {
        version: api.version.clone(),
        types: types.collect(),
        root: cut.navigations(&Owner::Root, &api.root),
        untyped: untyped
            .filter(|(id, _)| selection.untyped.contains(id))
            .map(|(id, operation)| (id.clone(), operation.clone()))
            .collect(),
        tags: api.tags.clone(),
    }
}

struct Cut<'a> {
    api: &'a Api,
    selection: &'a Selection,
}

impl Cut<'_> {
    fn structured(&self, structured: &mut Structured, is_place_alone: bool) {
        let id = structured.id.clone();
        structured.navigation = self.navigations(&Owner::Type(id.clone()), &structured.navigation);
        self.bound(&mut structured.operations, |signature| {
            BoundId::Instance(id.clone(), signature)
        });
        for (segment, stream) in &mut structured.streams {
            stream.operations.retain(|operation, _| {
                let stream = (id.clone(), segment.clone(), *operation);
                self.selection.streams.contains(&stream)
            });
        }
        structured
            .streams
            .retain(|_, stream| !stream.operations.is_empty());
        if is_place_alone {
            self.leave_keys(structured);
        }
    }

    fn navigations(
        &self,
        owner: &Owner,
        navigations: &BTreeMap<String, Navigation>,
    ) -> BTreeMap<String, Navigation> {
        let is_kept = |navigation: &&Navigation| {
            let id = (owner.clone(), navigation.name.clone());
            self.selection.steps.contains(&id)
        };
        let kept = navigations.values().filter(is_kept);
        kept.map(|navigation| (navigation.name.clone(), self.navigation(owner, navigation)))
            .collect()
    }

    fn navigation(&self, owner: &Owner, navigation: &Navigation) -> Navigation {
        let id = (owner.clone(), navigation.name.clone());
        let selection = self.selection;
        let mut navigation = navigation.clone();
        navigation
            .operations
            .retain(|kind, _| selection.operations.contains(&(id.clone(), *kind)));
        self.bound(&mut navigation.bound_operations, |signature| {
            BoundId::Collection(id.clone(), signature)
        });
        navigation.casts.retain(|ty, operations| {
            let cast = (id.clone(), ty.clone());
            operations.retain(|kind, _| selection.at_casts.contains(&(cast.clone(), *kind)));
            selection.casts.contains(&cast)
        });
        navigation
    }

    fn bound(
        &self,
        operations: &mut BTreeMap<Signature, BoundOperation>,
        id: impl Fn(Signature) -> BoundId,
    ) {
        operations.retain(|signature, operation| {
            let id = id(signature.clone());
            operation.continues &= self.selection.answers.contains(&id);
            self.selection.bound.contains(&id)
        });
    }

    fn leave_keys(&self, structured: &mut Structured) {
        let key = self.api.key(&structured.id);
        let alternate = self.api.alternate_keys(&structured.id);
        structured.properties.retain(|name, _| {
            key.contains(name)
                || alternate
                    .iter()
                    .flatten()
                    .any(|part| part.property == *name)
        });
        let documentation = &mut structured.documentation;
        let before = documentation.description.take();
        documentation.description = Some(match before {
            Some(before) => format!("{before}\n\n{PLACE_ALONE}"),
            None => PLACE_ALONE.to_owned(),
        });
    }
}
