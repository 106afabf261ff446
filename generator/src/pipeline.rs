//! The whole pipeline. Nothing is done to a description anywhere else.

use crate::model::Api;
use crate::output::FileSet;
use crate::problem::Problems;
use crate::rust::{Crate, Settings};
use crate::slice::{Request, Slice};
use crate::source::SourceTexts;
use crate::{emit, lower, output, rust, slice, source};

/// The package name where the slice does not state one.
const DEFAULT_NAME: &str = "msgraph";

/// The service version where neither slice nor description states one.
const DEFAULT_VERSION: &str = "v1.0";

/// The stages, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Text to what the description says.
    Source,
    /// What it says to what it means.
    Lower,
    /// What it means to the part that is wanted.
    Slice,
    /// The part that is wanted to how Rust spells it.
    Rust,
    /// How Rust spells it to tokens.
    Emit,
    /// Tokens to formatted files.
    Output,
}

/// Everything that the pipeline made on its way.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The whole description.
    pub api: Api,
    /// The part that was asked for.
    pub slice: Slice,
    /// The crate as planned.
    pub krate: Crate,
    /// The files.
    pub files: FileSet,
    /// What was left out, and other doubts.
    pub warnings: Problems,
}

/// Makes a crate of texts. A slice file among them says what is wanted of the descriptions; without one everything is. `enter` is told
/// each stage as it begins.
///
/// # Errors
/// A stage gathers every problem it can find; if one of them is an error, the pipeline ends there, and nothing is made.
pub fn generate(texts: &SourceTexts, mut enter: impl FnMut(Stage)) -> Result<Generated, Problems> {
    let mut problems = Problems::new();

    enter(Stage::Source);
    let slice = texts.iter().find(|(_, text)| text.is_slice());
    let request = slice
        .map(|(file, text)| Request::parse(file, text.contents(), &mut problems))
        .unwrap_or_default();
    let mut documents = match source::parse(texts) {
        Ok(documents) => documents,
        Err(found) => {
            problems.extend(found);
            return Err(problems);
        }
    };
    problems.extend(std::mem::take(&mut documents.warnings));
    problems.stop_at_errors()?;

    enter(Stage::Lower);
    let api = lower::lower(&documents, &mut problems);
    problems.stop_at_errors()?;

    enter(Stage::Slice);
    let slice = slice::apply(&api, &request, &mut problems);
    problems.stop_at_errors()?;

    enter(Stage::Rust);
    let krate = rust::plan(&slice.api, &settings(&request, &api), &mut problems);
    problems.stop_at_errors()?;

    enter(Stage::Emit);
    let modules = emit::emit(&krate);

    enter(Stage::Output);
    let files = output::format(modules, &mut problems);
    problems.stop_at_errors()?;

    Ok(Generated {
        api,
        slice,
        krate,
        files,
        warnings: problems,
    })
}

fn settings(request: &Request, api: &Api) -> Settings {
    Settings {
        name: request
            .name
            .clone()
            .unwrap_or_else(|| DEFAULT_NAME.to_owned()),
        service_version: request
            .version
            .clone()
            .or_else(|| api.version.clone())
            .unwrap_or_else(|| DEFAULT_VERSION.to_owned()),
        renames: request.renames.clone(),
    }
}
