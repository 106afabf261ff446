//! Places: typed positions in the service.
//!
//! The types are defined by a macro in each generated crate, not here: their inherent methods are
//! generated, and Rust lets a crate add inherent methods only to types of its own.

use crate::path::Path;

/// What has a resource path: a place, a collection, a path.
pub trait Located {
    /// The resource path, below the service root.
    fn path(&self) -> &Path;
}

impl Located for Path {
    fn path(&self) -> &Path {
        self
    }
}

/// Defines `Place<T, N>` and `Collection<T, N>` in the module that invokes it.
#[doc(hidden)]
#[macro_export]
macro_rules! places {
    () => {
        $crate::located! {
            /// A place in the service where one `T` is, such as `/applications/3c1d`.
            ///
            /// A place is a value, not the entity: making one asks the service nothing. Walk on
            /// from it with the methods named after navigation properties, or ask it for a request,
            /// such as `get()`, and send that with a client. `Display` prints the path.
            ///
            /// `N` records through which entity set, singleton or navigation property the place was
            /// reached, because the service documents some operations for one way and not for
            /// another. The methods for all ways are on `Place<T, N>`, those for one way on that
            /// way's `N`. A variable seldom has to name it.
            ///
            /// A place can be the target of an entity reference wherever a `T`, or a type that `T`
            /// derives from, is asked for.
            Place
        }

        $crate::located! {
            /// A place in the service where a collection of `T` is, such as `/applications`.
            ///
            /// A collection is a value: making one asks the service nothing. Go on to one of its
            /// entities by key, with `id(…)`, or ask it for a request, such as `list()`, and send
            /// that with a client. `Display` prints the path.
            ///
            /// `N` records through which entity set or navigation property the collection was
            /// reached; see [`Place`].
            Collection
        }

        /// Makes places. Functions of no type: whoever calls one of a type has the compiler look through all that the type has, and these
        /// types have thousands of impls.
        mod at {
            use ::core::marker::PhantomData;

            use $crate::codegen::Path;

            pub(super) fn place<T, N>(path: Path) -> super::Place<T, N> {
                super::Place {
                    path,
                    marker: PhantomData,
                }
            }

            pub(super) fn collection<T, N>(path: Path) -> super::Collection<T, N> {
                super::Collection {
                    path,
                    marker: PhantomData,
                }
            }
        }

        impl<S, T, N> $crate::codegen::ReferenceTo<S> for Place<T, N>
        where
            T: $crate::codegen::IsA<S>,
        {
            fn reference_target(&self) -> $crate::codegen::Target {
                $crate::codegen::Target::Path(self.path.clone())
            }
        }
    };
}

/// Defines one of the two types. The traits are written out because deriving them would ask them of
/// `T` and `N`, which are only names here.
#[doc(hidden)]
#[macro_export]
macro_rules! located {
    ($(#[$documentation:meta])* $name:ident) => {
        $(#[$documentation])*
        pub struct $name<T, N> {
            path: $crate::codegen::Path,
            marker: ::core::marker::PhantomData<fn() -> (T, N)>,
        }

        impl<T, N> $name<T, N> {
            /// The place at `path`, of which the caller knows that a `T` is there.
            pub fn at(path: $crate::codegen::Path) -> Self {
                Self { path, marker: ::core::marker::PhantomData }
            }

            /// The resource path, below the service root.
            pub fn path(&self) -> &$crate::codegen::Path {
                &self.path
            }
        }

        impl<T, N> $crate::codegen::Located for $name<T, N> {
            fn path(&self) -> &$crate::codegen::Path {
                &self.path
            }
        }

        impl<T, N> ::core::clone::Clone for $name<T, N> {
            fn clone(&self) -> Self {
                Self::at(self.path.clone())
            }
        }

        impl<T, N> ::core::cmp::PartialEq for $name<T, N> {
            fn eq(&self, other: &Self) -> bool {
                self.path == other.path
            }
        }

        impl<T, N> ::core::cmp::Eq for $name<T, N> {}

        impl<T, N> ::core::hash::Hash for $name<T, N> {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(&self.path, state)
            }
        }

        impl<T, N> ::core::fmt::Debug for $name<T, N> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::write!(f, "{}({})", ::core::stringify!($name), self.path)
            }
        }

        impl<T, N> ::core::fmt::Display for $name<T, N> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.path, f)
            }
        }
    };
}
