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
    /// The permissions for a work or school account of which one is enough, from least to most privileged.
    Work,
    /// Those for a personal account.
    Personal,
    /// Those for an application.
    Application,
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
    /// Any one is enough, the first is the least: what is lost, what is gained, and another first one count, where both sides are known and
    /// speak of the same path.
    Choice,
    /// No difference counts.
    Silent,
}

/// What a client may do with a property, from least to most.
pub(super) const ACCESS: [&str; 3] = ["read-only", "create-only", "read-write"];

impl Facet {
    /// Every facet.
    pub const ALL: [Self; 19] = [
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
        Self::Work,
        Self::Personal,
        Self::Application,
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
            Self::Work => "work",
            Self::Personal => "personal",
            Self::Application => "app",
            Self::At => "at",
        }
    }

    /// The facets that tell the permissions of an operation, in the order of the lists of a crate's table.
    pub const PERMISSIONS: [Self; 3] = [Self::Work, Self::Personal, Self::Application];

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.name() == name)
    }

    pub(super) fn nature(self) -> Nature {
        match self {
            Self::Is | Self::Options => Nature::Set,
            Self::Access => Nature::Ladder,
            Self::Work | Self::Personal | Self::Application => Nature::Choice,
            Self::At => Nature::Silent,
            _ => Nature::Exact,
        }
    }
}
