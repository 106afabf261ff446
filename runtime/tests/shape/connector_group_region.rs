//! The enumeration `microsoft.graph.connectorGroupRegion`.

use msgraph_runtime::codegen as rt;

/// The enumeration `microsoft.graph.connectorGroupRegion`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ConnectorGroupRegion {
    /// `nam`
    Nam,
    /// `eur`
    Eur,
    /// `unknownFutureValue`
    UnknownFutureValue,
    /// A member that the description does not name, as it came.
    Unrecognized(String),
}

impl rt::OpenEnum for ConnectorGroupRegion {
    const NAMES: &'static [&'static str] = &["nam", "eur", "unknownFutureValue"];

    fn member(index: usize) -> Option<Self> {
        match index {
            0 => Some(Self::Nam),
            1 => Some(Self::Eur),
            2 => Some(Self::UnknownFutureValue),
            _ => None,
        }
    }

    fn index(&self) -> Result<usize, &str> {
        match self {
            Self::Nam => Ok(0),
            Self::Eur => Ok(1),
            Self::UnknownFutureValue => Ok(2),
            Self::Unrecognized(name) => Err(name),
        }
    }

    fn unrecognized(name: String) -> Self {
        Self::Unrecognized(name)
    }
}

rt::open_enum!(ConnectorGroupRegion);
