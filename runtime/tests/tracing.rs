//! What is told to `tracing`: which requests, how they went, and nothing about whom.

mod script;
mod shape;

use std::collections::BTreeMap;
use std::fmt::{Debug, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use msgraph_runtime::RetryPolicy;
use script::clock::QuickClock;
use script::{Script, builder};
use shape::applications;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps the spans and events, with their fields.
#[derive(Clone, Default)]
struct Kept {
    spans: Arc<Mutex<BTreeMap<u64, String>>>,
    events: Arc<Mutex<Vec<String>>>,
    next: Arc<AtomicU64>,
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Kept {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("msgraph_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = self.next.fetch_add(1, Ordering::Relaxed) + 1;
        let mut text = span.metadata().name().to_owned();
        span.record(&mut Fields(&mut text));
        self.spans.lock().expect("a lock").insert(id, text);
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut spans = self.spans.lock().expect("a lock");
        let text = spans.get_mut(&span.into_u64()).expect("a span");
        values.record(&mut Fields(text));
    }

    fn event(&self, event: &Event<'_>) {
        let mut text = String::new();
        event.record(&mut Fields(&mut text));
        self.events.lock().expect("a lock").push(text);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn spans_tell_the_template_and_no_secrets() {
    let kept = Kept::default();
    let script = Script::of(&[
        (429, &[("Retry-After", "2"), ("request-id", "r1")], ""),
        (
            200,
            &[("request-id", "r2")],
            r#"{"displayName":"s3cr3t body"}"#,
        ),
    ]);
    let client = builder(&script)
        .retry(RetryPolicy::default())
        .clock(QuickClock::new());
    let client = client.build().expect("a client");
    let request = applications()
        .id("s3cr3t-id")
        .get()
        .header("client-request-id", "c1")
        .raw_query("$search", "s3cr3t query");
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.expect("a runtime");
    tracing::subscriber::with_default(kept.clone(), || {
        runtime
            .block_on(client.send(request))
            .expect("an application");
    });
    let spans: Vec<String> = kept
        .spans
        .lock()
        .expect("a lock")
        .values()
        .cloned()
        .collect();
    assert_eq!(
        spans,
        [
            "graph.request method=GET template=\"/applications/{application-id}\" client_request_id=\"c1\"",
            "graph.try attempt=1 status=429 request_id=\"r1\"",
            "graph.try attempt=2 status=200 request_id=\"r2\"",
        ]
    );
    let events = kept.events.lock().expect("a lock").join("\n");
    assert!(events.contains("message=sending again"), "{events}");
    for secret in ["s3cr3t", "t0k3n"] {
        assert!(
            !events.contains(secret) && !spans.concat().contains(secret),
            "{events}"
        );
    }
}
