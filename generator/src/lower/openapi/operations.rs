//! The operations of the paths, each at the navigation or type that it belongs to.

use std::collections::BTreeMap;

use super::bound::Call;
use super::template::{self, Segment};
use super::way::{self, Target, Walk};
use super::{bodies, documentation, query_options};
use crate::lower::walk::{Place, Step};
use crate::model::{
    Api, BoundOperation, Method, NavigationOperation, Operation as Offered, Outcome, Position,
    Primitive, StreamOperation, Type, TypeId, UntypedOperation, ValueType,
};
use crate::problem::{Meaning, Problem, Problems};
use crate::source::openapi::{Document, Operation, PathItem};

/// Adds the operations of all documents. The order of the paths in the texts does not matter: where several paths lead to one operation, the
/// prose of the shortest one through an entity set is taken, and what a path shows of types is known to longer ones.
pub(super) fn add(documents: &[Document<'_>], api: &mut Api, problems: &mut Problems) {
    let all = documents
        .iter()
        .flat_map(|document| document.paths.iter().map(move |path| (document, path)));
    let mut paths: Vec<(Vec<Segment<'_>>, &Document<'_>, &PathItem)> = all
        .map(|(document, path)| (template::segments(&path.template.value), document, path))
        .collect();
    paths.sort_by_cached_key(|(segments, _, path)| {
        let singleton = !matches!(segments.get(1), Some(Segment::Key(_)) | None);
        (singleton, segments.len(), path.template.value.clone())
    });
    for (segments, document, path) in paths {
        add_path(document, &segments, path, api, problems);
    }
}

/// Adds the operations of a path, and tells of those that are offered by the path alone: once of those that have one reason for it.
fn add_path(
    document: &Document<'_>,
    segments: &[Segment<'_>],
    path: &PathItem,
    api: &mut Api,
    problems: &mut Problems,
) {
    let is_stream = bodies::is_stream(document, path);
    let target = Walk { api, is_stream }.follow(segments);
    let known = api.untyped.len();
    let mut untyped: BTreeMap<&'static str, Vec<&Operation>> = BTreeMap::new();
    for operation in &path.operations {
        let described = Described {
            document,
            path,
            operation,
        };
        if let Err(what) = described.add(target.as_ref().ok(), api, problems) {
            untyped.entry(what).or_default().push(operation);
        }
    }
    for (what, operations) in untyped {
        problems.push(offered_by_path(path, what, &operations));
    }
    if let Err(segment) = target
        && api.untyped.len() > known
    {
        let kind = Meaning::UnresolvedPath {
            template: path.template.value.clone(),
            segment: segment.to_owned(),
        };
        problems.push(Problem::at(path.template.location, kind));
    }
}

/// What is told of operations of one path that have no place among the types.
fn offered_by_path(path: &PathItem, what: &'static str, operations: &[&Operation]) -> Problem {
    let methods = operations
        .iter()
        .map(|operation| operation.method.as_str())
        .collect();
    let kind = Meaning::OfferedByPath {
        methods,
        template: path.template.value.clone(),
        what,
    };
    let location = operations
        .first()
        .map_or(path.template.location, |operation| operation.location);
    Problem::at(location, kind)
}

/// One operation of one path.
struct Described<'a, 't> {
    document: &'a Document<'t>,
    path: &'a PathItem,
    operation: &'a Operation,
}

impl Described<'_, '_> {
    /// Adds the operation to what its path ends at. What has no place among the types is offered by its path alone; the error says why an
    /// operation of a path that leads to types is.
    fn add(
        &self,
        target: Option<&Target<'_>>,
        api: &mut Api,
        problems: &mut Problems,
    ) -> Result<(), &'static str> {
        let Some(method) = Method::parse(self.operation.method.as_str()) else {
            self.tell_left_out("a method that the service does not use", problems);
            return Ok(());
        };
        let added = match target {
            None => {
                self.add_untyped(method, api, problems);
                return Ok(());
            }
            Some(Target::Navigation {
                step,
                position,
                suffix,
            }) => self.add_to_navigation(step, *position, suffix, method, api),
            Some(Target::Stream { owner, segment }) => {
                self.add_to_stream(owner, segment, method, api)
            }
            Some(Target::Bound {
                place,
                name,
                arguments,
            }) => self.add_bound(place, name, arguments.as_deref(), method, api),
        };
        if added.is_err() {
            self.add_untyped(method, api, problems);
        }
        added
    }

    fn add_to_navigation(
        &self,
        step: &Step,
        position: Position,
        suffix: &str,
        method: Method,
        api: &mut Api,
    ) -> Result<(), &'static str> {
        use NavigationOperation as Kind;
        const UNKNOWN: &str = "an operation that OData does not have there";
        let navigation = api.navigation_mut(&step.owner, &step.name).ok_or(UNKNOWN)?;
        let kind = Kind::find(method, suffix, position, step.collection).ok_or(UNKNOWN)?;
        let is_possible = match kind {
            Kind::ReplaceAll => navigation.is_structural,
            Kind::List | Kind::Count | Kind::Get => true,
            _ => step.cast.is_none() && !(navigation.is_structural && suffix == "$ref"),
        };
        let operations = match &step.cast {
            _ if !is_possible => return Err(UNKNOWN),
            None => &mut navigation.operations,
            Some(cast) => navigation.casts.entry(cast.clone()).or_default(),
        };
        self.note(operations.entry(kind).or_default());
        Ok(())
    }

    fn add_to_stream(
        &self,
        owner: &TypeId,
        segment: &str,
        method: Method,
        api: &mut Api,
    ) -> Result<(), &'static str> {
        let kind = StreamOperation::ALL
            .into_iter()
            .find(|operation| operation.method() == method)
            .ok_or("an operation that media streams do not have")?;
        if let Some(Type::Structured(structured)) = api.types.get_mut(owner) {
            let stream = structured.streams.entry(segment.to_owned()).or_default();
            self.note(stream.operations.entry(kind).or_default());
        }
        note_stream(api, owner, segment);
        Ok(())
    }

    fn add_bound(
        &self,
        place: &Place,
        name: &str,
        arguments: Option<&[(&str, &str)]>,
        method: Method,
        api: &mut Api,
    ) -> Result<(), &'static str> {
        let call = Call {
            document: self.document,
            path: self.path,
            operation: self.operation,
            name,
            arguments,
        };
        let bound = call
            .bound(method)
            .ok_or("neither an action nor a function")?;
        let operations =
            way::operations_at(api, place).ok_or("bound to a collection of a derived type")?;
        let known = operations
            .entry(bound.signature())
            .or_insert_with(|| BoundOperation {
                sources: Vec::new(),
                ..bound.clone()
            });
        known.options = known.options.union(bound.options);
        known.documentation.or(&bound.documentation);
        known.sources.extend(bound.sources);
        known.sources.sort();
        if known.outcome == Outcome::Nothing {
            known.outcome = bound.outcome;
        }
        Ok(())
    }

    /// Offers the operation by its path.
    fn add_untyped(&self, method: Method, api: &mut Api, problems: &mut Problems) {
        let operation = &self.operation.operation;
        let has_body = match bodies::sends_json(self.document, operation) {
            None => false,
            Some(true) => true,
            Some(false) => {
                return self.tell_left_out("an operation with a body that is not JSON", problems);
            }
        };
        let key = (self.path.template.value.clone(), method);
        api.untyped.entry(key).or_insert_with(|| UntypedOperation {
            has_body,
            outcome: bodies::outcome(self.document, operation),
            documentation: documentation::of_operation(operation),
            location: self.operation.location,
        });
    }

    fn tell_left_out(&self, what: &'static str, problems: &mut Problems) {
        let kind = Meaning::NotExpressed {
            method: self.operation.method.as_str().to_owned(),
            template: self.path.template.value.clone(),
            what,
        };
        problems.push(Problem::at(self.operation.location, kind));
    }

    /// Notes what the text says of an operation and where it says it.
    fn note(&self, offered: &mut Offered) {
        offered
            .documentation
            .or(&documentation::of_operation(&self.operation.operation));
        let options = query_options::of_operation(self.document, self.path, self.operation);
        offered.options = offered.options.union(options);
        offered.sources.push(self.operation.location);
        offered.sources.sort();
    }
}

/// A property whose path reads or writes bytes is a media stream, although its schema speaks of an encoded value.
fn note_stream(api: &mut Api, owner: &TypeId, name: &str) {
    let declaring = api
        .lineage(owner)
        .find(|base| base.properties.contains_key(name))
        .map(|base| base.id.clone());
    if let Some(id) = declaring
        && let Some(Type::Structured(structured)) = api.types.get_mut(&id)
        && let Some(property) = structured.properties.get_mut(name)
    {
        property.ty.value = ValueType::Primitive(Primitive::Stream);
    }
}
