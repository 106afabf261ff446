//! The type `microsoft.graph.informationalUrl`.

use msgraph_runtime::codegen as rt;

/// Where to read about an application.
pub struct InformationalUrl {
    /// The property `logoUrl`.
    pub logo_url: Option<String>,
    /// The property `previous`.
    pub previous: Option<Box<InformationalUrl>>,
    /// What the description does not name.
    pub additional_data: rt::AdditionalData,
}

impl Default for InformationalUrl {
    fn default() -> Self {
        Self {
            logo_url: None,
            previous: None,
            additional_data: rt::AdditionalData::new(),
        }
    }
}

impl rt::Record for InformationalUrl {
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            type_name: "microsoft.graph.informationalUrl",
            names: &["logoUrl", "previous"],
        }
    }

    fn slot(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.logo_url,
            1 => &self.previous,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.logo_url,
            1 => &mut self.previous,
            _ => &mut self.additional_data,
        }
    }
}

rt::record!(InformationalUrl);
