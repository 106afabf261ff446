//! The way that a path takes over the types, and what it ends at.

use std::collections::BTreeMap;

use super::kinds;
use super::template::{self, Segment};
use crate::lower::walk::{self, Place, Step};
use crate::model::{
    Api, BoundOperation, KeyPart, Navigation, Outcome, Owner, Position, Signature, Structured,
    Type, TypeId,
};

/// What a path ends at.
#[derive(Debug)]
pub(super) enum Target<'a> {
    /// A navigation, and what is appended: nothing, `$ref` or `$count`.
    Navigation {
        /// The navigation, and what was cast behind it.
        step: Step,
        /// Where at it.
        position: Position,
        /// What is appended.
        suffix: &'a str,
    },
    /// A media stream of an instance.
    Stream {
        /// The type of the instance.
        owner: TypeId,
        /// The segment that leads to it.
        segment: &'a str,
    },
    /// An action or function at a place.
    Bound {
        /// The place.
        place: Place,
        /// Its name as it is written.
        name: &'a str,
        /// What stands in parentheses; nothing where there are none.
        arguments: Option<Vec<(&'a str, &'a str)>>,
    },
}

/// Where one segment leads.
enum Next<'a> {
    /// To a place, from which the path may go on.
    Place(Place),
    /// To the end.
    End(Target<'a>),
}

/// A walk over the types. What only paths tell of a type is noted on the way: by which names its instances have keys, which of its
/// properties have paths, and behind what paths go on.
pub(super) struct Walk<'m> {
    pub api: &'m mut Api,
    /// Whether the operations of the path read or write bytes.
    pub is_stream: bool,
}

impl Walk<'_> {
    /// Follows the segments of a path. The error is the segment that leads nowhere.
    pub(super) fn follow<'a>(mut self, segments: &[Segment<'a>]) -> Result<Target<'a>, &'a str> {
        let mut at: Option<Place> = None;
        let mut rest = segments.iter();
        while let Some(segment) = rest.next() {
            match self.next(at.take(), segment, rest.len() == 0) {
                Some(Next::Place(place)) => at = Some(place),
                Some(Next::End(target)) => return Ok(target),
                None => return Err(segment.text()),
            }
        }
        match at {
            Some(Place {
                step: Some(step),
                position,
                ..
            }) => Ok(Target::Navigation {
                step,
                position,
                suffix: "",
            }),
            _ => Err("/"),
        }
    }

    fn next<'a>(
        &mut self,
        from: Option<Place>,
        segment: &Segment<'a>,
        last: bool,
    ) -> Option<Next<'a>> {
        match segment {
            Segment::Name(name) => self.name(from, name, last),
            Segment::Key(_) => from?.keyed().map(Next::Place),
            Segment::NamedKey(text) => {
                let place = from?.keyed()?;
                self.note_key(&place.ty, &template::part_names(text));
                Some(Next::Place(place))
            }
            Segment::Call { name, arguments } => self.call(from, name, arguments, last),
            Segment::System("$value") if last && from.as_ref()?.position == Position::Entity => {
                Some(Next::End(Target::Stream {
                    owner: from?.ty,
                    segment: "$value",
                }))
            }
            Segment::System(suffix @ ("$ref" | "$count")) if last => {
                let Place { step, position, .. } = from?;
                Some(Next::End(Target::Navigation {
                    step: step?,
                    position,
                    suffix,
                }))
            }
            Segment::System(_) => None,
        }
    }

    /// A name leads along a navigation, to instances of a derived type, to a property, or else to an action or function.
    fn name<'a>(&mut self, from: Option<Place>, name: &'a str, last: bool) -> Option<Next<'a>> {
        if let Some(next) = Place::named(self.api, from.as_ref(), name) {
            self.note_passed(from);
            return Some(Next::Place(next));
        }
        let place = from?;
        if let Some(next) = place.cast(self.api, name) {
            return Some(Next::Place(next));
        }
        if place.position == Position::Entity {
            if last && self.is_stream && !name.contains('.') {
                return Some(Next::End(Target::Stream {
                    owner: place.ty,
                    segment: name,
                }));
            }
            if self.has_property(&place.ty, name) {
                let navigation = self.structural(&place.ty, name)?;
                let next = Place::behind(Owner::Type(place.ty.clone()), &navigation);
                self.api
                    .navigation_of_mut(&Owner::Type(place.ty.clone()))?
                    .insert(name.to_owned(), navigation);
                self.note_passed(Some(place));
                return Some(Next::Place(next));
            }
        }
        last.then_some(Next::End(Target::Bound {
            place,
            name,
            arguments: None,
        }))
    }

    /// Parentheses behind a collection hold a key by name, elsewhere the arguments of a function.
    fn call<'a>(
        &mut self,
        from: Option<Place>,
        name: &'a str,
        arguments: &[(&'a str, &'a str)],
        last: bool,
    ) -> Option<Next<'a>> {
        if let Some(place) =
            Place::named(self.api, from.as_ref(), name).and_then(|place| place.keyed())
        {
            let names: Vec<&str> = arguments.iter().map(|(name, _)| *name).collect();
            self.note_alternate_key(&place.ty, &names);
            self.note_passed(from);
            return Some(Next::Place(place));
        }
        let place = from?;
        if last {
            return Some(Next::End(Target::Bound {
                place,
                name,
                arguments: Some(arguments.to_vec()),
            }));
        }
        let bound = self.called(&place, name, arguments)?;
        let Outcome::Value(answer) = &bound.outcome else {
            return None;
        };
        let answer = answer.name().filter(|_| !answer.collection)?.clone();
        bound.continues = true;
        self.api.structured(&answer)?;
        Some(Next::Place(Place::answered(answer)))
    }

    /// The function of a call that a shorter path ended with.
    fn called(
        &mut self,
        place: &Place,
        name: &str,
        arguments: &[(&str, &str)],
    ) -> Option<&mut BoundOperation> {
        let signature = Signature {
            name: qualified(name)?,
            parameters: arguments
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .collect(),
        };
        operations_at(self.api, place)?.get_mut(&signature)
    }

    fn has_property(&self, id: &TypeId, name: &str) -> bool {
        let mut lineage = self.api.lineage(id);
        lineage.any(|base| base.properties.contains_key(name))
    }

    /// A property whose values are structured as a navigation.
    fn structural(&self, id: &TypeId, name: &str) -> Option<Navigation> {
        let property = self
            .api
            .lineage(id)
            .find_map(|base| base.properties.get(name))?;
        let target = property.ty.name()?;
        self.api.structured(target)?;
        Some(Navigation {
            is_structural: true,
            contained: Some(true),
            ..kinds::navigation(property.clone(), target.clone())
        })
    }

    /// A path goes on behind the navigation that led to a place.
    fn note_passed(&mut self, place: Option<Place>) {
        if let Some(step) = place.and_then(|place| place.step)
            && let Some(navigation) = self.api.navigation_mut(&step.owner, &step.name)
        {
            navigation.continues = true;
        }
    }

    /// A segment of several named parts is the key that the type declares, all of its properties together. A type that inherits another one
    /// does not share it with its siblings.
    fn note_key(&mut self, id: &TypeId, names: &[&str]) {
        let declares = |walk: &Self| names.iter().all(|name| walk.has_property(id, name));
        if names.len() > 1
            && declares(self)
            && let Some(structured) = structured_mut(self.api, id)
        {
            structured.key = names.iter().map(|name| (*name).to_owned()).collect();
        }
    }

    /// Named parts in parentheses are the key or an alternate one. The names are those of properties, or of paths to them.
    fn note_alternate_key(&mut self, id: &TypeId, names: &[&str]) {
        if self.api.key(id).iter().eq(names) {
            return;
        }
        let part = |name: &&str| KeyPart {
            alias: (*name).to_owned(),
            property: (*name).to_owned(),
        };
        let key: Vec<KeyPart> = names.iter().map(part).collect();
        if let Some(structured) = structured_mut(self.api, id)
            && let Err(position) = structured.alternate_keys.binary_search(&key)
        {
            structured.alternate_keys.insert(position, key);
        }
    }
}

/// The actions and functions bound to what is at a place; nothing at a collection of what was cast, since the model keeps none there.
pub(super) fn operations_at<'m>(
    api: &'m mut Api,
    place: &Place,
) -> Option<&'m mut BTreeMap<Signature, BoundOperation>> {
    match place.position {
        Position::Collection => {
            let step = place.step.as_ref().filter(|step| step.cast.is_none())?;
            let navigation = api.navigation_mut(&step.owner, &step.name)?;
            Some(&mut navigation.bound_operations)
        }
        Position::Entity => Some(&mut structured_mut(api, &place.ty)?.operations),
    }
}

/// The name of an action or function. Some texts leave out the namespace `microsoft.graph`.
pub(super) fn qualified(name: &str) -> Option<TypeId> {
    if name.contains('.') {
        return walk::in_full(name);
    }
    TypeId::parse(&format!("microsoft.graph.{name}")).ok()
}

fn structured_mut<'m>(api: &'m mut Api, id: &TypeId) -> Option<&'m mut Structured> {
    match api.types.get_mut(id) {
        Some(Type::Structured(structured)) => Some(structured),
        _ => None,
    }
}
