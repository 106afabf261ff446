//! What the integration tests share: inputs from folders, and comparisons that show what differs.
#![allow(dead_code, reason = "each test uses a part of it")]

pub(crate) mod big;
pub(crate) mod compare;
pub(crate) mod facts;
pub(crate) mod hostile;
pub(crate) mod inputs;
pub(crate) mod offered;
pub(crate) mod package;
pub(crate) mod shuffle;
pub(crate) mod triples;
pub(crate) mod walk;
pub(crate) mod yaml;
