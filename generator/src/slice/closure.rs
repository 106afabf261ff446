//! The types that a selection needs, and for each the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::place::{BoundId, NavigationId};
use super::selection::Selection;
use crate::model::{
    Api, NavigationOperation, Outcome, Owner, Position, StreamOperation, TypeId, TypeRef,
};

/// Why a type is in the slice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An entry of the slice names it.
    Listed,
    /// A navigation that is in the slice leads to it, or is cast to it.
    Target {
        /// Who owns the navigation.
        owner: Owner,
        /// The navigation, for a reader: `application/connectorGroup`, with the type that it is cast to if it is.
        navigation: String,
        /// One request there that reads or writes an instance, if any is in the slice: `GET groups/{id}`.
        request: Option<String>,
        /// The entry of the slice file that takes the navigation in; nothing where everything is wanted.
        entry: Option<String>,
    },
    /// An action or function takes it or answers with it.
    BoundOperation {
        /// The qualified name.
        name: TypeId,
        /// The type it is bound to.
        owner: TypeId,
    },
    /// It has a media stream that an operation replaces, and may be what that answers with.
    Stream(String),
    /// A structural property holds it.
    Property {
        /// The type that declares the property.
        owner: TypeId,
        /// The property.
        name: String,
    },
    /// It is the base type of one that is in the slice.
    BaseOf(TypeId),
}

impl Reason {
    /// The type that is the reason, if a type is.
    pub fn because_of(&self) -> Option<&TypeId> {
        match self {
            Self::Property { owner, .. }
            | Self::BaseOf(owner)
            | Self::BoundOperation { owner, .. }
            | Self::Target {
                owner: Owner::Type(owner),
                ..
            } => Some(owner),
            Self::Listed | Self::Stream(_) | Self::Target { .. } => None,
        }
    }

    /// The entry of the slice file that is the reason, if one for paths or tags is.
    pub fn entry(&self) -> Option<&str> {
        match self {
            Self::Target { entry, .. } => entry.as_deref(),
            _ => None,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listed => f.write_str("the slice file lists it"),
            Self::Target {
                navigation,
                request: Some(request),
                ..
            } => write!(f, "`{navigation}` leads to it, for `{request}`"),
            Self::Target {
                navigation,
                request: None,
                ..
            } => write!(f, "`{navigation}` leads to it"),
            Self::BoundOperation { name, .. } => write!(f, "`{name}` takes it or answers with it"),
            Self::Stream(segment) => {
                write!(
                    f,
                    "what replaces its media stream `{segment}` may answer with it"
                )
            }
            Self::Property { owner, name } => {
                write!(f, "the property `{name}` of `{owner}` holds it")
            }
            Self::BaseOf(derived) => write!(f, "`{derived}` derives from it"),
        }
    }
}

/// The types of a slice.
#[derive(Debug)]
pub(super) struct Needed {
    /// Each with the first reason found, nearest to the selection first.
    pub reasons: BTreeMap<TypeId, Reason>,
    /// Those of them of which no operation reads or writes an instance: they are places on the way, or bases of such.
    pub places: BTreeSet<TypeId>,
}

/// Every type that is needed. Types in `excluded` are not needed, and nothing is needed because of them.
pub(super) fn close(
    api: &Api,
    selection: &Selection,
    asked: &BTreeMap<NavigationId, String>,
    listed: &BTreeSet<TypeId>,
    excluded: &BTreeSet<TypeId>,
) -> Needed {
    let mut closure = Closure {
        api,
        excluded,
        reasons: BTreeMap::new(),
        open: Vec::new(),
    };
    for id in listed {
        closure.need(id, || Reason::Listed);
    }
    let targets = targets(api, selection, asked);
    for target in targets.iter().filter(|target| target.request.is_some()) {
        closure.need(target.ty, || target.reason());
    }
    for id in &selection.bound {
        closure.need_for_bound(id);
    }
    for (ty, segment, operation) in &selection.streams {
        if *operation == StreamOperation::Upload {
            closure.need(ty, || Reason::Stream(segment.clone()));
        }
    }
    closure.need_what_models_hold();
    let models: BTreeSet<TypeId> = closure.reasons.keys().cloned().collect();
    for target in &targets {
        closure.need(target.ty, || target.reason());
    }
    closure.need_bases();
    let places = closure.reasons.keys();
    Needed {
        places: places.filter(|id| !models.contains(id)).cloned().collect(),
        reasons: closure.reasons,
    }
}

/// What an operation at a navigation is called for a reader: `DELETE group/members/{id}/$ref`.
pub(super) fn request(title: &str, operation: NavigationOperation, collection: bool) -> String {
    let in_collection = collection && operation.position() == Position::Entity;
    let key = if in_collection { "/{id}" } else { "" };
    let (method, suffix) = (operation.method(), operation.suffix());
    let slash = if suffix.is_empty() { "" } else { "/" };
    format!("{method} {title}{key}{slash}{suffix}")
}

/// What a navigation of the slice leads to, as it is or cast to another type.
struct Target<'a> {
    ty: &'a TypeId,
    owner: &'a Owner,
    title: String,
    request: Option<String>,
    entry: Option<String>,
}

impl Target<'_> {
    fn reason(&self) -> Reason {
        Reason::Target {
            owner: self.owner.clone(),
            navigation: self.title.clone(),
            request: self.request.clone(),
            entry: self.entry.clone(),
        }
    }
}

fn targets<'a>(
    api: &'a Api,
    selection: &'a Selection,
    asked: &BTreeMap<NavigationId, String>,
) -> Vec<Target<'a>> {
    let mut targets = Vec::new();
    let find = |(owner, name): &NavigationId| api.navigation(owner, name);
    for id in &selection.steps {
        let Some(navigation) = find(id) else { continue };
        let title = id.0.title(&id.1);
        let kinds = navigation.operations.keys();
        let kind = kinds
            .filter(|kind| holds_instances(**kind))
            .find(|kind| selection.operations.contains(&(id.clone(), **kind)));
        targets.push(Target {
            ty: &navigation.target,
            owner: &id.0,
            request: kind.map(|kind| request(&title, *kind, navigation.collection)),
            title,
            entry: asked.get(id).cloned(),
        });
    }
    for cast in &selection.casts {
        let (id, ty) = cast;
        let Some(navigation) = find(id) else { continue };
        let title = format!("{}/{ty}", id.0.title(&id.1));
        let kinds = navigation
            .casts
            .get(ty)
            .into_iter()
            .flat_map(|kinds| kinds.keys());
        let kind = kinds
            .filter(|kind| holds_instances(**kind))
            .find(|kind| selection.at_casts.contains(&(cast.clone(), **kind)));
        targets.push(Target {
            ty,
            owner: &id.0,
            request: kind
                .map(|kind| cast_request(&id.0.title(&id.1), ty, *kind, navigation.collection)),
            title,
            entry: asked.get(id).cloned(),
        });
    }
    targets
}

/// What an operation at a cast is called for a reader: `GET group/members/{id}/microsoft.graph.user`.
pub(super) fn cast_request(
    title: &str,
    ty: &TypeId,
    operation: NavigationOperation,
    collection: bool,
) -> String {
    match operation.position() {
        Position::Collection => request(&format!("{title}/{ty}"), operation, false),
        Position::Entity if collection => {
            request(&format!("{title}/{{id}}/{ty}"), operation, false)
        }
        Position::Entity => request(&format!("{title}/{ty}"), operation, false),
    }
}

/// Whether instances of the type stand in the body that is sent, or in the one that is answered.
fn holds_instances(operation: NavigationOperation) -> bool {
    match operation {
        NavigationOperation::List
        | NavigationOperation::Create
        | NavigationOperation::Get
        | NavigationOperation::Update
        | NavigationOperation::Replace
        | NavigationOperation::ReplaceAll => true,
        NavigationOperation::Count
        | NavigationOperation::Delete
        | NavigationOperation::ListRef
        | NavigationOperation::AddRef
        | NavigationOperation::RemoveRefByUrl
        | NavigationOperation::GetRef
        | NavigationOperation::SetRef
        | NavigationOperation::RemoveRef => false,
    }
}

struct Closure<'a> {
    api: &'a Api,
    excluded: &'a BTreeSet<TypeId>,
    reasons: BTreeMap<TypeId, Reason>,
    open: Vec<TypeId>,
}

impl Closure<'_> {
    fn need(&mut self, id: &TypeId, reason: impl FnOnce() -> Reason) {
        if !self.excluded.contains(id)
            && !self.reasons.contains_key(id)
            && self.api.types.contains_key(id)
        {
            self.reasons.insert(id.clone(), reason());
            self.open.push(id.clone());
        }
    }

    fn need_for_bound(&mut self, id: &BoundId) {
        let (Some(operation), Some(owner)) = (id.find(self.api), id.owner(self.api)) else {
            return;
        };
        let answer = match &operation.outcome {
            Outcome::Value(ty) => Some(ty),
            Outcome::Nothing => None,
        };
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        for ty in parameters.chain(answer).filter_map(TypeRef::name) {
            self.need(ty, || Reason::BoundOperation {
                name: operation.name.clone(),
                owner: owner.clone(),
            });
        }
    }

    fn need_what_models_hold(&mut self) {
        while let Some(id) = self.open.pop() {
            let Some(structured) = self.api.structured(&id) else {
                continue;
            };
            if let Some(base) = &structured.base {
                self.need(base, || Reason::BaseOf(id.clone()));
            }
            for property in structured.properties.values() {
                if let Some(ty) = property.ty.name() {
                    self.need(ty, || Reason::Property {
                        owner: id.clone(),
                        name: property.name.clone(),
                    });
                }
            }
        }
    }

    /// A place needs its bases: what it may be referred to as, and its key, are theirs.
    fn need_bases(&mut self) {
        while let Some(id) = self.open.pop() {
            if let Some(base) = self.api.structured(&id).and_then(|ty| ty.base.as_ref()) {
                self.need(base, || Reason::BaseOf(id.clone()));
            }
        }
    }
}
