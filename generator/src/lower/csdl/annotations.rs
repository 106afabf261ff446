//! Annotations by what they annotate, wherever they are written.

use std::collections::BTreeMap;

use super::names::Names;
use crate::model::Documentation;
use crate::problem::{FileId, Meaning, Problem, Problems};
use crate::source::csdl::{Annotation, Document, Expression};

const CORE: &str = "Org.OData.Core.V1.";
const CAPABILITIES: &str = "Org.OData.Capabilities.V1.";

/// All annotations of all documents, by target with the namespace written out: `microsoft.graph.user`, `microsoft.graph.user/manager`,
/// `microsoft.graph.GraphService/users`, `microsoft.graph.status/active`.
#[derive(Debug, Default)]
pub(super) struct AnnotationIndex<'a> {
    targets: BTreeMap<String, BTreeMap<&'a str, &'a Annotation>>,
}

impl<'a> AnnotationIndex<'a> {
    /// Gathers them. Where one target has a term twice, the first in the order inline, then apart, by document, holds; if the two do not
    /// say the same, that is worth a warning.
    pub(super) fn of(documents: &'a [Document], names: &Names, problems: &mut Problems) -> Self {
        let mut index = Self::default();
        for schema in documents.iter().flat_map(|document| &document.schemas) {
            let namespace = &schema.namespace.value;
            for ty in schema.entity_types.iter().chain(&schema.complex_types) {
                let target = format!("{namespace}.{}", ty.name.value);
                for property in &ty.properties {
                    index.add(
                        format!("{target}/{}", property.name.value),
                        &property.annotations,
                        problems,
                    );
                }
                for property in &ty.navigation_properties {
                    index.add(
                        format!("{target}/{}", property.name.value),
                        &property.annotations,
                        problems,
                    );
                }
                index.add(target, &ty.annotations, problems);
            }
            for ty in &schema.enum_types {
                let target = format!("{namespace}.{}", ty.name.value);
                for member in &ty.members {
                    index.add(
                        format!("{target}/{}", member.name.value),
                        &member.annotations,
                        problems,
                    );
                }
                index.add(target, &ty.annotations, problems);
            }
            for container in &schema.containers {
                let target = format!("{namespace}.{}", container.name.value);
                for set in &container.entity_sets {
                    index.add(
                        format!("{target}/{}", set.name.value),
                        &set.annotations,
                        problems,
                    );
                }
                for singleton in &container.singletons {
                    index.add(
                        format!("{target}/{}", singleton.name.value),
                        &singleton.annotations,
                        problems,
                    );
                }
            }
        }
        for (document, schema) in documents.iter().flat_map(|document| {
            document
                .schemas
                .iter()
                .map(move |schema| (document, schema))
        }) {
            for annotations in &schema.annotations {
                index.add(
                    qualify_target(&annotations.target.value, document.file, names),
                    &annotations.items,
                    problems,
                );
            }
        }
        index
    }

    fn add(&mut self, target: String, annotations: &'a [Annotation], problems: &mut Problems) {
        for annotation in annotations
            .iter()
            .filter(|annotation| annotation.qualifier.is_none())
        {
            let terms = self.targets.entry(target.clone()).or_default();
            match terms.get(annotation.term.value.as_str()) {
                Some(first) if first.expression != annotation.expression => {
                    let kind = Meaning::ContradictoryAnnotation {
                        target: target.clone(),
                        term: annotation.term.value.clone(),
                    };
                    problems.push(Problem::at(annotation.location, kind).also(first.location));
                }
                Some(_) => {}
                None => {
                    terms.insert(&annotation.term.value, annotation);
                }
            }
        }
    }

    /// The value of a term of the capabilities vocabulary on a target.
    pub(super) fn capability(&self, target: &str, term: &str) -> Option<&'a Expression> {
        self.value(target, CAPABILITIES, term)
    }

    /// Whether a tag of the core vocabulary is set on a target, and not to false.
    pub(super) fn is_tagged(&self, target: &str, term: &str) -> bool {
        matches!(
            self.value(target, CORE, term),
            Some(Expression::Default | Expression::Bool(true))
        )
    }

    /// The prose about a target: `Description` is what a thing is, `LongDescription` what there is to know.
    pub(super) fn documentation(&self, target: &str) -> Documentation {
        let text = |term| {
            self.value(target, CORE, term)
                .and_then(Expression::as_str)
                .map(str::to_owned)
        };
        let (short, long) = (text("Description"), text("LongDescription"));
        match (short, long) {
            (Some(short), Some(long)) => Documentation {
                summary: Some(short),
                description: Some(long),
                ..Documentation::default()
            },
            (short, long) => Documentation {
                description: short.or(long),
                ..Documentation::default()
            },
        }
    }

    fn value(&self, target: &str, vocabulary: &str, term: &str) -> Option<&'a Expression> {
        let terms = self.targets.get(target)?;
        // The vocabularies have well-known aliases, `Core` and `Capabilities`, which a document may use (OData CSDL XML 4.01, 3.4).
        let alias = vocabulary
            .trim_start_matches("Org.OData.")
            .trim_end_matches("V1.");
        let annotation = terms
            .get(format!("{vocabulary}{term}").as_str())
            .or_else(|| terms.get(format!("{alias}{term}").as_str()))?;
        Some(&annotation.expression)
    }
}

/// The prose written inside a parameter or operation, which have no target of their own here.
pub(super) fn inline_documentation(annotations: &[Annotation]) -> Documentation {
    let description = annotations
        .iter()
        .find(|annotation| annotation.term.value.ends_with(".Description"));
    let description = description
        .and_then(|annotation| annotation.expression.as_str())
        .map(str::to_owned);
    Documentation {
        description,
        ..Documentation::default()
    }
}

fn qualify_target(target: &str, file: FileId, names: &Names) -> String {
    let (first, rest) = match target.split_once('/') {
        Some((first, rest)) => (first, Some(rest)),
        None => (target, None),
    };
    let first = names
        .qualify(first, file)
        .map_or_else(|| first.to_owned(), |id| id.to_string());
    match rest {
        Some(rest) => format!("{first}/{rest}"),
        None => first,
    }
}
