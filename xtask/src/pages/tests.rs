//! The examples of pages as tests of a crate.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use msgraph_generator::examples;
use msgraph_generator::source::{self, SourceTexts};

use crate::codegen::{self, report};
use crate::disk;
use crate::failure::Failure;
use crate::wording::counted;
use crate::workspace::Workspace;

/// Makes the tests and writes them to a file, if they are not what it holds.
pub(super) fn write(
    workspace: &Workspace,
    texts: &SourceTexts,
    path: &Path,
) -> Result<String, Failure> {
    let plan = codegen::plan_quietly(texts)?;
    let documents = source::parse(texts).map_err(|problems| report::refusal(&problems, texts))?;
    let tests = examples::tests(texts, &documents.pages, &plan.api, &plan.krate);
    let is_new = fs::read_to_string(path).map_or(true, |old| old != tests.source);
    if is_new {
        let shown = workspace.shown(path);
        let failed = |error| Failure::io(format!("write {shown}"), &error);
        let folder = path.parent().unwrap_or(path);
        let written = fs::create_dir_all(folder);
        let written = written.and_then(|()| disk::replace(path, tests.source.as_bytes()));
        written.map_err(failed)?;
    }
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for left_out in &tests.left_out {
        *reasons.entry(left_out.reason.to_string()).or_default() += 1;
    }
    let mut text = format!("{} of examples\n", counted(tests.count, "test"));
    for (reason, number) in reasons {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{number:>6} left out: {reason}");
    }
    Ok(text)
}
