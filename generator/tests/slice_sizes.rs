//! A slice of the whole of Microsoft Graph holds the types that its operations read and write, and few others.

mod support;

use std::collections::BTreeSet;
use std::time::Instant;

use msgraph_generator::model::{
    Api, BoundOperation, NavigationOperation, Outcome, StreamOperation, Type, TypeId, TypeRef,
};
use msgraph_generator::problem::Problems;
use msgraph_generator::slice::{self, Request, Slice};
use msgraph_generator::source::{SourceText, SourceTexts};
use msgraph_generator::{lower, source};
use support::big;

const CSDL: &str = "graph-v1.0.clean.csdl.gz";
const BETA: &str = "graph-beta.openapi.json.gz";

#[test]
fn the_whole_of_applications() {
    assert_lean(CSDL, r#"paths = ["applications/**"]"#);
}

#[test]
fn messages() {
    assert_lean(CSDL, r#"paths = ["users/{id}/messages/**"]"#);
}

#[test]
fn the_neighbourhood_of_the_seed() {
    assert_lean(
        BETA,
        r#"paths = ["applications/*/connectorGroup/**", "onPremisesPublishingProfiles/**"]"#,
    );
}

/// Slices the description, prints how many types the slice has and how many its operations name, and holds the one to the other.
fn assert_lean(description: &str, include: &str) {
    let Some(text) = big::text(description) else {
        return;
    };
    let request = SourceText::slice("slice.toml", format!("[include]\n{include}\n"));
    let texts = SourceTexts::new([text, request]).expect("the names differ");
    let documents = source::parse(&texts).unwrap_or_else(|problems| panic!("{problems:?}"));
    let mut problems = Problems::new();
    let whole = lower::lower(&documents, &mut problems);
    let (file, request) = texts
        .iter()
        .find(|(_, text)| text.is_slice())
        .expect("it is given");
    let request = Request::parse(file, request.contents(), &mut problems);
    let begin = Instant::now();
    let slice = slice::apply(&whole, &request, &mut problems);
    let took = begin.elapsed();
    assert!(!problems.has_errors(), "{}", problems.render(&texts, false));

    let operations = support::offered::offered(&slice.api).len();
    let named = named(&whole, &slice);
    let (has, needs) = (slice.api.types.len(), named.len());
    println!(
        "{include} of {description}: {operations} operations, {has} types, {needs} named by bodies, ratio {:.2}, {} as places, {took:?}",
        has as f64 / needs as f64,
        slice.places.len(),
    );
    let missing: Vec<&TypeId> = named
        .iter()
        .filter(|id| !slice.api.types.contains_key(id))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
    let more: Vec<&TypeId> = slice
        .api
        .types
        .keys()
        .filter(|id| !named.contains(id))
        .collect();
    assert!(operations > 20 && has * 10 <= needs * 13, "{more:?}");
}

/// The types that the bodies and parameters of the operations of a slice name, with those that their structural properties name and their
/// base types.
fn named(whole: &Api, slice: &Slice) -> BTreeSet<TypeId> {
    let mut open = Vec::new();
    for (_, navigation) in slice.api.navigations() {
        if navigation.operations.keys().any(|kind| has_body(*kind)) {
            open.push(navigation.target.clone());
        }
        for (id, operations) in &navigation.casts {
            if operations.keys().any(|kind| has_body(*kind)) {
                open.push(id.clone());
            }
        }
        open.extend(navigation.bound_operations.values().flat_map(spoken_of));
    }
    for structured in slice.api.structured_types() {
        open.extend(structured.operations.values().flat_map(spoken_of));
        let mut streams = structured.streams.values();
        if streams.any(|stream| stream.operations.contains_key(&StreamOperation::Upload)) {
            open.push(structured.id.clone());
        }
    }
    let mut named = BTreeSet::new();
    while let Some(id) = open.pop() {
        let Some(Type::Structured(structured)) = whole.types.get(&id) else {
            named.insert(id);
            continue;
        };
        if named.insert(id) {
            open.extend(structured.base.clone());
            let held = structured.properties.values();
            open.extend(held.filter_map(|property| property.ty.name().cloned()));
        }
    }
    named
}

/// `$count` answers a number, `$ref` links, and `DELETE` nothing.
fn has_body(kind: NavigationOperation) -> bool {
    kind.suffix().is_empty() && kind.method().as_str() != "DELETE"
}

fn spoken_of(operation: &BoundOperation) -> Vec<TypeId> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let answer = match &operation.outcome {
        Outcome::Value(ty) => Some(ty),
        Outcome::Nothing => None,
    };
    let types = parameters.chain(answer).filter_map(TypeRef::name);
    types.cloned().collect()
}
