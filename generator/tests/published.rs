//! The published OpenAPI texts of the whole of Microsoft Graph. Where they are absent, the tests say so.
//!
//! What the model offers is held against what the text documents, found by a walk that shares no code with the generator: an operation is
//! a triple of the type that owns it, the segment behind that type, and the method.

mod support;

use std::collections::BTreeSet;
use std::time::Instant;

use msgraph_generator::model::Api;
use msgraph_generator::problem::Problems;
use msgraph_generator::source::{self, SourceText, SourceTexts};
use msgraph_generator::{generate, lower};
use support::offered::offered;
use support::triples::{self, Triple};
use support::{big, yaml};

#[test]
fn what_v1_documents_is_offered_and_nothing_else() {
    let Some(text) = big::text("graph-v1.0.openapi.json.gz") else {
        return;
    };
    let documented = triples::documented(text.contents());
    let (api, told) = lowered(text);
    assert_same(&documented, &offered(&api), 4_995);
    assert_eq!((told, api.untyped.len()), (0, 0));
}

/// A module of 2024: alternate keys, `@id` on `$ref`, streams that can be removed, single-valued navigation properties without a mark.
#[test]
fn what_a_module_of_2024_documents_is_offered_and_nothing_else() {
    let Some(text) = big::text("graph-beta-applications.openapi.yaml.gz") else {
        return;
    };
    let documented = triples::documented_by(&yaml::value(text.contents()));
    let (api, told) = lowered(text);
    assert_same(&documented, &offered(&api), 368);
    assert_eq!((told, api.untyped.len()), (0, 0));
}

#[test]
fn what_beta_documents_is_offered_and_nothing_else_by_a_crate_that_is_made() {
    let Some(text) = big::text("graph-beta.openapi.json.gz") else {
        return;
    };
    let documented = triples::documented(text.contents());
    let texts = SourceTexts::new([text]).expect("it is one text");
    let started = Instant::now();
    let enter = |stage| println!("{stage:?} after {:?}", started.elapsed());
    let generated = match generate(&texts, enter) {
        Ok(generated) => generated,
        Err(problems) => panic!("{}", errors(problems, &texts)),
    };
    println!(
        "{} types, {} files, {} warnings in {:?}",
        generated.api.types.len(),
        generated.files.iter().len(),
        generated.warnings.len(),
        started.elapsed()
    );
    assert_same(&documented, &offered(&generated.api), 10_013);
    assert_eq!(generated.api.untyped.len(), 0);
    // To tell warnings about one line of megabytes takes no longer than to find them.
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

/// Fails with what is missing and what is extra.
fn assert_same(documented: &BTreeSet<Triple>, offered: &BTreeSet<Triple>, count: usize) {
    let missing: Vec<&Triple> = documented.difference(offered).collect();
    let extra: Vec<&Triple> = offered.difference(documented).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "{} are missing: {missing:#?}, {} are extra: {extra:#?}",
        missing.len(),
        extra.len()
    );
    assert_eq!(documented.len(), count);
}

/// The model of a text, and how many warnings there are.
fn lowered(text: SourceText) -> (Api, usize) {
    let texts = SourceTexts::new([text]).expect("it is one text");
    let documents = match source::parse(&texts) {
        Ok(documents) => documents,
        Err(problems) => panic!("{}", errors(problems, &texts)),
    };
    let mut problems = Problems::new();
    let api = lower::lower(&documents, &mut problems);
    match problems.into_result(api) {
        Ok((api, warnings)) => (api, warnings.len()),
        Err(problems) => panic!("{}", errors(problems, &texts)),
    }
}

/// The errors among problems: of warnings there are thousands.
fn errors(problems: Problems, texts: &SourceTexts) -> String {
    let mut errors = Problems::new();
    errors.extend(problems.into_iter().filter(|problem| problem.is_error()));
    errors.render(texts, false)
}
