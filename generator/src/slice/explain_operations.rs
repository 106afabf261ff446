//! Which operations of a place are in the slice.

use std::fmt::Write;

use super::Slice;
use super::closure::{cast_request, request};
use super::place::{BoundId, NavigationId, Place};
use crate::model::{
    Api, BoundOperation, Method, Navigation, NavigationOperation, Owner, Position, TypeId,
};

impl Slice {
    /// The place with its operations, or with those of them that are asked for.
    ///
    /// # Errors
    /// Operations that may have been meant, where a method is asked for that none has.
    pub(super) fn explain_place(
        &self,
        whole: &Api,
        place: &Place,
        suffix: &str,
        asked: &[Method],
    ) -> Result<String, Vec<String>> {
        match place {
            Place::Navigation((owner, name), position) => {
                let Some(navigation) = whole.navigation(owner, name) else {
                    return Err(Vec::new());
                };
                let own = Operations {
                    kinds: navigation.operations.keys().copied().collect(),
                    is_whole: *position == Position::Collection || !navigation.collection,
                    name: &|kind| request(&owner.title(name), kind, navigation.collection),
                };
                let shown = own.shown(*position, suffix, asked)?;
                let mut text = String::new();
                if navigation.is_structural
                    && asked.is_empty()
                    && let Owner::Type(id) = owner
                {
                    text = self.explain_property(whole, id, name);
                }
                text.push_str(&self.explain_navigation(owner, navigation, &shown, own.name));
                Ok(text)
            }
            Place::Cast((owner, name), ty, position) => {
                let Some(navigation) = whole.navigation(owner, name) else {
                    return Err(Vec::new());
                };
                let kinds = navigation.casts.get(ty).into_iter();
                let title = owner.title(name);
                let own = Operations {
                    kinds: kinds.flat_map(|kinds| kinds.keys().copied()).collect(),
                    is_whole: *position == Position::Collection || !navigation.collection,
                    name: &|kind| cast_request(&title, ty, kind, navigation.collection),
                };
                let shown = own.shown(*position, suffix, asked)?;
                Ok(self.explain_cast(&(owner.clone(), name.clone()), ty, &shown, own.name))
            }
            Place::Answer(id) => {
                let operations: Vec<_> = id.find(whole).into_iter().collect();
                let owner = id.owner(whole).ok_or_else(Vec::new)?;
                self.explain_bound(whole, None, owner, &operations, asked)
            }
        }
    }

    fn explain_navigation(
        &self,
        owner: &Owner,
        navigation: &Navigation,
        shown: &[NavigationOperation],
        named: &dyn Fn(NavigationOperation) -> String,
    ) -> String {
        let (title, target) = (owner.title(&navigation.name), &navigation.target);
        let Some(kept) = self.api.navigation(owner, &navigation.name) else {
            return match owner {
                _ if self.excluded.contains(target) => {
                    format!("{title} is not in the slice: its type {target} is excluded\n")
                }
                Owner::Type(id) if self.excluded.contains(id) => {
                    format!("{title} is not in the slice: {id} is excluded\n")
                }
                _ => format!(
                    "{title} is not in the slice: no path entry takes it in, or an excluded one takes it away\n"
                ),
            };
        };
        let mut text = format!("{title} is in the slice and leads to {target}\n");
        if let Some(entry) = self.asked.get(&(owner.clone(), navigation.name.clone())) {
            let _ = writeln!(text, "  the slice file lists `{entry}`");
        }
        for operation in shown {
            let is_in = kept.operations.contains_key(operation);
            let _ = writeln!(text, "  {}: {}", named(*operation), verdict(is_in));
        }
        text
    }

    fn explain_cast(
        &self,
        (owner, name): &NavigationId,
        ty: &TypeId,
        shown: &[NavigationOperation],
        named: &dyn Fn(NavigationOperation) -> String,
    ) -> String {
        let title = owner.title(name);
        let kept = self.api.navigation(owner, name);
        let Some(kept) = kept.and_then(|navigation| navigation.casts.get(ty)) else {
            return if self.excluded.contains(ty) {
                format!("{title} as {ty} is not in the slice: {ty} is excluded\n")
            } else {
                format!("{title} as {ty} is not in the slice: no path entry takes it in\n")
            };
        };
        let mut text = format!("{title} is in the slice as {ty}\n");
        for operation in shown {
            let is_in = kept.contains_key(operation);
            let _ = writeln!(text, "  {}: {}", named(*operation), verdict(is_in));
        }
        text
    }

    /// # Errors
    /// The operation with its own method, where another one is asked for.
    pub(super) fn explain_bound(
        &self,
        whole: &Api,
        place: Option<&Place>,
        owner: &TypeId,
        operations: &[&BoundOperation],
        asked: &[Method],
    ) -> Result<String, Vec<String>> {
        let Some(operation) = operations.first() else {
            return Err(Vec::new());
        };
        let on_collection = match place {
            Some(Place::Navigation((owner, name), Position::Collection)) => Some(owner.title(name)),
            _ => None,
        };
        let place_name = on_collection.unwrap_or_else(|| owner.to_string());
        let method = operation.kind.method();
        if !asked.iter().all(|asked| *asked == method) {
            return Err(vec![format!(
                "{method} {place_name}/{}",
                operation.name.name()
            )]);
        }
        let id = |one: &BoundOperation| match place {
            Some(place) => place.bound_id(whole, one),
            None => Some(BoundId::Instance(owner.clone(), one.signature())),
        };
        let mut kept = operations.iter().filter_map(|one| id(one)?.find(&self.api));
        let verdict = if let Some(kept) = kept.next() {
            let goes_on = operation.continues && !kept.continues;
            let without = if goes_on {
                ", but nothing behind it"
            } else {
                ""
            };
            format!("is in the slice{without}")
        } else if self.excluded.contains(owner) {
            format!("is not in the slice: {owner} is excluded")
        } else {
            "is not in the slice: no path of it is included".to_owned()
        };
        Ok(format!("{} on {place_name} {verdict}\n", operation.name))
    }

    /// # Errors
    /// The operations that there are, where another method is asked for.
    pub(super) fn explain_stream(
        &self,
        whole: &Api,
        id: &TypeId,
        segment: &str,
        asked: &[Method],
    ) -> Result<String, Vec<String>> {
        let stream = |api: &Api| Some(api.structured(id)?.streams.get(segment)?.operations.clone());
        let (there, kept) = (
            stream(whole).unwrap_or_default(),
            stream(&self.api).unwrap_or_default(),
        );
        let name = |method: Method| format!("{method} {}/{segment}", id.name());
        let has = |asked: &Method| there.keys().any(|kind| kind.method() == *asked);
        if !asked.iter().all(has) {
            return Err(there.keys().map(|kind| name(kind.method())).collect());
        }
        let mut text = format!("{}/{segment} is a media stream\n", id.name());
        let shown = there
            .keys()
            .filter(|kind| asked.is_empty() || asked.contains(&kind.method()));
        for kind in shown {
            let is_in = kept.contains_key(kind);
            let _ = writeln!(text, "  {}: {}", name(kind.method()), verdict(is_in));
        }
        Ok(text)
    }

    /// # Errors
    /// The operations that there are, where another method is asked for.
    pub(super) fn explain_untyped(
        &self,
        whole: &Api,
        template: &str,
        asked: &[Method],
    ) -> Result<String, Vec<String>> {
        let is_there = |method: &Method| {
            let key = (template.to_owned(), *method);
            whole.untyped.contains_key(&key)
        };
        let name = |method: &Method| format!("{method} {template}");
        if !asked.iter().all(is_there) {
            let known = Method::ALL.iter().filter(|method| is_there(method));
            return Err(known.map(name).collect());
        }
        let mut text = format!("{template} leads to no type of the description\n");
        for method in Method::ALL.iter().filter(|method| is_there(method)) {
            if asked.is_empty() || asked.contains(method) {
                let key = (template.to_owned(), *method);
                let is_in = self.api.untyped.contains_key(&key);
                let _ = writeln!(text, "  {}: {}", name(method), verdict(is_in));
            }
        }
        Ok(text)
    }
}

fn verdict(is_in: bool) -> &'static str {
    if is_in {
        "in the slice"
    } else {
        "not in the slice: no path entry takes it in"
    }
}

/// The operations of a place and of what is behind it.
struct Operations<'a> {
    kinds: Vec<NavigationOperation>,
    /// Whether the place is where a navigation leads first, so that all of it lies here or behind.
    is_whole: bool,
    name: &'a dyn Fn(NavigationOperation) -> String,
}

impl Operations<'_> {
    /// Those that a path and methods ask for: without methods, all that are at the place or behind it.
    ///
    /// # Errors
    /// Where a method is asked for that none at the place has: those behind it that have it, or else all.
    fn shown(
        &self,
        position: Position,
        suffix: &str,
        asked: &[Method],
    ) -> Result<Vec<NavigationOperation>, Vec<String>> {
        let here =
            |kind: &NavigationOperation| kind.position() == position && kind.suffix() == suffix;
        let behind = |kind: &NavigationOperation| {
            here(kind) || (suffix.is_empty() && (self.is_whole || kind.position() == position))
        };
        let kinds = || self.kinds.iter().copied();
        if asked.is_empty() {
            return Ok(kinds().filter(behind).collect());
        }
        let meant = |kind: &NavigationOperation| here(kind) && asked.contains(&kind.method());
        let met = |method: &Method| kinds().any(|kind| here(&kind) && kind.method() == *method);
        if asked.iter().all(met) {
            return Ok(kinds().filter(meant).collect());
        }
        let there: Vec<_> = kinds().filter(behind).collect();
        let of_method = there.iter().filter(|kind| asked.contains(&kind.method()));
        let of_method: Vec<_> = of_method.copied().collect();
        let near = if of_method.is_empty() {
            there
        } else {
            of_method
        };
        Err(near.into_iter().map(self.name).collect())
    }
}
