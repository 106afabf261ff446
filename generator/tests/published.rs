//! The published OpenAPI texts of the whole of Microsoft Graph. Where they are absent, the tests say so.
//!
//! What the model offers is held against what the text documents, found by a walk that shares no code with the generator: an operation is
//! a triple of the type that owns it, the segment behind that type, and the method.

mod support;

use std::time::Instant;

use msgraph_generator::model::Api;
use msgraph_generator::problem::Problems;
use msgraph_generator::source::{self, SourceText, SourceTexts};
use msgraph_generator::{generate, lower};
use support::big;
use support::offered::offered;
use support::triples::{self, Triple};

/// How many triples the text of v1.0 documents, and how many of them have a typed call at least: casts and streams have none yet.
const DOCUMENTED: usize = 4_995;
const OFFERED: usize = 4_650;

#[test]
fn what_is_offered_of_v1_is_documented() {
    let Some(text) = big::text("graph-v1.0.openapi.json.gz") else {
        return;
    };
    let documented = triples::documented(text.contents());
    assert_eq!(documented.len(), DOCUMENTED);
    let offered = offered(&lowered(text));
    let extra: Vec<&Triple> = offered.difference(&documented).collect();
    assert!(extra.is_empty(), "{} are extra: {extra:#?}", extra.len());
    println!(
        "{} of {} triples are offered",
        offered.len(),
        documented.len()
    );
    assert!(offered.len() >= OFFERED, "{}", offered.len());
}

#[test]
fn a_crate_is_made_of_the_whole_of_beta() {
    let Some(text) = big::text("graph-beta.openapi.json.gz") else {
        return;
    };
    let texts = SourceTexts::new([text]).expect("it is one text");
    let started = Instant::now();
    let enter = |stage| println!("{stage:?} after {:?}", started.elapsed());
    let generated = match generate(&texts, enter) {
        Ok(generated) => generated,
        Err(problems) => panic!("{}", errors(problems, &texts)),
    };
    println!(
        "{} types, {} triples, {} files, {} warnings in {:?}",
        generated.api.types.len(),
        offered(&generated.api).len(),
        generated.files.iter().len(),
        generated.warnings.len(),
        started.elapsed()
    );
    // Thousands of warnings about one line of megabytes: to tell them takes no longer than to find them.
    let started = Instant::now();
    let told = generated.warnings.render(&texts, false);
    println!(
        "{} bytes of warnings in {:?}",
        told.len(),
        started.elapsed()
    );
    for name in [
        "microsoft.graph.deviceLogCollectionResponse",
        "microsoft.graph.microsoftTunnelServerLogCollectionResponse",
    ] {
        let is_type = generated.api.types.keys().any(|id| id.as_str() == name);
        assert!(
            is_type,
            "{name} is an entity type, although it is called like a page"
        );
    }
}

fn lowered(text: SourceText) -> Api {
    let texts = SourceTexts::new([text]).expect("it is one text");
    let documents = match source::parse(&texts) {
        Ok(documents) => documents,
        Err(problems) => panic!("{}", errors(problems, &texts)),
    };
    let mut problems = Problems::new();
    let api = lower::lower(&documents, &mut problems);
    match problems.into_result(api) {
        Ok((api, _)) => api,
        Err(problems) => panic!("{}", errors(problems, &texts)),
    }
}

/// The errors among problems: of warnings there are thousands.
fn errors(problems: Problems, texts: &SourceTexts) -> String {
    let mut errors = Problems::new();
    errors.extend(problems.into_iter().filter(|problem| problem.is_error()));
    errors.render(texts, false)
}
