//! Actions and functions: the segments that no navigation is called by.

use std::collections::BTreeMap;

use openapiv3::{Operation as ApiOperation, Parameter as ApiParameter, ParameterSchemaOrContent};

use super::way;
use super::{bodies, documentation, query_options, shapes};
use crate::model::{
    BoundOperation, BoundOperationKind, Documentation, Method, Parameter, Primitive, TypeRef,
    ValueType,
};
use crate::problem::Location;
use crate::source::openapi::{Document, Operation, PathItem};

/// An operation whose last segment may be that of an action or function.
pub(super) struct Call<'a, 't> {
    pub document: &'a Document<'t>,
    pub path: &'a PathItem,
    pub operation: &'a Operation,
    /// The name as it is written.
    pub name: &'a str,
    /// What stands in parentheses; nothing where there are none.
    pub arguments: Option<&'a [(&'a str, &'a str)]>,
}

impl Call<'_, '_> {
    /// The action or function; nothing where the segment is neither.
    pub(super) fn bound(&self, method: Method) -> Option<BoundOperation> {
        let kind = self.kind(method)?;
        let arguments = self.arguments.unwrap_or_default();
        let parameters = match kind {
            BoundOperationKind::Action => self.action_parameters(),
            BoundOperationKind::Function => arguments
                .iter()
                .map(|(name, value)| self.function_parameter(name, value))
                .collect(),
        };
        Some(BoundOperation {
            name: way::qualified(self.name)?,
            kind,
            parameters,
            outcome: bodies::outcome(self.document, self.described()),
            continues: false,
            options: query_options::of_operation(self.document, self.path, self.operation),
            documentation: documentation::of_operation(self.described()),
            sources: vec![self.location()],
        })
    }

    /// Whether a segment that no navigation property is called by is an action or a function. Parentheses make a function (OData URL
    /// Conventions 4.01, section 4.5), a qualified name that is sent to an action; of any other name the text must say what it is.
    fn kind(&self, method: Method) -> Option<BoundOperationKind> {
        let has_parentheses = self.arguments.is_some();
        let stated = bodies::stated_type(self.described());
        match method {
            Method::Get if has_parentheses || stated == Some("function") => {
                Some(BoundOperationKind::Function)
            }
            Method::Post
                if !has_parentheses && (self.name.contains('.') || stated == Some("action")) =>
            {
                Some(BoundOperationKind::Action)
            }
            _ => None,
        }
    }

    /// The properties of the body. They have no order in JSON; by name they have one.
    fn action_parameters(&self) -> Vec<Parameter> {
        let schema = bodies::body_schema(self.document, self.described())
            .and_then(|schema| self.document.schema(schema));
        let properties: BTreeMap<_, _> = schema
            .map(shapes::properties)
            .unwrap_or_default()
            .into_iter()
            .collect();
        let parameters = properties.into_iter().map(|(name, property)| {
            let shape = shapes::boxed_shape(self.document, property);
            let documentation = property
                .as_item()
                .map(|schema| documentation::of_schema(&schema.schema_data));
            Parameter {
                name: name.to_owned(),
                ty: shape.ty,
                nullable: shape.nullable.unwrap_or(true),
                optional: false,
                documentation: documentation.unwrap_or_default(),
                location: self.location(),
            }
        });
        parameters.collect()
    }

    /// A parameter of a function. `p='@p'` is a parameter alias (OData URL Conventions 4.01, section 5.3.1): its value is a query option, and
    /// one that may be left out.
    fn function_parameter(&self, name: &str, value: &str) -> Parameter {
        let value = value.trim_matches('\'');
        let alias = value.strip_prefix('@');
        let declared = match alias {
            Some(alias) => self.query_option(alias),
            None => self.path_parameter(value.trim_matches(['{', '}'])),
        };
        let format = declared.map(|data| &data.format);
        let shape = match format {
            Some(ParameterSchemaOrContent::Schema(schema)) => {
                Some(shapes::shape(self.document, schema))
            }
            Some(ParameterSchemaOrContent::Content(content)) => {
                let mut schemas = content.values().filter_map(|media| media.schema.as_ref());
                schemas
                    .next()
                    .map(|schema| shapes::shape(self.document, schema))
            }
            None => None,
        };
        let nullable = shape.as_ref().and_then(|shape| shape.nullable);
        let text = || TypeRef {
            value: ValueType::Primitive(Primitive::String),
            collection: false,
        };
        Parameter {
            name: name.to_owned(),
            nullable: nullable.unwrap_or(false),
            optional: alias.is_some(),
            ty: shape.map_or_else(text, |shape| shape.ty),
            documentation: Documentation {
                description: declared.and_then(|data| data.description.clone()),
                ..Documentation::default()
            },
            location: self.location(),
        }
    }

    fn path_parameter(&self, placeholder: &str) -> Option<&openapiv3::ParameterData> {
        self.declared().find_map(|parameter| match parameter {
            ApiParameter::Path { parameter_data, .. } if parameter_data.name == placeholder => {
                Some(parameter_data)
            }
            _ => None,
        })
    }

    /// The query option of an alias, which is declared with its `@` or without.
    fn query_option(&self, alias: &str) -> Option<&openapiv3::ParameterData> {
        self.declared().find_map(|parameter| match parameter {
            ApiParameter::Query { parameter_data, .. }
                if parameter_data.name.trim_start_matches('@') == alias =>
            {
                Some(parameter_data)
            }
            _ => None,
        })
    }

    fn declared(&self) -> impl Iterator<Item = &ApiParameter> {
        let of_operation = self.described().parameters.iter();
        of_operation
            .chain(&self.path.parameters)
            .filter_map(|parameter| self.document.parameter(parameter))
    }

    fn described(&self) -> &ApiOperation {
        &self.operation.operation
    }

    fn location(&self) -> Location {
        self.operation.location
    }
}
