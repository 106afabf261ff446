//! `cargo xtask pages`: reference pages against a description.

mod archive;
mod json;
mod tests;
mod text;

use msgraph_generator::lower;
use msgraph_generator::pages::{self, Report};
use msgraph_generator::problem::{Location, Problems};
use msgraph_generator::source::{self, SourceTexts};

use crate::codegen::{load, report};
use crate::failure::Failure;
use crate::flags::{Pages, PagesFormat};
use crate::wording::escaped;
use crate::workspace::Workspace;

/// Follows the requests of the pages over the types of the description, and reports. Nothing is written.
pub(crate) fn run(workspace: &Workspace, flags: &Pages) -> Result<String, Failure> {
    let mut texts = Vec::new();
    let mut others = Vec::new();
    for (_, text) in load::load(workspace, &flags.inputs)?.texts.iter() {
        texts.push(text.clone());
    }
    for path in &flags.pages {
        let found = archive::pages(workspace, path)?;
        texts.extend(found.pages);
        others.extend(found.others);
    }
    let texts = load::texts(texts)?;
    if let Some(path) = &flags.tests {
        return tests::write(workspace, &texts, path);
    }
    let checked = Checked::of(&texts, others)?;
    match flags.format {
        PagesFormat::Text => Ok(text::report(&checked, flags.show, flags.verbose)),
        PagesFormat::Json => json::report(&checked),
    }
}

/// A report with what it speaks of.
struct Checked<'t> {
    texts: &'t SourceTexts,
    report: Report,
    /// The names of Markdown files that are no reference pages.
    others: Vec<String>,
    /// What was left out in reading the pages.
    doubts: Problems,
}

impl<'t> Checked<'t> {
    fn of(texts: &'t SourceTexts, others: Vec<String>) -> Result<Self, Failure> {
        let refused = |problems: Problems| report::refusal(&problems, texts);
        let mut documents = source::parse(texts).map_err(refused)?;
        let pages = std::mem::take(&mut documents.pages);
        let mut problems = Problems::new();
        let request = load::request(texts, &mut problems).unwrap_or_default();
        let conventions = msgraph_generator::conventions(request.edition);
        let api = lower::lower_by(&documents, conventions, &mut problems);
        if problems.has_errors() {
            return Err(report::refusal(&problems, texts));
        }
        Ok(Self {
            texts,
            report: pages::check(texts, &pages, &api),
            others,
            doubts: documents.warnings,
        })
    }

    /// A place as editors take it.
    fn place(&self, location: Location) -> String {
        let name = self.texts.get(location.file).map_or("", |text| text.name());
        let at = self.texts.line_column(location);
        format!("{}:{}:{}", escaped(name), at.line, at.column)
    }
}
