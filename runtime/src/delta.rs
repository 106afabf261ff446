//! What has changed: the items of a delta query.

use crate::model::{
    AdditionalData, Codec, Failure, Plain, Reader, Record, Shape, Slot, Value, View,
};

/// What a delta query says of one entity (OData JSON Format 4.01, section 15): what it is like now,
/// or that it is gone.
///
/// A function `delta` answers with a [`Page`](crate::Page) of them. Its last page has a
/// [`delta_link`](crate::Page::delta_link) in place of the link to a next page; asked for later, that
/// answers with what has changed since. The service may tell of a change more than once.
///
/// ```
/// # use msgraph_runtime::{Delta, Page, RemovalReason, model::from_json};
/// # type User = serde_json::Value;
/// let page: Page<Delta<User>> = from_json(br##"{
///     "value": [
///         { "id": "a", "displayName": "Ada" },
///         { "id": "b", "@removed": { "reason": "deleted" } }
///     ],
///     "@odata.deltaLink": "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=x1"
/// }"##)?;
/// for item in page.value {
///     match item {
///         Delta::Changed(user) => assert_eq!(user["displayName"], "Ada"),
///         Delta::Removed(removed) => {
///             assert_eq!(removed.id.as_deref(), Some("b"));
///             assert_eq!(removed.reason(), Some(&RemovalReason::Deleted));
///         }
///     }
/// }
/// # Ok::<(), msgraph_runtime::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Delta<T> {
    /// The entity is new or has changed. What did not change may be absent, and what was cleared is
    /// null: [`Property::state`](crate::Property::state) tells one from the other.
    Changed(T),
    /// The entity is no longer there.
    Removed(Removed),
}

impl<T> Delta<T> {
    /// The entity, unless it was removed.
    pub const fn as_changed(&self) -> Option<&T> {
        match self {
            Self::Changed(entity) => Some(entity),
            Self::Removed(_) => None,
        }
    }

    /// The entity.
    ///
    /// # Errors
    ///
    /// It was removed; this is how.
    pub fn into_changed(self) -> Result<T, Removed> {
        match self {
            Self::Changed(entity) => Ok(entity),
            Self::Removed(removed) => Err(removed),
        }
    }

    /// What is said of the removal, if it was removed.
    pub const fn removed(&self) -> Option<&Removed> {
        match self {
            Self::Changed(_) => None,
            Self::Removed(removed) => Some(removed),
        }
    }
}

/// The annotation that only a removed entity has.
const REMOVED: &str = "@removed";

impl<T: Value> Value for Delta<T> {
    type Codec = Plain;
}

impl<T: Value> Codec<Delta<T>> for Plain {
    const NULLABLE: bool = T::Codec::NULLABLE;

    fn view(value: &Delta<T>) -> View<'_> {
        match value {
            Delta::Changed(entity) => T::Codec::view(entity),
            Delta::Removed(removed) => View::Record(removed),
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Delta<T>, Failure> {
        if reader.has_member(REMOVED) {
            Removed::read(reader).map(Delta::Removed)
        } else {
            T::read(reader).map(Delta::Changed)
        }
    }
}

crate::through_json!(Delta<T>);

/// An entity that is gone: deleted, no longer related, or no longer what was asked about.
#[derive(Default)]
pub struct Removed {
    /// The `id` of the entity.
    pub id: Option<String>,
    /// The annotation `@removed`.
    pub removal: Option<Removal>,
    /// What else came with it, `@odata.type` among it.
    pub additional_data: AdditionalData,
}

impl Removed {
    /// Why it is gone, if the service says so.
    pub fn reason(&self) -> Option<&RemovalReason> {
        self.removal.as_ref()?.reason.as_ref()
    }
}

impl Record for Removed {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            type_name: "removed",
            names: &[REMOVED, "id"],
        };
        &SHAPE
    }

    fn slot(&self, index: usize) -> &dyn Slot {
        match index {
            0 => &self.removal,
            1 => &self.id,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn Slot {
        match index {
            0 => &mut self.removal,
            1 => &mut self.id,
            _ => &mut self.additional_data,
        }
    }
}

crate::record!(Removed);

/// What the annotation `@removed` says.
#[derive(Default)]
pub struct Removal {
    /// Why the entity is gone.
    pub reason: Option<RemovalReason>,
    /// What else the annotation says.
    pub additional_data: AdditionalData,
}

impl Record for Removal {
    fn shape(&self) -> &'static Shape {
        static SHAPE: Shape = Shape {
            type_name: "removal",
            names: &["reason"],
        };
        &SHAPE
    }

    fn slot(&self, index: usize) -> &dyn Slot {
        match index {
            0 => &self.reason,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn Slot {
        match index {
            0 => &mut self.reason,
            _ => &mut self.additional_data,
        }
    }
}

crate::record!(Removal);

/// Why an entity is gone.
#[non_exhaustive]
pub enum RemovalReason {
    /// It is still there, but no longer what was asked about; in Microsoft Graph, it can be
    /// restored.
    Changed,
    /// It was deleted; in Microsoft Graph, for good.
    Deleted,
    /// Another reason, as the service sent it.
    Unrecognized(String),
}

impl RemovalReason {
    /// The name in JSON.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Changed => "changed",
            Self::Deleted => "deleted",
            Self::Unrecognized(name) => name,
        }
    }
}

impl From<&str> for RemovalReason {
    fn from(name: &str) -> Self {
        match name {
            "changed" => Self::Changed,
            "deleted" => Self::Deleted,
            _ => Self::Unrecognized(name.to_owned()),
        }
    }
}

crate::open_enum!(RemovalReason);
