//! The generated crate against a real HTTP server on loopback that keeps state: an in-memory directory which
//! answers as the service does. One file a topic.

mod bound;
mod by_path;
mod casts;
mod changes;
mod delta;
mod entities;
mod errors;
mod hostile_ids;
mod keys;
mod place;
mod polymorphic;
mod queries;
mod reading_back;
mod readme;
mod references;
mod seed;
mod streams;
mod support;
mod surface;
mod targets;
