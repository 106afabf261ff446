//! What a written name or path leads to.

use super::near;
use super::pattern::{is_placeholder, segments};
use super::select::NavigationId;
use crate::model::{Api, BoundOperation, Navigation, Owner, Position, TypeId};
use crate::problem::near_misses;

/// What is there, and the navigations to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Located<'a> {
    /// What is there.
    pub found: Found<'a>,
    /// The navigations walked through, from the root or from a type, the last one included if that is what is there.
    pub way: Vec<NavigationId>,
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Found<'a> {
    /// A type itself.
    Type(&'a TypeId),
    /// A structural property of a type, by itself or inherited.
    Property(&'a TypeId, &'a str),
    /// A navigation, or a place of it.
    Place {
        owner: Owner,
        navigation: &'a Navigation,
        /// Whether the path stands at the collection or at an entity.
        position: Position,
        /// `$ref`, `$count`, or nothing.
        suffix: &'a str,
    },
    /// The overloads of an action or function bound to an instance of a type.
    OnInstance(&'a TypeId, Vec<&'a BoundOperation>),
    /// The overloads of an action or function bound to the collection that a navigation leads to.
    OnCollection {
        owner: Owner,
        navigation: &'a Navigation,
        operations: Vec<&'a BoundOperation>,
    },
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
    Walk::new(api, At::Instance(id)).follow(path, 1)
}

/// Follows a path from the service root: `users/{id}/manager`. A key is a placeholder, whatever its name.
///
/// # Errors
/// Paths that may have been meant, where a part of it is not understood.
pub(super) fn from_root<'a>(api: &'a Api, path: &str) -> Result<Located<'a>, Vec<String>> {
    Walk::new(api, At::Root).follow(path, 0)
}

enum At<'a> {
    Root,
    Instance(&'a TypeId),
    Place(Owner, &'a Navigation, Position),
}

struct Walk<'a> {
    api: &'a Api,
    at: At<'a>,
    way: Vec<NavigationId>,
}

impl<'a> Walk<'a> {
    fn new(api: &'a Api, at: At<'a>) -> Self {
        let way = Vec::new();
        Self { api, at, way }
    }

    /// Follows the segments of a path without the first `walked` ones.
    fn follow(mut self, path: &str, walked: usize) -> Result<Located<'a>, Vec<String>> {
        let written: Vec<&str> = segments(path).collect();
        for (number, segment) in written.iter().enumerate().skip(walked) {
            if self.step(segment) {
                continue;
            }
            let before = written.get(..number).unwrap_or_default();
            return match self.end(segment) {
                Some(found) if number + 1 == written.len() => Ok(Located {
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
        let found = match self.at {
            At::Root => return Err(Vec::new()),
            At::Instance(id) => Found::Type(id),
            At::Place(owner, navigation, position) => Found::Place {
                owner,
                navigation,
                position,
                suffix: "",
            },
        };
        let way = self.way;
        Ok(Located { found, way })
    }

    /// Goes on by a key or a navigation, if the segment is one.
    fn step(&mut self, segment: &str) -> bool {
        let owner = match &mut self.at {
            At::Place(_, _, position @ Position::Collection) => {
                let is_key = is_placeholder(segment) || segment == "*";
                if is_key {
                    *position = Position::Entity;
                }
                return is_key;
            }
            At::Place(_, navigation, Position::Entity) => Owner::Type(navigation.target.clone()),
            At::Instance(id) => Owner::Type(id.clone()),
            At::Root => Owner::Root,
        };
        let api = self.api;
        let mut navigations = api
            .navigation_of(&owner)
            .into_iter()
            .flat_map(|all| all.values());
        let Some(navigation) = navigations.find(|one| one.name.eq_ignore_ascii_case(segment))
        else {
            return false;
        };
        let position = navigation.position();
        self.way.push((owner.clone(), navigation.name.clone()));
        self.at = At::Place(owner, navigation, position);
        true
    }

    /// What a last segment names behind the place: `$ref` and `$count`, an action or function, a structural property.
    fn end(&self, segment: &str) -> Option<Found<'a>> {
        let (owner, navigation, position) = match &self.at {
            At::Root => return None,
            At::Instance(id) => return self.end_at_instance(id, segment),
            At::Place(owner, navigation, position) => (owner.clone(), *navigation, *position),
        };
        let mut kinds = navigation.operations.keys();
        let kind = kinds.find(|kind| {
            kind.position() == position
                && !kind.suffix().is_empty()
                && kind.suffix().eq_ignore_ascii_case(segment)
        });
        if let Some(kind) = kind {
            return Some(Found::Place {
                owner,
                navigation,
                position,
                suffix: kind.suffix(),
            });
        }
        if position == Position::Entity {
            return self.end_at_instance(&navigation.target, segment);
        }
        let operations = named(navigation.bound_operations.values(), segment);
        (!operations.is_empty()).then_some(Found::OnCollection {
            owner,
            navigation,
            operations,
        })
    }

    fn end_at_instance(&self, id: &'a TypeId, segment: &str) -> Option<Found<'a>> {
        let mut properties = self.api.flattened_properties(id).into_keys();
        if let Some(name) = properties.find(|name| name.eq_ignore_ascii_case(segment)) {
            return Some(Found::Property(id, name));
        }
        let operations = named(self.api.structured(id)?.operations.values(), segment);
        (!operations.is_empty()).then_some(Found::OnInstance(id, operations))
    }

    /// Paths that may have been meant where `segment` leads nowhere.
    fn near(&self, before: &[&str], segment: &str) -> Vec<String> {
        let api = self.api;
        let names = match &self.at {
            At::Root => return near::starts(api, segment),
            At::Instance(id) => near::behind_instance(api, id),
            At::Place(_, navigation, position) => near::behind_place(api, navigation, *position),
        };
        let found = near_misses(segment, names).into_iter();
        let found: Vec<String> = found.map(|name| joined(before, &[&name])).collect();
        if !found.is_empty() {
            return found;
        }
        match &self.at {
            At::Place(_, navigation, Position::Collection) => {
                let names = near::behind_place(api, navigation, Position::Entity);
                let found = near_misses(segment, names).into_iter();
                found.map(|name| joined(before, &["{id}", &name])).collect()
            }
            At::Instance(id) => near::on_collections(api, id, segment),
            _ => found,
        }
    }
}

/// The actions and functions of a simple or qualified name.
fn named<'a>(
    operations: impl Iterator<Item = &'a BoundOperation>,
    name: &str,
) -> Vec<&'a BoundOperation> {
    let is_named = |operation: &&BoundOperation| {
        let names = [operation.name.name(), operation.name.as_str()];
        names.iter().any(|own| own.eq_ignore_ascii_case(name))
    };
    operations.filter(is_named).collect()
}

fn joined(before: &[&str], segments: &[&str]) -> String {
    [before, segments].concat().join("/")
}
