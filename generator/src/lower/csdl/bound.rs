//! Actions and functions, as they are declared.

use super::annotations::AnnotationIndex;
use super::names::Names;
use crate::lower::Conventions;
use crate::model::{
    Api, BoundOperation, BoundOperationKind, Outcome, Parameter, QueryOptions, StructuredKind,
    TypeId, TypeRef, ValueType,
};
use crate::problem::{Location, Meaning, Problem, Problems};
use crate::source::csdl::{self, Document, OperationKind, Schema};

/// An action or function, and what it is bound to.
#[derive(Debug)]
pub(super) struct Bound {
    /// The type.
    pub to: TypeId,
    /// Whether it is bound to collections of the type.
    pub collection: bool,
    /// Whether it is offered only where a place names it (OData Core vocabulary, `RequiresExplicitBinding`).
    pub is_explicit: bool,
    /// The operation.
    pub operation: BoundOperation,
    /// Where it is declared.
    pub location: Location,
}

/// Reads the operations of all documents. What is bound nearer to a type comes behind what is bound to its base types, in whatever order
/// they are written.
pub(super) fn operations(
    documents: &[Document],
    names: &Names,
    annotations: &AnnotationIndex<'_>,
    conventions: Conventions,
    api: &Api,
    problems: &mut Problems,
) -> Vec<Bound> {
    let reading = Reading {
        names,
        annotations,
        conventions,
        api,
    };
    let mut operations = Vec::new();
    for schema in documents.iter().flat_map(|document| &document.schemas) {
        for operation in &schema.operations {
            operations.extend(reading.bound(schema, operation, problems));
        }
    }
    operations.sort_by_cached_key(|bound| {
        let depth = api.lineage(&bound.to).count();
        (depth, bound.to.clone(), bound.operation.signature())
    });
    operations
}

struct Reading<'a> {
    names: &'a Names,
    annotations: &'a AnnotationIndex<'a>,
    conventions: Conventions,
    api: &'a Api,
}

impl Reading<'_> {
    /// The operation; nothing for one that is not bound to entities or complex values, or whose types are not known.
    fn bound(
        &self,
        schema: &Schema,
        operation: &csdl::Operation,
        problems: &mut Problems,
    ) -> Option<Bound> {
        let name = format!("{}.{}", schema.namespace.value, operation.name.value);
        let id = TypeId::parse(&name).ok()?;
        let (binding, parameters) = match operation.parameters.split_first() {
            Some((binding, parameters)) if operation.is_bound => (binding, parameters),
            _ => {
                let kind = Meaning::UnboundOperation { name };
                problems.push(Problem::at(operation.location, kind));
                return None;
            }
        };
        let binding = self.names.type_ref(&binding.type_text, problems)?;
        let targets = self
            .names
            .operation_targets(&schema.namespace.value, operation);
        let parameters = self.parameters(&targets, operation.kind, parameters, problems)?;
        let outcome = match &operation.return_type {
            None => Outcome::Nothing,
            Some(returned) => Outcome::Value(self.names.type_ref(&returned.type_text, problems)?),
        };
        let ValueType::Named(to) = &binding.value else {
            let (operation_name, ty) = (name, binding.to_string());
            let kind = Meaning::BoundToNoEntity {
                operation: operation_name,
                ty,
            };
            problems.push(Problem::at(operation.location, kind));
            return None;
        };
        let tagged = |term: &str| {
            targets
                .iter()
                .any(|target| self.annotations.is_tagged(target, term))
        };
        Some(Bound {
            to: to.clone(),
            collection: binding.collection,
            is_explicit: self.conventions.explicit_bindings && tagged("RequiresExplicitBinding"),
            operation: BoundOperation {
                name: id,
                kind: match operation.kind {
                    OperationKind::Action => BoundOperationKind::Action,
                    OperationKind::Function => BoundOperationKind::Function,
                },
                parameters,
                continues: operation.is_composable
                    && self.conventions.composition
                    && self.is_entity(&outcome),
                outcome,
                // They follow when it is known what there is.
                options: QueryOptions::default(),
                documentation: self.annotations.first_documentation(&targets),
                sources: vec![operation.name.location],
            },
            location: operation.location,
        })
    }

    fn parameters(
        &self,
        targets: &[String],
        kind: OperationKind,
        parameters: &[csdl::Parameter],
        problems: &mut Problems,
    ) -> Option<Vec<Parameter>> {
        let parameters = parameters.iter().map(|parameter| {
            let targets: Vec<String> = targets
                .iter()
                .map(|target| format!("{target}/{}", parameter.name.value))
                .collect();
            let has = |target: &String| {
                self.annotations
                    .has(target, "Org.OData.Core.V1.OptionalParameter")
            };
            Some(Parameter {
                name: parameter.name.value.clone(),
                ty: self.names.type_ref(&parameter.type_text, problems)?,
                nullable: parameter.nullable.unwrap_or(true),
                optional: targets.iter().any(has),
                documentation: self.annotations.first_documentation(&targets),
                location: parameter.location,
            })
        });
        let mut parameters = parameters.collect::<Option<Vec<_>>>()?;
        if kind == OperationKind::Action {
            // They travel as members of a JSON object, which have no order.
            parameters.sort_by(|a, b| a.name.cmp(&b.name));
        }
        Some(parameters)
    }

    fn is_entity(&self, outcome: &Outcome) -> bool {
        match outcome {
            Outcome::Value(TypeRef {
                value: ValueType::Named(id),
                collection: false,
            }) => self
                .api
                .structured(id)
                .is_some_and(|structured| structured.kind == StructuredKind::Entity),
            _ => false,
        }
    }
}
