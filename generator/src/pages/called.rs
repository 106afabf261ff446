//! The operation of a model that a request calls.

use crate::model::{
    Api, BoundOperation, BoundOperationKind, Documentation, Method, Navigation,
    NavigationOperation, Operation, Outcome, Owner, Parameter, Signature, StreamOperation,
    Structured, Type, TypeId, TypeRef, UntypedOperation, ValueType,
};
use crate::problem::Location;

/// A navigation that was followed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// Who has it.
    pub owner: Owner,
    /// Its name.
    pub name: String,
    /// Whether it leads to a collection.
    pub collection: bool,
    /// What was cast behind it.
    pub cast: Option<TypeId>,
}

/// The operation of a model that a request calls.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Called {
    /// An operation at a navigation, with the type of what is there.
    Navigation(Step, NavigationOperation, TypeId),
    /// An operation on the media stream of a type, by its segment.
    Stream(TypeId, String, StreamOperation),
    /// An action or function bound to the collection that a navigation leads to.
    OnCollection(Step, Signature),
    /// An action or function bound to an instance of a type.
    OnInstance(TypeId, Signature),
    /// An operation of a path that leads to no type.
    Untyped(String, Method),
}

/// What a request carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carries<'a> {
    /// Nothing.
    Nothing,
    /// An instance of a type, or a part of one.
    Instance(&'a TypeId),
    /// The URL of an entity.
    Reference,
    /// The parameters of an action.
    Parameters(&'a [Parameter]),
    /// Anything else: bytes, several values, or what the description does not tell.
    Anything,
}

/// What an answer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Nothing.
    Nothing,
    /// One value, or a page of a collection.
    Value(TypeRef),
    /// Anything else: bytes, a number, references, or what the description does not tell.
    Anything,
}

impl Called {
    /// The method.
    pub fn method(&self) -> Method {
        match self {
            Self::Navigation(_, operation, _) => operation.method(),
            Self::Stream(_, _, operation) => operation.method(),
            // An action is sent with POST, and only functions have their parameters in the URL; the model knows which it is.
            Self::OnCollection(..) | Self::OnInstance(..) => Method::Post,
            Self::Untyped(_, method) => *method,
        }
    }

    /// What it is called for a reader: `application/connectorGroup/$ref`.
    pub fn title(&self) -> String {
        match self {
            Self::Navigation(step, operation, _) => {
                let title = step.owner.title(&step.name);
                match operation.suffix() {
                    "" => title,
                    suffix => format!("{title}/{suffix}"),
                }
            }
            Self::Stream(owner, name, _) => format!("{}/{name}", owner.name()),
            Self::OnCollection(step, signature) => {
                format!("{}/{}", step.owner.title(&step.name), signature.name.name())
            }
            Self::OnInstance(owner, signature) => {
                format!("{}/{}", owner.name(), signature.name.name())
            }
            Self::Untyped(template, _) => template.clone(),
        }
    }

    /// What the descriptions say about it.
    pub fn documentation<'a>(&self, api: &'a Api) -> Option<&'a Documentation> {
        Some(match self.find(api)? {
            Found::Operation(operation) => &operation.documentation,
            Found::Bound(bound) => &bound.documentation,
            Found::Untyped(untyped) => &untyped.documentation,
        })
    }

    /// Where it is described, at every place.
    pub fn sources<'a>(&self, api: &'a Api) -> &'a [Location] {
        match self.find(api) {
            Some(Found::Operation(operation)) => &operation.sources,
            Some(Found::Bound(bound)) => &bound.sources,
            Some(Found::Untyped(untyped)) => std::slice::from_ref(&untyped.location),
            None => &[],
        }
    }

    /// What a request to it carries.
    pub fn carries<'a>(&'a self, api: &'a Api) -> Carries<'a> {
        match (self, self.find(api)) {
            (Self::Navigation(_, operation, ty), _) => match operation {
                NavigationOperation::Create
                | NavigationOperation::Update
                | NavigationOperation::Replace => Carries::Instance(ty),
                NavigationOperation::AddRef | NavigationOperation::SetRef => Carries::Reference,
                NavigationOperation::ReplaceAll => Carries::Anything,
                _ => Carries::Nothing,
            },
            (Self::Stream(_, _, StreamOperation::Upload), _) => Carries::Anything,
            (Self::Stream(..), _) => Carries::Nothing,
            (_, Some(Found::Bound(bound))) => match bound.kind {
                BoundOperationKind::Action => Carries::Parameters(&bound.parameters),
                BoundOperationKind::Function => Carries::Nothing,
            },
            _ => Carries::Anything,
        }
    }

    /// What its answer holds when it succeeds.
    pub fn holds(&self, api: &Api) -> Holds {
        match (self, self.find(api)) {
            (Self::Navigation(_, operation, ty), _) => match operation {
                NavigationOperation::List => Holds::Value(TypeRef {
                    value: ValueType::Named(ty.clone()),
                    collection: true,
                }),
                NavigationOperation::Create | NavigationOperation::Get => {
                    Holds::Value(TypeRef::named(ty.clone()))
                }
                // The service may answer with the entity, and need not.
                NavigationOperation::Update | NavigationOperation::Replace => {
                    Holds::Value(TypeRef::named(ty.clone()))
                }
                NavigationOperation::Count
                | NavigationOperation::ListRef
                | NavigationOperation::GetRef => Holds::Anything,
                _ => Holds::Nothing,
            },
            (Self::Stream(_, _, StreamOperation::Remove), _) => Holds::Nothing,
            (Self::Stream(..), _) => Holds::Anything,
            (_, Some(Found::Bound(bound))) => match &bound.outcome {
                Outcome::Nothing => Holds::Nothing,
                Outcome::Value(ty) => Holds::Value(ty.clone()),
            },
            _ => Holds::Anything,
        }
    }

    /// What the descriptions say about it, to add to it.
    pub(crate) fn documentation_mut<'a>(&self, api: &'a mut Api) -> Option<&'a mut Documentation> {
        match self {
            Self::Navigation(step, kind, _) => {
                let navigation = api.navigation_mut(&step.owner, &step.name)?;
                let operations = match &step.cast {
                    Some(cast) => navigation.casts.get_mut(cast)?,
                    None => &mut navigation.operations,
                };
                Some(&mut operations.get_mut(kind)?.documentation)
            }
            Self::Stream(owner, name, kind) => {
                let stream = structured_mut(api, owner)?.streams.get_mut(name)?;
                Some(&mut stream.operations.get_mut(kind)?.documentation)
            }
            Self::OnCollection(step, signature) => {
                let navigation = api.navigation_mut(&step.owner, &step.name)?;
                let bound = navigation.bound_operations.get_mut(signature)?;
                Some(&mut bound.documentation)
            }
            Self::OnInstance(owner, signature) => {
                let operations = &mut structured_mut(api, owner)?.operations;
                Some(&mut operations.get_mut(signature)?.documentation)
            }
            Self::Untyped(template, method) => {
                let untyped = api.untyped.get_mut(&(template.clone(), *method))?;
                Some(&mut untyped.documentation)
            }
        }
    }

    fn find<'a>(&self, api: &'a Api) -> Option<Found<'a>> {
        Some(match self {
            Self::Navigation(step, kind, _) => {
                let navigation = api.navigation(&step.owner, &step.name)?;
                Found::Operation(operations(navigation, step.cast.as_ref())?.get(kind)?)
            }
            Self::Stream(owner, name, kind) => {
                let stream = api.structured(owner)?.streams.get(name)?;
                Found::Operation(stream.operations.get(kind)?)
            }
            Self::OnCollection(step, signature) => {
                let navigation = api.navigation(&step.owner, &step.name)?;
                Found::Bound(navigation.bound_operations.get(signature)?)
            }
            Self::OnInstance(owner, signature) => {
                Found::Bound(api.structured(owner)?.operations.get(signature)?)
            }
            Self::Untyped(template, method) => {
                Found::Untyped(api.untyped.get(&(template.clone(), *method))?)
            }
        })
    }
}

/// What can be done at a navigation, or behind a cast there.
pub(super) fn operations<'a>(
    navigation: &'a Navigation,
    cast: Option<&TypeId>,
) -> Option<&'a std::collections::BTreeMap<NavigationOperation, Operation>> {
    match cast {
        Some(cast) => navigation.casts.get(cast),
        None => Some(&navigation.operations),
    }
}

enum Found<'a> {
    Operation(&'a Operation),
    Bound(&'a BoundOperation),
    Untyped(&'a UntypedOperation),
}

fn structured_mut<'a>(api: &'a mut Api, id: &TypeId) -> Option<&'a mut Structured> {
    match api.types.get_mut(id)? {
        Type::Structured(structured) => Some(structured),
        Type::Enumeration(_) => None,
    }
}
