//! Why a command did not do what it was asked for.

use std::fmt;
use std::io;
use std::process::ExitCode;

/// A command that failed: what a reader is told, and what a script is.
#[derive(Debug)]
pub(crate) struct Failure {
    blame: Blame,
    message: String,
}

/// Who has to act.
#[derive(Clone, Copy, Debug)]
enum Blame {
    /// Whoever wrote the inputs, or has to generate again: exit code 1.
    Content,
    /// Whoever called the command, or runs the machine: exit code 2, as for flags that are wrong.
    Call,
}

impl Failure {
    /// Something is wrong with the inputs, or the output is not what it should be.
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self {
            blame: Blame::Content,
            message: message.into(),
        }
    }

    /// The command cannot be carried out as it was given.
    pub(crate) fn unusable(message: impl Into<String>) -> Self {
        Self {
            blame: Blame::Call,
            message: message.into(),
        }
    }

    /// The system refused; `what` completes "cannot …": "read specs/slice.toml".
    pub(crate) fn io(what: impl fmt::Display, error: &io::Error) -> Self {
        Self::unusable(format!("cannot {what}: {error}"))
    }

    /// The code for scripts.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self.blame {
            Blame::Content => ExitCode::from(1),
            Blame::Call => ExitCode::from(2),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message.trim_end())
    }
}
