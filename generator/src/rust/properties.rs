//! The constants that name properties: what queries and changes are put together from.
//!
//! A type has the constants of what it declares, and takes over those of the base types whose place it can take. To write out all that it
//! inherits would more than double them, in crates that have ten thousand.

use std::collections::BTreeMap;

use super::item::{Constant, ConstantKind, ItemPath, Struct};
use super::names::{self, NameKind, Wanted};
use super::types::Types;
use super::{Ident, rustdoc};
use crate::model::{Access, Navigation, Structured};
use crate::problem::Problems;

/// The constants of a structured type: one for each field of its model, and one for each navigation property that leads to a type of the
/// crate. `bases` are the types that it is an instance of, the nearest first.
pub(super) fn constants(
    types: &Types<'_>,
    structured: &Structured,
    bases: &[&Structured],
    model: &Struct,
    problems: &mut Problems,
) -> Vec<Constant> {
    let scope = Scope {
        types,
        structured,
        bases: bases
            .iter()
            .filter_map(|base| Some((*base, types.layout.path(&base.id)?)))
            .collect(),
    };
    let mut constants = scope.of_properties(model);
    constants.extend(scope.of_navigation(model, problems));
    constants
}

/// A type and what it derives from.
struct Scope<'a> {
    types: &'a Types<'a>,
    structured: &'a Structured,
    bases: Vec<(&'a Structured, &'a ItemPath)>,
}

impl Scope<'_> {
    fn of_properties(&self, model: &Struct) -> Vec<Constant> {
        let api = self.types.api;
        let properties = api.flattened_properties(&self.structured.id);
        let key = api.key(&self.structured.id);
        let inherited: Vec<_> = self
            .bases
            .iter()
            .filter(|(base, _)| api.key(&base.id) == key)
            .map(|(base, path)| (api.flattened_properties(&base.id), *path))
            .collect();
        let constant = |field: &super::item::Field| {
            let property = properties.get(field.wire_name.as_str())?;
            let base = inherited
                .iter()
                .find(|(properties, _)| properties.contains_key(field.wire_name.as_str()));
            let is_key = key.contains(&property.name);
            let own = ConstantKind::Property {
                ty: field.ty.clone(),
                access: access(property.access(is_key)),
            };
            let base = base.map(|(_, path)| *path);
            let named = constant(field.name.screaming(), &field.wire_name, base, own);
            Some(Constant {
                deprecated: field.deprecated.clone(),
                ..named
            })
        };
        model.fields.iter().filter_map(constant).collect()
    }

    fn of_navigation(&self, model: &Struct, problems: &mut Problems) -> Vec<Constant> {
        let mut wanted = Vec::new();
        let mut kept: Vec<(&Navigation, &ItemPath)> = Vec::new();
        for navigation in leading(self.types, self.structured).into_values() {
            let what = format!("a navigation property of `{}`", self.structured.id);
            let (name, location) = (&navigation.name, navigation.location);
            if let Some(target) = self.types.layout.path(&navigation.target)
                && let Some(ident) = names::ident(Ident::snake, &what, name, location, problems)
            {
                wanted.push(Wanted {
                    wire_name: name,
                    ident,
                    kind: NameKind::Navigation,
                    location,
                });
                kept.push((navigation, target));
            }
        }
        // Before they are put in capitals, which keeps what differs different.
        let fields = model.fields.iter();
        let taken: Vec<&str> = fields.map(|field| field.name.bare()).collect();
        let scope = format!("constants of `{}`", self.structured.id);
        let named = names::settle(&scope, &taken, &wanted, problems);
        let inherited: Vec<_> = self
            .bases
            .iter()
            .map(|(base, path)| (leading(self.types, base), *path))
            .collect();
        let constants = named.into_iter().zip(kept);
        constants
            .map(|(name, (navigation, target))| {
                let base = inherited
                    .iter()
                    .find(|(leading, _)| leading.contains_key(navigation.name.as_str()));
                let own = ConstantKind::Navigation {
                    target: target.clone(),
                    collection: navigation.collection,
                };
                let base = base.map(|(_, path)| *path);
                Constant {
                    deprecated: rustdoc::deprecated(&navigation.documentation),
                    ..constant(name.screaming(), &navigation.name, base, own)
                }
            })
            .collect()
    }
}

/// A constant of its own, or that of a base type, unless something of the type itself made it take another name.
fn constant(name: Ident, wire_name: &str, base: Option<&ItemPath>, own: ConstantKind) -> Constant {
    let usual = Ident::snake(wire_name).is_ok_and(|usual| usual.screaming() == name);
    let kind = match base.filter(|_| usual) {
        Some(base) => ConstantKind::Inherited(base.modules.clone()),
        None => own,
    };
    Constant {
        name,
        wire_name: wire_name.to_owned(),
        docs: rustdoc::markdown(&format!("{}.", rustdoc::code(wire_name))),
        deprecated: None,
        kind,
    }
}

/// The marker of the runtime that says so.
fn access(access: Access) -> Option<Ident> {
    match access {
        Access::ReadWrite => None,
        Access::CreateOnly => Some(Ident::fixed("CreateOnly")),
        Access::ReadOnly => Some(Ident::fixed("ReadOnly")),
    }
}

/// The navigation properties of a type, inherited ones included. Complex properties with paths of their own are fields already.
fn leading<'a>(types: &Types<'a>, structured: &Structured) -> BTreeMap<&'a str, &'a Navigation> {
    let mut leading = BTreeMap::new();
    for base in types.api.lineage(&structured.id) {
        let navigations = base.navigation.values();
        for navigation in navigations.filter(|navigation| !navigation.is_structural) {
            leading
                .entry(navigation.name.as_str())
                .or_insert(navigation);
        }
    }
    leading
}
