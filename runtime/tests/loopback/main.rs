//! The client over its default transport against a server that misbehaves, on this machine.

mod fault_table;
mod support;
