//! Types: structured ones with their properties, and enumerations with their members.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::{Ledger, statements};
use super::{Fact, Said, Side, Statement, TypeKind, reason};
use crate::model::{Enumeration, Property, Structured, StructuredKind, Type, TypeId, TypeRef};
use crate::problem::Location;

/// Compares the types of both, and the facts of each that both have.
pub(super) fn compare(sides: &[Side<'_>; 2], ledger: &mut Ledger) {
    let [first, second] = sides.each_ref().map(|side| &side.api.types);
    for id in union(first, second) {
        let found = [first.get(id), second.get(id)];
        let reason = reason::of_type(sides, id);
        let present = found.map(|ty| presence(ty.map(Type::location), None));
        ledger.note(Fact::Type, || id.to_string(), present, reason);
        if let [Some(first), Some(second)] = found {
            compare_type(sides, [first, second], ledger);
        }
    }
}

/// The keys of two maps together, sorted.
pub(super) fn union<'a, K: Ord, A, B>(
    first: &'a BTreeMap<K, A>,
    second: &'a BTreeMap<K, B>,
) -> BTreeSet<&'a K> {
    first.keys().chain(second.keys()).collect()
}

/// That a thing is at a place; if there is none, that it is not there, with the place of its owner.
pub(super) fn presence(location: Option<Location>, owner: Option<Location>) -> Statement {
    Statement {
        said: if location.is_some() {
            Said::Present
        } else {
            Said::Absent
        },
        location: location.or(owner),
    }
}

fn compare_type(sides: &[Side<'_>; 2], types: [&Type; 2], ledger: &mut Ledger) {
    let id = types[0].id();
    let kinds = types.map(|ty| Said::Kind(kind(ty)));
    let locations = types.map(Type::location);
    ledger.note(
        Fact::Kind,
        || id.to_string(),
        statements(kinds, locations),
        None,
    );
    match types {
        [Type::Structured(first), Type::Structured(second)] => {
            compare_structured(sides, [first, second], ledger);
        }
        [Type::Enumeration(first), Type::Enumeration(second)] => {
            compare_enumerations([first, second], ledger);
        }
        _ => {}
    }
}

fn kind(ty: &Type) -> TypeKind {
    match ty {
        Type::Enumeration(_) => TypeKind::Enumeration,
        Type::Structured(structured) => match structured.kind {
            StructuredKind::Entity => TypeKind::Entity,
            StructuredKind::Complex => TypeKind::Complex,
        },
    }
}

fn compare_structured(sides: &[Side<'_>; 2], types: [&Structured; 2], ledger: &mut Ledger) {
    let id = &types[0].id;
    let subject = || id.to_string();
    let locations = types.map(|ty| ty.location);
    let base = |ty: &Structured| match &ty.base {
        Some(base) => Said::Type(TypeRef::named(base.clone())),
        None => Said::Nothing,
    };
    let reason = reason::of_base(sides, types);
    ledger.note(
        Fact::Base,
        subject,
        statements(types.map(base), locations),
        reason,
    );
    let marks = [
        (Fact::Abstract, types.map(|ty| ty.is_abstract)),
        (Fact::Open, types.map(|ty| ty.is_open)),
        (Fact::MediaEntity, types.map(|ty| ty.has_stream)),
    ];
    for (fact, marked) in marks {
        ledger.note_mark(fact, subject, marked, locations);
    }
    compare_keys(sides, types, ledger);
    compare_properties(sides, types, ledger);
}

/// A key that one declares where the other inherits the same is the same key.
fn compare_keys(sides: &[Side<'_>; 2], types: [&Structured; 2], ledger: &mut Ledger) {
    let id = &types[0].id;
    let locations = types.map(|ty| ty.location);
    if types.iter().any(|ty| !ty.key.is_empty()) {
        let keys = sides.each_ref().map(|side| match side.api.key(id) {
            [] => Said::Unknown,
            key => Said::Names(key.to_vec()),
        });
        ledger.note(
            Fact::Key,
            || id.to_string(),
            statements(keys, locations),
            None,
        );
    }
    if types.iter().any(|ty| !ty.alternate_keys.is_empty()) {
        let keys = sides.each_ref().map(|side| {
            let keys = side.api.alternate_keys(id).iter();
            let names = keys.map(|parts| {
                let aliases = parts.iter().map(|part| part.alias.as_str());
                aliases.collect::<Vec<_>>().join("+")
            });
            let names: Vec<String> = names.collect();
            if names.is_empty() {
                Said::Unknown
            } else {
                Said::Names(names)
            }
        });
        ledger.note(
            Fact::AlternateKeys,
            || id.to_string(),
            statements(keys, locations),
            None,
        );
    }
}

fn compare_properties(sides: &[Side<'_>; 2], types: [&Structured; 2], ledger: &mut Ledger) {
    let id = &types[0].id;
    let [first, second] = types.map(|ty| &ty.properties);
    for name in union(first, second) {
        let found = [first.get(name), second.get(name)];
        let subject = || format!("{id}/{name}");
        let [at_first, at_second] =
            found.map(|property| property.map(|property| property.location));
        let present = [
            presence(at_first, Some(types[0].location)),
            presence(at_second, Some(types[1].location)),
        ];
        let reason = reason::of_property(sides, id, found);
        ledger.note(Fact::Property, subject, present, reason);
        if let [Some(first), Some(second)] = found {
            compare_property(sides, id, [first, second], ledger);
        }
    }
}

fn compare_property(
    sides: &[Side<'_>; 2],
    owner: &TypeId,
    properties: [&Property; 2],
    ledger: &mut Ledger,
) {
    let subject = || format!("{owner}/{}", properties[0].name);
    let locations = properties.map(|property| property.location);
    let types = properties.map(|property| &property.ty);
    let said = types.map(|ty| Said::Type(ty.clone()));
    let reason = reason::of_type_refs(sides, types);
    ledger.note(
        Fact::PropertyType,
        subject,
        statements(said, locations),
        reason,
    );
    let nullable = properties.map(|property| property.nullable.map_or(Said::Unknown, Said::Flag));
    ledger.note(
        Fact::Nullable,
        subject,
        statements(nullable, locations),
        None,
    );
    ledger.note_mark(
        Fact::Computed,
        subject,
        properties.map(|property| property.computed),
        locations,
    );
}

fn compare_enumerations(types: [&Enumeration; 2], ledger: &mut Ledger) {
    let id = &types[0].id;
    let locations = types.map(|ty| ty.location);
    ledger.note_mark(
        Fact::Flags,
        || id.to_string(),
        types.map(|ty| ty.is_flags),
        locations,
    );
    let members = types.map(|ty| {
        let members = ty.members.iter();
        let members = members.map(|member| (member.name.as_str(), member));
        members.collect::<BTreeMap<_, _>>()
    });
    let [first, second] = &members;
    for name in union(first, second) {
        let found = [first.get(name), second.get(name)];
        let subject = || format!("{id}/{name}");
        let [at_first, at_second] = found.map(|member| member.map(|member| member.location));
        let present = [
            presence(at_first, Some(types[0].location)),
            presence(at_second, Some(types[1].location)),
        ];
        ledger.note(Fact::Member, subject, present, None);
        if let [Some(first), Some(second)] = found {
            let values =
                [first, second].map(|member| member.value.map_or(Said::Unknown, Said::Number));
            let locations = [first.location, second.location];
            ledger.note(
                Fact::MemberValue,
                subject,
                statements(values, locations),
                None,
            );
        }
    }
}
