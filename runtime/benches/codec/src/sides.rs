//! The two ways to decode and encode.

use std::fmt::Debug;

use msgraph_runtime::codegen::{Reader, Value, Writer};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value that was decoded, and how.
pub trait Side: Sized {
    /// Decodes the bytes of an answer.
    fn decode(bytes: &[u8]) -> Self;

    /// Encodes the text of a body.
    fn encode(&self) -> String;
}

/// A generated model, used as the client uses it.
#[derive(Debug)]
pub(crate) struct Generated<T>(T);

impl<T: Value> Side for Generated<T> {
    fn decode(bytes: &[u8]) -> Self {
        let read = || {
            let mut reader = Reader::new(bytes)?;
            let value = T::read(&mut reader)?;
            reader.end().map(|()| value)
        };
        Self(expect(read()))
    }

    fn encode(&self) -> String {
        let mut writer = Writer::new();
        self.0.write(&mut writer);
        writer.finish()
    }
}

/// The same model with serde's derive, used as everyone uses it.
#[derive(Debug)]
pub(crate) struct Derived<T>(T);

impl<T: DeserializeOwned + Serialize> Side for Derived<T> {
    fn decode(bytes: &[u8]) -> Self {
        Self(expect(serde_json::from_slice(bytes)))
    }

    fn encode(&self) -> String {
        expect(serde_json::to_string(&self.0))
    }
}

/// The payloads are the benchmark's own.
fn expect<T, E: Debug>(result: Result<T, E>) -> T {
    result.expect("the payloads are of their types")
}
