//! What generated code may name, and nothing else: the one door between generated crates and this
//! one.

pub use http::Method;
pub use serde;

pub use crate::edm;
pub use crate::link::Link;
pub use crate::literal::Literal;
pub use crate::model::bridge::{deserialize, serialize};
pub use crate::model::open_enum::{NameCodec, Named};
pub use crate::model::record::{RecordCodec, copy, debug, equal};
pub use crate::model::{
    AdditionalData, Failure, Flags, OpenEnum, Reader, Record, Shape, Slot, Value, Writer,
};
pub use crate::page::Page;
pub use crate::path::{Key, Path};
pub use crate::place::Located;
pub use crate::reference::{IsA, ReferenceTo, Target};
pub use crate::request::Request;
pub use crate::{open_enum, places, record};
pub use bytes::Bytes;
pub use serde_json::Value as Json;
