//! The stand-in for the service, over real sockets, one rule of the service a test.

mod batch;
mod client;
mod declarations;
mod delta;
mod downloads;
mod entities;
mod fault_answers;
mod fault_choice;
mod fault_wire;
mod fixture;
mod lists;
mod load;
mod long_running;
mod operations;
mod paths;
mod protocol;
mod recording;
mod references;
mod script;
mod streams;
mod tags;
mod throttle;
mod uploads;
mod ways;
