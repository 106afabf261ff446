//! The type `microsoft.graph.connectorGroup`.

use msgraph_runtime::codegen as rt;

/// A group of connectors.
pub struct ConnectorGroup {
    /// The property `id`.
    pub id: Option<String>,
    /// The property `isDefault`.
    pub is_default: Option<bool>,
    /// The property `region`.
    pub region: Option<crate::shape::connector_group_region::ConnectorGroupRegion>,
    /// What the description does not name.
    pub additional_data: rt::AdditionalData,
}

impl Default for ConnectorGroup {
    fn default() -> Self {
        Self {
            id: None,
            is_default: None,
            region: None,
            additional_data: rt::AdditionalData::new(),
        }
    }
}

impl rt::Record for ConnectorGroup {
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            type_name: "microsoft.graph.connectorGroup",
            names: &["id", "isDefault", "region"],
        }
    }

    fn slot(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.id,
            1 => &self.is_default,
            2 => &self.region,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.id,
            1 => &mut self.is_default,
            2 => &mut self.region,
            _ => &mut self.additional_data,
        }
    }
}

rt::record!(ConnectorGroup);

/// A `connectorGroup`, however it was reached.
pub type Place<N> = crate::shape::Place<ConnectorGroup, N>;

/// A collection of `connectorGroup`, however it was reached.
pub type Collection<N> = crate::shape::Collection<ConnectorGroup, N>;

impl<N> Collection<N> {
    /// The one with this `id`.
    pub fn id(&self, id: impl Into<rt::Key>) -> Place<N> {
        Place::at(self.path().key("connectorGroup-id", id))
    }
}

impl Place<crate::shape::application::via::ConnectorGroup> {
    /// Get the reference.
    pub fn get_ref(&self) -> rt::Request<rt::Link<ConnectorGroup>> {
        rt::Request::link(rt::Method::GET, self.path().literal("$ref"))
    }

    /// Set the reference.
    pub fn set_ref(&self, target: &impl rt::ReferenceTo<ConnectorGroup>) -> rt::Request<()> {
        rt::Request::nothing(rt::Method::PUT, self.path().literal("$ref")).reference(target)
    }

    /// Remove the reference.
    pub fn remove_ref(&self) -> rt::Request<()> {
        rt::Request::nothing(rt::Method::DELETE, self.path().literal("$ref"))
    }
}
