//! Compile time and memory by number of types, against the same models with serde's derive.

use std::fs;
use std::path::{Path, PathBuf};

use super::cut::{cut, pick};
use super::flags::{Bench, Types};
use super::inputs::{Description, Inputs};
use super::measure::{Cost, cargo, measure, repeat};
use super::outline::Outline;
use super::packages::{Models, Package, Packages, Step};
use super::table::{Table, bytes, memory, ratio, seconds, time};
use super::{progress, quietly, scratch};
use crate::failure::Failure;
use crate::workspace::Workspace;

const COLUMNS: &[&str] = &[
    "types", "check", "per type", "derive", "ratio", "peak", "derive", "ratio", "build", "× check",
];

const LEGEND: &str = "\
`check` is the user time of `cargo check` of the generated crate, models and requests, `derive` that of the same models alone with serde's derive;\n\
dependencies are built before. `peak` is the most memory of the compiler. `build` is `cargo build` of the generated crate.\n";

/// Takes the figures.
pub(super) fn run(
    workspace: &Workspace,
    inputs: &Inputs,
    flags: &Bench,
) -> Result<String, Failure> {
    let folder = scratch(workspace, "compile")?;
    let mut packages = Packages::new(workspace, folder.clone())?;
    let mut crates = Vec::new();
    for (types, description) in descriptions(inputs, &flags.types, &folder)? {
        progress(format_args!("compile: {types} types are generated"));
        let mut add =
            |models, name| packages.add(format!("{name}-{types}"), models, &description.path);
        let generated = add(Models::Generated, "generated")?;
        let with_serde = add(Models::WithSerde, "with-serde")?;
        let derived = add(Models::Derived, "derived")?;
        crates.push(Crates {
            types,
            generated,
            with_serde,
            derived,
        });
    }
    packages.finish()?;
    let mut table = Table::new(COLUMNS);
    for crates in &crates {
        table.row(crates.measure(&packages, flags.runs)?);
    }
    let mut text = format!("\n## Compile time\n\n{LEGEND}\n{}", table.render());
    if let Some(largest) = crates.last() {
        text.push_str(&largest.measure_more(&packages, flags.runs)?);
    }
    text.push_str(&bundled(workspace, &folder, flags.runs)?);
    Ok(text)
}

/// The first description in CSDL in each of the sizes; or else the first description as it is.
fn descriptions(
    inputs: &Inputs,
    wanted: &[Types],
    folder: &Path,
) -> Result<Vec<(String, Description)>, Failure> {
    let Some(csdl) = inputs.csdl() else {
        let first = inputs.descriptions.first();
        let whole = first.map(|input| Description::at(input.path.clone()));
        return whole
            .into_iter()
            .map(|input| Ok(("all".to_owned(), input?)))
            .collect();
    };
    let text = csdl.text()?;
    let outline =
        Outline::of(&text).ok_or_else(|| Failure::refused(format!("{} is not XML", csdl.name)))?;
    let all = outline.types().count();
    let mut descriptions = Vec::new();
    for types in wanted {
        let description = match types {
            Types::Some(count) if *count < all => part(&outline, *count, folder)?,
            _ => (all.to_string(), Description::at(csdl.path.clone())?),
        };
        descriptions.push(description);
    }
    descriptions.dedup_by(|one, other| one.0 == other.0);
    Ok(descriptions)
}

/// A description of at least so many types, and how many they are.
fn part(
    outline: &Outline<'_>,
    count: usize,
    folder: &Path,
) -> Result<(String, Description), Failure> {
    let picked = pick(outline, count);
    let path = folder.join(format!("{}.csdl", picked.len()));
    fs::write(&path, cut(outline, &picked))
        .map_err(|error| Failure::io(format!("write {}", path.display()), &error))?;
    Ok((picked.len().to_string(), Description::at(path)?))
}

/// The same models in three ways.
#[derive(Debug)]
struct Crates {
    types: String,
    generated: Package,
    /// With the impls of serde's traits, which are a feature.
    with_serde: Package,
    derived: Package,
}

impl Crates {
    fn measure(&self, packages: &Packages<'_>, runs: u32) -> Result<Vec<String>, Failure> {
        let cost = |step, package| cost(packages, step, package, runs);
        let ours = cost(Step::Check, &self.generated)?;
        let twin = cost(Step::Check, &self.derived)?;
        let build = cost(Step::Build, &self.generated)?;
        Ok(self.row(&ours, &twin, &build))
    }

    /// What else there is to know of the largest.
    fn measure_more(&self, packages: &Packages<'_>, runs: u32) -> Result<String, Failure> {
        let cost = |step, package, runs| cost(packages, step, package, runs);
        let ours = cost(Step::CheckOnce, &self.generated, runs)?;
        let twin = cost(Step::CheckOnce, &self.derived, runs)?;
        let with_serde = cost(Step::Check, &self.with_serde, runs)?;
        let doc = cost(Step::Doc, &self.generated, 1)?;
        let types = &self.types;
        Ok(format!(
            "\n- `cargo check` of {types} types without incremental compilation, as what comes from a registry is compiled: {} of user time, peak {};\n  \
             of the models with serde's derive {}, {}: ratios {} and {}.\n\
             - `cargo check` of {types} types with the feature `serde`: {} of user time, peak {}.\n\
             - `cargo doc --no-deps` of {types} types: {} of user time, peak {}.\n",
            time(ours.user),
            memory(ours.peak),
            time(twin.user),
            memory(twin.peak),
            ratio(seconds(ours.user), seconds(twin.user)),
            ratio(bytes(ours.peak), bytes(twin.peak)),
            time(with_serde.user),
            memory(with_serde.peak),
            time(doc.user),
            memory(doc.peak)
        ))
    }

    fn row(&self, ours: &Cost, twin: &Cost, build: &Cost) -> Vec<String> {
        let types: Option<u32> = self.types.parse().ok();
        let each = types.and_then(|types| ours.user?.checked_div(types));
        let of = |part: &Cost, whole: &Cost| ratio(seconds(part.user), seconds(whole.user));
        vec![
            self.types.clone(),
            time(ours.user),
            time(each),
            time(twin.user),
            of(ours, twin),
            memory(ours.peak),
            memory(twin.peak),
            ratio(bytes(ours.peak), bytes(twin.peak)),
            time(build.user),
            of(build, ours),
        ]
    }
}

fn cost(
    packages: &Packages<'_>,
    step: Step,
    package: &Package,
    runs: u32,
) -> Result<Cost, Failure> {
    progress(format_args!("compile: {step:?} of {}", package.name));
    repeat(runs, || packages.compile(step, package))
}

/// The crate of this project, as its users compile it.
fn bundled(workspace: &Workspace, folder: &Path, runs: u32) -> Result<String, Failure> {
    progress("compile: the crate of this project");
    let target: PathBuf = folder.join("bundled");
    let command = |name: &str| {
        let mut command = cargo(workspace);
        command.args([name, "--quiet", "--package", "msgraph", "--target-dir"]);
        command.arg(&target);
        command
    };
    let check = command("check");
    quietly(&mut command("check"), "cargo check")?;
    let cost = repeat(runs, || {
        quietly(&mut command("clean"), "cargo clean")?;
        measure(workspace, &check, "cargo check")
    })?;
    Ok(format!(
        "- `cargo check -p msgraph` after its dependencies: {}, {} of user time, peak {}.\n",
        time(Some(cost.wall)),
        time(cost.user),
        memory(cost.peak)
    ))
}
