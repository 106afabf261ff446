//! `cargo xtask operations`: what the crate offers.

use std::fmt::Write;

use msgraph_generator::Plan;
use msgraph_generator::listing::{self, Graph, Offered};
use msgraph_generator::source::SourceTexts;

use crate::codegen::{self, load};
use crate::failure::Failure;
use crate::flags::{Format, Operations};
use crate::wording::escaped;
use crate::workspace::Workspace;

/// Lists every operation. Nothing is written.
pub(crate) fn run(workspace: &Workspace, flags: &Operations) -> Result<String, Failure> {
    let inputs = load::load(workspace, &flags.inputs)?;
    let plan = codegen::plan_quietly(&inputs.texts)?;
    match flags.format {
        Format::Text => Ok(table(&plan, &inputs.texts)),
        Format::Json => json(&plan),
    }
}

fn json(plan: &Plan) -> Result<String, Failure> {
    let graph = Graph::of(&plan.krate);
    let text = serde_json::to_string_pretty(&graph);
    text.map(|text| text + "\n")
        .map_err(|error| Failure::unusable(format!("the graph cannot be written: {error}")))
}

/// The widest a column becomes; the rare cell that is wider moves its own line and no other.
const WIDEST: usize = 100;

fn table(plan: &Plan, texts: &SourceTexts) -> String {
    let rows: Vec<[String; 4]> = listing::operations(&plan.krate)
        .into_iter()
        .map(|offered| row(&offered, texts))
        .collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| cell.chars().count())
            .filter(|&width| width <= WIDEST)
            .max()
            .unwrap_or_default()
    };
    let (methods, templates, calls) = (width(0), width(1), width(2));
    let mut text = String::new();
    for [method, template, call, place] in &rows {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "{method:methods$}  {template:templates$}  {call:calls$}  {place}"
        );
    }
    text
}

fn row(offered: &Offered, texts: &SourceTexts) -> [String; 4] {
    let place = place(offered, texts);
    [offered.method, &offered.template, &offered.call, &place].map(escaped)
}

/// The first place that describes the operation, and how many more there are.
fn place(offered: &Offered, texts: &SourceTexts) -> String {
    let Some((&first, more)) = offered.sources.split_first() else {
        return String::new();
    };
    let name = texts.get(first.file).map_or("", |text| text.name());
    let line = texts.line_column(first).line;
    let others = if more.is_empty() {
        String::new()
    } else {
        format!(" (+{})", more.len())
    };
    format!("{name}:{line}{others}")
}
