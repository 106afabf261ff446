//! The record of all requests.

use super::recorded::RecordedRequest;
use std::collections::VecDeque;

#[derive(Debug, Default)]
pub(super) struct Journal {
    requests: VecDeque<RecordedRequest>,
    /// How many there were, kept or not.
    count: u64,
    /// How many are kept, the newest ones.
    keep: Option<usize>,
}

impl Journal {
    pub(super) fn keeping(keep: Option<usize>) -> Self {
        Self {
            keep,
            ..Self::default()
        }
    }

    /// Keeps the request, and numbers it from 1.
    pub(super) fn record(&mut self, request: RecordedRequest) -> u64 {
        self.count += 1;
        self.requests.push_back(request);
        if self.keep.is_some_and(|most| self.requests.len() > most) {
            self.requests.pop_front();
        }
        self.count
    }

    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn requests(&self) -> Vec<RecordedRequest> {
        self.requests.iter().cloned().collect()
    }

    /// The requests, which are forgotten here.
    pub(super) fn take(&mut self) -> Vec<RecordedRequest> {
        std::mem::take(&mut self.requests).into()
    }
}
