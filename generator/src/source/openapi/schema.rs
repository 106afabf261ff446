//! Schema Objects (OpenAPI 3.0.3, section 4.7.24).

use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaKind, Type};

use super::piece::{Pieces, entry, node_start};
use super::reference::ComponentKind;
use super::view::Shape;
use crate::problem::Location;
use crate::source::tree::Node;

impl<'t> Pieces<'_, 't, '_> {
    pub(super) fn schema(&mut self, node: &Node<'t>, at: Location) -> Option<Schema> {
        let mut schema: Schema = self.object(node, at, "schema", Shape::Schema)?;
        self.fill_schema(&mut schema.schema_kind, node);
        schema.schema_data.extensions.shrink_to_fit();
        Some(schema)
    }

    /// Replaces the stand-ins in a schema.
    fn fill_schema(&mut self, kind: &mut SchemaKind, node: &Node<'t>) {
        match kind {
            SchemaKind::Type(Type::Object(object)) => {
                object.properties.shrink_to_fit();
                self.properties(
                    object
                        .properties
                        .iter_mut()
                        .map(|(name, slot)| (name.as_str(), slot)),
                    node,
                );
                self.additional_properties(object.additional_properties.as_mut(), node);
            }
            SchemaKind::Type(Type::Array(array)) => self.boxed(array.items.as_mut(), node, "items"),
            SchemaKind::Type(_) => {}
            SchemaKind::OneOf { one_of } => self.members(one_of, node, "oneOf"),
            SchemaKind::AllOf { all_of } => self.members(all_of, node, "allOf"),
            SchemaKind::AnyOf { any_of } => self.members(any_of, node, "anyOf"),
            SchemaKind::Not { not } => self.single(not, node, "not"),
            SchemaKind::Any(any) => {
                self.properties(
                    any.properties
                        .iter_mut()
                        .map(|(name, slot)| (name.as_str(), slot)),
                    node,
                );
                self.additional_properties(any.additional_properties.as_mut(), node);
                self.boxed(any.items.as_mut(), node, "items");
                self.members(&mut any.one_of, node, "oneOf");
                self.members(&mut any.all_of, node, "allOf");
                self.members(&mut any.any_of, node, "anyOf");
                if let Some(not) = &mut any.not {
                    self.single(not, node, "not");
                }
            }
        }
    }

    fn properties<'m>(
        &mut self,
        slots: impl Iterator<Item = (&'m str, &'m mut ReferenceOr<Box<Schema>>)>,
        node: &Node<'t>,
    ) {
        for (name, slot) in slots {
            if let Some((property, at)) = node
                .get("properties")
                .and_then(|properties| entry(properties, name))
            {
                self.fill_boxed(slot, property, at);
            }
        }
    }

    fn additional_properties(&mut self, slot: Option<&mut AdditionalProperties>, node: &Node<'t>) {
        if let Some(AdditionalProperties::Schema(slot)) = slot {
            self.single(slot, node, "additionalProperties");
        }
    }

    fn members(&mut self, slots: &mut [ReferenceOr<Schema>], node: &Node<'t>, key: &str) {
        let members = node
            .get(key)
            .and_then(Node::as_sequence)
            .unwrap_or_default();
        for (slot, member) in slots.iter_mut().zip(members) {
            self.fill(
                slot,
                member,
                node_start(member),
                ComponentKind::Schemas,
                Self::schema,
            );
        }
    }

    fn single(&mut self, slot: &mut ReferenceOr<Schema>, node: &Node<'t>, key: &str) {
        if let Some((schema, at)) = entry(node, key) {
            self.fill(slot, schema, at, ComponentKind::Schemas, Self::schema);
        }
    }

    fn boxed(&mut self, slot: Option<&mut ReferenceOr<Box<Schema>>>, node: &Node<'t>, key: &str) {
        if let (Some(slot), Some((schema, at))) = (slot, entry(node, key)) {
            self.fill_boxed(slot, schema, at);
        }
    }

    fn fill_boxed(&mut self, slot: &mut ReferenceOr<Box<Schema>>, node: &Node<'t>, at: Location) {
        if let Some(value) = self.reference_or(node, at, ComponentKind::Schemas, Self::schema) {
            *slot = match value {
                ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
                ReferenceOr::Item(schema) => ReferenceOr::boxed_item(schema),
            };
        }
    }
}
