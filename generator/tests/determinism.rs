//! The same descriptions give the same bytes: run twice, with the inputs in another order, and with what is in them in another order.

mod support;

use msgraph_generator::source::SourceText;
use support::shuffle::{self, Numbers};
use support::{compare, hostile, inputs};

const SPECS: &[&str] = &[
    "docs/connectorgroup-post-applications.md",
    "graph-beta.csdl",
    "graph-beta.openapi.yaml",
    "slice.toml",
];

/// Orders that are tried of each input.
const SEEDS: u64 = 6;

#[test]
fn twice_the_same() {
    for (name, texts) in all() {
        assert_same(&name, &texts, texts.clone());
    }
}

#[test]
fn the_same_in_every_order_of_the_inputs() {
    let texts = inputs::specs(SPECS);
    for turn in 0..texts.len() {
        let mut turned = texts.clone();
        turned.rotate_left(turn);
        assert_same("specs", &texts, turned.clone());
        turned.reverse();
        assert_same("specs", &texts, turned);
    }
}

#[test]
fn the_same_in_every_order_of_keys_and_elements() {
    for (name, texts) in all() {
        for seed in 0..SEEDS {
            let shuffled = shuffle::texts(&texts, &mut Numbers::new(seed));
            assert_ne!(
                contents(&shuffled),
                contents(&texts),
                "{name}: nothing was shuffled"
            );
            assert_same(&format!("{name}, seed {seed}"), &texts, shuffled);
        }
    }
}

/// The warnings are in the order of what they are about, so they too are the same however the inputs were given.
#[test]
fn the_same_warnings_in_every_order_of_the_inputs() {
    let folder = inputs::package().join("tests/problems/sources-disagree-on-operation");
    let texts = inputs::case(&folder);
    let told = |texts: Vec<SourceText>| -> Vec<String> {
        let generated = inputs::generated(texts);
        generated
            .warnings
            .sorted()
            .iter()
            .map(|problem| problem.kind.to_string())
            .collect()
    };
    let expected = told(texts.clone());
    assert!(expected.len() > 1);
    assert_eq!(told(texts.into_iter().rev().collect()), expected);
}

/// Every input that there is, by name: the bundled fragment, the cases of `golden/`, and the attacks in CSDL.
fn all() -> Vec<(String, Vec<SourceText>)> {
    let golden = inputs::package().join("tests/golden");
    let cases = inputs::names(&golden).into_iter();
    let cases = cases.map(|case| (case.clone(), inputs::case(&golden.join(case))));
    let openapi = hostile::descriptions()
        .into_iter()
        .filter(|(name, _)| *name == "openapi");
    let hostile = openapi.map(|(name, texts)| (format!("hostile {name}"), texts));
    std::iter::once(("specs".to_owned(), inputs::specs(SPECS)))
        .chain(cases)
        .chain(hostile)
        .collect()
}

fn contents(texts: &[SourceText]) -> Vec<String> {
    let mut contents: Vec<String> = texts
        .iter()
        .map(|text| text.contents().to_owned())
        .collect();
    contents.sort();
    contents
}

fn assert_same(name: &str, texts: &[SourceText], others: Vec<SourceText>) {
    let first = compare::files(&inputs::generated(texts.to_vec()).files);
    let second = compare::files(&inputs::generated(others).files);
    if let Some(difference) = compare::first_difference(&first, &second) {
        panic!("{name}: {difference}");
    }
}
