//! The project's commands. `cargo xtask --help` lists them.
//!
//! This is the only part of the project that reads and writes files to make code; what is made of
//! them is decided by the generator, which sees texts alone.

mod agreement;
mod bench;
mod codegen;
mod diff;
mod digest;
mod disk;
mod explain;
mod failure;
mod fetch;
mod flags;
mod lock;
mod operations;
mod pages;
mod permissions;
mod problems;
mod progress;
mod wording;
mod workspace;

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;

use failure::Failure;
use flags::{Command, Flags, Specs};
use workspace::Workspace;

fn main() -> ExitCode {
    let flags = Flags::parse();
    match run(&flags).and_then(|report| print(&report, flags.quiet)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Where not even this can be written, the exit code has to do.
            let _ = writeln!(io::stderr(), "error: {failure}");
            failure.exit_code()
        }
    }
}

/// Does what was asked for, and returns what there is to say about it.
fn run(flags: &Flags) -> Result<String, Failure> {
    let workspace = Workspace::at(flags.root.as_deref(), flags.quiet)?;
    match &flags.command {
        Command::Codegen(flags) => codegen::run(&workspace, flags),
        Command::Operations(flags) => operations::run(&workspace, flags),
        Command::Explain(flags) => explain::run(&workspace, flags),
        Command::Agreement(flags) => agreement::run(&workspace, flags),
        Command::Diff(flags) => diff::run(&workspace, flags),
        Command::Pages(flags) => pages::run(&workspace, flags),
        Command::Permissions(flags) => permissions::run(&workspace, flags),
        Command::Problems(flags) => problems::run(&workspace, flags),
        Command::Bench(flags) => bench::run(&workspace, flags),
        Command::BenchStep(step) => bench::step(step),
        Command::Specs(Specs::Lock) => lock::run(&workspace),
        Command::Specs(Specs::Add(flags)) => lock::add(&workspace, flags),
        Command::Specs(Specs::Update(flags)) => lock::update(&workspace, flags),
        Command::Specs(Specs::Status(flags)) => lock::status(&workspace, flags),
    }
}

/// Prints a report, unless nobody wants it. A reader that has seen enough (`| head`) is no failure.
fn print(report: &str, is_quiet: bool) -> Result<(), Failure> {
    if is_quiet {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    match out.write_all(report.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::unusable(format!(
            "the report cannot be written: {error}"
        ))),
        _ => Ok(()),
    }
}
