//! The type `microsoft.graph.user`.

use msgraph_runtime::codegen as rt;

/// A user.
pub struct User {
    /// The property `accountEnabled`.
    pub account_enabled: Option<bool>,
    /// The property `id`.
    pub id: Option<String>,
    /// What the description does not name.
    pub additional_data: rt::AdditionalData,
}

impl Default for User {
    fn default() -> Self {
        Self {
            account_enabled: None,
            id: None,
            additional_data: rt::AdditionalData::new(),
        }
    }
}

impl rt::Record for User {
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            type_name: "microsoft.graph.user",
            names: &["accountEnabled", "id"],
        }
    }

    fn slot(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.account_enabled,
            1 => &self.id,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.account_enabled,
            1 => &mut self.id,
            _ => &mut self.additional_data,
        }
    }
}

rt::record!(User);

/// A `user`, however it was reached.
pub type Place<N> = crate::shape::Place<User, N>;

/// A collection of `user`, however it was reached.
pub type Collection<N> = crate::shape::Collection<User, N>;

impl<N> Collection<N> {
    /// The one with this `id`.
    pub fn id(&self, id: impl Into<rt::Key>) -> Place<N> {
        Place::at(self.path().key("user-id", id))
    }
}

impl rt::IsA<crate::shape::directory_object::DirectoryObject> for User {}

impl<N> Place<N> {
    /// The function `reminderView`.
    pub fn reminder_view(
        &self,
        start_date_time: &str,
        end_date_time: &str,
    ) -> rt::Request<rt::Page<crate::shape::informational_url::InformationalUrl>> {
        rt::Request::page(
            rt::Method::GET,
            self.path().function(
                "microsoft.graph.reminderView",
                [
                    ("StartDateTime", rt::Literal::from(start_date_time)),
                    ("EndDateTime", rt::Literal::from(end_date_time)),
                ],
            ),
        )
    }

    /// The action `changeRegion`.
    pub fn region(
        &self,
    ) -> rt::Request<crate::shape::connector_group_region::ConnectorGroupRegion> {
        rt::Request::value(
            rt::Method::POST,
            self.path().literal("microsoft.graph.region"),
        )
    }
}
