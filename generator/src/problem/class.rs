//! What a warning is a case of. What has no class is an error.

use super::{Meaning, ProblemKind, Severity};

impl ProblemKind {
    /// Errors stop the run; warnings tell what was left out.
    pub fn severity(&self) -> Severity {
        match self.class() {
            Some(_) => Severity::Warning,
            None => Severity::Error,
        }
    }

    /// What the warnings of this kind have in common, so that many of them can be told by their number; `None` for an error.
    pub fn class(&self) -> Option<&'static str> {
        Some(match self {
            Self::Meaning(meaning) => return meaning.class(),
            Self::Contradiction(kind) => kind.class(),
            Self::UnknownElements { .. } => "unknown element",
            Self::SeveralExpressions { .. } => "annotation with several expressions",
            Self::PageWithoutTitle
            | Self::PageWithoutRequests
            | Self::UnclosedFrontMatter
            | Self::NotARequestLine { .. }
            | Self::UnknownPermissionRow { .. } => "page that is not as pages are",
            _ => return None,
        })
    }
}

impl Meaning {
    fn class(&self) -> Option<&'static str> {
        Some(match self {
            Self::ContradictoryAnnotation { .. } => "contradictory annotation",
            Self::AnnotationTargetsNothing { .. } => "annotation of nothing",
            Self::CastToNothing { .. } => "cast to nothing",
            Self::UnboundOperation { .. } => "unbound action or function",
            Self::BoundToNoEntity { .. } => "operation bound to no entity",
            Self::ParameterNotExpressed { .. } => "parameter with no literal form",
            Self::PathsNotExpressed { .. } => "paths with no call",
            Self::NotExpressed { .. } => "operation with no call",
            Self::OfferedByPath { .. } => "operation offered by its path",
            Self::UnresolvedPath { .. } => "path that leads to no type",
            Self::SourcesDisagreeOnOperation { .. } => "operation in one source only",
            Self::SourcesDisagree { .. } => "fact that sources state differently",
            Self::PageMatchesNothing { .. } => "page of no operation",
            Self::NavigationLeavesSlice { .. } => "navigation out of the slice",
            Self::NameCollision { .. } => "name that two things share",
            _ => return None,
        })
    }
}
