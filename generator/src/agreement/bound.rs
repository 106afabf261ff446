//! Actions and functions that both offer: parameters and answers.

use std::collections::BTreeMap;

use super::ledger::{Ledger, statements};
use super::operations::bound_segment;
use super::types::{presence, union};
use super::{Fact, Said, Side, reason};
use crate::model::{Api, BoundOperation, BoundOperationKind, Outcome, Parameter, TypeId, TypeRef};
use crate::problem::Location;

/// The type that it is bound to, whether to a collection of them, and its segment.
type Key<'a> = (&'a TypeId, bool, String);

/// Compares each that both have once, wherever it is offered.
pub(super) fn compare(sides: &[Side<'_>; 2], ledger: &mut Ledger) {
    let [first, second] = sides.each_ref().map(|side| bound(side.api));
    for (key, first) in first {
        if let Some(second) = second.get(&key) {
            compare_bound(sides, &key, [first, second], ledger);
        }
    }
}

fn bound(api: &Api) -> BTreeMap<Key<'_>, &BoundOperation> {
    let mut found = BTreeMap::new();
    for (_, navigation) in api.navigations() {
        for bound in navigation.bound_operations.values() {
            let key = (&navigation.target, true, bound_segment(bound));
            found.entry(key).or_insert(bound);
        }
    }
    for ty in api.structured_types() {
        for bound in ty.operations.values() {
            found.insert((&ty.id, false, bound_segment(bound)), bound);
        }
    }
    found
}

fn compare_bound(
    sides: &[Side<'_>; 2],
    (target, collection, segment): &Key<'_>,
    bound: [&BoundOperation; 2],
    ledger: &mut Ledger,
) {
    let title = if *collection {
        format!("Collection({target})/{segment}")
    } else {
        format!("{target}/{segment}")
    };
    compare_outcomes(sides, &title, bound, ledger);
    let [first, second] = bound.map(|bound| {
        let parameters = bound.parameters.iter();
        let parameters = parameters.map(|parameter| (parameter.name.as_str(), parameter));
        parameters.collect::<BTreeMap<_, _>>()
    });
    for name in union(&first, &second) {
        let found = [first.get(name).copied(), second.get(name).copied()];
        let subject = || format!("{title} {name}");
        let present = [0, 1].map(|number: usize| {
            let location = found[number].map(|parameter| parameter.location);
            presence(location, bound[number].sources.first().copied())
        });
        ledger.note(Fact::Parameter, subject, present, None);
        if let [Some(first), Some(second)] = found {
            compare_parameters(sides, &subject(), [first, second], ledger);
        }
    }
}

fn compare_outcomes(
    sides: &[Side<'_>; 2],
    title: &str,
    bound: [&BoundOperation; 2],
    ledger: &mut Ledger,
) {
    let Some(locations) = locations(bound) else {
        return;
    };
    let said = bound.map(|bound| match &bound.outcome {
        Outcome::Nothing => Said::Nothing,
        Outcome::Value(ty) => Said::Type(ty.clone()),
    });
    let types: Vec<&TypeRef> = bound.iter().filter_map(|bound| outcome(bound)).collect();
    let reason = match types.as_slice() {
        [first, second] => reason::of_type_refs(sides, [first, second]),
        _ => None,
    };
    ledger.note(
        Fact::Outcome,
        || title.to_owned(),
        statements(said, locations),
        reason,
    );
    if bound[0].kind == BoundOperationKind::Function {
        let continues = bound.map(|bound| Said::Flag(bound.continues));
        ledger.note(
            Fact::Composable,
            || title.to_owned(),
            statements(continues, locations),
            None,
        );
    }
}

fn outcome(bound: &BoundOperation) -> Option<&TypeRef> {
    match &bound.outcome {
        Outcome::Nothing => None,
        Outcome::Value(ty) => Some(ty),
    }
}

fn locations([first, second]: [&BoundOperation; 2]) -> Option<[Location; 2]> {
    Some([*first.sources.first()?, *second.sources.first()?])
}

fn compare_parameters(
    sides: &[Side<'_>; 2],
    subject: &str,
    parameters: [&Parameter; 2],
    ledger: &mut Ledger,
) {
    let locations = parameters.map(|parameter| parameter.location);
    let types = parameters.map(|parameter| &parameter.ty);
    let said = types.map(|ty| Said::Type(ty.clone()));
    let reason = reason::of_type_refs(sides, types);
    let subject = || subject.to_owned();
    ledger.note(
        Fact::ParameterType,
        subject,
        statements(said, locations),
        reason,
    );
    if types.iter().all(|ty| !ty.collection) {
        let nullable = parameters.map(|parameter| Said::Flag(parameter.nullable));
        ledger.note(
            Fact::ParameterNullable,
            subject,
            statements(nullable, locations),
            None,
        );
    }
    let optional = parameters.map(|parameter| parameter.optional);
    ledger.note_mark(Fact::Optional, subject, optional, locations);
}
