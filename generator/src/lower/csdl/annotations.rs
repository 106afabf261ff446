//! Annotations by what they annotate, wherever they are written.

use std::collections::{BTreeMap, BTreeSet};

use super::names::Names;
use super::restrictions::Restrictions;
use crate::model::Documentation;
use crate::problem::{FileId, Meaning, Problem, Problems, near_misses};
use crate::source::Spanned;
use crate::source::csdl::{Annotation, Annotations, Document, Expression, Schema};

const CORE: &str = "Org.OData.Core.V1.";
const CAPABILITIES: &str = "Org.OData.Capabilities.V1.";

/// All annotations of all documents, by target with the namespace written out: `microsoft.graph.user`, `microsoft.graph.user/manager`,
/// `microsoft.graph.GraphService/users`, `microsoft.graph.status/active`.
#[derive(Debug, Default)]
pub(super) struct AnnotationIndex<'a> {
    targets: BTreeMap<String, BTreeMap<String, Vec<&'a Annotation>>>,
}

impl<'a> AnnotationIndex<'a> {
    /// Gathers them. Where one target has a term twice, what the first states holds, in the order inline, then apart, by document; if the two
    /// contradict each other, that is worth a warning.
    pub(super) fn of(documents: &'a [Document], names: &Names, problems: &mut Problems) -> Self {
        let mut index = Self::default();
        for schema in documents.iter().flat_map(|document| &document.schemas) {
            for (target, annotations) in inline(schema) {
                index.add(target, annotations, names, problems);
            }
        }
        let declared = Declared::of(&index);
        for (document, schema) in documents.iter().flat_map(|document| {
            document
                .schemas
                .iter()
                .map(move |schema| (document, schema))
        }) {
            for annotations in &schema.annotations {
                let target = qualify_target(&annotations.target.value, document.file, names);
                declared.check(annotations, &target, problems);
                index.add(target, &annotations.items, names, problems);
            }
        }
        index
    }

    fn add(
        &mut self,
        target: String,
        annotations: &'a [Annotation],
        names: &Names,
        problems: &mut Problems,
    ) {
        let plain = annotations
            .iter()
            .filter(|annotation| annotation.qualifier.is_none());
        self.targets.entry(target.clone()).or_default();
        for annotation in plain {
            let term = qualify_term(&annotation.term.value, annotation.location.file, names);
            let terms = self.targets.entry(target.clone()).or_default();
            let known = terms.entry(term.clone()).or_default();
            if let Some(first) = known
                .iter()
                .find(|first| contradicts(&annotation.expression, &first.expression))
            {
                let kind = Meaning::ContradictoryAnnotation {
                    target: target.clone(),
                    term,
                };
                problems.push(Problem::at(annotation.location, kind).also(first.location));
            }
            known.push(annotation);
        }
    }

    /// The value of a term of the capabilities vocabulary on a target.
    pub(super) fn capability(&self, target: &str, term: &str) -> Option<&'a Expression> {
        self.values(target, CAPABILITIES, term).next()
    }

    /// The restrictions that a term of the capabilities vocabulary states on a target: all records together, so that an annotation file
    /// can add to what a description says.
    pub(super) fn restrictions(&self, target: &str, term: &str) -> Restrictions<'a> {
        Restrictions::new(self.values(target, CAPABILITIES, term))
    }

    /// Whether something is said of a target with a term, given by its qualified name.
    pub(super) fn has(&self, target: &str, term: &str) -> bool {
        self.targets
            .get(target)
            .is_some_and(|terms| terms.contains_key(term))
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
        self.values(target, vocabulary, term).next()
    }

    fn values(
        &self,
        target: &str,
        vocabulary: &str,
        term: &str,
    ) -> impl Iterator<Item = &'a Expression> + use<'a> {
        let terms = self.targets.get(target);
        let annotations = terms.and_then(|terms| terms.get(&format!("{vocabulary}{term}")));
        let annotations = annotations.cloned().unwrap_or_default();
        annotations
            .into_iter()
            .map(|annotation| &annotation.expression)
    }
}

/// Everything in a schema that annotations can be written inside of, with its name as a target: types with their members, containers with
/// their children.
fn inline(schema: &Schema) -> Vec<(String, &[Annotation])> {
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
    found
}

/// What annotations may be about.
struct Declared {
    targets: BTreeSet<String>,
    /// The names of all members of all types: a derived type may be annotated with those it inherits.
    members: BTreeSet<String>,
}

impl Declared {
    fn of(index: &AnnotationIndex<'_>) -> Self {
        let members = index
            .targets
            .keys()
            .filter_map(|target| target.split_once('/'));
        Self {
            members: members.map(|(_, member)| member.to_owned()).collect(),
            targets: index.targets.keys().cloned().collect(),
        }
    }

    /// Warns of restrictions on something that is not declared: they change nothing, and somebody meant them to. Other terms, and
    /// operations and paths that go on behind a container's child, are not looked at.
    fn check(&self, annotations: &Annotations, target: &str, problems: &mut Problems) {
        let restricts = |annotation: &Annotation| annotation.term.value.contains("Restrictions");
        let is_path = target.matches('/').count() > 1 || target.contains('(');
        let known = is_path || self.targets.contains(target) || self.inherits(target);
        if known || !annotations.items.iter().any(restricts) {
            return;
        }
        let near = self.near(target);
        let kind = Meaning::AnnotationTargetsNothing {
            target: target.to_owned(),
            near,
        };
        problems.push(Problem::at(annotations.target.location, kind));
    }

    /// Members of the same name in types that are named alike, or members of the type that are named alike.
    fn near(&self, target: &str) -> Vec<String> {
        let (ty, member) = target.split_once('/').unwrap_or((target, ""));
        if self.targets.contains(ty) {
            let members = self.targets.range(format!("{ty}/")..format!("{ty}0"));
            return near_misses(target, members.map(String::as_str));
        }
        let types = self.targets.iter().filter(|target| !target.contains('/'));
        let near = near_misses(ty, types.map(String::as_str)).into_iter();
        let targets = near.map(|ty| {
            if member.is_empty() {
                ty
            } else {
                format!("{ty}/{member}")
            }
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

/// Whether two values of one term cannot both hold. Records that state different properties can.
fn contradicts(second: &Expression, first: &Expression) -> bool {
    match (second, first) {
        (Expression::Record(second), Expression::Record(_)) => second
            .iter()
            .any(|(name, value)| first.property(name).is_some_and(|first| first != value)),
        (second, first) => second != first,
    }
}

/// The name of a term with its namespace written out. The vocabularies have well-known aliases, which documents use without declaring them.
fn qualify_term(term: &str, file: FileId, names: &Names) -> String {
    let qualified = names
        .qualify(term, file)
        .map_or_else(|| term.to_owned(), |id| id.to_string());
    match qualified.split_once('.') {
        Some(("Core", term)) => format!("{CORE}{term}"),
        Some(("Capabilities", term)) => format!("{CAPABILITIES}{term}"),
        _ => qualified,
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
