//! What [`Patch`](super::Patch) and [`New`](super::New) have in common.

/// Writes the functions and traits of one of the two; `$access` is the access that a property needs
/// to be set.
macro_rules! setters {
    ($name:ident, $access:ident) => {
        impl<T> $name<T> {
            /// Nothing yet.
            #[allow(clippy::self_named_constructors, reason = "`New::new()` is one of two")]
            pub const fn new() -> Self {
                Self {
                    content: Content::new(),
                    marker: PhantomData,
                }
            }

            /// Gives a property a value.
            ///
            /// Values of a structured type are sent as a whole: what is not set in them is left
            /// out.
            pub fn set<O, V: Value, A: $access>(
                mut self,
                property: Property<O, V, A>,
                value: impl Into<V>,
            ) -> Self
            where
                T: Inherits<O>,
            {
                let json = to_json(&value.into());
                self.content.put(property.name(), Entry::Json(json));
                self
            }

            /// Gives a collection its items, in place of those it has.
            pub fn set_list<O, V: Value, A: $access>(
                self,
                property: Property<O, Vec<V>, A>,
                items: impl IntoIterator<Item: Into<V>>,
            ) -> Self
            where
                T: Inherits<O>,
            {
                let items: Vec<V> = items.into_iter().map(Into::into).collect();
                self.set(property, items)
            }

            /// Gives a property the value `null`, which clears it.
            pub fn set_null<O, V, A: $access>(mut self, property: Property<O, V, A>) -> Self
            where
                T: Inherits<O>,
            {
                let null = Entry::Json("null".to_owned());
                self.content.put(property.name(), null);
                self
            }

            /// Gives something a value by its name in JSON, of which the caller knows what the
            /// service makes of it: a property of an open type, an extension, a property that is newer
            /// than the description, an annotation.
            pub fn set_raw(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
                let json = to_json(&value.into());
                self.content.put(name.to_owned(), Entry::Json(json));
                self
            }

            /// Takes back what was said of a property: then nothing is sent of it.
            pub fn unset<O, V, A>(mut self, property: Property<O, V, A>) -> Self
            where
                T: Inherits<O>,
            {
                self.content.remove(property.name());
                self
            }

            /// Binds a navigation property to entities that exist, in addition to those it is bound
            /// to.
            ///
            /// They are sent as absolute URLs (`owners@odata.bind`), which are made when the
            /// request meets a client. To bind nothing says nothing. The service takes at most 20
            /// references in one request, over all navigation properties; more are an error with
            /// [`is_request`](crate::Error::is_request) when it is sent.
            pub fn bind<O, N>(
                mut self,
                property: NavigationProperty<O, N, Many>,
                targets: impl IntoIterator<Item: ReferenceTo<N>>,
            ) -> Self
            where
                T: Inherits<O>,
            {
                let targets = targets.into_iter().map(|target| target.reference_target());
                self.content.bind(property.name(), targets.collect());
                self
            }

            /// Binds a navigation property to an entity that exists, in place of that it is bound
            /// to; as [`bind`](Self::bind) does.
            pub fn bind_one<O, N>(
                mut self,
                property: NavigationProperty<O, N, One>,
                target: &(impl ReferenceTo<N> + ?Sized),
            ) -> Self
            where
                T: Inherits<O>,
            {
                let target = Entry::One(target.reference_target());
                self.content.put(bind::name(property.name()), target);
                self
            }

            /// Whether nothing is said.
            pub fn is_empty(&self) -> bool {
                self.content.is_empty()
            }

            /// The names in JSON of what is said, in the order in which they are sent. A name keeps
            /// its place when it is said again.
            pub fn names(&self) -> impl Iterator<Item = &str> {
                self.content.names()
            }
        }

        impl<T> Default for $name<T> {
            fn default() -> Self {
                Self::new()
            }
        }

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                Self {
                    content: self.content.clone(),
                    marker: PhantomData,
                }
            }
        }

        /// Two are equal if the same is sent.
        impl<T> PartialEq for $name<T> {
            fn eq(&self, other: &Self) -> bool {
                self.content == other.content
            }
        }

        /// The names, not the values: these are people's data.
        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name))
                    .field(&self.content)
                    .finish()
            }
        }
    };
}

pub(super) use setters;
