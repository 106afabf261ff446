//! A walk of URL templates over a model: which place a template leads to, and whether a method is offered there.

use std::collections::BTreeSet;

use msgraph_generator::model::{
    Api, BoundOperation, Method, Navigation, NavigationOperation, Outcome, Owner, Position, Stream,
    TypeId,
};

/// A place in the service.
#[derive(Clone, Copy)]
enum Place<'a> {
    Root,
    /// At the collection or the entity that a navigation leads to, perhaps cast to a derived type.
    Navigation {
        navigation: &'a Navigation,
        position: Position,
        cast: Option<&'a TypeId>,
        suffix: &'static str,
    },
    Call(&'a BoundOperation),
    Stream(&'a Stream),
}

/// Where the way of a template and a method ends that lead to no operation; nothing if they lead to one. The template may have a query,
/// keys in braces, and names with or without the namespace `microsoft.graph`.
pub(crate) fn lost(api: &Api, method: Method, template: &str) -> Option<Lost> {
    let mut places = vec![Place::Root];
    for segment in segments(template) {
        let next = places.iter().flat_map(|place| step(api, *place, &segment));
        let next: Vec<Place<'_>> = next.collect();
        if next.is_empty() {
            let at = places
                .first()
                .map_or_else(String::new, |place| title(*place));
            return Some(Lost { at, segment });
        }
        places = next;
    }
    if places.iter().any(|place| offers(*place, method)) {
        return None;
    }
    Some(Lost {
        at: places
            .first()
            .map_or_else(String::new, |place| title(*place)),
        segment: method.to_string(),
    })
}

/// Where a way ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Lost {
    /// What was met last: a type, or a name.
    pub at: String,
    /// What that has not: the next segment, or the method.
    pub segment: String,
}

fn title(place: Place<'_>) -> String {
    match place {
        Place::Root => "the service root".to_owned(),
        Place::Navigation {
            navigation, cast, ..
        } => short(cast.unwrap_or(&navigation.target)).to_owned(),
        Place::Call(operation) => format!("{}()", short(&operation.name)),
        Place::Stream(_) => "a media stream".to_owned(),
    }
}

fn offers(place: Place<'_>, method: Method) -> bool {
    match place {
        Place::Root => false,
        Place::Call(operation) => operation.kind.method() == method,
        Place::Stream(stream) => {
            let mut operations = stream.operations.keys();
            operations.any(|operation| operation.method() == method)
        }
        Place::Navigation {
            navigation,
            position,
            cast,
            suffix,
        } => {
            let operations = match cast {
                None => Some(&navigation.operations),
                Some(id) => navigation.casts.get(id),
            };
            let is_meant = |operation: &&NavigationOperation| {
                operation.method() == method
                    && operation.position() == position
                    && operation.suffix() == suffix
            };
            operations.is_some_and(|operations| operations.keys().any(|it| is_meant(&it)))
        }
    }
}

fn step<'a>(api: &'a Api, place: Place<'a>, segment: &str) -> Vec<Place<'a>> {
    let mut places = Vec::new();
    match place {
        Place::Root => places.extend(named(api, api.root.values(), segment)),
        Place::Call(operation) => {
            if let (true, Outcome::Value(answer)) = (operation.continues, &operation.outcome) {
                places.extend(
                    answer
                        .name()
                        .into_iter()
                        .flat_map(|id| behind(api, id, segment)),
                );
            }
        }
        Place::Navigation {
            navigation,
            position,
            cast,
            suffix: "",
        } => {
            let at = |position, cast, suffix| Place::Navigation {
                navigation,
                position,
                cast,
                suffix,
            };
            let suffix = ["$count", "$ref"].into_iter().find(|it| *it == segment);
            places.extend(suffix.map(|suffix| at(position, cast, suffix)));
            let casts = navigation.casts.keys().filter(|id| short(id) == segment);
            places.extend(casts.map(|id| at(position, Some(id), "")));
            match position {
                Position::Entity => {
                    places.extend(behind(api, cast.unwrap_or(&navigation.target), segment));
                }
                Position::Collection if segment == "{}" => {
                    places.push(at(Position::Entity, cast, ""));
                }
                Position::Collection => {
                    let bound = navigation.bound_operations.values();
                    places.extend(bound.filter(|it| call(it) == segment).map(Place::Call));
                }
            }
        }
        Place::Navigation { .. } | Place::Stream(_) => {}
    }
    places
}

/// What an instance of a type leads to.
fn behind<'a>(api: &'a Api, id: &TypeId, segment: &str) -> Vec<Place<'a>> {
    let Some(structured) = api.structured(id) else {
        return Vec::new();
    };
    let navigations = api.navigation_of(&Owner::Type(structured.id.clone()));
    let mut places = named(
        api,
        navigations
            .into_iter()
            .flat_map(|navigations| navigations.values()),
        segment,
    );
    let bound = structured.operations.values();
    places.extend(bound.filter(|it| call(it) == segment).map(Place::Call));
    places.extend(structured.streams.get(segment).map(Place::Stream));
    places
}

/// The navigation of that name, or one of its entities by the parts of a key: `users(userPrincipalName={})`.
fn named<'a>(
    api: &'a Api,
    navigations: impl Iterator<Item = &'a Navigation>,
    segment: &str,
) -> Vec<Place<'a>> {
    let (name, parts) = match segment.split_once('(') {
        Some((name, parts)) => (name, Some(parts.trim_end_matches(')'))),
        None => (segment, None),
    };
    let found = navigations.filter(|navigation| navigation.name == name);
    let found = found.filter_map(|navigation| {
        let position = match parts {
            None => navigation.position(),
            Some(parts) if is_key(api, &navigation.target, parts) => Position::Entity,
            Some(_) => return None,
        };
        Some(Place::Navigation {
            navigation,
            position,
            cast: None,
            suffix: "",
        })
    });
    found.collect()
}

fn is_key(api: &Api, id: &TypeId, parts: &str) -> bool {
    let names = names(parts);
    let mut keys = api.alternate_keys(id).iter();
    keys.any(|key| {
        let aliases: BTreeSet<&str> = key.iter().map(|part| part.alias.as_str()).collect();
        aliases == names
    })
}

/// How a call is written, without its values: `getActivities(from,to)`.
fn call(operation: &BoundOperation) -> String {
    let names = operation.parameters.iter();
    let names: BTreeSet<&str> = names.map(|parameter| parameter.name.as_str()).collect();
    let name = short(&operation.name);
    if operation.kind.method() == Method::Post || names.is_empty() {
        return name.to_owned();
    }
    let names: Vec<String> = names
        .into_iter()
        .map(|name| format!("{name}={{}}"))
        .collect();
    format!("{name}({})", names.join(","))
}

fn names(parts: &str) -> BTreeSet<&str> {
    let parts = parts.split(',');
    parts
        .map(|part| part.split_once('=').map_or(part, |(name, _)| name))
        .collect()
}

fn short(id: &TypeId) -> &str {
    let name = id.as_str();
    name.strip_prefix("microsoft.graph.").unwrap_or(name)
}

/// The segments without the words that a text chose for keys, without the namespace `microsoft.graph`, and without empty parentheses.
fn segments(template: &str) -> Vec<String> {
    let path = template.split(['?']).next().unwrap_or_default();
    let path = path.strip_suffix('{').unwrap_or(path);
    let mut segments = vec![String::new()];
    let mut depth = 0_usize;
    for letter in path.trim_start_matches('/').chars() {
        match letter {
            '(' | '{' => depth += 1,
            ')' | '}' => depth = depth.saturating_sub(1),
            '/' if depth == 0 => {
                segments.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = segments.last_mut() {
            last.push(letter);
        }
    }
    segments.iter().map(|segment| normal(segment)).collect()
}

fn normal(segment: &str) -> String {
    if segment.starts_with('{') {
        return "{}".to_owned();
    }
    let name = ["microsoft.graph.", "graph."].into_iter();
    let mut name = name.filter_map(|prefix| segment.strip_prefix(prefix));
    let segment = name.next().unwrap_or(segment);
    match segment.split_once('(') {
        Some((name, ")")) => name.to_owned(),
        Some((name, parts)) => {
            let names = names(parts.trim_end_matches(')')).into_iter();
            let names: Vec<String> = names.map(|name| format!("{name}={{}}")).collect();
            format!("{name}({})", names.join(","))
        }
        None => segment.to_owned(),
    }
}
