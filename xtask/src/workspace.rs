//! The project's folder, and what it is called in messages.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::wording::escaped;

/// The folder that holds `specs/`, `generated/` and `runtime/`.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
    /// Whether nothing is to be told but what is wrong.
    pub(crate) is_quiet: bool,
}

impl Workspace {
    /// The workspace at `root`, or else the one that this program was built from, so that the commands
    /// mean the same in whatever folder they are called.
    pub(crate) fn at(root: Option<&Path>, is_quiet: bool) -> Result<Self, Failure> {
        let built_from = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
        let Some(root) = root.or(built_from) else {
            return Err(Failure::unusable(
                "this program was not built in a workspace",
            ));
        };
        match std::path::absolute(root) {
            Ok(absolute) if absolute.is_dir() => Ok(Self {
                root: absolute,
                is_quiet,
            }),
            _ => Err(Failure::unusable(format!(
                "{} is not a folder",
                root.display()
            ))),
        }
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The descriptions.
    pub(crate) fn specs(&self) -> PathBuf {
        self.root.join("specs")
    }

    /// What pins them.
    pub(crate) fn lock(&self) -> PathBuf {
        self.specs().join("lock.toml")
    }

    /// What is wanted of them.
    pub(crate) fn slice(&self) -> PathBuf {
        self.specs().join("slice.toml")
    }

    /// The crate that is made from them.
    pub(crate) fn generated(&self) -> PathBuf {
        self.root.join("generated")
    }

    /// The crate that every generated crate calls.
    pub(crate) fn runtime(&self) -> PathBuf {
        self.root.join("runtime")
    }

    /// What is fetched in part. It can be removed at any time.
    pub(crate) fn fetched(&self) -> PathBuf {
        self.root.join("target/fetch")
    }

    /// What runs keep for the next ones. It can be removed at any time.
    pub(crate) fn records(&self) -> PathBuf {
        self.root.join("target/codegen")
    }

    /// A path as a reader knows it: from the workspace if it is inside, else as it is; with forward slashes.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        let text = inside.display().to_string();
        let text = if cfg!(windows) {
            text.replace('\\', "/")
        } else {
            text
        };
        escaped(&text)
    }
}
