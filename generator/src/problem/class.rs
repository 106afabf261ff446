//! What a warning is a case of.

use super::{Meaning, ProblemKind};

impl ProblemKind {
    /// What the warnings of this kind have in common, in words, so that many of them can be told by their number. Errors are told one by one,
    /// and have no class of their own.
    pub fn class(&self) -> &'static str {
        match self {
            Self::Meaning(meaning) => meaning.class(),
            Self::UnknownElements { .. } => "unknown element",
            Self::SeveralExpressions { .. } => "annotation with several expressions",
            Self::PageWithoutTitle
            | Self::PageWithoutRequests
            | Self::UnclosedFrontMatter
            | Self::NotARequestLine { .. }
            | Self::UnknownPermissionRow { .. } => "page that is not as pages are",
            _ => OTHER,
        }
    }
}

impl Meaning {
    fn class(&self) -> &'static str {
        match self {
            Self::ContradictoryAnnotation { .. } => "contradictory annotation",
            Self::UnboundOperation { .. } => "unbound action or function",
            Self::BoundToNoEntity { .. } => "operation bound to no entity",
            Self::PathsNotExpressed { what, .. }
            | Self::NotExpressed { what, .. }
            | Self::OfferedByPath { what, .. } => what,
            Self::AnnotationTargetsNothing { .. } => "annotation of nothing",
            Self::UnresolvedPath { .. } => "path that leads to no type",
            Self::ParameterNotExpressed { .. } => "parameter with no literal form",
            Self::SourcesDisagreeOnOperation { .. } => "operation in one source only",
            Self::SourcesDisagree { .. } => "fact that sources state differently",
            Self::PageMatchesNothing { .. } => "page of no operation",
            Self::NavigationLeavesSlice { .. } => "navigation out of the slice",
            Self::NameCollision { .. } => "name that two things share",
            _ => OTHER,
        }
    }
}

const OTHER: &str = "other";
