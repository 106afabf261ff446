//! Reads the answer of a try, and limits its time.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use super::Sending;
use crate::clock::Clock;
use crate::content::Content;
use crate::error::Error;
use crate::transport::{Outcome, Transport};

/// Reads answers to their end, within limits of time and size; those that are asked for as streams
/// have a limit of the time to their head.
pub(crate) struct Read {
    pub(crate) next: Box<dyn Transport>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) timeout: Duration,
    pub(crate) max_response_size: usize,
}

impl Read {
    pub(crate) async fn send(
        &self,
        request: &mut http::Request<Content>,
        sending: &Sending,
    ) -> Outcome {
        let timeout = sending.timeout.unwrap_or(self.timeout);
        let answer = self.exchange(copy(request), sending.streamed);
        within(timeout, &*self.clock, answer).await
    }

    async fn exchange(&self, request: http::Request<Content>, streamed: bool) -> Outcome {
        let answer = self.next.send(request).await?;
        // What is not a success is read whole in any case: it says why.
        if streamed && answer.status().is_success() {
            return Ok(answer);
        }
        let (head, content) = answer.into_parts();
        let content = content.collect(self.max_response_size).await?;
        Ok(http::Response::from_parts(head, content.into()))
    }
}

/// The request once more, with its content; a stream that can be read only once is moved.
fn copy(request: &mut http::Request<Content>) -> http::Request<Content> {
    let mut copy = http::Request::new(request.body_mut().again());
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.headers_mut() = request.headers().clone();
    copy
}

/// What comes first, the future or the end of the time.
async fn within(
    timeout: Duration,
    clock: &dyn Clock,
    future: impl Future<Output = Outcome>,
) -> Outcome {
    let mut future = pin!(future);
    let mut sleep = None;
    poll_fn(|context| {
        if let Poll::Ready(outcome) = future.as_mut().poll(context) {
            return Poll::Ready(outcome);
        }
        // Only now: what fails at once needs no timer, nor somebody who has one.
        let sleep = sleep.get_or_insert_with(|| clock.sleep(timeout));
        match sleep.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(Error::timeout(format!(
                "there was no whole answer after {timeout:?}"
            )))),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
