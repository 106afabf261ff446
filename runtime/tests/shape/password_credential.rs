//! The type `microsoft.graph.passwordCredential`.

use msgraph_runtime::codegen as rt;

/// A password of an application.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PasswordCredential {
    /// The property `customKeyIdentifier`.
    pub custom_key_identifier: Option<rt::edm::Binary>,
    /// The property `displayName`.
    pub display_name: Option<String>,
    /// The property `endDateTime`.
    pub end_date_time: Option<rt::edm::DateTimeOffset>,
    /// The property `keyId`.
    pub key_id: Option<rt::edm::Guid>,
    /// What the description does not name.
    pub additional_data: rt::AdditionalData,
}

impl rt::Record for PasswordCredential {
    fn shape(&self) -> &'static rt::Shape {
        static SHAPE: rt::Shape = rt::Shape {
            type_name: "microsoft.graph.passwordCredential",
            names: &["customKeyIdentifier", "displayName", "endDateTime", "keyId"],
        };
        &SHAPE
    }

    fn slot(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.custom_key_identifier,
            1 => &self.display_name,
            2 => &self.end_date_time,
            3 => &self.key_id,
            _ => rt::no_slot(index),
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.custom_key_identifier,
            1 => &mut self.display_name,
            2 => &mut self.end_date_time,
            3 => &mut self.key_id,
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

rt::record!(PasswordCredential);
