//! `cargo xtask codegen`: descriptions to a crate.

mod check;
mod commit;
mod difference;
pub(crate) mod load;
mod package;
mod record;
pub(crate) mod report;
mod watch;

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use msgraph_generator::changes::Surface;
use msgraph_generator::problem::Problems;
use msgraph_generator::rust::Crate;
use msgraph_generator::source::SourceTexts;
use msgraph_generator::{Plan, Stage, output, plan};

use self::commit::{Take, Written};
use self::difference::SOURCES;
use self::load::Inputs;
use self::package::Starter;
use self::record::{Place, Record};
use self::report::Laps;
use crate::diff::Before;
use crate::failure::Failure;
use crate::flags::Codegen;
use crate::progress::Progress;
use crate::workspace::Workspace;

pub(crate) use package::PackageName;

/// Reads, makes, and writes or compares; once, or after each change.
pub(crate) fn run(workspace: &Workspace, flags: &Codegen) -> Result<String, Failure> {
    if flags.watch {
        return watch::watch(workspace, flags);
    }
    once(workspace, flags)
}

fn once(workspace: &Workspace, flags: &Codegen) -> Result<String, Failure> {
    if flags.out.is_none() && !flags.inputs.are_the_projects() {
        let why = "generated/ is made from specs/ alone: say with `--out DIR` where the crate of other inputs goes";
        return Err(Failure::unusable(why));
    }
    let mut laps = Laps::new(workspace.is_quiet);
    laps.enter("read");
    let inputs = load::load(workspace, &flags.inputs)?;
    if flags.check {
        let planned = Planned::of(flags, &inputs, &mut laps)?;
        let target = Target::of(workspace, flags, &inputs)?;
        return check::check(workspace, &target, |take| {
            planned.make(&inputs.texts, &laps.progress, take)
        });
    }
    laps.enter("record");
    let place = Place::of(workspace, flags, &inputs);
    if let Some(record) = place.as_ref().and_then(Place::read) {
        let target = Target::of(workspace, flags, &inputs)?;
        if target.starter.is_none() {
            laps.progress.clear();
            eprint!("{}", record.warnings);
            return Ok(
                report(workspace, &target, &record, Written::none(&record.files)) + &laps.line(),
            );
        }
    }
    write(workspace, flags, &inputs, place, laps)
}

/// Makes the crate and writes it.
fn write(
    workspace: &Workspace,
    flags: &Codegen,
    inputs: &Inputs,
    place: Option<Place>,
    mut laps: Laps,
) -> Result<String, Failure> {
    let planned = Planned::of(flags, inputs, &mut laps)?;
    let target = Target::of(workspace, flags, inputs)?;
    let before = Before::of(&target.out);
    laps.enter(report::stage_name(Stage::Output));
    let (written, files) = commit::commit(&target.out, |take| {
        let made = planned.make(&inputs.texts, &laps.progress, take);
        laps.enter("write");
        made
    })?;
    let changes = before.report(workspace, &target.out, &Surface::of(&planned.krate));
    let record = Record {
        warnings: planned.warnings,
        made: planned.made,
        files,
    };
    let mut text = report(workspace, &target, &record, written);
    if let Some(starter) = target.starter {
        starter.write()?;
        text.push_str(&starter.report(workspace));
    }
    if let Some(place) = place {
        place.keep(record);
    }
    Ok(text + &laps.line() + &changes)
}

fn report(workspace: &Workspace, target: &Target, record: &Record, written: Written) -> String {
    let written = report::written(&target.shown_sources(workspace), written);
    format!("{}{written}{}", record.made, report::large(&record.files))
}

/// A crate that is to be made, and what is told of it.
struct Planned {
    krate: Crate,
    /// What was told on the error stream.
    warnings: String,
    /// What is to be reported.
    made: String,
}

impl Planned {
    /// Plans the crate, and tells the warnings.
    fn of(flags: &Codegen, inputs: &Inputs, laps: &mut Laps) -> Result<Self, Failure> {
        let texts = &inputs.texts;
        let plan = plan(texts, |stage| laps.enter(report::stage_name(stage)));
        let plan = plan.map_err(|problems| report::refusal(&problems, texts))?;
        let warnings = report::warnings(&plan.warnings, texts, report::limit(flags.verbose));
        if flags.strict && !plan.warnings.is_empty() {
            return Err(report::strict(&warnings));
        }
        laps.progress.clear();
        eprint!("{warnings}");
        let made = report::made(inputs, &plan);
        Ok(Self {
            krate: plan.krate,
            warnings,
            made,
        })
    }

    /// Makes the files, one by one.
    fn make(
        &self,
        texts: &SourceTexts,
        progress: &Progress,
        take: &Take<'_>,
    ) -> Result<(), Failure> {
        let all = output::parts(&self.krate);
        let made = AtomicUsize::new(0);
        let problems = output::each(&self.krate, |path, text| {
            let made = made.fetch_add(1, Ordering::Relaxed) + 1;
            progress.reached(|| report::how_far(made, all));
            take(path.as_str(), &text)
        })?;
        if problems.is_empty() {
            return Ok(());
        }
        Err(report::refusal(&problems, texts))
    }
}

/// The folder of the crate that a run is about.
fn out(workspace: &Workspace, flags: &Codegen) -> PathBuf {
    flags.out.clone().unwrap_or_else(|| workspace.generated())
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

/// Plans a crate by a slice that may be older or newer than the descriptions, for a command that only looks at it: with it come the entries
/// that name nothing.
pub(crate) fn plan_what_is_there(texts: &SourceTexts) -> Result<(Plan, Problems), Failure> {
    let planned = msgraph_generator::plan_what_is_there(texts, |_| ());
    let (plan, absent) = planned.map_err(|problems| report::refusal(&problems, texts))?;
    eprint!("{}", report::warnings(&plan.warnings, texts, Some(0)));
    Ok((plan, absent))
}

/// Plans a crate for a command that only looks at it: warnings are counted and not shown.
pub(crate) fn plan_quietly(texts: &SourceTexts) -> Result<Plan, Failure> {
    let plan = plan(texts, |_| ()).map_err(|problems| report::refusal(&problems, texts))?;
    eprint!("{}", report::warnings(&plan.warnings, texts, Some(0)));
    Ok(plan)
}
