//! The mutations.

use msgraph_generator::changes::Verdict::{Additive, Breaking, Cosmetic};

use super::mutation::{Edit, Mutation};

const APPLICATION: &str = "<EntityType Name=\"application\"";
const CONNECTOR: &str = "<EntityType Name=\"connector\"";
const USER: &str = "<EntityType Name=\"user\"";
const REGION: &str = "<EnumType Name=\"connectorGroupRegion\"";
const ADD_PASSWORD: &str = "<Action Name=\"addPassword\"";
const APPLICATIONS: &str = "<EntitySet Name=\"applications\"";
const REVISION: &str = "<Annotation Term=\"Org.OData.Core.V1.Revisions\"><Collection><Record><PropertyValue Property=\"Kind\" EnumMember=\"Org.OData.Core.V1.RevisionKind/Deprecated\"/><PropertyValue Property=\"Description\" String=\"Use another one.\"/></Record></Collection></Annotation>";

macro_rules! cases {
    ($($name:literal: [$($edit:expr),* $(,)?] => $verdict:expr, $told:literal;)*) => {
        /// Every mutation with its verdict.
        pub(crate) const CASES: &[Mutation] = &[$(Mutation {
            name: $name,
            edits: &[$($edit),*],
            verdict: $verdict,
            told: $told,
        }),*];
    };
}

const fn replace(at: &'static str, from: &'static str, to: &'static str) -> Edit {
    Edit::Replace { at, from, to }
}

const fn remove(at: &'static str, element: &'static str) -> Edit {
    Edit::Remove { at, element }
}

const fn insert(at: &'static str, before: &'static str, text: &'static str) -> Edit {
    Edit::Insert { at, before, text }
}

const fn everywhere(from: &'static str, to: &'static str) -> Edit {
    Edit::Everywhere { from, to }
}

const fn permissions(from: &'static str, to: &'static str) -> Edit {
    Edit::Permissions { from, to }
}

const fn slice(from: &'static str, to: &'static str) -> Edit {
    Edit::Slice { from, to }
}

cases! {
    "a number of an enum member changes": [replace(REGION, "Value=\"3\"", "Value=\"7\"")] => None, "";
    "a property becomes non-nullable": [replace(APPLICATION, "Name=\"notes\" Type=\"Edm.String\"", "Name=\"notes\" Type=\"Edm.String\" Nullable=\"false\"")] => None, "";
    "a subtype is added that the slice does not take": [insert(CONNECTOR, CONNECTOR, "<EntityType Name=\"fastConnector\" BaseType=\"graph.connector\"/>")] => None, "";
    "a property is documented anew": [replace(APPLICATION, "The name of the application.", "What the application is called.")] => Some(Cosmetic), "property documentation changed: application::Application.display_name [microsoft.graph.application/displayName]";
    "a type is documented anew": [replace(REGION, "The part of the world a connector group is served from.", "A region.")] => Some(Cosmetic), "enumeration documentation changed: connector_group_region::ConnectorGroupRegion";
    "an enum member is written in another case": [replace(REGION, "Name=\"nam\"", "Name=\"NAM\"")] => Some(Cosmetic), "enum member name on the wire changed: connector_group_region::ConnectorGroupRegion::Nam";
    "a property is added": [insert(APPLICATION, "<Property", "<Property Name=\"shortName\" Type=\"Edm.String\"/>")] => Some(Additive), "property added: application::Application.short_name [microsoft.graph.application/shortName]";
    "an enum member is added": [insert(REGION, "<Member", "<Member Name=\"moon\" Value=\"9\"/>")] => Some(Additive), "enum member added: connector_group_region::ConnectorGroupRegion::Moon";
    "a navigation property is added": [insert(APPLICATION, "<NavigationProperty", "<NavigationProperty Name=\"createdBy\" Type=\"graph.user\"/>")] => Some(Additive), "navigation added: application::Place.created_by";
    "a link may be set, and entities are no longer read there": [insert("<NavigationProperty Name=\"directReports\"", "</NavigationProperty>", "<Annotation Term=\"Org.OData.Capabilities.V1.NavigationRestrictions\"><Record><PropertyValue Property=\"Referenceable\" Bool=\"true\"/></Record></Annotation>")] => Some(Breaking), "operation removed: directory_object::Place<user::via::DirectReports>.get";
    "entities may be counted": [remove("<EntitySet Name=\"drives\"", "<Annotation Term=\"Org.OData.Capabilities.V1.CountRestrictions\"")] => Some(Additive), "operation added: drive::Collection<via::Drives>.count [GET /drives/$count]";
    "a property may be set": [remove("<Property Name=\"publisherDomain\"", "<Annotation Term=\"Org.OData.Core.V1.Computed\"")] => Some(Additive), "property constant a client may set it in more requests: application::PUBLISHER_DOMAIN";
    "an action takes one parameter more, which may be null": [insert(ADD_PASSWORD, "<ReturnType", "<Parameter Name=\"reason\" Type=\"Edm.String\"/>")] => Some(Additive), "parameter added: application::AddPasswordParameters.reason";
    "an action is added": [insert(ADD_PASSWORD, ADD_PASSWORD, "<Action Name=\"retire\" IsBound=\"true\"><Parameter Name=\"bindingParameter\" Type=\"graph.application\"/></Action>")] => Some(Additive), "operation added: application::Place.retire [POST /applications/{application-id}/microsoft.graph.retire]";
    "a property is deprecated": [insert("<Property Name=\"notes\"", "<Annotation", REVISION)] => Some(Additive), "property deprecated: application::Application.notes";
    "another permission is enough": [permissions("\"DelegatedWork\": {\"privilegeLevel\": 3}", "\"DelegatedWork\": {\"privilegeLevel\": 3}, \"DelegatedPersonal\": {\"privilegeLevel\": 3}"), permissions("\"Application\"], \"methods\": [\"GET\"], \"paths\": {\"/applications/{id}\": \"\"", "\"Application\", \"DelegatedPersonal\"], \"methods\": [\"GET\"], \"paths\": {\"/applications/{id}\": \"\"")] => Some(Additive), "operation permission more is enough for a personal account: application::Place<via::Applications>.get [GET /applications/{application-id}]";
    "a permission is no longer enough": [permissions("\"Application\"], \"methods\": [\"GET\"], \"paths\": {\"/applications/{id}\": \"\"", "\"Application\"], \"methods\": [\"POST\"], \"paths\": {\"/applications/{id}\": \"\"")] => Some(Breaking), "operation permission no longer enough for a work or school account: application::Place<via::Applications>.get [GET /applications/{application-id}]";
    "another permission is the least": [permissions("\"least=DelegatedWork,Application\"", "\"\""), permissions("\"/applications/{id}\": \"\"}}]}\n}}", "\"/applications/{id}\": \"least=DelegatedWork,Application\"}}]}\n}}")] => Some(Cosmetic), "operation least permission for an application changed: application::Place<via::Applications>.get [GET /applications/{application-id}]";
    "an entity set is added": [insert("<EntitySet Name=\"drives\"", "<EntitySet", "<EntitySet Name=\"roles\" EntityType=\"microsoft.graph.unifiedRoleDefinition\"/>"), slice("\n    \"users/**\",", "\n    \"users/**\", \"roles/**\",")] => Some(Additive), "navigation added: roles";
    "a property is removed": [remove(APPLICATION, "<Property Name=\"notes\"")] => Some(Breaking), "property removed: application::Application.notes [microsoft.graph.application/notes]";
    "a property is renamed": [replace(APPLICATION, "Name=\"notes\"", "Name=\"remarks\"")] => Some(Breaking), "property removed: application::Application.notes, perhaps application::Application.remarks now";
    "a property has another type": [replace(APPLICATION, "Name=\"notes\" Type=\"Edm.String\"", "Name=\"notes\" Type=\"Edm.Int32\"")] => Some(Breaking), "property type changed: application::Application.notes";
    "a property becomes a collection": [replace(APPLICATION, "Name=\"notes\" Type=\"Edm.String\"", "Name=\"notes\" Type=\"Collection(Edm.String)\"")] => Some(Breaking), "property type changed: application::Application.notes";
    "a property becomes computed": [insert("<Property Name=\"notes\"", "<Annotation", "<Annotation Term=\"Org.OData.Core.V1.Computed\" Bool=\"true\"/>")] => Some(Breaking), "property constant a client may set it in fewer requests: application::NOTES";
    "a property becomes immutable": [insert("<Property Name=\"notes\"", "<Annotation", "<Annotation Term=\"Org.OData.Core.V1.Immutable\" Bool=\"true\"/>")] => Some(Breaking), "property constant a client may set it in fewer requests: application::NOTES";
    "an enum member is removed": [remove(REGION, "<Member Name=\"asia\"")] => Some(Breaking), "enum member removed: connector_group_region::ConnectorGroupRegion::Asia";
    "an enumeration becomes one of flags": [replace(REGION, "Name=\"connectorGroupRegion\"", "Name=\"connectorGroupRegion\" IsFlags=\"true\"")] => Some(Breaking), "property type changed: connector_group::ConnectorGroup.region";
    "a type loses its base type": [replace("<EntityType Name=\"group\"", " BaseType=\"graph.directoryObject\"", " BaseType=\"graph.entity\"")] => Some(Breaking), "type no longer derives from a type: group::Group";
    "a type gets its first subtype": [insert(CONNECTOR, CONNECTOR, "<EntityType Name=\"fastConnector\" BaseType=\"graph.connector\"/>"), slice("types = [", "types = [\"microsoft.graph.fastConnector\", ")] => Some(Breaking), "operation answer changed: connector::";
    "a type loses a subtype": [slice(", \"microsoft.graph.webSegmentConfiguration\"", "")] => Some(Breaking), "subtype removed: segment_configuration::AnySegmentConfiguration::WebSegmentConfiguration";
    "a type is renamed": [everywhere("ComplexType Name=\"keyCredential\"", "ComplexType Name=\"credentialOfKey\""), everywhere("\"graph.keyCredential\"", "\"graph.credentialOfKey\""), everywhere("(graph.keyCredential)", "(graph.credentialOfKey)")] => Some(Breaking), "type removed: key_credential::KeyCredential, perhaps credential_of_key::CredentialOfKey now";
    "a navigation property leads elsewhere": [replace(USER, "Name=\"manager\" Type=\"graph.directoryObject\"", "Name=\"manager\" Type=\"graph.user\"")] => Some(Breaking), "navigation target changed: user::Place.manager";
    "a navigation property becomes a collection": [replace(APPLICATION, "Name=\"connectorGroup\" Type=\"graph.connectorGroup\"", "Name=\"connectorGroup\" Type=\"Collection(graph.connectorGroup)\"")] => Some(Breaking), "navigation target changed: application::Place.connector_group";
    "a navigation property is removed": [remove(APPLICATION, "<NavigationProperty Name=\"owners\""), remove(APPLICATIONS, "<NavigationPropertyBinding")] => Some(Breaking), "navigation removed: application::Place.owners";
    "a link may no longer be set": [replace(APPLICATION, "Property=\"Referenceable\" Bool=\"true\"", "Property=\"Referenceable\" Bool=\"false\"")] => Some(Breaking), "operation removed: connector_group::Place<application::via::ConnectorGroup>.set_ref [PUT /applications/{application-id}/connectorGroup/$ref]";
    "entities may no longer be deleted": [insert(APPLICATIONS, "</EntitySet>", "<Annotation Term=\"Org.OData.Capabilities.V1.DeleteRestrictions\"><Record><PropertyValue Property=\"Deletable\" Bool=\"false\"/></Record></Annotation>")] => Some(Breaking), "operation removed: application::Place<via::Applications>.delete [DELETE /applications/{application-id}]";
    "a query option is no longer offered": [insert(APPLICATIONS, "</EntitySet>", "<Annotation Term=\"Org.OData.Capabilities.V1.TopSupported\" Bool=\"false\"/>")] => Some(Breaking), "operation query option no longer offered: application::Collection<via::Applications>.list";
    "an alternate key is removed": [remove("<Annotation Term=\"Org.OData.Core.V1.AlternateKeys\"", "<Annotation")] => Some(Breaking), "key removed: application::Collection.by_app_id";
    "an action is removed": [remove(ADD_PASSWORD, ADD_PASSWORD)] => Some(Breaking), "operation removed: application::Place.add_password [POST /applications/{application-id}/microsoft.graph.addPassword]";
    "an action requires one parameter more": [insert(ADD_PASSWORD, "<ReturnType", "<Parameter Name=\"reason\" Type=\"Edm.String\" Nullable=\"false\"/>")] => Some(Breaking), "parameter became required: application::AddPasswordParameters.reason";
    "an action requires a parameter that could be null": [replace(ADD_PASSWORD, "Type=\"graph.passwordCredential\"", "Type=\"graph.passwordCredential\" Nullable=\"false\"")] => Some(Breaking), "parameter became required: application::AddPasswordParameters.password_credential";
    "an action answers something else": [replace(ADD_PASSWORD, "<ReturnType Type=\"graph.passwordCredential\"", "<ReturnType Type=\"Edm.String\"")] => Some(Breaking), "operation answer changed: application::Place.add_password";
    "a function takes one parameter more": [insert("<Function Name=\"reminderView\"", "<ReturnType", "<Parameter Name=\"zone\" Type=\"Edm.String\"/>")] => Some(Breaking), "operation arguments changed: user::Place.reminder_view";
    "an entity set is removed": [remove("<EntitySet Name=\"drives\"", "<EntitySet"), slice("\"drives/**\",", "")] => Some(Breaking), "navigation removed: drives";
    "the service version is another one": [slice("version = \"beta\"", "version = \"v1.0\"")] => Some(Breaking), "crate service version changed: crate";
    "the package has another name": [slice("name = \"msgraph\"", "name = \"graph\"")] => Some(Breaking), "crate package renamed: crate";
}
