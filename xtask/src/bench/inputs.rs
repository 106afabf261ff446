//! The descriptions that are measured with.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

use super::{progress, scratch};
use crate::disk;
use crate::failure::Failure;
use crate::wording::size;
use crate::workspace::Workspace;

/// The published descriptions of the whole service, as their files are called.
const PUBLISHED: [&str; 3] = [
    "graph-v1.0.clean.csdl",
    "graph-v1.0.openapi.json",
    "graph-beta.openapi.json",
];

/// The descriptions, and why these.
#[derive(Debug)]
pub(super) struct Inputs {
    pub(super) descriptions: Vec<Description>,
    why: String,
}

/// A description of its own.
#[derive(Debug)]
pub(super) struct Description {
    /// What it is called in tables, and in the names of files.
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// How long it is, in bytes.
    pub(super) bytes: u64,
}

impl Inputs {
    /// What is measured with, for a reader.
    pub(super) fn describe(&self) -> String {
        format!("\n{}\n", self.why)
    }

    /// The first description in CSDL, which can be cut.
    pub(super) fn csdl(&self) -> Option<&Description> {
        self.descriptions
            .iter()
            .find(|description| description.is_csdl())
    }
}

impl Description {
    /// The description in that file.
    pub(super) fn at(path: PathBuf) -> Result<Self, Failure> {
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let metadata = fs::metadata(&path)
            .map_err(|error| Failure::io(format!("read {}", path.display()), &error))?;
        let bytes = metadata.len();
        Ok(Self { name, path, bytes })
    }

    /// Whether its name says that it is CSDL.
    pub(super) fn is_csdl(&self) -> bool {
        [".csdl", ".xml"]
            .iter()
            .any(|ending| self.name.ends_with(ending))
    }

    /// Its text.
    pub(super) fn text(&self) -> Result<String, Failure> {
        let text = fs::read_to_string(&self.path)
            .map_err(|error| Failure::io(format!("read {}", self.path.display()), &error))?;
        // Places in the text are counted from behind a byte order mark.
        Ok(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        })
    }
}

/// The given descriptions, or the published ones, or those of the project.
pub(super) fn find(workspace: &Workspace, given: &[PathBuf]) -> Result<Inputs, Failure> {
    if !given.is_empty() {
        let here = |path: &PathBuf| {
            let path = std::path::absolute(path)
                .map_err(|error| Failure::io(format!("find {}", path.display()), &error))?;
            Description::at(path)
        };
        return Ok(Inputs {
            descriptions: given.iter().map(here).collect::<Result<_, _>>()?,
            why: "Measured with the given descriptions.".to_owned(),
        });
    }
    let folder = env::var_os("MSGRAPH_BIG_SPECS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| workspace.root().join("../shared/specs"));
    let published = PUBLISHED
        .iter()
        .filter_map(|name| unpacked(workspace, &folder, name).transpose());
    let published: Vec<Description> = published.collect::<Result<_, _>>()?;
    if published.is_empty() {
        return bundled(workspace);
    }
    Ok(Inputs {
        descriptions: published,
        why: "Measured with the published descriptions of the whole of Microsoft Graph.".to_owned(),
    })
}

/// The descriptions of the project. They are a fragment: what is measured with them says little.
fn bundled(workspace: &Workspace) -> Result<Inputs, Failure> {
    let files = disk::files(&workspace.specs())
        .map_err(|error| Failure::io("read specs/".to_owned(), &error))?;
    let described = files
        .into_iter()
        .filter(|file| file.name.ends_with(".csdl") || file.name.ends_with(".openapi.yaml"));
    let descriptions = described.map(|file| Description::at(file.path));
    let why = "**Measured with the fragment in specs/ alone**: the published descriptions of the whole service are not here (MSGRAPH_BIG_SPECS \
               names no folder that holds them). The figures are those of a small input.";
    Ok(Inputs {
        descriptions: descriptions.collect::<Result<_, _>>()?,
        why: why.to_owned(),
    })
}

/// A file of the folder as it is, or else unpacked; nothing where it is neither.
fn unpacked(
    workspace: &Workspace,
    folder: &Path,
    name: &str,
) -> Result<Option<Description>, Failure> {
    let plain = folder.join(name);
    if plain.is_file() {
        return Description::at(plain).map(Some);
    }
    let packed = folder.join(format!("{name}.gz"));
    if !packed.is_file() {
        return Ok(None);
    }
    let target = scratch(workspace, "inputs")?.join(name);
    let failed = |error| Failure::io(format!("unpack {}", packed.display()), &error);
    let file = fs::File::open(&packed).map_err(failed)?;
    let mut out = fs::File::create(&target).map_err(failed)?;
    let bytes = std::io::copy(&mut GzDecoder::new(file), &mut out).map_err(failed)?;
    progress(format_args!("unpacked {name} ({})", size(bytes)));
    Description::at(target).map(Some)
}
