//! For each type the way from the service root that a reader should be shown.
//!
//! Operations belong to types, and a type can be reached in many ways. Documentation and listings show one: the shortest, through entity
//! sets rather than singletons and through navigation properties that documented paths go on behind.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Navigation, Owner, TypeId};

/// A way from the service root to a navigation, the navigation included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Route {
    /// Each navigation on the way: its owner and its name.
    pub steps: Vec<(Owner, String)>,
    /// The URL template up to the collection or single entity that the last step leads to: `/applications/{application-id}/owners`.
    pub template: String,
}

/// How little a way is to be preferred: its length, its singletons, its steps that documented paths end at, then its text.
type Cost = (usize, usize, usize, String);

/// The ways to every type that can be reached.
#[derive(Debug, Default)]
pub(super) struct Routes {
    to_instance: BTreeMap<TypeId, Route>,
}

impl Routes {
    /// Finds them.
    pub(super) fn of(api: &Api) -> Self {
        let mut routes = Self::default();
        let mut costs: BTreeMap<TypeId, Cost> = BTreeMap::new();
        let mut open: BTreeSet<(Cost, TypeId)> = BTreeSet::new();
        let root = (0, 0, 0, String::new());
        routes.extend(api, &Owner::Root, &root, &mut costs, &mut open);
        while let Some((cost, id)) = open.pop_first() {
            if costs.get(&id) == Some(&cost) {
                routes.extend(api, &Owner::Type(id), &cost, &mut costs, &mut open);
            }
        }
        routes
    }

    /// The way to a navigation of an owner, if the owner can be reached.
    pub(super) fn to_navigation(
        &self,
        api: &Api,
        owner: &Owner,
        navigation: &Navigation,
    ) -> Option<Route> {
        let (mut steps, template) = match owner {
            Owner::Root => (Vec::new(), String::new()),
            Owner::Type(id) => {
                let route = self.to_instance.get(id)?;
                (route.steps.clone(), instance_template(api, route)?)
            }
        };
        steps.push((owner.clone(), navigation.name.clone()));
        Some(Route {
            steps,
            template: format!("{template}/{}", navigation.name),
        })
    }

    /// The way to an instance of a type, and the URL template of the instance.
    pub(super) fn to_instance(&self, api: &Api, id: &TypeId) -> Option<(&Route, String)> {
        let route = self.to_instance.get(id)?;
        Some((route, instance_template(api, route)?))
    }

    fn extend(
        &mut self,
        api: &Api,
        owner: &Owner,
        cost: &Cost,
        costs: &mut BTreeMap<TypeId, Cost>,
        open: &mut BTreeSet<(Cost, TypeId)>,
    ) {
        for navigation in api
            .navigation_of(owner)
            .into_iter()
            .flat_map(BTreeMap::values)
        {
            if navigation.collection && api.key(&navigation.target).is_empty() {
                continue;
            }
            let Some(route) = self.to_navigation(api, owner, navigation) else {
                continue;
            };
            let singleton = usize::from(*owner == Owner::Root && !navigation.collection);
            let foreign = usize::from(*owner != Owner::Root && !navigation.continues);
            let next = (
                cost.0 + 1,
                cost.1 + singleton,
                cost.2 + foreign,
                route.template.clone(),
            );
            let better = costs
                .get(&navigation.target)
                .is_none_or(|known| next < *known);
            if better {
                costs.insert(navigation.target.clone(), next.clone());
                self.to_instance.insert(navigation.target.clone(), route);
                open.insert((next, navigation.target.clone()));
            }
        }
    }
}

/// What stands for the key of a type in a URL template.
pub(super) fn key_placeholder(api: &Api, id: &TypeId) -> Option<String> {
    api.key(id)
        .first()
        .map(|key| format!("{}-{key}", id.name()))
}

fn instance_template(api: &Api, route: &Route) -> Option<String> {
    let (owner, name) = route.steps.last()?;
    let navigation = api.navigation(owner, name)?;
    if !navigation.collection {
        return Some(route.template.clone());
    }
    Some(format!(
        "{}/{{{}}}",
        route.template,
        key_placeholder(api, &navigation.target)?
    ))
}
