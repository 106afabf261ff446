//! What can be asked for of the benchmarks. The doc comments are the help texts.

use std::ffi::OsString;
use std::fmt;
use std::num::ParseIntError;
use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Subcommand, ValueEnum};

/// Measure the generator, the compile time of what it generates, and how fast that decodes and encodes
///
/// Without `--spec`: measures with the published descriptions of the whole of Microsoft Graph where they are there (in the folder that
/// MSGRAPH_BIG_SPECS names, or else in ../shared/specs), and with the fragment in specs/ otherwise. The tables go to the standard output and
/// to target/bench.md. Whatever is compared is measured in the same run, one after the other: give it a machine that does nothing else.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Bench {
    /// Measure this part and no other
    #[arg(long, value_enum)]
    pub(crate) only: Option<Part>,
    /// Descriptions to measure with, each by itself
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) spec: Vec<PathBuf>,
    /// How often each figure is taken; the tables have the medians. What takes longer than a minute is done once
    #[arg(long, value_name = "NUMBER", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) runs: u32,
    /// How many types to compile: numbers, or `all` that the description has
    #[arg(long, value_name = "NUMBER", num_args = 1.., default_values_t = [Types::Some(100), Types::Some(400), Types::Some(1600), Types::All])]
    pub(crate) types: Vec<Types>,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask bench
  cargo xtask bench --only codec
  cargo xtask bench --only generator --spec graph.csdl graph.openapi.json
  cargo xtask bench --only compile --types 100 400";

/// A number of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Types {
    /// About so many.
    Some(usize),
    /// As many as there are.
    All,
}

impl FromStr for Types {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        match text {
            "all" => Ok(Self::All),
            number => number.parse().map(Self::Some),
        }
    }
}

impl fmt::Display for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Some(number) => write!(f, "{number}"),
            Self::All => f.write_str("all"),
        }
    }
}

/// A part of the benchmarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Descriptions to files: time and memory, against the time it takes to read them and do nothing
    Generator,
    /// Compile time and memory by number of types, against the same models with serde's derive
    Compile,
    /// Decoding and encoding, against the same models with serde's derive
    Codec,
    /// Calls with the client, against the same with reqwest and serde by hand
    Calls,
}

/// What the benchmarks run in a process of its own.
#[derive(Debug, Subcommand)]
pub(crate) enum Step {
    /// Run a command and print what it took
    Measure {
        /// The program and its arguments
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<OsString>,
    },
    /// Read a description from front to back, and do nothing with it
    Walk {
        /// The description
        file: PathBuf,
    },
}
