//! Packages that are made to be compiled.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::{Cost, cargo, measure, xtask};
use super::{quietly, twin};
use crate::codegen::{self, load};
use crate::failure::Failure;
use crate::flags;
use crate::workspace::Workspace;

/// How the models of a package are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Models {
    /// By the generator.
    Generated,
    /// By the generator, with the impls of serde's traits, which are a feature.
    WithSerde,
    /// With serde's derive.
    Derived,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// `cargo check`, which also notes what it needs to check less the next time.
    Check,
    /// `cargo check` without that: how cargo compiles what comes from elsewhere than a folder.
    CheckOnce,
    /// `cargo build`
    Build,
    /// `cargo doc`
    Doc,
}

impl Step {
    fn command(self) -> &'static str {
        match self {
            Self::Check | Self::CheckOnce => "check",
            Self::Build => "build",
            Self::Doc => "doc",
        }
    }
}

/// A package of models.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) name: String,
    models: Models,
}

/// A workspace of packages of models.
#[derive(Debug)]
pub(super) struct Packages<'w> {
    workspace: &'w Workspace,
    folder: PathBuf,
    names: Vec<String>,
}

impl<'w> Packages<'w> {
    /// Packages in that folder.
    pub(super) fn new(workspace: &'w Workspace, folder: PathBuf) -> Result<Self, Failure> {
        let mut packages = Self {
            workspace,
            folder,
            names: Vec::new(),
        };
        for models in [Models::Generated, Models::WithSerde, Models::Derived] {
            let sources = packages.package(models.nothing(), models)?.join("src");
            fs::create_dir_all(&sources)
                .map_err(|error| Failure::io(format!("make {}", sources.display()), &error))?;
            write(&sources.join("lib.rs"), "")?;
        }
        Ok(packages)
    }

    /// Adds a package with the models of a description.
    pub(super) fn add(
        &mut self,
        name: String,
        models: Models,
        description: &Path,
    ) -> Result<Package, Failure> {
        let out = self.package(&name, models)?;
        match models {
            Models::Generated | Models::WithSerde => self.generate(&out, description)?,
            Models::Derived => self.derive(&out, description)?,
        }
        Ok(Package { name, models })
    }

    /// Makes a workspace of what was added, with the versions of dependencies that this project has.
    pub(super) fn finish(&self) -> Result<(), Failure> {
        let mut members = String::new();
        for name in &self.names {
            let _ = write!(members, "{name:?}, ");
        }
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{members}]\n");
        write(&self.folder.join("Cargo.toml"), &manifest)?;
        let lock = self.workspace.root().join("Cargo.lock");
        fs::copy(&lock, self.folder.join("Cargo.lock"))
            .map(drop)
            .map_err(|error| Failure::io("copy Cargo.lock", &error))
    }

    /// Compiles one package as if for the first time, its dependencies being there.
    pub(super) fn compile(&self, step: Step, package: &Package) -> Result<Cost, Failure> {
        let command = step.command();
        let what = format!("cargo {command}");
        quietly(&mut self.cargo(command, package.models.nothing()), &what)?;
        quietly(&mut self.cargo("clean", &package.name), "cargo clean")?;
        let mut cargo = self.cargo(command, &package.name);
        if step == Step::CheckOnce {
            cargo.env("CARGO_INCREMENTAL", "0");
        }
        measure(self.workspace, &cargo, &what)
    }

    fn generate(&self, out: &Path, description: &Path) -> Result<(), Failure> {
        let mut command = xtask(self.workspace)?;
        command.args(["codegen", "--out"]).arg(out);
        command.arg("--spec").arg(description);
        quietly(&mut command, "the generator").map(drop)
    }

    fn derive(&self, out: &Path, description: &Path) -> Result<(), Failure> {
        let inputs = flags::Inputs {
            spec: vec![description.to_owned()],
            slice: None,
        };
        let inputs = load::load(self.workspace, &inputs)?;
        let plan = codegen::plan_quietly(&inputs.texts)?;
        twin::write(&plan.krate, &out.join("src"))
    }

    fn dependencies(&self, models: Models) -> String {
        let features = match models {
            Models::Derived => return twin::DEPENDENCIES.to_owned(),
            Models::Generated => "",
            Models::WithSerde => "\"serde\"",
        };
        let runtime = toml::Value::from(self.workspace.runtime().display().to_string());
        // A transport is no part of what is compared.
        format!(
            "msgraph-runtime = {{ path = {runtime}, default-features = false, features = [{features}] }}\n"
        )
    }

    fn cargo(&self, command: &str, name: &str) -> Command {
        let mut cargo = cargo(self.workspace);
        cargo.current_dir(&self.folder);
        cargo.args([command, "--quiet", "--package", name, "--target-dir"]);
        cargo.arg(self.folder.join("target"));
        if command == "doc" {
            cargo.arg("--no-deps");
        }
        cargo
    }

    /// An empty package.
    fn package(&mut self, name: &str, models: Models) -> Result<PathBuf, Failure> {
        let folder = self.folder.join(name);
        let dependencies = self.dependencies(models);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n{dependencies}"
        );
        crate::disk::absent_as_default(fs::remove_dir_all(&folder))
            .and_then(|()| fs::create_dir_all(&folder))
            .map_err(|error| Failure::io(format!("make {}", folder.display()), &error))?;
        write(&folder.join("Cargo.toml"), &manifest)?;
        self.names.push(name.to_owned());
        Ok(folder)
    }
}

impl Models {
    /// The package that has the same dependencies and nothing in it: with it, they are built before anything is measured.
    fn nothing(self) -> &'static str {
        match self {
            Self::Generated => "nothing-generated",
            Self::WithSerde => "nothing-with-serde",
            Self::Derived => "nothing-derived",
        }
    }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::io(format!("write {}", path.display()), &error))
}
