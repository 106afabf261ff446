//! Values of derived types: which declared types a value of another type can stand at, and the enum of each.

use std::collections::{BTreeMap, BTreeSet};

use super::item::{ItemPath, Polymorphic, Subtype, Type};
use super::layout::Layout;
use super::names::{self, NameKind, Wanted};
use super::{Ident, rustdoc};
use crate::model::{
    Api, BoundOperation, BoundOperationKind, Navigation, NavigationOperation, Outcome, Structured,
    StructuredKind, TypeId,
};
use crate::problem::Problems;

/// The types that are declared where a value of a derived type can stand, each with what derives from it.
#[derive(Debug, Default)]
pub(super) struct Hierarchies<'a> {
    by_root: BTreeMap<&'a TypeId, Hierarchy<'a>>,
}

/// A type and those that derive from it.
#[derive(Debug)]
struct Hierarchy<'a> {
    name: Ident,
    /// The derived types, by name.
    subtypes: Vec<&'a Structured>,
}

impl<'a> Hierarchies<'a> {
    /// Finds them. A type has an enum if a model, an action or an answer declares it and if the crate has a type derived from it.
    pub(super) fn of(api: &'a Api, layout: &Layout) -> Self {
        let mut subtypes = api.derived_types();
        let mut names = layout.names();
        let mut by_root = BTreeMap::new();
        for id in declared(api) {
            let Some(path) = layout.path(id) else {
                continue;
            };
            if api.structured(id).is_none_or(says_nothing) {
                continue;
            }
            if let Some(subtypes) = subtypes.remove(id) {
                let name = name(path, &mut names);
                by_root.insert(id, Hierarchy { name, subtypes });
            }
        }
        Self { by_root }
    }

    /// Whether a value that is declared as this type is held by an enum.
    pub(super) fn contains(&self, id: &TypeId) -> bool {
        self.by_root.contains_key(id)
    }

    /// What holds a value that is declared as the type `id`, which has its model at `path`.
    pub(super) fn value(&self, id: &TypeId, path: &ItemPath) -> Type {
        match self.by_root.get(id) {
            Some(hierarchy) => Type::Polymorphic {
                name: hierarchy.name.clone(),
                declared: path.clone(),
            },
            None => Type::Item(path.clone()),
        }
    }

    /// The enum of a type, if it has one.
    pub(super) fn item(
        &self,
        root: &Structured,
        layout: &Layout,
        problems: &mut Problems,
    ) -> Option<Polymorphic> {
        let hierarchy = self.by_root.get(&root.id)?;
        let members = std::iter::once(root).chain(hierarchy.subtypes.iter().copied());
        let members: Vec<(&Structured, &ItemPath)> = members
            .filter_map(|member| Some((member, layout.path(&member.id)?)))
            .collect();
        let wanted: Vec<Wanted<'_>> = members
            .iter()
            .map(|(member, path)| Wanted {
                wire_name: member.id.as_str(),
                ident: path.name.clone(),
                kind: NameKind::Plain,
                location: member.location,
            })
            .collect();
        let other = Ident::fixed("Other");
        let scope = format!("the types derived from `{}`", root.id);
        let named = names::settle(&scope, &[other.as_str()], &wanted, problems);
        let variants = named.into_iter().zip(members);
        Some(Polymorphic {
            name: hierarchy.name.clone(),
            docs: docs(root),
            variants: variants
                .map(|(name, (member, path))| Subtype {
                    method: Ident::snake(name.bare()).unwrap_or_else(|_| name.clone()),
                    name,
                    wire_name: member.id.to_string(),
                    title: rustdoc::code(member.id.as_str()),
                    model: path.clone(),
                })
                .collect(),
            other,
        })
    }
}

fn docs(root: &Structured) -> Vec<String> {
    let name = rustdoc::code(root.id.as_str());
    rustdoc::markdown(&format!(
        "A value that is declared as {name}: one of that type, or of a type derived from it."
    ))
}

/// Whether a type says no more of a value than that it is an entity: an abstract root with nothing but a key, as `entity` is, from which
/// almost all others derive. An enum of them would be the list of what is in the crate.
fn says_nothing(structured: &Structured) -> bool {
    structured.kind == StructuredKind::Entity
        && structured.is_abstract
        && structured.base.is_none()
        && structured
            .properties
            .keys()
            .all(|name| structured.key.contains(name))
}

/// The name of the enum of a type: `AnyUser`, or the same with a number where another item of the namespace has that name.
fn name(path: &ItemPath, names: &mut BTreeSet<(Vec<Ident>, Ident)>) -> Ident {
    let namespace = path.modules.split_last().map_or(&[][..], |(_, rest)| rest);
    let first = Ident::fixed("Any").suffixed(path.name.bare());
    let numbered = (2_u32..).map(|number| first.extended(&number.to_string()));
    let mut candidates = std::iter::once(first.clone()).chain(numbered);
    let is_free = |name: &Ident| names.insert((namespace.to_vec(), name.clone()));
    candidates.find(is_free).unwrap_or(first)
}

/// The types that a model holds, an action takes or a request is answered with.
fn declared(api: &Api) -> BTreeSet<&TypeId> {
    let mut found = BTreeSet::new();
    for structured in api.structured_types() {
        let properties = structured.properties.values();
        found.extend(properties.filter_map(|property| property.ty.name()));
        for operation in structured.operations.values() {
            found.extend(of_operation(operation));
        }
        if !structured.streams.is_empty() {
            found.insert(&structured.id);
        }
    }
    for (_, navigation) in api.navigations() {
        found.extend(of_navigation(navigation));
        for operation in navigation.bound_operations.values() {
            found.extend(of_operation(operation));
        }
    }
    found
}

fn of_operation(operation: &BoundOperation) -> impl Iterator<Item = &TypeId> {
    // The arguments of a function stand in a URL.
    let is_action = operation.kind == BoundOperationKind::Action;
    let taken = operation.parameters.iter().filter(move |_| is_action);
    let taken = taken.filter_map(|parameter| parameter.ty.name());
    let answered = match &operation.outcome {
        Outcome::Value(ty) => ty.name(),
        Outcome::Nothing => None,
    };
    taken.chain(answered)
}

fn of_navigation(navigation: &Navigation) -> impl Iterator<Item = &TypeId> {
    let there = std::iter::once((&navigation.target, &navigation.operations));
    let ways = there.chain(&navigation.casts);
    ways.filter(|(_, operations)| {
        operations
            .keys()
            .any(|operation| answers_entity(*operation))
    })
    .map(|(target, _)| target)
}

fn answers_entity(operation: NavigationOperation) -> bool {
    matches!(
        operation,
        NavigationOperation::List
            | NavigationOperation::Create
            | NavigationOperation::Get
            | NavigationOperation::Update
            | NavigationOperation::Replace
    )
}
