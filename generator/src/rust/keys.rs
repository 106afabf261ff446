//! How one entity of a collection is picked: by its key, or by one of its alternate keys.

use super::Ident;
use super::methods;
use crate::model::{Api, TypeId, ValueType};

/// A key and its Rust names.
///
/// A key of one property is a method named after it, `id`. Every other key, alternate keys and keys of several properties, is `by_` and
/// its parts with `_and_` between them: `by_app_id`, `by_policy_id_and_device_id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedKey {
    /// The method.
    pub method: Ident,
    /// The name of each part in a URL, and its argument.
    pub parts: Vec<Part>,
    /// What stands for it in a URL template where it is a segment of its own, as the only key of one property is: `user-id`.
    pub placeholder: Option<String>,
    /// Whether it is the key of the type, and not an alternate one.
    pub is_primary: bool,
}

/// One part of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its name in a URL.
    pub name: String,
    /// Its argument.
    pub argument: Ident,
    /// Whether its value is text, which stands in quotes.
    pub is_text: bool,
}

/// The keys of a type, its own first. None for a type without any, or whose parts have no names in Rust.
pub(super) fn keys(api: &Api, id: &TypeId) -> Vec<NamedKey> {
    let own = api.key(id);
    let own = own.iter().map(|name| (name.as_str(), name.as_str()));
    let mut keys: Vec<NamedKey> = Vec::new();
    keys.extend(named(api, id, own.collect(), true));
    for alternate in api.alternate_keys(id) {
        let parts = alternate.iter();
        let parts = parts.map(|part| (part.alias.as_str(), part.property.as_str()));
        let key = named(api, id, parts.collect(), false);
        // Two keys of the same parts are one.
        keys.extend(key.filter(|key| keys.iter().all(|other| other.method != key.method)));
    }
    keys
}

/// The key that places of the type are shown with.
pub(super) fn shown(api: &Api, id: &TypeId) -> Option<NamedKey> {
    keys(api, id).into_iter().next()
}

fn named(api: &Api, id: &TypeId, parts: Vec<(&str, &str)>, is_primary: bool) -> Option<NamedKey> {
    let mut named: Vec<Part> = Vec::new();
    for (name, property) in &parts {
        let ident = Ident::snake(name).ok()?;
        let taken = named.iter().any(|part| part.argument == ident);
        named.push(Part {
            name: (*name).to_owned(),
            argument: if taken { ident.extended("key") } else { ident },
            is_text: is_text(api, id, property),
        });
    }
    let (method, placeholder) = match (is_primary, named.as_slice()) {
        (_, []) => return None,
        (true, [part]) => (
            part.argument.clone(),
            Some(format!("{}-{}", id.name(), part.name)),
        ),
        (_, parts) => {
            let words: Vec<&str> = parts.iter().map(|part| part.argument.bare()).collect();
            (
                Ident::snake(&format!("by_{}", words.join("_and_"))).ok()?,
                None,
            )
        }
    };
    Some(NamedKey {
        method: unreserved(method),
        parts: named,
        placeholder,
        is_primary,
    })
}

fn unreserved(method: Ident) -> Ident {
    if methods::COLLECTION_METHODS.contains(&method.bare()) {
        method.extended("key")
    } else {
        method
    }
}

/// Whether a property, or what a path of properties leads to, is text. What is not found is taken for text, as most keys are.
fn is_text(api: &Api, id: &TypeId, property: &str) -> bool {
    let mut owner = id.clone();
    let mut names = property.split('/').peekable();
    while let Some(name) = names.next() {
        let found = api
            .lineage(&owner)
            .find_map(|structured| structured.properties.get(name));
        match found.map(|property| &property.ty.value) {
            Some(ValueType::Named(next)) if names.peek().is_some() => owner = next.clone(),
            Some(ValueType::Primitive(primitive)) => {
                return *primitive == crate::model::Primitive::String;
            }
            _ => return true,
        }
    }
    true
}

impl NamedKey {
    /// The end of a URL template: `/{user-id}`, `(appId='{appId}')`, or as the converted descriptions write a key of several properties,
    /// `/policyId='{policyId}',deviceId='{deviceId}'`.
    pub(super) fn template(&self) -> String {
        if let Some(placeholder) = &self.placeholder {
            return format!("/{{{placeholder}}}");
        }
        let parts = self.parts.iter().map(|part| {
            let quote = if part.is_text { "'" } else { "" };
            format!("{name}={quote}{{{name}}}{quote}", name = part.name)
        });
        let parts: Vec<String> = parts.collect();
        if self.is_primary {
            format!("/{}", parts.join(","))
        } else {
            format!("({})", parts.join(","))
        }
    }

    /// What a caller writes: `.id(id)`.
    pub(super) fn call(&self) -> String {
        let arguments: Vec<&str> = self
            .parts
            .iter()
            .map(|part| part.argument.as_str())
            .collect();
        format!(".{}({})", self.method, arguments.join(", "))
    }
}
