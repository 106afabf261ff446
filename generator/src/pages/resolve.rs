//! Request lines on the type graph: what a method and a URL of a page call.

use std::collections::BTreeMap;

use super::called::{Called, Step, operations};
use super::url::{Segment, segments};
use crate::model::{
    Api, BoundOperation, Method, Navigation, NavigationOperation, Outcome, Owner, Position,
    Signature, StreamOperation, Structured, TypeId,
};
use crate::problem::{Location, near_misses};

/// What a request comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// The description has the operation.
    Operation(Called),
    /// The URL leads somewhere, and the description does not offer the method there.
    NotOffered {
        /// What is there: `group/members`.
        title: String,
        /// The methods that are offered there.
        offered: Vec<Method>,
        /// Where that is described.
        described: Option<Location>,
    },
    /// A segment leads nowhere.
    Nowhere {
        /// The segment, as the page has it.
        segment: String,
        /// What it would have to belong to.
        behind: String,
        /// Names that are there and look like it.
        near: Vec<String>,
        /// Where what it would have to belong to is described.
        described: Option<Location>,
    },
}

/// A model with what it takes to follow URLs over its types.
#[derive(Clone, Debug)]
pub struct Resolver<'a> {
    api: &'a Api,
    derived: BTreeMap<&'a TypeId, Vec<&'a Structured>>,
}

impl<'a> Resolver<'a> {
    /// That of a model.
    pub fn new(api: &'a Api) -> Self {
        Self {
            api,
            derived: api.derived_types(),
        }
    }

    /// The model.
    pub fn api(&self) -> &'a Api {
        self.api
    }

    /// Follows the URL of a request over the types.
    ///
    /// Letter case counts for nothing, placeholders may have any name, operations and casts may be written with their namespace, with the
    /// alias `graph` or, operations, with neither. What a derived type has is found behind its base types too, as pages leave casts out.
    pub fn resolve(&self, method: Method, url: &str) -> Resolution {
        self.resolve_path(method, url).0
    }

    /// The same, with the path as a template: `{}` stands for each key, for literals in the place of one too.
    pub fn resolve_path(&self, method: Method, url: &str) -> (Resolution, String) {
        let segments = segments(url);
        let walk = Walk {
            api: self.api,
            derived: &self.derived,
            method,
            segments: &segments,
        };
        let mut literal_keys = Vec::new();
        let resolution = match walk.run(&mut literal_keys) {
            Ok(resolution) => resolution,
            Err(nowhere) => match untyped(self.api, method, &segments) {
                Some(called) => Resolution::Operation(called),
                None => *nowhere,
            },
        };
        (resolution, template(&segments, &literal_keys))
    }

    /// The operation that a path calls which was written as a template: no literal of it stands for a key.
    pub fn called_by_template(&self, method: Method, path: &str) -> Option<Called> {
        let is_sure =
            |segment: &Segment<'_>| !matches!(segment, Segment::ByPath | Segment::Ellipsis);
        let segments = segments(path);
        if !segments.iter().all(is_sure) {
            return None;
        }
        let walk = Walk {
            api: self.api,
            derived: &self.derived,
            method,
            segments: &segments,
        };
        let mut literal_keys = Vec::new();
        match walk.run(&mut literal_keys) {
            Ok(Resolution::Operation(called)) if literal_keys.is_empty() => Some(called),
            Ok(_) => None,
            Err(_) => untyped(self.api, method, &segments),
        }
    }
}

/// A place that was reached.
#[derive(Clone, Debug)]
struct Place {
    /// What is there, for a reader.
    title: String,
    /// The navigation that led there last; nothing behind a function.
    step: Option<Step>,
    position: Position,
    ty: TypeId,
}

/// What a segment leads to.
enum Next {
    Place(Place),
    /// What can only be the end.
    End(Resolution),
    /// A value that leads nowhere: a property of a primitive type, what a function answers with that is no object, or an operation that is
    /// bound elsewhere.
    Value(String, Option<Location>),
}

struct Walk<'a> {
    api: &'a Api,
    derived: &'a BTreeMap<&'a TypeId, Vec<&'a Structured>>,
    method: Method,
    segments: &'a [Segment<'a>],
}

impl Walk<'_> {
    /// What the segments come to. The positions of literals in the place of keys are added to `literal_keys`.
    fn run(&self, literal_keys: &mut Vec<usize>) -> Result<Resolution, Box<Resolution>> {
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
                            behind: title,
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
        let place = found.map(|navigation| place(Owner::Root, navigation));
        let place = place.ok_or_else(|| self.nowhere(name, None))?;
        // `applications(appId='…')`: an alternate key.
        Ok(match segment {
            Segment::Call { .. } => keyed(place),
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
            Segment::Key if from.position == Position::Collection => Some(keyed(from.clone())),
            Segment::Key => None,
            Segment::ByPath | Segment::Ellipsis => Some(keyed(from.clone())),
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

    /// `$ref`, `$count`, `$value`.
    fn system(&self, from: &Place, name: &str) -> Resolution {
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

    fn behind_entity(
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
                let place = place(Owner::Type(ty.id.clone()), navigation);
                // `extensions(name='…')`: an alternate key.
                return Some(Next::Place(match arguments {
                    Some(arguments) if !arguments.is_empty() => keyed(place),
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

    fn behind_collection(
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
        (!is_member && arguments.is_none()).then(|| Next::Place(keyed(from.clone())))
    }

    /// The type, its base types, and those that derive from it: what any entity there may have.
    fn types(&self, ty: &TypeId) -> Vec<&Structured> {
        let derived = self.derived.get(ty).into_iter().flatten().copied();
        self.api.lineage(ty).chain(derived).collect()
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

    fn stream(&self, from: &Place, name: &str) -> Option<(TypeId, String)> {
        if from.position == Position::Collection {
            return None;
        }
        self.types(&from.ty).into_iter().find_map(|ty| {
            let mut names = ty.streams.keys();
            let segment = names.find(|segment| segment.eq_ignore_ascii_case(name))?;
            Some((ty.id.clone(), segment.clone()))
        })
    }

    fn on_stream(&self, owner: TypeId, segment: &str) -> Resolution {
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
    fn at(&self, place: &Place, suffix: &str) -> Resolution {
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

    fn described(&self, place: &Place) -> Option<Location> {
        self.api.structured(&place.ty).map(|ty| ty.location)
    }

    fn nowhere(&self, segment: &str, from: Option<&Place>) -> Box<Resolution> {
        let known: Vec<&str> = match from {
            None => self.api.root.keys().map(String::as_str).collect(),
            Some(place) => self.names(place),
        };
        Box::new(Resolution::Nowhere {
            segment: segment.to_owned(),
            behind: from.map_or_else(|| Owner::Root.to_string(), |place| place.title.clone()),
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

fn place(owner: Owner, navigation: &Navigation) -> Place {
    Place {
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

fn keyed(place: Place) -> Place {
    Place {
        position: Position::Entity,
        ..place
    }
}

/// A path of segments, `{}` for each key.
fn template(segments: &[Segment<'_>], literal_keys: &[usize]) -> String {
    let mut path = String::new();
    for (number, segment) in segments.iter().enumerate() {
        match segment {
            Segment::Name(_) if literal_keys.contains(&number) => path.push_str("/{}"),
            Segment::Name(name) => path.extend(["/", name]),
            Segment::Call { name, arguments } => {
                let arguments: Vec<String> = arguments
                    .iter()
                    .map(|argument| format!("{argument}={{}}"))
                    .collect();
                path.push_str(&format!("/{name}({})", arguments.join(",")));
            }
            Segment::Key => path.push_str("/{}"),
            Segment::ByPath => path.push_str(":/{}:"),
            Segment::Ellipsis => path.push_str("/..."),
        }
    }
    path
}

fn shown(segment: &Segment<'_>) -> String {
    match segment {
        Segment::Name(name) | Segment::Call { name, .. } => (*name).to_owned(),
        Segment::Key => "a key".to_owned(),
        Segment::ByPath => "a path".to_owned(),
        Segment::Ellipsis => "...".to_owned(),
    }
}

/// The operation of a path that leads to no type and has the same names in the same places.
fn untyped(api: &Api, method: Method, written: &[Segment<'_>]) -> Option<Called> {
    let fits = |template: &str| {
        let known = segments(template);
        known.len() == written.len()
            && known.iter().zip(written).all(|pair| match pair {
                (Segment::Key, Segment::Key | Segment::Name(_)) => true,
                (
                    Segment::Name(a) | Segment::Call { name: a, .. },
                    Segment::Name(b) | Segment::Call { name: b, .. },
                ) => a.eq_ignore_ascii_case(b),
                (known, written) => known == written,
            })
    };
    let mut keys = api.untyped.keys();
    let (template, method) = keys.find(|(template, known)| *known == method && fits(template))?;
    Some(Called::Untyped(template.clone(), *method))
}
