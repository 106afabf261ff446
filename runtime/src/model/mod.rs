//! How models are read and written: by tables, in one loop that is the same code for all types.
//!
//! A model is a [`Record`]: a sorted list of JSON names, and a [`Slot`] for each. Generated crates
//! hold thousands of them; a derived `Deserialize` for each would cost minutes of compile time,
//! where a table costs milliseconds.

mod additional;
pub(crate) mod bridge;
mod failure;
mod flags;
mod json;
pub(crate) mod open_enum;
pub(crate) mod polymorphic;
mod reader;
pub(crate) mod record;
pub(crate) mod slot;
mod state;
mod structured;
mod value;
mod view;
mod writer;

pub use additional::{AdditionalData, Iter};
pub use failure::Failure;
pub use flags::Flags;
pub use json::{from_json, to_json};
pub use open_enum::{Named, OpenEnum};
pub use polymorphic::{Polymorphic, PolymorphicCodec};
pub use reader::{Kind, MAX_DEPTH, Reader};
pub use record::{Record, Shape};
pub use slot::Slot;
pub use state::PropertyState;
pub use structured::{DerivedFrom, Holds, InstanceOf, Structured, StructuredCodec};
pub use value::{Codec, Plain, Value};
pub use view::{List, View, Write};
pub use writer::Writer;
