//! What a path can name.

use crate::test_util::collection::{Collection, Link};
use crate::test_util::operations::Operation;
use crate::test_util::segment::Argument;
use crate::test_util::store::{EntityId, Store};
use crate::test_util::upload::UploadTarget;

/// A place that can be asked something.
#[derive(Debug)]
pub(in crate::test_util) enum Place<'s> {
    /// `…/users`
    Collection(Collection<'s>),
    /// `…/users/$count`
    Count(Collection<'s>),
    /// `…/users/{key}`, or a singleton
    Entity(Located<'s>),
    /// `…/manager`, whether or not it leads anywhere
    Single(Link<'s>),
    /// `…/manager/$ref`
    Reference(Link<'s>),
    /// `…/members/$ref`
    References(Link<'s>),
    /// `…/members/{key}/$ref`
    Member(Link<'s>, EntityId),
    /// `…/photo/$value`, `…/logo`
    Stream(Located<'s>, &'s str),
    /// `…/microsoft.graph.addPassword`
    Operation(OperationCall<'s>),
    /// `…/users/delta()`
    Delta(Collection<'s>),
    /// `…/items/{key}/createUploadSession`
    Upload(UploadTarget),
    /// `…/root:/new.txt:/content`, where nothing has that name
    NewContent(UploadTarget),
}

/// An entity, as the path reached it.
#[derive(Clone, Debug)]
pub(in crate::test_util) struct Located<'s> {
    pub(in crate::test_util) id: EntityId,
    /// The type declared for this position: the entity is of it or of a subtype.
    pub(in crate::test_util) declared: &'s str,
    pub(in crate::test_util) access: Access,
}

/// What may be done with an entity at the position it was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::test_util) enum Access {
    ReadOnly,
    Update,
    UpdateAndDelete,
}

/// An operation, the entity it is bound to, and the arguments in the path.
#[derive(Debug)]
pub(in crate::test_util) struct OperationCall<'s> {
    pub(in crate::test_util) on: EntityId,
    pub(in crate::test_util) operation: &'s Operation,
    pub(in crate::test_util) arguments: Vec<Argument>,
}

/// The one entity at a place, through a single-valued navigation property too.
pub(in crate::test_util) fn entity_at<'s>(store: &Store, place: Place<'s>) -> Option<Located<'s>> {
    match place {
        Place::Entity(entity) => Some(entity),
        Place::Single(link) => linked(store, link),
        _ => None,
    }
}

/// What a single-valued navigation property leads to.
pub(super) fn linked<'s>(store: &Store, link: Link<'s>) -> Option<Located<'s>> {
    let id = *link.targets(store).first()?;
    Some(Located {
        id,
        declared: &link.navigation.target,
        access: Access::ReadOnly,
    })
}
