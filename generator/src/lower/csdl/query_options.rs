//! The query options of operations: what the kind of an operation can have (OData Protocol 4.01, section 11.2), less what a capability
//! annotation forbids.

use std::collections::BTreeSet;

use super::roots::Roots;
use super::rules::Rules;
use crate::model::{
    Api, BoundOperation, BoundOperationKind, Navigation, NavigationOperation, Outcome, Owner,
    QueryOption, QueryOptions, StructuredKind, Type, TypeId,
};
use crate::source::csdl::Expression;

/// What is allowed at each navigation.
#[derive(Debug)]
pub(super) struct Allowed {
    at: Vec<(Owner, String, QueryOptions)>,
    /// The types of which functions can answer with entities.
    entities: BTreeSet<TypeId>,
    expanding_functions: bool,
}

impl Allowed {
    /// What the annotations allow.
    pub(super) fn of(rules: &Rules<'_>, roots: &Roots) -> Self {
        let of_root = rules.api.root.values().map(|navigation| {
            let target = roots.targets.get(&navigation.name).map(String::as_str);
            (
                Owner::Root,
                navigation,
                target.unwrap_or_default().to_owned(),
            )
        });
        let of_types = rules.api.structured_types().flat_map(|structured| {
            structured.navigation.values().map(|navigation| {
                let declaring = rules.declaring(&structured.id, &navigation.name);
                let target = format!("{declaring}/{}", navigation.name);
                (Owner::Type(structured.id.clone()), navigation, target)
            })
        });
        let allowed = of_root.chain(of_types).map(|(owner, navigation, target)| {
            let allowed = allowed(rules, &owner, navigation, &target);
            (owner, navigation.name.clone(), allowed)
        });
        let entities = rules
            .api
            .structured_types()
            .filter(|structured| structured.kind == StructuredKind::Entity);
        Self {
            at: allowed.collect(),
            entities: entities.map(|structured| structured.id.clone()).collect(),
            expanding_functions: rules.conventions.expanding_functions,
        }
    }

    /// Notes at each operation which options it takes.
    pub(super) fn note(&self, api: &mut Api) {
        for (owner, name, allowed) in &self.at {
            let Some(navigation) = api.navigation_mut(owner, name) else {
                continue;
            };
            let casts = navigation.casts.values_mut();
            for operations in casts.chain([&mut navigation.operations]) {
                for (kind, operation) in operations {
                    operation.options = of_kind(*kind, *allowed);
                }
            }
            let bound = navigation.bound_operations.values_mut();
            bound.for_each(|operation| self.note_bound(operation));
        }
        for ty in api.types.values_mut() {
            if let Type::Structured(structured) = ty {
                let bound = structured.operations.values_mut();
                bound.for_each(|operation| self.note_bound(operation));
            }
        }
    }

    /// A function that answers with a collection takes what a collection takes; only of entities can some properties be selected, and only
    /// by these can be sorted.
    fn note_bound(&self, operation: &mut BoundOperation) {
        let Outcome::Value(ty) = &operation.outcome else {
            return;
        };
        if operation.kind == BoundOperationKind::Function && ty.collection {
            let of_entities = ty.name().is_some_and(|id| self.entities.contains(id));
            operation.options = QueryOptions::all()
                .only_if(of_entities && self.expanding_functions, QueryOption::Expand)
                .only_if(of_entities, QueryOption::Select)
                .only_if(of_entities, QueryOption::OrderBy);
        }
    }
}

/// An entity set or singleton that says nothing goes by what its type says; a navigation property speaks for itself.
fn allowed(
    rules: &Rules<'_>,
    owner: &Owner,
    navigation: &Navigation,
    target: &str,
) -> QueryOptions {
    let id = &navigation.target;
    let flag = |term, property| {
        let restrictions = if *owner == Owner::Root {
            rules.of_source(target, id, term)
        } else {
            rules.annotations.restrictions(target, term)
        };
        restrictions.allows(property)
    };
    let tag = |term| {
        let bases = rules.api.lineage(id).map(|base| base.id.as_str());
        let bases = bases.filter(|_| *owner == Owner::Root);
        let mut stated = std::iter::once(target)
            .chain(bases)
            .filter_map(|target| rules.annotations.capability(target, term));
        stated.next().and_then(Expression::as_bool).unwrap_or(true)
    };
    let is_allowed = |option: &QueryOption| match option {
        QueryOption::Select => flag("SelectSupport", "Supported"),
        QueryOption::Expand => flag("ExpandRestrictions", "Expandable"),
        QueryOption::Filter => flag("FilterRestrictions", "Filterable"),
        QueryOption::Search => flag("SearchRestrictions", "Searchable"),
        QueryOption::OrderBy => flag("SortRestrictions", "Sortable"),
        QueryOption::Top => tag("TopSupported"),
        QueryOption::Skip => tag("SkipSupported"),
        QueryOption::Count => flag("CountRestrictions", "Countable"),
    };
    QueryOption::ALL.into_iter().filter(is_allowed).collect()
}

fn of_kind(kind: NavigationOperation, allowed: QueryOptions) -> QueryOptions {
    use QueryOption as Option;
    let takes = |option: &Option| match kind {
        NavigationOperation::List => true,
        NavigationOperation::Get => matches!(option, Option::Select | Option::Expand),
        NavigationOperation::Count => matches!(option, Option::Filter | Option::Search),
        NavigationOperation::ListRef => !matches!(option, Option::Select | Option::Expand),
        _ => false,
    };
    allowed.iter().filter(takes).collect()
}
