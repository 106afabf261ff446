//! What a written name or path leads to.

use super::near;
use super::pattern::{is_placeholder, split_arguments, written};
use super::place::{At, Place, spellings};
use crate::model::{Api, BoundOperation, Navigation, Owner, Position, TypeId};
use crate::problem::near_misses;

/// What is there, and the places on the way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Located<'a> {
    /// What is there.
    pub found: Found<'a>,
    /// The places walked through, from the root or from a type, the last one included if that is what is there.
    pub way: Vec<Place>,
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Found<'a> {
    /// A type itself.
    Type(&'a TypeId),
    /// A structural property of a type, by itself or inherited.
    Property(&'a TypeId, &'a str),
    /// A place, and what is behind it: `$ref`, `$count`, or nothing.
    Place(Place, &'a str),
    /// The overloads of an action or function, at the place they are at; without one, an instance of the type.
    Bound(Option<Place>, &'a TypeId, Vec<&'a BoundOperation>),
    /// A media stream of a type, by its segment.
    Stream(&'a TypeId, &'a str),
    /// A path that leads to no type, by its template.
    Untyped(&'a str),
}

/// Follows a path from an instance of a type: `manager` or `manager/$ref` of `user`.
///
/// # Errors
/// Paths that may have been meant, where a part of it is not understood.
pub(super) fn from_type<'a>(
    api: &'a Api,
    id: &'a TypeId,
    path: &str,
) -> Result<Located<'a>, Vec<String>> {
    Walk::new(api, Stand::Instance(id)).follow(path, 1)
}

/// Follows a path from the service root: `users/{id}/manager`. A key is a placeholder, whatever its name.
///
/// # Errors
/// Paths that may have been meant, where a part of it is not understood.
pub(super) fn from_root<'a>(api: &'a Api, path: &str) -> Result<Located<'a>, Vec<String>> {
    let found = Walk::new(api, Stand::Root).follow(path, 0);
    found.or_else(|near| match untyped(api, path) {
        Some(template) => Ok(Located {
            found: Found::Untyped(template),
            way: Vec::new(),
        }),
        None => Err(near),
    })
}

/// Where the walk stands.
enum Stand<'a> {
    Root,
    Instance(&'a TypeId),
    Place(Place),
}

struct Walk<'a> {
    api: &'a Api,
    stand: Stand<'a>,
    way: Vec<Place>,
}

impl<'a> Walk<'a> {
    fn new(api: &'a Api, stand: Stand<'a>) -> Self {
        let way = Vec::new();
        Self { api, stand, way }
    }

    /// Follows the segments of a path without the first `walked` ones.
    fn follow(mut self, path: &str, walked: usize) -> Result<Located<'a>, Vec<String>> {
        let segments: Vec<&str> = written(path).collect();
        for (number, segment) in segments.iter().enumerate().skip(walked) {
            let is_last = number + 1 == segments.len();
            if self.step(segment) || (!is_last && self.step_by_answer(segment)) {
                continue;
            }
            let before = segments.get(..number).unwrap_or_default();
            return match self.end(split_arguments(segment).0) {
                Some(found) if is_last => Ok(Located {
                    found,
                    way: self.way,
                }),
                Some(_) => Err(vec![joined(before, &[segment])]),
                None if before.is_empty() && path.starts_with('/') => {
                    let roots = self.api.root.keys().map(String::as_str);
                    Err(near_misses(segment, roots))
                }
                None => Err(self.near(before, segment)),
            };
        }
        let found = match self.stand {
            Stand::Root => return Err(Vec::new()),
            Stand::Instance(id) => Found::Type(id),
            Stand::Place(place) => Found::Place(place, ""),
        };
        let way = self.way;
        Ok(Located { found, way })
    }

    /// Goes on by a key, a cast or a navigation, if the segment is one.
    fn step(&mut self, segment: &str) -> bool {
        let api = self.api;
        if let Stand::Place(place) = &self.stand {
            if is_placeholder(segment) || segment == "*" {
                let Some(keyed) = place.keyed() else {
                    return false;
                };
                self.stand = Stand::Place(keyed);
                return true;
            }
            let cast = place.casts(api).into_iter().find(
                |cast| matches!(cast, Place::Cast(_, ty, _) if is_one(&spellings(ty), segment)),
            );
            if let Some(cast) = cast {
                self.go(cast);
                return true;
            }
        }
        let (name, key) = split_arguments(segment);
        let Some((owner, navigation)) = self.navigation(name) else {
            return false;
        };
        let place = Place::first((owner, navigation.name.clone()), navigation);
        let keyed = key.and_then(|_| place.keyed());
        if key.is_some() && keyed.is_none() {
            return false;
        }
        self.go(place);
        if let Some(keyed) = keyed {
            self.stand = Stand::Place(keyed);
        }
        true
    }

    /// Goes on by the entity that a function answers with.
    fn step_by_answer(&mut self, segment: &str) -> bool {
        let api = self.api;
        let name = split_arguments(segment).0;
        let Stand::Place(place) = &self.stand else {
            return false;
        };
        let answer = place.answers(api).into_iter().find(|answer| {
            let Place::Answer(id) = answer else {
                return false;
            };
            id.find(api).is_some_and(|one| is_named(one, name))
        });
        answer.map(|answer| self.go(answer)).is_some()
    }

    fn go(&mut self, place: Place) {
        self.way.push(place.clone());
        self.stand = Stand::Place(place);
    }

    fn navigation(&self, name: &str) -> Option<(Owner, &'a Navigation)> {
        let owner = match &self.stand {
            Stand::Root => Owner::Root,
            Stand::Instance(id) => Owner::Type((*id).clone()),
            Stand::Place(place) if place.position() == Position::Entity => {
                Owner::Type(place.ty(self.api)?.clone())
            }
            Stand::Place(_) => return None,
        };
        let mut navigations = self.api.navigation_of(&owner)?.values();
        let navigation = navigations.find(|one| one.name.eq_ignore_ascii_case(name))?;
        Some((owner, navigation))
    }

    /// What a last segment names behind the place: `$ref` and `$count`, an action or function, a stream, a structural property.
    fn end(&self, segment: &str) -> Option<Found<'a>> {
        let place = match &self.stand {
            Stand::Root => return None,
            Stand::Instance(id) => return self.end_at_instance(None, id, segment),
            Stand::Place(place) => place,
        };
        let suffix = place.operations(self.api).into_iter().find_map(|at| {
            match at {
                At::Navigation(operation) => Some(operation.suffix()),
                _ => None,
            }
            .filter(|suffix| !suffix.is_empty() && suffix.eq_ignore_ascii_case(segment))
        });
        if let Some(suffix) = suffix {
            return Some(Found::Place(place.clone(), suffix));
        }
        let ty = self.known(place.ty(self.api)?)?;
        if place.position() == Position::Entity {
            return self.end_at_instance(Some(place), ty, segment);
        }
        let Place::Navigation((owner, name), _) = place else {
            return None;
        };
        let bound = self.api.navigation(owner, name)?.bound_operations.values();
        let operations: Vec<_> = bound.filter(|one| is_named(one, segment)).collect();
        (!operations.is_empty()).then(|| Found::Bound(Some(place.clone()), ty, operations))
    }

    fn end_at_instance(
        &self,
        place: Option<&Place>,
        id: &'a TypeId,
        segment: &str,
    ) -> Option<Found<'a>> {
        let structured = self.api.structured(id)?;
        let mut streams = structured.streams.keys();
        if let Some(name) = streams.find(|name| name.eq_ignore_ascii_case(segment)) {
            return Some(Found::Stream(id, name));
        }
        let mut properties = self.api.flattened_properties(id).into_keys();
        if let Some(name) = properties.find(|name| name.eq_ignore_ascii_case(segment)) {
            return Some(Found::Property(id, name));
        }
        let bound = structured.operations.values();
        let operations: Vec<_> = bound.filter(|one| is_named(one, segment)).collect();
        (!operations.is_empty()).then(|| Found::Bound(place.cloned(), id, operations))
    }

    /// The same name, as the model has it.
    fn known(&self, id: &TypeId) -> Option<&'a TypeId> {
        self.api.types.get_key_value(id).map(|(id, _)| id)
    }

    /// Paths that may have been meant where `segment` leads nowhere.
    fn near(&self, before: &[&str], segment: &str) -> Vec<String> {
        let api = self.api;
        let segment = split_arguments(segment).0;
        let names = match &self.stand {
            Stand::Root => return near::starts(api, segment),
            Stand::Instance(id) => near::behind_instance(api, id),
            Stand::Place(place) => near::behind_place(api, place),
        };
        let found = near_misses(segment, names.iter().map(String::as_str)).into_iter();
        let found: Vec<String> = found.map(|name| joined(before, &[&name])).collect();
        if !found.is_empty() {
            return found;
        }
        match &self.stand {
            Stand::Place(place) => {
                let Some(keyed) = place.keyed() else {
                    return found;
                };
                let names = near::behind_place(api, &keyed);
                let found = near_misses(segment, names.iter().map(String::as_str)).into_iter();
                found.map(|name| joined(before, &["{id}", &name])).collect()
            }
            Stand::Instance(id) => near::on_collections(api, id, segment),
            Stand::Root => found,
        }
    }
}

/// The template of an operation without a type that a path is, whatever its keys are called.
fn untyped<'a>(api: &'a Api, path: &str) -> Option<&'a str> {
    let is_like = |template: &str| {
        let (mut ours, mut theirs) = (written(path), written(template));
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return true,
                (Some(our), Some(their)) => {
                    let both_keys = is_placeholder(their) && (is_placeholder(our) || our == "*");
                    let (our, their) = (split_arguments(our).0, split_arguments(their).0);
                    if !both_keys && !our.eq_ignore_ascii_case(their) {
                        return false;
                    }
                }
                _ => return false,
            }
        }
    };
    let mut templates = api.untyped.keys().map(|(template, _)| template.as_str());
    templates.find(|template| is_like(template))
}

/// Whether an action or function has that simple or qualified name.
fn is_named(operation: &BoundOperation, name: &str) -> bool {
    is_one(&spellings(&operation.name), name) || operation.name.name().eq_ignore_ascii_case(name)
}

fn is_one(names: &[&str], name: &str) -> bool {
    names.iter().any(|own| own.eq_ignore_ascii_case(name))
}

fn joined(before: &[&str], segments: &[&str]) -> String {
    [before, segments].concat().join("/")
}
