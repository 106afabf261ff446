//! Names that no description has: of casts, of the steps of composable functions, of media streams, of the way by path, and of markers.
//!
//! They come after all names of the description, so that none of those changes because of them, and take a number where they must.

use std::collections::{BTreeMap, BTreeSet};

use super::layout::Layout;
use super::methods::{
    COLLECTION_METHODS, Methods, NamedNavigation, NamedOperation, PLACE_METHODS, Scope, Walk,
};
use super::{Ident, arrivals, keys};
use crate::model::{Api, Owner, StreamOperation, Structured, TypeId};

/// The names that are taken in one scope.
type Taken = BTreeSet<String>;

/// Completes the names of all owners.
pub(super) fn name(methods: &mut Methods<'_>, api: &'_ Api, layout: &Layout) {
    let mut taken = BTreeMap::new();
    for (owner, scope) in &mut methods.owners {
        if let Owner::Type(id) = owner
            && let Some(structured) = api.structured(id)
        {
            taken.insert(id.clone(), scope.complete(api, structured));
        }
    }
    for scope in methods.owners.values_mut() {
        for named in scope.navigations.values_mut() {
            named.complete(api, layout, taken.get(&named.navigation.target));
        }
        scope.name_markers();
    }
}

impl<'a> Scope<'a> {
    /// Names what else can be done with an instance; what is taken there then.
    fn complete(&mut self, api: &Api, structured: &Structured) -> Taken {
        let navigations = self.navigations.values().map(|named| &named.step.method);
        let operations = self.operations.iter().map(|named| &named.method);
        let mut taken: Taken = navigations
            .chain(operations)
            .map(|method| method.bare().to_owned())
            .chain(PLACE_METHODS.map(str::to_owned))
            .collect();
        for named in &mut self.operations {
            named.complete(api, &mut taken);
        }
        for (segment, stream) in &structured.streams {
            for operation in stream.operations.keys() {
                if let Some(method) = stream_method(segment, *operation) {
                    let method = free(method, &mut taken);
                    self.streams.push((segment.clone(), *operation, method));
                }
            }
        }
        if structured.leads_by_path {
            self.by_path = Some(Walk::of(free(Ident::fixed("by_path"), &mut taken)));
        }
        taken
    }

    /// A marker is named after what was called: `Members`, `MembersAsUser`, `Range`, `ByPath`.
    fn name_markers(&mut self) {
        let mut taken = Taken::new();
        for named in self.navigations.values_mut() {
            let name = Ident::pascal(&named.navigation.name);
            let name = name.unwrap_or_else(|_| pascal(&named.step.method));
            named.step.marker = free(name, &mut taken);
        }
        for named in self.navigations.values_mut() {
            let first = named.step.marker.clone();
            let functions = named.bound.iter_mut().filter_map(|bound| {
                let function = pascal(&bound.method);
                Some((function, bound.step.as_mut()?))
            });
            let casts = named
                .casts
                .values_mut()
                .map(|walk| (pascal(&walk.method), walk));
            for (name, walk) in casts.chain(functions) {
                walk.marker = free(first.suffixed(name.bare()), &mut taken);
            }
        }
        for named in &mut self.operations {
            if let Some(walk) = &mut named.step {
                walk.marker = free(pascal(&named.method), &mut taken);
            }
        }
        if let Some(walk) = &mut self.by_path {
            walk.marker = free(pascal(&walk.method), &mut taken);
        }
    }
}

impl NamedOperation<'_> {
    /// The step of a composable function is its request function with `_place`: `range` and `range_place`.
    fn complete(&mut self, api: &Api, taken: &mut Taken) {
        if arrivals::leads_to(api, self.operation).is_some() {
            self.step = Some(Walk::of(free(self.method.extended("place"), taken)));
        }
    }
}

impl<'a> NamedNavigation<'a> {
    /// A cast is `as_` and the name of the type. It is a method of the collection and of each entity, so it has to be free at both.
    fn complete(&mut self, api: &Api, layout: &Layout, at_entity: Option<&Taken>) {
        let keys = keys::keys(api, &self.navigation.target);
        let names = keys.iter().map(|key| key.method.bare());
        let names = names.chain(self.bound.iter().map(|bound| bound.method.bare()));
        let mut taken: Taken = names.chain(COLLECTION_METHODS).map(str::to_owned).collect();
        for bound in &mut self.bound {
            bound.complete(api, &mut taken);
        }
        if self.navigation.casts.is_empty() {
            return;
        }
        taken.extend(at_entity.into_iter().flatten().cloned());
        let casts = self.navigation.casts.keys();
        let modules = casts.filter_map(|id| Some((id, layout.path(id)?.modules.as_slice())));
        let modules: Vec<(&'a TypeId, &[Ident])> = modules.collect();
        for (id, path) in &modules {
            let alike = modules
                .iter()
                .filter(|(_, other)| other.last() == path.last());
            let words = if alike.count() > 1 {
                path
            } else {
                path.get(path.len().saturating_sub(1)..).unwrap_or(path)
            };
            let words: Vec<&str> = words.iter().map(Ident::bare).collect();
            if let Ok(method) = Ident::snake(&format!("as_{}", words.join("_"))) {
                self.casts.insert(id, Walk::of(free(method, &mut taken)));
            }
        }
    }
}

/// What is done with the stream of a property has its name, `download_content`; the entity that is a stream itself needs none.
fn stream_method(segment: &str, operation: StreamOperation) -> Option<Ident> {
    let (verb, own) = match operation {
        StreamOperation::Download => ("download", "download"),
        StreamOperation::Upload => ("upload", "upload"),
        // To remove the stream is less than to delete the entity.
        StreamOperation::Remove => ("remove", "remove_stream"),
    };
    if segment.starts_with('$') {
        return Some(Ident::fixed(own));
    }
    let property = Ident::snake(segment).ok()?;
    Some(Ident::fixed(verb).extended(property.bare()))
}

fn pascal(method: &Ident) -> Ident {
    Ident::pascal(method.bare()).unwrap_or_else(|_| method.clone())
}

/// The name, or the name with the first number that makes it free.
fn free(name: Ident, taken: &mut Taken) -> Ident {
    let numbered = (2_u32..).map(|number| name.extended(&number.to_string()));
    let mut candidates = std::iter::once(name.clone()).chain(numbered);
    let name = candidates
        .find(|candidate| !taken.contains(candidate.bare()))
        .unwrap_or(name.clone());
    taken.insert(name.bare().to_owned());
    name
}
