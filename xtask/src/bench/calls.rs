//! A call with the client, against the same call with reqwest and serde by hand.

use serde::Deserialize;

use super::measure::cargo;
use super::table::{Table, ratio};
use super::{progress, quietly, scratch};
use crate::failure::Failure;
use crate::workspace::Workspace;

/// The package that calls. It is no member of the workspace: what it counts with is no part of the project.
const DRIVER: &str = "benches/calls";

const COLUMNS: &[&str] = &["of one call", "client", "by hand", "ratio"];

const LEGEND: &str = "\
Reads a user from a service on this machine, which is another process: with the client and a generated model, and with reqwest and a struct\n\
that derives `Deserialize`, in turns on one connection each. The time is the median, network and service included.\n";

/// What the driver prints.
#[derive(Debug, Deserialize)]
struct Figures {
    calls: u32,
    client: Taken,
    by_hand: Taken,
}

#[derive(Debug, Deserialize)]
struct Taken {
    microseconds: f64,
    allocations: f64,
    bytes: f64,
}

/// Takes the figures.
pub(super) fn run(workspace: &Workspace) -> Result<String, Failure> {
    let folder = scratch(workspace, "calls")?;
    let manifest = workspace.runtime().join(DRIVER).join("Cargo.toml");
    let command = |name: &str| {
        let mut command = cargo(workspace);
        command.args([name, "--quiet", "--release"]);
        command.arg("--manifest-path").arg(&manifest);
        command.arg("--target-dir").arg(folder.join("target"));
        command
    };
    progress("calls: the driver is compiled");
    quietly(&mut command("build"), "cargo build")?;
    progress("calls: one after the other");
    let said = quietly(&mut command("run"), "the driver")?;
    let figures: Figures = serde_json::from_slice(&said)
        .map_err(|error| Failure::unusable(format!("the driver said something else: {error}")))?;
    let calls = figures.calls;
    Ok(format!(
        "\n## Calls\n\n{LEGEND}{calls} calls each.\n\n{}",
        table(&figures).render()
    ))
}

fn table(figures: &Figures) -> Table {
    let Figures {
        client, by_hand, ..
    } = figures;
    let mut table = Table::new(COLUMNS);
    let rows = [
        (
            "time in microseconds",
            client.microseconds,
            by_hand.microseconds,
        ),
        ("allocations", client.allocations, by_hand.allocations),
        ("bytes allocated", client.bytes, by_hand.bytes),
    ];
    for (what, one, other) in rows {
        table.row(vec![
            what.to_owned(),
            format!("{one:.0}"),
            format!("{other:.0}"),
            ratio(Some(one), Some(other)),
        ]);
    }
    table
}
