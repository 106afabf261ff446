#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

// Pure: what a request is and what an answer means. Nothing here does I/O.
mod body;
mod changes;
mod cloud;
mod content;
mod delta;
pub mod edm;
mod error;
mod link;
mod literal;
pub mod model;
mod page;
mod path;
mod permissions;
mod place;
mod property;
pub mod query;
mod reference;
mod related;
mod request;
mod response;
mod root;

// I/O: how a request is sent.
mod auth;
mod batch;
mod client;
mod clock;
pub mod layers;
mod operation;
mod pages;
#[cfg(feature = "test-util")]
pub mod test_util;
mod transfer;
mod transport;

#[doc(hidden)]
pub mod codegen;

#[cfg(feature = "azure-core")]
pub use auth::AzureCredential;
pub use auth::{CachedTokens, StaticToken, Token, TokenRequest, TokenSource};
pub use batch::{Batch, BatchAnswers, Handle};
pub use body::Body;
pub use changes::{Changes, Creates, ETag, JsonTemplate, New, Patch};
#[cfg(feature = "blocking")]
pub use client::BlockingClient;
pub use client::{Answer, Client, ClientBuilder, RateLimit};
pub use clock::{Clock, SystemClock};
pub use cloud::Cloud;
pub use content::{ByteStream, Content, Source};
pub use delta::{Delta, Removal, RemovalReason, Removed};
pub use error::{Error, GraphError, InnerError};
pub use layers::{Observer, RetryPolicy};
pub use link::Link;
pub use literal::Literal;
pub use model::{AdditionalData, Flags, OpenEnum, PropertyState};
pub use operation::{Monitor, Started};
pub use page::Page;
pub use pages::{Items, Pages};
pub use path::{Key, Path};
pub use permissions::Permissions;
pub use place::Located;
pub use property::{
    CreateOnly, Many, NavigationProperty, OnCreate, OnUpdate, One, Property, ReadOnly, ReadWrite,
};
pub use query::QueryValue;
pub use reference::{EntityUrl, IsA, ReferenceTo, Target};
pub use request::Request;
pub use response::Response;
pub use root::ServiceRoot;
#[cfg(feature = "reqwest")]
pub use transfer::FileSource;
pub use transfer::{Download, Upload, UploadProgress, UploadSource, Uploaded};
#[cfg(feature = "tower")]
pub use transport::TowerTransport;
pub use transport::{BoxFuture, Outcome, Transport};

// The types of these crates are part of this crate's signatures.
pub use bytes;
pub use http;
pub use serde_json;
