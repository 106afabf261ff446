//! Query options as they are put together.

use super::expression::{Binding, Expression, Operator};
use super::terms::Terms;
use crate::reference::Target;

/// The value of a query option.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QueryValue {
    /// Text, not encoded.
    Text(String),
    /// The absolute URL of an entity, made when the request is sent.
    Reference(Target),
}

/// The query options of a request or of an expanded navigation property, in the order in which they
/// were first given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OptionList {
    options: Vec<QueryOption>,
    /// Why they cannot be sent; told when the request is sent.
    pub(crate) problem: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub(crate) struct QueryOption {
    pub(crate) name: String,
    pub(crate) value: QueryValue,
    /// How tightly the text holds together, for a condition that another joins.
    binding: Binding,
}

/// Options are equal if they ask the same, however they were put together.
impl PartialEq for QueryOption {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.value == other.value
    }
}

impl Eq for QueryOption {}

impl OptionList {
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, QueryOption> {
        self.options.iter()
    }

    /// Adds an option, whether or not there is one of its name.
    pub(crate) fn push(&mut self, name: &str, value: QueryValue) {
        self.options.push(QueryOption {
            name: name.to_owned(),
            value,
            binding: Binding::Raw,
        });
    }

    /// Sets an option, in place of one of the same name.
    pub(crate) fn set(&mut self, name: &str, text: String) {
        match self.text_of(name) {
            Some((present, binding)) => (*present, *binding) = (text, Binding::Raw),
            None => self.push(name, QueryValue::Text(text)),
        }
    }

    /// Adds terms to the list of an option.
    pub(crate) fn append(&mut self, name: &str, terms: Terms) {
        self.problem = self.problem.or(terms.problem);
        if terms.texts.is_empty() {
            return;
        }
        let added = terms.texts.join(",");
        match self.text_of(name) {
            Some((present, _)) => {
                present.push(',');
                present.push_str(&added);
            }
            None => self.push(name, QueryValue::Text(added)),
        }
    }

    /// As [`append`](OptionList::append), without the terms that the option has: plain names.
    pub(crate) fn append_new(&mut self, name: &str, terms: Terms) {
        let mut new = Terms {
            problem: terms.problem,
            ..Terms::default()
        };
        let present = self
            .text_of(name)
            .map(|(text, _)| text.clone())
            .unwrap_or_default();
        for term in terms.texts {
            if !present.split(',').any(|other| other == term) && !new.texts.contains(&term) {
                new.push(term);
            }
        }
        self.append(name, new);
    }

    /// Adds a condition to that of an option.
    pub(crate) fn join(&mut self, name: &str, operator: &Operator, added: Expression) {
        self.problem = self.problem.or(added.problem);
        match self.text_of(name) {
            Some((present, binding)) => {
                let former = Expression::new(*binding, std::mem::take(present));
                let joined = former.joined(operator, added);
                (*present, *binding) = (joined.text, joined.binding);
            }
            None => self.options.push(QueryOption {
                name: name.to_owned(),
                value: QueryValue::Text(added.text),
                binding: added.binding,
            }),
        }
    }

    fn text_of(&mut self, name: &str) -> Option<(&mut String, &mut Binding)> {
        let option = self.options.iter_mut().find(|option| option.name == name)?;
        match &mut option.value {
            QueryValue::Text(text) => Some((text, &mut option.binding)),
            QueryValue::Reference(_) => None,
        }
    }
}
