//! The type `microsoft.graph.informationalUrl`.

use msgraph_runtime::codegen as rt;

/// Where to read about an application.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InformationalUrl {
    /// The property `logoUrl`.
    pub logo_url: Option<String>,
    /// The property `previous`.
    pub previous: Option<Box<InformationalUrl>>,
    /// What the description does not name.
    pub additional_data: rt::AdditionalData,
}

impl rt::Record for InformationalUrl {
    fn shape(&self) -> &'static rt::Shape {
        static SHAPE: rt::Shape = rt::Shape {
            type_name: "microsoft.graph.informationalUrl",
            names: &["logoUrl", "previous"],
        };
        &SHAPE
    }

    fn slot(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.logo_url,
            1 => &self.previous,
            _ => rt::no_slot(index),
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.logo_url,
            1 => &mut self.previous,
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

rt::record!(InformationalUrl);
