//! Many requests at once, for long: what they leave in the service, in memory and in the system.

#[path = "../support/mod.rs"]
mod support;

mod books;
mod crowd;
mod dropped;
mod memory;
mod million;
mod worker;
