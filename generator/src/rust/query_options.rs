//! Which query options a request function offers, as a type: one marker for each set of options that there is.

use std::collections::BTreeSet;

use super::item::{OptionSet, Query, Type};
use super::{Ident, rustdoc};
use crate::model::{Api, Operation, QueryOption, QueryOptions};

/// The markers of the crate.
pub(super) fn sets(api: &Api) -> Vec<OptionSet> {
    let mut used: BTreeSet<QueryOptions> = BTreeSet::new();
    for (_, navigation) in api.navigations() {
        let casts = navigation.casts.values();
        let operations = casts.chain([&navigation.operations]);
        used.extend(operations.flat_map(|operations| operations.values().map(taken)));
        let bound = navigation.bound_operations.values();
        used.extend(bound.map(|operation| operation.options));
    }
    for structured in api.structured_types() {
        let bound = structured.operations.values();
        used.extend(bound.map(|operation| operation.options));
    }
    let sets = used.into_iter().filter_map(|options| {
        let names: Vec<String> = options
            .iter()
            .map(|option| rustdoc::code(option.name()).to_string())
            .collect();
        Some(OptionSet {
            name: marker(options)?,
            docs: rustdoc::markdown(&format!("The query options {}.", names.join(", "))),
            capabilities: options.iter().map(capability).map(Ident::fixed).collect(),
        })
    });
    sets.collect()
}

fn taken(operation: &Operation) -> QueryOptions {
    operation.options
}

/// What a request function offers that takes these options about values of that type.
pub(super) fn query(options: QueryOptions, of: Type) -> Option<Query> {
    Some(Query {
        marker: marker(options)?,
        of,
    })
}

/// The marker of a set, named after what is in it, or after what is not where that is less; nothing for the set of none.
fn marker(options: QueryOptions) -> Option<Ident> {
    let missing: Vec<QueryOption> = QueryOption::ALL
        .into_iter()
        .filter(|option| !options.has(*option))
        .collect();
    let (start, named) = match missing.len() {
        8 => return None,
        0 => ("All", missing),
        1 | 2 => ("AllBut", missing),
        _ => ("", options.iter().collect()),
    };
    let names: String = named.into_iter().map(word).collect();
    Ident::pascal(&format!("{start}{names}")).ok()
}

fn word(option: QueryOption) -> &'static str {
    match option {
        QueryOption::Select => "Select",
        QueryOption::Expand => "Expand",
        QueryOption::Filter => "Filter",
        QueryOption::Search => "Search",
        QueryOption::OrderBy => "OrderBy",
        QueryOption::Top => "Top",
        QueryOption::Skip => "Skip",
        QueryOption::Count => "Count",
    }
}

/// The trait of the runtime that says that an option is offered.
fn capability(option: QueryOption) -> &'static str {
    match option {
        QueryOption::Select => "Selects",
        QueryOption::Expand => "Expands",
        QueryOption::Filter => "Filters",
        QueryOption::Search => "Searches",
        QueryOption::OrderBy => "Orders",
        QueryOption::Top => "Tops",
        QueryOption::Skip => "Skips",
        QueryOption::Count => "Counts",
    }
}
