//! What can be asked for. The doc comments are the help texts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::bench;
use crate::codegen::PackageName;

/// The commands of this project
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask", after_help = EXIT_CODES)]
pub(crate) struct Flags {
    /// The workspace to work in, instead of the one this program was built from
    #[arg(long, hide = true, global = true, value_name = "DIR")]
    pub(crate) root: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done; with `--check`: nothing to do
  1  the inputs have problems, or the output is stale
  2  the command is wrong, or a file cannot be read or written";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Codegen(Codegen),
    Operations(Operations),
    Explain(Explain),
    Agreement(Agreement),
    Bench(bench::Bench),
    /// Do one step of a benchmark, in a process of its own
    #[command(subcommand, hide = true)]
    BenchStep(bench::Step),
    /// Look after the descriptions in specs/
    #[command(subcommand)]
    Specs(Specs),
}

/// Generate a crate from descriptions of Microsoft Graph
///
/// Without flags: reads what specs/lock.toml pins and specs/slice.toml selects, and writes generated/src.
/// Only files that change are written, each of them whole or not at all, and only files that were generated are ever removed.
#[derive(Debug, Args)]
#[command(after_help = CODEGEN_EXAMPLES)]
pub(crate) struct Codegen {
    /// Write nothing; tell what would change, and fail if anything would
    #[arg(long)]
    pub(crate) check: bool,
    /// The folder of the crate to generate, instead of generated/; it gets a Cargo.toml if it has none
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// The package name for a new Cargo.toml, instead of the name in the slice or that of the folder
    #[arg(long, requires = "out")]
    pub(crate) name: Option<PackageName>,
    /// Show every warning
    #[arg(long, short)]
    pub(crate) verbose: bool,
    /// Take warnings for errors: write nothing if there is any
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
}

const CODEGEN_EXAMPLES: &str = "\
Examples:
  cargo xtask codegen
  cargo xtask codegen --check
  cargo xtask codegen --out ../my-graph --spec graph.csdl pages/*.md --slice my-slice.toml";

/// List every operation that the generated crate offers
#[derive(Debug, Args)]
#[command(after_help = OPERATIONS_EXAMPLES)]
pub(crate) struct Operations {
    /// How to list them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
}

const OPERATIONS_EXAMPLES: &str = "\
Examples:
  cargo xtask operations | grep connectorGroup
  cargo xtask operations --format json > places.json
  cargo xtask operations --spec openapi.yaml --slice my-slice.toml";

/// A form of the list of operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A line each: method, URL template, Rust call, and where it is described
    Text,
    /// The navigation graph: places, the ways between them, and what can be done there
    Json,
}

/// Say why something is in the slice, or is not
#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(crate) struct Explain {
    /// A type (`user`), a property or navigation (`user/manager`), or an operation by its type or path (`GET user/manager`,
    /// `GET /users/{id}/manager`)
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: Vec<String>,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  cargo xtask explain connectorGroup
  cargo xtask explain application/connectorGroup
  cargo xtask explain PUT 'application/connectorGroup/$ref'
  cargo xtask explain PUT '/applications/{id}/connectorGroup/$ref'";

/// Report what two descriptions of one service say differently
///
/// Each is read alone. The report tells of every fact how often both state it alike, how often they differ and how often one alone can
/// tell, and shows the first differences of each sort with both places.
#[derive(Debug, Args)]
#[command(after_help = AGREEMENT_EXAMPLES)]
pub(crate) struct Agreement {
    /// How to report them
    #[arg(long, value_enum, default_value_t = AgreementFormat::Text)]
    pub(crate) format: AgreementFormat,
    /// How many differences of each sort to show
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    pub(crate) examples: usize,
    /// What to compare with; without it, CSDL is compared with OpenAPI, or one of two files with the other
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) against: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
}

const AGREEMENT_EXAMPLES: &str = "\
Examples:
  cargo xtask agreement
  cargo xtask agreement --spec graph.csdl graph.openapi.json --examples 10
  cargo xtask agreement --spec graph.csdl references.csdl --against newer.csdl --format json";

/// A form of the report of two descriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AgreementFormat {
    /// A table of facts, then the differences in each, grouped
    Text,
    /// Every difference
    Json,
}

/// What to look after in specs/.
#[derive(Debug, Subcommand)]
pub(crate) enum Specs {
    /// Pin the descriptions as they are now: rewrite specs/lock.toml
    ///
    /// `codegen` reads no description that is not as the lock has it. Look at what changed, then run this.
    Lock,
}

/// What to read.
#[derive(Debug, Args)]
pub(crate) struct Inputs {
    /// Descriptions to read instead of those in specs/: CSDL, OpenAPI 3.0 (YAML or JSON), reference pages (Markdown)
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) spec: Vec<PathBuf>,
    /// What to take of them, instead of what specs/slice.toml says; everything if only --spec is given
    #[arg(long, value_name = "FILE")]
    pub(crate) slice: Option<PathBuf>,
}

impl Inputs {
    /// Whether they are what the project itself is made from.
    pub(crate) fn are_the_projects(&self) -> bool {
        self.spec.is_empty() && self.slice.is_none()
    }
}
