//! An in-memory stand-in for Microsoft Graph, for tests and demonstrations.
//!
//! A [`Directory`] says what there is: types, entity sets, navigation properties, operations, and
//! the entities themselves. [`Directory::serve`] puts it behind a real HTTP server on a loopback
//! port, which then behaves as the service does: it creates and updates entities, follows and
//! rewrites references, pages its lists, and refuses what the service refuses, with the service's
//! own error body. Whatever it is asked is recorded.
//!
//! Nothing is sent anywhere else, nothing is written to disk, and all identifiers are the same on
//! every run.
//!
//! ```
//! use msgraph_runtime::test_util::{Directory, Target};
//! use serde_json::json;
//!
//! let server = Directory::new("beta")
//!     .entity_set("applications", "microsoft.graph.application")
//!     .entity_set("onPremisesPublishingProfiles", "microsoft.graph.onPremisesPublishingProfile")
//!     .contained(
//!         "microsoft.graph.onPremisesPublishingProfile",
//!         "connectorGroups",
//!         "microsoft.graph.connectorGroup",
//!     )
//!     .navigation(
//!         "microsoft.graph.application",
//!         "connectorGroup",
//!         Target::one("microsoft.graph.connectorGroup"),
//!     )
//!     .entity("applications", json!({"id": "a1", "displayName": "Payroll"}))
//!     .entity("onPremisesPublishingProfiles", json!({"id": "applicationProxy"}))
//!     .contained_entity(
//!         "/onPremisesPublishingProfiles/applicationProxy/connectorGroups",
//!         json!({"id": "g1", "name": "Oslo"}),
//!     )
//!     .serve()?;
//!
//! // A client set to `server.base_url()` now sends, say,
//! // `PUT /beta/applications/a1/connectorGroup/$ref`, and the test looks at what became of it:
//! assert!(server.base_url().starts_with("http://127.0.0.1:"));
//! assert_eq!(server.entity("/applications/a1/connectorGroup"), None);
//! assert!(server.requests().is_empty());
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # What goes wrong
//!
//! A service that is used for years fails in every way there is. [`Server::fault`] answers chosen
//! requests ([`When`]) with a chosen [`Fault`]: a connection that breaks before or after the request
//! took effect, half a body, a wrong length, a refusal with or without `Retry-After`, a page of HTML,
//! a challenge for another token. [`Throttle`] limits requests per window of time. Chance has a
//! seed, so that a test finds the same thing on every run.
//!
//! # What takes several requests
//!
//! - `$batch`, of up to 20 requests, each recorded as one of its own.
//! - `delta()` on entity sets and contained collections, with pages, deleted entities, and tokens
//!   that [expire](Server::expire_delta_tokens).
//! - [Upload sessions](Directory::upload_sessions), and downloads in parts, of content that may be
//!   [larger than memory](Directory::generated_content).
//! - [Long-running operations](LongRunning).
//!
//! # Without a server
//!
//! [`Script`] is a transport with prepared answers, for tests of single requests.
//!
//! # What it does not do
//!
//! - `$filter`, `$orderby`, `$search`, `$expand` and `$apply` are answered `501 Not Implemented`
//!   rather than with a list they did not shape.
//! - Delta tells changes of entities, not those of their references (`members@delta`), and is not
//!   there for a single drive item.
//! - Upload sessions fill the content of entities, not the attachments of a message, and expire only
//!   when a test says so.
//! - A long-running operation takes effect when it is asked for; only its answer comes later.
//! - A batch is at most 4 MiB, as every request, and is done one request after the other.
//! - There is no TLS, no HTTP/2 and no compression.

mod answer;
mod assert;
mod batch;
mod bind;
mod body;
mod clock;
mod collection;
mod connection;
mod delta;
mod directory;
mod dispatch;
mod entities;
mod error;
mod fault;
mod journal;
mod monitor;
mod operations;
mod page;
mod query;
mod random;
mod recorded;
mod references;
mod representation;
mod route;
mod schema;
mod script;
mod seed;
mod segment;
mod server;
mod service;
mod settings;
mod store;
mod streams;
mod tags;
mod throttle;
mod upload;
mod when;
mod wire;

pub use self::body::generated_bytes;
pub use self::directory::Directory;
pub use self::error::ServiceError;
pub use self::fault::{Fault, FaultCount};
pub use self::monitor::LongRunning;
pub use self::recorded::RecordedRequest;
pub use self::schema::Target;
pub use self::script::{Reply, Script};
pub use self::server::Server;
pub use self::throttle::Throttle;
pub use self::when::When;
