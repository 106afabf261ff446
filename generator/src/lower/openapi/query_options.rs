//! The query options that an operation declares.

use openapiv3::Parameter;

use crate::model::{QueryOption, QueryOptions};
use crate::source::openapi::{Document, Operation, PathItem};

/// Those of an operation, and of the path it is at.
pub(super) fn of_operation(
    document: &Document<'_>,
    path: &PathItem,
    operation: &Operation,
) -> QueryOptions {
    let lists = operation.name_lists;
    let of_operation = operation.operation.parameters.iter();
    let parameters = of_operation
        .chain(&path.parameters)
        .filter_map(|parameter| document.parameter(parameter));
    let names: Vec<&str> = parameters
        .filter_map(|parameter| match parameter {
            Parameter::Query { parameter_data, .. } => Some(parameter_data.name.as_str()),
            _ => None,
        })
        .collect();
    let declares = |option: &QueryOption| {
        let is_listed = match option {
            QueryOption::Select => lists.select,
            QueryOption::Expand => lists.expand,
            QueryOption::OrderBy => lists.orderby,
            _ => false,
        };
        is_listed || names.contains(&option.name())
    };
    QueryOption::ALL.into_iter().filter(declares).collect()
}
