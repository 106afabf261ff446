//! One side of a comparison: descriptions, the summary of a crate, or one of a revision.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use msgraph_generator::changes::{self, Surface};
use msgraph_generator::problem::{Meaning, Problem, ProblemKind};
use msgraph_generator::source::SourceTexts;

use crate::codegen::{self, load};
use crate::disk;
use crate::failure::Failure;
use crate::flags::Inputs;
use crate::wording::safe_line;
use crate::workspace::Workspace;

/// What callers of a crate see, and what it is called.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) name: String,
    pub(super) surface: Surface,
    /// The entries of the slice that name nothing on this side.
    pub(super) absent: BTreeSet<String>,
}

/// Ends of names of files that can be descriptions.
const ENDS: [&str; 6] = ["csdl", "xml", "yaml", "yml", "json", "md"];

const REVISION: &str = "rev:";

impl Side {
    /// The project's own crate, which is made from what is pinned.
    pub(super) fn generated(workspace: &Workspace) -> Result<Self, Failure> {
        let summary = workspace.generated().join("src").join(changes::FILE);
        let name = workspace.shown(&summary);
        let text = fs::read_to_string(&summary).map_err(|error| unreadable(&name, &error))?;
        Self::summed_up(name, &text)
    }

    /// The project's own descriptions as they lie there, pinned or not.
    pub(super) fn on_disk(workspace: &Workspace, slice: Option<&Path>) -> Result<Self, Failure> {
        let texts = load::load_from_disk(workspace, slice)?;
        Self::planned("specs/".to_owned(), &texts)
    }

    /// Reads a side. A slice says what is taken of descriptions; a folder can have its own.
    pub(super) fn read(
        workspace: &Workspace,
        from: &str,
        slice: Option<&Path>,
    ) -> Result<Self, Failure> {
        if let Some(revision) = from.strip_prefix(REVISION) {
            let text = shown_by_git(workspace, revision)?;
            return Self::summed_up(from.to_owned(), &text);
        }
        let path = Path::new(from);
        let name = workspace.shown(path);
        if let Some(summary) = summary_in(path) {
            let text = fs::read_to_string(&summary).map_err(|error| unreadable(&name, &error))?;
            return Self::summed_up(name, &text);
        }
        let own = path.join("slice.toml");
        let own = (slice.is_none() && own.is_file()).then_some(own);
        let inputs = inputs(descriptions(path, &name)?, own.as_deref().or(slice));
        Self::planned(name, &load::load(workspace, &inputs)?.texts)
    }

    fn planned(name: String, texts: &SourceTexts) -> Result<Self, Failure> {
        let (plan, absent) = codegen::plan_what_is_there(texts)?;
        let entries = absent.sorted().into_iter().map(entry);
        Ok(Self {
            name,
            surface: Surface::of(&plan.krate),
            absent: entries.collect(),
        })
    }

    fn summed_up(name: String, text: &str) -> Result<Self, Failure> {
        match Surface::from_text(text) {
            Ok(surface) => Ok(Self {
                name,
                surface,
                absent: BTreeSet::new(),
            }),
            Err(error) => Err(Failure::refused(format!(
                "{name}: line {} is none of a summary that this generator writes",
                error.line
            ))),
        }
    }
}

/// An entry of the slice file, as it is written there.
fn entry(problem: &Problem) -> String {
    let written = match &*problem.kind {
        ProblemKind::Meaning(Meaning::EntryMatchesNothing { entry, .. }) => entry.clone(),
        ProblemKind::Meaning(Meaning::RenameOfNothing { key, .. }) => key.clone(),
        other => other.to_string(),
    };
    safe_line(&written)
}

fn inputs(spec: Vec<PathBuf>, slice: Option<&Path>) -> Inputs {
    Inputs {
        spec,
        slice: slice.map(Path::to_owned),
    }
}

/// The summary that a path stands for: itself, or that of the crate or of the sources in the folder.
fn summary_in(path: &Path) -> Option<PathBuf> {
    if path.file_name()? == changes::FILE {
        return Some(path.to_owned());
    }
    let inside = [
        path.join(changes::FILE),
        path.join("src").join(changes::FILE),
    ];
    inside.into_iter().find(|summary| summary.is_file())
}

/// The descriptions that a path stands for: itself, or those in the folder.
fn descriptions(path: &Path, name: &str) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let files = disk::files(path).map_err(|error| unreadable(name, &error))?;
    let files = files.into_iter().map(|file| file.path);
    let found: Vec<PathBuf> = files.filter(|path| is_description(path)).collect();
    if found.is_empty() {
        return Err(Failure::unusable(format!(
            "{name} has no description in it"
        )));
    }
    Ok(found)
}

fn is_description(path: &Path) -> bool {
    let end = path.extension().and_then(|end| end.to_str());
    let named = |name: &str| path.file_name().is_some_and(|it| it == name);
    end.is_some_and(|end| ENDS.contains(&end)) && !named("README.md") && path.is_file()
}

/// The summary of the project's crate as it was committed.
fn shown_by_git(workspace: &Workspace, revision: &str) -> Result<String, Failure> {
    if revision.is_empty() || revision.starts_with('-') {
        return Err(Failure::unusable(format!("`{revision}` is no revision")));
    }
    let file = format!("generated/src/{}", changes::FILE);
    let output = Command::new("git")
        .arg("-C")
        .arg(workspace.root())
        .args(["show", &format!("{revision}:./{file}")])
        .output()
        .map_err(|error| Failure::io("run git", &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::unusable(format!(
        "git cannot show {file} of `{revision}`: {}",
        crate::wording::safe_line(said.lines().next().unwrap_or_default())
    )))
}

fn unreadable(name: &str, error: &std::io::Error) -> Failure {
    Failure::io(format!("read {name}"), error)
}
