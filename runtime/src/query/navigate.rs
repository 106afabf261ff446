//! From a property on: to its properties, and to the types derived from its own.

use super::filter::Filter;
use super::inherits::Inherits;
use super::path::{NavigationPath, PropertyPath, Step};
use crate::literal::Literal;
use crate::model::{DerivedFrom, Record, Structured};
use crate::property::{NavigationProperty, One, Property};

/// Writes how to go on from a complex value, or from an entity.
macro_rules! steps {
    ([$($parameter:ident),*] $place:ty) => {
        /// Paths.
        impl<$($parameter),*> $place {
            /// Goes on to a property of the value.
            ///
            /// ```
            /// # use msgraph_runtime::{Property, query::Filter};
            /// # struct User; struct OrgData;
            /// const EMPLOYEE_ORG_DATA: Property<User, OrgData> = Property::new("employeeOrgData");
            /// const DIVISION: Property<OrgData, String> = Property::new("division");
            ///
            /// let northern: Filter<User> = EMPLOYEE_ORG_DATA.then(DIVISION).eq("North");
            /// assert_eq!(northern.to_string(), "employeeOrgData/division eq 'North'");
            /// ```
            pub fn then<S: Step<T>>(&self, step: S) -> S::From<O> {
                step.after(self.path_text())
            }
        }
    };
}

steps!([O, T, A] Property<O, T, A>);
steps!([O, T] PropertyPath<O, T>);
steps!([O, T] NavigationProperty<O, T, One>);
steps!([O, T] NavigationPath<O, T, One>);

/// Writes the cast to a derived type.
macro_rules! casts {
    ([$($parameter:ident),*] $place:ty => $target:ty) => {
        /// Derived types.
        impl<$($parameter),*> $place
        where
            T: Structured,
        {
            /// The same as a `U`, which is derived from the declared type (for an enum of a type and of
            /// those that derive from it, that type), to go on to its properties (OData URL
            /// Conventions 4.01, section 4.11). What is no `U` is null, or left out of the
            /// collection. See [`it`](crate::query::it) for an example.
            pub fn cast<U: DerivedFrom<T::Declared>>(&self) -> $target {
                <$target>::new(self.path_text().join(type_name::<U>()))
            }
        }
    };
}

casts!([O, T, A] Property<O, T, A> => PropertyPath<O, U>);
casts!([O, T, A] Property<O, Vec<T>, A> => PropertyPath<O, Vec<U>>);
casts!([O, T] PropertyPath<O, T> => PropertyPath<O, U>);
casts!([O, T] PropertyPath<O, Vec<T>> => PropertyPath<O, Vec<U>>);
casts!([O, T, M] NavigationProperty<O, T, M> => NavigationPath<O, U, M>);
casts!([O, T, M] NavigationPath<O, T, M> => NavigationPath<O, U, M>);

/// Writes the question whether a value is of a derived type.
macro_rules! type_tests {
    ([$($parameter:ident),*] $place:ty) => {
        /// Derived types.
        impl<$($parameter),*> $place
        where
            T: Structured,
        {
            /// The value is a `U`, which is derived from the declared type (OData URL Conventions
            /// 4.01, section 5.1.1.10). See [`it`](crate::query::it) for an example.
            pub fn is_of<U: DerivedFrom<T::Declared>>(&self) -> Filter<O> {
                Filter::new(self.path_text().type_test(type_name::<U>()))
            }
        }
    };
}

type_tests!([O, T, A] Property<O, T, A>);
type_tests!([O, T] PropertyPath<O, T>);
type_tests!([O, T] NavigationProperty<O, T, One>);
type_tests!([O, T] NavigationPath<O, T, One>);

/// The qualified name of a type. An empty value of it is cheaper than a name that every record of a
/// crate would have besides its table.
fn type_name<U: Record + Default>() -> &'static str {
    U::default().shape().type_name
}

/// Writes what is asked of a navigation property to one entity.
macro_rules! presence {
    ($place:ident) => {
        /// Whether there is an entity.
        impl<O, T> $place<O, T, One> {
            /// There is no entity.
            ///
            /// ```
            /// # use msgraph_runtime::{NavigationProperty, query::Filter};
            /// # struct User;
            /// const MANAGER: NavigationProperty<User, User> = NavigationProperty::new("manager");
            /// let condition: Filter<User> = MANAGER.is_null();
            /// assert_eq!(condition.to_string(), "manager eq null");
            /// ```
            pub fn is_null<X: Inherits<O>>(&self) -> Filter<X> {
                Filter::new(self.path_text().compare("eq", &Literal::NULL))
            }

            /// There is an entity. On directory objects this is an
            /// [`advanced`](crate::Request::advanced) query.
            pub fn is_not_null<X: Inherits<O>>(&self) -> Filter<X> {
                Filter::new(self.path_text().compare("ne", &Literal::NULL))
            }
        }
    };
}

presence!(NavigationProperty);
presence!(NavigationPath);
