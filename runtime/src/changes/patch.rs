//! Changes of an entity.

use std::fmt;
use std::marker::PhantomData;

use super::content::{Content, Entry};
use super::setters::setters;
use super::{bind, derived_name};
use crate::model::{DerivedFrom, Structured, Value, to_json};
use crate::property::{Many, NavigationProperty, OnUpdate, One, Property};
use crate::query::Inherits;
use crate::reference::ReferenceTo;

/// Changes of a `T`, said one by one: of each property that it is to stay, to be a value, or to be
/// `null`.
///
/// Nothing is sent of what is not named. A property that the service sets, or that stays what it was
/// at creation, cannot be named:
///
/// ```
/// # use msgraph_runtime::Patch;
/// # mod user {
/// #     use msgraph_runtime::Property;
/// #     pub struct User;
/// #     pub const DISPLAY_NAME: Property<User, String> = Property::new("displayName");
/// #     pub const MAIL: Property<User, String> = Property::new("mail");
/// #     pub const BUSINESS_PHONES: Property<User, Vec<String>> = Property::new("businessPhones");
/// # }
/// # use user::User;
/// let changes = Patch::<User>::new()
///     .set(user::DISPLAY_NAME, "Ada")
///     .set_list(user::BUSINESS_PHONES, ["+1 555 0100"])
///     .set_null(user::MAIL);
/// assert_eq!(format!("{changes:?}"), r#"Patch(["displayName", "businessPhones", "mail"])"#);
/// ```
///
/// ```compile_fail,E0277
/// # use msgraph_runtime::Patch;
/// # mod user {
/// #     use msgraph_runtime::{ReadOnly, Property};
/// #     pub struct User;
/// #     pub const ID: Property<User, String, ReadOnly> = Property::new("id");
/// # }
/// # use user::User;
/// let changes = Patch::<User>::new().set(user::ID, "u7"); // this property cannot be changed
/// ```
///
/// What is said of a name later replaces what was said before, except that
/// [`bind`](Patch::bind) adds.
pub struct Patch<T> {
    pub(super) content: Content,
    marker: PhantomData<fn() -> T>,
}

setters!(Patch, OnUpdate);

impl<T> Patch<T> {
    /// Changes a property of a structured type in part: what is not named in `part` stays, if the
    /// service can change this property in part (OData Protocol 4.01, section 11.4.3).
    ///
    /// If `part` is of a type derived from that of the property, its `@odata.type` is sent.
    pub fn set_patch<O, V: Structured, S: DerivedFrom<V::Declared>, A: OnUpdate>(
        mut self,
        property: Property<O, V, A>,
        part: Patch<S>,
    ) -> Self
    where
        T: Inherits<O>,
    {
        let part = part.content.template(derived_name::<S, V::Declared>());
        self.content.put(property.name(), Entry::Part(part));
        self
    }
}
