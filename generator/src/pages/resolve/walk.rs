//! From segment to segment.

use std::collections::BTreeMap;

use super::Resolution;
use super::place::{Next, Place};
use crate::model::{Api, Method, Owner, Position, Structured, TypeId};
use crate::pages::url::Segment;
use crate::problem::near_misses;

/// A request on its way over the types.
pub(super) struct Walk<'a> {
    pub(super) api: &'a Api,
    pub(super) derived: &'a BTreeMap<&'a TypeId, Vec<&'a Structured>>,
    pub(super) method: Method,
    pub(super) segments: &'a [Segment<'a>],
}

impl Walk<'_> {
    /// What the segments come to. The positions of literals in the place of keys are added to `literal_keys`.
    pub(super) fn run(&self, literal_keys: &mut Vec<usize>) -> Result<Resolution, Box<Resolution>> {
        let mut segments = self.segments.iter().enumerate();
        let Some((_, first)) = segments.next() else {
            return Err(self.nowhere("", None));
        };
        let mut place = self.root(first)?;
        while let Some((number, segment)) = segments.next() {
            let last = number + 1 == self.segments.len();
            match self.next(&place, segment, last)? {
                Next::Place(next) => {
                    let is_name = matches!(segment, Segment::Name(_));
                    if is_name && next.step == place.step && next.position != place.position {
                        literal_keys.push(number);
                    }
                    place = next;
                }
                Next::End(resolution) => return Ok(resolution),
                Next::Value(title, described) => {
                    // What a primitive value has: `$value`, and `$count` for a collection.
                    if let Some(Segment::Name(name)) = segments.next().map(|(_, segment)| segment)
                        && !name.starts_with('$')
                    {
                        return Err(Box::new(Resolution::Nowhere {
                            segment: (*name).to_owned(),
                            behind: Some(title),
                            near: Vec::new(),
                            described,
                        }));
                    }
                    return Ok(Resolution::NotOffered {
                        title,
                        offered: Vec::new(),
                        described,
                    });
                }
            }
        }
        Ok(self.at(&place, ""))
    }

    fn root(&self, segment: &Segment<'_>) -> Result<Place, Box<Resolution>> {
        let (Segment::Name(name) | Segment::Call { name, .. }) = segment else {
            return Err(self.nowhere(&shown(segment), None));
        };
        let mut navigations = self.api.root.values();
        let found = navigations.find(|navigation| navigation.name.eq_ignore_ascii_case(name));
        let place = found.map(|navigation| Place::of(Owner::Root, navigation));
        let place = place.ok_or_else(|| self.nowhere(name, None))?;
        // `applications(appId='…')`: an alternate key.
        Ok(match segment {
            Segment::Call { .. } => place.keyed(),
            _ => place,
        })
    }

    fn next(
        &self,
        from: &Place,
        segment: &Segment<'_>,
        last: bool,
    ) -> Result<Next, Box<Resolution>> {
        let found = match segment {
            Segment::Key if from.position == Position::Collection => Some(from.clone().keyed()),
            Segment::Key => None,
            Segment::ByPath | Segment::Ellipsis => Some(from.clone().keyed()),
            Segment::Name(name) => return self.named(from, name, None, last),
            Segment::Call { name, arguments } => {
                return self.named(from, name, Some(arguments), last);
            }
        };
        let found = found.map(Next::Place);
        found.ok_or_else(|| self.nowhere(&shown(segment), Some(from)))
    }

    fn named(
        &self,
        from: &Place,
        name: &str,
        arguments: Option<&[&str]>,
        last: bool,
    ) -> Result<Next, Box<Resolution>> {
        if name.starts_with('$') {
            return Ok(Next::End(self.system(from, name)));
        }
        let found = match from.position {
            Position::Entity => self.behind_entity(from, name, arguments, last),
            Position::Collection => self.behind_collection(from, name, arguments, last),
        };
        found.ok_or_else(|| self.nowhere(name, Some(from)))
    }

    /// The type, its base types, and those that derive from it: what any entity there may have.
    pub(super) fn types(&self, ty: &TypeId) -> Vec<&Structured> {
        let derived = self.derived.get(ty).into_iter().flatten().copied();
        self.api.lineage(ty).chain(derived).collect()
    }

    fn nowhere(&self, segment: &str, from: Option<&Place>) -> Box<Resolution> {
        let known: Vec<&str> = match from {
            None => self.api.root.keys().map(String::as_str).collect(),
            Some(place) => self.names(place),
        };
        Box::new(Resolution::Nowhere {
            segment: segment.to_owned(),
            behind: from.map(|place| place.title.clone()),
            near: near_misses(segment, known),
            described: from.and_then(|place| self.described(place)),
        })
    }

    fn names(&self, place: &Place) -> Vec<&str> {
        let types = self.types(&place.ty).into_iter();
        let names = types.flat_map(|ty| {
            let operations = ty.operations.keys().map(|signature| signature.name.name());
            let navigation = ty.navigation.keys().map(String::as_str);
            navigation.chain(operations)
        });
        names.collect()
    }
}

fn shown(segment: &Segment<'_>) -> String {
    match segment {
        Segment::Name(name) | Segment::Call { name, .. } => (*name).to_owned(),
        Segment::Key => "a key".to_owned(),
        Segment::ByPath => "a path".to_owned(),
        Segment::Ellipsis => "...".to_owned(),
    }
}
