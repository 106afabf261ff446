//! The enumeration `microsoft.graph.nativeAuthenticationApisEnabled`.

use msgraph_runtime::codegen as rt;

/// The enumeration `microsoft.graph.nativeAuthenticationApisEnabled`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

impl rt::OpenEnum for NativeAuthenticationApisEnabled {
    const NAMES: &'static [&'static str] = &["none", "all", "unknownFutureValue"];

    fn member(index: usize) -> Option<Self> {
        match index {
            0 => Some(Self::None),
            1 => Some(Self::All),
            2 => Some(Self::UnknownFutureValue),
            _ => None,
        }
    }

    fn index(&self) -> Result<usize, &str> {
        match self {
            Self::None => Ok(0),
            Self::All => Ok(1),
            Self::UnknownFutureValue => Ok(2),
            Self::Unrecognized(name) => Err(name),
        }
    }

    fn unrecognized(name: String) -> Self {
        Self::Unrecognized(name)
    }
}

rt::open_enum!(NativeAuthenticationApisEnabled);
