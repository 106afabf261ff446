//! What CSDL declares but no typed call can express, and what it says in vain.

use super::binding::Offered;
use super::bound::Bound;
use super::roots::Roots;
use super::rules::Rules;
use crate::model::StructuredKind;
use crate::problem::{Meaning, Problem, Problems};

/// Warns of it.
pub(super) fn tell(rules: &Rules<'_>, roots: &Roots, problems: &mut Problems) {
    casts_to_nothing(rules, problems);
    sets_without_keys(rules, roots, problems);
}

/// Warns of operations that are bound to complex values of which no path is known.
pub(super) fn tell_unplaced(
    rules: &Rules<'_>,
    operations: &[Bound],
    offered: &Offered,
    problems: &mut Problems,
) {
    for (number, bound) in operations.iter().enumerate() {
        let is_complex = rules
            .api
            .structured(&bound.to)
            .is_none_or(|structured| structured.kind == StructuredKind::Complex);
        if is_complex && !offered.has(number) {
            let kind = Meaning::BoundToNoEntity {
                operation: bound.operation.name.to_string(),
                ty: bound.to.to_string(),
            };
            problems.push(Problem::at(bound.location, kind));
        }
    }
}

/// Derived types that are not declared: names are case-sensitive.
fn casts_to_nothing(rules: &Rules<'_>, problems: &mut Problems) {
    for (target, annotation) in rules.annotations.casts() {
        let names = annotation.expression.items().iter();
        let names = names.filter_map(|item| item.as_str().or_else(|| item.as_path()));
        for name in names {
            let id = rules.names.qualify(name, annotation.location.file);
            let Some(id) = id.filter(|id| rules.api.structured(id).is_none()) else {
                continue;
            };
            let kind = Meaning::CastToNothing {
                target: target.to_owned(),
                name: id.to_string(),
                near: rules.names.near(&id),
            };
            problems.push(Problem::at(annotation.location, kind));
        }
    }
}

/// Entity sets whose entities have a key that must not be used, but lead on.
fn sets_without_keys(rules: &Rules<'_>, roots: &Roots, problems: &mut Problems) {
    for (name, target) in &roots.targets {
        let Some(navigation) = roots.navigations.get(name) else {
            continue;
        };
        let id = &navigation.target;
        let leads_on = rules
            .api
            .structured(id)
            .is_some_and(|structured| !structured.navigation.is_empty());
        let is_keyless = navigation.collection && !rules.set_has_entities(target, id);
        if is_keyless && rules.has_key(id) && leads_on {
            let kind = Meaning::PathsNotExpressed {
                what: "the way on without a key",
                of: target.clone(),
            };
            problems.push(Problem::at(navigation.location, kind));
        }
    }
}
