//! What the service root leads to.

use std::collections::BTreeSet;

use crate::model::{Api, BoundOperation, Outcome, Structured, Type, TypeId};

/// The types that the service root leads to.
pub(super) struct Reach<'a> {
    /// By navigation, structural properties, base types, parameters and answers.
    plainly: BTreeSet<&'a TypeId>,
    /// Where also all types that derive from those may stand for them.
    with_subtypes: BTreeSet<&'a TypeId>,
}

impl<'a> Reach<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let mut walk = Walk {
            api,
            reached: BTreeSet::new(),
            open: Vec::new(),
        };
        for navigation in api.root.values() {
            walk.meet(&navigation.target);
            navigation
                .bound_operations
                .values()
                .for_each(|bound| walk.meet_operation(bound));
        }
        walk.run();
        let plainly = walk.reached.clone();
        walk.add_subtypes();
        Self {
            plainly,
            with_subtypes: walk.reached,
        }
    }

    /// Whether the root leads to the type.
    pub(super) fn has(&self, id: &TypeId) -> bool {
        self.plainly.contains(id)
    }

    /// Whether the root leads to the type, or to one that it derives from.
    pub(super) fn has_as_subtype(&self, id: &TypeId) -> bool {
        self.with_subtypes.contains(id)
    }
}

struct Walk<'a> {
    api: &'a Api,
    reached: BTreeSet<&'a TypeId>,
    open: Vec<&'a TypeId>,
}

impl<'a> Walk<'a> {
    fn meet(&mut self, id: &'a TypeId) {
        if self.reached.insert(id) {
            self.open.push(id);
        }
    }

    fn run(&mut self) {
        while let Some(id) = self.open.pop() {
            if let Some(structured) = self.api.structured(id) {
                self.leave(structured);
            }
        }
    }

    /// Meets all that a type speaks of.
    fn leave(&mut self, structured: &'a Structured) {
        structured.base.iter().for_each(|base| self.meet(base));
        let properties = structured.properties.values();
        properties
            .filter_map(|property| property.ty.name())
            .for_each(|id| self.meet(id));
        for navigation in structured.navigation.values() {
            self.meet(&navigation.target);
            navigation.casts.keys().for_each(|id| self.meet(id));
            let bound = navigation.bound_operations.values();
            bound.for_each(|bound| self.meet_operation(bound));
        }
        let bound = structured.operations.values();
        bound.for_each(|bound| self.meet_operation(bound));
    }

    fn meet_operation(&mut self, operation: &'a BoundOperation) {
        let parameters = operation.parameters.iter();
        parameters
            .filter_map(|parameter| parameter.ty.name())
            .for_each(|id| self.meet(id));
        if let Outcome::Value(ty) = &operation.outcome {
            ty.name().into_iter().for_each(|id| self.meet(id));
        }
    }

    /// Meets the types that derive from those met, until there are no more.
    fn add_subtypes(&mut self) {
        let mut derived: Vec<(&'a TypeId, &'a TypeId)> = Vec::new();
        for (id, ty) in &self.api.types {
            if let Type::Structured(Structured {
                base: Some(base), ..
            }) = ty
            {
                derived.push((base, id));
            }
        }
        // Each round goes a step down the hierarchies, which are a few steps deep.
        loop {
            let before = self.reached.len();
            for (base, id) in &derived {
                if self.reached.contains(base) {
                    self.meet(id);
                }
            }
            self.run();
            if self.reached.len() == before {
                return;
            }
        }
    }
}
