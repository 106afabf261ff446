//! The builder of a stand-in: declarations first, then a server.

use super::dispatch::{Service, Settings};
use super::error::ServiceError;
use super::operations::{Body, Operation};
use super::page::LARGEST_PAGE;
use super::schema::{Navigation, Schema, Target};
use super::seed::{self, Seed, SeedPlace};
use super::server::Server;
use super::store::Store;
use serde_json::{Map, Value};
use std::io;
use std::net::{Ipv4Addr, TcpListener};

const DEFAULT_PAGE_SIZE: usize = 100;

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
    version: String,
    token: Option<String>,
    page_size: usize,
    references_as_text: bool,
    absent_as_no_content: bool,
    eventual_counts: bool,
    uploads_answer_entity: bool,
    seeds: Vec<Seed>,
    links: Vec<(String, String)>,
}

impl Directory {
    /// An empty directory behind one version of the service, `v1.0` or `beta`, which is the first
    /// segment of every path.
    pub fn new(version: impl Into<String>) -> Self {
        Self {
            schema: Schema::default(),
            version: version.into(),
            token: None,
            page_size: DEFAULT_PAGE_SIZE,
            references_as_text: false,
            absent_as_no_content: false,
            eventual_counts: false,
            uploads_answer_entity: false,
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

    /// Refuses every request without this bearer token, with 401 and `InvalidAuthenticationToken`.
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// The size of a page where the request does not say, 1 to 999; 100 unless set.
    pub fn page_size(mut self, items: usize) -> Self {
        self.page_size = items.clamp(1, LARGEST_PAGE);
        self
    }

    /// Answers GET `$ref` with bare strings, as Microsoft's OpenAPI files describe it, instead of
    /// objects with an `@odata.id`, as the service does and OData demands.
    pub fn references_as_text(mut self) -> Self {
        self.references_as_text = true;
        self
    }

    /// Answers GET on a single-valued navigation property that leads nowhere, and on its `$ref`,
    /// with 204, as OData demands (Protocol 4.01, section 11.2.7), instead of the 404 that the
    /// directory part of the service sends.
    pub fn absent_as_no_content(mut self) -> Self {
        self.absent_as_no_content = true;
        self
    }

    /// Refuses `$count` on collections of `microsoft.graph.directoryObject` and types derived from
    /// it without `ConsistencyLevel: eventual`, as the service does.
    pub fn eventual_counts(mut self) -> Self {
        self.eventual_counts = true;
        self
    }

    /// Answers the upload of a media stream with its entity, as the part of the service for drives
    /// does, instead of 204.
    pub fn uploads_answer_entity(mut self) -> Self {
        self.uploads_answer_entity = true;
        self
    }

    /// Starts the server on a free port of 127.0.0.1. Requests can be sent as soon as this returns;
    /// it does not block, and may be called from asynchronous code.
    ///
    /// # Errors
    ///
    /// `InvalidInput` where an entity, a link or an alias does not fit what is declared, with every
    /// such problem in the message; otherwise what the operating system says of the socket or the
    /// thread.
    pub fn serve(self) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let origin = format!("http://{}", listener.local_addr()?);
        Server::start(listener, self.into_service(origin)?)
    }

    fn into_service(self, origin: String) -> io::Result<Service> {
        let mut problems = Vec::new();
        let mut note = |result: Result<(), String>| problems.extend(result.err());
        let mut store = Store::default();
        note(seed::check_version(&self.version));
        for seed in self.seeds {
            note(seed::plant(&self.schema, &mut store, seed));
        }
        for (navigation, target) in &self.links {
            note(seed::link(&self.schema, &mut store, navigation, target));
        }
        for (name, path) in self.schema.aliases() {
            note(seed::check_alias(&self.schema, &store, name, path));
        }
        if !problems.is_empty() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                problems.join("\n"),
            ));
        }
        let settings = Settings {
            origin,
            version: self.version,
            token: self.token,
            page_size: self.page_size,
            references_as_text: self.references_as_text,
            absent_as_no_content: self.absent_as_no_content,
            eventual_counts: self.eventual_counts,
            uploads_answer_entity: self.uploads_answer_entity,
        };
        Ok(Service {
            schema: self.schema,
            settings,
            store,
        })
    }
}
