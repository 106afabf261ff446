//! What annotations can be about.

use std::collections::BTreeSet;

use super::names::Names;
use crate::model::TypeId;
use crate::problem::{Meaning, Problem, Problems, near_misses};
use crate::source::Spanned;
use crate::source::csdl::{Annotation, Annotations, Document, Schema};

/// Whether a document declares nothing and only says more about what others declare. It may be written for several versions of a
/// description, which do not all have everything.
pub(super) fn is_overlay(document: &Document) -> bool {
    let declares = |schema: &Schema| {
        !(schema.entity_types.is_empty()
            && schema.complex_types.is_empty()
            && schema.enum_types.is_empty()
            && schema.type_definitions.is_empty()
            && schema.operations.is_empty()
            && schema.containers.is_empty())
    };
    !document.schemas.iter().any(declares)
}

/// Everything in a schema that annotations can be written inside of, with its name as a target: types with their members, containers with
/// their children, operations with their parameters.
pub(super) fn inline<'a>(schema: &'a Schema, names: &Names) -> Vec<(String, &'a [Annotation])> {
    let mut found: Vec<(String, &[Annotation])> = Vec::new();
    let qualified = |name: &Spanned<String>| format!("{}.{}", schema.namespace.value, name.value);
    let member = |of: &str, name: &Spanned<String>| format!("{of}/{}", name.value);
    for ty in schema.entity_types.iter().chain(&schema.complex_types) {
        let target = qualified(&ty.name);
        let properties = ty.properties.iter();
        found.extend(properties.map(|it| (member(&target, &it.name), &*it.annotations)));
        let navigation = ty.navigation_properties.iter();
        found.extend(navigation.map(|it| (member(&target, &it.name), &*it.annotations)));
        found.push((target, &ty.annotations));
    }
    for ty in &schema.enum_types {
        let target = qualified(&ty.name);
        let members = ty.members.iter();
        found.extend(members.map(|it| (member(&target, &it.name), &*it.annotations)));
        found.push((target, &ty.annotations));
    }
    for container in &schema.containers {
        let target = qualified(&container.name);
        let sets = container.entity_sets.iter();
        found.extend(sets.map(|it| (member(&target, &it.name), &*it.annotations)));
        let singletons = container.singletons.iter();
        found.extend(singletons.map(|it| (member(&target, &it.name), &*it.annotations)));
    }
    for operation in &schema.operations {
        let targets = names.operation_targets(&schema.namespace.value, operation);
        for target in targets.into_iter().take(1) {
            let parameters = operation.parameters.iter();
            found.extend(parameters.map(|it| (member(&target, &it.name), &*it.annotations)));
            found.push((target, &operation.annotations));
        }
    }
    found
}

/// What is declared.
#[derive(Debug)]
pub(super) struct Declared {
    targets: BTreeSet<String>,
    /// The names of all members of all types: a derived type may be annotated with those it inherits.
    members: BTreeSet<String>,
}

impl Declared {
    /// All that annotations can be written inside of.
    pub(super) fn of<'t>(targets: impl Iterator<Item = &'t String>) -> Self {
        let targets: BTreeSet<String> = targets.cloned().collect();
        let of_types = targets.iter().filter(|target| !target.contains('('));
        let members = of_types.filter_map(|target| Some(target.split_once('/')?.1.to_owned()));
        Self {
            members: members.collect(),
            targets,
        }
    }

    /// Warns of restrictions on something that is not declared: they change nothing, and somebody meant them to. Other terms, and
    /// operations and paths that go on behind a container's child, are not looked at. What an overlay restricts may be declared by
    /// another version of the description; it is told only where the type is declared and has a member of nearly that name.
    pub(super) fn check(
        &self,
        annotations: &Annotations,
        target: &str,
        names: &Names,
        is_overlay: bool,
        problems: &mut Problems,
    ) {
        let restricts = |annotation: &Annotation| annotation.term.value.contains("Restrictions");
        let is_path = target.matches('/').count() > 1 || target.contains('(');
        let known = is_path || self.targets.contains(target) || self.inherits(target);
        if known || !annotations.items.iter().any(restricts) {
            return;
        }
        let near = self.near(target, names);
        let is_misspelt = || {
            let (ty, _) = target.split_once('/').unwrap_or((target, ""));
            self.targets.contains(ty) && !near.is_empty()
        };
        if is_overlay && !is_misspelt() {
            return;
        }
        let kind = Meaning::AnnotationTargetsNothing {
            target: target.to_owned(),
            near,
        };
        problems.push(Problem::at(annotations.target.location, kind));
    }

    /// Members of the same name in types that are named alike, or members of the type that are named alike.
    fn near(&self, target: &str, names: &Names) -> Vec<String> {
        let (ty, member) = target.split_once('/').unwrap_or((target, ""));
        if self.targets.contains(ty) {
            let members = self.targets.range(format!("{ty}/")..format!("{ty}0"));
            let members = members.filter_map(|target| Some(target.split_once('/')?.1));
            let near = near_misses(member, members).into_iter();
            return near.map(|member| format!("{ty}/{member}")).collect();
        }
        let near = TypeId::parse(ty).map_or_else(|_| Vec::new(), |id| names.near(&id));
        let targets = near.into_iter().map(|ty| match member {
            "" => ty,
            member => format!("{ty}/{member}"),
        });
        targets
            .filter(|target| self.targets.contains(target) || self.inherits(target))
            .collect()
    }

    fn inherits(&self, target: &str) -> bool {
        let member = target.split_once('/');
        member
            .is_some_and(|(ty, member)| self.targets.contains(ty) && self.members.contains(member))
    }
}
