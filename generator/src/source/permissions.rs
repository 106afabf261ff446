//! Permissions as data: which permission allows which methods on which paths, in the form in which Microsoft publishes them.
//!
//! `{"permissions": {"User.Read": {"schemes": {"DelegatedWork": {"privilegeLevel": 1}}, "pathSets": [{"schemeKeys": ["DelegatedWork"],
//! "methods": ["GET"], "paths": {"/me": "least=DelegatedWork"}}]}}}`. Paths are in lower case for the most part, keys are `{id}`.

use std::collections::BTreeMap;

use super::docs::PermissionKind;
use super::tree::{Mapping, Node, Value};
use crate::problem::{FileId, Location};

/// One text of permissions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The text.
    pub file: FileId,
    /// What each permission allows, in the order of the text.
    pub grants: Vec<Grant>,
    /// How much each permission allows by each way to sign in, from 1, the least, to 5.
    pub levels: BTreeMap<(String, PermissionKind), u8>,
}

/// A permission that allows methods on a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The permission.
    pub name: String,
    /// By which ways to sign in.
    pub kinds: Vec<PermissionKind>,
    /// Methods in upper case.
    pub methods: Vec<String>,
    /// The path, as written.
    pub path: String,
    /// By which ways to sign in it is the least privileged that allows it.
    pub least: Vec<PermissionKind>,
    /// The path, in the text.
    pub location: Location,
}

/// Whether a tree is a text of permissions.
pub(super) fn is_permissions(tree: &Node<'_>) -> bool {
    let is_other = tree.get("openapi").is_some() || tree.get("swagger").is_some();
    !is_other && tree.get("permissions").and_then(Node::as_mapping).is_some()
}

/// Reads a tree. What is not in the form is left out: nothing depends on it but documentation.
pub(super) fn parse(file: FileId, tree: &Node<'_>) -> Document {
    let mut document = Document {
        file,
        grants: Vec::new(),
        levels: BTreeMap::new(),
    };
    for (name, permission) in entries(tree.get("permissions")) {
        for (scheme, facts) in entries(permission.get("schemes")) {
            if let (Some(kind), Some(level)) = (kind(&scheme.text), level(facts)) {
                let key = (name.text.clone().into_owned(), kind);
                document.levels.insert(key, level);
            }
        }
        for set in items(permission.get("pathSets")) {
            grants(&name.text, set, &mut document.grants);
        }
    }
    document
}

fn grants(name: &str, set: &Node<'_>, grants: &mut Vec<Grant>) {
    let kinds = items(set.get("schemeKeys")).filter_map(|key| kind(key.as_str()?));
    let kinds: Vec<PermissionKind> = kinds.collect();
    let methods = items(set.get("methods")).filter_map(Node::as_str);
    let methods: Vec<String> = methods.map(str::to_ascii_uppercase).collect();
    for (path, facts) in entries(set.get("paths")) {
        grants.push(Grant {
            name: name.to_owned(),
            kinds: kinds.clone(),
            methods: methods.clone(),
            path: path.text.clone().into_owned(),
            least: least(facts.as_str().unwrap_or_default()),
            location: path.location,
        });
    }
}

/// `least=DelegatedWork,Application;AlsoRequires=…`
fn least(facts: &str) -> Vec<PermissionKind> {
    let mut facts = facts.split(';');
    let least = facts.find_map(|fact| fact.trim().strip_prefix("least="));
    least
        .into_iter()
        .flat_map(|kinds| kinds.split(','))
        .filter_map(|name| kind(name.trim()))
        .collect()
}

fn level(facts: &Node<'_>) -> Option<u8> {
    match &facts.get("privilegeLevel")?.value {
        Value::Number(number) => number.as_str().parse().ok(),
        _ => None,
    }
}

fn kind(name: &str) -> Option<PermissionKind> {
    Some(match name {
        "DelegatedWork" => PermissionKind::DelegatedWork,
        "DelegatedPersonal" => PermissionKind::DelegatedPersonal,
        "Application" => PermissionKind::Application,
        _ => return None,
    })
}

fn entries<'a, 't>(
    node: Option<&'a Node<'t>>,
) -> impl Iterator<Item = (&'a super::tree::Key<'t>, &'a Node<'t>)> {
    let mapping = node.and_then(Node::as_mapping);
    mapping.into_iter().flat_map(Mapping::iter)
}

fn items<'a, 't>(node: Option<&'a Node<'t>>) -> impl Iterator<Item = &'a Node<'t>> {
    node.and_then(Node::as_sequence).into_iter().flatten()
}
