//! Actions and functions, at each type that they are bound to and that the service lets them be called on.

use std::collections::{BTreeMap, BTreeSet};

use super::annotations;
use super::names::Names;
use crate::model::{
    Api, BoundOperation, BoundOperationKind, Outcome, Owner, Parameter, StructuredKind, Type,
    TypeId, TypeRef, ValueType,
};
use crate::problem::{Meaning, Problem, Problems};
use crate::source::csdl::{self, Document};

/// Adds to each type the operations bound to it, and to each collection those bound to collections.
///
/// An operation is offered on the type it is bound to and on types derived from that which have an entity set or singleton, where a path
/// from the root leads there by contained navigation properties alone.
pub(super) fn lower(
    documents: &[Document],
    names: &Names,
    placed: &BTreeSet<TypeId>,
    api: &mut Api,
    problems: &mut Problems,
) {
    let at_root: BTreeSet<TypeId> = api
        .root
        .values()
        .map(|navigation| navigation.target.clone())
        .collect();
    let mut bound_to: Vec<(TypeId, bool, BoundOperation)> = Vec::new();
    for schema in documents.iter().flat_map(|document| &document.schemas) {
        for operation in &schema.operations {
            let lowered = bound(&schema.namespace.value, operation, names, problems);
            let Some((binding, lowered)) = lowered else {
                continue;
            };
            let operation_location = operation.location;
            match &binding.value {
                ValueType::Named(id) if is_entity(api, id) => {
                    bound_to.push((id.clone(), binding.collection, lowered));
                }
                _ => {
                    let (operation, ty) = (lowered.name.to_string(), binding.to_string());
                    let kind = Meaning::BoundToNoEntity { operation, ty };
                    problems.push(Problem::at(operation_location, kind));
                }
            }
        }
    }
    // What is bound nearer to a type takes the place of what is bound to a base type of it, in whatever order they are written.
    bound_to.sort_by_cached_key(|(id, _, operation)| {
        (api.lineage(id).count(), id.clone(), operation.signature())
    });
    for (id, collection, operation) in &bound_to {
        let derived = at_root
            .iter()
            .filter(|root| *root != id && api.is_a(root, id));
        let owners: BTreeSet<TypeId> = derived.chain([id]).cloned().collect();
        if *collection {
            offer_on_collections(api, &owners, placed, operation);
        } else {
            offer_on_instances(api, owners.intersection(placed), operation);
        }
    }
}

fn is_entity(api: &Api, id: &TypeId) -> bool {
    api.structured(id)
        .is_some_and(|structured| structured.kind == StructuredKind::Entity)
}

fn offer_on_instances<'a>(
    api: &mut Api,
    owners: impl Iterator<Item = &'a TypeId>,
    operation: &BoundOperation,
) {
    for owner in owners {
        if let Some(Type::Structured(structured)) = api.types.get_mut(owner) {
            structured
                .operations
                .insert(operation.signature(), operation.clone());
        }
    }
}

fn offer_on_collections(
    api: &mut Api,
    targets: &BTreeSet<TypeId>,
    placed: &BTreeSet<TypeId>,
    operation: &BoundOperation,
) {
    let owners: Vec<Owner> = std::iter::once(Owner::Root)
        .chain(placed.iter().cloned().map(Owner::Type))
        .collect();
    for owner in owners {
        for navigation in api
            .navigation_of_mut(&owner)
            .into_iter()
            .flat_map(BTreeMap::values_mut)
        {
            if navigation.collection
                && navigation.contained == Some(true)
                && targets.contains(&navigation.target)
            {
                navigation
                    .bound_operations
                    .insert(operation.signature(), operation.clone());
            }
        }
    }
}

/// The binding type and the operation; nothing for one that is not bound, or whose types are not known.
fn bound(
    namespace: &str,
    operation: &csdl::Operation,
    names: &Names,
    problems: &mut Problems,
) -> Option<(TypeRef, BoundOperation)> {
    let name = TypeId::parse(&format!("{namespace}.{}", operation.name.value)).ok()?;
    let (binding, parameters) = match (operation.is_bound, operation.parameters.split_first()) {
        (true, Some((binding, parameters))) => (binding, parameters),
        _ => {
            problems.push(Problem::at(
                operation.location,
                Meaning::UnboundOperation {
                    name: name.to_string(),
                },
            ));
            return None;
        }
    };
    let binding = names.type_ref(&binding.type_text, problems)?;
    let parameters = parameters.iter().map(|parameter| {
        Some(Parameter {
            name: parameter.name.value.clone(),
            ty: names.type_ref(&parameter.type_text, problems)?,
            nullable: parameter.nullable.unwrap_or(true),
            optional: false,
            documentation: annotations::inline_documentation(&parameter.annotations),
            location: parameter.location,
        })
    });
    let mut parameters = parameters.collect::<Option<Vec<_>>>()?;
    if operation.kind == csdl::OperationKind::Action {
        // They travel as members of a JSON object, which have no order.
        parameters.sort_by(|a, b| a.name.cmp(&b.name));
    }
    let outcome = match &operation.return_type {
        None => Outcome::Nothing,
        Some(returned) => Outcome::Value(names.type_ref(&returned.type_text, problems)?),
    };
    let kind = match operation.kind {
        csdl::OperationKind::Action => BoundOperationKind::Action,
        csdl::OperationKind::Function => BoundOperationKind::Function,
    };
    let documentation = annotations::inline_documentation(&operation.annotations);
    Some((
        binding,
        BoundOperation {
            name,
            kind,
            parameters,
            outcome,
            continues: false,
            documentation,
            sources: vec![operation.name.location],
        },
    ))
}
