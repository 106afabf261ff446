//! Reads annotations. An expression is written as an attribute (`Bool="true"`) or as a child element (`<Bool>true</Bool>`).

use std::borrow::Cow;

use super::annotation::{Annotation, Annotations, Expression};
use super::reader::{Reader, parse_boolean};
use super::xml::Element;
use crate::problem::{Location, Problem, ProblemKind};

/// Attributes and elements that hold a constant or a path, with the same names in both notations (CSDL XML 4.01, 14.3 and 14.4.1).
const SIMPLE: [&str; 20] = [
    "AnnotationPath",
    "Binary",
    "Bool",
    "Date",
    "DateTimeOffset",
    "Decimal",
    "Duration",
    "EnumMember",
    "Float",
    "Guid",
    "Int",
    "ModelElementPath",
    "NavigationPropertyPath",
    "Path",
    "PropertyPath",
    "String",
    "TimeOfDay",
    "UrlRef",
    "LabeledElementReference",
    "Null",
];

impl Reader<'_> {
    pub(super) fn annotation_group(&mut self, element: &Element<'_>) -> Option<Annotations> {
        Some(Annotations {
            target: self.required(element, "Target")?,
            qualifier: self
                .optional(element, "Qualifier")
                .map(|qualifier| qualifier.value),
            items: self.leaf_annotations(element),
        })
    }

    /// The annotations among the children of an element that has other children too.
    pub(super) fn annotations(&mut self, element: &Element<'_>) -> Vec<Annotation> {
        let children = element
            .children
            .iter()
            .filter(|child| child.name == "Annotation");
        children
            .filter_map(|child| self.annotation(child))
            .collect()
    }

    /// The annotations of an element that may have no other children.
    pub(super) fn leaf_annotations(&mut self, element: &Element<'_>) -> Vec<Annotation> {
        for child in element
            .children
            .iter()
            .filter(|child| child.name != "Annotation")
        {
            self.unknown(element, child);
        }
        self.annotations(element)
    }

    fn annotation(&mut self, element: &Element<'_>) -> Option<Annotation> {
        let term = self.required(element, "Term")?;
        let expression = self.expression_of(element, &term.value);
        Some(Annotation {
            term,
            qualifier: self
                .optional(element, "Qualifier")
                .map(|qualifier| qualifier.value),
            expression: expression.unwrap_or(Expression::Default),
            location: element.location,
        })
    }

    /// The expression that an annotation or property value holds, in either notation.
    fn expression_of(&mut self, element: &Element<'_>, owner: &str) -> Option<Expression> {
        let mut found = Vec::new();
        for attribute in &element.attributes {
            if SIMPLE.contains(&attribute.name) {
                found.push(self.simple(attribute.name, &attribute.value, attribute.location));
            }
        }
        // Annotations can be annotated; what they say about an annotation is of no use here.
        for child in element
            .children
            .iter()
            .filter(|child| child.name != "Annotation")
        {
            found.push(self.element_expression(child));
        }
        if found.len() > 1 {
            let kind = ProblemKind::SeveralExpressions {
                term: owner.to_owned(),
            };
            self.problem(Problem::at(element.location, kind));
        }
        found.into_iter().next()
    }

    fn element_expression(&mut self, element: &Element<'_>) -> Expression {
        match element.name {
            "Record" => self.record(element),
            "Collection" => Expression::Collection(
                element
                    .children
                    .iter()
                    .map(|item| self.element_expression(item))
                    .collect(),
            ),
            name if SIMPLE.contains(&name) => self.simple(name, &element.text, element.location),
            name => Expression::Unsupported(name.to_owned()),
        }
    }

    fn record(&mut self, element: &Element<'_>) -> Expression {
        let mut values = Vec::new();
        for child in &element.children {
            match child.name {
                "PropertyValue" => {
                    if let Some(property) = self.required(child, "Property") {
                        let value = self
                            .expression_of(child, &property.value)
                            .unwrap_or(Expression::Default);
                        values.push((property.value, value));
                    }
                }
                "Annotation" => {}
                _ => self.unknown(element, child),
            }
        }
        Expression::Record(values)
    }

    /// A constant or path from its text. One that is not valid is told, and read as null.
    fn simple(&mut self, name: &str, text: &str, location: Location) -> Expression {
        let trimmed = text.trim_ascii();
        let (value, expected) = match name {
            "Bool" => (
                parse_boolean(text).map(Expression::Bool),
                "`true` or `false`",
            ),
            "Int" => (trimmed.parse().ok().map(Expression::Int), "an integer"),
            "Float" | "Decimal" => (parse_float(trimmed).map(Expression::Float), "a number"),
            "EnumMember" => (Some(enum_member(text)), ""),
            "Null" => (Some(Expression::Null), ""),
            "UrlRef" | "LabeledElementReference" => {
                (Some(Expression::Unsupported(name.to_owned())), "")
            }
            _ if name.ends_with("Path") => (Some(Expression::Path(trimmed.to_owned())), ""),
            _ => (Some(Expression::String(Cow::from(text).into_owned())), ""),
        };
        value.unwrap_or_else(|| {
            self.invalid(name, text, expected, location);
            Expression::Null
        })
    }
}

fn enum_member(text: &str) -> Expression {
    Expression::EnumMember(text.split_ascii_whitespace().map(str::to_owned).collect())
}

/// `INF`, `-INF` and `NaN` are the spellings of OData; Rust accepts them without regard to case.
fn parse_float(text: &str) -> Option<f64> {
    text.parse().ok()
}
