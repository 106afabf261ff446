//! What can be wrong with an input, where, and how it is told.
//!
//! A stage gathers every [`Problem`] it can find in a [`Problems`], then stops at its border if one of them is an error. Every
//! message text is here, in `kind.rs` and, for what a page says against the description, in `contradiction.rs`, so that tone and
//! wording are decided in one place and tests can hold them as output.

mod class;
mod code;
mod contradiction;
mod kind;
mod meaning;
mod near;
mod render;
mod severity;
mod shown;
#[cfg(test)]
mod tests;
mod yaml_construct;

use std::collections::BTreeSet;

pub use self::code::Code;
pub use self::contradiction::ContradictionKind;
pub(crate) use self::contradiction::LeadsNowhere;
pub use self::kind::ProblemKind;
pub use self::meaning::Meaning;
pub(crate) use self::near::near_misses;
pub use self::severity::Severity;
pub use self::yaml_construct::YamlConstruct;

/// Names one text of a [`SourceTexts`](crate::source::SourceTexts). Ids follow the order of the names of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    pub(crate) fn new(index: u32) -> Self {
        Self(index)
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

/// The bytes `start..end` of one input text.
///
/// Both ends are byte offsets into the text after its byte order mark, on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The text.
    pub file: FileId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Location {
    /// The place `start..end`. Offsets over 4 GiB cannot occur, since such texts are refused; they are clamped.
    pub(crate) fn new(file: FileId, start: usize, end: usize) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self {
            file,
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    /// The smallest place that holds both; `self` if `other` is in another text.
    pub fn to(self, other: Self) -> Self {
        if self.file != other.file {
            return self;
        }
        Self {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// One thing that is wrong, with the places that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong; it also decides severity, message, labels and advice. Boxed, since results carry problems.
    pub kind: Box<ProblemKind>,
    /// The place to look at first. `None` when no text is to blame.
    pub location: Option<Location>,
    /// Further places that help to understand the first.
    pub related: Vec<Location>,
}

impl Problem {
    /// A problem that concerns no particular text.
    pub fn new(kind: impl Into<ProblemKind>) -> Self {
        Self {
            kind: Box::new(kind.into()),
            location: None,
            related: Vec::new(),
        }
    }

    /// A problem shown at `location`.
    pub fn at(location: Location, kind: impl Into<ProblemKind>) -> Self {
        Self {
            kind: Box::new(kind.into()),
            location: Some(location),
            related: Vec::new(),
        }
    }

    /// Shows a further place, labelled as the kind says.
    #[must_use]
    pub fn also(mut self, location: Location) -> Self {
        self.related.push(location);
        self
    }

    /// Whether the run must stop.
    pub fn is_error(&self) -> bool {
        self.kind.severity() == Severity::Error
    }
}

/// The problems found so far. Reading order does not matter: they are told sorted by text and place.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    problems: Vec<Problem>,
    /// Place and message of each.
    known: BTreeSet<(Option<Location>, String)>,
}

impl Problems {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one, unless it is known: an input that is met on several ways is told once.
    pub fn push(&mut self, problem: Problem) {
        let key = (problem.location, problem.kind.to_string());
        if self.known.insert(key) {
            self.problems.push(problem);
        }
    }

    /// Whether there are neither errors nor warnings.
    pub fn is_empty(&self) -> bool {
        self.problems.is_empty()
    }

    /// How many errors and warnings there are.
    pub fn len(&self) -> usize {
        self.problems.len()
    }

    /// Whether the run must stop.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// The border of a stage: `value` with the warnings when nothing is an error, else everything that was found.
    ///
    /// # Errors
    /// All problems, warnings included, when at least one of them is an error.
    pub fn into_result<T>(self, value: T) -> Result<(T, Self), Self> {
        if self.has_errors() {
            Err(self)
        } else {
            Ok((value, self))
        }
    }

    /// The same border where the value is kept elsewhere: all that was found so far, when one of it is an error.
    ///
    /// # Errors
    /// All problems, warnings included, when at least one of them is an error. None are left then.
    pub fn stop_at_errors(&mut self) -> Result<(), Self> {
        if self.has_errors() {
            Err(std::mem::take(self))
        } else {
            Ok(())
        }
    }

    /// The problems sorted by text, place and message; those that concern no text come first.
    pub fn sorted(&self) -> Vec<&Problem> {
        let mut sorted: Vec<&Problem> = self.problems.iter().collect();
        sorted.sort_by_cached_key(|problem| (problem.location, problem.kind.to_string()));
        sorted
    }
}

impl Extend<Problem> for Problems {
    fn extend<I: IntoIterator<Item = Problem>>(&mut self, problems: I) {
        for problem in problems {
            self.push(problem);
        }
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.problems.into_iter()
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        let mut problems = Self::new();
        problems.push(problem);
        problems
    }
}
