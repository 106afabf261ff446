//! The YAML that is refused.

/// What YAML offers and descriptions have no use for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YamlConstruct {
    /// `&name` before a value.
    Anchor,
    /// `*name` for a value.
    Alias,
    /// `!name` before a value.
    Tag,
    /// The key `<<`.
    MergeKey,
    /// A list or mapping as a key.
    CompoundKey,
    /// A further `---`.
    SecondDocument,
}

impl YamlConstruct {
    /// With its article, for the start of a sentence or its middle.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Anchor => "a YAML anchor",
            Self::Alias => "a YAML alias",
            Self::Tag => "a YAML tag",
            Self::MergeKey => "a YAML merge key",
            Self::CompoundKey => "a YAML key that is a list or a mapping",
            Self::SecondDocument => "a second YAML document",
        }
    }

    /// What to write instead.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Anchor | Self::Alias | Self::MergeKey => {
                "write the value out: aliases can expand without end, so they are not followed"
            }
            Self::Tag => "remove it: values have the type that YAML's core schema gives them",
            Self::CompoundKey => "use a scalar as the key",
            Self::SecondDocument => "keep one description to a file",
        }
    }
}
