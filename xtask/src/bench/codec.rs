//! Decoding and encoding, against the same models with serde's derive.

use std::path::Path;

use serde::Deserialize;

use super::measure::cargo;
use super::packages::{Models, Packages};
use super::table::{Table, memory, ratio};
use super::{progress, quietly, scratch};
use crate::failure::Failure;
use crate::wording::size;
use crate::workspace::Workspace;

/// The package that decodes and encodes. It is no member of the workspace: what it depends on is made here.
const DRIVER: &str = "benches/codec";

const COLUMNS: &[&str] = &[
    "payload",
    "size",
    "direction",
    "generated",
    "derive",
    "throughput",
    "peak",
    "derive",
    "ratio",
];

const LEGEND: &str = "\
Throughput in megabytes of JSON per second: of the models that are generated from `runtime/benches/codec/graph.csdl`, and of the same models with\n\
serde's derive and serde_json. `peak` is the most memory allocated on the way, the result included.\n";

/// What the driver prints for one payload in one direction.
#[derive(Debug, Deserialize)]
struct Figures {
    payload: String,
    /// The length of the JSON.
    bytes: u64,
    direction: String,
    generated: f64,
    derived: f64,
}

/// Takes the figures.
pub(super) fn run(workspace: &Workspace) -> Result<String, Failure> {
    let driver = workspace.runtime().join(DRIVER);
    let description = driver.join("graph.csdl");
    // The driver's manifest looks for them here.
    let folder = scratch(workspace, "codec")?;
    let mut packages = Packages::new(workspace, folder.clone())?;
    progress("codec: the models are generated and compiled");
    packages.add("generated".to_owned(), Models::Generated, &description)?;
    packages.add("derived".to_owned(), Models::Derived, &description)?;
    let speed = drive(workspace, &driver, &folder, "speed")?;
    let peaks = drive(workspace, &driver, &folder, "memory")?;
    let mut table = Table::new(COLUMNS);
    for (speed, peak) in speed.into_iter().zip(&peaks) {
        table.row(row(speed, peak));
    }
    Ok(format!(
        "\n## Decode and encode\n\n{LEGEND}\n{}",
        table.render()
    ))
}

fn row(speed: Figures, peak: &Figures) -> Vec<String> {
    let throughput = |bytes_per_second: f64| format!("{:.0}", bytes_per_second / 1e6);
    vec![
        speed.payload,
        size(speed.bytes),
        speed.direction,
        throughput(speed.generated),
        throughput(speed.derived),
        ratio(Some(speed.generated), Some(speed.derived)),
        memory(Some(peak.generated as u64)),
        memory(Some(peak.derived as u64)),
        ratio(Some(peak.generated), Some(peak.derived)),
    ]
}

/// Runs one of the driver's programs.
fn drive(
    workspace: &Workspace,
    driver: &Path,
    folder: &Path,
    program: &str,
) -> Result<Vec<Figures>, Failure> {
    let command = |name: &str| {
        let mut command = cargo(workspace);
        command.args([name, "--quiet", "--release", "--bin", program]);
        command
            .arg("--manifest-path")
            .arg(driver.join("Cargo.toml"));
        command.arg("--target-dir").arg(folder.join("target"));
        command
    };
    quietly(&mut command("build"), "cargo build")?;
    progress(format_args!("codec: {program}"));
    let said = quietly(&mut command("run"), program)?;
    let said = String::from_utf8_lossy(&said);
    let figures = said.lines().map(serde_json::from_str);
    figures
        .collect::<Result<_, _>>()
        .map_err(|error| Failure::unusable(format!("{program} said something else: {error}")))
}
