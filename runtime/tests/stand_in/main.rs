//! The stand-in for the service, over real sockets, one rule of the service a test.

mod client;
mod declarations;
mod entities;
mod fixture;
mod lists;
mod operations;
mod paths;
mod protocol;
mod references;
mod streams;
mod ways;
