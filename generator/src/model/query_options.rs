//! System query options.

use std::fmt;

/// A system query option of OData (OData Protocol 4.01, section 11.2.5; URL Conventions 4.01, section 5.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QueryOption {
    /// `$select`
    Select,
    /// `$expand`
    Expand,
    /// `$filter`
    Filter,
    /// `$search`
    Search,
    /// `$orderby`
    OrderBy,
    /// `$top`
    Top,
    /// `$skip`
    Skip,
    /// `$count`
    Count,
}

impl QueryOption {
    /// Every option.
    pub const ALL: [Self; 8] = [
        Self::Select,
        Self::Expand,
        Self::Filter,
        Self::Search,
        Self::OrderBy,
        Self::Top,
        Self::Skip,
        Self::Count,
    ];

    /// Its name in a URL.
    pub fn name(self) -> &'static str {
        match self {
            Self::Select => "$select",
            Self::Expand => "$expand",
            Self::Filter => "$filter",
            Self::Search => "$search",
            Self::OrderBy => "$orderby",
            Self::Top => "$top",
            Self::Skip => "$skip",
            Self::Count => "$count",
        }
    }
}

/// The query options that an operation takes.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QueryOptions(u8);

impl QueryOptions {
    /// All that there are.
    pub fn all() -> Self {
        QueryOption::ALL.into_iter().collect()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this one is taken.
    pub fn has(self, option: QueryOption) -> bool {
        self.0 & Self::bit(option) != 0
    }

    /// With this one too.
    #[must_use]
    pub fn with(self, option: QueryOption) -> Self {
        Self(self.0 | Self::bit(option))
    }

    /// Without this one, unless `kept`.
    #[must_use]
    pub fn only_if(self, kept: bool, option: QueryOption) -> Self {
        if kept {
            self
        } else {
            Self(self.0 & !Self::bit(option))
        }
    }

    /// Those that either takes.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are taken, in the order of [`QueryOption::ALL`].
    pub fn iter(self) -> impl Iterator<Item = QueryOption> {
        QueryOption::ALL
            .into_iter()
            .filter(move |option| self.has(*option))
    }

    fn bit(option: QueryOption) -> u8 {
        1 << option as u8
    }
}

impl FromIterator<QueryOption> for QueryOptions {
    fn from_iter<I: IntoIterator<Item = QueryOption>>(options: I) -> Self {
        options.into_iter().fold(Self::default(), Self::with)
    }
}

impl fmt::Debug for QueryOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.iter().map(QueryOption::name))
            .finish()
    }
}
