//! What kind of description a file is. The generator's reader decides; nothing here knows the formats.

use msgraph_generator::problem::{ProblemKind, Problems};
use msgraph_generator::source::{self, SourceTexts};
use serde::{Deserialize, Serialize};

/// The kinds of descriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Csdl,
    OpenApi,
    Page,
    Permissions,
}

impl Kind {
    /// The kind of the one text in `texts`; `None` where it is no description at all.
    ///
    /// # Errors
    /// What is wrong with it, where it is a description that cannot be read.
    pub(crate) fn of(texts: &SourceTexts) -> Result<Option<Self>, Problems> {
        match source::parse(texts) {
            Ok(documents) if !documents.csdl.is_empty() => Ok(Some(Self::Csdl)),
            Ok(documents) if !documents.openapi.is_empty() => Ok(Some(Self::OpenApi)),
            Ok(documents) if !documents.pages.is_empty() => Ok(Some(Self::Page)),
            Ok(documents) if !documents.permissions.is_empty() => Ok(Some(Self::Permissions)),
            Ok(_) => Ok(None),
            Err(problems) if is_foreign(&problems) => Ok(None),
            Err(problems) => Err(problems),
        }
    }
}

fn is_foreign(problems: &Problems) -> bool {
    let mut errors = problems
        .sorted()
        .into_iter()
        .filter(|problem| problem.is_error());
    errors.all(|problem| {
        matches!(
            *problem.kind,
            ProblemKind::UnknownFormat | ProblemKind::EmptyText
        )
    })
}
