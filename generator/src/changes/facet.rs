//! What is known of an item.

/// One respect in which items of one name can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// Its name on the wire.
    Wire,
    /// The types whose references it satisfies, as a set.
    Is,
    /// The type of its value.
    Type,
    /// The base type that declares it, where that is not the type itself.
    Of,
    /// When a client may set it; always, where nothing is said.
    Access,
    /// Whether the service refuses a request without it.
    Required,
    /// The variant for all that the others are not.
    Other,
    /// The types of its arguments.
    Takes,
    /// What it leads to.
    To,
    /// What the request answers.
    Gives,
    /// The query options that the request offers, as a set.
    Options,
    /// What the query options speak of.
    Speaks,
    /// The method, and what is added to the path.
    Sends,
    /// The service version that requests are sent to.
    Version,
    /// Why and since when it should not be used.
    Deprecated,
    /// The URL template that a reader is shown. One of many that lead there, so that another one is no change.
    At,
}

/// How two values of a facet are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// Every difference counts.
    Exact,
    /// What is lost and what is gained counts.
    Set,
    /// A step up or down counts.
    Ladder,
    /// No difference counts.
    Silent,
}

/// What a client may do with a property, from least to most.
pub(super) const ACCESS: [&str; 3] = ["read-only", "create-only", "read-write"];

impl Facet {
    /// Every facet.
    pub const ALL: [Self; 16] = [
        Self::Wire,
        Self::Is,
        Self::Type,
        Self::Of,
        Self::Access,
        Self::Required,
        Self::Other,
        Self::Takes,
        Self::To,
        Self::Gives,
        Self::Options,
        Self::Speaks,
        Self::Sends,
        Self::Version,
        Self::Deprecated,
        Self::At,
    ];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Is => "is",
            Self::Type => "type",
            Self::Of => "of",
            Self::Access => "access",
            Self::Required => "required",
            Self::Other => "other",
            Self::Takes => "takes",
            Self::To => "to",
            Self::Gives => "gives",
            Self::Options => "options",
            Self::Speaks => "speaks-of",
            Self::Sends => "sends",
            Self::Version => "version",
            Self::Deprecated => "deprecated",
            Self::At => "at",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.name() == name)
    }

    pub(super) fn nature(self) -> Nature {
        match self {
            Self::Is | Self::Options => Nature::Set,
            Self::Access => Nature::Ladder,
            Self::At => Nature::Silent,
            _ => Nature::Exact,
        }
    }
}
