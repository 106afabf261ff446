//! What became of a directory, and what was asked of it.

use super::Server;
use crate::test_util::body::AnswerBody;
use crate::test_util::recorded::RecordedRequest;
use crate::test_util::route::{self, Place};
use bytes::Bytes;
use serde_json::Value;
use std::collections::BTreeMap;

impl Server {
    /// Every request since the start, in the order of arrival, refused ones included, and those
    /// within a batch after their batch. Less where
    /// [`keep_requests`](super::super::Directory::keep_requests) says so.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.service().journal.requests()
    }

    /// The requests since the start or since the last call, which are forgotten here.
    pub fn take_requests(&self) -> Vec<RecordedRequest> {
        self.service().journal.take()
    }

    /// How many requests there were since the start, forgotten ones included.
    pub fn request_count(&self) -> u64 {
        self.service().journal.count()
    }

    /// How often each fault was given, by its [name](super::super::Fault::name).
    pub fn faults_given(&self) -> BTreeMap<&'static str, u64> {
        self.service().faults.given().clone()
    }

    /// How many requests a [`Throttle`](super::super::Throttle) has refused. Those that a fault
    /// refused are counted there.
    pub fn throttled(&self) -> u64 {
        self.service().throttled
    }

    /// How many upload sessions are open.
    pub fn open_uploads(&self) -> usize {
        self.service().uploads.count()
    }

    /// The properties of the entity at a path below the service root, as they are stored now;
    /// `None` where the path leads to no entity. Segments are percent-encoded, as in a request.
    ///
    /// A single-valued navigation property leads to its target: `/applications/a1/connectorGroup`.
    pub fn entity(&self, path: &str) -> Option<Value> {
        let service = self.service();
        let place = route::resolve_path(&service.schema, &service.store, path).ok()?;
        let entity = route::entity_at(&service.store, place)?;
        service.properties(entity.id)
    }

    /// The properties of all entities of the collection at a path below the service root; `None`
    /// where the path leads to no collection. No paging is done, and linked entities come in the
    /// order they were linked.
    ///
    /// ```
    /// # use msgraph_runtime::test_util::{Directory, Target};
    /// # use serde_json::json;
    /// let server = Directory::new("v1.0")
    ///     .entity_set("groups", "microsoft.graph.group")
    ///     .entity_set("users", "microsoft.graph.user")
    ///     .navigation("microsoft.graph.group", "members", Target::many("microsoft.graph.user"))
    ///     .entity("groups", json!({"id": "g1"}))
    ///     .entity("users", json!({"id": "u1"}))
    ///     .link("/groups/g1/members", "/users/u1")
    ///     .serve()?;
    /// assert_eq!(server.entities("/groups/g1/members"), Some(vec![json!({"id": "u1"})]));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn entities(&self, path: &str) -> Option<Vec<Value>> {
        let service = self.service();
        let place = route::resolve_path(&service.schema, &service.store, path).ok()?;
        let Place::Collection(collection) = place else {
            return None;
        };
        let items = collection.items(&service.schema, &service.store);
        let properties = items.into_iter().filter_map(|id| service.properties(id));
        Some(properties.collect())
    }

    /// What is in the media stream at a path below the service root, `/drives/d1/items/i1/content`;
    /// `None` where there is none, or nothing in it.
    pub fn content(&self, path: &str) -> Option<Bytes> {
        let service = self.service();
        let place = route::resolve_path(&service.schema, &service.store, path).ok()?;
        let Place::Stream(entity, stream) = place else {
            return None;
        };
        let media = service.store.media(entity.id, stream)?;
        Some(AnswerBody::all(media.source.clone()).collect())
    }
}
