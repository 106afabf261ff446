//! How bad a problem is.

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The run stops at the end of the stage.
    Error,
    /// Something was left out or doubted; the run goes on.
    Warning,
}
