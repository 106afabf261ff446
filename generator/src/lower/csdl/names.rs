//! Qualified names: aliases written out, and what is declared under each.

use std::collections::BTreeMap;

use crate::model::{Primitive, TypeId, TypeRef, ValueType};
use crate::problem::{FileId, Location, Meaning, Problem, Problems, near_misses};
use crate::source::Spanned;
use crate::source::csdl::{Document, Operation};

/// Graph's own name for "any JSON", which its official transform replaces by `Edm.Untyped`.
pub(super) const ARBITRARY_JSON: &str = "microsoft.graph.Json";

const COLLECTION: &str = "Collection(";

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Declared {
    /// An entity type, a complex type or an enumeration.
    Type,
    /// Another name for a primitive type.
    Definition(Primitive),
}

/// The names that the documents declare.
#[derive(Debug, Default)]
pub(super) struct Names {
    aliases: BTreeMap<(FileId, String), String>,
    declared: BTreeMap<TypeId, (Declared, Location)>,
}

impl Names {
    /// Gathers them. Two types of one name are a problem.
    pub(super) fn of(documents: &[Document], problems: &mut Problems) -> Self {
        let mut names = Self::default();
        for document in documents {
            names.add_aliases(document);
        }
        for schema in documents.iter().flat_map(|document| &document.schemas) {
            let namespace = &schema.namespace.value;
            let structured = schema
                .entity_types
                .iter()
                .chain(&schema.complex_types)
                .map(|ty| &ty.name);
            let enumerations = schema.enum_types.iter().map(|ty| &ty.name);
            for name in structured.chain(enumerations) {
                names.declare(namespace, name, Declared::Type, problems);
            }
            for definition in &schema.type_definitions {
                let underlying = &definition.underlying_type;
                match Primitive::from_edm(&underlying.value) {
                    Some(primitive) => names.declare(
                        namespace,
                        &definition.name,
                        Declared::Definition(primitive),
                        problems,
                    ),
                    None => {
                        problems.push(unknown(&underlying.value, underlying.location, Vec::new()))
                    }
                }
            }
        }
        names
    }

    /// The short names of a document: those of its own schemas, and those of the schemas that it includes.
    fn add_aliases(&mut self, document: &Document) {
        let own = document
            .schemas
            .iter()
            .map(|schema| (&schema.namespace, &schema.alias));
        let included = document
            .includes
            .iter()
            .map(|include| (&include.namespace, &include.alias));
        for (namespace, alias) in included.chain(own) {
            if let Some(alias) = alias {
                self.aliases.insert(
                    (document.file, alias.value.clone()),
                    namespace.value.clone(),
                );
            }
        }
    }

    fn declare(
        &mut self,
        namespace: &str,
        name: &Spanned<String>,
        declared: Declared,
        problems: &mut Problems,
    ) {
        let Ok(id) = TypeId::parse(&format!("{namespace}.{}", name.value)) else {
            problems.push(Problem::at(
                name.location,
                Meaning::EmptyName { what: "a type" },
            ));
            return;
        };
        if let Some((_, first)) = self.declared.get(&id) {
            let kind = Meaning::DuplicateType {
                name: id.to_string(),
            };
            problems.push(Problem::at(name.location, kind).also(*first));
            return;
        }
        self.declared.insert(id, (declared, name.location));
    }

    /// The qualified name that a text stands for in a file, with the namespace written out.
    pub(super) fn qualify(&self, text: &str, file: FileId) -> Option<TypeId> {
        let id = TypeId::parse(text).ok()?;
        match self.aliases.get(&(file, id.namespace().to_owned())) {
            Some(namespace) => TypeId::parse(&format!("{namespace}.{}", id.name())).ok(),
            None => Some(id),
        }
    }

    /// The target of annotations that a text stands for in a file, with every namespace written out: a name, a path behind one, or the
    /// signature of an action or function, which is its name with the types of its parameters, and perhaps one of them behind that.
    pub(super) fn qualify_target(&self, target: &str, file: FileId) -> String {
        let (first, rest) = match target.split_once('/') {
            Some((first, rest)) => (first, format!("/{rest}")),
            None => (target, String::new()),
        };
        let signature = first
            .split_once('(')
            .and_then(|(name, types)| Some((name, types.strip_suffix(')')?)));
        let Some((name, types)) = signature else {
            return format!("{}{rest}", self.qualify_text(first, file));
        };
        let types = types.split(',').filter(|ty| !ty.trim().is_empty());
        let types: Vec<String> = types.map(|ty| self.qualify_type(ty.trim(), file)).collect();
        format!(
            "{}({}){rest}",
            self.qualify_text(name, file),
            types.join(",")
        )
    }

    /// The annotation targets of an action or function: this overload of it, then all of them.
    pub(super) fn operation_targets(&self, namespace: &str, operation: &Operation) -> Vec<String> {
        let types = operation.parameters.iter().map(|parameter| {
            let text = &parameter.type_text;
            self.qualify_type(&text.value, text.location.file)
        });
        let types: Vec<String> = types.collect();
        let name = format!("{namespace}.{}", operation.name.value);
        vec![format!("{name}({})", types.join(",")), name]
    }

    fn qualify_type(&self, text: &str, file: FileId) -> String {
        match text.strip_prefix(COLLECTION) {
            Some(inner) => {
                let inner = inner.strip_suffix(')').unwrap_or(inner);
                format!("{COLLECTION}{})", self.qualify_text(inner, file))
            }
            None => self.qualify_text(text, file),
        }
    }

    fn qualify_text(&self, text: &str, file: FileId) -> String {
        self.qualify(text, file)
            .map_or_else(|| text.to_owned(), |id| id.to_string())
    }

    /// The declared structured or enumeration type that a text names; a problem with near misses where there is none.
    pub(super) fn named(&self, text: &Spanned<String>, problems: &mut Problems) -> Option<TypeId> {
        let id = self.qualify(&text.value, text.location.file);
        let found = id.filter(|id| matches!(self.declared.get(id), Some((Declared::Type, _))));
        if found.is_none() {
            problems.push(self.unknown(text));
        }
        found
    }

    /// The type that a text such as `Collection(graph.user)` or `Edm.String` speaks of; a problem where there is none.
    pub(super) fn type_ref(
        &self,
        text: &Spanned<String>,
        problems: &mut Problems,
    ) -> Option<TypeRef> {
        let inner = text
            .value
            .strip_prefix(COLLECTION)
            .and_then(|rest| rest.strip_suffix(')'));
        let value = self.value_type(inner.unwrap_or(&text.value), text.location.file);
        if value.is_none() {
            problems.push(self.unknown(text));
        }
        Some(TypeRef {
            value: value?,
            collection: inner.is_some(),
        })
    }

    fn value_type(&self, text: &str, file: FileId) -> Option<ValueType> {
        if let Some(primitive) = Primitive::from_edm(text) {
            return Some(ValueType::Primitive(primitive));
        }
        let id = self.qualify(text, file)?;
        match self.declared.get(&id)? {
            (Declared::Definition(primitive), _) => Some(ValueType::Primitive(*primitive)),
            (Declared::Type, _) if id.as_str() == ARBITRARY_JSON => {
                Some(ValueType::Primitive(Primitive::Untyped))
            }
            (Declared::Type, _) => Some(ValueType::Named(id)),
        }
    }

    /// The declared types of a namespace whose names are nearest to one that is not declared.
    pub(super) fn near(&self, id: &TypeId) -> Vec<String> {
        let declared = self.declared.keys();
        let beside = declared.filter(|declared| declared.namespace() == id.namespace());
        let near = near_misses(id.name(), beside.map(TypeId::name)).into_iter();
        near.map(|name| format!("{}.{name}", id.namespace()))
            .collect()
    }

    fn unknown(&self, text: &Spanned<String>) -> Problem {
        let name = text
            .value
            .strip_prefix(COLLECTION)
            .map_or(text.value.as_str(), |rest| rest.trim_end_matches(')'));
        let full = self
            .qualify(name, text.location.file)
            .map_or_else(|| name.to_owned(), |id| id.to_string());
        let candidates = self
            .declared
            .keys()
            .map(TypeId::as_str)
            .chain(Primitive::ALL.iter().map(|(edm, _)| *edm));
        unknown(name, text.location, near_misses(&full, candidates))
    }
}

fn unknown(name: &str, location: Location, near: Vec<String>) -> Problem {
    Problem::at(
        location,
        Meaning::UnknownType {
            name: name.to_owned(),
            near,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::super::lower;
    use crate::lower::Conventions;
    use crate::problem::Problems;
    use crate::source::{self, SourceText, SourceTexts};

    /// Whether a reference can be added where a term says so that is written with this prefix.
    fn is_referenceable(include: &str, prefix: &str) -> bool {
        let contents = format!(
            r#"<edmx:Edmx xmlns:edmx="e"><edmx:Reference Uri="u">{include}</edmx:Reference><edmx:DataServices><Schema Namespace="a.b">
            <EntityType Name="thing"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
            <NavigationProperty Name="others" Type="Collection(a.b.thing)">
            <Annotation Term="{prefix}.NavigationRestrictions"><Record><PropertyValue Property="Referenceable" Bool="true"/></Record>
            </Annotation></NavigationProperty></EntityType>
            <EntityContainer Name="c"><EntitySet Name="things" EntityType="a.b.thing"/></EntityContainer>
            </Schema></edmx:DataServices></edmx:Edmx>"#
        );
        let texts =
            SourceTexts::new([SourceText::new("input", contents)]).expect("one name is unique");
        let documents = source::parse(&texts).expect("the text is right");
        let mut problems = Problems::new();
        let api = lower(&documents.csdl, Conventions::CURRENT, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        let mut navigations = api
            .navigations()
            .flat_map(|(_, navigation)| navigation.operations.keys());
        navigations.any(|operation| *operation == crate::model::NavigationOperation::AddRef)
    }

    #[test]
    fn vocabularies_have_the_names_that_a_text_gives_them() {
        const VOCABULARY: &str = "Org.OData.Capabilities.V1";
        let include = |namespace, alias| {
            format!(r#"<edmx:Include Namespace="{namespace}" Alias="{alias}"/>"#)
        };
        assert!(is_referenceable(&include(VOCABULARY, "Cap"), "Cap"));
        assert!(is_referenceable("", VOCABULARY));
        assert!(is_referenceable("", "Capabilities"));
        assert!(!is_referenceable("", "Cap"));
        assert!(!is_referenceable(
            &include("of.others", "Capabilities"),
            "Capabilities"
        ));
    }
}
