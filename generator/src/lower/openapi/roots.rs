//! Entity sets and singletons: the first segments of the paths.

use std::collections::{BTreeMap, BTreeSet};

use super::bodies;
use super::template::{self, Segment};
use crate::model::{Api, Documentation, Navigation, Structured, TypeId, ValueType};
use crate::problem::Location;
use crate::source::openapi::{Document, Method, Operation, PathItem};

/// Adds what the first segments lead to, as far as the operations of the shortest paths or, where there are none, the names of keys tell.
pub(super) fn add(document: &Document<'_>, api: &mut Api) {
    let mut keyed: BTreeMap<&str, Keyed<'_>> = BTreeMap::new();
    for path in &document.paths {
        match template::segments(&path.template.value).as_slice() {
            [Segment::Name(name)] => {
                if let Some((target, collection)) = target_of(document, api, path) {
                    let root = root(name, target, collection, path.template.location);
                    api.root.insert((*name).to_owned(), root);
                }
            }
            [Segment::Name(name), Segment::Key(key), rest @ ..] => {
                let keyed = keyed.entry(name).or_insert_with(|| Keyed {
                    location: path.template.location,
                    types: BTreeSet::new(),
                    next: BTreeSet::new(),
                });
                keyed.types.extend(key.split_once('-').map(|(ty, _)| ty));
                if let Some(Segment::Name(next)) = rest.first() {
                    keyed.next.insert(next);
                }
            }
            _ => {}
        }
    }
    for (name, keyed) in keyed {
        if !api.root.contains_key(name)
            && let Some(target) = keyed.target(api)
        {
            let root = root(name, target, true, keyed.location);
            api.root.insert(name.to_owned(), root);
        }
    }
}

/// What the paths behind the keys of an entity set show.
struct Keyed<'a> {
    location: Location,
    /// The simple names of types that the placeholders speak of: `user-id` of `microsoft.graph.user`.
    types: BTreeSet<&'a str>,
    /// The names that follow.
    next: BTreeSet<&'a str>,
}

impl Keyed<'_> {
    /// The type of the entities. Where several have the simple name, it is the one that has what follows.
    fn target(&self, api: &Api) -> Option<TypeId> {
        let named = api
            .structured_types()
            .filter(|ty| self.types.contains(ty.id.name()));
        let named: Vec<&Structured> = named.collect();
        let has = |id: &TypeId, next: &str| {
            let mut lineage = api.lineage(id);
            lineage.any(|ty| ty.properties.contains_key(next) || ty.navigation.contains_key(next))
        };
        let fits = |ty: &&&Structured| self.next.iter().all(|next| has(&ty.id, next));
        let fitting: Vec<&Structured> = named.iter().filter(fits).copied().collect();
        match (named.as_slice(), fitting.as_slice()) {
            ([only], _) | (_, [only]) => Some(only.id.clone()),
            _ => None,
        }
    }
}

/// What the operations at the path itself say about the type there, reading before writing. To create an entity by `POST` is possible in
/// collections alone, although one entity is sent and answered (OData Protocol 4.01, section 11.4.2).
fn target_of(document: &Document<'_>, api: &Api, path: &PathItem) -> Option<(TypeId, bool)> {
    let mut operations: Vec<&Operation> = path.operations.iter().collect();
    operations
        .sort_by_key(|operation| (operation.method != Method::Get, operation.method.as_str()));
    let operations = operations.into_iter();
    let types = operations.flat_map(|operation| {
        let creates = operation.method == Method::Post;
        let answer = bodies::answer(document, &operation.operation);
        let types = answer
            .into_iter()
            .chain(bodies::body(document, &operation.operation));
        types.map(move |ty| (ty.value, ty.collection || creates))
    });
    let mut described = types.filter_map(|(value, collection)| match value {
        ValueType::Named(id) if api.structured(&id).is_some() => Some((id, collection)),
        _ => None,
    });
    described.next()
}

fn root(name: &str, target: TypeId, collection: bool, location: Location) -> Navigation {
    Navigation {
        name: name.to_owned(),
        target,
        collection,
        contained: Some(true),
        continues: true,
        operations: BTreeMap::new(),
        bound_operations: BTreeMap::new(),
        casts: BTreeMap::new(),
        is_structural: false,
        documentation: Documentation::default(),
        location,
    }
}
