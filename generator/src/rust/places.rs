//! What it is to stand at an instance of a type: its steps, its request functions, and those of each way to get there.

use super::arrivals::Arrivals;
use super::item::{Function, ItemPath, Key, KeyForm, Place, Struct};
use super::methods::{Methods, NamedOperation};
use super::requests::{self, Shown};
use super::routes::{Routes, Spot};
use super::types::Types;
use super::{Ident, calls, keys, parameters, rustdoc};
use crate::model::{Owner, Structured, TypeId};
use crate::problem::Problems;

/// What planning places needs to see.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places<'a> {
    /// How types are named.
    pub types: Types<'a>,
    /// Every name that a caller walks by.
    pub methods: &'a Methods<'a>,
    /// The ways that lead to each type.
    pub arrivals: &'a Arrivals<'a>,
    /// The way to each type that a reader is shown.
    pub routes: &'a Routes<'a>,
}

impl Places<'_> {
    /// What it is to stand at an instance of a type, and the structs that its actions need; nothing if nothing leads to one.
    pub(super) fn place(
        &self,
        structured: &Structured,
        problems: &mut Problems,
    ) -> (Option<Place>, Vec<Struct>) {
        let Some(arrivals) = self.arrivals.get(&structured.id) else {
            return (None, Vec::new());
        };
        let owner = Owner::Type(structured.id.clone());
        let mut parameters = Vec::new();
        let operations = self.operations(structured, &owner, &mut parameters, problems);
        let reached = arrivals
            .iter()
            .filter_map(|arrival| self.reached(&structured.id, arrival, &mut parameters, problems))
            .collect();
        let place = Place {
            markers: self.markers(&owner),
            keys: self.keys(structured),
            steps: self.steps(&owner),
            operations,
            reached,
        };
        (Some(place), parameters)
    }

    /// The bound operations and media streams of a type.
    fn operations(
        &self,
        structured: &Structured,
        owner: &Owner,
        parameters: &mut Vec<Struct>,
        problems: &mut Problems,
    ) -> Vec<Function> {
        let Some(scope) = self.methods.scope(owner) else {
            return Vec::new();
        };
        let spot = self.routes.to_instance(&structured.id);
        let unknown = format!("/{{{}}}", structured.id.name());
        let shown = Shown::at(spot, &unknown, structured.id.name());
        let mut functions = Vec::new();
        for named in &scope.operations {
            functions.extend(self.bound(named, &shown, &structured.id, parameters, problems));
        }
        let Some(model) = self.types.layout.path(&structured.id) else {
            return functions;
        };
        let model = self.types.hierarchies.value(&structured.id, model);
        for (segment, operation, name) in &scope.streams {
            let stream = structured.streams.get(segment);
            if let Some(documented) = stream.and_then(|stream| stream.operations.get(operation)) {
                let name = name.clone();
                functions.push(requests::on_stream(
                    name, segment, *operation, documented, &model, &shown,
                ));
            }
        }
        functions
    }

    fn keys(&self, structured: &Structured) -> Vec<Key> {
        let title = rustdoc::code(structured.id.name());
        let keys = keys::keys(self.types.api, &structured.id).into_iter();
        let keys = keys.map(|key| {
            let template = key.template();
            let names: Vec<String> = key
                .parts
                .iter()
                .map(|part| rustdoc::code(&part.name))
                .collect();
            let which = match (key.is_primary, names.as_slice()) {
                (true, [name]) => format!("key {name} has this value"),
                (false, [name]) => format!("alternate key {name} has this value"),
                (true, names) => format!("key, {}, has these values", names.join(" with ")),
                (false, names) => {
                    format!("alternate key, {}, has these values", names.join(" with "))
                }
            };
            let docs = format!(
                "The {title} whose {which}. Any text is a key and stays one: it cannot change the path."
            );
            let form = match key.placeholder {
                Some(placeholder) => KeyForm::Segment {
                    placeholder,
                    beside: structured.names_beside_keys.iter().cloned().collect(),
                },
                None => KeyForm::Named,
            };
            let parts = key.parts.into_iter();
            Key {
                name: key.method,
                parts: parts.map(|part| (part.name, part.argument)).collect(),
                form,
                template,
                docs: rustdoc::markdown(&docs),
            }
        });
        keys.collect()
    }

    /// A bound operation; the struct of its parameters, if it needs one, is added to `parameters`.
    pub(super) fn bound(
        &self,
        named: &NamedOperation<'_>,
        shown: &Shown<'_>,
        owner: &TypeId,
        parameters: &mut Vec<Struct>,
        problems: &mut Problems,
    ) -> Option<Function> {
        let module = self.types.layout.path(owner)?;
        let (mut function, structure) =
            calls::bound(&self.types, named, shown, &module.modules, problems)?;
        if let Some(structure) = structure {
            parameters::keep(structure, &module.name, &mut function, parameters);
        }
        Some(function)
    }

    /// The path of a marker in the `via` module of an owner.
    pub(super) fn marker_path(&self, owner: &Owner, marker: &Ident) -> Option<ItemPath> {
        let mut modules = match owner {
            Owner::Root => Vec::new(),
            Owner::Type(id) => self.types.layout.path(id)?.modules.clone(),
        };
        modules.push(Ident::fixed("via"));
        Some(ItemPath {
            modules,
            name: marker.clone(),
        })
    }
}

impl<'a> Shown<'a> {
    /// At a place with a way from the root, or at one without, of which only the end of the template is known.
    pub(super) fn at(spot: Option<&'a Spot>, unknown: &'a str, title: &'a str) -> Self {
        Self {
            call: spot.map(|spot| spot.call.as_str()),
            template: spot.map_or(unknown, |spot| &spot.template),
            title,
            is_item: false,
            is_value: false,
        }
    }
}
