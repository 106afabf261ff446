//! Which properties: `$select`.

use super::inherits::Inherits;
use super::path::{NavigationPath, PropertyPath};
use super::terms::{Terms, lists_of};
use crate::property::{NavigationProperty, Property};

/// Properties of an `O`, for [`Request::select`](crate::Request::select): one, a tuple of up to
/// twelve, an array or a vector.
///
/// ```compile_fail,E0277
/// # use msgraph_runtime::{Property, query::Selection};
/// # struct User; struct Group;
/// # const VISIBILITY: Property<Group, String> = Property::new("visibility");
/// fn of_user(selection: impl Selection<User>) { /* … */ }
///
/// of_user(VISIBILITY); // a property of `Group`
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` selects no properties of `{O}`",
    label = "not properties of `{O}`"
)]
pub trait Selection<O> {
    /// Adds their names.
    fn add_to(self, terms: &mut Terms);
}

#[diagnostic::do_not_recommend]
impl<O: Inherits<B>, B, T, A> Selection<O> for Property<B, T, A> {
    fn add_to(self, terms: &mut Terms) {
        terms.push(self.name().to_owned());
    }
}

#[diagnostic::do_not_recommend]
impl<O: Inherits<B>, B, T, M> Selection<O> for NavigationProperty<B, T, M> {
    fn add_to(self, terms: &mut Terms) {
        terms.push(self.name().to_owned());
    }
}

#[diagnostic::do_not_recommend]
impl<O: Inherits<B>, B, T> Selection<O> for PropertyPath<B, T> {
    fn add_to(self, terms: &mut Terms) {
        terms.push(self.path_text().into_text());
    }
}

#[diagnostic::do_not_recommend]
impl<O: Inherits<B>, B, T, M> Selection<O> for NavigationPath<B, T, M> {
    fn add_to(self, terms: &mut Terms) {
        terms.push(self.path_text().into_text());
    }
}

lists_of!(Selection);
