//! The whole pipeline. Nothing is done to a description anywhere else.

use crate::lower::Conventions;
use crate::model::Api;
use crate::output::FileSet;
use crate::problem::{Meaning, Problem, ProblemKind, Problems};
use crate::rust::{Crate, ModulePath, Settings};
use crate::slice::{Edition, Request, Slice};
use crate::source::SourceTexts;
use crate::{lower, output, pages, rust, slice, source};

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
    /// How Rust spells it to tokens, and those to formatted files, one file at a time.
    Output,
}

/// A crate that is planned: all is decided, nothing is written.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The whole description.
    pub api: Api,
    /// The part that was asked for.
    pub slice: Slice,
    /// The crate.
    pub krate: Crate,
    /// What was left out, and other doubts.
    pub warnings: Problems,
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

/// Makes a crate of texts, all of it in memory. A slice file among them says what is wanted of the descriptions; without one everything is.
/// `enter` is told each stage as it begins.
///
/// # Errors
/// A stage gathers every problem it can find; if one of them is an error, the pipeline ends there, and nothing is made.
pub fn generate(texts: &SourceTexts, enter: impl FnMut(Stage)) -> Result<Generated, Problems> {
    generate_module(texts, &ModulePath::default(), enter)
}

/// Does what [`generate`] does for code that stands in a module of another crate, as a build script makes it. The file of the module itself
/// is `mod.rs`; it has no attributes of its own, so that it can be included:
///
/// ```ignore
/// /// Microsoft Graph, as far as this crate needs it.
/// pub mod graph {
///     include!(concat!(env!("OUT_DIR"), "/graph/mod.rs"));
/// }
/// ```
///
/// # Errors
/// Those of [`generate`].
pub fn generate_module(
    texts: &SourceTexts,
    module: &ModulePath,
    mut enter: impl FnMut(Stage),
) -> Result<Generated, Problems> {
    let Plan {
        api,
        slice,
        krate,
        mut warnings,
    } = plan_module(texts, module, None, &mut enter)?;
    enter(Stage::Output);
    let files = output::all(&krate, &mut warnings);
    warnings.stop_at_errors()?;
    Ok(Generated {
        api,
        slice,
        krate,
        files,
        warnings,
    })
}

/// Every stage of [`generate`] but the last, for a caller that needs no files, or takes them one by one: [`output::each`].
///
/// # Errors
/// Those of [`generate`].
pub fn plan(texts: &SourceTexts, enter: impl FnMut(Stage)) -> Result<Plan, Problems> {
    plan_module(texts, &ModulePath::default(), None, enter)
}

/// Does what [`plan`] does with a slice file that was written for another revision of the descriptions: an entry that names nothing of this
/// one takes nothing of it, and is among the problems that come with the plan.
///
/// # Errors
/// Those of [`generate`], but for entries that match nothing.
pub fn plan_what_is_there(
    texts: &SourceTexts,
    enter: impl FnMut(Stage),
) -> Result<(Plan, Problems), Problems> {
    let mut absent = Problems::new();
    let plan = plan_module(texts, &ModulePath::default(), Some(&mut absent), enter)?;
    Ok((plan, absent))
}

fn plan_module(
    texts: &SourceTexts,
    module: &ModulePath,
    absent: Option<&mut Problems>,
    mut enter: impl FnMut(Stage),
) -> Result<Plan, Problems> {
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
    let mut api = lower::lower_by(&documents, conventions(request.edition), &mut problems);
    let pages = std::mem::take(&mut documents.pages);
    // They are larger than all that is made of them.
    drop(documents);
    mark_beta_only(texts, &request, &mut api, &mut problems)?;
    problems.stop_at_errors()?;
    if !pages.is_empty() {
        let contradictions = pages::check(texts, &pages, &api).into_contradictions();
        problems.extend(contradictions.map(Problem::from));
    }

    enter(Stage::Slice);
    slice::keep(&mut api, &request, &mut problems);
    let mut found = Problems::new();
    let slice = slice::apply(&api, &request, &mut found);
    match absent {
        Some(absent) => {
            let (nothing, rest) = (found.sorted().into_iter().cloned()).partition(names_nothing);
            absent.extend::<Vec<Problem>>(nothing);
            problems.extend::<Vec<Problem>>(rest);
        }
        None => problems.extend(found),
    }
    problems.stop_at_errors()?;

    enter(Stage::Rust);
    let krate = rust::plan(&slice.api, &settings(&request, &api, module), &mut problems);
    problems.stop_at_errors()?;

    Ok(Plan {
        api,
        slice,
        krate,
        warnings: problems,
    })
}

/// Marks what the descriptions of the version for production do not have, where there are such. What is doubtful in them is told by a run
/// that generates from them.
fn mark_beta_only(
    texts: &SourceTexts,
    request: &Request,
    api: &mut Api,
    problems: &mut Problems,
) -> Result<(), Problems> {
    let stable = || texts.iter().filter(|(_, text)| text.is_stable());
    for entry in &request.stable {
        if !stable().any(|(_, text)| entry.is_end_of(text.name())) {
            let meaning = Meaning::EntryMatchesNothing {
                entry: entry.text.clone(),
                near: Vec::new(),
            };
            problems.push(Problem::at(entry.location, meaning));
        }
    }
    if stable().next().is_none() {
        return Ok(());
    }
    let mut found = Problems::new();
    let documents = source::parse_stable(texts)?;
    let stable = lower::lower_by(&documents, conventions(request.edition), &mut found);
    found.stop_at_errors()?;
    lower::mark_beta_only(api, &stable);
    Ok(())
}

/// Whether an entry of the slice file names nothing of the description.
fn names_nothing(problem: &Problem) -> bool {
    matches!(
        *problem.kind,
        ProblemKind::Meaning(Meaning::EntryMatchesNothing { .. } | Meaning::RenameOfNothing { .. })
    )
}

/// The conventions that an edition stands for, for a caller that lowers without the rest of the pipeline.
pub fn conventions(edition: Edition) -> Conventions {
    match edition {
        Edition::Of2023 => Conventions::OF_2023,
        Edition::Current => Conventions::CURRENT,
    }
}

fn settings(request: &Request, api: &Api, module: &ModulePath) -> Settings {
    Settings {
        name: request
            .name
            .clone()
            .unwrap_or_else(|| DEFAULT_NAME.to_owned()),
        root: module.clone(),
        service_version: request
            .version
            .clone()
            .or_else(|| api.version.clone())
            .unwrap_or_else(|| DEFAULT_VERSION.to_owned()),
        renames: request.renames.clone(),
    }
}
