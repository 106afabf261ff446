//! The directory that the tests share, declared as the descriptions in `specs/` have it, and a client of it.

use msgraph::{Client, RetryPolicy, StaticToken};
use msgraph_runtime::test_util::{Directory, RecordedRequest, Server, ServiceError, Target};
use serde_json::{Map, Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

pub(crate) const TOKEN: &str = "t0k3n";

const APPLICATION: &str = "microsoft.graph.application";
const CONNECTOR: &str = "microsoft.graph.connector";
const CONNECTOR_GROUP: &str = "microsoft.graph.connectorGroup";
const DEVICE_MANAGEMENT: &str = "microsoft.graph.deviceManagement";
const DIRECTORY_OBJECT: &str = "microsoft.graph.directoryObject";
const DRIVE: &str = "microsoft.graph.drive";
const DRIVE_ITEM: &str = "microsoft.graph.driveItem";
const GROUP: &str = "microsoft.graph.group";
const PROFILE: &str = "microsoft.graph.onPremisesPublishingProfile";
const RBAC_APPLICATION: &str = "microsoft.graph.rbacApplication";
const ROLE_DEFINITION: &str = "microsoft.graph.unifiedRoleDefinition";
const SERVICE_PRINCIPAL: &str = "microsoft.graph.servicePrincipal";
const USER: &str = "microsoft.graph.user";

pub(crate) const CONNECTOR_GROUPS: &str =
    "/onPremisesPublishingProfiles/applicationProxy/connectorGroups";
const CONNECTORS: &str = "/onPremisesPublishingProfiles/applicationProxy/connectors";

/// A server, and a client that has its token.
pub(crate) struct Service {
    pub(crate) server: Server,
    pub(crate) client: Client,
}

impl Service {
    /// The service with the entities of [`populated`], as version `beta`.
    pub(crate) fn start() -> Self {
        Self::of(populated("beta"))
    }

    pub(crate) fn of(directory: Directory) -> Self {
        let server = directory.token(TOKEN).serve().expect("a sound directory");
        let client = Client::builder()
            .base_url(server.base_url())
            .token_source(StaticToken::new(TOKEN));
        Self {
            client: client.build().expect("a client of a loopback server"),
            server,
        }
    }

    /// The request that arrived last.
    pub(crate) fn last(&self) -> RecordedRequest {
        let mut requests = self.server.requests();
        requests.pop().expect("a request has arrived")
    }

    /// The method, raw path and query, and body of the request that arrived last.
    pub(crate) fn last_line(&self) -> (String, String, String) {
        let request = self.last();
        let body = String::from_utf8_lossy(&request.body).into_owned();
        (request.method.to_string(), request.path_and_query, body)
    }

    /// The absolute URL of a path below the service root.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.service_root())
    }
}

/// A server that gives one answer, for what the directory does not do, and a client of it.
pub(crate) struct Answering {
    pub(crate) client: Client,
    line: tokio::sync::Mutex<oneshot::Receiver<String>>,
}

impl Answering {
    /// The first line of the request that arrived.
    pub(crate) async fn request_line(&self) -> String {
        let mut line = self.line.lock().await;
        (&mut *line).await.expect("a request has arrived")
    }
}

/// A server that answers one request with this JSON.
pub(crate) async fn answering(json: &Value) -> Answering {
    let body = json.to_string();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let (sender, line) = oneshot::channel();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await?;
        let mut head = vec![0; 4096];
        let length = stream.read(&mut head).await?;
        let head = String::from_utf8_lossy(&head[..length]).into_owned();
        let _ = sender.send(head.lines().next().unwrap_or_default().to_owned());
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(answer.as_bytes()).await
    });
    let client = Client::builder()
        .base_url(format!("http://{address}"))
        // It answers once.
        .retry(RetryPolicy::none())
        .token_source(StaticToken::new(TOKEN));
    Answering {
        client: client.build().expect("a client of a loopback server"),
        line: line.into(),
    }
}

/// A few entities of each kind. Nothing is linked.
pub(crate) fn populated(version: &str) -> Directory {
    declared(version)
        .entity(
            "users",
            json!({"id": "ada", "displayName": "Ada", "jobTitle": "Engineer"}),
        )
        .entity("users", json!({"id": "grace", "displayName": "Grace"}))
        .entity("users", json!({"id": "mary", "displayName": "Mary"}))
        .entity("groups", json!({"id": "crew", "displayName": "Crew"}))
        .entity("groups", json!({"id": "guests", "displayName": "Guests"}))
        .entity("servicePrincipals", json!({"id": "robot"}))
        .entity(
            "applications",
            json!({"id": "payroll", "appId": "payroll-client", "displayName": "Payroll", "notes": "old"}),
        )
        .entity(
            "onPremisesPublishingProfiles",
            json!({"id": "applicationProxy"}),
        )
        .contained_entity(CONNECTOR_GROUPS, json!({"id": "oslo", "name": "Oslo"}))
        .contained_entity(CONNECTOR_GROUPS, json!({"id": "kyoto", "name": "Kyoto"}))
        .contained_entity(
            CONNECTORS,
            json!({"id": "host", "machineName": "host.test"}),
        )
}

/// What there can be: types, entity sets, `me`, navigation properties, operations.
pub(crate) fn declared(version: &str) -> Directory {
    let directory = Directory::new(version)
        .entity_type(APPLICATION, Some(DIRECTORY_OBJECT))
        .entity_type(GROUP, Some(DIRECTORY_OBJECT))
        .entity_type(SERVICE_PRINCIPAL, Some(DIRECTORY_OBJECT))
        .entity_type(USER, Some(DIRECTORY_OBJECT))
        .entity_set("applications", APPLICATION)
        .entity_set("directoryObjects", DIRECTORY_OBJECT)
        .entity_set("groups", GROUP)
        .entity_set("onPremisesPublishingProfiles", PROFILE)
        .entity_set("servicePrincipals", SERVICE_PRINCIPAL)
        .entity_set("users", USER)
        .alias("me", "/users/ada")
        .alternate_key(APPLICATION, "appId")
        .stream(APPLICATION, "logo")
        .action(APPLICATION, "microsoft.graph.addPassword", add_password)
        .function(USER, "microsoft.graph.reminderView", reminder_view);
    navigations(directory)
}

fn navigations(directory: Directory) -> Directory {
    directory
        .contained(PROFILE, "connectorGroups", CONNECTOR_GROUP)
        .contained(PROFILE, "connectors", CONNECTOR)
        .navigation(APPLICATION, "connectorGroup", Target::one(CONNECTOR_GROUP))
        .navigation(APPLICATION, "owners", Target::many(DIRECTORY_OBJECT))
        .navigation(CONNECTOR, "memberOf", Target::many(CONNECTOR_GROUP))
        .navigation(CONNECTOR_GROUP, "applications", Target::many(APPLICATION))
        .navigation(CONNECTOR_GROUP, "members", Target::many(CONNECTOR))
        .navigation(GROUP, "members", Target::many(DIRECTORY_OBJECT))
        .navigation(GROUP, "owners", Target::many(DIRECTORY_OBJECT))
        .navigation(SERVICE_PRINCIPAL, "owners", Target::many(DIRECTORY_OBJECT))
        .navigation(USER, "directReports", Target::many(DIRECTORY_OBJECT))
        .navigation(USER, "manager", Target::one(DIRECTORY_OBJECT))
        .navigation(USER, "memberOf", Target::many(DIRECTORY_OBJECT))
}

/// Keeps the name of the secret, and tells its text this once, as the service does.
fn add_password(
    application: &mut Map<String, Value>,
    parameters: &Map<String, Value>,
) -> Result<Value, ServiceError> {
    let Some(name) = parameters
        .get("passwordCredential")
        .and_then(|credential| credential.get("displayName"))
    else {
        let message = "The secret has no name.";
        return Err(ServiceError::new(400, "Request_BadRequest", message));
    };
    application.insert(
        "passwordCredentials".into(),
        json!([{"displayName": name, "hint": "abc"}]),
    );
    Ok(json!({"displayName": name, "hint": "abc", "secretText": "abc~made-up"}))
}

/// One reminder that tells what the function was given.
fn reminder_view(
    user: &Map<String, Value>,
    arguments: &Map<String, Value>,
) -> Result<Value, ServiceError> {
    Ok(json!([{
        "eventId": user.get("id"),
        "eventSubject": arguments.get("StartDateTime"),
        "changeKey": arguments.get("EndDateTime"),
    }]))
}

/// A drive with a folder and a file in it, whose uploads are answered with the item.
pub(crate) fn drives() -> Directory {
    let items = "/drives/team/items";
    Directory::new("beta")
        .entity_set("drives", DRIVE)
        .contained(DRIVE, "items", DRIVE_ITEM)
        .navigation(DRIVE, "root", Target::one(DRIVE_ITEM))
        .contained(DRIVE_ITEM, "children", DRIVE_ITEM)
        .by_path(DRIVE_ITEM, "children", "name")
        .stream(DRIVE_ITEM, "content")
        .uploads_answer_entity()
        .entity("drives", json!({"id": "team", "name": "Team"}))
        .contained_entity(items, json!({"id": "top", "name": "root"}))
        .contained_entity(
            "/drives/team/items/top/children",
            json!({"id": "folder", "name": "Reports & more"}),
        )
        .contained_entity(
            "/drives/team/items/top/children/folder/children",
            json!({"id": "file", "name": "May 100%.txt"}),
        )
        .link("/drives/team/root", "/drives/team/items/top")
}

/// Functions that tell what they were given.
pub(crate) fn functions() -> Directory {
    Directory::new("beta")
        .singleton("deviceManagement", DEVICE_MANAGEMENT, json!({}))
        .singleton(
            "roleManagement",
            "microsoft.graph.roleManagement",
            json!({}),
        )
        .entity_set("applicationRoles", RBAC_APPLICATION)
        .navigation(
            "microsoft.graph.roleManagement",
            "directory",
            Target::one(RBAC_APPLICATION),
        )
        .contained(RBAC_APPLICATION, "roleDefinitions", ROLE_DEFINITION)
        .function(
            DEVICE_MANAGEMENT,
            "microsoft.graph.getRoleScopeTagsByIds",
            tags,
        )
        .function(
            ROLE_DEFINITION,
            "microsoft.graph.assignedPrincipals",
            principals,
        )
        .entity("applicationRoles", json!({"id": "directory"}))
        .contained_entity(
            "/applicationRoles/directory/roleDefinitions",
            json!({"id": "reader"}),
        )
        .link("/roleManagement/directory", "/applicationRoles/directory")
}

/// One tag for each identifier.
fn tags(_: &Map<String, Value>, arguments: &Map<String, Value>) -> Result<Value, ServiceError> {
    let Some(Value::Array(ids)) = arguments.get("ids") else {
        return Err(ServiceError::new(
            400,
            "BadRequest",
            "The identifiers are no collection.",
        ));
    };
    Ok(ids.iter().map(|id| json!({"id": id})).collect())
}

/// One principal that is named after the arguments.
fn principals(
    role: &Map<String, Value>,
    arguments: &Map<String, Value>,
) -> Result<Value, ServiceError> {
    Ok(json!([{"id": role.get("id"), "given": arguments}]))
}
