//! Every type of a crate decodes what a service may send, and encodes it to an equal value.
//!
//! The objects are made from the semantic model, the same ones on every run: each property absent, null or a value at an edge of its type,
//! derived types, annotations, and properties that no description names. The crate is generated and compiled together with a small program
//! that decodes and encodes, so that a panic or an exhausted stack ends that program and not the test. Its table of types is that of the
//! crate, and is held against the semantic model: no type is left out.

mod broken;
mod check;
mod json;
mod objects;
mod package;
mod primitives;
mod probe;
mod random;
mod sample;
#[path = "../support/mod.rs"]
mod support;
mod types;
mod wrong;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::panic::resume_unwind;
use std::path::Path;
use std::time::Instant;

use check::{Checker, Counts, Effort};
use msgraph_generator::model::{Structured, TypeId};
use msgraph_generator::source::{SourceText, SourceTexts};
use msgraph_generator::{Generated, plan};
use probe::Probe;
use support::{big, inputs};
use types::Types;

#[test]
fn every_type_of_the_project() {
    let specs = inputs::specs(&["graph-beta.csdl", "graph-beta.openapi.yaml", "slice.toml"]);
    let effort = Effort {
        objects: 300,
        pages: 20,
        broken: 100,
        endless: usize::MAX,
    };
    let counts = check_all("bundled", &inputs::generated(specs), effort);
    println!("{counts}");
}

#[test]
fn types_of_v1() {
    let Some(text) = big::text("graph-v1.0.clean.csdl.gz") else {
        return;
    };
    let effort = Effort {
        objects: 20,
        pages: 5,
        broken: 15,
        endless: 1,
    };
    let types = types(&text);
    let texts = [text].into_iter().chain(types);
    let counts = check_all("v1", &inputs::generated(texts), effort);
    let last = counts.lines().last().unwrap_or_default();
    println!("{last}");
}

/// A slice with every eighth type, those that derive from it, and what all these are made of; the whole takes minutes to compile, and is checked if `EVERY_TYPE` is set.
fn types(text: &SourceText) -> Option<SourceText> {
    if std::env::var_os("EVERY_TYPE").is_some() {
        return None;
    }
    let texts = SourceTexts::new([text.clone()]).expect("there is one");
    let plan = plan(&texts, |_| {}).expect("the description can be read");
    let eighth: BTreeSet<&TypeId> = plan.api.types.keys().step_by(8).collect();
    let is_taken = |ty: &&TypeId| plan.api.lineage(ty).any(|base| eighth.contains(&base.id));
    let derived = plan
        .api
        .structured_types()
        .map(|ty| &ty.id)
        .filter(is_taken);
    let types: BTreeSet<&TypeId> = derived.chain(eighth.iter().copied()).collect();
    let types: Vec<String> = types
        .iter()
        .map(|ty| format!("{:?}", ty.as_str()))
        .collect();
    let slice = format!("[include]\ntypes = [{}]\n", types.join(", "));
    Some(SourceText::slice("slice.toml", slice))
}

/// Checks every type of a crate, and gives a table of what was tried, which is also written beside the crate.
fn check_all(name: &str, generated: &Generated, effort: Effort) -> String {
    let started = Instant::now();
    let types = Types::new(&generated.slice.api, &generated.krate);
    let program = package::build(name, generated, &types);
    println!("{name}: built after {:?}", started.elapsed());
    let (first, second) = std::thread::scope(|scope| {
        let half = |turn| {
            let (types, program) = (&types, &program);
            scope.spawn(move || check_half(types, program, effort, turn))
        };
        let halves = [half(0), half(1)].map(|half| half.join());
        let [first, second] = halves.map(|half| half.unwrap_or_else(|panic| resume_unwind(panic)));
        (first, second)
    });
    let mut table = String::from("objects pages     bytes  wrong refused  read endless type\n");
    let mut total = Counts::default();
    for (of, counts) in first.into_iter().chain(second).collect::<BTreeMap<_, _>>() {
        row(&mut table, counts, &of);
        total.add(counts);
    }
    let (models, hierarchies) = (types.models.len(), types.enums.len());
    let of = format!("in all, {models} types and {hierarchies} hierarchies");
    row(&mut table, total, &of);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("round_trip/{name}.txt"));
    support::package::write(&path, &table);
    println!("{name}: checked after {:?}", started.elapsed());
    table
}

/// Every other type, beginning at `turn`, by name.
fn check_half(
    types: &Types<'_>,
    program: &Path,
    effort: Effort,
    turn: usize,
) -> Vec<(String, Counts)> {
    let mut probe = Probe::start(program);
    let known = known(&probe, types).into_iter().enumerate();
    let mut checked = Vec::new();
    for (index, (structured, is_hierarchy)) in known.skip(turn).step_by(2) {
        let mut checker = Checker {
            probe: &mut probe,
            types,
            structured,
            index,
            is_hierarchy,
        };
        let any = if is_hierarchy { ", hierarchy" } else { "" };
        checked.push((format!("{}{any}", structured.id), checker.check(effort)));
    }
    checked
}

fn row(table: &mut String, counts: Counts, of: &str) {
    let Counts {
        objects,
        pages,
        bytes,
        wrong,
        refused,
        read,
        endless,
    } = counts;
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        table,
        "{objects:7} {pages:5} {bytes:9} {wrong:6} {refused:7} {read:5} {endless:7} {of}"
    );
}

/// The types that the program knows, in its order, and whether each is decoded as one of a hierarchy. Fails unless they are those of the
/// semantic model.
fn known<'a>(probe: &Probe, types: &Types<'a>) -> Vec<(&'a Structured, bool)> {
    let (models, hierarchies) = probe.names.split_at(types.models.len());
    let find = |names: &[String], expected: Vec<&'a Structured>, is_hierarchy: bool| {
        let by_name: BTreeMap<&str, &Structured> = expected
            .iter()
            .map(|structured| (structured.id.as_str(), *structured))
            .collect();
        let told: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        assert!(
            told.iter().eq(by_name.keys()),
            "{told:?} are known of {:?}",
            by_name.keys()
        );
        assert_eq!(names.len(), by_name.len(), "no type is there twice");
        let found = names
            .iter()
            .map(|name| (by_name[name.as_str()], is_hierarchy));
        found.collect::<Vec<_>>()
    };
    let mut known = find(models, types.structured().collect(), false);
    known.extend(find(hierarchies, types.declared().collect(), true));
    known
}
