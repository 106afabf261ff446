//! The commands, run as a user runs them: in a folder of their own, judged by exit code, output, and what is on the disk.

mod agreement;
mod check;
mod codegen;
mod concurrency;
mod diff;
mod fetch;
mod listing;
mod lock;
mod new_crate;
mod pages;
mod permissions;
mod problems;
mod project;
mod readme;
mod unchanged;
mod watch;
