//! What can be done where a place was reached in one way: the operations that the description documents there.

use std::collections::BTreeMap;

use super::arrivals::{Arrival, Way};
use super::item::{Function, ItemPath, Reached, Step, Struct};
use super::methods::NamedNavigation;
use super::places::Places;
use super::requests::{self, Shown};
use super::routes::Spots;
use crate::model::{Navigation, NavigationOperation, Operation, Owner, Position, TypeId};
use crate::problem::Problems;

/// What is documented at a place.
type Documented<'a> = BTreeMap<NavigationOperation, &'a Operation>;

impl Places<'_> {
    /// What can be done with what one way leads to.
    pub(super) fn reached(
        &self,
        target: &TypeId,
        arrival: &Arrival<'_>,
        parameters: &mut Vec<Struct>,
        problems: &mut Problems,
    ) -> Option<Reached> {
        let Arrival { owner, way } = arrival;
        let scope = self.methods.scope(owner)?;
        let named = |navigation: &Navigation| scope.navigations.get(navigation.name.as_str());
        let spots = self.routes.spots(owner, way);
        let reached = match way {
            Way::Navigation(navigation) => {
                let named = named(navigation)?;
                let title = owner.title(&navigation.name);
                let marker = self.marker_path(owner, &named.step.marker)?;
                let documented = navigation.operations.iter().map(|(name, at)| (*name, at));
                let mut reached =
                    self.documented(way, target, &title, marker, &documented.collect(), &spots)?;
                self.add_bound(owner, named, &mut reached, &spots, parameters, problems);
                reached
            }
            Way::Cast(navigation, id, operations) => {
                let walk = named(navigation)?.casts.get(id)?;
                let title = format!("{}/{id}", owner.title(&navigation.name));
                let marker = self.marker_path(owner, &walk.marker)?;
                let documented = operations.iter().map(|(name, at)| (*name, at)).collect();
                self.documented(way, target, &title, marker, &documented, &spots)?
            }
            Way::Function(operation) => {
                let mut operations = scope.operations.iter();
                let named = operations.find(|named| std::ptr::eq(named.operation, *operation))?;
                let marker = self.marker_path(owner, &named.step.as_ref()?.marker)?;
                only_reached(owner.title(operation.name.name()), marker)
            }
            Way::CollectionFunction(navigation, operation) => {
                let mut bound = named(navigation)?.bound.iter();
                let named = bound.find(|named| std::ptr::eq(named.operation, *operation))?;
                let marker = self.marker_path(owner, &named.step.as_ref()?.marker)?;
                let title = owner.title(&navigation.name);
                only_reached(format!("{title}/{}", operation.name.name()), marker)
            }
            Way::Path => {
                let marker = self.marker_path(owner, &scope.by_path.as_ref()?.marker)?;
                let title = format!("{}/{{path}}", target.name());
                let documented = self.by_key(target);
                self.documented(way, target, &title, marker, &documented, &spots)?
            }
        };
        Some(reached)
    }

    fn documented(
        &self,
        way: &Way<'_>,
        target: &TypeId,
        title: &str,
        marker: ItemPath,
        documented: &Documented<'_>,
        spots: &Spots,
    ) -> Option<Reached> {
        let model = self.types.layout.path(target)?;
        let answered = self.types.hierarchies.value(target, model);
        let unknown = format!("/{title}");
        let unknown_item = format!("/{title}/{{{}-id}}", target.name());
        let is_value = matches!(way, Way::Navigation(navigation) if navigation.is_structural);
        let at_collection = Shown {
            is_value,
            ..Shown::at(spots.collection.as_ref(), &unknown, title)
        };
        let at_entity = Shown {
            is_item: way.collection(),
            is_value,
            ..Shown::at(
                spots.entity.as_ref(),
                if way.collection() {
                    &unknown_item
                } else {
                    &unknown
                },
                title,
            )
        };
        let functions = |position: Position, shown: &Shown<'_>| -> Vec<Function> {
            let there = documented.iter();
            let there = there.filter(|(operation, _)| operation.position() == position);
            there
                .map(|(operation, documented)| {
                    requests::at_navigation(*operation, documented, model, &answered, shown)
                })
                .collect()
        };
        Some(Reached {
            at_collection: functions(Position::Collection, &at_collection),
            at_entity: functions(Position::Entity, &at_entity),
            collection: way.collection(),
            ..only_reached(title.to_owned(), marker)
        })
    }

    /// Adds the operations bound to the collection, and the ways on from what a navigation leads to.
    fn add_bound(
        &self,
        owner: &Owner,
        named: &NamedNavigation<'_>,
        reached: &mut Reached,
        spots: &Spots,
        parameters: &mut Vec<Struct>,
        problems: &mut Problems,
    ) {
        let unknown = format!("/{}", reached.title);
        let title = reached.title.clone();
        let shown = Shown::at(spots.collection.as_ref(), &unknown, &title);
        let target = &named.navigation.target;
        for bound in &named.bound {
            let function = self.bound(bound, &shown, target, parameters, problems);
            reached.at_collection.extend(function);
        }
        reached.entity_steps = self.casts(owner, named, false);
        if named.navigation.collection {
            let functions = named.bound.iter();
            let functions = functions.filter_map(|bound| self.function_step(bound));
            let mut steps: Vec<Step> = self.casts(owner, named, true);
            steps.extend(functions);
            reached.collection_steps = steps;
        }
    }

    /// What is documented for an entity of the type that is picked from a collection by its key, wherever: an entity that is found by its path
    /// is that same entity.
    fn by_key(&self, target: &TypeId) -> Documented<'_> {
        let mut documented = Documented::new();
        for arrival in self.arrivals.get(target).into_iter().flatten() {
            let Way::Navigation(navigation) = arrival.way else {
                continue;
            };
            let operations = navigation.operations.iter().filter(|(operation, _)| {
                navigation.collection
                    && operation.position() == Position::Entity
                    && operation.suffix().is_empty()
            });
            for (operation, at) in operations {
                documented.entry(*operation).or_insert(at);
            }
        }
        documented
    }
}

fn only_reached(title: String, marker: ItemPath) -> Reached {
    Reached {
        marker,
        collection: false,
        title,
        collection_steps: Vec::new(),
        entity_steps: Vec::new(),
        at_collection: Vec::new(),
        at_entity: Vec::new(),
    }
}
