//! Properties by name and type: what queries and changes are put together from.

use std::fmt;
use std::marker::PhantomData;

/// A structural property of the structured type `O`, whose value is a `T`.
///
/// Generated crates have one constant for each property of each type that a request takes query
/// options or values of, inherited ones included, such as `user::DISPLAY_NAME`. `A` is what the description says of writing to it: [`ReadWrite`],
/// [`CreateOnly`] or [`ReadOnly`].
///
/// ```
/// # use msgraph_runtime::{Property, ReadOnly};
/// # struct User;
/// const DISPLAY_NAME: Property<User, String> = Property::new("displayName");
/// const CREATED: Property<User, msgraph_runtime::edm::DateTimeOffset, ReadOnly> = Property::new("createdDateTime");
/// assert_eq!(DISPLAY_NAME.name(), "displayName");
/// ```
pub struct Property<O, T, A = ReadWrite> {
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub of: PhantomData<Relation<O, T, A>>,
}

impl<O, T, A> Property<O, T, A> {
    /// The property of this name, of which the caller knows that `O` has it.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            of: PhantomData,
        }
    }

    /// The name in JSON and in queries.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

/// A navigation property of the structured type `O` that leads to `T`: to [`One`] or to [`Many`].
///
/// Generated crates have one constant for each, such as `application::OWNERS`.
pub struct NavigationProperty<O, T, M = One> {
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub of: PhantomData<Relation<O, T, M>>,
}

impl<O, T, M> NavigationProperty<O, T, M> {
    /// The navigation property of this name, of which the caller knows that `O` has it.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            of: PhantomData,
        }
    }

    /// The name in JSON and in queries.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

/// What the type parameters of a property say. A function, so that a property can go to any thread,
/// whatever its types are.
pub(crate) type Relation<O, T, X> = fn() -> (O, T, X);

/// The property can be set when an entity is created and when it is changed.
#[derive(Debug)]
pub enum ReadWrite {}

/// The property is set when an entity is created, and stays (`Core.Immutable`).
#[derive(Debug)]
pub enum CreateOnly {}

/// The service sets the property (`Core.Computed`, `Core.Permissions: Read`).
#[derive(Debug)]
pub enum ReadOnly {}

/// What can be said when an entity is created.
#[diagnostic::on_unimplemented(
    message = "a property that the service sets cannot be given when an entity is created",
    label = "the description says that this property is read only"
)]
pub trait OnCreate {}

/// What can be said when an entity is changed.
#[diagnostic::on_unimplemented(
    message = "this property cannot be changed",
    label = "the description says that this property is `{Self}`"
)]
pub trait OnUpdate {}

impl OnCreate for ReadWrite {}
impl OnUpdate for ReadWrite {}
impl OnCreate for CreateOnly {}

/// A navigation property leads to one entity, or to none.
#[derive(Debug)]
pub enum One {}

/// A navigation property leads to a collection.
#[derive(Debug)]
pub enum Many {}

macro_rules! names {
    ($name:ident) => {
        impl<O, T, X> Clone for $name<O, T, X> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<O, T, X> Copy for $name<O, T, X> {}

        impl<O, T, X> fmt::Debug for $name<O, T, X> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.name)
            }
        }
    };
}

names!(Property);
names!(NavigationProperty);
