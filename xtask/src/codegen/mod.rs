//! `cargo xtask codegen`: descriptions to a crate.

mod check;
mod commit;
mod difference;
pub(crate) mod load;
mod package;
pub(crate) mod report;

use std::path::{Path, PathBuf};

use msgraph_generator::source::SourceTexts;
use msgraph_generator::{Generated, generate};

use self::commit::Written;
use self::difference::{Difference, SOURCES};
use self::load::Inputs;
use self::package::Starter;
use self::report::Laps;
use crate::failure::Failure;
use crate::flags::Codegen;
use crate::wording::counted;
use crate::workspace::Workspace;

pub(crate) use package::PackageName;

/// Reads, makes, and writes or compares.
pub(crate) fn run(workspace: &Workspace, flags: &Codegen) -> Result<String, Failure> {
    if flags.out.is_none() && !flags.inputs.are_the_projects() {
        let why = "generated/ is made from specs/ alone: say with `--out DIR` where the crate of other inputs goes";
        return Err(Failure::unusable(why));
    }
    let inputs = load::load(workspace, &flags.inputs)?;
    let mut laps = Laps::default();
    let generated = make(&inputs.texts, report::limit(flags.verbose), &mut laps)?;
    let (out, starter) = target(workspace, flags, &inputs)?;
    if flags.check {
        return check(workspace, &out, &generated, starter.as_ref(), flags);
    }
    laps.enter("write");
    let written = commit::commit(&out, &generated.files)?;
    let mut text = report::made(&inputs, &generated);
    text.push_str(&report::written(&shown_sources(workspace, &out), written));
    if let Some(starter) = starter {
        starter.write()?;
        text.push_str(&starter.report(workspace));
    }
    Ok(text + &laps.line())
}

/// Makes a crate for a command that only looks at it: warnings are counted and not shown.
pub(crate) fn make_quietly(texts: &SourceTexts) -> Result<Generated, Failure> {
    make(texts, Some(0), &mut Laps::default())
}

/// Makes a crate, and shows at most `limit` of the warnings.
fn make(texts: &SourceTexts, limit: Option<usize>, laps: &mut Laps) -> Result<Generated, Failure> {
    let made = generate(texts, |stage| laps.enter(report::stage_name(stage)));
    let generated = made.map_err(|problems| report::refusal(&problems, texts))?;
    report::warn(&generated.warnings, texts, limit);
    Ok(generated)
}

/// The folder of the crate, and the manifest that it gets. The project's own crate has one, by hand.
fn target(
    workspace: &Workspace,
    flags: &Codegen,
    inputs: &Inputs,
) -> Result<(PathBuf, Option<Starter>), Failure> {
    let Some(out) = &flags.out else {
        return Ok((workspace.generated(), None));
    };
    let starter = Starter::plan(workspace, out, flags.name.as_ref(), inputs.package_name())?;
    Ok((out.clone(), starter))
}

fn check(
    workspace: &Workspace,
    out: &Path,
    generated: &Generated,
    starter: Option<&Starter>,
    flags: &Codegen,
) -> Result<String, Failure> {
    let sources = shown_sources(workspace, out);
    let compared = Difference::of(out, &generated.files);
    let difference = compared.map_err(|error| Failure::io(format!("read {sources}"), &error))?;
    if difference.is_empty() && starter.is_none() {
        return Ok(format!(
            "fresh      {} in {sources}\n",
            counted(difference.unchanged, "file")
        ));
    }
    let mut text = format!("{sources} is not what the descriptions make\n");
    text.push_str(&check::describe(
        &workspace.shown(out),
        &difference,
        &generated.files,
    ));
    if starter.is_some() {
        text.push_str(&format!(
            "  missing  {}\n",
            workspace.shown(&out.join("Cargo.toml"))
        ));
    }
    let command = if flags.out.is_none() {
        "run `cargo xtask codegen`"
    } else {
        "run the same command without `--check`"
    };
    Err(Failure::refused(format!("{text}\n  help: {command}")))
}

fn shown_sources(workspace: &Workspace, out: &Path) -> String {
    workspace.shown(&out.join(SOURCES))
}
