//! The entries of a slice file: what of the description each one means.

use std::collections::{BTreeMap, BTreeSet};

use super::pattern::{Pattern, UnknownMethod};
use super::{Entry, near, select};
use crate::model::{Api, Method, TypeId};
use crate::problem::{Meaning, Problem, Problems, near_misses};

/// An entry for paths or tags.
pub(super) struct Wanted<'a> {
    /// As it is written; nothing where the slice file has no entry, and so wants everything.
    pub entry: Option<&'a str>,
    /// What it matches.
    pub pattern: Pattern,
}

/// The path entries that match something.
pub(super) fn paths<'a>(
    api: &Api,
    entries: &'a [Entry],
    problems: &mut Problems,
) -> Vec<Wanted<'a>> {
    let mut wanted = Vec::new();
    for entry in entries {
        let meaning = match Pattern::parse(&entry.text) {
            Ok(pattern) if select::matches(api, &pattern) => {
                wanted.push(Wanted {
                    entry: Some(&entry.text),
                    pattern,
                });
                continue;
            }
            Ok(_) => Meaning::EntryMatchesNothing {
                entry: entry.text.clone(),
                near: near::paths(api, &entry.text),
            },
            Err(UnknownMethod(method)) => Meaning::UnknownMethod {
                method,
                known: Method::ALL.map(Method::as_str).to_vec(),
            },
        };
        problems.push(Problem::at(entry.location, meaning));
    }
    wanted
}

/// The tag entries that match something: all operations of the tags of each.
pub(super) fn tags<'a>(
    api: &Api,
    entries: &'a [Entry],
    problems: &mut Problems,
) -> Vec<Wanted<'a>> {
    let mut wanted = Vec::new();
    for entry in entries {
        let tags = api.tags.iter();
        let tagged: BTreeSet<_> = tags
            .filter(|(tag, _)| is_like(&entry.text, tag))
            .flat_map(|(_, operations)| operations)
            .collect();
        if !tagged.is_empty() {
            wanted.push(Wanted {
                entry: Some(&entry.text),
                pattern: Pattern::of_operations(tagged),
            });
            continue;
        }
        let meaning = if api.tags.is_empty() {
            Meaning::NoTags {
                entry: entry.text.clone(),
            }
        } else {
            Meaning::EntryMatchesNothing {
                entry: entry.text.clone(),
                near: near_misses(&entry.text, api.tags.keys().map(String::as_str)),
            }
        };
        problems.push(Problem::at(entry.location, meaning));
    }
    wanted
}

/// The types that entries name, each with its entry.
pub(super) fn types<'a>(
    api: &Api,
    entries: &'a [Entry],
    problems: &mut Problems,
) -> BTreeMap<TypeId, &'a Entry> {
    let mut found = BTreeMap::new();
    for entry in entries {
        match find_type(api, &entry.text) {
            Some(id) => {
                found.insert(id.clone(), entry);
            }
            None => {
                let near = near_misses(&entry.text, api.types.keys().map(TypeId::as_str));
                let near = if near.is_empty() {
                    near_misses(&entry.text, api.types.keys().map(TypeId::name))
                } else {
                    near
                };
                problems.push(Problem::at(
                    entry.location,
                    Meaning::EntryMatchesNothing {
                        entry: entry.text.clone(),
                        near,
                    },
                ));
            }
        }
    }
    found
}

/// A type by its qualified name, with `graph` for `microsoft.graph` if it is written so, or by its simple name in `microsoft.graph`.
pub(super) fn find_type<'a>(api: &'a Api, name: &str) -> Option<&'a TypeId> {
    let qualified = if name.contains('.') {
        name.to_owned()
    } else {
        format!("microsoft.graph.{name}")
    };
    let known = |name: &str| {
        let id = TypeId::parse(name).ok()?;
        api.types.get_key_value(&id).map(|(id, _)| id)
    };
    known(&qualified).or_else(|| known(&format!("microsoft.{qualified}")))
}

/// Whether a name is like a pattern in which `*` stands for any characters. Letter case does not count.
fn is_like(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.to_lowercase(), name.to_lowercase());
    let Some((start, rest)) = pattern.split_once('*') else {
        return pattern == name;
    };
    let Some(mut name) = name.strip_prefix(start) else {
        return false;
    };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    for part in middle.split('*') {
        match name.find(part) {
            Some(at) => name = name.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    name.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn a_star_stands_for_any_characters() {
        assert!(is_like("users.message", "users.Message"));
        assert!(is_like("users.*", "users.message") && is_like("users.*", "users."));
        assert!(is_like("*", "users") && is_like("*.message", "me.message"));
        assert!(is_like("*s.*ss*e", "users.message"));
        assert!(!is_like("users.*", "users") && !is_like("users", "users.user"));
        assert!(!is_like("*age.*", "users.message") && !is_like("a*a", "a"));
    }
}
