//! Every page against a model.

use super::called::{Called, Carries};
use super::contradiction::Contradiction;
use super::report::{ExampleReport, PageReport, Report, RequestReport};
use super::{Resolution, Resolver, examples, statuses};
use crate::model::{Api, Method, TypeId};
use crate::problem::{ContradictionKind, Location, near_misses};
use crate::source::SourceTexts;
use crate::source::docs::{Page, Row};

/// Follows the requests of pages over the types of a model, and compares what the pages say with it. `texts` are those that the pages were
/// read from.
pub fn check(texts: &SourceTexts, pages: &[Page], api: &Api) -> Report {
    let resolver = Resolver::new(api);
    let pages = pages.iter().map(|page| one(texts, page, &resolver));
    Report {
        pages: pages.collect(),
    }
}

fn one(texts: &SourceTexts, page: &Page, resolver: &Resolver<'_>) -> PageReport {
    let mut contradictions = Vec::new();
    let requests = requests(page, resolver, &mut contradictions);
    let called: Vec<&Called> = requests
        .iter()
        .filter_map(|request| request.resolution.operation())
        .collect();
    contradictions.extend(status(page, &called, resolver.api()));
    contradictions.extend(body(page, &called, resolver.api()));
    let examples = page.exchanges.iter();
    let examples: Vec<ExampleReport> = examples
        .map(|exchange| examples::example(texts, resolver, exchange, &mut contradictions))
        .collect();
    contradictions.extend(own_statuses(page, &called, &examples));
    contradictions.sort_by_key(|contradiction| contradiction.location);
    let mut told: Vec<String> = Vec::new();
    contradictions.retain(|contradiction| {
        let message = contradiction.kind.to_string();
        let is_new = !told.contains(&message);
        told.push(message);
        is_new
    });
    PageReport {
        stem: page.stem.clone(),
        location: page.title.location,
        requests,
        examples,
        contradictions,
    }
}

fn requests(
    page: &Page,
    resolver: &Resolver<'_>,
    contradictions: &mut Vec<Contradiction>,
) -> Vec<RequestReport> {
    let mut reports = Vec::new();
    for request in &page.requests {
        let Some(method) = Method::parse(request.method) else {
            continue;
        };
        let resolution = resolver.resolve(method, &request.url_template);
        contradictions.extend(path(request.method, request.location, &resolution));
        reports.push(RequestReport {
            line: format!("{} {}", request.method, request.url_template),
            location: request.location,
            resolution,
        });
    }
    reports
}

/// A method or a path that the description does not have. That it has nothing at a place that is there is no contradiction: it may be silent.
pub(super) fn path(
    method: &'static str,
    location: Location,
    resolution: &Resolution,
) -> Option<Contradiction> {
    let (kind, described) = resolution.contradiction(method)?;
    Some(Contradiction {
        location,
        described,
        kind,
    })
}

/// The codes of the section "Response", where all request lines call the same.
fn status(page: &Page, called: &[&Called], api: &Api) -> Option<Contradiction> {
    let stated = page.statuses.iter();
    let stated: Vec<(u16, Location)> = stated.map(|code| (code.value, code.location)).collect();
    let (first, rest) = called.split_first()?;
    let of = |called: &Called| {
        let described = called.sources(api).first().copied();
        statuses::contradiction(called, api, &stated, described)
    };
    let found = of(first)?;
    rest.iter()
        .all(|other| of(other).is_some())
        .then_some(found)
}

/// Examples of what the page is about that are answered with a success that the section "Response" does not name.
fn own_statuses(page: &Page, called: &[&Called], examples: &[ExampleReport]) -> Vec<Contradiction> {
    let stated = page.statuses.iter();
    let stated: Vec<_> = stated
        .filter(|code| statuses::is_success(code.value))
        .collect();
    let Some(first) = stated.first() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (exchange, example) in page.exchanges.iter().zip(examples) {
        let is_own = example
            .called
            .as_ref()
            .is_some_and(|own| called.contains(&own));
        let Some(response) = exchange.response.as_ref().filter(|_| is_own) else {
            continue;
        };
        let Some(shown) = response.status else {
            continue;
        };
        if statuses::is_success(shown) && !stated.iter().any(|code| code.value == shown) {
            found.push(Contradiction {
                location: response.location,
                described: Some(first.location),
                kind: ContradictionKind::OwnStatus {
                    said: first.value,
                    shown,
                },
            });
        }
    }
    found
}

/// The rows of the tables of the body that name nothing which one of the operations takes.
fn body(page: &Page, called: &[&Called], api: &Api) -> Vec<Contradiction> {
    let rows = page.body.iter().filter(|row| is_name(&row.name.value));
    let found = rows.filter_map(|row| {
        let mut missing = None;
        for called in called {
            let described = match called.carries(api) {
                Carries::Instance(ty) => missing_property(row, ty, api),
                Carries::Parameters(parameters) => {
                    let names = parameters.iter().map(|parameter| parameter.name.as_str());
                    let source = called.sources(api).first().copied();
                    missing_name(row, &called.title(), names, source)
                }
                _ => None,
            };
            missing = Some(described?);
        }
        missing
    });
    found.collect()
}

fn missing_property(row: &Row, ty: &TypeId, api: &Api) -> Option<Contradiction> {
    let declared = api.structured(ty)?;
    let name = row.name.value.as_str();
    let has = |other: &TypeId| {
        let properties = api.flattened_properties(other).contains_key(name);
        let structured = api.structured(other);
        properties
            || structured.is_some_and(|other| {
                other.navigation.contains_key(name) || other.streams.contains_key(name)
            })
    };
    let mut types = api.structured_types();
    if declared.is_open || has(ty) || types.any(|other| api.is_a(&other.id, ty) && has(&other.id)) {
        return None;
    }
    let names: Vec<&str> = api.flattened_properties(ty).into_keys().collect();
    let navigation = declared.navigation.keys().map(String::as_str);
    let names = names.into_iter().chain(navigation);
    missing_name(row, ty.as_str(), names, Some(declared.location))
}

fn missing_name<'n>(
    row: &Row,
    of: &str,
    names: impl Iterator<Item = &'n str> + Clone,
    described: Option<Location>,
) -> Option<Contradiction> {
    let name = row.name.value.as_str();
    if names.clone().any(|known| known == name) {
        return None;
    }
    Some(Contradiction {
        location: row.name.location,
        described,
        kind: ContradictionKind::UnknownInBody {
            name: name.to_owned(),
            of: of.to_owned(),
            near: near_misses(name, names),
        },
    })
}

/// The name of a property, as opposed to words, paths and annotations.
fn is_name(name: &str) -> bool {
    name.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
