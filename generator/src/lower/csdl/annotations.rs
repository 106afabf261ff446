//! Annotations by what they annotate, wherever they are written.

use std::collections::BTreeMap;

use super::annotation_targets::{Declared, inline, is_overlay};
use super::names::Names;
use super::restrictions::Restrictions;
use crate::model::{Deprecation, Documentation};
use crate::problem::{FileId, Meaning, Problem, Problems};
use crate::source::csdl::{Annotation, Document, Expression};

const CORE: &str = "Org.OData.Core.V1.";
const CAPABILITIES: &str = "Org.OData.Capabilities.V1.";
const VALIDATION: &str = "Org.OData.Validation.V1.";

const DERIVED_TYPES: &str = "DerivedTypeConstraint";

/// What OData's own vocabulary took over; older descriptions use it.
const COMMUNITY_KEYS: &str = "OData.Community.Keys.V1.";

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
            for (target, annotations) in inline(schema, names) {
                index.add(target, annotations, names, problems);
            }
        }
        let declared = Declared::of(index.targets.keys());
        for document in documents {
            let is_overlay = is_overlay(document);
            for annotations in document
                .schemas
                .iter()
                .flat_map(|schema| &schema.annotations)
            {
                let target = names.qualify_target(&annotations.target.value, document.file);
                declared.check(annotations, &target, names, is_overlay, problems);
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
                .find(|first| contradicts(&term, &annotation.expression, &first.expression))
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

    /// The targets that go on behind another one with a slash: what a type or an entity container has, or a path from one of its children.
    pub(super) fn targets_below(&self, target: &str) -> impl Iterator<Item = &str> {
        // The character that comes next after the slash.
        let below = self
            .targets
            .range(format!("{target}/")..format!("{target}0"));
        below.map(|(target, _)| target.as_str())
    }

    /// The names of the derived types that what is at a target can be cast to, each with the file that says so.
    pub(super) fn derived_types(&self, target: &str) -> Vec<(&'a str, FileId)> {
        self.names(target, VALIDATION, DERIVED_TYPES)
    }

    /// Everything that says what can be cast, with its target.
    pub(super) fn casts(&self) -> impl Iterator<Item = (&str, &'a Annotation)> {
        let term = format!("{VALIDATION}{DERIVED_TYPES}");
        self.targets.iter().flat_map(move |(target, terms)| {
            let stated = terms.get(&term).into_iter().flatten();
            stated.map(move |annotation| (target.as_str(), *annotation))
        })
    }

    /// The names of the operations that are offered at a target because it names them.
    pub(super) fn explicit_operations(&self, target: &str) -> Vec<(&'a str, FileId)> {
        self.names(target, CORE, "ExplicitOperationBindings")
    }

    /// The alternate keys of a target.
    pub(super) fn alternate_keys(&self, target: &str) -> impl Iterator<Item = &'a Expression> {
        let vocabularies = [CORE, COMMUNITY_KEYS].into_iter();
        let stated = vocabularies
            .flat_map(move |vocabulary| self.annotations(target, vocabulary, "AlternateKeys"));
        stated.flat_map(|annotation| annotation.expression.items())
    }

    fn names(&self, target: &str, vocabulary: &str, term: &str) -> Vec<(&'a str, FileId)> {
        let stated = self.annotations(target, vocabulary, term).into_iter();
        let items = stated.flat_map(|annotation| {
            let file = annotation.location.file;
            annotation
                .expression
                .items()
                .iter()
                .map(move |item| (item, file))
        });
        let named = items.filter_map(|(item, file)| {
            let name = item.as_str().or_else(|| item.as_path())?;
            Some((name, file))
        });
        named.collect()
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

    /// Whether all that a client is permitted to do with the value of a target is to read it.
    pub(super) fn is_read_only(&self, target: &str) -> bool {
        match self.value(target, CORE, "Permissions") {
            Some(Expression::EnumMember(members)) => {
                !members.is_empty() && members.iter().all(|member| member.ends_with("/Read"))
            }
            _ => false,
        }
    }

    /// The prose about a target: `Description` is what a thing is, `LongDescription` what there is to know.
    pub(super) fn documentation(&self, target: &str) -> Documentation {
        let text = |term| {
            self.value(target, CORE, term)
                .and_then(Expression::as_str)
                .map(str::to_owned)
        };
        let deprecation = self.value(target, CORE, "Revisions").and_then(deprecation);
        let (short, long) = (text("Description"), text("LongDescription"));
        match (short, long) {
            (Some(short), Some(long)) => Documentation {
                summary: Some(short),
                description: Some(long),
                deprecation,
                ..Documentation::default()
            },
            (short, long) => Documentation {
                description: short.or(long),
                deprecation,
                ..Documentation::default()
            },
        }
    }

    /// The prose about the first of several targets that there is any about.
    pub(super) fn first_documentation(&self, targets: &[String]) -> Documentation {
        let all = targets.iter().map(|target| self.documentation(target));
        all.fold(Documentation::default(), |mut first, next| {
            first.or(&next);
            first
        })
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
        let annotations = self.annotations(target, vocabulary, term).into_iter();
        annotations.map(|annotation| &annotation.expression)
    }

    fn annotations(&self, target: &str, vocabulary: &str, term: &str) -> Vec<&'a Annotation> {
        let terms = self.targets.get(target);
        let terms = terms.filter(|terms| !terms.is_empty());
        let annotations = terms.and_then(|terms| terms.get(&format!("{vocabulary}{term}")));
        annotations.cloned().unwrap_or_default()
    }
}

/// What the last revision that deprecates says (OData Core vocabulary, `Revisions`; dates are those of Microsoft's records).
fn deprecation(revisions: &Expression) -> Option<Deprecation> {
    let deprecates = |revision: &&Expression| match revision.property("Kind") {
        Some(Expression::EnumMember(kinds)) => {
            kinds.iter().any(|kind| kind.ends_with("/Deprecated"))
        }
        _ => false,
    };
    let revision = revisions.items().iter().rev().find(deprecates)?;
    let text = |name: &str| Some(revision.property(name)?.as_str()?.to_owned());
    Some(Deprecation {
        since: text("Date"),
        removal: text("RemovalDate"),
        text: text("Description"),
    })
}

/// The terms of which one value is taken, each with what is read of its record; nothing where the value itself is. Of other terms either
/// all values are taken or none.
const DECISIVE: [(&str, &str, &[&str]); 12] = [
    (
        CAPABILITIES,
        "NavigationRestrictions",
        &["Navigability", "Referenceable"],
    ),
    (
        CAPABILITIES,
        "ReadRestrictions",
        &["Readable", "ReadByKeyRestrictions"],
    ),
    (CAPABILITIES, "InsertRestrictions", &["Insertable"]),
    (
        CAPABILITIES,
        "UpdateRestrictions",
        &["Updatable", "UpdateMethod"],
    ),
    (CAPABILITIES, "DeleteRestrictions", &["Deletable"]),
    (CAPABILITIES, "CountRestrictions", &["Countable"]),
    (CAPABILITIES, "IndexableByKey", &[]),
    (CORE, "Computed", &[]),
    (CORE, "OptionalParameter", &[]),
    (CORE, "RequiresExplicitBinding", &[]),
    (CORE, "Description", &[]),
    (CORE, "LongDescription", &[]),
];

/// Whether of two values of one term only one can hold.
fn contradicts(term: &str, second: &Expression, first: &Expression) -> bool {
    let mut terms = DECISIVE.iter();
    let is_term = |vocabulary: &str, name: &str| term.strip_prefix(vocabulary) == Some(name);
    let decisive = terms.find(|(vocabulary, name, _)| is_term(vocabulary, name));
    match decisive {
        None => false,
        Some((_, _, [])) => second != first,
        Some((_, _, properties)) => properties.iter().any(|name| {
            let (second, first) = (second.property(name), first.property(name));
            second.is_some() && first.is_some() && second != first
        }),
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
        Some(("Validation", term)) => format!("{VALIDATION}{term}"),
        _ => qualified,
    }
}
