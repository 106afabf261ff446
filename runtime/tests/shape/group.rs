//! The type `microsoft.graph.group`.

use msgraph_runtime::codegen as rt;

/// A group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// The property `id`.
    pub id: Option<String>,
    /// What the description does not name.
    pub additional_data: rt::AdditionalData,
}

impl rt::Record for Group {
    fn shape(&self) -> &'static rt::Shape {
        static SHAPE: rt::Shape = rt::Shape {
            type_name: "microsoft.graph.group",
            names: &["id"],
        };
        &SHAPE
    }

    fn slot(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.id,
            _ => rt::no_slot(index),
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.id,
            _ => rt::no_slot_mut(index),
        }
    }

    fn additional_data(&self) -> &rt::AdditionalData {
        &self.additional_data
    }

    fn additional_data_mut(&mut self) -> &mut rt::AdditionalData {
        &mut self.additional_data
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
