//! Why JSON could not be read into a model.

use std::fmt::Write;

use crate::error::Error;

/// Why JSON could not be read, and where. It becomes an [`Error`] with
/// [`is_decode`](Error::is_decode).
#[derive(Debug)]
pub struct Failure(Box<Inner>);

#[derive(Debug)]
struct Inner {
    problem: String,
    /// From the innermost step outwards, as they are found while unwinding.
    steps: Vec<Step>,
    keep: bool,
}

#[derive(Debug)]
enum Step {
    Name(String),
    Index(usize),
}

impl Failure {
    /// The text is not JSON (RFC 8259), at this byte.
    pub(crate) fn syntax(problem: &str, offset: usize) -> Self {
        Self::new(format!("not valid JSON at byte {offset}: {problem}"))
    }

    /// The JSON is valid, but not of the kind that the type asks for.
    pub(crate) fn mismatch(expected: &str, found: &str) -> Self {
        Self::new(format!("expected {expected}, found {found}"))
    }

    /// A property that has to be there is not.
    pub(crate) fn missing(name: &str) -> Self {
        Self::new(format!("`{name}` is missing"))
    }

    /// The value is fine, but this type has no room for it: whoever owns the property may keep it
    /// as JSON instead.
    pub(crate) fn no_room(expected: &str, found: &str) -> Self {
        let mut failure = Self::mismatch(expected, found);
        failure.0.keep = true;
        failure
    }

    /// Whether the value can be kept as JSON instead.
    pub(crate) fn may_keep(&self) -> bool {
        self.0.keep
    }

    /// The same failure, but not to be got round.
    pub(crate) fn for_good(mut self) -> Self {
        self.0.keep = false;
        self
    }

    /// Adds the property the failure happened in.
    pub(crate) fn in_property(mut self, name: &str) -> Self {
        self.0.steps.push(Step::Name(name.to_owned()));
        self
    }

    /// Adds the array item the failure happened in.
    pub(crate) fn in_item(mut self, index: usize) -> Self {
        self.0.steps.push(Step::Index(index));
        self
    }

    fn new(problem: String) -> Self {
        Self(Box::new(Inner {
            problem,
            steps: Vec::new(),
            keep: false,
        }))
    }

    /// `value[3].createdBy.user.id`
    fn path(&self) -> String {
        let mut path = String::new();
        for step in self.0.steps.iter().rev() {
            // Writing to a `String` cannot fail.
            let _ = match step {
                Step::Name(name) if path.is_empty() => write!(path, "{name}"),
                Step::Name(name) => write!(path, ".{name}"),
                Step::Index(index) => write!(path, "[{index}]"),
            };
        }
        path
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        let path = failure.path();
        Self::decode(path, failure.0.problem)
    }
}
