//! Stage 4: the model as Rust will spell it. Every decision about names, types and places is made here; the next stage only writes.

mod arrivals;
mod calls;
mod ident;
pub mod item;
mod keys;
mod layout;
mod made_up;
mod methods;
mod models;
mod module_path;
mod named;
mod names;
mod namespaces;
mod parameters;
mod permissions;
mod places;
mod polymorphic;
mod properties;
mod query_options;
mod reached;
mod recursion;
mod requests;
mod routes;
mod rustdoc;
mod steps;
mod types;
mod untyped;

use std::collections::{BTreeMap, BTreeSet};

pub use ident::{Ident, NoIdent};
pub use item::Crate;
pub use module_path::{ModulePath, ModulePathError};

use crate::model::{self, Api, Owner, TypeId};
use crate::problem::Problems;
use layout::Layout;
use methods::Methods;
use places::Places;
use polymorphic::Hierarchies;
use recursion::Cycles;
use routes::Routes;
use types::Types;

/// What the caller decides about the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The package name.
    pub name: String,
    /// Where in a crate the code stands.
    pub root: ModulePath,
    /// The version segment of the service root: `v1.0` or `beta`.
    pub service_version: String,
    /// Names that are not to be made from those of the description, by `namespace.Type`, `namespace.Type/member`, or the name of an entity
    /// set.
    pub renames: BTreeMap<String, String>,
}

/// Plans the crate.
pub fn plan(api: &Api, settings: &Settings, problems: &mut Problems) -> Crate {
    let layout = Layout::of(api, &settings.renames, problems);
    let hierarchies = Hierarchies::of(api, &layout);
    let cycles = Cycles::of(api, &hierarchies);
    let arrivals = arrivals::arrivals(api);
    let methods = Methods::of(api, &layout, &arrivals, &settings.renames, problems);
    let routes = Routes::of(api, &methods, &arrivals);
    let named = named::named(api);
    let types = Types {
        api,
        layout: &layout,
        cycles: &cycles,
        hierarchies: &hierarchies,
        renames: &settings.renames,
    };
    let places = Places {
        types,
        methods: &methods,
        arrivals: &arrivals,
        routes: &routes,
    };
    let mut modules = BTreeMap::new();
    for ty in api.types.values() {
        if let Some(path) = layout.path(ty.id())
            && let Some((first, rest)) = path.modules.split_first()
        {
            let content = content(&places, &named, ty, path, problems);
            let module = module_at(&mut modules, first, rest);
            module.docs = rustdoc::markdown(&rustdoc::code(ty.id().as_str()));
            module.content = Some(content);
        }
    }
    Crate {
        name: settings.name.clone(),
        root: settings.root.clone(),
        service_version: settings.service_version.clone(),
        roots: places.steps(&Owner::Root),
        markers: places.markers(&Owner::Root),
        untyped: untyped::untyped(api, &settings.renames, problems),
        options: query_options::sets(api),
        permissions: permissions::permitted(api),
        modules,
    }
}

fn content(
    places: &Places<'_>,
    named: &BTreeSet<&TypeId>,
    ty: &model::Type,
    path: &item::ItemPath,
    problems: &mut Problems,
) -> item::Content {
    match ty {
        model::Type::Enumeration(enumeration) => item::Content::Enum(models::enumeration(
            enumeration,
            path,
            places.types.renames,
            problems,
        )),
        model::Type::Structured(structured) => {
            let model = models::structure(
                &places.types,
                structured,
                path,
                places.types.renames,
                problems,
            );
            let bases = places.types.api.lineage(&structured.id).skip(1);
            // Nothing refers to an instance of a type that no way leads to, and no value of it is one of a derived type unless there is an enum.
            let bases = bases.filter(|base| {
                places.arrivals.get(&base.id).is_some()
                    || places.types.hierarchies.contains(&base.id)
            });
            let bases: Vec<&model::Structured> = bases.collect();
            let constants = if named.contains(&structured.id) {
                properties::constants(&places.types, structured, &bases, &model, problems)
            } else {
                Vec::new()
            };
            let bases = bases
                .into_iter()
                .filter_map(|base| places.types.layout.path(&base.id).cloned())
                .collect();
            let (place, parameters) = places.place(structured, problems);
            let types = &places.types;
            let polymorphic = types.hierarchies.item(structured, types.layout, problems);
            item::Content::Structured(Box::new(item::Structured {
                model,
                polymorphic,
                bases,
                constants,
                parameters,
                place,
            }))
        }
    }
}

fn module_at<'m>(
    modules: &'m mut BTreeMap<Ident, item::Module>,
    first: &Ident,
    rest: &[Ident],
) -> &'m mut item::Module {
    let module = modules.entry(first.clone()).or_default();
    match rest.split_first() {
        Some((first, rest)) => module_at(&mut module.modules, first, rest),
        None => module,
    }
}
