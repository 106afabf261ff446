//! Which fields need a pointer: those through which a struct would contain itself.

use std::collections::{BTreeMap, BTreeSet};

use super::polymorphic::Hierarchies;
use crate::model::{Api, TypeId};

/// Pairs of a type and the type of a single-valued field of it, both in one cycle.
#[derive(Debug, Default)]
pub(super) struct Cycles {
    component: BTreeMap<TypeId, usize>,
    sizes: BTreeMap<usize, usize>,
    own: BTreeSet<TypeId>,
}

impl Cycles {
    /// Finds the cycles among the flattened, single-valued fields (inherited ones count: `Graph` has types that contain their base). A
    /// field that can hold values of several types holds them behind a pointer as it is.
    pub(super) fn of(api: &Api, hierarchies: &Hierarchies<'_>) -> Self {
        let edges: BTreeMap<&TypeId, Vec<&TypeId>> = api
            .structured_types()
            .map(|ty| (&ty.id, single_valued(api, hierarchies, &ty.id)))
            .collect();
        let mut cycles = Self::default();
        for (from, to) in &edges {
            if to.contains(from) {
                cycles.own.insert((*from).clone());
            }
        }
        for (number, members) in strongly_connected(&edges).into_iter().enumerate() {
            cycles.sizes.insert(number, members.len());
            cycles
                .component
                .extend(members.into_iter().map(|id| (id.clone(), number)));
        }
        cycles
    }

    /// Whether a field of type `to` in `from` must be behind a pointer.
    pub(super) fn needs_pointer(&self, from: &TypeId, to: &TypeId) -> bool {
        if from == to {
            return self.own.contains(from);
        }
        let (Some(from), Some(to)) = (self.component.get(from), self.component.get(to)) else {
            return false;
        };
        from == to && self.sizes.get(from).is_some_and(|size| *size > 1)
    }
}

fn single_valued<'a>(api: &'a Api, hierarchies: &Hierarchies<'_>, id: &TypeId) -> Vec<&'a TypeId> {
    let properties = api.flattened_properties(id).into_values();
    let named = properties
        .filter(|property| !property.ty.collection)
        .filter_map(|property| property.ty.name());
    named
        .filter(|name| api.structured(name).is_some() && !hierarchies.contains(name))
        .collect()
}

/// Tarjan's algorithm with a stack of its own, so that a long chain of types cannot overflow the thread's.
fn strongly_connected<'a>(edges: &BTreeMap<&'a TypeId, Vec<&'a TypeId>>) -> Vec<Vec<&'a TypeId>> {
    #[derive(Clone, Copy)]
    struct State {
        index: usize,
        low: usize,
        on_stack: bool,
    }
    let mut states: BTreeMap<&TypeId, State> = BTreeMap::new();
    let mut stack: Vec<&'a TypeId> = Vec::new();
    let mut components = Vec::new();
    for &root in edges.keys() {
        if states.contains_key(root) {
            continue;
        }
        let mut work: Vec<(&'a TypeId, usize)> = vec![(root, 0)];
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                let index = states.len();
                states.insert(
                    node,
                    State {
                        index,
                        low: index,
                        on_stack: true,
                    },
                );
                stack.push(node);
            }
            let targets = edges.get(node).map(Vec::as_slice).unwrap_or_default();
            let mut low = states[node].low;
            if edge > 0 {
                low = low.min(states[targets[edge - 1]].low);
            }
            let mut next = None;
            for (offset, target) in targets.iter().enumerate().skip(edge) {
                match states.get(target) {
                    None => {
                        next = Some((offset, *target));
                        break;
                    }
                    Some(state) if state.on_stack => low = low.min(state.index),
                    Some(_) => {}
                }
            }
            let index = states[node].index;
            states.insert(
                node,
                State {
                    index,
                    low,
                    on_stack: true,
                },
            );
            if let Some((offset, target)) = next {
                work.push((node, offset + 1));
                work.push((target, 0));
            } else if low == index {
                components.push(pop_component(&mut stack, node, |id| {
                    if let Some(state) = states.get_mut(id) {
                        state.on_stack = false;
                    }
                }));
            }
        }
    }
    components
}

fn pop_component<'a>(
    stack: &mut Vec<&'a TypeId>,
    root: &TypeId,
    mut leave: impl FnMut(&TypeId),
) -> Vec<&'a TypeId> {
    let mut members = Vec::new();
    while let Some(member) = stack.pop() {
        leave(member);
        members.push(member);
        if member == root {
            break;
        }
    }
    members
}
