//! Stage 4: the model as Rust will spell it. Every decision about names, types and places is made here; the next stage only writes.

mod ident;
pub mod item;
mod layout;
mod methods;
mod models;
mod names;
mod namespaces;
mod places;
mod recursion;
mod requests;
mod routes;
mod rustdoc;
mod types;

use std::collections::BTreeMap;

pub use ident::{Ident, NoIdent};
pub use item::Crate;

use crate::model::{self, Api, Navigation, Owner, TypeId};
use crate::problem::Problems;
use layout::Layout;
use places::Places;
use recursion::Cycles;
use routes::Routes;
use types::Types;

/// What the caller decides about the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The package name.
    pub name: String,
    /// The version segment of the service root: `v1.0` or `beta`.
    pub service_version: String,
    /// Names that are not to be made from those of the description, by `namespace.Type`, `namespace.Type/member`, or the name of an entity
    /// set.
    pub renames: BTreeMap<String, String>,
}

/// Plans the crate.
pub fn plan(api: &Api, settings: &Settings, problems: &mut Problems) -> Crate {
    let layout = Layout::of(api, &settings.renames, problems);
    let cycles = Cycles::of(api);
    let routes = Routes::of(api);
    let markers = methods::markers(api);
    let methods = methods::methods(api, &settings.renames);
    let arrivals = arrivals(api);
    let types = Types {
        api,
        layout: &layout,
        cycles: &cycles,
        renames: &settings.renames,
    };
    // The root is no type, so its names are not reported with those of one.
    methods::scope(api, &Owner::Root, &settings.renames, problems);
    let places = Places {
        types,
        routes: &routes,
        renames: &settings.renames,
        arrivals: &arrivals,
        markers: &markers,
        methods: &methods,
    };
    let mut modules = BTreeMap::new();
    for ty in api.types.values() {
        if let Some(path) = layout.path(ty.id())
            && let Some((first, rest)) = path.modules.split_first()
        {
            let content = content(&places, ty, path, problems);
            let module = module_at(&mut modules, first, rest);
            module.docs = places::module_docs(ty.id());
            module.content = Some(content);
        }
    }
    Crate {
        name: settings.name.clone(),
        service_version: settings.service_version.clone(),
        roots: places.steps(&Owner::Root),
        modules,
    }
}

fn content(
    places: &Places<'_>,
    ty: &model::Type,
    path: &item::ItemPath,
    problems: &mut Problems,
) -> item::Content {
    match ty {
        model::Type::Enumeration(enumeration) => item::Content::Enum(models::enumeration(
            enumeration,
            path,
            places.renames,
            problems,
        )),
        model::Type::Structured(structured) => {
            let model =
                models::structure(&places.types, structured, path, places.renames, problems);
            let bases = places.types.api.lineage(&structured.id).skip(1);
            let bases = bases
                .filter_map(|base| places.types.layout.path(&base.id).cloned())
                .collect();
            let (place, parameters) = places.place(structured, problems);
            item::Content::Structured(Box::new(item::Structured {
                model,
                bases,
                parameters,
                place,
            }))
        }
    }
}

/// For each type the navigations that lead to it, the root's first, then by owner and name.
fn arrivals(api: &Api) -> BTreeMap<TypeId, Vec<(Owner, &Navigation)>> {
    let mut arrivals: BTreeMap<TypeId, Vec<(Owner, &Navigation)>> = BTreeMap::new();
    for (owner, navigation) in api.navigations() {
        arrivals
            .entry(navigation.target.clone())
            .or_default()
            .push((owner, navigation));
    }
    arrivals
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
