//! Reads properties, operations and the entity container.

use super::container::{
    EntityContainer, EntitySet, NavigationPropertyBinding, OperationImport, Singleton,
};
use super::member::{
    NavigationProperty, Operation, OperationKind, Parameter, Property, ReturnType,
};
use super::reader::Reader;
use super::xml::Element;
use crate::source::text::Spanned;

impl Reader<'_> {
    pub(super) fn property(&mut self, element: &Element<'_>) -> Option<Property> {
        Some(Property {
            name: self.required(element, "Name")?,
            type_text: self.required(element, "Type")?,
            nullable: self.boolean(element, "Nullable"),
            default_value: self.optional(element, "DefaultValue"),
            annotations: self.leaf_annotations(element),
            location: element.location,
        })
    }

    pub(super) fn navigation_property(
        &mut self,
        element: &Element<'_>,
    ) -> Option<NavigationProperty> {
        let name = self.required(element, "Name")?;
        let type_text = self.required(element, "Type")?;
        for child in &element.children {
            // Referential constraints and delete actions bind the service, not its client.
            if !matches!(
                child.name,
                "Annotation" | "ReferentialConstraint" | "OnDelete"
            ) {
                self.unknown(element, child);
            }
        }
        Some(NavigationProperty {
            name,
            type_text,
            nullable: self.boolean(element, "Nullable"),
            contains_target: self.flag(element, "ContainsTarget"),
            partner: self.optional(element, "Partner"),
            annotations: self.annotations(element),
            location: element.location,
        })
    }

    pub(super) fn operation(&mut self, element: &Element<'_>) -> Option<Operation> {
        let kind = if element.name == "Action" {
            OperationKind::Action
        } else {
            OperationKind::Function
        };
        let mut operation = Operation {
            kind,
            name: self.required(element, "Name")?,
            is_bound: self.flag(element, "IsBound"),
            is_composable: self.flag(element, "IsComposable"),
            entity_set_path: self.optional(element, "EntitySetPath"),
            parameters: Vec::new(),
            return_type: None,
            annotations: self.annotations(element),
            location: element.location,
        };
        for child in &element.children {
            match child.name {
                "Parameter" => operation.parameters.extend(self.parameter(child)),
                "ReturnType" => operation.return_type = self.return_type(child),
                "Annotation" => {}
                _ => self.unknown(element, child),
            }
        }
        Some(operation)
    }

    fn parameter(&mut self, element: &Element<'_>) -> Option<Parameter> {
        Some(Parameter {
            name: self.required(element, "Name")?,
            type_text: self.required(element, "Type")?,
            nullable: self.boolean(element, "Nullable"),
            annotations: self.leaf_annotations(element),
            location: element.location,
        })
    }

    fn return_type(&mut self, element: &Element<'_>) -> Option<ReturnType> {
        Some(ReturnType {
            type_text: self.required(element, "Type")?,
            nullable: self.boolean(element, "Nullable"),
        })
    }

    pub(super) fn entity_container(&mut self, element: &Element<'_>) -> Option<EntityContainer> {
        let mut container = EntityContainer {
            name: self.required(element, "Name")?,
            entity_sets: Vec::new(),
            singletons: Vec::new(),
            imports: Vec::new(),
            annotations: self.annotations(element),
            location: element.location,
        };
        for child in &element.children {
            match child.name {
                "EntitySet" => container.entity_sets.extend(self.entity_set(child)),
                "Singleton" => container.singletons.extend(self.singleton(child)),
                "ActionImport" => {
                    container
                        .imports
                        .extend(self.import(child, OperationKind::Action, "Action"))
                }
                "FunctionImport" => container.imports.extend(self.import(
                    child,
                    OperationKind::Function,
                    "Function",
                )),
                "Annotation" => {}
                _ => self.unknown(element, child),
            }
        }
        Some(container)
    }

    fn entity_set(&mut self, element: &Element<'_>) -> Option<EntitySet> {
        Some(EntitySet {
            name: self.required(element, "Name")?,
            entity_type: self.required(element, "EntityType")?,
            bindings: self.bindings(element),
            annotations: self.annotations(element),
            location: element.location,
        })
    }

    fn singleton(&mut self, element: &Element<'_>) -> Option<Singleton> {
        Some(Singleton {
            name: self.required(element, "Name")?,
            type_text: self.required(element, "Type")?,
            bindings: self.bindings(element),
            annotations: self.annotations(element),
            location: element.location,
        })
    }

    fn bindings(&mut self, element: &Element<'_>) -> Vec<NavigationPropertyBinding> {
        let mut bindings = Vec::new();
        for child in &element.children {
            match child.name {
                "NavigationPropertyBinding" => {
                    let (path, target) =
                        (self.required(child, "Path"), self.required(child, "Target"));
                    if let (Some(path), Some(target)) = (path, target) {
                        bindings.push(NavigationPropertyBinding { path, target });
                    }
                }
                "Annotation" => {}
                _ => self.unknown(element, child),
            }
        }
        bindings
    }

    fn import(
        &mut self,
        element: &Element<'_>,
        kind: OperationKind,
        attribute: &'static str,
    ) -> Option<OperationImport> {
        let (name, operation): (Spanned<String>, Spanned<String>) = (
            self.required(element, "Name")?,
            self.required(element, attribute)?,
        );
        Some(OperationImport {
            kind,
            name,
            operation,
            entity_set: self.optional(element, "EntitySet"),
            location: element.location,
        })
    }
}
