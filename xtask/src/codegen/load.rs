//! Files to texts. A description of the project is read only if it is the one that `specs/lock.toml` pins.

use std::fs;
use std::path::{Path, PathBuf};

use msgraph_generator::problem::Problems;
use msgraph_generator::slice::Request;
use msgraph_generator::source::{SourceText, SourceTexts};

use super::report;
use crate::disk::{self, Found};
use crate::failure::Failure;
use crate::flags;
use crate::lock::{self, Kind, Lock};
use crate::workspace::Workspace;

/// What a run works on.
#[derive(Debug)]
pub(crate) struct Inputs {
    /// The texts, the slice file included.
    pub(crate) texts: SourceTexts,
    /// How much was read, in bytes.
    pub(crate) bytes: u64,
    /// Where it was read from, for a reader; empty for files that the caller named.
    pub(crate) folder: &'static str,
}

/// Reads what is asked for: the given files, or else what is pinned in `specs/`.
pub(crate) fn load(workspace: &Workspace, flags: &flags::Inputs) -> Result<Inputs, Failure> {
    let pinned = flags.spec.is_empty();
    let mut texts = if pinned {
        pinned_texts(workspace)?
    } else {
        given_texts(workspace, &flags.spec)?
    };
    if let Some(slice) = slice_path(workspace, flags.slice.as_deref(), pinned) {
        texts = with_slice(texts, slice_text(workspace, &slice)?)?;
    }
    let bytes = texts.iter().map(|text| text.contents().len() as u64).sum();
    let folder = if pinned { "specs/" } else { "" };
    Ok(Inputs {
        texts: self::texts(texts)?,
        bytes,
        folder,
    })
}

impl Inputs {
    /// The package name that the slice file asks for.
    pub(crate) fn package_name(&self) -> Option<String> {
        // What is wrong with it was told when the crate was made.
        request(&self.texts, &mut Problems::new())?.name
    }
}

/// The texts of a run, or a failure that tells what is wrong with them as a whole.
pub(crate) fn texts(texts: impl IntoIterator<Item = SourceText>) -> Result<SourceTexts, Failure> {
    SourceTexts::new(texts).map_err(|problems| report::refusal(&problems, &SourceTexts::default()))
}

/// The files of `specs/` that may be descriptions.
pub(crate) fn candidates(workspace: &Workspace) -> Result<Vec<Found>, Failure> {
    let specs = workspace.specs();
    let files = disk::files(&specs)
        .map_err(|error| Failure::io(format!("read {}", workspace.shown(&specs)), &error))?;
    let hidden = |file: &Found| file.name.split('/').any(|part| part.starts_with('.'));
    let own = |file: &Found| file.path == workspace.lock() || file.path == workspace.slice();
    // A link to a folder is not followed; a link to a file reads as that file.
    Ok(files
        .into_iter()
        .filter(|file| !hidden(file) && !own(file) && file.path.is_file())
        .collect())
}

/// The slice file that is given, or else the project's own, for its own descriptions.
fn slice_path(workspace: &Workspace, given: Option<&Path>, is_own: bool) -> Option<PathBuf> {
    let own = workspace.slice();
    let stands = is_own && own.exists();
    given.map(Path::to_owned).or_else(|| stands.then_some(own))
}

/// Reads the descriptions that lie in `specs/`, whether or not they are as they are pinned, and the slice of the project or the given one.
pub(crate) fn load_from_disk(
    workspace: &Workspace,
    slice: Option<&Path>,
) -> Result<SourceTexts, Failure> {
    let mut found = Vec::new();
    for file in candidates(workspace)? {
        found.extend(description(workspace, &file)?);
    }
    if let Some(slice) = slice_path(workspace, slice, true) {
        found = with_slice(found, slice_text(workspace, &slice)?)?;
    }
    texts(found)
}

/// The text of a file, if it is a description.
fn description(workspace: &Workspace, file: &Found) -> Result<Option<SourceText>, Failure> {
    let shown = workspace.shown(&file.path);
    let bytes = read(&shown, &file.path)?;
    let Ok(text) = SourceText::from_utf8(shown, bytes) else {
        return Ok(None);
    };
    // One that cannot be read was meant to be a description all the same.
    let is_other = matches!(Kind::of(&texts([text.clone()])?), Ok(None));
    Ok((!is_other).then_some(text))
}

fn pinned_texts(workspace: &Workspace) -> Result<Vec<SourceText>, Failure> {
    let Some(lock) = Lock::read(workspace)? else {
        let lock = workspace.shown(&workspace.lock());
        return Err(Failure::refused(format!(
            "there is no {lock}\n  help: pin the descriptions with `{}`",
            lock::COMMAND
        )));
    };
    let mut doubts = Vec::new();
    let mut texts = Vec::new();
    for name in lock.names() {
        let path = workspace.specs().join(name);
        let shown = workspace.shown(&path);
        match fs::read(&path) {
            Ok(bytes) => match lock.difference(name, &bytes) {
                None => texts.push(text(shown, bytes)?),
                Some(difference) => doubts.push(format!(
                    "{shown} is not the file that is pinned\n  {difference}"
                )),
            },
            Err(error) => doubts.push(format!("{shown} is pinned and cannot be read: {error}")),
        }
    }
    doubts.extend(unpinned(workspace, &lock)?);
    if doubts.is_empty() {
        return Ok(texts);
    }
    let doubts = doubts.join("\n");
    Err(Failure::refused(format!(
        "{doubts}\n  help: look at what changed with `cargo xtask diff`, then accept it with `{}`",
        lock::COMMAND
    )))
}

/// Descriptions that lie in `specs/` and are not pinned, in words.
fn unpinned(workspace: &Workspace, lock: &Lock) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for file in candidates(workspace)? {
        if lock.contains(&file.name) {
            continue;
        }
        if description(workspace, &file)?.is_some() {
            let shown = workspace.shown(&file.path);
            found.push(format!("{shown} is a description and not pinned"));
        }
    }
    Ok(found)
}

fn given_texts(workspace: &Workspace, paths: &[PathBuf]) -> Result<Vec<SourceText>, Failure> {
    let one = |path: &PathBuf| {
        let shown = workspace.shown(path);
        text(shown.clone(), read(&shown, path)?)
    };
    paths.iter().map(one).collect()
}

/// The texts with the slice file, and those set apart that are nothing to generate from, going by it.
fn with_slice(found: Vec<SourceText>, slice: SourceText) -> Result<Vec<SourceText>, Failure> {
    // What is wrong with it is told when the crate is made.
    let request = request(&texts([slice.clone()])?, &mut Problems::new());
    let set_apart = |text: SourceText| match &request {
        Some(request) if request.is_stable(text.name()) => text.into_stable(),
        _ => text,
    };
    Ok(found.into_iter().map(set_apart).chain([slice]).collect())
}

/// What the slice file among the texts asks for, if there is one.
pub(crate) fn request(texts: &SourceTexts, problems: &mut Problems) -> Option<Request> {
    let (file, slice) = texts.iter().find(|(_, text)| text.is_slice())?;
    Some(Request::parse(file, slice.contents(), problems))
}

fn slice_text(workspace: &Workspace, path: &Path) -> Result<SourceText, Failure> {
    let shown = workspace.shown(path);
    let text = text(shown.clone(), read(&shown, path)?)?;
    Ok(SourceText::slice(shown, text.contents()))
}

fn read(shown: &str, path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::io(format!("read {shown}"), &error))
}

fn text(shown: String, bytes: Vec<u8>) -> Result<SourceText, Failure> {
    SourceText::from_utf8(shown, bytes)
        .map_err(|problem| report::refusal(&problem.into(), &SourceTexts::default()))
}
