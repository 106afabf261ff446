//! Examples of reference pages as tests of a generated crate: for each request the typed call that makes it, compared with what the page
//! shows.

mod call;
mod source;

use std::fmt;

use crate::listing::Graph;
use crate::model::Api;
use crate::pages::{Carries, ExampleReport, Holds, Resolver, Verdict};
use crate::problem::Location;
use crate::rust::Crate;
use crate::source::SourceTexts;
use crate::source::docs::{Exchange, Page};
use call::Calls;

/// Tests made of examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tests {
    /// A Rust file: an integration test of the crate. It needs `serde_json`.
    pub source: String,
    /// How many tests there are in it.
    pub count: usize,
    /// The examples of which no test was made.
    pub left_out: Vec<LeftOut>,
}

/// An example of which no test was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its request line.
    pub location: Location,
    /// Why not.
    pub reason: Reason,
}

/// Why no test was made of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It does not agree with the description.
    DoesNotHold(&'static str),
    /// The crate does not offer the request: the slice leaves it out.
    NotInCrate,
    /// The request is of another version of the service.
    OtherVersion,
    /// The call takes arguments that examples are not turned into: parameters of actions and functions, bytes.
    Arguments,
}

/// Makes tests of the examples of pages for a crate. `api` is the model of the descriptions that the crate was planned from.
pub fn tests(texts: &SourceTexts, pages: &[Page], api: &Api, krate: &Crate) -> Tests {
    let report = crate::pages::check(texts, pages, api);
    let graph = Graph::of(krate);
    let maker = Maker {
        texts,
        calls: Calls::of(krate, &graph),
        resolver: Resolver::new(api),
        krate,
    };
    let mut cases = Vec::new();
    let mut left_out = Vec::new();
    for (page, found) in pages.iter().zip(&report.pages) {
        for (exchange, example) in page.exchanges.iter().zip(&found.examples) {
            match maker.case(page, exchange, example) {
                Ok(case) => cases.push(case),
                Err(reason) => left_out.push(LeftOut {
                    location: exchange.request.location,
                    reason,
                }),
            }
        }
    }
    Tests {
        source: source::file(&cases),
        count: cases.len(),
        left_out,
    }
}

/// One test.
#[derive(Clone, Debug)]
struct Case {
    /// The name of the function.
    name: String,
    /// The call.
    call: String,
    method: &'static str,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<String>,
    /// Status and body of the answer, and how it reads back.
    answer: Option<(u16, String)>,
    reads: Reads,
}

/// How an answer reads back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    /// It decodes.
    Decodes,
    /// What it decodes to encodes to the same.
    Value,
    /// The items of the page that it decodes to encode to the same.
    Page,
}

struct Maker<'a> {
    texts: &'a SourceTexts,
    calls: Calls<'a>,
    resolver: Resolver<'a>,
    krate: &'a Crate,
}

impl Maker<'_> {
    fn case(
        &self,
        page: &Page,
        exchange: &Exchange,
        example: &ExampleReport,
    ) -> Result<Case, Reason> {
        if !matches!(example.verdict, Verdict::Holds | Verdict::NoAnswer) {
            return Err(Reason::DoesNotHold(example.verdict.name()));
        }
        let called = example.called.as_ref().ok_or(Reason::NotInCrate)?;
        let request = &exchange.request;
        let version = format!("/{}/", self.krate.service_version);
        if !request.url.contains(&version) {
            return Err(Reason::OtherVersion);
        }
        let body = request
            .content
            .body
            .map(|body| self.texts.text(body).to_owned());
        let carries = called.carries(self.resolver.api());
        let argument = match (&carries, &body) {
            (Carries::Nothing, _) => None,
            (Carries::Reference, Some(body)) => Some(self.target(body)?),
            (Carries::Instance(ty), Some(body)) => {
                let model = self.calls.model(ty).ok_or(Reason::NotInCrate)?;
                Some(format!("&decoded::<{model}>({body:?})"))
            }
            _ => return Err(Reason::Arguments),
        };
        let body = match carries {
            Carries::Nothing => None,
            _ => body,
        };
        let call = self
            .calls
            .request(request.method, &request.url, argument.as_deref())?;
        let is_empty = exchange
            .response
            .as_ref()
            .is_none_or(|response| response.content.body.is_none());
        let reads = match called.holds(self.resolver.api()) {
            _ if is_empty => Reads::Decodes,
            Holds::Value(ty) if ty.collection => Reads::Page,
            Holds::Value(ty) if ty.name().is_some() => Reads::Value,
            _ => Reads::Decodes,
        };
        let line = self.texts.line_column(request.location).line;
        Ok(Case {
            name: format!("{}_{line}", identifier(&page.stem)),
            call,
            method: request.method,
            url: request.url.clone(),
            headers: request.content.headers.clone(),
            body,
            answer: exchange.response.as_ref().and_then(|response| {
                let body = response.content.body.map(|body| self.texts.text(body));
                Some((response.status?, body.unwrap_or_default().to_owned()))
            }),
            reads,
        })
    }

    /// The place that an entity reference names.
    fn target(&self, body: &str) -> Result<String, Reason> {
        let url = body
            .split_once("@odata.id")
            .and_then(|(_, rest)| rest.split_once(':'))
            .and_then(|(_, rest)| rest.split('"').nth(1));
        let place = self.calls.place(url.ok_or(Reason::Arguments)?.trim())?;
        Ok(format!("&{place}"))
    }
}

/// What of a page's name can stand in a name of Rust.
fn identifier(stem: &str) -> String {
    let plain = |character: char| {
        if character.is_ascii_alphanumeric() {
            character.to_ascii_lowercase()
        } else {
            '_'
        }
    };
    let name: String = stem.chars().map(plain).collect();
    format!("page_{name}")
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DoesNotHold(reason) => reason,
            Self::NotInCrate => "the crate does not offer the request",
            Self::OtherVersion => "it is of another version of the service",
            Self::Arguments => "its arguments cannot be told from the example",
        })
    }
}
