//! How far a download is, for who looks on.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::wording::{escaped, size};

/// So often it is shown.
const EVERY: Duration = Duration::from_millis(100);

/// A line on the terminal that changes, and is gone in the end. Nothing where there is no terminal.
pub(super) struct Progress {
    name: String,
    total: Option<u64>,
    shown: Option<Instant>,
    silent: bool,
}

impl Progress {
    pub(super) fn of(name: &str, there: u64, total: Option<u64>) -> Self {
        let mut progress = Self {
            name: escaped(name),
            total,
            shown: None,
            silent: !io::stderr().is_terminal(),
        };
        progress.reached(there);
        progress
    }

    /// So many bytes are there.
    pub(super) fn reached(&mut self, there: u64) {
        if self.silent || self.shown.is_some_and(|shown| shown.elapsed() < EVERY) {
            return;
        }
        self.shown = Some(Instant::now());
        let of = match self.total {
            Some(total) if total > 0 => format!(" of {} ({} %)", size(total), there * 100 / total),
            _ => String::new(),
        };
        let _ = write!(io::stderr(), "\r\x1b[K{}: {}{of}", self.name, size(there));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if !self.silent {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
