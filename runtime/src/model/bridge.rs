//! Models in serde's eyes: through a JSON value, so that no type needs code of its own.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::reader::Reader;
use super::value::Value;
use super::writer::Writer;
use crate::error::Error;

/// Serializes a value as the JSON it is written as; a decimal number that would lose digits is a
/// string.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<S: Serializer>(value: &impl Value, serializer: S) -> Result<S::Ok, S::Error> {
    let mut writer = Writer::for_serde();
    value.write(&mut writer);
    let json: Result<serde_json::Value, _> = serde_json::from_str(&writer.finish());
    json.map_err(serde::ser::Error::custom)?
        .serialize(serializer)
}

/// Deserializes a value from anything that can be seen as JSON.
///
/// # Errors
///
/// Those of the deserializer, and a JSON value that is not of the kind that `T` asks for.
pub fn deserialize<'de, T: Value, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let json = serde_json::Value::deserialize(deserializer)?.to_string();
    let value = Reader::new(json.as_bytes()).and_then(|mut reader| T::read(&mut reader));
    value.map_err(|failure| D::Error::custom(Error::from(failure)))
}

/// Implements `Serialize` and `Deserialize` for types that implement [`Value`].
#[doc(hidden)]
#[macro_export]
macro_rules! through_json {
    ($name:ident $(<$parameter:ident>)?) => {
        impl $(<$parameter: $crate::codegen::Value>)? $crate::codegen::serde::Serialize for $name $(<$parameter>)? {
            fn serialize<Z>(&self, serializer: Z) -> ::core::result::Result<Z::Ok, Z::Error>
            where
                Z: $crate::codegen::serde::Serializer,
            {
                $crate::codegen::serialize(self, serializer)
            }
        }

        impl<'de $(, $parameter: $crate::codegen::Value)?> $crate::codegen::serde::Deserialize<'de>
            for $name $(<$parameter>)?
        {
            fn deserialize<D>(deserializer: D) -> ::core::result::Result<Self, D::Error>
            where
                D: $crate::codegen::serde::Deserializer<'de>,
            {
                $crate::codegen::deserialize(deserializer)
            }
        }
    };
}

/// The same for the models of a generated crate: two generic functions each, which is why it can be
/// left out.
#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! model_through_json {
    ($name:ident) => {
        $crate::through_json!($name);
    };
}

/// The same for the models of a generated crate: left out.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! model_through_json {
    ($name:ident) => {};
}
