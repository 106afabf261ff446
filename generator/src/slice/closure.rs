//! The types that a selection needs, and for each the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::select::Selection;
use crate::model::{Api, BoundOperation, NavigationOperation, Outcome, Position, TypeId, TypeRef};

/// Why a type is in the slice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// An entry of the slice names it.
    Listed,
    /// A navigation that is in the slice leads to it.
    Target {
        /// The navigation, for a reader: `application/connectorGroup`.
        navigation: String,
        /// One request there, if any is in the slice: `GET groups/{id}`.
        request: Option<String>,
    },
    /// An action or function takes it or answers with it.
    BoundOperation {
        /// The qualified name.
        name: TypeId,
        /// The type it is bound to.
        owner: TypeId,
    },
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
            Self::Property { owner, .. } => Some(owner),
            Self::BaseOf(derived) => Some(derived),
            Self::BoundOperation { owner, .. } => Some(owner),
            Self::Listed | Self::Target { .. } => None,
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
            } => write!(f, "`{navigation}` leads to it, for `{request}`"),
            Self::Target {
                navigation,
                request: None,
            } => write!(f, "`{navigation}` leads to it"),
            Self::BoundOperation { name, .. } => write!(f, "`{name}` takes it or answers with it"),
            Self::Property { owner, name } => {
                write!(f, "the property `{name}` of `{owner}` holds it")
            }
            Self::BaseOf(derived) => write!(f, "`{derived}` derives from it"),
        }
    }
}

/// Every type that is needed, with the first reason found, nearest to the selection first. Types in `excluded` are not needed, and
/// nothing is needed because of them.
pub(super) fn close(
    api: &Api,
    selection: &Selection,
    listed: &BTreeSet<TypeId>,
    excluded: &BTreeSet<TypeId>,
) -> BTreeMap<TypeId, Reason> {
    let mut closure = Closure {
        api,
        excluded,
        reasons: BTreeMap::new(),
        open: Vec::new(),
    };
    for id in listed {
        closure.need(id, || Reason::Listed);
    }
    for (owner, name) in &selection.steps {
        let Some(navigation) = api.navigation(owner, name) else {
            continue;
        };
        let operation = navigation.operations.keys().find(|kind| {
            selection
                .operations
                .contains(&((owner.clone(), name.clone()), **kind))
        });
        let title = owner.title(name);
        let request = operation.map(|kind| request(&title, *kind, navigation.collection));
        closure.need(&navigation.target, || Reason::Target {
            navigation: title,
            request,
        });
    }
    for ((owner, name), signature) in &selection.on_collections {
        let navigation = api.navigation(owner, name);
        if let Some(navigation) = navigation
            && let Some(operation) = navigation.bound_operations.get(signature)
        {
            closure.need_for_operation(operation, &navigation.target);
        }
    }
    for (owner, signature) in &selection.on_instances {
        if let Some(operation) = api
            .structured(owner)
            .and_then(|structured| structured.operations.get(signature))
        {
            closure.need_for_operation(operation, owner);
        }
    }
    closure.run();
    closure.reasons
}

/// What an operation at a navigation is called for a reader: `DELETE group/members/{id}/$ref`.
pub(super) fn request(title: &str, operation: NavigationOperation, collection: bool) -> String {
    let in_collection = collection && operation.position() == Position::Entity;
    let key = if in_collection { "/{id}" } else { "" };
    let (method, suffix) = (operation.method(), operation.suffix());
    let slash = if suffix.is_empty() { "" } else { "/" };
    format!("{method} {title}{key}{slash}{suffix}")
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

    fn need_for_operation(&mut self, operation: &BoundOperation, owner: &TypeId) {
        let answer = match &operation.outcome {
            Outcome::Value(ty) => Some(ty),
            Outcome::Nothing => None,
        };
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        for id in parameters.chain(answer).filter_map(TypeRef::name) {
            self.need(id, || Reason::BoundOperation {
                name: operation.name.clone(),
                owner: owner.clone(),
            });
        }
    }

    fn run(&mut self) {
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
}
