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
//! # What it does not do
//!
//! `$filter`, `$orderby`, `$search`, `$expand` and `$apply` are answered `501 Not Implemented`
//! rather than with a list they did not shape. There are no entity tags, no batches, no upload
//! sessions and no throttling.

mod answer;
mod bind;
mod clock;
mod collection;
mod directory;
mod dispatch;
mod entities;
mod error;
mod operations;
mod page;
mod query;
mod recorded;
mod references;
mod representation;
mod route;
mod schema;
mod seed;
mod segment;
mod server;
mod store;
mod streams;

pub use self::directory::Directory;
pub use self::error::ServiceError;
pub use self::recorded::RecordedRequest;
pub use self::schema::Target;
pub use self::server::Server;
