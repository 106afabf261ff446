//! The type `microsoft.graph.passwordCredential`.

use msgraph_runtime::codegen as rt;

/// A password of an application.
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

impl Default for PasswordCredential {
    fn default() -> Self {
        Self {
            custom_key_identifier: None,
            display_name: None,
            end_date_time: None,
            key_id: None,
            additional_data: rt::AdditionalData::new(),
        }
    }
}

impl rt::Record for PasswordCredential {
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            type_name: "microsoft.graph.passwordCredential",
            names: &["customKeyIdentifier", "displayName", "endDateTime", "keyId"],
        }
    }

    fn slot(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.custom_key_identifier,
            1 => &self.display_name,
            2 => &self.end_date_time,
            3 => &self.key_id,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.custom_key_identifier,
            1 => &mut self.display_name,
            2 => &mut self.end_date_time,
            3 => &mut self.key_id,
            _ => &mut self.additional_data,
        }
    }
}

rt::record!(PasswordCredential);
