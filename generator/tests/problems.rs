//! What is said about bad input, word for word: each folder of `problems/` holds an input and, in `expected.txt`, all that is told of it.
//!
//! `UPDATE_GOLDEN=1 cargo test -p msgraph-generator --test problems` writes the expectations anew.

mod support;

use msgraph_generator::generate;
use msgraph_generator::source::SourceTexts;
use support::{compare, inputs};

/// Inputs of which nothing is made.
const ERRORS: &[&str] = &[
    "base-type-cycle",
    "doctype-with-entities",
    "duplicate-key",
    "duplicate-member",
    "duplicate-root",
    "duplicate-type",
    "empty-name",
    "entity",
    "hostile-text",
    "missing-ref-target",
    "navigation-to-no-entity",
    "neither",
    "no-rust-name",
    "nothing-at-all",
    "openapi-3-1",
    "openapi-navigation-to-enum",
    "slice-bad-version",
    "slice-keeps-in-vain",
    "slice-matches-nothing",
    "slice-not-toml",
    "slice-unknown-key",
    "swagger-2-0",
    "unknown-type",
    "xml-not-well-formed",
    "yaml-alias-bomb",
];

/// Inputs of which a crate is made, with something left out or doubted.
const WARNINGS: &[&str] = &[
    "contradictory-annotation",
    "name-collision",
    "navigation-leaves-slice",
    "page-contradicts-itself",
    "page-matches-nothing",
    "page-method-not-offered",
    "page-path-leads-nowhere",
    "page-status",
    "page-unknown-in-body",
    "page-unknown-member",
    "page-unknown-parameter",
    "page-unknown-property",
    "page-wrong-form",
    "page-wrong-type",
    "parameter-not-expressed",
    "path-leads-nowhere",
    "sources-disagree-on-operation",
    "sources-disagree-on-type",
];

#[test]
fn every_folder_is_a_case() {
    let mut cases = [ERRORS, WARNINGS].concat();
    cases.sort_unstable();
    assert_eq!(
        inputs::names(&inputs::package().join("tests/problems")),
        cases
    );
}

#[test]
fn errors_are_told_as_expected_and_nothing_is_made() {
    check(ERRORS, false);
}

#[test]
fn warnings_are_told_as_expected_and_a_crate_is_made() {
    check(WARNINGS, true);
}

#[test]
fn what_leads_out_of_the_slice_is_gone_from_the_crate() {
    let folder = inputs::package().join("tests/problems/navigation-leaves-slice");
    let files = compare::files(&inputs::generated(inputs::case(&folder)).files);
    let device = &files["device.rs"];
    assert!(device.contains("fn parts("), "{device}");
    assert!(
        !device.contains("owner") && !device.contains("spot"),
        "{device}"
    );
    assert!(!files.contains_key("person.rs") && !files.contains_key("spot.rs"));
}

fn check(cases: &[&str], makes_files: bool) {
    let mut failures = Vec::new();
    for case in cases {
        let folder = inputs::package().join("tests/problems").join(case);
        let (told, made) = told(&folder);
        if made != makes_files {
            failures.push(format!(
                "{case}: files were {}made",
                if made { "" } else { "not " }
            ));
        }
        failures.extend(compare::with_file(&folder.join("expected.txt"), &told).err());
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// What is told of the input in a folder, and whether files were made of it.
fn told(folder: &std::path::Path) -> (String, bool) {
    let texts = SourceTexts::new(inputs::case(folder)).expect("names in a folder are unique");
    match generate(&texts, |_| {}) {
        Ok(generated) => (
            generated.warnings.render(&texts, false),
            generated.files.iter().len() > 0,
        ),
        Err(problems) => (problems.render(&texts, false), false),
    }
}
