//! The enumeration `microsoft.graph.nativeAuthenticationApisEnabled`.

use msgraph_runtime::codegen as rt;

/// The enumeration `microsoft.graph.nativeAuthenticationApisEnabled`.
#[non_exhaustive]
pub enum NativeAuthenticationApisEnabled {
    /// `none`
    None,
    /// `all`
    All,
    /// `unknownFutureValue`
    UnknownFutureValue,
    /// A member that the description does not name, as it came.
    Unrecognized(String),
}

impl NativeAuthenticationApisEnabled {
    /// The name in JSON.
    pub fn as_str(&self) -> &str {
        match self {
            Self::None => "none",
            Self::All => "all",
            Self::UnknownFutureValue => "unknownFutureValue",
            Self::Unrecognized(name) => name,
        }
    }
}

impl From<&str> for NativeAuthenticationApisEnabled {
    fn from(name: &str) -> Self {
        match name {
            "none" => Self::None,
            "all" => Self::All,
            "unknownFutureValue" => Self::UnknownFutureValue,
            _ => Self::Unrecognized(name.to_owned()),
        }
    }
}

rt::open_enum!(NativeAuthenticationApisEnabled);
