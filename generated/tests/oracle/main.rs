//! Fifty requests beside those of Microsoft's generated Python SDK.
//!
//! `requests.py` puts them together with that SDK, without sending them, and `requests.json` is what
//! it wrote. The same requests are made here with the typed functions of the crate and compared:
//! method, URL, the headers that belong to the request, and the body. Each has a verdict that is
//! checked, and each difference has a reason, with who is right and where that is written
//! ([`reasons`]). A verdict that is no longer true fails, in either direction. `cargo test -p msgraph --test oracle -- --nocapture` prints the table.
//!
//! What does not count as a difference:
//!
//! * The version: the SDK speaks `v1.0`, the crate `beta`. All paths but the version are the same.
//! * The order of query options and of the members of JSON objects.
//! * Which characters of a query option are percent-encoded. The SDK encodes all but the unreserved
//!   ones, `$` in names too; the crate leaves `$`, `,`, `(`, `)`, `/`, `:` and `*` as they are. Both
//!   may stand in a query (RFC 3986, section 3.4), and a service splits the query first, decodes
//!   names and values once, and interprets them then (OData URL Conventions 4.01, section 2). The
//!   verdict is `same` then, and `identical` where the URLs are equal letter by letter.
//!
//! Conditions are text in the SDK: there the comparison shows that the typed ones come out as the
//! pages of OData and Microsoft Graph write them, and that both are encoded to the same effect.

mod bodies;
mod case;
mod conditions;
mod normal;
mod options;
mod places;
mod reasons;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use case::{Case, Verdict};

const GUID: &str = "0f5a2d44-9c3e-4b1a-8f0e-6d7c8b9a0001";

/// Their requests, by name.
fn theirs() -> BTreeMap<String, Value> {
    let requests: Vec<Value> =
        serde_json::from_str(include_str!("requests.json")).expect("a list of requests");
    let count = requests.len();
    let by_name: BTreeMap<String, Value> = requests
        .into_iter()
        .map(|request| {
            (
                request["name"].as_str().expect("a name").to_owned(),
                request,
            )
        })
        .collect();
    assert_eq!(by_name.len(), count, "two requests have one name");
    by_name
}

fn ours() -> Vec<Case> {
    let modules = [
        options::cases(),
        conditions::cases(),
        places::cases(),
        bodies::cases(),
    ];
    modules.into_iter().flatten().collect()
}

#[test]
fn each_request_has_its_counterpart() {
    let ours = ours();
    let names: BTreeSet<String> = ours.iter().map(|case| case.name.to_owned()).collect();
    let theirs: BTreeSet<String> = theirs().into_keys().collect();
    assert_eq!(names, theirs);
    assert_eq!(ours.len(), 50, "each once");
}

#[test]
fn each_verdict_is_true() {
    let (theirs, ours) = (theirs(), ours());
    print_table(&ours);
    let wrong: Vec<String> = ours
        .iter()
        .filter_map(|case| case.contradiction(&theirs[case.name]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The verdicts say something: weaker or stronger ones are found out.
#[test]
fn a_false_verdict_is_noticed() {
    let (theirs, mut ours) = (theirs(), ours());
    for case in &mut ours {
        case.verdict = match case.verdict {
            Verdict::Identical => Verdict::Same,
            Verdict::Same => Verdict::Identical,
            Verdict::Differs(ref mut differences) => {
                differences.pop();
                Verdict::Differs(std::mem::take(differences))
            }
        };
        assert!(
            case.contradiction(&theirs[case.name]).is_some(),
            "{}",
            case.name
        );
    }
}

/// For whoever runs the test with `--nocapture`.
fn print_table(cases: &[Case]) {
    let mut counts = BTreeMap::new();
    for case in cases {
        let verdict = case.verdict.name();
        *counts.entry(verdict).or_insert(0) += 1;
        println!("{:26} {verdict}", case.name);
        if let Verdict::Differs(differences) = &case.verdict {
            for difference in differences {
                println!("{difference}");
            }
        }
    }
    println!("{counts:?}");
}
