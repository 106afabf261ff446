//! The enumeration `microsoft.graph.connectorGroupRegion`.

use msgraph_runtime::codegen as rt;

/// The enumeration `microsoft.graph.connectorGroupRegion`.
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

impl ConnectorGroupRegion {
    /// The name in JSON.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Nam => "nam",
            Self::Eur => "eur",
            Self::UnknownFutureValue => "unknownFutureValue",
            Self::Unrecognized(name) => name,
        }
    }
}

impl From<&str> for ConnectorGroupRegion {
    fn from(name: &str) -> Self {
        match name {
            "nam" => Self::Nam,
            "eur" => Self::Eur,
            "unknownFutureValue" => Self::UnknownFutureValue,
            _ => Self::Unrecognized(name.to_owned()),
        }
    }
}

rt::open_enum!(ConnectorGroupRegion);
