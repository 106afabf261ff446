//! What explains a difference, as far as the two models tell.

use super::{Reason, Side};
use crate::model::{
    Api, Navigation, Owner, Primitive, Property, Structured, TypeId, TypeRef, ValueType,
};

/// Why a type is in one alone.
pub(super) fn of_type(sides: &[Side<'_>; 2], id: &TypeId) -> Option<Reason> {
    let (side, other) = only(sides, |side| side.api.types.contains_key(id))?;
    if !other.namespaces.contains(id.namespace()) {
        Some(Reason::NamespaceAbsent)
    } else if !side.reach.has_as_subtype(id) {
        Some(Reason::Unreached)
    } else if !side.reach.has(id) {
        Some(Reason::ReachedAsSubtype)
    } else {
        None
    }
}

/// Why base types differ.
pub(super) fn of_base(sides: &[Side<'_>; 2], types: [&Structured; 2]) -> Option<Reason> {
    let missing = |api: &Api, ty: &Structured| {
        ty.base
            .as_ref()
            .is_some_and(|base| !api.types.contains_key(base))
    };
    let any = missing(sides[1].api, types[0]) || missing(sides[0].api, types[1]);
    any.then_some(Reason::TargetAbsent)
}

/// Why a property is in one alone.
pub(super) fn of_property(
    sides: &[Side<'_>; 2],
    owner: &TypeId,
    found: [Option<&Property>; 2],
) -> Option<Reason> {
    let (property, other) = match found {
        [Some(property), None] => (property, sides[1].api),
        [None, Some(property)] => (property, sides[0].api),
        _ => return None,
    };
    let stream = ValueType::Primitive(Primitive::Stream);
    let navigates = |ty: &Structured| {
        let navigation = ty.navigation.get(&property.name);
        navigation.is_some_and(|navigation| !navigation.is_structural)
    };
    if other.structured(owner).is_some_and(navigates) {
        Some(Reason::PropertyOrNavigation)
    } else if other
        .lineage(owner)
        .any(|ty| ty.properties.contains_key(&property.name))
    {
        Some(Reason::DeclaredElsewhere)
    } else if property.ty.value == stream {
        Some(Reason::MediaStream)
    } else {
        of_mention(other, &property.ty)
    }
}

/// Why the types of two things of the same name differ.
pub(super) fn of_type_refs(sides: &[Side<'_>; 2], types: [&TypeRef; 2]) -> Option<Reason> {
    of_mention(sides[1].api, types[0]).or_else(|| of_mention(sides[0].api, types[1]))
}

/// Why a navigation property is in one alone.
pub(super) fn of_navigation(
    sides: &[Side<'_>; 2],
    owner: &TypeId,
    found: [Option<&Navigation>; 2],
) -> Option<Reason> {
    let (navigation, other) = match found {
        [Some(navigation), None] => (navigation, sides[1].api),
        [None, Some(navigation)] => (navigation, sides[0].api),
        _ => return None,
    };
    let is_property = |ty: &Structured| ty.properties.contains_key(&navigation.name);
    if other.lineage(owner).any(is_property) {
        return Some(Reason::PropertyOrNavigation);
    }
    let missing = !other.types.contains_key(&navigation.target);
    missing.then_some(Reason::TargetAbsent)
}

/// Why an operation is in one alone: `other` does not have the owner, or the navigation that it is at.
pub(super) fn of_operation(other: &Api, owner: &Owner, navigation: Option<&str>) -> Option<Reason> {
    let Some(found) = other.navigation_of(owner) else {
        return Some(Reason::OwnerAbsent);
    };
    let missing = navigation.is_some_and(|name| !found.contains_key(name));
    missing.then_some(Reason::NavigationAbsent)
}

fn of_mention(other: &Api, ty: &TypeRef) -> Option<Reason> {
    let missing = ty.name().is_some_and(|id| !other.types.contains_key(id));
    missing.then_some(Reason::TargetAbsent)
}

/// The side that alone has something, and the other one.
fn only<'s, 'a>(
    sides: &'s [Side<'a>; 2],
    has: impl Fn(&Side<'a>) -> bool,
) -> Option<(&'s Side<'a>, &'s Side<'a>)> {
    let [first, second] = sides;
    match (has(first), has(second)) {
        (true, false) => Some((first, second)),
        (false, true) => Some((second, first)),
        _ => None,
    }
}
