//! Actions and functions that are bound to a type.

use super::{Documentation, Method, QueryOptions, TypeId, TypeRef};
use crate::problem::Location;

/// What tells overloads of one name apart: the names of the parameters without the binding one (OData CSDL 4.01, section 12.2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signature {
    /// The qualified name.
    pub name: TypeId,
    /// The parameter names, in order.
    pub parameters: Vec<String>,
}

/// An action or function bound to an instance of a type, or to a collection of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundOperation {
    /// Its qualified name.
    pub name: TypeId,
    /// Action or function.
    pub kind: BoundOperationKind,
    /// Its parameters without the binding one, in order.
    pub parameters: Vec<Parameter>,
    /// What it answers.
    pub outcome: Outcome,
    /// Whether the entity it answers with is a place to go on from (OData CSDL 4.01, section 12.4): a composable function.
    pub continues: bool,
    /// The query options that it takes.
    pub options: QueryOptions,
    /// What the descriptions say about it.
    pub documentation: Documentation,
    /// Where it is described, at every place; sorted.
    pub sources: Vec<Location>,
}

/// Action or function.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BoundOperationKind {
    /// An action: may change things, sent with POST, parameters in the body.
    Action,
    /// A function: changes nothing, sent with GET, parameters in the URL.
    Function,
}

/// A parameter of an action or function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// What it holds.
    pub ty: TypeRef,
    /// Whether null is one of its values.
    pub nullable: bool,
    /// Whether a caller may leave it out (OData Core vocabulary, `OptionalParameter`).
    pub optional: bool,
    /// What the descriptions say about it.
    pub documentation: Documentation,
    /// Where it is described.
    pub location: Location,
}

/// An operation of a path whose segments lead to no type: all that is known of it is the path itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UntypedOperation {
    /// Whether it takes a JSON body.
    pub has_body: bool,
    /// What it answers.
    pub outcome: Outcome,
    /// What the descriptions say about it.
    pub documentation: Documentation,
    /// Where it is described.
    pub location: Location,
}

/// What an operation answers when it succeeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No content.
    Nothing,
    /// One value, or a page of a collection.
    Value(TypeRef),
}

impl BoundOperationKind {
    /// The HTTP method (OData Protocol 4.01, section 11.5).
    pub fn method(self) -> Method {
        match self {
            Self::Action => Method::Post,
            Self::Function => Method::Get,
        }
    }
}

impl BoundOperation {
    /// What tells it apart from its overloads.
    pub fn signature(&self) -> Signature {
        Signature {
            name: self.name.clone(),
            parameters: self
                .parameters
                .iter()
                .map(|parameter| parameter.name.clone())
                .collect(),
        }
    }
}
