//! Why something is in the slice, or is not.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::closure::{request, title};
use super::{Slice, find_type};
use crate::model::{Api, Method, Navigation, NavigationOperation, Owner, TypeId};
use crate::problem::near_misses;

impl Slice {
    /// Tells a reader why a type (`user`), a property or navigation (`user/manager`), or an operation
    /// (`PUT application/connectorGroup/$ref`) is in the slice or not. `None` where the whole description has nothing of that name; near
    /// misses are in the error.
    pub fn explain(&self, whole: &Api, name: &str) -> Result<String, Vec<String>> {
        let (method, path) = match name.split_once(char::is_whitespace) {
            Some((method, path)) => (Method::parse(method), path.trim()),
            None => (None, name.trim()),
        };
        let path = path.trim_start_matches('/');
        if let Some(id) = find_type(whole, path) {
            return Ok(self.explain_type(id));
        }
        if let Some((owner, member)) = path.split_once('/')
            && let Some(id) = find_type(whole, owner)
            && let Some(text) = self.explain_member(whole, id, member, method)
        {
            return Ok(text);
        }
        let segment = path.split('/').next().unwrap_or_default();
        if let Some(navigation) = whole.root.get(segment) {
            return Ok(self.explain_navigation(&Owner::Root, navigation, method));
        }
        let names = whole
            .types
            .keys()
            .flat_map(|id| [id.as_str(), id.name()])
            .chain(whole.root.keys().map(String::as_str));
        Err(near_misses(path, names))
    }

    fn explain_type(&self, id: &TypeId) -> String {
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

    fn explain_member(
        &self,
        whole: &Api,
        id: &TypeId,
        member: &str,
        method: Option<Method>,
    ) -> Option<String> {
        let name = member.split('/').next().unwrap_or_default();
        let owner = Owner::Type(id.clone());
        if let Some(navigation) = whole
            .navigation_of(&owner)
            .and_then(|navigations| navigations.get(name))
        {
            return Some(self.explain_navigation(&owner, navigation, method));
        }
        if let Some(property) = whole.flattened_properties(id).get(name) {
            let held = property
                .ty
                .name()
                .is_none_or(|ty| self.reasons.contains_key(ty));
            let mut text = match (self.reasons.contains_key(id), held) {
                (false, _) => format!("{id}/{name} is not in the slice, because {id} is not:\n"),
                (true, false) => format!(
                    "{id}/{name} is no field: its type {} is excluded; its value is kept\n",
                    property.ty
                ),
                (true, true) => format!(
                    "{id}/{name} is in the slice: structural properties come with their type\n"
                ),
            };
            let _ = write!(text, "  {}", self.explain_type(id));
            return Some(text);
        }
        let bound = whole
            .structured(id)?
            .operations
            .values()
            .find(|operation| operation.name.name() == name || operation.name.as_str() == member)?;
        let inside = self
            .api
            .structured(id)
            .is_some_and(|structured| structured.operations.contains_key(&bound.signature()));
        let verdict = if inside {
            "is in the slice"
        } else {
            "is not in the slice: no path of it is included"
        };
        Some(format!("{} on {id} {verdict}\n", bound.name))
    }

    fn explain_navigation(
        &self,
        owner: &Owner,
        navigation: &Navigation,
        method: Option<Method>,
    ) -> String {
        let title = title(owner, &navigation.name);
        let Some(kept) = self
            .api
            .navigation_of(owner)
            .and_then(|navigations| navigations.get(&navigation.name))
        else {
            return format!(
                "{title} is not in the slice: no path entry takes it in, or its type {} is excluded\n",
                navigation.target
            );
        };
        let mut text = format!(
            "{title} is in the slice and leads to {}\n",
            navigation.target
        );
        let asked = |operation: &&NavigationOperation| {
            method.is_none_or(|method| operation.method() == method)
        };
        for operation in navigation.operations.keys().filter(asked) {
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
}

/// Paths that an entry may have been meant to be: its first segment that leads nowhere, replaced by a near one.
pub(super) fn near_paths(api: &Api, entry: &str) -> Vec<String> {
    let path = entry
        .split_whitespace()
        .last()
        .unwrap_or_default()
        .trim_start_matches('/');
    let mut owner = Owner::Root;
    let mut walked: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        let wildcard = segment.starts_with('{') || segment.starts_with('*');
        let Some(navigations) = api.navigation_of(&owner) else {
            break;
        };
        match navigations
            .values()
            .find(|navigation| navigation.name.eq_ignore_ascii_case(segment))
        {
            _ if wildcard => {}
            Some(navigation) => owner = Owner::Type(navigation.target.clone()),
            None => {
                let near = near_misses(segment, navigations.keys().map(String::as_str));
                return near
                    .into_iter()
                    .map(|name| [walked.clone(), vec![&name]].concat().join("/"))
                    .collect();
            }
        }
        walked.push(segment);
    }
    Vec::new()
}
