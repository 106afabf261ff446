//! Which module a type lives in.

use std::collections::{BTreeMap, BTreeSet};

use super::item::ItemPath;
use super::names::{self, NameKind, Wanted};
use super::{Ident, namespaces};
use crate::model::{Api, Type, TypeId};
use crate::problem::Problems;

/// Modules that are not a type's: those of the crate root and of places; names by which every module refers to other crates; files that
/// cargo takes for programs of their own; and devices that some systems find in every folder.
pub(super) const RESERVED_MODULES: [&str; 20] = [
    "at",
    "models",
    "options",
    "permissions",
    "query",
    "untyped",
    "via",
    "mod",
    "lib",
    "main",
    "bin",
    "edm",
    "http",
    "runtime",
    "rt",
    "msgraph_runtime",
    "aux",
    "con",
    "nul",
    "prn",
];

/// Names that mean something else in the module of a type, where its model would hide them.
const RESERVED_TYPES: [&str; 9] = [
    "Box",
    "Collection",
    "Into",
    "N",
    "Option",
    "Place",
    "Result",
    "String",
    "Vec",
];

/// Where each type is: the path of its model or enumeration.
#[derive(Debug, Default)]
pub(super) struct Layout {
    paths: BTreeMap<TypeId, ItemPath>,
}

impl Layout {
    /// Where a type is, if it is in the crate.
    pub(super) fn path(&self, id: &TypeId) -> Option<&ItemPath> {
        self.paths.get(id)
    }

    /// The name of every type, with the modules of its namespace.
    pub(super) fn names(&self) -> BTreeSet<(Vec<Ident>, Ident)> {
        let paths = self.paths.values();
        let split = paths.filter_map(|path| Some((path.modules.split_last()?.1, &path.name)));
        split
            .map(|(namespace, name)| (namespace.to_vec(), name.clone()))
            .collect()
    }

    /// Decides for every type of the model.
    pub(super) fn of(
        api: &Api,
        renames: &BTreeMap<String, String>,
        problems: &mut Problems,
    ) -> Self {
        let mut by_namespace: BTreeMap<&str, Vec<&Type>> = BTreeMap::new();
        for ty in api.types.values() {
            by_namespace
                .entry(ty.id().namespace())
                .or_default()
                .push(ty);
        }
        let located = by_namespace.iter();
        let located = located.filter_map(|(name, types)| Some((*name, types.first()?.location())));
        let modules = namespaces::modules(&located.collect(), problems);
        let mut layout = Self::default();
        for (namespace, types) in by_namespace {
            if let Some(modules) = modules.get(namespace) {
                layout.place(namespace, modules, &types, renames, problems);
            }
        }
        layout
    }

    fn place(
        &mut self,
        namespace: &str,
        modules: &[Ident],
        types: &[&Type],
        renames: &BTreeMap<String, String>,
        problems: &mut Problems,
    ) {
        let mut wanted = Vec::new();
        for ty in types {
            let name = renames
                .get(ty.id().as_str())
                .map_or_else(|| ty.id().name(), String::as_str);
            let location = ty.location();
            if let Some(ident) = names::ident(Ident::snake, "a type", name, location, problems) {
                wanted.push((
                    ty.id(),
                    name,
                    Wanted {
                        wire_name: ty.id().name(),
                        ident,
                        kind: NameKind::Plain,
                        location,
                    },
                ));
            }
        }
        let (facts, mut wanted): (Vec<_>, Vec<_>) = wanted
            .into_iter()
            .map(|(id, name, wanted)| ((id, name), wanted))
            .unzip();
        let scope = format!("the types of namespace `{namespace}`");
        let settled = names::settle(&scope, &RESERVED_MODULES, &wanted, problems);
        for (((_, name), wanted), module) in facts.iter().zip(&mut wanted).zip(&settled) {
            wanted.ident = type_name(name, &wanted.ident, module);
        }
        // Names that collide here do so as modules too, and are told there.
        let named = names::settle(&scope, &[], &wanted, &mut Problems::new());
        for (((id, _), module), name) in facts.into_iter().zip(settled).zip(named) {
            let modules = modules.iter().cloned().chain([module]).collect();
            self.paths.insert(id.clone(), ItemPath { modules, name });
        }
    }
}

/// The name of a type. A module that had to be renamed passes the difference on to its type, so that `models` can list both.
fn type_name(name: &str, wanted: &Ident, module: &Ident) -> Ident {
    let pascal = Ident::pascal(name).unwrap_or_else(|_| wanted.clone());
    let difference = module.bare().strip_prefix(wanted.bare());
    let difference = difference.unwrap_or_default().replace('_', "");
    if !difference.is_empty() {
        return pascal.suffixed(&difference);
    }
    if RESERVED_TYPES.contains(&pascal.bare()) {
        return pascal.extended("model");
    }
    pascal
}
