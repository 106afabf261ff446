//! A new entity.

use std::fmt;
use std::marker::PhantomData;

use super::content::{Content, Entry};
use super::setters::setters;
use super::template::JsonTemplate;
use super::{Creates, bind, derived_name};
use crate::model::{DerivedFrom, Structured, Value, to_json};
use crate::property::{Many, NavigationProperty, OnCreate, One, Property};
use crate::query::Inherits;
use crate::reference::ReferenceTo;

/// A `T` that is to be created: what is known of it, to which entities it is related, and what is
/// created along with it.
///
/// A property that the service sets cannot be given:
///
/// ```
/// # use msgraph_runtime::{EntityUrl, New};
/// # mod application {
/// #     use msgraph_runtime::{Many, NavigationProperty, Property};
/// #     pub struct Application;
/// #     pub struct DirectoryObject;
/// #     pub const DISPLAY_NAME: Property<Application, String> = Property::new("displayName");
/// #     pub const OWNERS: NavigationProperty<Application, DirectoryObject, Many> = NavigationProperty::new("owners");
/// # }
/// # use application::Application;
/// # let owner = EntityUrl::unchecked("users/u7");
/// let payroll = New::<Application>::new()
///     .set(application::DISPLAY_NAME, "Payroll")
///     .bind(application::OWNERS, [&owner]);
/// assert!(payroll.names().eq(["displayName", "owners@odata.bind"]));
/// ```
///
/// ```compile_fail,E0277
/// # use msgraph_runtime::New;
/// # mod application {
/// #     use msgraph_runtime::{Property, ReadOnly};
/// #     pub struct Application;
/// #     pub const ID: Property<Application, String, ReadOnly> = Property::new("id");
/// # }
/// # use application::Application;
/// let payroll = New::<Application>::new().set(application::ID, "a"); // the service sets it
/// ```
///
/// What is said of a name later replaces what was said before, except that [`bind`](New::bind) adds.
pub struct New<T> {
    pub(super) content: Content,
    marker: PhantomData<fn() -> T>,
}

setters!(New, OnCreate);

impl<T> New<T> {
    /// Gives a property of a structured type a value that is put together here.
    ///
    /// If it is of a type derived from that of the property, its `@odata.type` is sent.
    pub fn set_new<O, V: Structured, S: DerivedFrom<V::Declared>, A: OnCreate>(
        mut self,
        property: Property<O, V, A>,
        value: New<S>,
    ) -> Self
    where
        T: Inherits<O>,
    {
        let value = value.content.template(derived_name::<S, V::Declared>());
        self.content.put(property.name(), Entry::Part(value));
        self
    }

    /// Creates related entities along with this one (OData JSON Format 4.01, section 8.4), such as the
    /// members of a new chat.
    ///
    /// Entities of several types are given as `&dyn Creates<…>`.
    pub fn insert<'e, O, N, E: Creates<N> + ?Sized + 'e>(
        mut self,
        property: NavigationProperty<O, N, Many>,
        entities: impl IntoIterator<Item = &'e E>,
    ) -> Self
    where
        T: Inherits<O>,
    {
        let mut list = JsonTemplate::default();
        list.text("[");
        for (at, entity) in entities.into_iter().enumerate() {
            list.text(if at == 0 { "" } else { "," });
            list.append(&entity.entity().into());
        }
        list.text("]");
        self.content.put(property.name(), Entry::Part(list));
        self
    }

    /// Creates a related entity along with this one.
    pub fn insert_one<O, N>(
        mut self,
        property: NavigationProperty<O, N, One>,
        entity: &(impl Creates<N> + ?Sized),
    ) -> Self
    where
        T: Inherits<O>,
    {
        let entity = entity.entity().into();
        self.content.put(property.name(), Entry::Part(entity));
        self
    }
}
