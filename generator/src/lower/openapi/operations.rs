//! The operations of the paths, each at the navigation or type that it belongs to.

use std::collections::BTreeMap;

use openapiv3::{Parameter as ApiParameter, ParameterSchemaOrContent};

use super::template::{self, Segment};
use super::{bodies, documentation, shapes};
use crate::lower::walk::Place;
use crate::model::{
    Api, BoundOperation, BoundOperationKind, Method, NavigationOperation, Outcome, Owner,
    Parameter, Position, Primitive, Type, TypeId, TypeRef, ValueType,
};
use crate::problem::{Meaning, Problem, Problems};
use crate::source::openapi::{Document, Operation, PathItem};

/// Adds the operations of a document. The order of the paths in the text does not matter: where several paths lead to one operation, the
/// prose of the shortest one through an entity set is taken.
pub(super) fn add(document: &Document<'_>, api: &mut Api, problems: &mut Problems) {
    let mut paths: Vec<(Vec<Segment<'_>>, &PathItem)> = document
        .paths
        .iter()
        .map(|path| (template::segments(&path.template.value), path))
        .collect();
    paths.sort_by_key(|(segments, path)| {
        let singleton = !matches!(segments.get(1), Some(Segment::Key(_)) | None);
        (singleton, segments.len(), path.template.value.clone())
    });
    for (segments, path) in paths {
        let mut passed = Vec::new();
        let target = Target::of(api, &segments, &mut passed);
        for (owner, name) in passed {
            let navigation = api.navigation_mut(&owner, &name);
            navigation
                .map(|navigation| navigation.continues = true)
                .unwrap_or_default();
        }
        match target {
            Ok(target) => {
                for operation in &path.operations {
                    Described {
                        document,
                        path,
                        operation,
                    }
                    .add(&target, api, problems);
                }
            }
            Err(unresolved) => {
                let kind = Meaning::UnresolvedPath {
                    template: path.template.value.clone(),
                    segment: unresolved,
                };
                problems.push(Problem::at(path.template.location, kind));
            }
        }
    }
}

/// What a path leads to.
enum Target<'a> {
    /// A navigation, and what is appended: nothing, `$ref` or `$count`.
    Navigation { place: Place, suffix: &'a str },
    /// An action or function at a place.
    Bound {
        place: Place,
        name: &'a str,
        /// What stands in parentheses; nothing where there are none.
        arguments: Option<Vec<(&'a str, &'a str)>>,
    },
    /// Something that has no typed call yet.
    Other { what: &'static str },
}

impl<'a> Target<'a> {
    /// Walks the segments, and notes the navigations that are passed to others. The error is the segment that leads nowhere.
    fn of(
        api: &Api,
        segments: &[Segment<'a>],
        passed: &mut Vec<(Owner, String)>,
    ) -> Result<Self, String> {
        let mut place: Option<Place> = None;
        let mut rest = segments.iter();
        while let Some(segment) = rest.next() {
            let last = rest.len() == 0;
            match (segment, place.take()) {
                (Segment::Name(name), from) => {
                    match Place::named(api, from.as_ref(), |candidate| candidate == *name) {
                        Some(next) => {
                            passed.extend(from.map(|from| (from.owner, from.name)));
                            place = Some(next);
                        }
                        None => return Self::operation(api, from, name, None, last),
                    }
                }
                (Segment::Key(_), Some(from)) => match from.keyed() {
                    Some(next) => place = Some(next),
                    None => {
                        return Ok(Self::Other {
                            what: "a key behind a single entity",
                        });
                    }
                },
                (Segment::NamedKey(_), Some(_)) => {
                    return Ok(Self::Other {
                        what: "at a key whose parts are named",
                    });
                }
                (Segment::Call { name, arguments }, from) => {
                    if Place::named(api, from.as_ref(), |candidate| candidate == *name).is_some() {
                        return Ok(Self::Other {
                            what: "a key by name",
                        });
                    }
                    return Self::operation(api, from, name, Some(arguments.clone()), last);
                }
                (Segment::System(suffix @ ("$ref" | "$count")), Some(from)) if last => {
                    return Ok(Self::Navigation {
                        place: from,
                        suffix,
                    });
                }
                (Segment::System(_), Some(_)) => {
                    return Ok(Self::Other {
                        what: "a media stream",
                    });
                }
                (Segment::Key(text) | Segment::NamedKey(text) | Segment::System(text), None) => {
                    return Err((*text).to_owned());
                }
            }
        }
        match place {
            Some(place) => Ok(Self::Navigation { place, suffix: "" }),
            None => Err("/".to_owned()),
        }
    }

    fn operation(
        api: &Api,
        from: Option<Place>,
        name: &'a str,
        arguments: Option<Vec<(&'a str, &'a str)>>,
        last: bool,
    ) -> Result<Self, String> {
        let Some(place) = from else {
            return Err(name.to_owned());
        };
        let cast = name
            .strip_prefix("graph.")
            .map(|simple| format!("microsoft.graph.{simple}"));
        let id = TypeId::parse(cast.as_deref().unwrap_or(name)).ok();
        if id.is_some_and(|id| api.types.contains_key(&id)) {
            return Ok(Self::Other {
                what: "a type cast",
            });
        }
        let property = api.flattened_properties(&place.target).contains_key(name);
        match (property, last) {
            (true, _) => Ok(Self::Other {
                what: "a structural property",
            }),
            (false, true) => Ok(Self::Bound {
                place,
                name,
                arguments,
            }),
            (false, false) => Ok(Self::Other {
                what: "a path behind a segment that is no navigation property",
            }),
        }
    }
}

/// One operation of one path.
struct Described<'a, 't> {
    document: &'a Document<'t>,
    path: &'a PathItem,
    operation: &'a Operation,
}

impl Described<'_, '_> {
    fn add(&self, target: &Target<'_>, api: &mut Api, problems: &mut Problems) {
        let Some(method) = Method::parse(self.operation.method.as_str()) else {
            return self.not_expressed("a method that the service does not use", problems);
        };
        match target {
            Target::Navigation { place, suffix } => {
                match NavigationOperation::find(method, suffix, place.position, place.collection) {
                    Some(kind) => self.add_to_navigation(place, kind, api),
                    None => {
                        self.not_expressed("an operation that OData does not have there", problems)
                    }
                }
            }
            Target::Bound {
                place,
                name,
                arguments,
            } => match self.bound(name, arguments.as_deref(), method) {
                Ok(bound) => add_bound(place, bound, api),
                Err(what) => self.not_expressed(what, problems),
            },
            Target::Other { what } => self.not_expressed(what, problems),
        }
    }

    fn not_expressed(&self, what: &'static str, problems: &mut Problems) {
        let method = self.operation.method.as_str().to_owned();
        let kind = Meaning::NotExpressed {
            method,
            template: self.path.template.value.clone(),
            what,
        };
        problems.push(Problem::at(self.operation.location, kind));
    }

    fn add_to_navigation(&self, place: &Place, kind: NavigationOperation, api: &mut Api) {
        let navigations = api.navigation_of_mut(&place.owner);
        if let Some(navigation) =
            navigations.and_then(|navigations| navigations.get_mut(&place.name))
        {
            let operation = navigation.operations.entry(kind).or_default();
            operation
                .documentation
                .or(&documentation::of_operation(&self.operation.operation));
            operation.sources.push(self.operation.location);
            operation.sources.sort();
        }
    }

    /// The action or function of a segment, or why there is none.
    fn bound(
        &self,
        name: &str,
        arguments: Option<&[(&str, &str)]>,
        method: Method,
    ) -> Result<BoundOperation, &'static str> {
        let kind = self.kind(name, arguments.is_some(), method)?;
        let qualified = if name.contains('.') {
            name.to_owned()
        } else {
            format!("microsoft.graph.{name}")
        };
        let name = TypeId::parse(&qualified).map_err(|_| "a segment that is no name")?;
        let parameters = match kind {
            BoundOperationKind::Action => self.action_parameters(),
            BoundOperationKind::Function => arguments
                .unwrap_or_default()
                .iter()
                .map(|(name, value)| self.function_parameter(name, value))
                .collect::<Option<Vec<_>>>()
                .ok_or("a function with optional parameters")?,
        };
        let operation = &self.operation.operation;
        Ok(BoundOperation {
            name,
            kind,
            parameters,
            outcome: bodies::outcome(self.document, operation),
            continues: false,
            documentation: documentation::of_operation(operation),
            sources: vec![self.operation.location],
        })
    }

    /// Whether a segment that no navigation property is called by is an action or a function. Parentheses make a function (OData URL
    /// Conventions 4.01, section 4.5), a qualified name that is sent to an action; of any other name the text must say what it is.
    fn kind(
        &self,
        name: &str,
        has_parentheses: bool,
        method: Method,
    ) -> Result<BoundOperationKind, &'static str> {
        let extensions = &self.operation.operation.extensions;
        let stated = extensions
            .get("x-ms-docs-operation-type")
            .and_then(|kind| kind.as_str());
        match method {
            Method::Get if has_parentheses || stated == Some("function") => {
                Ok(BoundOperationKind::Function)
            }
            Method::Post
                if !has_parentheses && (name.contains('.') || stated == Some("action")) =>
            {
                Ok(BoundOperationKind::Action)
            }
            _ => Err("neither an action nor a function"),
        }
    }

    /// The properties of the body. They have no order in JSON; by name they have one.
    fn action_parameters(&self) -> Vec<Parameter> {
        let schema = bodies::body_schema(self.document, &self.operation.operation)
            .and_then(|schema| self.document.schema(schema));
        let properties: BTreeMap<_, _> = schema
            .map(shapes::properties)
            .unwrap_or_default()
            .into_iter()
            .collect();
        let parameters = properties.into_iter().map(|(name, property)| {
            let shape = shapes::boxed_shape(self.document, property);
            let documentation = property
                .as_item()
                .map(|schema| documentation::of_schema(&schema.schema_data));
            Parameter {
                name: name.to_owned(),
                ty: shape.ty,
                nullable: shape.nullable.unwrap_or(true),
                optional: false,
                documentation: documentation.unwrap_or_default(),
                location: self.operation.location,
            }
        });
        parameters.collect()
    }

    /// A parameter in the path; nothing for `p='@p'`, which is a query option in disguise.
    fn function_parameter(&self, name: &str, value: &str) -> Option<Parameter> {
        let placeholder = value
            .trim_matches('\'')
            .strip_prefix('{')?
            .strip_suffix('}')?;
        let declared = self
            .operation
            .operation
            .parameters
            .iter()
            .chain(&self.path.parameters);
        let mut declared = declared.filter_map(|parameter| self.document.parameter(parameter));
        let data = declared.find_map(|parameter| match parameter {
            ApiParameter::Path { parameter_data, .. } if parameter_data.name == placeholder => {
                Some(parameter_data)
            }
            _ => None,
        });
        let shape = data.and_then(|data| match &data.format {
            ParameterSchemaOrContent::Schema(schema) => Some(shapes::shape(self.document, schema)),
            ParameterSchemaOrContent::Content(_) => None,
        });
        let quoted = TypeRef {
            value: ValueType::Primitive(Primitive::String),
            collection: false,
        };
        Some(Parameter {
            name: name.to_owned(),
            nullable: shape
                .as_ref()
                .and_then(|shape| shape.nullable)
                .unwrap_or(false),
            optional: false,
            ty: shape.map_or(quoted, |shape| shape.ty),
            documentation: crate::model::Documentation {
                description: data.and_then(|data| data.description.clone()),
                ..Default::default()
            },
            location: self.operation.location,
        })
    }
}

fn add_bound(place: &Place, bound: BoundOperation, api: &mut Api) {
    let operations = match place.position {
        Position::Collection => {
            let navigation = api.navigation_mut(&place.owner, &place.name);
            navigation.map(|navigation| &mut navigation.bound_operations)
        }
        Position::Entity => match api.types.get_mut(&place.target) {
            Some(Type::Structured(structured)) => Some(&mut structured.operations),
            _ => None,
        },
    };
    let Some(operations) = operations else { return };
    let known = operations
        .entry(bound.signature())
        .or_insert_with(|| BoundOperation {
            sources: Vec::new(),
            ..bound.clone()
        });
    known.documentation.or(&bound.documentation);
    known.sources.extend(bound.sources);
    known.sources.sort();
    if known.outcome == Outcome::Nothing {
        known.outcome = bound.outcome;
    }
}
