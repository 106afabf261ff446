//! Many requests in one: `$batch` (OData JSON Format 4.01, section 19, as Microsoft Graph has it).

mod answers;
mod item;
mod run;
mod wire;

use std::fmt;
use std::sync::Arc;

pub use answers::BatchAnswers;

use crate::client::Client;
use crate::error::Error;
use crate::request::Request;
use crate::response::Response;

/// So many requests the service takes at once.
const MAX_REQUESTS: usize = 20;

/// Requests that are sent together.
///
/// Adding one gives a [`Handle`], by which its answer is taken later. There may be any number of
/// requests: they are sent twenty at a time, as many as the service takes. Their order among each
/// other is the service's, unless one is added to come [after](Batch::add_after) others.
///
/// ```no_run
/// # use msgraph_runtime::{Batch, Client, Error, Request};
/// # async fn demo(client: Client, me: Request<serde_json::Value>, photo: Request<bytes::Bytes>) -> Result<(), Error> {
/// let mut batch = Batch::new();
/// let me = batch.add(me);
/// let photo = batch.add(photo);
/// let mut answers = client.batch(batch).await?;
/// println!("{}", answers.take(me)?["displayName"]);
/// match answers.take(photo) {
///     Ok(photo) => println!("{} bytes", photo.len()),
///     Err(error) if error.is_not_found() => println!("no photo"),
///     Err(error) => return Err(error),
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
#[must_use = "a batch does nothing until a client sends it"]
pub struct Batch {
    steps: Vec<Step>,
    /// What handles are told apart by; nobody else has it.
    identity: Arc<()>,
}

struct Step {
    request: Request<()>,
    /// The steps before this one that have to succeed first.
    after: Vec<usize>,
}

/// The place of a request in a [`Batch`], by which its answer can be [taken](BatchAnswers::take).
pub struct Handle<T> {
    at: usize,
    batch: Arc<()>,
    decode: fn(Response) -> Result<T, Error>,
}

impl Batch {
    /// Nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a request.
    pub fn add<T, Q>(&mut self, request: Request<T, Q>) -> Handle<T> {
        self.push(request, Vec::new())
    }

    /// Adds a request that is done only after another one, and if that succeeded (`dependsOn`).
    /// Otherwise the answer is an error with the status `424 Failed Dependency`.
    ///
    /// The handle has to be one of this batch. If it is not, the request is an error when it is sent.
    pub fn add_after<T, Q, P>(&mut self, earlier: &Handle<P>, request: Request<T, Q>) -> Handle<T> {
        // A place that no step has makes the step one that cannot be sent.
        let at = match Arc::ptr_eq(&earlier.batch, &self.identity) {
            true => earlier.at,
            false => usize::MAX,
        };
        self.push(request, vec![at])
    }

    /// How many requests there are.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    fn push<T, Q>(&mut self, request: Request<T, Q>, after: Vec<usize>) -> Handle<T> {
        let handle = Handle {
            at: self.steps.len(),
            batch: Arc::clone(&self.identity),
            decode: request.decoder(),
        };
        let request = request.erased();
        self.steps.push(Step { request, after });
        handle
    }
}

impl<T> Handle<T> {
    /// Whether there is an answer for it.
    fn is_of(&self, identity: &Arc<()>) -> bool {
        Arc::ptr_eq(&self.batch, identity)
    }
}

impl Client {
    /// Sends the requests of a batch.
    ///
    /// A request that the service refuses because there are too many (`429`, or `503` and `504` as
    /// [`classify`](crate::layers::classify) says) is sent again after the time that was asked for
    /// it, with the others that are left. Redirects are answers: what is in a batch is not followed.
    ///
    /// # Errors
    ///
    /// A request of the batch cannot be sent: nothing was. What fails later, fails for the requests
    /// that it concerns, when their answers are [taken](BatchAnswers::take).
    pub async fn batch(&self, batch: Batch) -> Result<BatchAnswers, Error> {
        let items = item::items(self, &batch.steps)?;
        let answers = run::Run::new(self, items).finish().await;
        Ok(BatchAnswers::new(batch.identity, answers))
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let requests = self.steps.iter().map(|step| &step.request);
        f.debug_list().entries(requests).finish()
    }
}

impl<T> fmt::Debug for Handle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Handle({})", self.at)
    }
}
