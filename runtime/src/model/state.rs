//! What is known of one property of a value.

use std::any::Any;

use super::record::{self, Record};
use super::structured::InstanceOf;
use crate::property::Property;

/// What a value that was read says of one of its properties: [`Property::state`].
///
/// Two of the four look alike in the field of a model, which is `None` for both.
#[derive(Debug, PartialEq)]
pub enum PropertyState<'v, V> {
    /// Nothing: the property did not come. It was not asked for, by `$select` or by the service's
    /// own choice of what to send by default; or, in a delta, it has not changed. It may well have a
    /// value.
    Absent,
    /// It has no value.
    Null,
    /// Its value.
    Value(&'v V),
    /// It came, and its type has no room for what came: an array with a `null` among its items.
    Json(&'v serde_json::Value),
}

impl<'v, V> PropertyState<'v, V> {
    /// The value, if there is one.
    pub const fn value(self) -> Option<&'v V> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null | Self::Json(_) => None,
        }
    }

    /// Whether nothing is known of the property.
    pub const fn is_absent(self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether it is known that the property has no value.
    pub const fn is_null(self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<V> Clone for PropertyState<'_, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for PropertyState<'_, V> {}

/// Reading back.
impl<O, T: 'static, A> Property<O, T, A> {
    /// What `entity` says of the property: its value, that it has none, or nothing, because it was
    /// not asked for.
    ///
    /// `entity` is a model that has the property, or an enum of such models.
    ///
    /// ```
    /// # mod user {
    /// #     use msgraph_runtime::{Property, codegen as rt};
    /// #     #[derive(Default)] pub struct User { display_name: Option<String>, job_title: Option<String>, mail: Option<String>, data: rt::AdditionalData }
    /// #     impl rt::Record for User {
    /// #         fn shape(&self) -> &'static rt::Shape {
    /// #             &rt::Shape { type_name: "microsoft.graph.user", names: &["displayName", "jobTitle", "mail"] }
    /// #         }
    /// #         fn slot(&self, at: usize) -> &dyn rt::Slot {
    /// #             match at { 0 => &self.display_name, 1 => &self.job_title, 2 => &self.mail, _ => &self.data }
    /// #         }
    /// #         fn slot_mut(&mut self, at: usize) -> &mut dyn rt::Slot {
    /// #             match at { 0 => &mut self.display_name, 1 => &mut self.job_title, 2 => &mut self.mail, _ => &mut self.data }
    /// #         }
    /// #     }
    /// #     rt::record!(User);
    /// #     pub const DISPLAY_NAME: Property<User, String> = Property::new("displayName");
    /// #     pub const JOB_TITLE: Property<User, String> = Property::new("jobTitle");
    /// #     pub const MAIL: Property<User, String> = Property::new("mail");
    /// # }
    /// # use msgraph_runtime::{PropertyState, model::from_json};
    /// # use user::User;
    /// // The answer to `$select=displayName,mail`.
    /// let ada: User = from_json(br#"{"displayName": "Ada", "mail": null}"#)?;
    ///
    /// assert_eq!(user::DISPLAY_NAME.state(&ada), PropertyState::Value(&"Ada".to_owned()));
    /// assert_eq!(user::MAIL.state(&ada), PropertyState::Null); // she has no mail address
    /// assert_eq!(user::JOB_TITLE.state(&ada), PropertyState::Absent); // nobody asked
    /// # Ok::<(), msgraph_runtime::Error>(())
    /// ```
    pub fn state<E>(self, entity: &E) -> PropertyState<'_, T>
    where
        E: InstanceOf<O>,
    {
        let record = entity.as_record();
        if let Some(value) = value(record, self.name()) {
            return PropertyState::Value(value);
        }
        match record::additional_data(record).and_then(|data| data.get(self.name())) {
            None => PropertyState::Absent,
            Some(serde_json::Value::Null) => PropertyState::Null,
            Some(json) => PropertyState::Json(json),
        }
    }
}

/// The value of the property of that name, if it is set and is a `V`.
pub(super) fn value<'r, V: 'static>(record: &'r dyn Record, name: &str) -> Option<&'r V> {
    let slot: &dyn Any = record::named(record, name)?;
    match slot.downcast_ref::<Option<V>>() {
        Some(value) => value.as_ref(),
        // A type that contains itself holds it behind a pointer.
        None => slot.downcast_ref::<Option<Box<V>>>()?.as_deref(),
    }
}
