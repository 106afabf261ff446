//! What generated code may name, and nothing else: the one door between generated crates and this
//! one.

pub use http::Method;
pub use serde;

pub use crate::changes::{Changes, Creates};
pub use crate::delta::Delta;
pub use crate::edm;
pub use crate::link::Link;
pub use crate::literal::Literal;
pub use crate::model::bridge::{deserialize, serialize};
pub use crate::model::open_enum::{NameCodec, Named};
pub use crate::model::record::{RecordCodec, copy, debug, equal};
pub use crate::model::{
    AdditionalData, Failure, Flags, OpenEnum, Polymorphic, Reader, Record, Shape, Slot, Value,
    Writer,
};
pub use crate::page::Page;
pub use crate::path::{Key, Path};
pub use crate::permissions::Permissions;
pub use crate::place::Located;
pub use crate::property::{
    CreateOnly, Many, NavigationProperty, One, Property, ReadOnly, ReadWrite,
};
pub use crate::query::{
    Counts, Expands, Filters, Orders, QueryOptions, Searches, Selects, Skips, Tops,
};
pub use crate::reference::{IsA, ReferenceTo, Target};
pub use crate::request::{Request, make as request};
pub use crate::{open_enum, places, polymorphic, query_options, record};
pub use bytes::Bytes;
pub use serde_json::Value as Json;

/// What a property is of, which its type says.
pub use std::marker::PhantomData as OF;

/// What all enums of a type and its derived types do.
pub mod polymorphic {
    pub use crate::model::PolymorphicCodec;
    pub use crate::model::polymorphic::{
        additional_data, as_variant, copy, debug, equal, from, get, into_variant, type_name,
    };
}
