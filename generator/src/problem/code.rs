//! What problems are called, so that they can be looked up.

use std::fmt;

use super::{ContradictionKind, Meaning, ProblemKind};

/// What is said about each kind, by its code.
const EXPLANATIONS: &str = include_str!("explanations.md");

/// The name of a kind of problem: `E` and a number for an error, `W` and a number for a warning. A kind keeps its code, and no other kind gets
/// it later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

impl Code {
    /// The code of that name, in whatever letter case.
    pub fn find(name: &str) -> Option<Self> {
        Self::all().find(|code| code.0.eq_ignore_ascii_case(name))
    }

    /// All codes, in their order.
    pub fn all() -> impl Iterator<Item = Self> {
        sections().map(|(code, _)| Self(code))
    }

    /// What the kind of problem is, why it is one, and what can be done.
    pub fn explanation(self) -> &'static str {
        let section = sections().find(|(code, _)| *code == self.0);
        section.map_or("", |(_, text)| text)
    }

    /// The code as text.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// The sections of the explanations, by the codes that they begin with.
fn sections() -> impl Iterator<Item = (&'static str, &'static str)> {
    let sections = EXPLANATIONS.split("\n## ").skip(1);
    sections.filter_map(|section| Some((section.split_once(':')?.0, section.trim_end())))
}

impl ProblemKind {
    /// What this kind of problem is called.
    pub fn code(&self) -> Code {
        Code(match self {
            Self::DuplicateText { .. } => "E0001",
            Self::TextTooLarge { .. } => "E0002",
            Self::NotUtf8 { .. } => "E0003",
            Self::EmptyText => "E0004",
            Self::UnknownFormat => "E0005",
            Self::UnsupportedOpenApi { .. } => "E0006",
            Self::XmlSyntax { .. } => "E0010",
            Self::XmlDoctype => "E0011",
            Self::XmlEntity { .. } => "E0012",
            Self::MissingAttribute { .. } => "E0013",
            Self::InvalidValue { .. } => "E0014",
            Self::UnknownElements { .. } => "W0015",
            Self::SeveralExpressions { .. } => "W0016",
            Self::JsonSyntax { .. } => "E0020",
            Self::YamlSyntax { .. } => "E0021",
            Self::YamlConstruct(_) => "E0022",
            Self::DuplicateKey { .. } => "E0023",
            Self::TooDeep { .. } => "E0024",
            Self::WrongShape { .. } => "E0030",
            Self::MissingKey { .. } => "E0031",
            Self::Malformed { .. } => "E0032",
            Self::PathWithoutSlash { .. } => "E0033",
            Self::ForeignReference { .. } => "E0034",
            Self::WrongReference { .. } => "E0035",
            Self::UnresolvedReference { .. } => "E0036",
            Self::ReferenceCycle { .. } => "E0037",
            Self::PageWithoutTitle => "W0040",
            Self::PageWithoutRequests => "W0041",
            Self::UnclosedFrontMatter => "W0042",
            Self::NotARequestLine { .. } => "W0043",
            Self::UnknownPermissionRow { .. } => "W0044",
            Self::Meaning(meaning) => meaning.code(),
            Self::Contradiction(kind) => kind.code(),
        })
    }
}

impl Meaning {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownType { .. } => "E0050",
            Self::DuplicateType { .. } => "E0051",
            Self::DuplicateMember { .. } => "E0052",
            Self::EmptyName { .. } => "E0053",
            Self::BaseTypeCycle { .. } => "E0054",
            Self::BaseOfOtherKind { .. } => "E0055",
            Self::NotAnEntityType { .. } => "E0056",
            Self::ContradictoryAnnotation { .. } => "W0057",
            Self::UnboundOperation { .. } => "W0058",
            Self::AnnotationTargetsNothing { .. } => "W0059",
            Self::CastToNothing { .. } => "W0060",
            Self::BoundToNoEntity { .. } => "W0061",
            Self::UnresolvedPath { .. } => "W0062",
            Self::OfferedByPath { .. } => "W0063",
            Self::NotExpressed { .. } => "W0064",
            Self::PathsNotExpressed { .. } => "W0065",
            Self::ParameterNotExpressed { .. } => "W0066",
            Self::SourcesDisagreeOnOperation { .. } => "W0067",
            Self::SourcesDisagree { .. } => "W0068",
            Self::PageMatchesNothing { .. } => "W0069",
            Self::SliceSyntax { .. } => "E0080",
            Self::EntryMatchesNothing { .. } => "E0081",
            Self::NoTags { .. } => "E0082",
            Self::NavigationLeavesSlice { .. } => "W0083",
            Self::UnknownMethod { .. } => "E0084",
            Self::ExcludedBaseType { .. } => "E0085",
            Self::RenameOfNothing { .. } => "E0086",
            Self::KeptInVain { .. } => "E0087",
            Self::NoRustName { .. } => "E0090",
            Self::NameCollision { .. } => "W0091",
            Self::NotRust { .. } => "E0092",
        }
    }
}

impl ContradictionKind {
    fn code(&self) -> &'static str {
        match self {
            Self::MethodNotOffered { .. } => "W0070",
            Self::NoSuchPath { .. } => "W0071",
            Self::Status { .. } => "W0072",
            Self::OwnStatus { .. } => "W0073",
            Self::UnknownInBody { .. } => "W0074",
            Self::UnknownProperty { .. } => "W0075",
            Self::UnknownParameter { .. } => "W0076",
            Self::UnknownType { .. } | Self::WrongType { .. } => "W0077",
            Self::WrongForm { .. } => "W0078",
            Self::UnknownMember { .. } => "W0079",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Code;

    /// The codes in this file, as they are written in it.
    fn written() -> Vec<&'static str> {
        let code = include_str!("code.rs");
        let quoted = code.split('"').skip(1).step_by(2);
        let is_code = |text: &&str| {
            let digits = text.strip_prefix(['E', 'W']);
            digits.is_some_and(|digits| {
                digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        quoted.filter(is_code).collect()
    }

    #[test]
    fn each_kind_has_a_code_of_its_own_that_is_explained() {
        let written = written();
        assert!(written.len() > 50, "{written:?}");
        let once: BTreeSet<_> = written.iter().copied().collect();
        assert_eq!(once.len(), written.len(), "a code is given twice");
        let explained: Vec<_> = Code::all().map(Code::as_str).collect();
        let mut in_order = written.clone();
        in_order.sort_by_key(|code| code.get(1..));
        assert_eq!(explained, in_order);
        for code in Code::all() {
            let text = code.explanation();
            assert!(
                text.starts_with(code.as_str()) && text.lines().count() >= 5,
                "{text}"
            );
        }
        assert_eq!(Code::find("e0005").map(Code::as_str), Some("E0005"));
        assert_eq!(Code::find("E9999"), None);
    }
}
