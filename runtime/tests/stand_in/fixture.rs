//! The directory that the tests share.

use msgraph_runtime::test_util::{Directory, Server, Target};
use serde_json::json;

pub(crate) const APPLICATION: &str = "microsoft.graph.application";
pub(crate) const CONNECTOR_GROUP: &str = "microsoft.graph.connectorGroup";
pub(crate) const DIRECTORY_OBJECT: &str = "microsoft.graph.directoryObject";
pub(crate) const GROUP: &str = "microsoft.graph.group";
pub(crate) const PROFILE: &str = "microsoft.graph.onPremisesPublishingProfile";
pub(crate) const USER: &str = "microsoft.graph.user";

pub(crate) const CONNECTOR_GROUPS: &str =
    "/onPremisesPublishingProfiles/applicationProxy/connectorGroups";

/// Two users, two groups, an application, and two connector groups inside a profile; nothing is
/// linked.
pub(crate) fn directory() -> Directory {
    Directory::new("beta")
        .entity_type(USER, Some(DIRECTORY_OBJECT))
        .entity_type(GROUP, Some(DIRECTORY_OBJECT))
        .entity_type(APPLICATION, Some(DIRECTORY_OBJECT))
        .entity_set("directoryObjects", DIRECTORY_OBJECT)
        .entity_set("users", USER)
        .entity_set("groups", GROUP)
        .entity_set("applications", APPLICATION)
        .entity_set("onPremisesPublishingProfiles", PROFILE)
        .contained(PROFILE, "connectorGroups", CONNECTOR_GROUP)
        .navigation(APPLICATION, "connectorGroup", Target::one(CONNECTOR_GROUP))
        .navigation(USER, "manager", Target::one(DIRECTORY_OBJECT))
        .navigation(GROUP, "members", Target::many(DIRECTORY_OBJECT))
        .alias("me", "/users/u1")
        .entity(
            "users",
            json!({"id": "u1", "displayName": "Ada", "mail": "ada@example.com"}),
        )
        .entity("users", json!({"id": "u2", "displayName": "Grace"}))
        .entity("groups", json!({"id": "g1", "displayName": "Engineers"}))
        .entity(
            "groups",
            json!({"id": "g2", "displayName": "Mathematicians"}),
        )
        .entity(
            "applications",
            json!({"id": "a1", "displayName": "Payroll", "notes": "old"}),
        )
        .entity(
            "onPremisesPublishingProfiles",
            json!({"id": "applicationProxy"}),
        )
        .contained_entity(CONNECTOR_GROUPS, json!({"id": "c1", "name": "Oslo"}))
        .contained_entity(CONNECTOR_GROUPS, json!({"id": "c2", "name": "Kyoto"}))
}

pub(crate) fn server() -> Server {
    serve(directory())
}

pub(crate) fn serve(directory: Directory) -> Server {
    directory.serve().expect("the directory is sound")
}

/// The absolute URL of a path below the service root.
pub(crate) fn url(server: &Server, path: &str) -> String {
    format!("{}{path}", server.service_root())
}
