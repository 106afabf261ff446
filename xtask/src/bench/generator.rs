//! The generator: from a file on disk to formatted files on disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::cut::{cut, pick};
use super::inputs::{Description, Inputs};
use super::measure::{Cost, measure, repeat, xtask};
use super::outline::Outline;
use super::table::{Table, bytes, memory, ratio, seconds, time};
use super::{progress, scratch};
use crate::failure::Failure;
use crate::wording::size;
use crate::workspace::Workspace;

/// How many types the slice has.
const SLICE: usize = 50;

const COLUMNS: &[&str] = &[
    "input", "size", "walk", "generate", "× walk", "per MB", "again", "× first", "peak", "× size",
];

const LEGEND: &str = "\
`walk` is the time to read the same file with quick-xml, serde_json or saphyr and drop what was read. `generate` is `cargo xtask codegen` into an
empty folder, `again` the same with nothing changed; `per MB` is of `generate`. `peak` is the most memory that was resident.\n";

/// Takes the figures.
pub(super) fn run(workspace: &Workspace, inputs: &Inputs, runs: u32) -> Result<String, Failure> {
    let scratch = scratch(workspace, "generator")?;
    let mut table = Table::new(COLUMNS);
    for (number, job) in jobs(inputs, &scratch)?.into_iter().enumerate() {
        progress(format_args!("generator: {}", job.title));
        let outs = scratch.join(number.to_string());
        table.row(job.measure(workspace, &outs, runs)?);
    }
    Ok(format!("\n## Generator\n\n{LEGEND}\n{}", table.render()))
}

/// A row of the table.
#[derive(Debug)]
struct Job {
    title: String,
    input: Description,
    slice: Option<PathBuf>,
}

fn jobs(inputs: &Inputs, scratch: &Path) -> Result<Vec<Job>, Failure> {
    let mut jobs = Vec::new();
    if let Some(csdl) = inputs.csdl() {
        let text = csdl.text()?;
        let outline = Outline::of(&text)
            .ok_or_else(|| Failure::refused(format!("{} is not XML", csdl.name)))?;
        let types = outline.types().count();
        jobs.push(slice(csdl, &outline, scratch)?);
        // What is worse than proportional shows when the input is doubled.
        for (part, share) in [(4, "a quarter"), (2, "half")] {
            let picked = pick(&outline, types / part);
            let path = scratch.join(format!("{part}.csdl"));
            write(&path, &cut(&outline, &picked))?;
            jobs.push(Job {
                title: format!("{}, {share}: {} types", csdl.name, picked.len()),
                input: Description::at(path)?,
                slice: None,
            });
        }
        jobs.push(Job::of(csdl, format!("{}: {types} types", csdl.name)));
    }
    let first = inputs.csdl().map(|csdl| &csdl.path);
    let others = inputs
        .descriptions
        .iter()
        .filter(|input| Some(&input.path) != first);
    jobs.extend(others.map(|input| Job::of(input, input.name.clone())));
    Ok(jobs)
}

fn slice(csdl: &Description, outline: &Outline<'_>, scratch: &Path) -> Result<Job, Failure> {
    let picked = pick(outline, SLICE);
    let names: Vec<String> = picked
        .iter()
        .map(|name| format!("  \"{name}\",\n"))
        .collect();
    let path = scratch.join("slice.toml");
    write(
        &path,
        &format!("[include]\ntypes = [\n{}]\n", names.concat()),
    )?;
    Ok(Job {
        slice: Some(path),
        ..Job::of(
            csdl,
            format!("{}, a slice of {} types", csdl.name, picked.len()),
        )
    })
}

impl Job {
    fn of(input: &Description, title: String) -> Self {
        Self {
            title,
            input: Description {
                name: input.name.clone(),
                path: input.path.clone(),
                bytes: input.bytes,
            },
            slice: None,
        }
    }

    fn measure(
        self,
        workspace: &Workspace,
        outs: &Path,
        runs: u32,
    ) -> Result<Vec<String>, Failure> {
        let mut walk = xtask(workspace)?;
        walk.args(["bench-step", "walk"]).arg(&self.input.path);
        let walk = repeat(runs, || measure(workspace, &walk, "the walk"))?;
        // A folder for each run: some file systems take seconds to write where much was removed just before.
        let mut folders = (0..).map(|number: u32| outs.join(number.to_string()));
        let mut last = self.command(workspace, outs)?;
        let first = repeat(runs, || {
            let out = folders.next().unwrap_or_default();
            remove(&out)?;
            last = self.command(workspace, &out)?;
            measure(workspace, &last, "the generator")
        })?;
        let again = repeat(runs, || measure(workspace, &last, "the generator"))?;
        Ok(self.row(&walk, &first, &again))
    }

    fn command(&self, workspace: &Workspace, out: &Path) -> Result<Command, Failure> {
        let mut command = xtask(workspace)?;
        command.args(["codegen", "--name", "generated", "--out"]);
        command.arg(out).arg("--spec").arg(&self.input.path);
        if let Some(slice) = &self.slice {
            command.arg("--slice").arg(slice);
        }
        Ok(command)
    }

    fn row(self, walk: &Cost, first: &Cost, again: &Cost) -> Vec<String> {
        let wall = |cost: &Cost| Some(cost.wall);
        let of = |part: &Cost, whole: &Cost| ratio(seconds(wall(part)), seconds(wall(whole)));
        vec![
            self.title,
            size(self.input.bytes),
            time(wall(walk)),
            time(wall(first)),
            of(first, walk),
            time(per_megabyte(first, self.input.bytes)),
            time(wall(again)),
            of(again, first),
            memory(first.peak),
            ratio(bytes(first.peak), bytes(Some(self.input.bytes))),
        ]
    }
}

fn per_megabyte(cost: &Cost, bytes: u64) -> Option<Duration> {
    let megabytes = bytes as f64 / 1e6;
    Duration::try_from_secs_f64(cost.wall.as_secs_f64() / megabytes).ok()
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::io(format!("write {}", path.display()), &error))
}

fn remove(folder: &Path) -> Result<(), Failure> {
    crate::disk::absent_as_default(fs::remove_dir_all(folder))
        .map_err(|error| Failure::io(format!("remove {}", folder.display()), &error))
}
