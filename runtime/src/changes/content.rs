//! Names and what is said of them, without the types they belong to.

use std::borrow::Cow;
use std::fmt;

use super::bind;
use super::template::{JsonTemplate, quoted, type_name};
use crate::model::polymorphic::TYPE_ANNOTATION;
use crate::reference::Target;

/// What is said of an entity, in the order in which it was said first.
#[derive(Clone, PartialEq)]
pub(super) struct Content {
    entries: Vec<(Cow<'static, str>, Entry)>,
}

#[derive(Clone, PartialEq)]
pub(super) enum Entry {
    /// A value as JSON text.
    Json(String),
    /// A structured value, or related entities.
    Part(JsonTemplate),
    /// A navigation property is bound to one entity.
    One(Target),
    /// A navigation property is bound to entities.
    Many(Vec<Target>),
}

impl Content {
    pub(super) const fn new() -> Self {
        Self {
            entries: Vec::new(),
        }
    }

    /// Says something of a name, in place of what was said before.
    pub(super) fn put(&mut self, name: impl Into<Cow<'static, str>>, entry: Entry) {
        let name = name.into();
        match self.find(&name) {
            Some(before) => *before = entry,
            None => self.entries.push((name, entry)),
        }
    }

    /// Binds a navigation property to entities, and leaves it bound to those it is bound to. To
    /// none is no change.
    pub(super) fn bind(&mut self, navigation: &str, targets: Vec<Target>) {
        let name = bind::name(navigation);
        match self.find(&name) {
            Some(Entry::Many(before)) => before.extend(targets),
            _ if targets.is_empty() => {}
            _ => self.put(name, Entry::Many(targets)),
        }
    }

    /// Takes back what was said of a name.
    pub(super) fn remove(&mut self, name: &str) {
        self.entries.retain(|(other, _)| other != name);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, _)| name.as_ref())
    }

    /// The whole as a JSON object of the type `type_name`, if that has to be said.
    pub(super) fn template(&self, type_name: Option<&str>) -> JsonTemplate {
        let mut template = JsonTemplate::default();
        let mut separator = "{";
        if let Some(name) = type_name.filter(|_| !self.names().any(|name| name == TYPE_ANNOTATION))
        {
            template.text(separator);
            template.text(&self::type_name(name));
            separator = ",";
        }
        for (name, entry) in &self.entries {
            template.text(separator);
            template.text(&quoted(name));
            template.text(":");
            entry.write(&mut template);
            separator = ",";
        }
        template.text(if separator == "{" { "{}" } else { "}" });
        if let Some(problem) = self.problem() {
            template.note(problem);
        }
        template
    }

    fn find(&mut self, name: &str) -> Option<&mut Entry> {
        let mut entries = self.entries.iter_mut();
        entries.find_map(|(other, entry)| (other == name).then_some(entry))
    }

    fn problem(&self) -> Option<String> {
        let bound = self.entries.iter().map(|(_, entry)| match entry {
            Entry::One(_) => 1,
            Entry::Many(targets) => targets.len(),
            Entry::Json(_) | Entry::Part(_) => 0,
        });
        bind::problem(bound.sum())
    }
}

impl Entry {
    fn write(&self, template: &mut JsonTemplate) {
        match self {
            Self::Json(text) => template.text(text),
            Self::Part(part) => template.append(part),
            Self::One(target) => template.url(target),
            Self::Many(targets) => {
                template.text("[");
                for (at, target) in targets.iter().enumerate() {
                    template.text(if at == 0 { "" } else { "," });
                    template.url(target);
                }
                template.text("]");
            }
        }
    }
}

/// The names, not the values: these are people's data.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}
