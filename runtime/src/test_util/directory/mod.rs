//! The builder of a stand-in: declarations first, then a server.

mod conduct;
mod serve;

use super::error::ServiceError;
use super::fault::Fault;
use super::monitor::LongRunning;
use super::operations::{Body, Operation};
use super::schema::{Navigation, Schema, Target};
use super::seed::{Seed, SeedPlace};
use super::settings::Settings;
use super::throttle::Throttle;
use super::when::When;
use serde_json::{Map, Value};

/// What a stand-in for the service holds: types, sets, navigation properties, operations and
/// entities.
///
/// Nothing is checked before [`serve`](Self::serve), so declarations can come in any order; only an
/// entity that lives inside another one has to come after it. Type names are written as in
/// `microsoft.graph.user`, with or without a `#` before them. A type that is only mentioned needs
/// no declaration of its own.
///
/// ```
/// use msgraph_runtime::test_util::{Directory, Target};
/// use serde_json::json;
///
/// let server = Directory::new("v1.0")
///     .entity_type("microsoft.graph.user", Some("microsoft.graph.directoryObject"))
///     .entity_type("microsoft.graph.group", Some("microsoft.graph.directoryObject"))
///     .entity_set("directoryObjects", "microsoft.graph.directoryObject")
///     .entity_set("users", "microsoft.graph.user")
///     .entity_set("groups", "microsoft.graph.group")
///     .navigation("microsoft.graph.group", "members", Target::many("microsoft.graph.directoryObject"))
///     .entity("users", json!({"id": "u1", "displayName": "Ada"}))
///     .entity("groups", json!({"id": "g1", "displayName": "Engineers"}))
///     .link("/groups/g1/members", "/users/u1")
///     .token("secret")
///     .serve()?;
/// assert_eq!(server.entities("/directoryObjects").map(|all| all.len()), Some(2));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
#[must_use = "a directory does nothing until it is served"]
pub struct Directory {
    schema: Schema,
    settings: Settings,
    throttle: Option<Throttle>,
    faults: Vec<(When, Fault)>,
    long_running: Vec<(When, LongRunning)>,
    /// Content that is made while it is sent: where, and how many bytes.
    generated: Vec<(String, u64)>,
    seeds: Vec<Seed>,
    links: Vec<(String, String)>,
}

impl Directory {
    /// An empty directory behind one version of the service, `v1.0` or `beta`, which is the first
    /// segment of every path.
    pub fn new(version: impl Into<String>) -> Self {
        Self {
            schema: Schema::default(),
            settings: Settings::new(version.into()),
            throttle: None,
            faults: Vec::new(),
            long_running: Vec::new(),
            generated: Vec::new(),
            seeds: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Declares an entity type and the type it derives from, whose navigation properties and
    /// operations it inherits.
    pub fn entity_type(mut self, name: &str, base: Option<&str>) -> Self {
        self.schema.add_type(name, base);
        self
    }

    /// Declares an entity set and the type of its entities.
    ///
    /// It shows the entities of other sets too where their type derives from this one: with a set
    /// `directoryObjects` of `microsoft.graph.directoryObject`, `/directoryObjects/{id}` finds any
    /// user.
    pub fn entity_set(mut self, name: &str, item_type: &str) -> Self {
        self.schema.add_set(name, item_type);
        self
    }

    /// Declares a singleton with an entity of its own. It can be read and updated, not deleted.
    ///
    /// ```
    /// # use msgraph_runtime::test_util::Directory;
    /// # use serde_json::json;
    /// let server = Directory::new("beta")
    ///     .singleton("admin", "microsoft.graph.admin", json!({"region": "eu"}))
    ///     .serve()?;
    /// assert_eq!(server.entity("/admin"), Some(json!({"region": "eu"})));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn singleton(mut self, name: &str, entity_type: &str, value: Value) -> Self {
        self.schema.add_singleton(name, entity_type);
        self.seeds.push(Seed {
            place: SeedPlace::Singleton(name.to_owned()),
            value,
        });
        self
    }

    /// Declares a root segment that stands for an entity elsewhere, as `me` does for the signed-in
    /// user: `alias("me", "/users/u1")`. The path is below the service root and without aliases.
    pub fn alias(mut self, name: &str, path: &str) -> Self {
        self.schema.add_alias(name, path);
        self
    }

    /// Declares a navigation property to entities that live elsewhere. Its references can be read,
    /// set, added and removed through `$ref`, and be bound with `@odata.bind`.
    pub fn navigation(mut self, owner_type: &str, name: &str, target: Target) -> Self {
        self.schema
            .add_navigation(Navigation::new(owner_type, name, target, false));
        self
    }

    /// Declares a collection of entities that live inside their owner and go with it. They can be
    /// created and deleted there; there is no `$ref`.
    pub fn contained(mut self, owner_type: &str, name: &str, item_type: &str) -> Self {
        let target = Target::many(item_type);
        self.schema
            .add_navigation(Navigation::new(owner_type, name, target, true));
        self
    }

    /// Declares a media stream of the entities of a type: a property such as `logo`, or `$value` where
    /// the entity is the stream itself. It is empty, which is answered 404, until bytes are put there.
    pub fn stream(mut self, owner_type: &str, segment: &str) -> Self {
        self.schema.add_stream(owner_type, segment);
        self
    }

    /// Declares that the content of entities of a type, `content`, can be sent in parts:
    /// `createUploadSession` on an entity, and by its path where it does not exist yet
    /// ([`by_path`](Self::by_path)). The entity has the `size` of what was sent.
    ///
    /// ```
    /// # use msgraph_runtime::test_util::Directory;
    /// # use serde_json::json;
    /// let drive_item = "microsoft.graph.driveItem";
    /// let server = Directory::new("v1.0")
    ///     .entity_set("drives", "microsoft.graph.drive")
    ///     .contained("microsoft.graph.drive", "items", drive_item)
    ///     .contained(drive_item, "children", drive_item)
    ///     .by_path(drive_item, "children", "name")
    ///     .upload_sessions(drive_item, "content")
    ///     .entity("drives", json!({"id": "d1"}))
    ///     .contained_entity("/drives/d1/items", json!({"id": "root", "name": "root"}))
    ///     .serve()?;
    /// // POST /v1.0/drives/d1/items/root:/report.bin:/createUploadSession, then parts, then:
    /// assert_eq!(server.content("/drives/d1/items/root:/report.bin:/content"), None);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn upload_sessions(mut self, owner_type: &str, stream: &str) -> Self {
        self.schema.add_upload(owner_type, stream);
        self
    }

    /// Declares a property of text as an alternate key: `applications(appId='…')`.
    pub fn alternate_key(mut self, owner_type: &str, property: &str) -> Self {
        self.schema.add_alternate_key(owner_type, property);
        self
    }

    /// Declares that an entity leads to those below it by their path, `root:/a/b.txt:`: the
    /// navigation property that holds them, and the property that has their names.
    pub fn by_path(mut self, owner_type: &str, navigation: &str, property: &str) -> Self {
        self.schema.add_by_path(owner_type, navigation, property);
        self
    }

    /// Puts an entity into a set. Its `id` is assigned if it has none; an `@odata.type` makes it an
    /// instance of a subtype of the set's type.
    pub fn entity(mut self, set: &str, value: Value) -> Self {
        self.seeds.push(Seed {
            place: SeedPlace::Set(set.to_owned()),
            value,
        });
        self
    }

    /// Puts an entity into the collection at a path below the service root, such as
    /// `/onPremisesPublishingProfiles/applicationProxy/connectorGroups`, whose owner was put in
    /// before.
    pub fn contained_entity(mut self, collection: &str, value: Value) -> Self {
        self.seeds.push(Seed {
            place: SeedPlace::Path(collection.to_owned()),
            value,
        });
        self
    }

    /// Links two entities: `link("/groups/g1/members", "/users/u1")`. Both are paths below the
    /// service root.
    pub fn link(mut self, navigation: &str, target: &str) -> Self {
        self.links.push((navigation.to_owned(), target.to_owned()));
        self
    }

    /// Declares an action bound to the entities of a type, called with POST.
    ///
    /// It is given the entity's properties, which it may change, and the parameters of the body.
    /// What it returns is the answer: an object as it is, a list or a single value in `value`, and
    /// 204 for null. A refusal leaves the entity as it was, and so does a panic, which is answered
    /// with 500. A name with a namespace can be called with and without it.
    ///
    /// ```
    /// # use msgraph_runtime::test_util::{Directory, ServiceError};
    /// # use serde_json::json;
    /// Directory::new("v1.0").action(
    ///     "microsoft.graph.application",
    ///     "microsoft.graph.addPassword",
    ///     |application, parameters| {
    ///         let Some(credential) = parameters.get("passwordCredential") else {
    ///             return Err(ServiceError::new(400, "Request_BadRequest", "No credential."));
    ///         };
    ///         application.insert("passwordCredentials".into(), json!([credential]));
    ///         Ok(json!({"secretText": "made up", "displayName": credential["displayName"]}))
    ///     },
    /// );
    /// ```
    pub fn action<F>(mut self, owner_type: &str, name: &str, body: F) -> Self
    where
        F: Fn(&mut Map<String, Value>, &Map<String, Value>) -> Result<Value, ServiceError>
            + Send
            + Sync
            + 'static,
    {
        let body = Body::Action(Box::new(body));
        self.schema
            .add_operation(Operation::new(owner_type, name, body));
        self
    }

    /// Declares a function bound to the entities of a type, called with GET and its arguments in
    /// parentheses.
    ///
    /// It is given the entity's properties and its arguments by name: quoted ones as strings
    /// without their quotes, numbers, booleans and null as such, anything else (dates, GUIDs) as
    /// strings. What it returns is the answer, as with an [`action`](Self::action).
    ///
    /// ```
    /// # use msgraph_runtime::test_util::Directory;
    /// # use serde_json::json;
    /// Directory::new("v1.0").function(
    ///     "microsoft.graph.user",
    ///     "microsoft.graph.reminderView",
    ///     |user, arguments| {
    ///         Ok(json!([{"eventSubject": user["id"], "eventStartTime": arguments["StartDateTime"]}]))
    ///     },
    /// );
    /// ```
    pub fn function<F>(mut self, owner_type: &str, name: &str, body: F) -> Self
    where
        F: Fn(&Map<String, Value>, &Map<String, Value>) -> Result<Value, ServiceError>
            + Send
            + Sync
            + 'static,
    {
        let body = Body::Function(Box::new(body));
        self.schema
            .add_operation(Operation::new(owner_type, name, body));
        self
    }
}
