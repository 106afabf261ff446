//! Values from JSON and back.

// Each test crate uses the part it needs, and a test crate exports nothing.
#![allow(dead_code, unreachable_pub)]

use msgraph_runtime::codegen as rt;
use msgraph_runtime::http::Method;
use msgraph_runtime::{Path, Request, Response};
use serde_json::Value;

pub fn read<T: rt::Value>(json: &str) -> Result<T, msgraph_runtime::Error> {
    let request = Request::<T>::entity(Method::GET, Path::service("beta"));
    request.decode(Response::from(http::Response::new(bytes::Bytes::from(
        json.to_owned(),
    ))))
}

pub fn written(value: &impl rt::Value) -> String {
    let mut writer = rt::Writer::new();
    value.write(&mut writer);
    writer.finish()
}

/// What is read is written again, except for spaces and the order of properties.
pub fn round_trip<T: rt::Value>(json: &str) -> T {
    let value: T = read(json).expect(json);
    let before: Value = serde_json::from_str(json).expect("JSON");
    let after: Value = serde_json::from_str(&written(&value)).expect("JSON");
    assert_eq!(after, before);
    value
}
