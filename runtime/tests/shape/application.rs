//! The entity type `microsoft.graph.application`.

use msgraph_runtime::codegen as rt;

/// An application.
pub struct Application {
    /// The property `appId`.
    pub app_id: Option<String>,
    /// The property `createdDateTime`.
    pub created_date_time: Option<rt::edm::DateTimeOffset>,
    /// The property `identifierUris`.
    pub identifier_uris: Option<Vec<String>>,
    /// The property `info`.
    pub info: Option<Box<crate::shape::informational_url::InformationalUrl>>,
    /// The property `nativeAuthenticationApisEnabled`.
    pub native_authentication_apis_enabled:
        Option<rt::Flags<crate::shape::native::NativeAuthenticationApisEnabled>>,
    /// The property `passwordCredentials`.
    pub password_credentials: Option<Vec<crate::shape::password_credential::PasswordCredential>>,
    /// What the description does not name.
    pub additional_data: rt::AdditionalData,
}

impl Default for Application {
    fn default() -> Self {
        Self {
            app_id: None,
            created_date_time: None,
            identifier_uris: None,
            info: None,
            native_authentication_apis_enabled: None,
            password_credentials: None,
            additional_data: rt::AdditionalData::new(),
        }
    }
}

impl rt::Record for Application {
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            type_name: "microsoft.graph.application",
            names: &[
                "appId",
                "createdDateTime",
                "identifierUris",
                "info",
                "nativeAuthenticationApisEnabled",
                "passwordCredentials",
            ],
        }
    }

    fn slot(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.app_id,
            1 => &self.created_date_time,
            2 => &self.identifier_uris,
            3 => &self.info,
            4 => &self.native_authentication_apis_enabled,
            5 => &self.password_credentials,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.app_id,
            1 => &mut self.created_date_time,
            2 => &mut self.identifier_uris,
            3 => &mut self.info,
            4 => &mut self.native_authentication_apis_enabled,
            5 => &mut self.password_credentials,
            _ => &mut self.additional_data,
        }
    }
}

rt::record!(Application);

impl rt::IsA<crate::shape::directory_object::DirectoryObject> for Application {}

/// The parameters of the action `addPassword`.
pub struct AddPassword {
    /// The parameter `passwordCredential`.
    pub password_credential: Option<crate::shape::password_credential::PasswordCredential>,
    /// What the description does not name.
    pub additional_data: rt::AdditionalData,
}

impl Default for AddPassword {
    fn default() -> Self {
        Self {
            password_credential: None,
            additional_data: rt::AdditionalData::new(),
        }
    }
}

impl rt::Record for AddPassword {
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            type_name: "addPassword",
            names: &["passwordCredential"],
        }
    }

    fn slot(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.password_credential,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.password_credential,
            _ => &mut self.additional_data,
        }
    }
}

rt::record!(AddPassword);

/// The navigation properties of `application`.
pub mod via {
    /// `application/connectorGroup`
    #[derive(Debug)]
    pub enum ConnectorGroup {}
    /// `application/owners`
    #[derive(Debug)]
    pub enum Owners {}
}

/// An `application`, however it was reached.
pub type Place<N> = crate::shape::Place<Application, N>;

/// A collection of `application`, however it was reached.
pub type Collection<N> = crate::shape::Collection<Application, N>;

impl<N> Collection<N> {
    /// The `application` with this `id`.
    pub fn id(&self, id: impl Into<rt::Key>) -> Place<N> {
        Place::at(self.path().key("application-id", id))
    }
}

impl<N> Place<N> {
    /// The navigation property `connectorGroup`.
    pub fn connector_group(&self) -> crate::shape::connector_group::Place<via::ConnectorGroup> {
        crate::shape::Place::at(self.path().literal("connectorGroup"))
    }

    /// The navigation property `owners`.
    pub fn owners(&self) -> crate::shape::directory_object::Collection<via::Owners> {
        crate::shape::Collection::at(self.path().literal("owners"))
    }

    /// The action `addPassword`.
    pub fn add_password(
        &self,
        parameters: &AddPassword,
    ) -> rt::Request<crate::shape::password_credential::PasswordCredential> {
        rt::Request::entity(
            rt::Method::POST,
            self.path().literal("microsoft.graph.addPassword"),
        )
        .json(parameters)
    }
}

impl Place<crate::shape::via::Applications> {
    /// Get the application.
    pub fn get(&self) -> rt::Request<Application> {
        rt::Request::entity(rt::Method::GET, self.path().clone())
    }

    /// Update the application.
    pub fn update(&self, changes: &Application) -> rt::Request<Option<Application>> {
        rt::Request::entity_or_nothing(rt::Method::PATCH, self.path().clone()).json(changes)
    }

    /// Delete the application.
    pub fn delete(&self) -> rt::Request<()> {
        rt::Request::nothing(rt::Method::DELETE, self.path().clone())
    }
}

impl Collection<crate::shape::via::Applications> {
    /// List the applications.
    pub fn list(&self) -> rt::Request<rt::Page<Application>> {
        rt::Request::page(rt::Method::GET, self.path().clone())
    }

    /// Create an application.
    pub fn create(&self, entity: &Application) -> rt::Request<Application> {
        rt::Request::entity(rt::Method::POST, self.path().clone()).json(entity)
    }

    /// Count the applications.
    pub fn count(&self) -> rt::Request<i64> {
        rt::Request::count(self.path().literal("$count"))
    }
}
