//! What only beta has: parts of a model that the description of the version for production does not know.

use std::collections::BTreeMap;

use crate::model::{Api, BoundOperation, Documentation, Navigation, Signature, Type, TypeId};

/// Marks what `api` has and `stable` has not: the outermost part alone, so that a type that is new is marked and its properties are not.
pub(crate) fn mark(api: &mut Api, stable: &Api) {
    for (id, ty) in &mut api.types {
        if stable.types.contains_key(id) {
            mark_parts(ty, id, stable);
        } else {
            documentation(ty).beta_only = true;
        }
    }
    mark_navigation(&mut api.root, |name| {
        stable.root.get(name).into_iter().collect()
    });
    for (path, operation) in &mut api.untyped {
        operation.documentation.beta_only = !stable.untyped.contains_key(path);
    }
}

fn documentation(ty: &mut Type) -> &mut Documentation {
    match ty {
        Type::Structured(structured) => &mut structured.documentation,
        Type::Enumeration(enumeration) => &mut enumeration.documentation,
    }
}

/// Marks parts of a type that both have. What the type itself declares here, a base type of it may declare there.
fn mark_parts(ty: &mut Type, id: &TypeId, stable: &Api) {
    match ty {
        Type::Enumeration(enumeration) => {
            let known = stable.enumeration(id);
            let known = known.map_or(&[][..], |known| &known.members);
            for member in &mut enumeration.members {
                let is_known = known.iter().any(|known| known.name == member.name);
                member.documentation.beta_only = !is_known;
            }
        }
        Type::Structured(structured) => {
            let known = stable.flattened_properties(id);
            for (name, property) in &mut structured.properties {
                property.documentation.beta_only = !known.contains_key(name.as_str());
            }
            let lineage = || stable.lineage(id);
            mark_navigation(&mut structured.navigation, |name| {
                let known = lineage().filter_map(|of| of.navigation.get(name));
                known.collect()
            });
            mark_operations(&mut structured.operations, |signature| {
                lineage().any(|of| has(&of.operations, signature))
            });
            for (segment, stream) in &mut structured.streams {
                for (kind, operation) in &mut stream.operations {
                    let known = |of: &crate::model::Stream| of.operations.contains_key(kind);
                    let is_known = lineage().any(|of| of.streams.get(segment).is_some_and(known));
                    operation.documentation.beta_only = !is_known;
                }
            }
        }
    }
}

/// Marks navigation, and what can be done at one that both have. `known` gives what `stable` has of a name.
fn mark_navigation<'s>(
    navigation: &mut BTreeMap<String, Navigation>,
    known: impl Fn(&str) -> Vec<&'s Navigation>,
) {
    for (name, navigation) in navigation {
        let known = known(name);
        if known.is_empty() {
            navigation.documentation.beta_only = true;
            continue;
        }
        for (kind, operation) in &mut navigation.operations {
            let is_known = known.iter().any(|of| of.operations.contains_key(kind));
            operation.documentation.beta_only = !is_known;
        }
        mark_operations(&mut navigation.bound_operations, |signature| {
            known.iter().any(|of| has(&of.bound_operations, signature))
        });
    }
}

fn mark_operations(
    operations: &mut BTreeMap<Signature, BoundOperation>,
    is_known: impl Fn(&Signature) -> bool,
) {
    for (signature, operation) in operations {
        operation.documentation.beta_only = !is_known(signature);
    }
}

/// Whether an action or function is there, with whatever parameters: one more of them makes no other operation.
fn has(operations: &BTreeMap<Signature, BoundOperation>, wanted: &Signature) -> bool {
    operations.keys().any(|known| known.name == wanted.name)
}
