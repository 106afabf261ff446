//! Stage 1: texts to documents. Faithful, and without any knowledge of what Microsoft Graph is.

pub mod csdl;
pub mod docs;
pub mod openapi;
pub mod permissions;
mod recognize;
#[cfg(test)]
mod tests;
pub mod text;
pub mod tree;

pub use self::text::{LineColumn, SourceText, SourceTexts, Spanned};

use self::recognize::Format;
use crate::problem::{FileId, Problems};

/// What all texts of a run say, each kind in the order of the names of the texts.
#[derive(Clone, Debug, Default)]
pub struct Documents<'t> {
    /// CSDL texts.
    pub csdl: Vec<csdl::Document>,
    /// OpenAPI texts.
    pub openapi: Vec<openapi::Document<'t>>,
    /// Reference pages.
    pub pages: Vec<docs::Page>,
    /// Texts of permissions.
    pub permissions: Vec<permissions::Document>,
    /// What was left out, and other doubts.
    pub warnings: Problems,
}

/// Reads every description by what it contains, whatever its name.
///
/// # Errors
/// Every problem of every text, when at least one of them is an error.
pub fn parse(texts: &SourceTexts) -> Result<Documents<'_>, Problems> {
    parse_those(texts, SourceText::is_description)
}

/// Reads the descriptions of the version for production.
///
/// # Errors
/// Those of [`parse`].
pub fn parse_stable(texts: &SourceTexts) -> Result<Documents<'_>, Problems> {
    parse_those(texts, SourceText::is_stable)
}

fn parse_those(
    texts: &SourceTexts,
    wanted: impl Fn(&SourceText) -> bool,
) -> Result<Documents<'_>, Problems> {
    let mut documents = Documents::default();
    let mut problems = Problems::new();
    for (file, text) in texts.iter().filter(|(_, text)| wanted(text)) {
        documents.read(file, text, &mut problems);
    }
    let (mut documents, warnings) = problems.into_result(documents)?;
    documents.warnings = warnings;
    Ok(documents)
}

impl<'t> Documents<'t> {
    fn read(&mut self, file: FileId, text: &'t SourceText, problems: &mut Problems) {
        let contents = text.contents();
        let tree = match recognize::format(contents) {
            Some(Format::Xml) => {
                self.csdl.extend(csdl::parse(file, contents, problems));
                return;
            }
            Some(Format::Page) => {
                self.pages
                    .push(docs::parse(file, text.name(), contents, problems));
                return;
            }
            Some(Format::Json) => tree::json(file, contents, problems),
            Some(Format::Yaml) => tree::yaml(file, contents, problems),
            None => {
                problems.push(recognize::unknown(file, contents));
                return;
            }
        };
        let Some(tree) = tree else {
            return;
        };
        if permissions::is_permissions(&tree) {
            self.permissions.push(permissions::parse(file, &tree));
            return;
        }
        match recognize::check_version(file, contents, &tree) {
            Ok(()) => self.openapi.push(openapi::parse(file, tree, problems)),
            Err(problem) => problems.push(problem),
        }
    }
}
