//! The service as a whole: what is asked of it, and what comes of that.

use super::answer::{Answer, Identity};
use super::clock::Elapsed;
use super::error::ServiceError;
use super::fault::{Fault, Faults, Kinds};
use super::journal::Journal;
use super::monitor::{self, Monitors};
use super::query::Query;
use super::recorded::RecordedRequest;
use super::schema::Schema;
use super::settings::Settings;
use super::store::{EntityId, Store};
use super::throttle::Throttling;
use super::upload::{self, Uploads};
use super::wire::Delivery;
use super::{batch, dispatch};
use bytes::Bytes;
use serde_json::Value;
use std::panic::AssertUnwindSafe;

/// A directory that is being served.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) schema: Schema,
    pub(super) settings: Settings,
    pub(super) store: Store,
    pub(super) journal: Journal,
    pub(super) faults: Faults,
    pub(super) throttling: Option<Throttling>,
    /// How many requests were refused for being too many.
    pub(super) throttled: u64,
    pub(super) clock: Elapsed,
    pub(super) uploads: Uploads,
    pub(super) monitors: Monitors,
    /// Tokens of an earlier era are not known any more.
    pub(super) delta_era: u64,
}

/// The socket that a request came through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Door {
    Main,
    /// The same service under another origin, where no token belongs.
    Other,
}

impl Service {
    pub(super) fn new(schema: Schema, settings: Settings, store: Store) -> Self {
        Self {
            journal: Journal::keeping(settings.keep_requests),
            schema,
            settings,
            store,
            faults: Faults::default(),
            throttling: None,
            throttled: 0,
            clock: Elapsed::start(),
            uploads: Uploads::default(),
            monitors: Monitors::default(),
            delta_era: 0,
        }
    }

    /// Records a request, and does what it asks for, or what a fault makes of that. `unread` says
    /// why the body could not be read.
    pub(super) fn deliver(
        &mut self,
        mut request: RecordedRequest,
        unread: Option<ServiceError>,
        door: Door,
    ) -> Delivery {
        let (fault, identity) = self.take_down(&mut request, Kinds::Connection);
        let perform = || match unread {
            Some(error) => Err(error),
            None => self.outcome(&request, door),
        };
        match fault {
            Some(fault) => fault.deliver(&identity, perform),
            None => Delivery::Response(identity.envelope(perform()).into()),
        }
    }

    /// Records a request, with the fault that is to be given to it.
    pub(super) fn take_down(
        &mut self,
        request: &mut RecordedRequest,
        kinds: Kinds,
    ) -> (Option<Fault>, Identity) {
        let path = self.settings.below_root(request.path());
        let fault = self.faults.pick(request, path, kinds);
        request.fault = fault.as_ref().map(Fault::name);
        let mut record = request.clone();
        if upload::session_id(request.path()).is_some() {
            // The session has the bytes; to keep them twice is too much for large files.
            record.body = Bytes::new();
        }
        let number = self.journal.record(record);
        (fault, Identity::of(request, number))
    }

    /// Does what one request asks for, if there are not too many.
    pub(super) fn single(&mut self, request: &RecordedRequest) -> Result<Answer, ServiceError> {
        let now = self.clock.now();
        let admitted = match &mut self.throttling {
            Some(throttling) => throttling.admit(now),
            None => Ok(()),
        };
        self.throttled += u64::from(admitted.is_err());
        let mut outcome = admitted.and_then(|()| self.answer_or_tell_panic(request));
        if let Some(throttling) = &self.throttling {
            let headers = match &mut outcome {
                Ok(answer) => &mut answer.headers,
                Err(error) => error.headers_mut(),
            };
            throttling.mark(now, headers);
        }
        outcome
    }

    pub(super) fn properties(&self, id: EntityId) -> Option<Value> {
        let entity = self.store.get(id)?;
        Some(Value::Object(entity.properties.clone()))
    }

    /// Addresses that are secrets themselves are below no version, and want no token.
    fn outcome(&mut self, request: &RecordedRequest, door: Door) -> Result<Answer, ServiceError> {
        if door == Door::Other && request.header("authorization").is_some() {
            return Err(ServiceError::token_not_wanted());
        }
        if let Some(id) = upload::session_id(request.path()) {
            return upload::at_session(self, request, id);
        }
        if let Some(id) = monitor::monitor_id(request.path()) {
            return self.monitors.at_monitor(request, id);
        }
        if door == Door::Main {
            dispatch::authorize(&self.settings, request)?;
        }
        if self.settings.below_root(request.path()) == "/$batch" {
            return batch::answer(self, request);
        }
        self.single(request)
    }

    /// A panic can only come from an operation's body, most likely from a failed assertion there.
    /// It is answered, so that the test sees it. Actions work on copies, so nothing is half done.
    fn answer_or_tell_panic(&mut self, request: &RecordedRequest) -> Result<Answer, ServiceError> {
        let answer = AssertUnwindSafe(|| self.answer(request));
        std::panic::catch_unwind(answer).unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
            let message = format!("The operation panicked: {}", text.unwrap_or("no message"));
            Err(ServiceError::new(500, "generalException", message))
        })
    }

    fn answer(&mut self, request: &RecordedRequest) -> Result<Answer, ServiceError> {
        let query = Query::parse(request.query())?;
        let answer = dispatch::answer(&mut self.exchange(request, &query))?;
        let path = self.settings.below_root(request.path());
        Ok(self
            .monitors
            .take_over(&self.settings, request, path, answer))
    }

    pub(super) fn exchange<'a>(
        &'a mut self,
        request: &'a RecordedRequest,
        query: &'a Query,
    ) -> dispatch::Exchange<'a> {
        dispatch::Exchange {
            schema: &self.schema,
            settings: &self.settings,
            store: &mut self.store,
            uploads: &mut self.uploads,
            delta_era: self.delta_era,
            request,
            query,
        }
    }
}
