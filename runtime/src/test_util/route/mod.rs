//! From a path to the place in the directory that it names.

mod place;

pub(super) use self::place::{Access, Located, OperationCall, Place, entity_at};

use self::place::linked;
use super::collection::{Collection, Link, Source};
use super::error::ServiceError;
use super::schema::Schema;
use super::segment::{self, Call, Step};
use super::store::{EntityId, Home, Store};
use super::upload::UploadTarget;

/// Finds the place that the steps of a path, without the service version, name.
pub(super) fn resolve<'s>(
    schema: &'s Schema,
    store: &Store,
    steps: &[Step],
) -> Result<Place<'s>, ServiceError> {
    Walk {
        schema,
        store,
        within_alias: false,
    }
    .to_place(steps)
}

/// Finds the place that a raw path names. The service version is not in it.
pub(super) fn resolve_path<'s>(
    schema: &'s Schema,
    store: &Store,
    path: &str,
) -> Result<Place<'s>, ServiceError> {
    resolve(schema, store, &segment::split(path)?)
}

struct Walk<'s, 'w> {
    schema: &'s Schema,
    store: &'w Store,
    /// An alias stands for a path without aliases, so that two cannot stand for each other.
    within_alias: bool,
}

/// Where a walk is. An entity keeps the collection it was picked from, if it was.
enum At<'s> {
    Root,
    Entity(Located<'s>, Option<Link<'s>>),
    /// Where an entity by this name would be.
    Absent(NewEntity<'s>),
    Other(Place<'s>),
}

/// An entity that would be contained there, if it had been created.
struct NewEntity<'s> {
    link: Link<'s>,
    property: &'s str,
    name: String,
}

impl<'s> Walk<'s, '_> {
    fn to_place(&self, steps: &[Step]) -> Result<Place<'s>, ServiceError> {
        let mut at = At::Root;
        for step in steps {
            at = match step {
                Step::Segment(segment) => self.step(at, segment)?,
                Step::Way(names) => self.by_path(at, names)?,
            };
        }
        match at {
            At::Root => Err(ServiceError::bad_request(
                "The request names nothing in the service.",
            )),
            At::Entity(entity, _) => Ok(Place::Entity(entity)),
            At::Absent(absent) => Err(ServiceError::not_found(&absent.name)),
            At::Other(place) => Ok(place),
        }
    }

    fn step(&self, at: At<'s>, segment: &str) -> Result<At<'s>, ServiceError> {
        match at {
            At::Root => self.after_root(segment),
            At::Entity(entity, picked_from) => self.after_entity(&entity, picked_from, segment),
            At::Absent(absent) => self.after_absent(absent, segment),
            At::Other(Place::Collection(collection)) => self.after_collection(collection, segment),
            At::Other(Place::Single(link)) => self.after_single(link, segment),
            At::Other(_) => Err(ServiceError::unknown_segment(segment)),
        }
    }

    /// What is below an entity by the names of what its collections hold, one below the other.
    fn by_path(&self, at: At<'s>, names: &[String]) -> Result<At<'s>, ServiceError> {
        let entity = match at {
            At::Entity(entity, _) => Some(entity),
            At::Other(Place::Single(link)) => linked(self.store, link),
            At::Root | At::Absent(_) | At::Other(_) => None,
        };
        let way = names.join("/");
        let mut entity = entity.ok_or_else(|| ServiceError::unknown_segment(&way))?;
        for (position, name) in names.iter().enumerate() {
            let below = self.schema.by_path(entity.declared);
            let (navigation, property) =
                below.ok_or_else(|| ServiceError::unknown_segment(&way))?;
            let link = Link {
                owner: entity.id,
                navigation,
            };
            let collection = Collection::of_link(link);
            let found = collection.find_by(self.schema, self.store, property, name);
            let Some(id) = found else {
                let is_last = position + 1 == names.len();
                if !is_last || !navigation.contained {
                    return Err(ServiceError::not_found(&way));
                }
                let name = name.clone();
                return Ok(At::Absent(NewEntity {
                    link,
                    property,
                    name,
                }));
            };
            entity = Located {
                id,
                declared: collection.item_type,
                access: Access::UpdateAndDelete,
            };
        }
        Ok(At::Entity(entity, None))
    }

    fn after_root(&self, segment: &str) -> Result<At<'s>, ServiceError> {
        let call = Call::parse(segment);
        if let Some((name, item_type)) = self.schema.set(call.name) {
            return self.keyed(Collection::of_set(name, item_type), &call);
        }
        if call.arguments.is_some() {
            return Err(ServiceError::unknown_segment(segment));
        }
        if let Some((name, declared)) = self.schema.singleton(segment) {
            let home = Home::Singleton(name.to_owned());
            let id = self.store.at_home(&home).next();
            let id = id.ok_or_else(|| ServiceError::not_found(name))?;
            let entity = Located {
                id,
                declared,
                access: Access::Update,
            };
            return Ok(At::Entity(entity, None));
        }
        match self.schema.alias(segment) {
            Some(path) if !self.within_alias => self.through_alias(path),
            _ => Err(ServiceError::unknown_segment(segment)),
        }
    }

    fn through_alias(&self, path: &str) -> Result<At<'s>, ServiceError> {
        let direct = Walk {
            within_alias: true,
            ..*self
        };
        let place = direct.to_place(&segment::split(path)?)?;
        let entity = entity_at(self.store, place).ok_or_else(|| ServiceError::not_found(path))?;
        let access = Access::Update;
        Ok(At::Entity(Located { access, ..entity }, None))
    }

    fn after_collection(
        &self,
        collection: Collection<'s>,
        segment: &str,
    ) -> Result<At<'s>, ServiceError> {
        match segment {
            "$count" => return Ok(At::Other(Place::Count(collection))),
            "$ref" => {
                return match referenceable(&collection) {
                    Some(link) if !collection.cast => Ok(At::Other(Place::References(link))),
                    _ => Err(ServiceError::unknown_segment(segment)),
                };
            }
            _ => {}
        }
        if is_delta(segment) && referenceable(&collection).is_none() {
            return Ok(At::Other(Place::Delta(collection)));
        }
        match self.schema.known_type(segment) {
            Some(cast) => Ok(At::Other(Place::Collection(collection.cast_to(cast)))),
            None => self.pick(&collection, segment),
        }
    }

    fn after_entity(
        &self,
        entity: &Located<'s>,
        picked_from: Option<Link<'s>>,
        segment: &str,
    ) -> Result<At<'s>, ServiceError> {
        if segment == "$ref" {
            let link = picked_from.ok_or_else(|| ServiceError::unknown_segment(segment))?;
            return Ok(At::Other(Place::Member(link, entity.id)));
        }
        if let Some(cast) = self.schema.known_type(segment) {
            return self.cast(entity, cast);
        }
        let call = Call::parse(segment);
        if let Some(navigation) = self.schema.navigation(entity.declared, call.name) {
            let link = Link {
                owner: entity.id,
                navigation,
            };
            return match (navigation.many, &call.arguments) {
                (true, _) => self.keyed(Collection::of_link(link), &call),
                (false, None) => Ok(At::Other(Place::Single(link))),
                (false, Some(_)) => Err(ServiceError::unknown_segment(segment)),
            };
        }
        if let Some(stream) = self.schema.stream(entity.declared, segment) {
            return Ok(At::Other(Place::Stream(entity.clone(), stream)));
        }
        if is_upload(segment)
            && let Some(stream) = self.schema.upload(entity.declared)
        {
            let target = UploadTarget::existing(entity, stream);
            return Ok(At::Other(Place::Upload(target)));
        }
        let operation = self.schema.operation(entity.declared, call.name);
        let operation = operation.ok_or_else(|| ServiceError::unknown_segment(segment))?;
        let arguments = call.arguments.unwrap_or_default();
        Ok(At::Other(Place::Operation(OperationCall {
            on: entity.id,
            operation,
            arguments,
        })))
    }

    /// What can be done with what does not exist: give it content.
    fn after_absent(&self, absent: NewEntity<'s>, segment: &str) -> Result<At<'s>, ServiceError> {
        let NewEntity {
            link,
            property,
            name,
        } = absent;
        let item_type = &link.navigation.target;
        let not_found = || ServiceError::not_found(&name);
        let stream = if is_upload(segment) {
            self.schema.upload(item_type)
        } else {
            self.schema.stream(item_type, segment)
        };
        let stream = stream.ok_or_else(not_found)?;
        let target = UploadTarget::new(link, property, name, stream);
        Ok(At::Other(if is_upload(segment) {
            Place::Upload(target)
        } else {
            Place::NewContent(target)
        }))
    }

    fn after_single(&self, link: Link<'s>, segment: &str) -> Result<At<'s>, ServiceError> {
        if segment == "$ref" {
            return Ok(At::Other(Place::Reference(link)));
        }
        let entity = linked(self.store, link);
        let entity = entity.ok_or_else(|| ServiceError::not_found(&link.navigation.name))?;
        self.after_entity(&entity, None, segment)
    }

    fn cast(&self, entity: &Located<'s>, cast: &'s str) -> Result<At<'s>, ServiceError> {
        let stored = self.store.get(entity.id);
        if !stored.is_some_and(|stored| self.schema.is_a(&stored.type_name, cast)) {
            return Err(ServiceError::not_found(cast));
        }
        Ok(At::Entity(
            Located {
                declared: cast,
                ..entity.clone()
            },
            None,
        ))
    }

    /// The collection, or the item of it that a key predicate names.
    fn keyed(&self, collection: Collection<'s>, call: &Call<'_>) -> Result<At<'s>, ServiceError> {
        let Some(key) = call.key() else {
            return Ok(At::Other(Place::Collection(collection)));
        };
        let (name, key) = key?;
        let alternate = name.filter(|name| !name.eq_ignore_ascii_case("id"));
        let Some(name) = alternate else {
            return self.pick(&collection, &key);
        };
        let property = self.schema.alternate_key(collection.item_type, name);
        let property = property.ok_or_else(|| ServiceError::unknown_segment(name))?;
        let id = collection.find_by(self.schema, self.store, property, &key);
        self.picked(&collection, id, &key)
    }

    fn pick(&self, collection: &Collection<'s>, key: &str) -> Result<At<'s>, ServiceError> {
        let id = collection.find(self.schema, self.store, key);
        self.picked(collection, id, key)
    }

    fn picked(
        &self,
        collection: &Collection<'s>,
        id: Option<EntityId>,
        key: &str,
    ) -> Result<At<'s>, ServiceError> {
        let id = id.ok_or_else(|| ServiceError::not_found(key))?;
        let picked_from = referenceable(collection);
        let access = match picked_from {
            Some(_) => Access::ReadOnly,
            None => Access::UpdateAndDelete,
        };
        let entity = Located {
            id,
            declared: collection.item_type,
            access,
        };
        Ok(At::Entity(entity, picked_from))
    }
}

/// Whether a segment calls `delta`, with its namespace or without it, with parentheses or without
/// them: the service takes all of them.
fn is_delta(segment: &str) -> bool {
    let name = segment.strip_suffix("()").unwrap_or(segment);
    bare(name).eq_ignore_ascii_case("delta")
}

fn is_upload(segment: &str) -> bool {
    bare(segment).eq_ignore_ascii_case("createUploadSession")
}

fn bare(name: &str) -> &str {
    name.strip_prefix("microsoft.graph.").unwrap_or(name)
}

/// The navigation property whose references this collection is: not those of a set, nor of what is
/// contained.
fn referenceable<'s>(collection: &Collection<'s>) -> Option<Link<'s>> {
    match collection.source {
        Source::Navigation(link) if !link.navigation.contained => Some(link),
        _ => None,
    }
}
