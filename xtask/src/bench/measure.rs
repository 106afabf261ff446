//! What a command takes: time, work and memory.

use std::ffi::OsString;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::quietly;
use crate::failure::Failure;
use crate::workspace::Workspace;

/// What a command took, with every process that it started.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub(super) struct Cost {
    /// From start to end.
    pub(super) wall: Duration,
    /// What the processors did for it outside the kernel, summed over all threads; unknown where the system does not say.
    pub(super) user: Option<Duration>,
    /// The most memory that one of its processes had resident, in bytes; unknown where the system does not say.
    pub(super) peak: Option<u64>,
}

/// Cargo, in the folder of the workspace.
pub(super) fn cargo(workspace: &Workspace) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(workspace.root());
    command
}

/// This program.
pub(super) fn xtask(workspace: &Workspace) -> Result<Command, Failure> {
    let program =
        std::env::current_exe().map_err(|error| Failure::io("find this program", &error))?;
    let mut command = Command::new(program);
    command.arg("--root").arg(workspace.root());
    Ok(command)
}

/// Runs a command and tells what it took.
///
/// The system tells the peak of all processes that ever were, so each command is started by a process that starts no other.
pub(super) fn measure(
    workspace: &Workspace,
    command: &Command,
    what: &str,
) -> Result<Cost, Failure> {
    let mut measuring = xtask(workspace)?;
    measuring.args(["bench-step", "measure", "--"]);
    measuring
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(folder) = command.get_current_dir() {
        measuring.current_dir(folder);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => measuring.env(name, value),
            None => measuring.env_remove(name),
        };
    }
    let said = quietly(&mut measuring, what)?;
    serde_json::from_slice(&said)
        .map_err(|error| Failure::unusable(format!("{what} was not measured: {error}")))
}

/// Runs the command in this process, which does nothing else, and prints what it took.
pub(super) fn step(command: &[OsString]) -> Result<String, Failure> {
    let Some((program, arguments)) = command.split_first() else {
        return Err(Failure::unusable("there is no command to measure"));
    };
    let started = Instant::now();
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| Failure::io(format!("run {}", program.display()), &error))?;
    let wall = started.elapsed();
    if !output.status.success() {
        return Err(Failure::refused(last_lines(&String::from_utf8_lossy(
            &output.stderr,
        ))));
    }
    let (user, peak) = children();
    let cost = Cost { wall, user, peak };
    serde_json::to_string(&cost)
        .map_err(|error| Failure::unusable(format!("the cost cannot be written: {error}")))
}

/// What all processes took that this one has waited for.
#[cfg(unix)]
fn children() -> (Option<Duration>, Option<u64>) {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    /// Darwin counts the peak in bytes, every other system in kilobytes of 1,024.
    const UNIT: u64 = if cfg!(target_vendor = "apple") {
        1
    } else {
        1_024
    };
    let Ok(usage) = getrusage(UsageWho::RUSAGE_CHILDREN) else {
        return (None, None);
    };
    let user = u64::try_from(usage.user_time().num_microseconds());
    let peak = u64::try_from(usage.max_rss());
    (
        user.ok().map(Duration::from_micros),
        peak.ok().map(|peak| peak * UNIT),
    )
}

#[cfg(not(unix))]
fn children() -> (Option<Duration>, Option<u64>) {
    (None, None)
}

/// The end of what a command said, where errors stand.
pub(super) fn last_lines(text: &str) -> String {
    const SHOWN: usize = 20;
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.len().saturating_sub(SHOWN);
    lines.get(start..).unwrap_or_default().join("\n")
}

/// Takes a figure `runs` times, and gives the medians. What takes longer than a minute is not done again.
pub(super) fn repeat(
    runs: u32,
    mut take: impl FnMut() -> Result<Cost, Failure>,
) -> Result<Cost, Failure> {
    const LONG: Duration = Duration::from_secs(60);
    let mut costs = vec![take()?];
    while costs.len() < runs as usize && costs.iter().map(|cost| cost.wall).sum::<Duration>() < LONG
    {
        costs.push(take()?);
    }
    Ok(Cost {
        wall: median(costs.iter().map(|cost| cost.wall)).unwrap_or_default(),
        user: median(costs.iter().filter_map(|cost| cost.user)),
        peak: median(costs.iter().filter_map(|cost| cost.peak)),
    })
}

/// The middle of some figures; the lower one of two.
fn median<T: Ord>(figures: impl Iterator<Item = T>) -> Option<T> {
    let mut figures: Vec<T> = figures.collect();
    figures.sort();
    let middle = figures.len().saturating_sub(1) / 2;
    figures.into_iter().nth(middle)
}

#[cfg(test)]
mod tests {
    use super::{last_lines, median};

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median([3, 1, 2].into_iter()), Some(2));
        assert_eq!(median([4, 1, 2, 3].into_iter()), Some(2));
        assert_eq!(median(std::iter::empty::<u32>()), None);
    }

    #[test]
    fn of_a_long_text_the_end_is_shown() {
        let text: String = (0..100).map(|line| format!("{line}\n")).collect();
        let shown = last_lines(&text);
        assert!(shown.starts_with("80\n") && shown.ends_with("\n99"));
        assert_eq!(last_lines("one"), "one");
    }
}
