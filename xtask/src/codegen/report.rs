//! What a run tells: problems to the error stream, and what was done to the caller.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use msgraph_generator::model::{StructuredKind, Type};
use msgraph_generator::problem::{Problem, Problems};
use msgraph_generator::source::SourceTexts;
use msgraph_generator::{Plan, Stage, listing};

use super::Written;
use super::difference::Fingerprint;
use super::load::Inputs;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::wording::{counted, milliseconds, size};

/// How many problems are shown before the rest is only counted.
const SHOWN: usize = 20;

/// Warnings as they are told, before anything else is; nothing where there are none.
pub(crate) fn warnings(warnings: &Problems, texts: &SourceTexts, limit: Option<usize>) -> String {
    if warnings.is_empty() {
        return String::new();
    }
    let shown = rendered(warnings, texts, limit);
    let total = counted(warnings.len(), "warning");
    match limit.filter(|&limit| limit < warnings.len()) {
        Some(0) => format!("{total}: `cargo xtask codegen` shows them with the same inputs\n"),
        Some(limit) => format!("{shown}\n{total}, {limit} of them shown: `--verbose` shows all\n"),
        None => format!("{shown}\n{total}\n"),
    }
}

/// A run that allows no warnings, and has these.
pub(super) fn strict(warnings: &str) -> Failure {
    Failure::refused(format!(
        "there are warnings, which `--strict` does not allow: nothing was made\n\n{warnings}"
    ))
}

/// How many warnings are shown: all of them, or as many as can be read.
pub(crate) fn limit(verbose: bool) -> Option<usize> {
    (!verbose).then_some(SHOWN)
}

/// A run that ended at its problems: the errors come first, so that no number of warnings can hide them.
pub(crate) fn refusal(problems: &Problems, texts: &SourceTexts) -> Failure {
    let errors = problems
        .sorted()
        .iter()
        .filter(|problem| problem.is_error())
        .count();
    let mut counts = counted(errors, "error");
    if errors < problems.len() {
        let _ = write!(counts, ", {}", counted(problems.len() - errors, "warning"));
    }
    let shown = rendered(problems, texts, Some(SHOWN));
    if problems.len() > SHOWN {
        let _ = write!(counts, ", the first {SHOWN} shown");
    }
    Failure::refused(format!(
        "the inputs cannot be used: nothing was made\n\n{shown}\n{counts}"
    ))
}

/// All problems, the errors first.
pub(crate) fn all(problems: &Problems, texts: &SourceTexts) -> String {
    rendered(problems, texts, None)
}

fn rendered(problems: &Problems, texts: &SourceTexts, limit: Option<usize>) -> String {
    let sorted = problems.sorted();
    let (errors, warnings): (Vec<&Problem>, Vec<&Problem>) =
        sorted.into_iter().partition(|problem| problem.is_error());
    let color = has_color();
    let mut left = limit.unwrap_or(usize::MAX);
    let mut text = String::new();
    for group in [errors, warnings] {
        let mut shown = Problems::new();
        shown.extend(group.into_iter().take(left).cloned());
        left -= shown.len();
        if !text.is_empty() && !shown.is_empty() {
            text.push('\n');
        }
        text.push_str(&shown.render(texts, color));
    }
    text
}

/// Whether problems are told in color.
pub(super) fn has_color() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// How long each stage took. Who looks on sees which one it is.
#[derive(Debug)]
pub(crate) struct Laps {
    pub(super) progress: Progress,
    finished: Vec<(&'static str, Duration)>,
    running: Option<(&'static str, Instant)>,
}

impl Laps {
    pub(super) fn new(is_quiet: bool) -> Self {
        Self {
            progress: Progress::new(is_quiet),
            finished: Vec::new(),
            running: None,
        }
    }

    /// A stage begins, and the one before ends.
    pub(crate) fn enter(&mut self, name: &'static str) {
        self.end();
        self.progress.enter(name);
        self.running = Some((name, Instant::now()));
    }

    /// The last stage ends: one line for all.
    pub(crate) fn line(mut self) -> String {
        self.end();
        let laps = self
            .finished
            .iter()
            .map(|(name, time)| format!("{name} {}", milliseconds(*time)));
        format!("time       {}\n", laps.collect::<Vec<_>>().join(", "))
    }

    fn end(&mut self) {
        let ended = self.running.take();
        self.finished
            .extend(ended.map(|(name, since)| (name, since.elapsed())));
    }
}

/// How many of the files are made.
pub(super) fn how_far(made: usize, all: usize) -> String {
    const WIDTH: usize = 30;
    let done = made.min(all);
    let bar = "#".repeat(WIDTH * done / all.max(1));
    format!("output [{bar:WIDTH$}] {made} files")
}

/// The name of a stage of the generator.
pub(crate) fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Source => "source",
        Stage::Lower => "lower",
        Stage::Slice => "slice",
        Stage::Rust => "rust",
        Stage::Output => "output",
    }
}

/// What was read and what it holds.
pub(super) fn made(inputs: &Inputs, plan: &Plan) -> String {
    let files = counted(inputs.texts.iter().count(), "file");
    let of = if inputs.folder.is_empty() {
        String::new()
    } else {
        format!(" of {}", inputs.folder)
    };
    let read = size(inputs.bytes);
    let operations = listing::operations(&plan.krate).len();
    let navigations = counted(plan.slice.api.navigations().count(), "navigation");
    format!(
        "read       {files}{of} ({read})\ntypes      {}\noperations {operations} at {navigations}\n{}",
        types(plan),
        classes(&plan.warnings)
    )
}

fn types(plan: &Plan) -> String {
    let (mut entities, mut complex, mut enumerations) = (0, 0, 0);
    for ty in plan.slice.api.types.values() {
        match ty {
            Type::Enumeration(_) => enumerations += 1,
            Type::Structured(structured) => match structured.kind {
                StructuredKind::Entity => entities += 1,
                StructuredKind::Complex => complex += 1,
            },
        }
    }
    let kinds = [
        (entities, "entity type"),
        (complex, "complex type"),
        (enumerations, "enumeration"),
    ];
    let kinds = kinds.map(|(number, noun)| counted(number, noun)).join(", ");
    format!("{}: {kinds}", plan.slice.api.types.len())
}

/// How many warnings there are of each class, the largest first; nothing where there are none.
fn classes(warnings: &Problems) -> String {
    if warnings.is_empty() {
        return String::new();
    }
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for class in warnings
        .sorted()
        .iter()
        .filter_map(|warning| warning.kind.class())
    {
        *classes.entry(class).or_default() += 1;
    }
    let mut classes: Vec<(&str, usize)> = classes.into_iter().collect();
    classes.sort_by_key(|&(_, number)| Reverse(number));
    let classes = classes.iter();
    let classes: Vec<String> = classes
        .map(|(class, number)| format!("{class} ({number})"))
        .collect();
    format!("warnings   {}: {}\n", warnings.len(), classes.join(", "))
}

/// What was written.
pub(super) fn written(sources: &str, written: Written) -> String {
    let files = counted(written.written, "file");
    format!(
        "wrote      {files}, {} unchanged, {} removed in {sources}\n",
        written.unchanged, written.removed
    )
}

/// The size from which a file is large, in bytes: tools that read a file as a whole become slow with it.
const LARGE: u64 = 1_000_000;

/// The files that are large; nothing where there are none.
pub(super) fn large(files: &BTreeMap<String, Fingerprint>) -> String {
    let files = files.iter().filter(|(_, file)| file.size >= LARGE);
    let files: Vec<String> = files
        .map(|(name, file)| format!("{name} ({})", size(file.size)))
        .collect();
    if files.is_empty() {
        return String::new();
    }
    format!("large      {}\n", files.join(", "))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::difference::Fingerprint;
    use super::large;

    #[test]
    fn a_file_of_a_megabyte_is_told() {
        let file = |size| Fingerprint {
            size,
            sha256: String::new(),
        };
        let mut files = BTreeMap::from([("lib.rs".to_owned(), file(999_999))]);
        assert_eq!(large(&files), "");
        files.insert("models.rs".to_owned(), file(1_250_000));
        assert_eq!(large(&files), "large      models.rs (1.2 MB)\n");
    }
}
