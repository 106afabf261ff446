//! How disagreements are told.

use crate::problem::{Location, Meaning, Problem, Problems};

/// Tells of a fact that two places state differently.
pub(super) fn disagree(
    what: String,
    first: &str,
    second: &str,
    at: Location,
    other: Location,
    problems: &mut Problems,
) {
    problems.push(Problem::at(at, disagreement(what, first, second)).also(other));
}

/// The words for it.
pub(super) fn disagreement(what: String, first: &str, second: &str) -> Meaning {
    Meaning::SourcesDisagree {
        what,
        first: first.to_owned(),
        second: second.to_owned(),
    }
}

/// Tells of an operation that one source alone offers.
pub(super) fn only(
    only: &'static str,
    operation: &str,
    sources: &[Location],
    other: Location,
    problems: &mut Problems,
) {
    let kind = Meaning::SourcesDisagreeOnOperation {
        operation: operation.to_owned(),
        only,
    };
    let problem = sources.first().map_or_else(
        || Problem::new(kind.clone()),
        |location| Problem::at(*location, kind.clone()),
    );
    problems.push(problem.also(other));
}
