//! What came of the requests of a batch.

use std::fmt;
use std::sync::Arc;

use super::Handle;
use crate::error::Error;
use crate::response::Response;

/// The answers to the requests of a [`Batch`](super::Batch), to be taken one by one.
#[must_use = "each request of a batch may have failed by itself"]
pub struct BatchAnswers {
    identity: Arc<()>,
    answers: Vec<Option<Result<Response, Error>>>,
}

impl BatchAnswers {
    pub(super) fn new(identity: Arc<()>, answers: Vec<Result<Response, Error>>) -> Self {
        let answers = answers.into_iter().map(Some).collect();
        Self { identity, answers }
    }

    /// The answer to a request.
    ///
    /// # Errors
    ///
    /// Those of [`Client::send`](crate::Client::send) for this request alone. The batch as a whole
    /// may have failed, too: then it is the error of each of its requests. An answer that is missing,
    /// or there twice, is an error with [`is_decode`](Error::is_decode); a handle of another batch
    /// is one with [`is_request`](Error::is_request).
    pub fn take<T>(&mut self, handle: Handle<T>) -> Result<T, Error> {
        let answer = match self.answers.get_mut(handle.at) {
            Some(answer) if handle.is_of(&self.identity) => answer.take(),
            _ => None,
        };
        let foreign = || Error::request("the handle is of another batch");
        let response = answer.unwrap_or_else(|| Err(foreign()))?;
        response.success().and_then(handle.decode)
    }

    /// How many answers are not yet taken.
    pub fn len(&self) -> usize {
        self.answers.iter().flatten().count()
    }

    /// Whether all answers are taken.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl fmt::Debug for BatchAnswers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.answers.iter().flatten())
            .finish()
    }
}
