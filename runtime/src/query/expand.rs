//! Which related entities: `$expand`.

use std::fmt;
use std::marker::PhantomData;

use super::expression::{AND, SEARCH_AND};
use super::filter::Filter;
use super::inherits::Inherits;
use super::option_list::{OptionList, QueryValue};
use super::path::NavigationPath;
use super::search::Search;
use super::select::Selection;
use super::sort::Sorting;
use super::terms::{Terms, lists_of};
use crate::property::{NavigationProperty, Property};

/// Navigation properties of an `O`, for [`Request::expand`](crate::Request::expand): one, one with
/// options, a tuple of up to twelve, an array or a vector. A complex or stream property can be
/// expanded too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` expands nothing of `{O}`",
    label = "not a navigation property of `{O}`"
)]
pub trait Expansion<O> {
    /// Adds what is expanded.
    fn add_to(self, terms: &mut Terms);
}

/// A navigation property with the options that its entities are read with: made by `with`.
pub struct Expand<O> {
    text: String,
    problem: Option<&'static str>,
    of: PhantomData<fn() -> O>,
}

/// The options that the entities of an expanded navigation property are read with (OData URL
/// Conventions 4.01, section 5.1.3).
///
/// The description says nothing of them, so all are here; the service may know fewer. Directory
/// objects have `$select` and, in some versions, nothing else.
pub struct ExpandOptions<T> {
    options: OptionList,
    of: PhantomData<fn() -> T>,
}

macro_rules! expanded {
    ($name:ident) => {
        /// Expansion.
        impl<O, T, M> $name<O, T, M> {
            /// Expands with options.
            ///
            /// ```
            /// # use msgraph_runtime::{Many, NavigationProperty, Property};
            /// # struct User; struct Group;
            /// const MEMBERS: NavigationProperty<Group, User, Many> = NavigationProperty::new("members");
            /// const ID: Property<User, String> = Property::new("id");
            /// const ENABLED: Property<User, bool> = Property::new("accountEnabled");
            ///
            /// let members = MEMBERS.with(|e| e.select((ID, ENABLED)).top(5));
            /// assert_eq!(members.to_string(), "members($select=id,accountEnabled;$top=5)");
            /// ```
            pub fn with(
                &self,
                options: impl FnOnce(ExpandOptions<T>) -> ExpandOptions<T>,
            ) -> Expand<O> {
                Expand::new(
                    self.path_text().into_text(),
                    &options(ExpandOptions::new()).options,
                )
            }
        }

        #[diagnostic::do_not_recommend]
        impl<O: Inherits<B>, B, T, M> Expansion<O> for $name<B, T, M> {
            fn add_to(self, terms: &mut Terms) {
                terms.push(self.path_text().into_text());
            }
        }
    };
}

expanded!(NavigationProperty);
expanded!(NavigationPath);

#[diagnostic::do_not_recommend]
impl<O: Inherits<B>, B> Expansion<O> for Expand<B> {
    fn add_to(self, terms: &mut Terms) {
        terms.problem = terms.problem.or(self.problem);
        terms.push(self.text);
    }
}

#[diagnostic::do_not_recommend]
impl<O: Inherits<B>, B, T, A> Expansion<O> for Property<B, T, A> {
    fn add_to(self, terms: &mut Terms) {
        terms.push(self.name().to_owned());
    }
}

lists_of!(Expansion);

impl<O> Expand<O> {
    fn new(path: String, options: &OptionList) -> Self {
        let texts: Vec<String> = options
            .iter()
            .filter_map(|option| match &option.value {
                QueryValue::Text(text) => Some(format!("{}={text}", option.name)),
                QueryValue::Reference(_) => None,
            })
            .collect();
        let text = match texts.as_slice() {
            [] => path,
            texts => format!("{path}({})", texts.join(";")),
        };
        Self {
            text,
            problem: options.problem,
            of: PhantomData,
        }
    }
}

impl<T> ExpandOptions<T> {
    fn new() -> Self {
        Self {
            options: OptionList::default(),
            of: PhantomData,
        }
    }

    /// Only these properties: `$select`. Properties of a second call are added.
    #[must_use]
    pub fn select(mut self, properties: impl Selection<T>) -> Self {
        let mut terms = Terms::default();
        properties.add_to(&mut terms);
        self.options.append_new("$select", terms);
        self
    }

    /// These related entities as well: `$expand`. Those of a second call are added.
    #[must_use]
    pub fn expand(mut self, navigation: impl Expansion<T>) -> Self {
        let mut terms = Terms::default();
        navigation.add_to(&mut terms);
        self.options.append("$expand", terms);
        self
    }

    /// Only entities for which the condition holds: `$filter`. With a second one, both have to.
    #[must_use]
    pub fn filter(mut self, condition: Filter<T>) -> Self {
        self.options.join("$filter", &AND, condition.expression);
        self
    }

    /// Only entities in which this is found: `$search`. With a second one, both have to be.
    #[must_use]
    pub fn search(mut self, search: impl Into<Search<T>>) -> Self {
        let search = search.into();
        self.options.join("$search", &SEARCH_AND, search.expression);
        self
    }

    /// In this order: `$orderby`. What a second call adds sorts entities that are equal by the
    /// first.
    #[must_use]
    pub fn order_by(mut self, order: impl Sorting<T>) -> Self {
        let mut terms = Terms::default();
        order.add_to(&mut terms);
        self.options.append("$orderby", terms);
        self
    }

    /// At most this many: `$top`.
    #[must_use]
    pub fn top(mut self, count: u32) -> Self {
        self.options.set("$top", count.to_string());
        self
    }

    /// Without the first ones: `$skip`.
    #[must_use]
    pub fn skip(mut self, count: u32) -> Self {
        self.options.set("$skip", count.to_string());
        self
    }

    /// With their number: `$count=true`.
    #[must_use]
    pub fn with_count(mut self) -> Self {
        self.options.set("$count", "true".to_owned());
        self
    }

    /// Expands the same navigation property of the entities found, so many levels deep: `$levels`.
    #[must_use]
    pub fn levels(mut self, levels: u32) -> Self {
        self.options.set("$levels", levels.to_string());
        self
    }

    /// As [`levels`](ExpandOptions::levels), as deep as the service goes: `$levels=max`.
    #[must_use]
    pub fn levels_max(mut self) -> Self {
        self.options.set("$levels", "max".to_owned());
        self
    }

    /// Adds an option by its name, `$` included, with a value that nothing checks, not encoded.
    #[must_use]
    pub fn raw(mut self, name: &str, value: impl Into<String>) -> Self {
        self.options.push(name, QueryValue::Text(value.into()));
        self
    }
}

impl<O> Clone for Expand<O> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            problem: self.problem,
            of: PhantomData,
        }
    }
}

impl<O> fmt::Debug for Expand<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expand({self})")
    }
}

impl<O> fmt::Display for Expand<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<T> fmt::Debug for ExpandOptions<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.options.iter().map(|option| &option.name);
        f.debug_tuple("ExpandOptions")
            .field(&names.collect::<Vec<_>>())
            .finish()
    }
}
