//! The manifest that a new crate starts with. Only a crate that has none gets one: from then on it belongs to its owner.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::disk;
use crate::failure::Failure;
use crate::workspace::Workspace;

/// A name that Cargo accepts for a package, and rustc for the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PackageName(String);

impl FromStr for PackageName {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let allowed =
            |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_');
        if !name.starts_with(|first: char| first.is_ascii_alphabetic())
            || !name.chars().all(allowed)
        {
            return Err("a package name is a letter, then letters, digits, `-` and `_`".to_owned());
        }
        if RESERVED.split(' ').any(|reserved| reserved == name) {
            return Err(format!("`{name}` means something else to Rust or Cargo"));
        }
        Ok(Self(name.to_owned()))
    }
}

/// Keywords of edition 2024, crates of the toolchain, and folders of Cargo's target folder, between spaces.
const RESERVED: &str = "\
    Self abstract alloc as async await become box break build const continue core crate deps do dyn else enum \
    examples extern false final fn for gen if impl in incremental let loop macro match mod move mut override \
    priv proc_macro pub ref return self static std struct super test trait true try type typeof unsafe unsized \
    use virtual where while yield";

impl fmt::Display for PackageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A manifest that is to be written.
#[derive(Debug)]
pub(super) struct Starter {
    path: PathBuf,
    content: String,
    is_member: bool,
}

impl Starter {
    /// The manifest that the crate in `out` needs; nothing where it has one. The package is named as the caller says, or else the slice,
    /// or else the folder.
    pub(super) fn plan(
        workspace: &Workspace,
        out: &Path,
        flag: Option<&PackageName>,
        slice: Option<String>,
    ) -> Result<Option<Self>, Failure> {
        let path = out.join("Cargo.toml");
        // A link counts, wherever it leads.
        if fs::symlink_metadata(&path).is_ok() {
            return Ok(None);
        }
        let name = match flag {
            Some(name) => name.clone(),
            None => derived_name(out, slice)?,
        };
        let depth = inside(workspace, out);
        let content = manifest(&name, &runtime(workspace, depth), depth.is_none());
        Ok(Some(Self {
            path,
            content,
            is_member: depth.is_some(),
        }))
    }

    /// Writes it.
    pub(super) fn write(&self) -> Result<(), Failure> {
        disk::replace(&self.path, self.content.as_bytes())
            .map_err(|error| Failure::io(format!("write {}", self.path.display()), &error))
    }

    /// What the caller has to know about it.
    pub(super) fn report(&self, workspace: &Workspace) -> String {
        let path = workspace.shown(&self.path);
        let advice = if self.is_member {
            "\n           the folder is inside this workspace: add it to `members` in Cargo.toml"
        } else {
            ""
        };
        format!("started    {path}{advice}\n")
    }
}

fn derived_name(out: &Path, slice: Option<String>) -> Result<PackageName, Failure> {
    let folder = std::path::absolute(out)
        .ok()
        .and_then(|out| Some(out.file_name()?.to_string_lossy().into_owned()));
    let name = slice.or(folder).unwrap_or_default();
    name.parse().map_err(|message| {
        Failure::unusable(format!(
            "`{name}` cannot name the package: {message}\n  help: give it one with `--name`"
        ))
    })
}

/// How many folders below the root of the workspace a folder lies, where it lies below it.
fn inside(workspace: &Workspace, out: &Path) -> Option<usize> {
    let existing = out.ancestors().find(|folder| folder.exists())?;
    let missing = out.strip_prefix(existing).ok()?;
    let out = existing.canonicalize().ok()?.join(missing);
    let root = workspace.root().canonicalize().ok()?;
    out.strip_prefix(root)
        .ok()
        .map(|below| below.components().count())
}

/// The path to the runtime: one that stays true when the workspace moves, for a crate that moves with it.
fn runtime(workspace: &Workspace, depth: Option<usize>) -> String {
    match depth {
        Some(depth) => "../".repeat(depth) + "runtime",
        None => {
            let runtime = workspace.runtime();
            runtime
                .canonicalize()
                .unwrap_or(runtime)
                .display()
                .to_string()
        }
    }
}

fn manifest(name: &PackageName, runtime: &str, stands_alone: bool) -> String {
    let runtime = toml::Value::from(runtime);
    let own_workspace = if stands_alone {
        "\n# The crate belongs to no workspace, wherever its folder is.\n[workspace]\n"
    } else {
        ""
    };
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
         [dependencies]\nmsgraph-runtime = {{ path = {runtime} }}\n{own_workspace}"
    )
}

#[cfg(test)]
mod tests {
    use super::{PackageName, manifest};

    #[test]
    fn names_that_cargo_refuses_are_refused() {
        for name in [
            "", "1a", "-a", "_a", "a b", "a.b", "é", "a\"", "fn", "std", "test", "../a",
        ] {
            assert!(name.parse::<PackageName>().is_err(), "{name}");
        }
        assert_eq!(
            "my-graph_2".parse::<PackageName>().unwrap().to_string(),
            "my-graph_2"
        );
    }

    #[test]
    fn a_path_cannot_leave_its_string() {
        let path = "a\"b\\c\n[patch]";
        let text = manifest(&"x".parse().unwrap(), path, true);
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(
            table["dependencies"]["msgraph-runtime"]["path"].as_str(),
            Some(path)
        );
        assert!(table.contains_key("workspace") && !table.contains_key("patch"));
    }
}
