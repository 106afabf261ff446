//! The type `microsoft.graph.directoryObject`.

use msgraph_runtime::codegen as rt;

/// Anything in the directory.
pub struct DirectoryObject {
    /// The property `deletedDateTime`.
    pub deleted_date_time: Option<rt::edm::DateTimeOffset>,
    /// The property `id`.
    pub id: Option<String>,
    /// What the description does not name.
    pub additional_data: rt::AdditionalData,
}

impl Default for DirectoryObject {
    fn default() -> Self {
        Self {
            deleted_date_time: None,
            id: None,
            additional_data: rt::AdditionalData::new(),
        }
    }
}

impl rt::Record for DirectoryObject {
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            type_name: "microsoft.graph.directoryObject",
            names: &["deletedDateTime", "id"],
        }
    }

    fn slot(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.deleted_date_time,
            1 => &self.id,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.deleted_date_time,
            1 => &mut self.id,
            _ => &mut self.additional_data,
        }
    }
}

rt::record!(DirectoryObject);

/// A `directoryObject`, however it was reached.
pub type Place<N> = crate::shape::Place<DirectoryObject, N>;

/// A collection of `directoryObject`, however it was reached.
pub type Collection<N> = crate::shape::Collection<DirectoryObject, N>;

impl<N> Collection<N> {
    /// The one with this `id`.
    pub fn id(&self, id: impl Into<rt::Key>) -> Place<N> {
        Place::at(self.path().key("directoryObject-id", id))
    }
}

impl Collection<crate::shape::group::via::Members> {
    /// List the references.
    pub fn list_ref(&self) -> rt::Request<rt::Page<rt::Link<DirectoryObject>>> {
        rt::Request::links(rt::Method::GET, self.path().literal("$ref"))
    }

    /// Add a reference.
    pub fn add_ref(&self, target: &impl rt::ReferenceTo<DirectoryObject>) -> rt::Request<()> {
        rt::Request::nothing(rt::Method::POST, self.path().literal("$ref")).reference(target)
    }

    /// Remove a reference.
    pub fn remove_ref(&self, target: &impl rt::ReferenceTo<DirectoryObject>) -> rt::Request<()> {
        rt::Request::nothing(rt::Method::DELETE, self.path().literal("$ref"))
            .reference_query("@id", target)
    }
}

impl Place<crate::shape::group::via::Members> {
    /// Remove the reference to this one.
    pub fn remove_ref(&self) -> rt::Request<()> {
        rt::Request::nothing(rt::Method::DELETE, self.path().literal("$ref"))
    }
}
