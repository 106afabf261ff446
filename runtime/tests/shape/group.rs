//! The type `microsoft.graph.group`.

use msgraph_runtime::codegen as rt;

/// A group.
pub struct Group {
    /// The property `id`.
    pub id: Option<String>,
    /// What the description does not name.
    pub additional_data: rt::AdditionalData,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            id: None,
            additional_data: rt::AdditionalData::new(),
        }
    }
}

impl rt::Record for Group {
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            type_name: "microsoft.graph.group",
            names: &["id"],
        }
    }

    fn slot(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.id,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.id,
            _ => &mut self.additional_data,
        }
    }
}

rt::record!(Group);

/// A `group`, however it was reached.
pub type Place<N> = crate::shape::Place<Group, N>;

/// A collection of `group`, however it was reached.
pub type Collection<N> = crate::shape::Collection<Group, N>;

impl<N> Collection<N> {
    /// The one with this `id`.
    pub fn id(&self, id: impl Into<rt::Key>) -> Place<N> {
        Place::at(self.path().key("group-id", id))
    }
}

impl rt::IsA<crate::shape::directory_object::DirectoryObject> for Group {}

/// The navigation properties of `group`.
pub mod via {
    /// `group/members`
    #[derive(Debug)]
    pub enum Members {}
}

impl<N> Place<N> {
    /// The navigation property `members`.
    pub fn members(&self) -> crate::shape::directory_object::Collection<via::Members> {
        crate::shape::Collection::at(self.path().literal("members"))
    }
}
