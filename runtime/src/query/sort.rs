//! In which order: `$orderby`.

use std::fmt;
use std::marker::PhantomData;

use super::inherits::Inherits;
use super::path::PropertyPath;
use super::terms::{Terms, lists_of};
use super::value::Comparable;
use crate::property::Property;

/// A property and the direction to sort by it in: made by `asc` and `desc`.
pub struct Order<O> {
    text: String,
    of: PhantomData<fn() -> O>,
}

/// What to sort by, for [`Request::order_by`](crate::Request::order_by): a property, which is the
/// same as its `asc`, an [`Order`], a tuple of up to twelve, an array or a vector. The first counts
/// most.
#[diagnostic::on_unimplemented(
    message = "`{O}` is not sorted by `{Self}`",
    label = "not a property of `{O}` that has one value"
)]
pub trait Sorting<O> {
    /// Adds what to sort by.
    fn add_to(self, terms: &mut Terms);
}

macro_rules! sorted {
    ($name:ident $(, $access:ident)?) => {
        /// Directions to sort in.
        impl<O, T $(, $access)?> $name<O, T $(, $access)?> {
            /// Least first.
            ///
            /// ```
            /// # use msgraph_runtime::Property;
            /// # struct User;
            /// const NAME: Property<User, String> = Property::new("displayName");
            /// assert_eq!(NAME.asc().to_string(), "displayName asc");
            /// ```
            pub fn asc(&self) -> Order<O>
            where
                T: Comparable,
            {
                Order::new(self.path_text().into_text(), "asc")
            }

            /// Greatest first.
            ///
            /// ```
            /// # use msgraph_runtime::Property;
            /// # struct User;
            /// const NAME: Property<User, String> = Property::new("displayName");
            /// assert_eq!(NAME.desc().to_string(), "displayName desc");
            /// ```
            pub fn desc(&self) -> Order<O>
            where
                T: Comparable,
            {
                Order::new(self.path_text().into_text(), "desc")
            }
        }

        #[diagnostic::do_not_recommend]
        impl<O: Inherits<B>, B, T: Comparable $(, $access)?> Sorting<O> for $name<B, T $(, $access)?> {
            fn add_to(self, terms: &mut Terms) {
                terms.push(self.path_text().into_text());
            }
        }
    };
}

sorted!(Property, A);
sorted!(PropertyPath);

#[diagnostic::do_not_recommend]
impl<O: Inherits<B>, B> Sorting<O> for Order<B> {
    fn add_to(self, terms: &mut Terms) {
        terms.push(self.text);
    }
}

lists_of!(Sorting);

impl<O> Order<O> {
    fn new(path: String, direction: &str) -> Self {
        Self {
            text: format!("{path} {direction}"),
            of: PhantomData,
        }
    }
}

impl<O> Clone for Order<O> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            of: PhantomData,
        }
    }
}

impl<O> fmt::Debug for Order<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Order({self})")
    }
}

impl<O> fmt::Display for Order<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
