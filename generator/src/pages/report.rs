//! What was found in pages.

use std::fmt;

use super::{Called, Contradiction, Resolution};
use crate::problem::{LeadsNowhere, Location};

/// What was found in pages, in the order of their texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// One for each page; none is left out.
    pub pages: Vec<PageReport>,
}

/// What was found in one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageReport {
    /// Its file name without folder and extension.
    pub stem: String,
    /// Its heading.
    pub location: Location,
    /// The lines of its section "HTTP request".
    pub requests: Vec<RequestReport>,
    /// Its examples.
    pub examples: Vec<ExampleReport>,
    /// What it says that the description does not bear out, by place.
    pub contradictions: Vec<Contradiction>,
}

/// A request line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestReport {
    /// Method and URL as written.
    pub line: String,
    /// Its place.
    pub location: Location,
    /// What it comes to.
    pub resolution: Resolution,
}

/// An example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleReport {
    /// Method and URL as written.
    pub line: String,
    /// The request line.
    pub location: Location,
    /// The operation that it calls, if the description has it.
    pub called: Option<Called>,
    /// How it compares.
    pub verdict: Verdict,
}

/// How an example compares with what it calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Method, URL, body, status and answer are those of the operation, as far as the example shows them.
    Holds,
    /// The request calls nothing that the description has.
    NotCalled,
    /// The body of the request is not JSON; where that shows.
    RequestNotJson(Location),
    /// The body of the answer is not JSON; where that shows.
    AnswerNotJson(Location),
    /// The request carries what its operation does not take.
    RequestDiffers,
    /// The answer is not what its operation answers.
    AnswerDiffers,
    /// No answer is shown.
    NoAnswer,
    /// The request goes to another service.
    Elsewhere,
}

/// Why a page matches no operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmatched<'a> {
    /// It shows no request line.
    NoRequest,
    /// What its first request line comes to.
    Resolution(&'a Resolution),
}

/// How much was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages.
    pub pages: usize,
    /// Pages of which at least one request line calls a described operation.
    pub matched_pages: usize,
    /// Request lines.
    pub lines: usize,
    /// Those that lead somewhere on the type graph.
    pub resolved: usize,
    /// Those that call a described operation.
    pub matched: usize,
    /// Examples.
    pub examples: usize,
    /// Those that hold.
    pub examples_that_hold: usize,
    /// Contradictions.
    pub contradictions: usize,
}

impl Report {
    /// All contradictions, page by page.
    pub fn into_contradictions(self) -> impl Iterator<Item = Contradiction> {
        let pages = self.pages.into_iter();
        pages.flat_map(|page| page.contradictions)
    }

    /// How much was found.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for page in &self.pages {
            counts.pages += 1;
            counts.matched_pages += usize::from(page.unmatched().is_none());
            counts.lines += page.requests.len();
            for request in &page.requests {
                counts.resolved += usize::from(request.resolution.leads_somewhere());
                counts.matched += usize::from(request.resolution.operation().is_some());
            }
            counts.examples += page.examples.len();
            let holds = page.examples.iter();
            counts.examples_that_hold += holds
                .filter(|example| example.verdict == Verdict::Holds)
                .count();
            counts.contradictions += page.contradictions.len();
        }
        counts
    }
}

impl PageReport {
    /// Why the page matches no operation; `None` if one of its request lines does.
    pub fn unmatched(&self) -> Option<Unmatched<'_>> {
        let Some(first) = self.requests.first() else {
            return Some(Unmatched::NoRequest);
        };
        let mut requests = self.requests.iter();
        let matches = requests.any(|request| request.resolution.operation().is_some());
        (!matches).then_some(Unmatched::Resolution(&first.resolution))
    }
}

impl Resolution {
    /// The operation, if the description has it.
    pub fn operation(&self) -> Option<&Called> {
        match self {
            Self::Operation(called) => Some(called),
            _ => None,
        }
    }

    /// Whether every segment leads somewhere.
    pub fn leads_somewhere(&self) -> bool {
        !matches!(self, Self::Nowhere { .. })
    }
}

impl fmt::Display for Resolution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(called) => write!(f, "calls `{}`", called.title()),
            Self::NotOffered { title, offered, .. } if offered.is_empty() => {
                write!(f, "nothing is described at `{title}`")
            }
            Self::NotOffered { title, offered, .. } => {
                let offered: Vec<&str> = offered.iter().map(|method| method.as_str()).collect();
                write!(f, "`{title}` has {} only", offered.join(", "))
            }
            Self::Nowhere {
                segment, behind, ..
            } => {
                let behind = behind.as_deref();
                write!(f, "{}", LeadsNowhere { segment, behind })
            }
        }
    }
}

impl fmt::Display for Unmatched<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRequest => f.write_str("it shows no request line"),
            Self::Resolution(resolution) => resolution.fmt(f),
        }
    }
}

impl Verdict {
    /// In words.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::NotCalled => "the request calls no described operation",
            Self::RequestNotJson(_) => "the body of the request is not JSON",
            Self::AnswerNotJson(_) => "the body of the answer is not JSON",
            Self::RequestDiffers => "the request differs from what the operation takes",
            Self::AnswerDiffers => "the answer differs from what the operation answers",
            Self::NoAnswer => "no answer is shown",
            Self::Elsewhere => "the request goes to another service",
        }
    }
}
