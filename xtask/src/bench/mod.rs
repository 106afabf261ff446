//! `cargo xtask bench`: figures that anyone can take again.
//!
//! Nothing is compared with a figure of another day or another machine. Each table has both sides, taken in the same run: the generator
//! and a walk over the same bytes, generated models and the same models with serde's derive.

mod calls;
mod codec;
mod compile;
mod cut;
mod flags;
mod floor;
mod generator;
mod inputs;
mod machine;
mod measure;
mod outline;
mod packages;
mod table;
mod twin;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::disk;
use crate::failure::Failure;
use crate::workspace::Workspace;

pub(crate) use flags::{Bench, Part, Step};

/// Takes the figures, and returns the tables.
pub(crate) fn run(workspace: &Workspace, flags: &Bench) -> Result<String, Failure> {
    if cfg!(debug_assertions) {
        return run_optimized(workspace);
    }
    let mut text = format!("# Benchmarks\n\n{}\n", machine::describe());
    let wanted = |part| flags.only.is_none_or(|only| only == part);
    if wanted(Part::Generator) || wanted(Part::Compile) {
        let inputs = inputs::find(workspace, &flags.spec)?;
        text.push_str(&inputs.describe());
        if wanted(Part::Generator) {
            text.push_str(&generator::run(workspace, &inputs, flags.runs)?);
        }
        if wanted(Part::Compile) {
            text.push_str(&compile::run(workspace, &inputs, flags)?);
        }
    }
    if wanted(Part::Codec) {
        text.push_str(&codec::run(workspace)?);
    }
    if wanted(Part::Calls) {
        text.push_str(&calls::run(workspace)?);
    }
    let file = workspace.root().join("target").join("bench.md");
    disk::replace(&file, text.as_bytes())
        .map_err(|error| Failure::io(format!("write {}", workspace.shown(&file)), &error))?;
    Ok(text)
}

/// Does one step of a benchmark, in the process that was started for it.
pub(crate) fn step(step: &Step) -> Result<String, Failure> {
    match step {
        Step::Measure { command } => measure::step(command),
        Step::Walk { file } => floor::step(file),
    }
}

/// Does the same with an optimized build of this program: figures of another one say nothing.
fn run_optimized(workspace: &Workspace) -> Result<String, Failure> {
    let mut command = measure::cargo(workspace);
    command.args(["run", "--release", "--quiet", "--package", "xtask", "--"]);
    command.args(std::env::args_os().skip(1));
    let status = command
        .status()
        .map_err(|error| Failure::io("run cargo", &error))?;
    match status.success() {
        // It has printed the tables itself.
        true => Ok(String::new()),
        false => Err(Failure::refused("the benchmarks did not finish")),
    }
}

/// The folder for what is generated and compiled on the way.
fn scratch(workspace: &Workspace, part: &str) -> Result<PathBuf, Failure> {
    let folder = workspace.root().join("target").join("bench").join(part);
    fs::create_dir_all(&folder)
        .map_err(|error| Failure::io(format!("make {}", workspace.shown(&folder)), &error))?;
    Ok(folder)
}

/// Tells whoever waits what is being done.
fn progress(what: impl std::fmt::Display) {
    eprintln!("bench      {what}");
}

/// Runs a command that is not measured, and shows what it says only if it fails.
fn quietly(command: &mut Command, what: &str) -> Result<Vec<u8>, Failure> {
    let output = command
        .output()
        .map_err(|error| Failure::io(format!("run {what}"), &error))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Failure::refused(format!(
        "{what} failed\n{}",
        measure::last_lines(&said)
    )))
}
