//! Elements to the structs of a document. Gathers every problem of the text instead of stopping at the first.

use std::collections::BTreeMap;

use super::document::{
    Document, EnumMember, EnumType, Include, PropertyRef, Schema, StructuredKind, StructuredType,
    TypeDefinition,
};
use super::xml::Element;
use crate::problem::{FileId, Location, Problem, ProblemKind, Problems};
use crate::source::text::Spanned;

/// Reads the elements of one text.
#[derive(Debug)]
pub(super) struct Reader<'p> {
    problems: &'p mut Problems,
    /// By parent and name: where the element was seen first, and how often.
    unknown: BTreeMap<(String, String), (Location, usize)>,
}

/// Reads the document whose root element is `root`.
pub(super) fn document(file: FileId, root: &Element<'_>, problems: &mut Problems) -> Document {
    let mut reader = Reader {
        problems,
        unknown: BTreeMap::new(),
    };
    let includes = reader.includes(root);
    let mut schemas = Vec::new();
    reader.schemas(root, &mut schemas);
    reader.report_unknown();
    Document {
        file,
        includes,
        schemas,
    }
}

impl Reader<'_> {
    /// What the references of an `Edmx` element include. Annotations that others write about this service are not included: they are
    /// given as an input.
    fn includes(&mut self, root: &Element<'_>) -> Vec<Include> {
        let mut includes = Vec::new();
        let references = root
            .children
            .iter()
            .filter(|child| root.name == "Edmx" && child.name == "Reference");
        for reference in references {
            for child in &reference.children {
                match child.name {
                    "Include" => {
                        if let Some(namespace) = self.required(child, "Namespace") {
                            let alias = self.optional(child, "Alias");
                            includes.push(Include { namespace, alias });
                        }
                    }
                    "IncludeAnnotations" | "Annotation" => {}
                    _ => self.unknown(reference, child),
                }
            }
        }
        includes
    }

    /// Schemas stand in `Edmx/DataServices`; a lone `Schema` as root is accepted too.
    fn schemas(&mut self, element: &Element<'_>, schemas: &mut Vec<Schema>) {
        match element.name {
            "Schema" => schemas.extend(self.schema(element)),
            "Edmx" | "DataServices" => {
                for child in &element.children {
                    match child.name {
                        "DataServices" | "Schema" => self.schemas(child, schemas),
                        "Reference" => {}
                        _ => self.unknown(element, child),
                    }
                }
            }
            _ => {}
        }
    }

    fn schema(&mut self, element: &Element<'_>) -> Option<Schema> {
        let mut schema = Schema {
            namespace: self.required(element, "Namespace")?,
            alias: self.optional(element, "Alias"),
            entity_types: Vec::new(),
            complex_types: Vec::new(),
            enum_types: Vec::new(),
            type_definitions: Vec::new(),
            operations: Vec::new(),
            containers: Vec::new(),
            annotations: Vec::new(),
            location: element.location,
        };
        for child in &element.children {
            match child.name {
                "EntityType" => schema
                    .entity_types
                    .extend(self.structured_type(child, StructuredKind::Entity)),
                "ComplexType" => schema
                    .complex_types
                    .extend(self.structured_type(child, StructuredKind::Complex)),
                "EnumType" => schema.enum_types.extend(self.enum_type(child)),
                "TypeDefinition" => schema.type_definitions.extend(self.type_definition(child)),
                "Action" | "Function" => schema.operations.extend(self.operation(child)),
                "EntityContainer" => schema.containers.extend(self.entity_container(child)),
                "Annotations" => schema.annotations.extend(self.annotation_group(child)),
                // Terms define vocabularies, and an annotation of the schema itself says nothing about the service.
                "Term" | "Annotation" => {}
                _ => self.unknown(element, child),
            }
        }
        Some(schema)
    }

    fn structured_type(
        &mut self,
        element: &Element<'_>,
        kind: StructuredKind,
    ) -> Option<StructuredType> {
        let mut structured = StructuredType {
            kind,
            name: self.required(element, "Name")?,
            base: self.optional(element, "BaseType"),
            is_abstract: self.flag(element, "Abstract"),
            open: self.flag(element, "OpenType"),
            has_stream: self.flag(element, "HasStream"),
            key: None,
            properties: Vec::new(),
            navigation_properties: Vec::new(),
            annotations: self.annotations(element),
            location: element.location,
        };
        for child in &element.children {
            match child.name {
                "Key" => structured.key = Some(self.key(child)),
                "Property" => structured.properties.extend(self.property(child)),
                "NavigationProperty" => structured
                    .navigation_properties
                    .extend(self.navigation_property(child)),
                "Annotation" => {}
                _ => self.unknown(element, child),
            }
        }
        Some(structured)
    }

    fn key(&mut self, element: &Element<'_>) -> Vec<PropertyRef> {
        let mut key = Vec::new();
        for child in &element.children {
            match child.name {
                "PropertyRef" => {
                    if let Some(name) = self.required(child, "Name") {
                        key.push(PropertyRef {
                            name,
                            alias: self.optional(child, "Alias"),
                        });
                    }
                }
                "Annotation" => {}
                _ => self.unknown(element, child),
            }
        }
        key
    }

    fn enum_type(&mut self, element: &Element<'_>) -> Option<EnumType> {
        let name = self.required(element, "Name")?;
        let mut members = Vec::new();
        for child in &element.children {
            match child.name {
                "Member" => members.extend(self.enum_member(child)),
                "Annotation" => {}
                _ => self.unknown(element, child),
            }
        }
        Some(EnumType {
            name,
            is_flags: self.flag(element, "IsFlags"),
            underlying_type: self.optional(element, "UnderlyingType"),
            members,
            annotations: self.annotations(element),
            location: element.location,
        })
    }

    fn enum_member(&mut self, element: &Element<'_>) -> Option<EnumMember> {
        Some(EnumMember {
            name: self.required(element, "Name")?,
            value: self.integer(element, "Value"),
            annotations: self.leaf_annotations(element),
        })
    }

    fn type_definition(&mut self, element: &Element<'_>) -> Option<TypeDefinition> {
        Some(TypeDefinition {
            name: self.required(element, "Name")?,
            underlying_type: self.required(element, "UnderlyingType")?,
            annotations: self.leaf_annotations(element),
            location: element.location,
        })
    }
}

/// What all the readers of elements build on.
impl Reader<'_> {
    /// The value of an attribute that must be there and not be empty.
    pub(super) fn required(
        &mut self,
        element: &Element<'_>,
        name: &'static str,
    ) -> Option<Spanned<String>> {
        let value = self
            .optional(element, name)
            .filter(|value| !value.value.is_empty());
        if value.is_none() {
            let kind = ProblemKind::MissingAttribute {
                element: element.name.to_owned(),
                attribute: name,
            };
            self.problems.push(Problem::at(element.location, kind));
        }
        value
    }

    /// The value of an attribute.
    pub(super) fn optional(
        &mut self,
        element: &Element<'_>,
        name: &str,
    ) -> Option<Spanned<String>> {
        let attribute = element.attribute(name)?;
        Some(Spanned {
            value: attribute.value.clone().into_owned(),
            location: attribute.location,
        })
    }

    /// An attribute that is `false` when absent.
    pub(super) fn flag(&mut self, element: &Element<'_>, name: &str) -> bool {
        self.boolean(element, name).unwrap_or(false)
    }

    /// An attribute of type `xs:boolean`.
    pub(super) fn boolean(&mut self, element: &Element<'_>, name: &str) -> Option<bool> {
        let attribute = element.attribute(name)?;
        let value = parse_boolean(&attribute.value);
        if value.is_none() {
            self.invalid(
                name,
                &attribute.value,
                "`true` or `false`",
                attribute.location,
            );
        }
        value
    }

    fn integer(&mut self, element: &Element<'_>, name: &str) -> Option<i64> {
        let attribute = element.attribute(name)?;
        let value = attribute.value.trim_ascii().parse().ok();
        if value.is_none() {
            self.invalid(name, &attribute.value, "an integer", attribute.location);
        }
        value
    }

    pub(super) fn invalid(
        &mut self,
        name: &str,
        value: &str,
        expected: &'static str,
        location: Location,
    ) {
        let kind = ProblemKind::InvalidValue {
            name: name.to_owned(),
            value: value.to_owned(),
            expected,
        };
        self.problems.push(Problem::at(location, kind));
    }

    pub(super) fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Counts an element that CSDL does not have at this place; told once for each name when the text is read.
    pub(super) fn unknown(&mut self, parent: &Element<'_>, child: &Element<'_>) {
        let key = (parent.name.to_owned(), child.name.to_owned());
        self.unknown.entry(key).or_insert((child.location, 0)).1 += 1;
    }

    fn report_unknown(&mut self) {
        for ((parent, element), (location, count)) in std::mem::take(&mut self.unknown) {
            self.problems.push(Problem::at(
                location,
                ProblemKind::UnknownElements {
                    element,
                    parent,
                    count,
                },
            ));
        }
    }
}

/// `xs:boolean`; CSDL also allows upper case in expressions, which is harmless elsewhere.
pub(super) fn parse_boolean(text: &str) -> Option<bool> {
    let text = text.trim_ascii();
    if text == "1" || text.eq_ignore_ascii_case("true") {
        Some(true)
    } else if text == "0" || text.eq_ignore_ascii_case("false") {
        Some(false)
    } else {
        None
    }
}
