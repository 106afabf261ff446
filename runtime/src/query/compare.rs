//! Conditions on one value.

use super::filter::Filter;
use super::inherits::Inherits;
use super::path::PropertyPath;
use super::value::{Comparable, Ordered, ValueOf};
use crate::literal::Literal;
use crate::model::{Flags, OpenEnum};
use crate::property::Property;

/// Writes the conditions for a type that has a `path_text`: the same for all of them.
macro_rules! conditions {
    ($name:ident $(, $access:ident)?) => {
        /// Conditions on a value.
        impl<O, T $(, $access)?> $name<O, T $(, $access)?> {
            /// The value is this one. For null there is `is_null`.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct User;
            /// const CITY: Property<User, String> = Property::new("city");
            /// let condition: Filter<User> = CITY.eq("Île d'Yeu");
            /// assert_eq!(condition.to_string(), "city eq 'Île d''Yeu'");
            /// ```
            #[allow(
                clippy::should_implement_trait,
                reason = "it makes a condition and compares nothing"
            )]
            pub fn eq<X: Inherits<O>>(&self, value: impl ValueOf<T>) -> Filter<X>
            where
                T: Comparable,
            {
                Filter::new(self.path_text().compare("eq", &value.into_literal()))
            }

            /// The value is not this one. On directory objects this is an
            /// [`advanced`](crate::Request::advanced) query.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct User;
            /// const ENABLED: Property<User, bool> = Property::new("accountEnabled");
            /// let condition: Filter<User> = ENABLED.ne(true);
            /// assert_eq!(condition.to_string(), "accountEnabled ne true");
            /// ```
            pub fn ne<X: Inherits<O>>(&self, value: impl ValueOf<T>) -> Filter<X>
            where
                T: Comparable,
            {
                Filter::new(self.path_text().compare("ne", &value.into_literal()))
            }

            /// The value is one of these. The service has a limit, of 15 for directory objects.
            ///
            /// An empty list is reported when the request is sent, with
            /// [`is_request`](crate::Error::is_request): OData has no way to write it.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct User;
            /// const CITY: Property<User, String> = Property::new("city");
            /// let condition: Filter<User> = CITY.one_of(["Oslo", "Rome"]);
            /// assert_eq!(condition.to_string(), "city in ('Oslo','Rome')");
            /// ```
            pub fn one_of<X: Inherits<O>>(&self, values: impl IntoIterator<Item = impl ValueOf<T>>) -> Filter<X>
            where
                T: Comparable,
            {
                let values = values.into_iter();
                let literals: Vec<String> =
                    values.map(|value| value.into_literal().to_string()).collect();
                Filter::new(self.path_text().one_of(&literals))
            }
        }

        /// Conditions on a value that has an order.
        impl<O, T $(, $access)?> $name<O, T $(, $access)?> {
            /// The value is greater: `gt`.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct Item;
            /// const SIZE: Property<Item, i64> = Property::new("size");
            /// let condition: Filter<Item> = SIZE.gt(1024);
            /// assert_eq!(condition.to_string(), "size gt 1024");
            /// ```
            pub fn gt<X: Inherits<O>>(&self, value: impl ValueOf<T>) -> Filter<X>
            where
                T: Ordered,
            {
                Filter::new(self.path_text().compare("gt", &value.into_literal()))
            }

            /// The value is greater or the same: `ge`.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, edm, query::Filter};
            /// # struct User;
            /// const CREATED: Property<User, edm::DateTimeOffset> = Property::new("createdDateTime");
            /// let start = edm::DateTimeOffset::from("2026-01-02T00:00:00Z");
            /// let condition: Filter<User> = CREATED.ge(start);
            /// assert_eq!(condition.to_string(), "createdDateTime ge 2026-01-02T00:00:00Z");
            /// ```
            pub fn ge<X: Inherits<O>>(&self, value: impl ValueOf<T>) -> Filter<X>
            where
                T: Ordered,
            {
                Filter::new(self.path_text().compare("ge", &value.into_literal()))
            }

            /// The value is less: `lt`.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct Item;
            /// const SCORE: Property<Item, f64> = Property::new("score");
            /// let condition: Filter<Item> = SCORE.lt(0.5);
            /// assert_eq!(condition.to_string(), "score lt 0.5");
            /// ```
            pub fn lt<X: Inherits<O>>(&self, value: impl ValueOf<T>) -> Filter<X>
            where
                T: Ordered,
            {
                Filter::new(self.path_text().compare("lt", &value.into_literal()))
            }

            /// The value is less or the same: `le`.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct User;
            /// const NAME: Property<User, String> = Property::new("displayName");
            /// let condition: Filter<User> = NAME.le("m");
            /// assert_eq!(condition.to_string(), "displayName le 'm'");
            /// ```
            pub fn le<X: Inherits<O>>(&self, value: impl ValueOf<T>) -> Filter<X>
            where
                T: Ordered,
            {
                Filter::new(self.path_text().compare("le", &value.into_literal()))
            }
        }

        /// Conditions on text.
        impl<O $(, $access)?> $name<O, String $(, $access)?> {
            /// The text starts with this.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct User;
            /// const NAME: Property<User, String> = Property::new("displayName");
            /// let condition: Filter<User> = NAME.starts_with("A");
            /// assert_eq!(condition.to_string(), "startswith(displayName,'A')");
            /// ```
            pub fn starts_with<X: Inherits<O>>(&self, text: &str) -> Filter<X> {
                Filter::new(self.path_text().call("startswith", &Literal::from(text)))
            }

            /// The text ends with this. On directory objects this is an
            /// [`advanced`](crate::Request::advanced) query.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct User;
            /// const MAIL: Property<User, String> = Property::new("mail");
            /// let condition: Filter<User> = MAIL.ends_with("@b.example");
            /// assert_eq!(condition.to_string(), "endswith(mail,'@b.example')");
            /// ```
            pub fn ends_with<X: Inherits<O>>(&self, text: &str) -> Filter<X> {
                Filter::new(self.path_text().call("endswith", &Literal::from(text)))
            }

            /// The text contains this. Few services of Graph can say so; directory objects have
            /// [`search`](crate::Request::search).
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct Message;
            /// const SUBJECT: Property<Message, String> = Property::new("subject");
            /// let condition: Filter<Message> = SUBJECT.contains("lunch");
            /// assert_eq!(condition.to_string(), "contains(subject,'lunch')");
            /// ```
            pub fn contains<X: Inherits<O>>(&self, text: &str) -> Filter<X> {
                Filter::new(self.path_text().call("contains", &Literal::from(text)))
            }
        }

        /// Conditions on sets of flags.
        impl<O, E: OpenEnum $(, $access)?> $name<O, Flags<E> $(, $access)?> {
            /// The set has this member, or all of these (OData URL Conventions 4.01, section
            /// 5.1.1.1.10).
            ///
            /// ```
            /// # use msgraph_runtime::{Flags, Property, codegen as rt, query::Filter};
            /// # struct Strength;
            /// # struct Mode(String);
            /// # impl Mode { fn as_str(&self) -> &str { &self.0 } }
            /// # impl From<&str> for Mode { fn from(name: &str) -> Self { Self(name.to_owned()) } }
            /// # rt::open_enum!(Mode);
            /// const MODES: Property<Strength, Flags<Mode>> = Property::new("modes");
            /// let condition: Filter<Strength> = MODES.has(Mode::from("sms"));
            /// assert_eq!(condition.to_string(), "modes has 'sms'");
            /// ```
            pub fn has<X: Inherits<O>>(&self, members: impl ValueOf<Flags<E>>) -> Filter<X> {
                Filter::new(self.path_text().compare("has", &members.into_literal()))
            }
        }

        /// Whether there is a value.
        impl<O, T $(, $access)?> $name<O, T $(, $access)?> {
            /// There is no value: it is null. A collection never is; it has `is_empty`.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct User;
            /// const MAIL: Property<User, String> = Property::new("mail");
            /// let condition: Filter<User> = MAIL.is_null();
            /// assert_eq!(condition.to_string(), "mail eq null");
            /// ```
            pub fn is_null<X: Inherits<O>>(&self) -> Filter<X> {
                Filter::new(self.path_text().compare("eq", &Literal::NULL))
            }

            /// There is a value. On directory objects this is an
            /// [`advanced`](crate::Request::advanced) query.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct Item; struct Folder;
            /// const FOLDER: Property<Item, Folder> = Property::new("folder");
            /// let condition: Filter<Item> = FOLDER.is_not_null();
            /// assert_eq!(condition.to_string(), "folder ne null");
            /// ```
            pub fn is_not_null<X: Inherits<O>>(&self) -> Filter<X> {
                Filter::new(self.path_text().compare("ne", &Literal::NULL))
            }
        }
    };
}

conditions!(Property, A);
conditions!(PropertyPath);
