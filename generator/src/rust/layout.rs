//! Which module a type lives in.

use std::collections::BTreeMap;

use super::Ident;
use super::item::ItemPath;
use super::names::{self, NameKind, Wanted};
use crate::model::{Api, Type, TypeId};
use crate::problem::Problems;

/// The namespace whose types live at the crate root.
const DEFAULT_NAMESPACE: &str = "microsoft.graph";

/// Modules of the crate root that are not a type's; and `mod`, which would be a file name with a meaning of its own.
const RESERVED: [&str; 4] = ["models", "via", "mod", "lib"];

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
        let mut layout = Self::default();
        for (namespace, types) in by_namespace {
            let modules = namespace_modules(namespace);
            layout.place(namespace, &modules, &types, renames, problems);
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
            let location = location(ty);
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
        let (facts, wanted): (Vec<_>, Vec<_>) = wanted
            .into_iter()
            .map(|(id, name, wanted)| ((id, name), wanted))
            .unzip();
        let settled = names::settle(
            &format!("the types of namespace `{namespace}`"),
            &RESERVED,
            &wanted,
            problems,
        );
        for (((id, name), wanted), module) in facts.into_iter().zip(&wanted).zip(settled) {
            // A module that had to be renamed passes the difference on to its type, so that `models` can list both.
            let pascal = Ident::pascal(name).unwrap_or_else(|_| wanted.ident.clone());
            let difference = module
                .bare()
                .strip_prefix(wanted.ident.bare())
                .unwrap_or_default()
                .replace('_', "");
            let name = if difference.is_empty() {
                pascal
            } else {
                pascal.suffixed(&difference)
            };
            let path = ItemPath {
                modules: modules.iter().cloned().chain([module]).collect(),
                name,
            };
            self.paths.insert(id.clone(), path);
        }
    }
}

/// The modules of a namespace: none for `microsoft.graph`, `security` for `microsoft.graph.security`, all segments for a foreign one.
fn namespace_modules(namespace: &str) -> Vec<Ident> {
    let rest = match namespace.strip_prefix(DEFAULT_NAMESPACE) {
        Some("") => return Vec::new(),
        Some(rest) if rest.starts_with('.') => rest,
        _ => namespace,
    };
    rest.split('.')
        .filter_map(|segment| Ident::snake(segment).ok())
        .collect()
}

fn location(ty: &Type) -> crate::problem::Location {
    match ty {
        Type::Structured(structured) => structured.location,
        Type::Enumeration(enumeration) => enumeration.location,
    }
}
