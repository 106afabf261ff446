//! Models as JSON, without serde.

use super::reader::Reader;
use super::value::Value;
use super::writer::Writer;
use crate::error::Error;

/// Reads a model, or another value that can stand in a body, from JSON: from a file, a queue, a
/// notification. Answers of the service are read by the requests that asked for them.
///
/// # Errors
///
/// [`is_decode`](Error::is_decode) if the text is not one JSON value, or not of the kind that `T`
/// asks for; [`decode_path`](Error::decode_path) says where.
///
/// ```
/// # use msgraph_runtime::model::{from_json, to_json};
/// let sizes: Vec<i64> = from_json(b"[1, 2]")?;
/// assert_eq!(sizes, [1, 2]);
/// assert_eq!(to_json(&sizes), "[1,2]");
/// # Ok::<(), msgraph_runtime::Error>(())
/// ```
pub fn from_json<T: Value>(json: &[u8]) -> Result<T, Error> {
    let read = |mut reader: Reader<'_>| {
        let value = T::read(&mut reader)?;
        reader.end()?;
        Ok(value)
    };
    Reader::new(json).and_then(read).map_err(Error::from)
}

/// Writes a model, or another value that can stand in a body, as JSON: what
/// [`from_json`] reads back.
pub fn to_json(value: &impl Value) -> String {
    let mut writer = Writer::new();
    value.write(&mut writer);
    writer.finish()
}
