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
    /// Tell nothing but what is wrong: no report, and no progress
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
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
    Diff(Diff),
    Pages(Pages),
    Permissions(Permissions),
    Bench(bench::Bench),
    /// Do one step of a benchmark, in a process of its own
    #[command(subcommand, hide = true)]
    BenchStep(bench::Step),
    Problems(Problems),
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
    /// Go on, and generate again whenever an input changes; descriptions in specs/ that change are accepted
    #[arg(long, conflicts_with = "check")]
    pub(crate) watch: bool,
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

/// Say why something is in the slice, or is not, or what a problem's code means
#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(crate) struct Explain {
    /// A type (`user`), a property or navigation (`user/manager`), or an operation by its type or path (`GET user/manager`,
    /// `GET /users/{id}/manager`); or a code, such as E0007
    #[arg(required = true, value_name = "NAME")]
    pub(crate) name: Vec<String>,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  cargo xtask explain connectorGroup
  cargo xtask explain E0034
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

/// Report what changes for callers from one description to another
///
/// Every public item of the two crates that would be generated is compared, and each change judged: breaking, additive or cosmetic. The
/// rules are in the documentation of the generator's `changes` module.
#[derive(Debug, Args)]
#[command(after_help = DIFF_EXAMPLES)]
pub(crate) struct Diff {
    /// What was: a description, a folder of descriptions, the folder of a generated crate, or `rev:` and a git revision of the project's own;
    /// without it, generated/, which is made from what specs/lock.toml pins
    pub(crate) old: Option<String>,
    /// What is; without it, the descriptions that lie in specs/, whether they are pinned or not
    pub(crate) new: Option<String>,
    /// What to take of descriptions; without it, what slice.toml in a folder says, or everything
    #[arg(long, value_name = "FILE")]
    pub(crate) slice: Option<PathBuf>,
    /// How to report them
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub(crate) format: DiffFormat,
    /// Show every change
    #[arg(long)]
    pub(crate) all: bool,
    /// Fail if there are such changes, or worse ones
    #[arg(long, value_enum, value_name = "VERDICT")]
    pub(crate) deny: Option<Deny>,
}

const DIFF_EXAMPLES: &str = "\
Examples:
  cargo xtask diff
  cargo xtask diff rev:HEAD
  cargo xtask diff old.csdl new.csdl --slice specs/slice.toml
  cargo xtask diff ../last-release/generated generated --format markdown --deny breaking";

/// A form of the report of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Counts, then a screen of changes
    Text,
    /// For a pull request
    Markdown,
    /// Every change
    Json,
}

/// What a run does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    Breaking,
    Additive,
    Cosmetic,
}

/// Compare reference pages with a description
///
/// Follows each request line of each page over the types of the description, compares what the page says of it (status codes, tables of the
/// body, examples) with what is described, and tells what does not agree with both places. Every page is accounted for.
#[derive(Debug, Args)]
#[command(after_help = PAGES_EXAMPLES)]
pub(crate) struct Pages {
    /// Pages beside those in specs/ or among `--spec`: Markdown files, folders, tar archives (.tar, .tar.gz)
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub(crate) pages: Vec<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t = PagesFormat::Text)]
    pub(crate) format: PagesFormat,
    /// How many contradictions of each kind to show
    #[arg(long, value_name = "NUMBER", default_value_t = 5)]
    pub(crate) show: usize,
    /// Show every request line and every example that does not match
    #[arg(long, short)]
    pub(crate) verbose: bool,
    /// Write the examples that hold as tests of the crate to this file: an integration test that needs serde_json
    #[arg(long, value_name = "FILE")]
    pub(crate) tests: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
}

const PAGES_EXAMPLES: &str = "\
Examples:
  cargo xtask pages
  cargo xtask pages --pages docs/api-reference/beta/api --spec graph-beta.csdl
  cargo xtask pages --pages pages.tar.gz --spec graph.openapi.json --format json
  cargo xtask pages --tests generated/tests/pages/main.rs";

/// A form of the report of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PagesFormat {
    /// Counts, what does not match, and contradictions by kind
    Text,
    /// Every page
    Json,
}

/// Tell the least set of permissions that a program needs for all requests of a slice
///
/// One set for each way to sign in, as far as the pages and the permissions data tell. A path on which a way is not supported at all is
/// counted apart.
#[derive(Debug, Args)]
#[command(after_help = PERMISSIONS_EXAMPLES)]
pub(crate) struct Permissions {
    /// Permissions data beside what is in specs/ or among `--spec`: JSON as Microsoft publishes it
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) permissions: Vec<PathBuf>,
    /// How to report
    #[arg(long, value_enum, default_value_t = PermissionsFormat::Text)]
    pub(crate) format: PermissionsFormat,
    /// Show every path that a permission is needed for
    #[arg(long, short)]
    pub(crate) verbose: bool,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
}

const PERMISSIONS_EXAMPLES: &str = "\
Examples:
  cargo xtask permissions
  cargo xtask permissions --slice my-slice.toml --format json
  cargo xtask permissions --spec graph.csdl --slice my-slice.toml --permissions permissions.json";

/// A form of the report of permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PermissionsFormat {
    /// A table for each way to sign in
    Text,
    /// Every permission with the paths it is needed for
    Json,
}

/// Report what is wrong with the descriptions, and make nothing
///
/// Fails if a crate could not be made. Each problem has a code, which `cargo xtask explain` explains.
#[derive(Debug, Args)]
pub(crate) struct Problems {
    /// How to report them
    #[arg(long, value_enum, default_value_t = ProblemsFormat::Text)]
    pub(crate) format: ProblemsFormat,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
}

/// A form of the report of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProblemsFormat {
    /// With the lines that they are in
    Text,
    /// An object on each line, for editors
    Json,
}

/// What to look after in specs/.
#[derive(Debug, Subcommand)]
pub(crate) enum Specs {
    /// Pin the descriptions as they are now: rewrite specs/lock.toml
    ///
    /// `codegen` reads no description that is not as the lock has it. Look at what changed, then run this.
    Lock,
    /// Fetch a description from where it is published, and pin it
    Add(Add),
    /// Fetch the descriptions that are published, and pin what came
    ///
    /// What cannot be fetched, or is no description, leaves the old one as it is. What breaks off is gone on with by the next call.
    /// Proxies are those of the environment (HTTPS_PROXY, NO_PROXY).
    Update(Update),
    /// Say which descriptions are not as they are pinned, or not as they are published; fails if there are any
    Status(Status),
}

/// What to fetch for the first time.
#[derive(Debug, Args)]
#[command(after_help = ADD_EXAMPLES)]
pub(crate) struct Add {
    /// The file to make, by its path from specs/
    pub(crate) name: String,
    /// Where it is published: an https URL
    pub(crate) url: String,
    /// What the lock says of where it is from, instead of the URL
    #[arg(long, value_name = "TEXT")]
    pub(crate) source: Option<String>,
    /// The largest description to accept
    #[arg(long, value_name = "BYTES", default_value_t = Limit::default())]
    pub(crate) limit: Limit,
}

const ADD_EXAMPLES: &str = "\
Examples:
  cargo xtask specs add graph-v1.0.csdl 'https://graph.microsoft.com/v1.0/$metadata'
  cargo xtask specs add graph-beta.openapi.yaml https://raw.githubusercontent.com/microsoftgraph/msgraph-metadata/master/openapi/beta/openapi.yaml";

/// What to fetch again.
#[derive(Debug, Args)]
pub(crate) struct Update {
    /// Which ones, by their paths from specs/; all that have a `url` in the lock, if none is given
    pub(crate) names: Vec<String>,
    /// Fetch what is missing or changed here, and accept nothing but what is pinned
    #[arg(long)]
    pub(crate) locked: bool,
    /// The largest description to accept
    #[arg(long, value_name = "BYTES", default_value_t = Limit::default())]
    pub(crate) limit: Limit,
}

/// What to compare.
#[derive(Debug, Args)]
pub(crate) struct Status {
    /// Do not ask the servers
    #[arg(long)]
    pub(crate) offline: bool,
}

/// A number of bytes that is not exceeded.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit(u64);

impl Limit {
    pub(crate) fn bytes(self) -> u64 {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(256 * 1024 * 1024)
    }
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::str::FromStr for Limit {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
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
