//! The client over its default transport against a server that misbehaves, on this machine.

mod batches;
mod challenges;
mod changes;
mod downloads;
mod fault_table;
mod files;
mod limits;
mod long_running;
mod pages;
mod support;
mod uploads;
