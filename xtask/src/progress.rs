//! How far a long work is, for who looks on.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::wording::escaped;

/// So often it is shown.
const EVERY: Duration = Duration::from_millis(100);

/// A line on the terminal that changes, and is gone in the end. Nothing where there is no terminal, or nobody wants it. Threads may share it.
#[derive(Debug)]
pub(crate) struct Progress {
    /// When it was last shown; `None` before the first time.
    shown: Mutex<Option<Instant>>,
    is_silent: bool,
}

impl Progress {
    pub(crate) fn new(is_quiet: bool) -> Self {
        Self {
            shown: Mutex::default(),
            is_silent: is_quiet || !io::stderr().is_terminal(),
        }
    }

    /// Shows where the work is, unless that was done just now.
    pub(crate) fn reached(&self, words: impl FnOnce() -> String) {
        if self.is_silent {
            return;
        }
        // Who shows it at this moment shows enough.
        let Ok(mut shown) = self.shown.try_lock() else {
            return;
        };
        if shown.is_none_or(|shown| shown.elapsed() >= EVERY) {
            *shown = Some(Instant::now());
            let _ = write!(io::stderr(), "\r\x1b[K{}", escaped(&words()));
        }
    }

    /// Shows what the work is at now, however soon that comes after what was shown before.
    pub(crate) fn enter(&self, words: &str) {
        if let Ok(mut shown) = self.shown.lock() {
            *shown = None;
        }
        self.reached(|| words.to_owned());
    }

    /// Takes the line away, for what is told next.
    pub(crate) fn clear(&self) {
        if !self.is_silent {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}
