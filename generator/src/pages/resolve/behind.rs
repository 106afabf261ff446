//! What a name can be behind an entity or a collection: navigation property, stream, operation, cast, property, or a key.

use super::Resolution;
use super::place::{Next, Place};
use super::walk::Walk;
use crate::model::{BoundOperation, Method, Outcome, Owner, Position, Signature, Structured};
use crate::pages::called::{Called, Step};

impl Walk<'_> {
    pub(super) fn behind_entity(
        &self,
        from: &Place,
        name: &str,
        arguments: Option<&[&str]>,
        last: bool,
    ) -> Option<Next> {
        let types = self.types(&from.ty);
        for ty in &types {
            let mut navigations = ty.navigation.values();
            if let Some(navigation) =
                navigations.find(|navigation| navigation.name.eq_ignore_ascii_case(name))
            {
                let place = Place::of(Owner::Type(ty.id.clone()), navigation);
                // `extensions(name='…')`: an alternate key.
                return Some(Next::Place(match arguments {
                    Some(arguments) if !arguments.is_empty() => place.keyed(),
                    _ => place,
                }));
            }
        }
        if let Some((owner, segment)) = self.stream(from, name) {
            return Some(Next::End(self.on_stream(owner, &segment)));
        }
        for ty in &types {
            let bound = ty.operations.iter();
            if let Some((signature, bound)) = self.bound(bound, name, arguments) {
                let called = Called::OnInstance(ty.id.clone(), signature.clone());
                return Some(self.operation(from, called, bound, last));
            }
        }
        if let Some(place) = self.cast(from, name) {
            return Some(Next::Place(place));
        }
        types.iter().find_map(|ty| self.property(ty, name))
    }

    pub(super) fn behind_collection(
        &self,
        from: &Place,
        name: &str,
        arguments: Option<&[&str]>,
        last: bool,
    ) -> Option<Next> {
        if let Some(step) = &from.step
            && let Some(navigation) = self.api.navigation(&step.owner, &step.name)
        {
            let bound = navigation.bound_operations.iter();
            if let Some((signature, bound)) = self.bound(bound, name, arguments) {
                let called = Called::OnCollection(step.clone(), signature.clone());
                return Some(self.operation(from, called, bound, last));
            }
        }
        if let Some(place) = self.cast(from, name) {
            return Some(Next::Place(place));
        }
        let simple = name.rsplit('.').next().unwrap_or(name);
        let types = self.types(&from.ty);
        let is_like = |known: &String| known.eq_ignore_ascii_case(simple);
        if types
            .iter()
            .any(|ty| ty.names_beside_keys.iter().any(is_like))
        {
            let title = format!("{}/{name}", from.title);
            return Some(Next::Value(title, self.described(from)));
        }
        // A literal that the service takes for a key, such as `inbox`; a name of what an entity has is a key that was forgotten.
        let is_member = types.iter().any(|ty| {
            ty.navigation.keys().any(is_like)
                || ty
                    .operations
                    .keys()
                    .any(|known| known.name.name() == simple)
                || ty.properties.keys().any(is_like)
        });
        (!is_member && arguments.is_none()).then(|| Next::Place(from.clone().keyed()))
    }

    fn bound<'b>(
        &self,
        mut bound: impl Iterator<Item = (&'b Signature, &'b BoundOperation)>,
        name: &str,
        arguments: Option<&[&str]>,
    ) -> Option<(&'b Signature, &'b BoundOperation)> {
        let given = arguments.map_or(0, <[&str]>::len);
        let alias = name.strip_prefix("graph.");
        let mut named: Vec<_> = bound
            .by_ref()
            .filter(|(signature, _)| {
                let known = &signature.name;
                known.name().eq_ignore_ascii_case(alias.unwrap_or(name))
                    || known.as_str().eq_ignore_ascii_case(name)
            })
            .collect();
        // Of functions of one name, the one with as many parameters.
        named.sort_by_key(|(signature, operation)| {
            let fits =
                operation.kind.method() != Method::Get || signature.parameters.len() == given;
            (operation.kind.method() != self.method, !fits)
        });
        named.into_iter().next()
    }

    fn operation(&self, from: &Place, called: Called, bound: &BoundOperation, last: bool) -> Next {
        let title = format!("{}/{}", from.title, bound.name.name());
        if last {
            return Next::End(if bound.kind.method() == self.method {
                Resolution::Operation(called)
            } else {
                Resolution::NotOffered {
                    title,
                    offered: vec![bound.kind.method()],
                    described: bound.sources.first().copied(),
                }
            });
        }
        match &bound.outcome {
            Outcome::Value(ty)
                if ty
                    .name()
                    .is_some_and(|id| self.api.structured(id).is_some()) =>
            {
                Next::Place(Place {
                    title,
                    step: None,
                    position: if ty.collection {
                        Position::Collection
                    } else {
                        Position::Entity
                    },
                    ty: ty.name().unwrap_or(&from.ty).clone(),
                })
            }
            _ => Next::Value(title, bound.sources.first().copied()),
        }
    }

    fn cast(&self, from: &Place, name: &str) -> Option<Place> {
        let full = match name.strip_prefix("graph.") {
            Some(simple) => format!("microsoft.graph.{simple}"),
            None => name.to_owned(),
        };
        let simple = full.rsplit_once('.')?.1;
        let mut derived = self.derived.get(&from.ty)?.iter();
        let ty = derived.find(|ty| ty.id.as_str().eq_ignore_ascii_case(&full))?;
        let step = from.step.clone().map(|step| Step {
            cast: Some(ty.id.clone()),
            ..step
        });
        Some(Place {
            title: format!("{}/{simple}", from.title),
            step,
            position: from.position,
            ty: ty.id.clone(),
        })
    }

    fn property(&self, ty: &Structured, name: &str) -> Option<Next> {
        let mut properties = ty.properties.values();
        let property = properties.find(|property| property.name.eq_ignore_ascii_case(name))?;
        let title = format!("{}/{}", ty.id.name(), property.name);
        let target = property.ty.name();
        let target = target.filter(|id| self.api.structured(id).is_some());
        Some(match target {
            Some(id) => Next::Place(Place {
                title,
                step: None,
                position: if property.ty.collection {
                    Position::Collection
                } else {
                    Position::Entity
                },
                ty: id.clone(),
            }),
            None => Next::Value(title, Some(property.location)),
        })
    }
}
