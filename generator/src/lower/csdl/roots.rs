//! Entity sets and singletons.

use std::collections::BTreeMap;

use super::annotations::AnnotationIndex;
use super::names::Names;
use crate::model::{Navigation, ValueType};
use crate::problem::{Meaning, Problem, Problems};
use crate::source::Spanned;
use crate::source::csdl::{Document, EntityContainer};

/// The entity sets and singletons, without their operations.
#[derive(Debug, Default)]
pub(super) struct Roots {
    /// By name.
    pub navigations: BTreeMap<String, Navigation>,
    /// Their annotation targets, by name.
    pub targets: BTreeMap<String, String>,
}

/// What a container says of one of its children.
struct Child<'a> {
    name: &'a Spanned<String>,
    type_text: &'a Spanned<String>,
    collection: bool,
}

impl Roots {
    /// Gathers them from every entity container.
    pub(super) fn of(
        documents: &[Document],
        names: &Names,
        annotations: &AnnotationIndex<'_>,
        problems: &mut Problems,
    ) -> Self {
        let mut roots = Self::default();
        for schema in documents.iter().flat_map(|document| &document.schemas) {
            for container in &schema.containers {
                let container_name = format!("{}.{}", schema.namespace.value, container.name.value);
                for child in children(container) {
                    let target = format!("{container_name}/{}", child.name.value);
                    roots.add(&child, target, names, annotations, problems);
                }
            }
        }
        roots
    }

    fn add(
        &mut self,
        child: &Child<'_>,
        target: String,
        names: &Names,
        annotations: &AnnotationIndex<'_>,
        problems: &mut Problems,
    ) {
        let Some(type_ref) = names.type_ref(child.type_text, problems) else {
            return;
        };
        let ValueType::Named(id) = type_ref.value else {
            let name = child.type_text.value.clone();
            let kind = Meaning::NotAnEntityType { name };
            problems.push(Problem::at(child.type_text.location, kind));
            return;
        };
        let name = &child.name.value;
        if let Some(first) = self.navigations.get(name) {
            let kind = Meaning::DuplicateMember {
                owner: "the entity container".to_owned(),
                name: name.clone(),
            };
            problems.push(Problem::at(child.name.location, kind).also(first.location));
            return;
        }
        let navigation = Navigation {
            name: name.clone(),
            is_structural: false,
            target: id,
            collection: child.collection,
            contained: Some(true),
            continues: true,
            operations: BTreeMap::new(),
            bound_operations: BTreeMap::new(),
            casts: BTreeMap::new(),
            documentation: annotations.documentation(&target),
            location: child.name.location,
        };
        self.navigations.insert(name.clone(), navigation);
        self.targets.insert(name.clone(), target);
    }
}

fn children(container: &EntityContainer) -> impl Iterator<Item = Child<'_>> {
    let sets = container.entity_sets.iter().map(|set| Child {
        name: &set.name,
        type_text: &set.entity_type,
        collection: true,
    });
    let singletons = container.singletons.iter().map(|singleton| Child {
        name: &singleton.name,
        type_text: &singleton.type_text,
        collection: false,
    });
    sets.chain(singletons)
}
