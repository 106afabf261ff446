//! The ways on from a place, and the markers of where they lead.

use super::item::{Argument, ArgumentType, Docs, Marker, Step, Tail};
use super::methods::{NamedNavigation, NamedOperation, Walk};
use super::places::Places;
use super::{Ident, calls, rustdoc};
use crate::model::{Navigation, Owner, TypeId};
use crate::problem::Problems;

impl Places<'_> {
    /// The ways on from an owner: the functions of the crate root, or the methods of a type's places.
    pub(super) fn steps(&self, owner: &Owner) -> Vec<Step> {
        let Some(scope) = self.methods.scope(owner) else {
            return Vec::new();
        };
        let navigations = scope.navigations.values();
        let navigations = navigations.filter_map(|named| self.along(owner, named));
        let functions = scope.operations.iter();
        let functions = functions.filter_map(|named| self.function_step(named));
        let by_path = match owner {
            Owner::Root => None,
            Owner::Type(id) => scope
                .by_path
                .as_ref()
                .and_then(|walk| self.by_path(id, walk)),
        };
        navigations.chain(functions).chain(by_path).collect()
    }

    /// The markers of everything that an owner leads to.
    pub(super) fn markers(&self, owner: &Owner) -> Vec<Marker> {
        let mut markers = Vec::new();
        let Some(scope) = self.methods.scope(owner) else {
            return markers;
        };
        for named in scope.navigations.values() {
            let title = owner.title(&named.navigation.name);
            markers.push(marker(&named.step, &title, ""));
            for (id, walk) in &named.casts {
                let cast = format!(" as {}", rustdoc::code(id.as_str()));
                markers.push(marker(walk, &title, &cast));
            }
            markers.extend(named.bound.iter().filter_map(|bound| {
                let call = format!("{title}/{}", bound.operation.name.name());
                Some(marker(bound.step.as_ref()?, &call, ""))
            }));
        }
        markers.extend(scope.operations.iter().filter_map(|named| {
            let call = owner.title(named.operation.name.name());
            Some(marker(named.step.as_ref()?, &call, ""))
        }));
        if let (Some(walk), Owner::Type(id)) = (&scope.by_path, owner) {
            markers.push(marker(walk, id.name(), " by its path"));
        }
        markers
    }

    /// The casts of what a navigation leads to: of the collection, if it is one and `collection` asks for that, or of the entity.
    pub(super) fn casts(
        &self,
        owner: &Owner,
        named: &NamedNavigation<'_>,
        collection: bool,
    ) -> Vec<Step> {
        let title = rustdoc::code(&owner.title(&named.navigation.name));
        let casts = named.casts.iter().filter_map(|(id, walk)| {
            let name = rustdoc::code(id.as_str());
            let docs = match (collection, named.navigation.collection) {
                (true, _) => format!("Those of {title} that are a {name}."),
                (false, true) => format!("This entity of {title} as a {name}."),
                (false, false) => format!("{title} as a {name}."),
            };
            Some(Step {
                name: walk.method.clone(),
                arguments: Vec::new(),
                marker: walk.marker.clone(),
                tail: Tail::Cast(id.to_string()),
                target: self.types.layout.path(id)?.clone(),
                collection,
                docs: rustdoc::markdown(&docs),
                deprecated: None,
            })
        });
        casts.collect()
    }

    /// The way on to what a composable function answers.
    pub(super) fn function_step(&self, named: &NamedOperation<'_>) -> Option<Step> {
        let walk = named.step.as_ref()?;
        let target = match &named.operation.outcome {
            crate::model::Outcome::Value(ty) => ty.name()?,
            crate::model::Outcome::Nothing => return None,
        };
        // What cannot be expressed is told where the request function is planned.
        let (arguments, tail) =
            calls::function_parts(&self.types, named.operation, &mut Problems::new())?;
        let docs = format!(
            "The place of what the function {} answers: one {}.",
            rustdoc::code(named.operation.name.as_str()),
            rustdoc::code(target.name())
        );
        Some(Step {
            name: walk.method.clone(),
            arguments,
            marker: walk.marker.clone(),
            tail,
            target: self.types.layout.path(target)?.clone(),
            collection: false,
            docs: rustdoc::markdown(&docs),
            deprecated: rustdoc::deprecated(&named.operation.documentation),
        })
    }

    fn along(&self, owner: &Owner, named: &NamedNavigation<'_>) -> Option<Step> {
        let navigation = named.navigation;
        Some(Step {
            name: named.step.method.clone(),
            arguments: Vec::new(),
            marker: named.step.marker.clone(),
            tail: Tail::Segment(navigation.name.clone()),
            target: self.types.layout.path(&navigation.target)?.clone(),
            collection: navigation.collection,
            docs: navigation_docs(owner, navigation),
            deprecated: rustdoc::deprecated(&navigation.documentation),
        })
    }

    fn by_path(&self, id: &TypeId, walk: &Walk) -> Option<Step> {
        let path = Ident::fixed("path");
        let docs = format!(
            "The {} at a path below this one, such as `/Reports/May.xlsx`: names with slashes between them. Any text stays a path; `.`, \
             `..` and names with `:` or `\\` are refused when a request is sent.",
            rustdoc::code(id.name())
        );
        Some(Step {
            name: walk.method.clone(),
            arguments: vec![Argument {
                name: path.clone(),
                ty: ArgumentType::Text,
            }],
            marker: walk.marker.clone(),
            tail: Tail::ByPath(path),
            target: self.types.layout.path(id)?.clone(),
            collection: false,
            docs: rustdoc::markdown(&docs),
            deprecated: None,
        })
    }
}

fn marker(walk: &Walk, title: &str, addition: &str) -> Marker {
    let docs = format!("Reached through {}{addition}.", rustdoc::code(title));
    Marker {
        name: walk.marker.clone(),
        docs: rustdoc::markdown(&docs),
    }
}

fn navigation_docs(owner: &Owner, navigation: &Navigation) -> Docs {
    let title = rustdoc::code(&owner.title(&navigation.name));
    let kind = match (owner, navigation.collection) {
        (Owner::Root, true) => "The entity set",
        (Owner::Root, false) => "The singleton",
        (Owner::Type(_), _) if navigation.is_structural => "The property",
        (Owner::Type(_), _) => "The navigation property",
    };
    let many = if navigation.collection {
        "a collection of"
    } else {
        "one"
    };
    let target = rustdoc::code(navigation.target.name());
    let lead = rustdoc::markdown(&format!("{kind} {title}: {many} {target}."));
    rustdoc::documentation(&navigation.documentation, lead)
}
