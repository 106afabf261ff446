//! Reads descriptions of Microsoft Graph and writes a Rust crate.
//!
//! A pure library: texts in, files out. It touches neither disk nor network, knows no clock and no environment, and gives the same bytes
//! for the same texts wherever it runs and in whatever order they are given.
#![warn(missing_docs)]

pub mod agreement;
pub mod changes;
pub mod emit;
pub mod examples;
pub mod listing;
pub mod lower;
pub mod model;
pub mod output;
pub mod pages;
pub mod permissions;
mod pipeline;
pub mod problem;
pub mod relative_path;
pub mod rust;
pub mod slice;
pub mod source;

pub use pipeline::{
    Generated, Plan, Stage, conventions, generate, generate_module, plan, plan_what_is_there,
};
