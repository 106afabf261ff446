//! What the directory's entities may be and do: types, sets, navigation properties, operations.

use super::operations::Operation;
use serde_json::Value;
use std::collections::BTreeMap;

/// What a navigation property leads to: one entity or many, of a type or its subtypes.
///
/// ```
/// use msgraph_runtime::test_util::{Directory, Target};
///
/// Directory::new("v1.0")
///     .navigation("microsoft.graph.user", "manager", Target::one("microsoft.graph.directoryObject"))
///     .navigation("microsoft.graph.group", "members", Target::many("microsoft.graph.directoryObject"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    type_name: String,
    many: bool,
}

impl Target {
    /// At most one entity of this type.
    pub fn one(type_name: impl Into<String>) -> Self {
        Self {
            type_name: type_name.into(),
            many: false,
        }
    }

    /// Any number of entities of this type, none of them twice.
    pub fn many(type_name: impl Into<String>) -> Self {
        Self {
            type_name: type_name.into(),
            many: true,
        }
    }
}

/// A navigation property, and whether its targets live inside their owner.
#[derive(Clone, Debug)]
pub(super) struct Navigation {
    pub(super) owner: String,
    pub(super) name: String,
    pub(super) target: String,
    pub(super) many: bool,
    pub(super) contained: bool,
}

impl Navigation {
    pub(super) fn new(owner: &str, name: &str, target: Target, contained: bool) -> Self {
        Self {
            owner: type_name(owner).to_owned(),
            name: name.to_owned(),
            target: type_name(&target.type_name).to_owned(),
            many: target.many,
            contained,
        }
    }
}

/// The declarations of a directory. Names are matched without regard to ASCII case, as the service
/// does.
#[derive(Debug, Default)]
pub(super) struct Schema {
    bases: BTreeMap<String, Option<String>>,
    sets: BTreeMap<String, String>,
    singletons: BTreeMap<String, String>,
    aliases: BTreeMap<String, String>,
    navigations: Vec<Navigation>,
    operations: Vec<Operation>,
    /// By owner, and the segment that leads there.
    streams: Vec<(String, String)>,
    /// By owner, and the media stream that upload sessions fill.
    uploads: Vec<(String, String)>,
    /// By owner, and the property.
    alternate_keys: Vec<(String, String)>,
    /// By owner: the navigation property that leads to what is below, and the property that names it.
    by_path: Vec<(String, String, String)>,
}

impl Schema {
    pub(super) fn add_type(&mut self, name: &str, base: Option<&str>) {
        let base = base.map(|base| type_name(base).to_owned());
        if let Some(base) = &base {
            self.mention(base);
        }
        self.bases.insert(type_name(name).to_owned(), base);
    }

    pub(super) fn add_set(&mut self, name: &str, item: &str) {
        self.mention(item);
        self.sets
            .insert(name.to_owned(), type_name(item).to_owned());
    }

    pub(super) fn add_singleton(&mut self, name: &str, of: &str) {
        self.mention(of);
        self.singletons
            .insert(name.to_owned(), type_name(of).to_owned());
    }

    pub(super) fn add_alias(&mut self, name: &str, path: &str) {
        self.aliases.insert(name.to_owned(), path.to_owned());
    }

    pub(super) fn add_navigation(&mut self, navigation: Navigation) {
        self.mention(&navigation.owner);
        self.mention(&navigation.target);
        self.navigations.push(navigation);
    }

    pub(super) fn add_operation(&mut self, operation: Operation) {
        self.mention(&operation.owner);
        self.operations.push(operation);
    }

    pub(super) fn add_stream(&mut self, owner: &str, segment: &str) {
        self.mention(type_name(owner));
        self.streams
            .push((type_name(owner).to_owned(), segment.to_owned()));
    }

    pub(super) fn add_upload(&mut self, owner: &str, stream: &str) {
        self.add_stream(owner, stream);
        self.uploads
            .push((type_name(owner).to_owned(), stream.to_owned()));
    }

    pub(super) fn add_alternate_key(&mut self, owner: &str, property: &str) {
        self.mention(type_name(owner));
        self.alternate_keys
            .push((type_name(owner).to_owned(), property.to_owned()));
    }

    pub(super) fn add_by_path(&mut self, owner: &str, navigation: &str, property: &str) {
        self.mention(type_name(owner));
        self.by_path.push((
            type_name(owner).to_owned(),
            navigation.to_owned(),
            property.to_owned(),
        ));
    }

    /// The media stream that the segment leads to from entities of a type.
    pub(super) fn stream(&self, owner: &str, segment: &str) -> Option<&str> {
        declared(&self.streams, self.lineage(owner), segment)
    }

    /// The media stream that upload sessions of a type's entities fill.
    pub(super) fn upload(&self, owner: &str) -> Option<&str> {
        self.lineage(owner).find_map(|owner| {
            let mut uploads = self.uploads.iter();
            let (_, stream) = uploads.find(|(declared, _)| declared == owner)?;
            Some(stream.as_str())
        })
    }

    /// The property by which entities of a type are picked under this name.
    pub(super) fn alternate_key(&self, owner: &str, name: &str) -> Option<&str> {
        declared(&self.alternate_keys, self.lineage(owner), name)
    }

    /// What is below entities of a type by its path: the navigation property, and the property that
    /// has the names.
    pub(super) fn by_path(&self, owner: &str) -> Option<(&Navigation, &str)> {
        let (_, navigation, property) = self.lineage(owner).find_map(|owner| {
            let mut declared = self.by_path.iter();
            declared.find(|(declared, ..)| declared == owner)
        })?;
        Some((self.navigation(owner, navigation)?, property))
    }

    /// The entity set of this name, with the type of its entities.
    pub(super) fn set(&self, name: &str) -> Option<(&str, &str)> {
        find(&self.sets, name)
    }

    /// An entity set whose entities are declared to be of exactly this type.
    pub(super) fn set_of(&self, type_name: &str) -> Option<&str> {
        let mut sets = self.sets.iter();
        sets.find(|(_, item)| *item == type_name)
            .map(|(set, _)| set.as_str())
    }

    /// The singleton of this name, with its type.
    pub(super) fn singleton(&self, name: &str) -> Option<(&str, &str)> {
        find(&self.singletons, name)
    }

    /// The path that this root segment stands for.
    pub(super) fn alias(&self, name: &str) -> Option<&str> {
        find(&self.aliases, name).map(|(_, path)| path)
    }

    /// All aliases, with their paths.
    pub(super) fn aliases(&self) -> impl Iterator<Item = (&str, &str)> {
        self.aliases
            .iter()
            .map(|(name, path)| (name.as_str(), path.as_str()))
    }

    /// The declared spelling of a type's name, if anything mentions the type.
    pub(super) fn known_type(&self, name: &str) -> Option<&str> {
        find_key(&self.bases, type_name(name))
    }

    /// Whether every instance of `candidate` is one of `base` too.
    pub(super) fn is_a(&self, candidate: &str, base: &str) -> bool {
        self.lineage(candidate).any(|name| name == base)
    }

    /// The type of an entity at a position declared to be of some type: that one, unless an
    /// `@odata.type` states a subtype of it.
    pub(super) fn instance_type(
        &self,
        stated: Option<&Value>,
        declared: &str,
    ) -> Result<String, String> {
        let Some(stated) = stated else {
            return Ok(declared.to_owned());
        };
        match stated.as_str().and_then(|name| self.known_type(name)) {
            Some(known) if self.is_a(known, declared) => Ok(known.to_owned()),
            _ => Err(format!(
                "The type {stated} is neither '{declared}' nor derived from it."
            )),
        }
    }

    /// The navigation property that entities of a type have under this name, their own or
    /// inherited.
    pub(super) fn navigation(&self, owner: &str, name: &str) -> Option<&Navigation> {
        self.lineage(owner).find_map(|owner| {
            let mut navigations = self.navigations.iter();
            navigations.find(|navigation| {
                navigation.owner == owner && navigation.name.eq_ignore_ascii_case(name)
            })
        })
    }

    /// The operation bound to a type or its bases, called by its simple or its qualified name.
    pub(super) fn operation(&self, owner: &str, called: &str) -> Option<&Operation> {
        self.lineage(owner).find_map(|owner| {
            let mut operations = self.operations.iter();
            operations.find(|operation| operation.owner == owner && operation.answers_to(called))
        })
    }

    /// A type and its bases, nearest first. It ends even where a declaration makes a type its own
    /// base.
    fn lineage<'s>(&'s self, type_name: &'s str) -> impl Iterator<Item = &'s str> {
        let base = |name: &&str| self.bases.get(*name)?.as_deref();
        std::iter::successors(Some(type_name), base).take(self.bases.len() + 1)
    }

    fn mention(&mut self, name: &str) {
        self.bases.entry(type_name(name).to_owned()).or_default();
    }
}

/// A type's name without the `#` that `@odata.type` writes before it (OData JSON Format 4.01,
/// section 4.6.3).
pub(super) fn type_name(text: &str) -> &str {
    text.strip_prefix('#').unwrap_or(text)
}

fn find<'m>(map: &'m BTreeMap<String, String>, name: &str) -> Option<(&'m str, &'m str)> {
    let mut entries = map.iter();
    let (key, value) = entries.find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    Some((key, value))
}

fn find_key<'m, V>(map: &'m BTreeMap<String, V>, name: &str) -> Option<&'m str> {
    map.keys()
        .find(|key| key.eq_ignore_ascii_case(name))
        .map(String::as_str)
}

/// The name that one of the owners declares, without regard to case.
fn declared<'s, 'o>(
    names: &'s [(String, String)],
    mut owners: impl Iterator<Item = &'o str>,
    name: &str,
) -> Option<&'s str> {
    owners.find_map(|owner| {
        let mut names = names.iter();
        names
            .find(|(declared, known)| declared == owner && known.eq_ignore_ascii_case(name))
            .map(|(_, known)| known.as_str())
    })
}
