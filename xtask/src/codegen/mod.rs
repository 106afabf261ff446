//! `cargo xtask codegen`: descriptions to a crate.

mod check;
mod commit;
mod difference;
pub(crate) mod load;
mod package;
pub(crate) mod report;

use std::path::PathBuf;

use msgraph_generator::source::SourceTexts;
use msgraph_generator::{Generated, generate};

use self::commit::Written;
use self::difference::SOURCES;
use self::load::Inputs;
use self::package::Starter;
use self::report::Laps;
use crate::failure::Failure;
use crate::flags::Codegen;
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
    let target = Target::of(workspace, flags, &inputs)?;
    if flags.check {
        return check::check(workspace, &target, &generated.files);
    }
    laps.enter("write");
    let written = commit::commit(&target.out, &generated.files)?;
    let mut text = report::made(&inputs, &generated);
    text.push_str(&report::written(&target.shown_sources(workspace), written));
    if let Some(starter) = target.starter {
        starter.write()?;
        text.push_str(&starter.report(workspace));
    }
    Ok(text + &laps.line())
}

/// The crate that a run is about.
#[derive(Debug)]
struct Target {
    /// Its folder.
    out: PathBuf,
    /// The manifest that it gets. The project's own crate has one, by hand.
    starter: Option<Starter>,
    /// Whether it is the project's own crate.
    is_own: bool,
}

impl Target {
    fn of(workspace: &Workspace, flags: &Codegen, inputs: &Inputs) -> Result<Self, Failure> {
        let Some(out) = &flags.out else {
            return Ok(Self {
                out: workspace.generated(),
                starter: None,
                is_own: true,
            });
        };
        let starter = Starter::plan(workspace, out, flags.name.as_ref(), inputs.package_name())?;
        Ok(Self {
            out: out.clone(),
            starter,
            is_own: false,
        })
    }

    fn shown_sources(&self, workspace: &Workspace) -> String {
        workspace.shown(&self.out.join(SOURCES))
    }
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
