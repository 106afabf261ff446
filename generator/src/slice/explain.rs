//! Why something is in the slice, or is not.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::Slice;
use super::entries::find_type;
use super::locate::{self, Found, Located};
use super::pattern::{UnknownMethod, parse_methods, split_methods, written};
use super::place::{BoundId, Place};
use crate::model::{Api, Method, TypeId};

impl Slice {
    /// Tells a reader why something is in the slice or not: a type (`user`), a property, navigation or media stream (`user/manager`), or an
    /// operation, from its type (`PUT application/connectorGroup/$ref`) or by its path (`PUT /applications/{id}/connectorGroup/$ref`). With
    /// a leading slash, or where no type has the name, the path begins at the service root.
    ///
    /// # Errors
    /// What may have been meant, nearest first, where the whole description has nothing of that name, or not with that method.
    pub fn explain(&self, whole: &Api, name: &str) -> Result<String, Vec<String>> {
        let (methods, path) = split_methods(name);
        let asked = match methods.map_or(Ok(Vec::new()), parse_methods) {
            Ok(methods) => methods,
            Err(UnknownMethod(_)) => {
                self.explain_path(whole, path, &[])?;
                let known = Method::ALL.iter();
                return Err(known.map(|method| format!("{method} {path}")).collect());
            }
        };
        self.explain_path(whole, path, &asked)
    }

    fn explain_path(
        &self,
        whole: &Api,
        path: &str,
        asked: &[Method],
    ) -> Result<String, Vec<String>> {
        let first = written(path).next().unwrap_or_default();
        let begins_at_root = path.starts_with('/');
        let from_type = find_type(whole, first)
            .filter(|_| !begins_at_root)
            .map(|id| {
                let located = locate::from_type(whole, id, path)?;
                self.explain_located(whole, &located, asked)
            });
        let from_root = || {
            let located = locate::from_root(whole, path)?;
            self.explain_located(whole, &located, asked)
        };
        match from_type {
            Some(Ok(text)) => Ok(text),
            // An entity set or singleton may have the name of a type.
            Some(Err(near)) => from_root().map_err(|others| match near.is_empty() {
                true => others,
                false => near,
            }),
            None => from_root(),
        }
    }

    fn explain_located(
        &self,
        whole: &Api,
        located: &Located<'_>,
        asked: &[Method],
    ) -> Result<String, Vec<String>> {
        let mut text = match &located.found {
            Found::Type(id) if asked.is_empty() => self.explain_type(id),
            Found::Property(id, name) if asked.is_empty() => self.explain_property(whole, id, name),
            Found::Type(id) => return Err(vec![id.to_string()]),
            Found::Property(id, name) => return Err(vec![format!("{id}/{name}")]),
            Found::Place(place, suffix) => self.explain_place(whole, place, suffix, asked)?,
            Found::Bound(place, id, operations) => {
                self.explain_bound(whole, place.as_ref(), id, operations, asked)?
            }
            Found::Stream(id, segment) => self.explain_stream(whole, id, segment, asked)?,
            Found::Untyped(template) => self.explain_untyped(whole, template, asked)?,
        };
        text.push_str(&self.explain_way(located));
        Ok(text)
    }

    fn explain_type(&self, id: &TypeId) -> String {
        if self.excluded.contains(id) {
            return format!("{id} is not in the slice: the slice file excludes it\n");
        }
        let Some(mut reason) = self.reasons.get(id) else {
            return format!(
                "{id} is not in the slice: no operation, listed type or property that is in it needs it\n"
            );
        };
        let as_place = if self.places.contains(id) {
            " as a place alone"
        } else {
            ""
        };
        let mut text = format!("{id} is in the slice{as_place}: {reason}\n");
        let mut entry = reason.entry();
        let mut seen = BTreeSet::from([id]);
        while let Some(cause) = reason.because_of()
            && seen.insert(cause)
            && let Some(next) = self.reasons.get(cause)
        {
            let _ = writeln!(text, "  {cause}: {next}");
            entry = entry.or(next.entry());
            reason = next;
        }
        if let Some(entry) = entry {
            let _ = writeln!(text, "  the slice file lists `{entry}`");
        }
        text
    }

    pub(super) fn explain_property(&self, whole: &Api, id: &TypeId, name: &str) -> String {
        let properties = whole.flattened_properties(id);
        let ty = properties.get(name).map(|property| &property.ty);
        let left_out = ty.filter(|ty| {
            ty.name()
                .is_some_and(|name| !self.reasons.contains_key(name))
        });
        let has_field = self.api.flattened_properties(id).contains_key(name);
        let mut text = match left_out {
            _ if !self.reasons.contains_key(id) => {
                format!("{id}/{name} is not in the slice, because {id} is not:\n")
            }
            _ if !has_field => {
                format!("{id}/{name} is no field: {id} is in the slice as a place alone\n")
            }
            Some(ty) => {
                format!("{id}/{name} is no field: its type {ty} is excluded; its value is kept\n")
            }
            None => {
                format!("{id}/{name} is in the slice: structural properties come with their type\n")
            }
        };
        for line in self.explain_type(id).lines() {
            let _ = writeln!(text, "  {line}");
        }
        text
    }

    /// What is in the slice may have been asked for by a path that is not.
    fn explain_way(&self, located: &Located<'_>) -> String {
        let before = match located.found {
            Found::Place(..) => located.way.split_last().map(|(_, before)| before),
            _ => Some(located.way.as_slice()),
        };
        let missing = before.into_iter().flatten().find(|place| !self.has(place));
        missing.map_or_else(String::new, |place| {
            let title = match place {
                Place::Navigation((owner, name), _) => owner.title(name),
                Place::Cast((owner, name), ty, _) => format!("{}/{ty}", owner.title(name)),
                Place::Answer(
                    BoundId::Instance(_, signature) | BoundId::Collection(_, signature),
                ) => signature.name.to_string(),
            };
            format!("this path is not in the slice: {title} is not\n")
        })
    }

    fn has(&self, place: &Place) -> bool {
        match place {
            Place::Navigation((owner, name), _) => self.api.navigation(owner, name).is_some(),
            Place::Cast((owner, name), ty, _) => self
                .api
                .navigation(owner, name)
                .is_some_and(|navigation| navigation.casts.contains_key(ty)),
            Place::Answer(id) => id.find(&self.api).is_some_and(|kept| kept.continues),
        }
    }
}
