//! Related entities that came along with an entity.

use crate::delta::Delta;
use crate::error::Error;
use crate::model::{
    AdditionalData, Failure, Holds, InstanceOf, Reader, Structured, Value, to_json,
};
use crate::page::Page;
use crate::property::{Many, NavigationProperty, One};

// A model has no fields for related entities, because they come only if they were asked for: they
// are in its additional data, and are read out of it by the constant that asked.

/// Reading back.
impl<O, T> NavigationProperty<O, T, Many> {
    /// The related entities that came with `entity`, because the request had them in its `$expand`;
    /// nothing if there are none with it.
    ///
    /// They are a [`Page`]: the service may send some and a link to the next
    /// (`members@odata.nextLink`), and their number (`members@odata.count`), if it was asked for.
    ///
    /// The caller says what each is read as: a `T`, or the enum of `T` and of the types that derive
    /// from it, if the crate has one. Numbers are as exact as in additional data.
    ///
    /// ```
    /// # use msgraph_runtime::{Many, NavigationProperty, codegen as rt, model::from_json};
    /// # macro_rules! record { ($name:ident, $type_name:literal) => {
    /// #     #[derive(Default)] pub struct $name { data: rt::AdditionalData }
    /// #     impl rt::Record for $name {
    /// #         fn shape(&self) -> &'static rt::Shape { &rt::Shape { type_name: $type_name, names: &[] } }
    /// #         fn slot(&self, _: usize) -> &dyn rt::Slot { &self.data }
    /// #         fn slot_mut(&mut self, _: usize) -> &mut dyn rt::Slot { &mut self.data }
    /// #     }
    /// #     rt::record!($name);
    /// # } }
    /// # record!(Group, "microsoft.graph.group");
    /// # record!(DirectoryObject, "microsoft.graph.directoryObject");
    /// const MEMBERS: NavigationProperty<Group, DirectoryObject, Many> = NavigationProperty::new("members");
    ///
    /// // The answer to `$expand=members`.
    /// let group: Group = from_json(br#"{"members": [{"id": "a"}, {"id": "b"}]}"#)?;
    /// let members = MEMBERS.read::<DirectoryObject>(&group)?.expect("they were asked for");
    /// assert_eq!(members.value.len(), 2);
    /// # Ok::<(), msgraph_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`is_decode`](Error::is_decode) if they are not of the kind that `V` asks for;
    /// [`decode_path`](Error::decode_path) says where, from `entity` on: `members[3].displayName`.
    pub fn read<V: Holds<T>>(self, entity: &impl InstanceOf<O>) -> Result<Option<Page<V>>, Error> {
        page(entity, self.name(), "")
    }
}

/// Reading back.
impl<O, T> NavigationProperty<O, T, One> {
    /// The related entity that came with `entity`, because the request had it in its `$expand`;
    /// nothing if there is none.
    ///
    /// The caller says what it is read as: a `T`, or the enum of `T` and of the types that derive
    /// from it, if the crate has one. Numbers are as exact as in additional data.
    ///
    /// ```
    /// # use msgraph_runtime::{NavigationProperty, codegen as rt, model::from_json};
    /// # #[derive(Default)] pub struct User { data: rt::AdditionalData }
    /// # impl rt::Record for User {
    /// #     fn shape(&self) -> &'static rt::Shape { &rt::Shape { type_name: "microsoft.graph.user", names: &[] } }
    /// #     fn slot(&self, _: usize) -> &dyn rt::Slot { &self.data }
    /// #     fn slot_mut(&mut self, _: usize) -> &mut dyn rt::Slot { &mut self.data }
    /// # }
    /// # rt::record!(User);
    /// const MANAGER: NavigationProperty<User, User> = NavigationProperty::new("manager");
    ///
    /// let user: User = from_json(br#"{"manager": {"id": "a"}}"#)?;
    /// let manager: Option<User> = MANAGER.read(&user)?;
    /// assert!(manager.is_some());
    /// # Ok::<(), msgraph_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`is_decode`](Error::is_decode) if it is not of the kind that `V` asks for;
    /// [`decode_path`](Error::decode_path) says where, from `entity` on: `manager.displayName`.
    pub fn read<V: Holds<T>>(self, entity: &impl InstanceOf<O>) -> Result<Option<V>, Error> {
        match additional_data(entity).and_then(|data| data.get(self.name())) {
            Some(json) => value(self.name(), json),
            None => Ok(None),
        }
    }
}

/// Reading back.
impl<O, T, M> NavigationProperty<O, T, M> {
    /// How the relationship has changed, in an entity of a delta query (`members@delta`): entities
    /// that are related now, and entities that no longer are. Nothing if the service says nothing of
    /// it.
    ///
    /// It is a list even if the relationship is to one entity. Of an entity that is related now, the
    /// service mostly sends no more than its `id` and its type. For the rest see `read`.
    ///
    /// ```
    /// # use msgraph_runtime::{Delta, Many, NavigationProperty, codegen as rt, model::from_json};
    /// # macro_rules! record { ($name:ident, $type_name:literal) => {
    /// #     #[derive(Default)] pub struct $name { data: rt::AdditionalData }
    /// #     impl rt::Record for $name {
    /// #         fn shape(&self) -> &'static rt::Shape { &rt::Shape { type_name: $type_name, names: &[] } }
    /// #         fn slot(&self, _: usize) -> &dyn rt::Slot { &self.data }
    /// #         fn slot_mut(&mut self, _: usize) -> &mut dyn rt::Slot { &mut self.data }
    /// #     }
    /// #     rt::record!($name);
    /// # } }
    /// # record!(Group, "microsoft.graph.group");
    /// # record!(DirectoryObject, "microsoft.graph.directoryObject");
    /// const MEMBERS: NavigationProperty<Group, DirectoryObject, Many> = NavigationProperty::new("members");
    ///
    /// let group: Group = from_json(br#"{"members@delta": [{"id": "b", "@removed": {"reason": "deleted"}}]}"#)?;
    /// let members = MEMBERS.read_delta::<DirectoryObject>(&group)?.expect("they changed");
    /// assert!(members.value[0].removed().is_some());
    /// # Ok::<(), msgraph_runtime::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`is_decode`](Error::is_decode) if they are not of the kind that `V` asks for;
    /// [`decode_path`](Error::decode_path) says where, from `entity` on: `members@delta[3].id`.
    pub fn read_delta<V: Holds<T>>(
        self,
        entity: &impl InstanceOf<O>,
    ) -> Result<Option<Page<Delta<V>>>, Error> {
        page(entity, self.name(), DELTA)
    }
}

/// What follows the name of a navigation property, for its changes (OData JSON Format 4.01, section
/// 15.2).
const DELTA: &str = "@delta";

/// The page that stands under the name of a navigation property with `suffix`, and what the
/// annotations of the property say of it.
fn page<T: Value>(
    entity: &impl Structured,
    navigation: &str,
    suffix: &str,
) -> Result<Option<Page<T>>, Error> {
    let name = format!("{navigation}{suffix}");
    let Some(data) = additional_data(entity) else {
        return Ok(None);
    };
    let Some(json) = data.get(&name) else {
        return Ok(None);
    };
    let mut page = Page {
        value: value(&name, json)?,
        next_link: None,
        delta_link: None,
        count: None,
        additional_data: AdditionalData::new(),
    };
    for (name, json) in data {
        match name.strip_prefix(navigation) {
            Some("@odata.nextLink") => page.next_link = value(name, json)?,
            Some("@odata.deltaLink") => page.delta_link = value(name, json)?,
            Some("@odata.count") => page.count = value(name, json)?,
            Some(annotation) if annotation.starts_with('@') && annotation != DELTA => {
                page.additional_data.insert(annotation, json.clone());
            }
            _ => {}
        }
    }
    Ok(Some(page))
}

fn additional_data(entity: &impl Structured) -> Option<&AdditionalData> {
    crate::model::record::additional_data(entity.as_record())
}

/// The value that stands under a name.
fn value<T: Value>(name: &str, json: &serde_json::Value) -> Result<T, Error> {
    let text = to_json(json);
    let read = |mut reader: Reader<'_>| T::read(&mut reader);
    let value = Reader::new(text.as_bytes()).and_then(read);
    value.map_err(|failure: Failure| failure.in_property(name).into())
}
