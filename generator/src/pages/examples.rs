//! Example requests and responses against the operation that they call.

use super::called::{Carries, Holds};
use super::contradiction::Contradiction;
use super::payload::{check, check_parameters, type_named};
use super::report::{ExampleReport, Verdict};
use super::statuses::{self, is_success};
use super::{Called, Resolution, Resolver};
use crate::model::{Api, Method, TypeId, TypeRef};
use crate::problem::{ContradictionKind, Location};
use crate::source::SourceTexts;
use crate::source::docs::{ExampleResponse, Exchange};
use crate::source::tree::{Node, json_at};

/// An example, with what it says that the description does not bear out.
pub(super) fn example(
    texts: &SourceTexts,
    resolver: &Resolver<'_>,
    exchange: &Exchange,
    contradictions: &mut Vec<Contradiction>,
) -> ExampleReport {
    let request = &exchange.request;
    if is_elsewhere(&request.url) {
        return ExampleReport {
            line: format!("{} {}", request.method, request.url),
            location: request.location,
            called: None,
            verdict: Verdict::Elsewhere,
        };
    }
    let method = Method::parse(request.method);
    let resolution = method.map(|method| resolver.resolve(method, &request.url));
    let (called, verdict) = match resolution {
        Some(Resolution::Operation(called)) => {
            let found = Example {
                texts,
                resolver,
                called: &called,
            };
            let verdict = found.verdict(exchange, contradictions);
            (Some(called), verdict)
        }
        Some(resolution) => {
            contradictions.extend(super::check::path(
                request.method,
                request.location,
                &resolution,
            ));
            (None, Verdict::NotCalled)
        }
        None => (None, Verdict::NotCalled),
    };
    ExampleReport {
        line: format!("{} {}", request.method, request.url),
        location: request.location,
        called,
        verdict,
    }
}

/// Whether a URL is one of another service: of a caller of the API, or one that the service handed out.
fn is_elsewhere(url: &str) -> bool {
    let host = url
        .split_once("://")
        .map(|(_, rest)| rest.split('/').next().unwrap_or(rest));
    host.is_some_and(|host| !host.to_ascii_lowercase().contains("graph"))
}

/// Whether a URL names the version of the service, if it is an absolute one.
fn has_version(url: &str) -> bool {
    let path = url
        .trim()
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'));
    path.is_none_or(|(_, path)| {
        path.starts_with("v1.0/") || path.starts_with("beta/") || path.starts_with('{')
    })
}

struct Example<'a> {
    texts: &'a SourceTexts,
    resolver: &'a Resolver<'a>,
    called: &'a Called,
}

impl Example<'_> {
    fn verdict(&self, exchange: &Exchange, contradictions: &mut Vec<Contradiction>) -> Verdict {
        let mut verdict = Verdict::Holds;
        if let Some(body) = exchange.request.content.body {
            match self.request(body) {
                Ok(flaws) if flaws.is_empty() => {}
                Ok(flaws) => {
                    contradictions.extend(flaws);
                    verdict = Verdict::RequestDiffers;
                }
                Err(location) => return Verdict::RequestNotJson(location),
            }
        }
        let Some(response) = &exchange.response else {
            return match verdict {
                Verdict::Holds => Verdict::NoAnswer,
                differs => differs,
            };
        };
        let found = self.response(response);
        match found {
            Ok(found) if found.is_empty() => verdict,
            Ok(found) => {
                contradictions.extend(found);
                match verdict {
                    Verdict::Holds => Verdict::AnswerDiffers,
                    differs => differs,
                }
            }
            Err(location) => Verdict::AnswerNotJson(location),
        }
    }

    fn api(&self) -> &Api {
        self.resolver.api()
    }

    /// What is wrong with the body of a request; an error where it is not JSON.
    fn request(&self, body: Location) -> Result<Vec<Contradiction>, Location> {
        let api = self.api();
        match self.called.carries(api) {
            Carries::Nothing | Carries::Anything => Ok(Vec::new()),
            Carries::Instance(ty) => {
                let node = self.json(body)?;
                Ok(check(api, &node, &TypeRef::named(ty.clone()), "the body"))
            }
            Carries::Parameters(parameters) => {
                let node = self.json(body)?;
                Ok(check_parameters(
                    api,
                    &node,
                    parameters,
                    &self.called.title(),
                ))
            }
            Carries::Reference => Ok(self.reference(&self.json(body)?)),
        }
    }

    /// An entity reference leads to an entity.
    fn reference(&self, node: &Node<'_>) -> Vec<Contradiction> {
        let url = node.get("@odata.id");
        let leads = |url: &str| {
            let found = self.resolver.resolve(Method::Get, url.trim());
            found.leads_somewhere()
        };
        let kind = match url.and_then(Node::as_str) {
            Some(url) if !has_version(url) => "a URL without the version of the service",
            Some(url) if leads(url) => return Vec::new(),
            Some(_) => "a URL that leads nowhere",
            None => "no `@odata.id`",
        };
        vec![Contradiction {
            location: url.unwrap_or(node).location,
            described: None,
            kind: ContradictionKind::WrongForm {
                what: self.called.title(),
                expected: "a reference to an entity".to_owned(),
                found: kind,
            },
        }]
    }

    fn response(&self, response: &ExampleResponse) -> Result<Vec<Contradiction>, Location> {
        let mut found = Vec::new();
        let holds = self.called.holds(self.api());
        if let Some(status) = response.status {
            if !is_success(status) {
                return Ok(found);
            }
            let described = self.called.sources(self.api()).first().copied();
            found.extend(statuses::contradiction(
                self.called,
                self.api(),
                &[(status, response.location)],
                described,
            ));
        }
        let Holds::Value(ty) = &holds else {
            return Ok(found);
        };
        found.extend(self.annotated(response, ty));
        if let Some(body) = response.content.body {
            let node = self.json(body)?;
            found.extend(self.answer(&node, ty));
        }
        Ok(found)
    }

    /// What an answer of a type is: the object itself, or what `value` holds (OData JSON Format 4.01, sections 11 to 13).
    fn answer(&self, node: &Node<'_>, ty: &TypeRef) -> Vec<Contradiction> {
        let api = self.api();
        let is_object = ty.name().is_some_and(|id| api.structured(id).is_some());
        let node = if ty.collection || !is_object {
            match node.get("value") {
                Some(value) => value,
                None => node,
            }
        } else {
            node
        };
        check(api, node, ty, "the answer")
    }

    /// The type that the comment above the answer names.
    fn annotated(&self, response: &ExampleResponse, ty: &TypeRef) -> Option<Contradiction> {
        let named = response.annotation.odata_type.as_ref()?;
        let name = named
            .value
            .trim_start_matches("Collection(")
            .trim_end_matches(')');
        // Names that are not qualified, and primitive types, have many spellings.
        if !name.trim_start_matches('#').starts_with("microsoft.graph.") {
            return None;
        }
        let expected = ty.name();
        let described = expected.and_then(|id| Some(self.api().types.get(id)?.location()));
        let kind = match (type_named(self.api(), name), expected) {
            (Err(_), _) if self.is_enumeration(name) => return None,
            (Err(kind), _) => kind,
            (Ok(found), Some(expected)) if !self.related(&found.id, expected) => {
                ContradictionKind::WrongType {
                    name: found.id.to_string(),
                    expected: expected.to_string(),
                }
            }
            _ => return None,
        };
        Some(Contradiction {
            location: named.location,
            described,
            kind,
        })
    }

    fn is_enumeration(&self, name: &str) -> bool {
        let id = TypeId::parse(name.trim_start_matches('#')).ok();
        id.is_some_and(|id| self.api().enumeration(&id).is_some())
    }

    fn related(&self, found: &TypeId, expected: &TypeId) -> bool {
        self.api().is_a(found, expected) || self.api().is_a(expected, found)
    }

    /// The JSON at a place; the place of the mistake where it is none.
    fn json(&self, body: Location) -> Result<Node<'_>, Location> {
        let text = self.texts.get(body.file).map_or("", |text| text.contents());
        json_at(text, body).map_err(|problems| {
            let first = problems
                .sorted()
                .first()
                .and_then(|problem| problem.location);
            first.unwrap_or(body)
        })
    }
}
