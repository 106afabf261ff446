//! Conditions on collections.

use super::filter::Filter;
use super::inherits::Inherits;
use super::path::{Each, NavigationPath, PathText, PropertyPath};
use crate::property::{Many, NavigationProperty, Property};

/// A condition on the items of a collection, which its argument stands for.
fn lambda<X, T>(
    collection: PathText,
    function: &str,
    condition: impl FnOnce(PropertyPath<Each<T>, T>) -> Filter<Each<T>>,
) -> Filter<X> {
    let item = collection.variable();
    let filter = condition(PropertyPath::new(item.clone()));
    Filter::new(collection.lambda(function, &item, filter.expression))
}

/// Writes the conditions on a collection of `T`.
macro_rules! collections {
    ([$($parameter:ident),*] $collection:ty) => {
        /// Conditions on a collection.
        impl<$($parameter),*> $collection {
            /// The condition holds for one of the items, or for more (OData URL Conventions 4.01,
            /// section 5.1.1.13.1). Properties of an item are named through the argument, `x`.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, edm, query::Filter};
            /// # struct User; struct AssignedLicense;
            /// const BUSINESS_PHONES: Property<User, Vec<String>> = Property::new("businessPhones");
            /// const ASSIGNED_LICENSES: Property<User, Vec<AssignedLicense>> = Property::new("assignedLicenses");
            /// const SKU_ID: Property<AssignedLicense, edm::Guid> = Property::new("skuId");
            ///
            /// # let sku = edm::Guid::from("c5928f49-12ba-48f7-ada3-0d743a3601d5");
            /// let reachable: Filter<User> = BUSINESS_PHONES.any(|x| x.starts_with("+47"));
            /// assert_eq!(reachable.to_string(), "businessPhones/any(x:startswith(x,'+47'))");
            ///
            /// let licensed: Filter<User> = ASSIGNED_LICENSES.any(|x| x.then(SKU_ID).eq(sku));
            /// assert_eq!(
            ///     licensed.to_string(),
            ///     "assignedLicenses/any(x:x/skuId eq c5928f49-12ba-48f7-ada3-0d743a3601d5)"
            /// );
            /// ```
            pub fn any<X: Inherits<O>>(
                &self,
                condition: impl FnOnce(PropertyPath<Each<T>, T>) -> Filter<Each<T>>,
            ) -> Filter<X> {
                lambda(self.path_text(), "any", condition)
            }

            /// The condition holds for each of the items, as it does if there is none.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct User;
            /// const PHONES: Property<User, Vec<String>> = Property::new("businessPhones");
            /// let local: Filter<User> = PHONES.all(|x| x.starts_with("+47"));
            /// assert_eq!(local.to_string(), "businessPhones/all(x:startswith(x,'+47'))");
            /// ```
            pub fn all<X: Inherits<O>>(
                &self,
                condition: impl FnOnce(PropertyPath<Each<T>, T>) -> Filter<Each<T>>,
            ) -> Filter<X> {
                lambda(self.path_text(), "all", condition)
            }

            /// There are no items. On directory objects this is an
            /// [`advanced`](crate::Request::advanced) query.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct User;
            /// const PHONES: Property<User, Vec<String>> = Property::new("businessPhones");
            /// let condition: Filter<User> = PHONES.is_empty();
            /// assert_eq!(condition.to_string(), "not businessPhones/any()");
            /// ```
            pub fn is_empty<X: Inherits<O>>(&self) -> Filter<X> {
                self.is_not_empty().not()
            }

            /// There are items.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct User;
            /// const PHONES: Property<User, Vec<String>> = Property::new("businessPhones");
            /// let condition: Filter<User> = PHONES.is_not_empty();
            /// assert_eq!(condition.to_string(), "businessPhones/any()");
            /// ```
            pub fn is_not_empty<X: Inherits<O>>(&self) -> Filter<X> {
                Filter::new(self.path_text().has_items())
            }

            /// How many items there are, to compare with a number. On directory objects this is an
            /// [`advanced`](crate::Request::advanced) query.
            ///
            /// ```
            /// # use msgraph_runtime::{Many, NavigationProperty, query::Filter};
            /// # struct Group; struct User;
            /// const OWNERS: NavigationProperty<Group, User, Many> = NavigationProperty::new("owners");
            /// let condition: Filter<Group> = OWNERS.count().eq(0);
            /// assert_eq!(condition.to_string(), "owners/$count eq 0");
            /// ```
            pub fn count(&self) -> PropertyPath<O, i64> {
                PropertyPath::new(self.path_text().join("$count"))
            }
        }
    };
}

collections!([O, T, A] Property<O, Vec<T>, A>);
collections!([O, T] PropertyPath<O, Vec<T>>);
collections!([O, T] NavigationProperty<O, T, Many>);
collections!([O, T] NavigationPath<O, T, Many>);
