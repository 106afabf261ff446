//! Why something is in the slice, or is not.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::closure::request;
use super::locate::{self, Found, Located};
use super::pattern::{UnknownMethod, parse_methods, segments, split_methods};
use super::{Slice, find_type, select};
use crate::model::{
    Api, BoundOperation, Method, Navigation, NavigationOperation, Owner, Position, TypeId,
};

impl Slice {
    /// Tells a reader why something is in the slice or not: a type (`user`), a property or navigation (`user/manager`), or an operation,
    /// from its type (`PUT application/connectorGroup/$ref`) or by its path (`PUT /applications/{id}/connectorGroup/$ref`). With a
    /// leading slash, or where no type has the name, the path begins at the service root.
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
        let first = segments(path).next().unwrap_or_default();
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
            Found::Place {
                owner,
                navigation,
                position,
                suffix,
            } => {
                let shown = shown(owner, navigation, (*position, suffix), asked)?;
                self.explain_navigation(owner, navigation, &shown)
            }
            Found::OnInstance(id, operations) => {
                let inside = self.api.structured(id).map(|ty| &ty.operations);
                let inside = |one: &BoundOperation| {
                    inside.is_some_and(|inside| inside.contains_key(&one.signature()))
                };
                let excluded = self.excluded.get(*id);
                explain_bound(&format!("on {id}"), operations, asked, inside, excluded)?
            }
            Found::OnCollection {
                owner,
                navigation,
                operations,
            } => {
                let kept = self.api.navigation_of(owner);
                let kept = kept.and_then(|kept| kept.get(&navigation.name));
                let inside = |one: &BoundOperation| {
                    kept.is_some_and(|kept| kept.bound_operations.contains_key(&one.signature()))
                };
                let place = format!("on {}", owner.title(&navigation.name));
                let excluded = self.excluded.get(&navigation.target);
                explain_bound(&place, operations, asked, inside, excluded)?
            }
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
        let mut text = format!("{id} is in the slice: {reason}\n");
        let mut seen = BTreeSet::from([id]);
        while let Some(cause) = reason.because_of()
            && seen.insert(cause)
            && let Some(next) = self.reasons.get(cause)
        {
            let _ = writeln!(text, "  {cause}: {next}");
            reason = next;
        }
        text
    }

    fn explain_property(&self, whole: &Api, id: &TypeId, name: &str) -> String {
        let properties = whole.flattened_properties(id);
        let ty = properties.get(name).map(|property| &property.ty);
        let left_out = ty.filter(|ty| {
            ty.name()
                .is_some_and(|name| !self.reasons.contains_key(name))
        });
        let mut text = match left_out {
            _ if !self.reasons.contains_key(id) => {
                format!("{id}/{name} is not in the slice, because {id} is not:\n")
            }
            Some(ty) => {
                format!("{id}/{name} is no field: its type {ty} is excluded; its value is kept\n")
            }
            None => {
                format!("{id}/{name} is in the slice: structural properties come with their type\n")
            }
        };
        let _ = write!(text, "  {}", self.explain_type(id));
        text
    }

    fn explain_navigation(
        &self,
        owner: &Owner,
        navigation: &Navigation,
        shown: &[NavigationOperation],
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
        for operation in shown {
            let verdict = if kept.operations.contains_key(operation) {
                "in the slice"
            } else {
                "not in the slice: no path entry takes it in"
            };
            let request = request(&title, *operation, navigation.collection);
            let _ = writeln!(text, "  {request}: {verdict}");
        }
        text
    }

    /// What is in the slice may have been asked for by a path that is not.
    fn explain_way(&self, located: &Located<'_>) -> String {
        let before = match located.found {
            Found::Place { .. } => located.way.split_last().map(|(_, before)| before),
            _ => Some(located.way.as_slice()),
        };
        let is_kept = |(owner, name): &select::NavigationId| {
            let kept = self.api.navigation_of(owner);
            kept.is_some_and(|kept| kept.contains_key(name))
        };
        let missing = before.into_iter().flatten().find(|step| !is_kept(step));
        missing.map_or_else(String::new, |(owner, name)| {
            format!(
                "this path is not in the slice: {} is not\n",
                owner.title(name)
            )
        })
    }
}

/// The operations of a navigation that a path and methods ask for: without methods, all that are at the place or behind it.
///
/// # Errors
/// Where a method is asked for that none at the place has: those behind it that have it, or else all.
fn shown(
    owner: &Owner,
    navigation: &Navigation,
    (position, suffix): (Position, &str),
    asked: &[Method],
) -> Result<Vec<NavigationOperation>, Vec<String>> {
    let at_all = suffix.is_empty() && (position == Position::Collection || !navigation.collection);
    let here = |kind: &NavigationOperation| kind.position() == position && kind.suffix() == suffix;
    let behind = |kind: &NavigationOperation| {
        at_all || here(kind) || (suffix.is_empty() && kind.position() == position)
    };
    let kinds = || navigation.operations.keys().copied();
    if asked.is_empty() {
        return Ok(kinds().filter(behind).collect());
    }
    let meant = |kind: &NavigationOperation| here(kind) && asked.contains(&kind.method());
    let met = |method: &Method| kinds().any(|kind| here(&kind) && kind.method() == *method);
    if asked.iter().all(met) {
        return Ok(kinds().filter(meant).collect());
    }
    let title = owner.title(&navigation.name);
    let there: Vec<_> = kinds().filter(behind).collect();
    let of_method: Vec<_> = there
        .iter()
        .filter(|kind| asked.contains(&kind.method()))
        .collect();
    let near = if of_method.is_empty() {
        there.iter().collect()
    } else {
        of_method
    };
    Err(near
        .into_iter()
        .map(|kind| request(&title, *kind, navigation.collection))
        .collect())
}

/// # Errors
/// The operation with its own method, where another one is asked for.
fn explain_bound(
    place: &str,
    operations: &[&BoundOperation],
    asked: &[Method],
    inside: impl Fn(&BoundOperation) -> bool,
    excluded: Option<&TypeId>,
) -> Result<String, Vec<String>> {
    let Some(operation) = operations.first() else {
        return Err(Vec::new());
    };
    let method = operation.kind.method();
    if !asked.iter().all(|asked| *asked == method) {
        let place = place.trim_start_matches("on ");
        return Err(vec![format!("{method} {place}/{}", operation.name.name())]);
    }
    let verdict = if operations.iter().any(|one| inside(one)) {
        "is in the slice".to_owned()
    } else if let Some(excluded) = excluded {
        format!("is not in the slice: {excluded} is excluded")
    } else {
        "is not in the slice: no path of it is included".to_owned()
    };
    Ok(format!("{} {place} {verdict}\n", operation.name))
}
