//! Navigations and bound operations as places, their steps and their request functions.

use std::collections::BTreeMap;

use super::item::{ArgumentType, Docs, Function, ItemPath, Key, Place, Reached, Step, Struct};
use super::requests::{self, Shown};
use super::routes::{self, Route, Routes};
use super::types::Types;
use super::{Ident, methods, rustdoc};
use crate::model::{BoundOperation, Navigation, Owner, Position, Structured, TypeId};
use crate::problem::Problems;

/// What planning places needs to see.
#[derive(Clone, Copy, Debug)]
pub(super) struct Places<'a> {
    /// How types are named.
    pub types: Types<'a>,
    /// The way to each type.
    pub routes: &'a Routes,
    /// Names that the slice overrides.
    pub renames: &'a BTreeMap<String, String>,
    /// Who leads to each type, by the type's name.
    pub arrivals: &'a BTreeMap<TypeId, Vec<(Owner, &'a Navigation)>>,
    /// The markers, by owner and name of the navigation.
    pub markers: &'a BTreeMap<(Owner, String), Ident>,
    /// The methods, by owner and name of the navigation.
    pub methods: &'a BTreeMap<(Owner, String), Ident>,
}

impl<'a> Places<'a> {
    /// What it is to stand at an instance of a type, and the structs that its actions need; nothing if no navigation leads to one.
    pub(super) fn place(
        &self,
        structured: &Structured,
        problems: &mut Problems,
    ) -> (Option<Place>, Vec<Struct>) {
        let Some(arrivals) = self.arrivals.get(&structured.id) else {
            return (None, Vec::new());
        };
        let mut parameters = Vec::new();
        let (steps, operations) = self.members(structured, &mut parameters, problems);
        let key = self.key(structured);
        let reached = arrivals
            .iter()
            .filter_map(|(owner, navigation)| {
                self.reached(owner, navigation, key.as_ref(), &mut parameters, problems)
            })
            .collect();
        (
            Some(Place {
                key,
                steps,
                operations,
                reached,
            }),
            parameters,
        )
    }

    /// The ways on from an owner: the functions of the crate root, or the navigation methods of a type's places.
    pub(super) fn steps(&self, owner: &Owner) -> Vec<Step> {
        let navigations = self
            .types
            .api
            .navigation_of(owner)
            .into_iter()
            .flat_map(BTreeMap::values);
        navigations
            .filter_map(|navigation| self.step(owner, navigation))
            .collect()
    }

    /// The steps and the bound operations of a type.
    fn members(
        &self,
        structured: &Structured,
        parameters: &mut Vec<Struct>,
        problems: &mut Problems,
    ) -> (Vec<Step>, Vec<Function>) {
        let owner = Owner::Type(structured.id.clone());
        let scope = methods::scope(self.types.api, &owner, self.renames, problems);
        let route = self.routes.to_instance(self.types.api, &structured.id);
        let template = route.as_ref().map_or_else(
            || format!("/{{{}}}", structured.id.name()),
            |(_, template)| template.clone(),
        );
        let call = route.and_then(|(route, _)| self.call(route, true));
        let shown = Shown {
            call: call.as_deref(),
            template: &template,
            title: structured.id.name(),
            is_item: false,
        };
        let functions = scope.operations.into_iter();
        let functions = functions.filter_map(|(operation, name)| {
            self.bound(
                name,
                operation,
                &shown,
                &structured.id,
                parameters,
                problems,
            )
        });
        (self.steps(&owner), functions.collect())
    }

    /// What a caller writes to walk a route, up to its end or to one entity there.
    fn call(&self, route: &Route, entity: bool) -> Option<String> {
        let mut call = String::new();
        for (number, (owner, name)) in route.steps.iter().enumerate() {
            let method = self.methods.get(&(owner.clone(), name.clone()))?;
            let dot = if number == 0 { "" } else { "." };
            call.push_str(&format!("{dot}{method}()"));
            let navigation = self.types.api.navigation(owner, name)?;
            let last = number + 1 == route.steps.len();
            if navigation.collection && (entity || !last) {
                let key = methods::key(self.types.api, &navigation.target)?;
                call.push_str(&format!(".{key}({key})"));
            }
        }
        Some(call)
    }

    fn step(&self, owner: &Owner, navigation: &Navigation) -> Option<Step> {
        let name = self
            .methods
            .get(&(owner.clone(), navigation.name.clone()))?
            .clone();
        let target = self.types.layout.path(&navigation.target)?.clone();
        let marker = self
            .markers
            .get(&(owner.clone(), navigation.name.clone()))?
            .clone();
        let title = rustdoc::code(&owner.title(&navigation.name));
        let kind = match (owner, navigation.collection) {
            (Owner::Root, true) => "The entity set",
            (Owner::Root, false) => "The singleton",
            (Owner::Type(_), _) => "The navigation property",
        };
        let many = if navigation.collection {
            "a collection of"
        } else {
            "one"
        };
        let lead = rustdoc::markdown(&format!(
            "{kind} {title}: {many} {}.",
            rustdoc::code(navigation.target.name())
        ));
        Some(Step {
            name,
            marker,
            segment: navigation.name.clone(),
            target,
            collection: navigation.collection,
            docs: rustdoc::documentation(&navigation.documentation, lead),
            marker_docs: rustdoc::markdown(&format!("Reached through {title}.")),
        })
    }

    fn key(&self, structured: &Structured) -> Option<Key> {
        let name = methods::key(self.types.api, &structured.id)?;
        let [key] = self.types.api.key(&structured.id) else {
            return None;
        };
        let placeholder = routes::key_placeholder(self.types.api, &structured.id)?;
        let docs = format!(
            "The {} whose key {} has this value. Any text is a key and stays one: it cannot change the path.",
            rustdoc::code(structured.id.name()),
            rustdoc::code(key)
        );
        Some(Key {
            name,
            placeholder,
            beside: structured.names_beside_keys.iter().cloned().collect(),
            docs: rustdoc::markdown(&docs),
        })
    }

    fn reached(
        &self,
        owner: &Owner,
        navigation: &Navigation,
        key: Option<&Key>,
        parameters: &mut Vec<Struct>,
        problems: &mut Problems,
    ) -> Option<Reached> {
        let target = self.types.layout.path(&navigation.target)?;
        let marker = self.marker_path(owner, navigation)?;
        let route = self.routes.to_navigation(self.types.api, owner, navigation);
        let template = route.as_ref().map_or_else(
            || format!("/{}", owner.title(&navigation.name)),
            |route| route.template.clone(),
        );
        let title = owner.title(&navigation.name);
        let call = route.as_ref().and_then(|route| self.call(route, false));
        let shown = Shown {
            call: call.as_deref(),
            template: &template,
            title: &title,
            is_item: false,
        };
        let at = |position: Position, shown: &Shown<'_>| -> Vec<Function> {
            let operations = navigation
                .operations
                .iter()
                .filter(|(operation, _)| operation.position() == position);
            operations
                .map(|(operation, documented)| {
                    requests::at_navigation(*operation, documented, target, shown)
                })
                .collect()
        };
        let mut at_collection = Vec::new();
        let (item_template, item_call);
        let item_shown = if navigation.collection {
            at_collection = at(Position::Collection, &shown);
            at_collection
                .extend(self.collection_operations(navigation, key, &shown, parameters, problems));
            let placeholder = key.map_or("id", |key| key.placeholder.as_str());
            item_template = format!("{template}/{{{placeholder}}}");
            item_call = route.as_ref().and_then(|route| self.call(route, true));
            Shown {
                template: &item_template,
                call: item_call.as_deref(),
                is_item: true,
                ..shown
            }
        } else {
            shown
        };
        let at_entity = at(Position::Entity, &item_shown);
        Some(Reached {
            marker,
            collection: navigation.collection,
            title: title.clone(),
            at_collection,
            at_entity,
        })
    }

    fn collection_operations(
        &self,
        navigation: &Navigation,
        key: Option<&Key>,
        shown: &Shown<'_>,
        parameters: &mut Vec<Struct>,
        problems: &mut Problems,
    ) -> Vec<Function> {
        let scope = methods::collection_scope(
            navigation,
            key.map(|key| key.name.bare()),
            shown.title,
            self.renames,
            problems,
        );
        scope
            .into_iter()
            .filter_map(|(operation, name)| {
                self.bound(
                    name,
                    operation,
                    shown,
                    &navigation.target,
                    parameters,
                    problems,
                )
            })
            .collect()
    }

    fn bound(
        &self,
        name: Ident,
        operation: &BoundOperation,
        shown: &Shown<'_>,
        owner: &TypeId,
        parameters: &mut Vec<Struct>,
        problems: &mut Problems,
    ) -> Option<Function> {
        let module = self.types.layout.path(owner)?;
        let (mut function, structure) = requests::bound(
            &self.types,
            name,
            operation,
            shown,
            &module.modules,
            problems,
        )?;
        if let Some(structure) = structure {
            let name = keep_parameters(structure, &module.name, parameters);
            for argument in &mut function.arguments {
                if let ArgumentType::Model(path) = &mut argument.ty {
                    path.name = name.clone();
                }
            }
        }
        Some(function)
    }

    fn marker_path(&self, owner: &Owner, navigation: &Navigation) -> Option<ItemPath> {
        let name = self
            .markers
            .get(&(owner.clone(), navigation.name.clone()))?
            .clone();
        let mut modules = match owner {
            Owner::Root => Vec::new(),
            Owner::Type(id) => self.types.layout.path(id)?.modules.clone(),
        };
        modules.push(Ident::fixed("via"));
        Some(ItemPath { modules, name })
    }
}

/// Adds the parameters of an action to those of the others of its module, and tells their name. Actions of one name that are bound to an
/// entity and to its collection share the parameters if they have the same, and are told apart by a number if not.
fn keep_parameters(mut structure: Struct, model: &Ident, others: &mut Vec<Struct>) -> Ident {
    let first = structure.name.clone();
    let numbered = (2_u32..).map(|number| first.extended(&number.to_string()));
    for name in std::iter::once(first.clone()).chain(numbered) {
        match others.iter().find(|other| other.name == name) {
            Some(other) if other.fields == structure.fields => return name,
            Some(_) => {}
            None if name == *model => {}
            None => {
                structure.name = name;
                break;
            }
        }
    }
    let name = structure.name.clone();
    others.push(structure);
    name
}

/// The documentation of a type's module.
pub(super) fn module_docs(id: &TypeId) -> Docs {
    rustdoc::markdown(&rustdoc::code(id.as_str()))
}
