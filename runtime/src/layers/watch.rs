//! Lets others see what happens.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Method, StatusCode};
use tracing::Instrument as _;

use super::{Sending, Throttle};
use crate::clock::Clock;
use crate::content::Content;
use crate::error::Error;
use crate::transport::Outcome;

/// Sees each try of each request: for counters, logs of one's own, or tests.
///
/// It is called where the request is sent, so it should be quick.
pub trait Observer: Send + Sync {
    /// A try begins.
    fn began(&self, attempt: &Try<'_>) {
        let _ = attempt;
    }

    /// A try is over.
    fn ended(&self, attempt: &Try<'_>, ended: &Ended<'_>);
}

impl<T: Observer + ?Sized> Observer for Arc<T> {
    fn began(&self, attempt: &Try<'_>) {
        T::began(self, attempt);
    }

    fn ended(&self, attempt: &Try<'_>, ended: &Ended<'_>) {
        T::ended(self, attempt, ended);
    }
}

/// A try of a request: what can be told of it without telling what it is about.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Try<'a> {
    /// The method.
    pub method: &'a Method,
    /// The path as its description shows it, such as `/users/{user-id}/manager`; empty for a link
    /// that the service gave.
    pub template: &'a str,
    /// Which try it is, from 1.
    pub attempt: u32,
    /// The id by which the service can be asked about it.
    pub client_request_id: Option<&'a str>,
}

/// What came of a try.
#[non_exhaustive]
pub struct Ended<'a> {
    /// How long it took, with all waiting.
    pub elapsed: Duration,
    /// The answer, of whatever status; or why there is none.
    pub outcome: Result<(StatusCode, &'a HeaderMap), &'a Error>,
}

impl fmt::Debug for Ended<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ended")
            .field("elapsed", &self.elapsed)
            .field("outcome", &self.outcome.as_ref().map(|(status, _)| status))
            .finish()
    }
}

pub(crate) struct Watch {
    pub(crate) next: Throttle,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) observer: Option<Box<dyn Observer>>,
}

impl Watch {
    pub(crate) async fn send(
        &self,
        request: &mut http::Request<Content>,
        sending: &Sending,
        attempt: u32,
    ) -> Outcome {
        let span = tracing::debug_span!(
            "graph.try",
            attempt,
            status = tracing::field::Empty,
            request_id = tracing::field::Empty,
        );
        let inside = span.clone();
        let outcome = match &self.observer {
            None => self.next.send(request, sending).instrument(inside).await,
            Some(observer) => {
                let tried = self.observe(&**observer, request, sending, attempt);
                tried.instrument(inside).await
            }
        };
        record(&span, &outcome);
        outcome
    }

    async fn observe(
        &self,
        observer: &dyn Observer,
        request: &mut http::Request<Content>,
        sending: &Sending,
        attempt: u32,
    ) -> Outcome {
        let method = request.method().clone();
        let id = request.headers().get("client-request-id").cloned();
        let attempt = Try {
            method: &method,
            template: sending.template.as_deref().unwrap_or_default(),
            attempt,
            client_request_id: id.as_ref().and_then(|id| id.to_str().ok()),
        };
        observer.began(&attempt);
        let started = self.clock.instant();
        let outcome = self.next.send(request, sending).await;
        let ended = Ended {
            elapsed: self.clock.instant().saturating_duration_since(started),
            outcome: match &outcome {
                Ok(answer) => Ok((answer.status(), answer.headers())),
                Err(error) => Err(error),
            },
        };
        observer.ended(&attempt, &ended);
        outcome
    }
}

/// What of the answer holds nobody's data.
fn record(span: &tracing::Span, outcome: &Outcome) {
    let Ok(answer) = outcome else {
        return;
    };
    span.record("status", answer.status().as_u16());
    let id = answer.headers().get("request-id");
    if let Some(id) = id.and_then(|id| id.to_str().ok()) {
        span.record("request_id", id);
    }
}
