//! The operations of an OpenAPI text of Microsoft Graph as triples of owner type, segment and method, found by a walk over its JSON.
//!
//! Texts of different years spell one thing differently. A triple has the namespace where a text has the alias `graph` or nothing, and `{}`
//! for a key, however many parts it has and by whatever name it is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// The type that owns the operation, what follows behind it in the URL, and the method in lower case.
pub(crate) type Triple = (String, String, String);

/// The owner of the entity sets and singletons.
pub(crate) const ROOT: &str = "$root";

const METHODS: [&str; 5] = ["get", "put", "post", "patch", "delete"];

/// What a schema describes: a component schema or a kind of JSON value by its name, and whether it is many of them.
#[derive(Clone, PartialEq)]
struct Described {
    name: String,
    many: bool,
}

/// The operations that a text documents. Keys are written `{}`, functions with the names of their parameters only.
pub(crate) fn documented(contents: &str) -> BTreeSet<Triple> {
    let text: Value = serde_json::from_str(contents).expect("the text is JSON");
    documented_by(&text)
}

/// The same of a text that was read already.
pub(crate) fn documented_by(text: &Value) -> BTreeSet<Triple> {
    let paths = text["paths"].as_object().expect("there are paths");
    let mut walk = Walk {
        text,
        types: BTreeMap::new(),
    };
    let mut triples = BTreeSet::new();
    for (template, item) in paths {
        let segments: Vec<&str> = template.split('/').skip(1).collect();
        let (owner, behind) = walk.owner(&segments);
        let normal: Vec<String> = (behind..segments.len())
            .map(|position| walk.normal(&segments[..position], segments[position]))
            .collect();
        for method in METHODS.iter().filter(|method| item.get(method).is_some()) {
            triples.insert((owner.clone(), normal.join("/"), (*method).to_owned()));
        }
    }
    triples
}

struct Walk<'a> {
    text: &'a Value,
    /// What each path that was asked for answers.
    types: BTreeMap<String, Option<Described>>,
}

impl<'a> Walk<'a> {
    /// The last single instance that the path passes, and the number of segments up to it. The ends of a reference belong to its navigation.
    fn owner(&mut self, segments: &[&str]) -> (String, usize) {
        let ends = match segments {
            [.., key, "$ref"] if is_key(key) => 3,
            [.., "$ref"] => 2,
            _ => 1,
        };
        let mut owner = (ROOT.to_owned(), 0);
        for count in 1..=segments.len().saturating_sub(ends) {
            let prefix = format!("/{}", segments[..count].join("/"));
            let described = self.at(&prefix).filter(|described| !described.many);
            if let Some(described) =
                described.filter(|described| self.is_structured(&described.name))
            {
                owner = (described.name, count);
            }
        }
        owner
    }

    /// What a path leads to: what reading it answers, or what its last segment says of the one before.
    fn at(&mut self, path: &str) -> Option<Described> {
        if let Some(known) = self.types.get(path) {
            return known.clone();
        }
        let (before, segment) = path.rsplit_once('/')?;
        let described = match self.answered(path) {
            Some(described) => Some(described),
            None => {
                let parent = self.at(before);
                let behind = self.behind(parent, segment);
                behind.or_else(|| self.keyed(path, segment))
            }
        };
        self.types.insert(path.to_owned(), described.clone());
        described
    }

    fn behind(&self, parent: Option<Described>, segment: &str) -> Option<Described> {
        let parent = parent?;
        if is_key(segment) {
            return Some(Described {
                many: false,
                ..parent
            });
        }
        if let Some(property) = self.properties(&parent.name).get(segment) {
            return self.described(property);
        }
        let name = in_full(segment);
        self.schema(&name).map(|_| Described { name, ..parent })
    }

    /// What a key says of itself where the collection before it is not documented: the type that its parameter is declared with.
    fn keyed(&self, path: &str, segment: &str) -> Option<Described> {
        let placeholder = segment.strip_prefix('{')?.strip_suffix('}')?;
        let paths = self.text["paths"].as_object()?;
        let mut behind = paths
            .iter()
            .filter(|(template, _)| template.starts_with(path));
        let ty = behind.find_map(|(_, item)| {
            let own = item.get("parameters").into_iter();
            let of_operations = METHODS.iter().filter_map(|method| item.get(method));
            let lists =
                own.chain(of_operations.filter_map(|operation| operation.get("parameters")));
            let mut parameters = lists.filter_map(Value::as_array).flatten();
            let declared = parameters.find(|parameter| parameter["name"] == placeholder)?;
            declared.get("x-ms-docs-key-type")?.as_str()
        })?;
        let name = format!("microsoft.graph.{ty}");
        self.schema(&name).map(|_| Described {
            name: name.clone(),
            many: false,
        })
    }

    fn answered(&self, path: &str) -> Option<Described> {
        let responses = self.text["paths"].get(path)?.get("get")?["responses"].as_object()?;
        let (_, response) = responses
            .iter()
            .find(|(status, _)| status.starts_with('2'))?;
        let content = self.resolve(response).get("content")?.as_object()?;
        let (media_type, media) = content.iter().next()?;
        if media_type.contains("json") {
            return self.described(media.get("schema")?);
        }
        Some(Described {
            name: media_type.clone(),
            many: false,
        })
    }

    fn described(&self, schema: &Value) -> Option<Described> {
        if let Some(reference) = schema.get("$ref") {
            let name = reference.as_str()?.rsplit('/').next()?;
            // Entity types are called so too; what they do not have is the property of a page.
            let page = self.schema(name).and_then(|schema| self.page(schema));
            return match page.filter(|_| name.ends_with("CollectionResponse")) {
                Some(value) => self.described(value),
                None => Some(Described {
                    name: name.to_owned(),
                    many: false,
                }),
            };
        }
        if schema.get("allOf").is_some()
            && let Some(value) = self.page(schema)
        {
            return self.described(value);
        }
        let alternatives = ["anyOf", "oneOf", "allOf"]
            .iter()
            .flat_map(|kind| members(schema, kind));
        if let Some(reference) = alternatives
            .into_iter()
            .find(|member| member.get("$ref").is_some())
        {
            return self.described(reference);
        }
        match schema.get("type")?.as_str()? {
            "array" => {
                let items = self.described(schema.get("items")?);
                let name = items.map_or_else(String::new, |items| items.name);
                Some(Described { name, many: true })
            }
            "object" if self.page(schema).is_some() => self.described(self.page(schema)?),
            kind => Some(Described {
                name: kind.to_owned(),
                many: false,
            }),
        }
    }

    /// The property `value` of a page, or of a value that is answered in an object of its own.
    fn page(&self, schema: &'a Value) -> Option<&'a Value> {
        let parts = std::iter::once(schema).chain(members(schema, "allOf"));
        parts
            .filter_map(|part| part.get("properties")?.get("value"))
            .last()
    }

    /// The properties of a type, those of its base types included.
    fn properties(&self, name: &str) -> Map<String, Value> {
        let mut properties = Map::new();
        let Some(schema) = self.schema(name) else {
            return properties;
        };
        for part in std::iter::once(schema).chain(members(schema, "allOf")) {
            let base = part.get("$ref").and_then(Value::as_str);
            if let Some(base) = base.and_then(|base| base.rsplit('/').next()) {
                properties.extend(self.properties(base));
            }
            let own = part.get("properties").and_then(Value::as_object);
            properties.extend(
                own.into_iter()
                    .flatten()
                    .map(|(name, property)| (name.clone(), property.clone())),
            );
        }
        properties
    }

    fn is_structured(&self, name: &str) -> bool {
        self.schema(name)
            .is_some_and(|schema| schema.get("enum").is_none())
    }

    fn schema(&self, name: &str) -> Option<&'a Value> {
        self.text["components"]["schemas"].get(name)
    }

    /// A segment without the words that a text chose for it.
    fn normal(&mut self, before: &[&str], segment: &str) -> String {
        if is_key(segment) {
            return "{}".to_owned();
        }
        let Some((name, rest)) = segment.split_once('(') else {
            return in_full(segment);
        };
        let collection: String = before
            .iter()
            .chain([&name])
            .map(|part| format!("/{part}"))
            .collect();
        if self.text["paths"].get(&collection).is_some() {
            return format!("{name}/{{}}");
        }
        let arguments = rest.trim_end_matches(')').split(',');
        let names: Vec<&str> = arguments
            .filter_map(|argument| Some(argument.split_once('=')?.0))
            .collect();
        let namespace = if name.contains('.') {
            ""
        } else {
            "microsoft.graph."
        };
        format!("{namespace}{}({})", in_full(name), names.join(","))
    }

    fn resolve(&self, value: &'a Value) -> &'a Value {
        let reference = value.get("$ref").and_then(Value::as_str);
        let pointer = reference.and_then(|reference| reference.strip_prefix('#'));
        pointer
            .and_then(|pointer| self.text.pointer(pointer))
            .unwrap_or(value)
    }
}

fn members<'a>(schema: &'a Value, kind: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    schema
        .get(kind)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn is_key(segment: &str) -> bool {
    let is_named = || {
        segment
            .split_once("='")
            .is_some_and(|(name, _)| !name.contains('('))
    };
    segment.starts_with('{') || is_named()
}

/// A qualified name with its namespace, where a segment has the alias.
fn in_full(segment: &str) -> String {
    match segment.strip_prefix("graph.") {
        Some(name) => format!("microsoft.graph.{name}"),
        None => segment.to_owned(),
    }
}
