//! Entity sets and singletons.

use std::collections::BTreeMap;

use super::annotations::AnnotationIndex;
use super::names::Names;
use super::rules::Rules;
use crate::model::{
    Api, Documentation, Navigation, NavigationOperation, Operation, TypeId, ValueType,
};
use crate::problem::{Location, Meaning, Problem, Problems};
use crate::source::Spanned;
use crate::source::csdl::Document;

/// The entity sets and singletons.
#[derive(Default)]
pub(super) struct Roots {
    pub navigations: BTreeMap<String, Navigation>,
    /// The annotation targets of the sets and singletons of each type.
    pub sources: BTreeMap<TypeId, Vec<String>>,
}

/// Gathers them from every entity container.
pub(super) fn roots(
    documents: &[Document],
    names: &Names,
    annotations: &AnnotationIndex<'_>,
    api: &Api,
    problems: &mut Problems,
) -> Roots {
    let mut roots = Roots::default();
    for schema in documents.iter().flat_map(|document| &document.schemas) {
        for container in &schema.containers {
            let target = |name: &Spanned<String>| {
                format!(
                    "{}.{}/{}",
                    schema.namespace.value, container.name.value, name.value
                )
            };
            for set in &container.entity_sets {
                root(
                    &mut roots,
                    api,
                    names,
                    annotations,
                    (&set.name, &set.entity_type, &target(&set.name), true),
                    problems,
                );
            }
            for singleton in &container.singletons {
                root(
                    &mut roots,
                    api,
                    names,
                    annotations,
                    (
                        &singleton.name,
                        &singleton.type_text,
                        &target(&singleton.name),
                        false,
                    ),
                    problems,
                );
            }
        }
    }
    roots
}

fn root(
    roots: &mut Roots,
    api: &Api,
    names: &Names,
    annotations: &AnnotationIndex<'_>,
    (name, type_text, target, collection): (&Spanned<String>, &Spanned<String>, &str, bool),
    problems: &mut Problems,
) {
    let Some(type_ref) = names.type_ref(type_text, problems) else {
        return;
    };
    let ValueType::Named(id) = type_ref.value else {
        problems.push(Problem::at(
            type_text.location,
            Meaning::NotAnEntityType {
                name: type_text.value.clone(),
            },
        ));
        return;
    };
    if let Some(first) = roots.navigations.get(&name.value) {
        let kind = Meaning::DuplicateMember {
            owner: "the entity container".to_owned(),
            name: name.value.clone(),
        };
        problems.push(Problem::at(name.location, kind).also(first.location));
        return;
    }
    roots
        .sources
        .entry(id.clone())
        .or_default()
        .push(target.to_owned());
    let rules = Rules {
        api,
        annotations,
        sources: &[],
    };
    let operations = if collection {
        rules.entity_set(target, &id)
    } else {
        rules.singleton(target, &id)
    };
    let navigation = Navigation {
        name: name.value.clone(),
        target: id,
        collection,
        contained: Some(true),
        continues: true,
        operations: documented(operations, name.location),
        bound_operations: BTreeMap::new(),
        casts: BTreeMap::new(),
        is_structural: false,
        documentation: annotations.documentation(target),
        location: name.location,
    };
    roots.navigations.insert(name.value.clone(), navigation);
}

/// Operations that the same element describes.
pub(super) fn documented(
    operations: Vec<NavigationOperation>,
    location: Location,
) -> BTreeMap<NavigationOperation, Operation> {
    let operation = Operation {
        documentation: Documentation::default(),
        sources: vec![location],
    };
    operations
        .into_iter()
        .map(|kind| (kind, operation.clone()))
        .collect()
}
