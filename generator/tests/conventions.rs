//! From declarations to operations, for the whole of Microsoft Graph: exactly what is documented, and nothing else. The published
//! descriptions are too big for the repository; where they are absent, the tests say so.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use msgraph_generator::lower::{self, Conventions};
use msgraph_generator::model::{Api, Method};
use msgraph_generator::problem::{ProblemKind, Problems};
use msgraph_generator::source::{self, SourceText, SourceTexts};
use support::big;
use support::inputs;
use support::offered::offered;
use support::triples::{self, Triple};
use support::walk::{self, Lost};

const OF_2023: &str = "graph-v1.0-2023.clean.csdl.gz";
const OF_2026: &str = "graph-v1.0.clean.csdl.gz";

/// As the service itself gives it out.
const RAW: &str = "graph-v1.0.csdl.gz";

const OVERLAY: &str = "graph-references.csdl";

/// The operations of Microsoft's own client of v1.0, and how many of them the rules find: the others belong to types that the CSDL, which
/// is older, does not have.
const LISTED: usize = 16_066;
const FOUND: usize = 15_583;
const LISTED_REFERENCES: usize = 164;

/// What the rules find in the CSDL of 2026, by the end of the segment: exactly what the same rules find on paths, but for two artefacts of
/// paths. Five triples have no type to belong to: what the entities of `invitations` lead to, which have no key, and a function of a
/// collection behind the alternate key of an entity.
const BY_KIND: [(&str, usize); 7] = [
    ("$count", 1_113),
    ("$ref", 147),
    ("$value", 24),
    ("function or action, or cast", 1_491),
    ("navigation or property", 2_759),
    ("one by key", 2_530),
    ("root", 137),
];

#[test]
fn csdl_of_2023_offers_what_the_openapi_made_of_it_documents() {
    let (Some(csdl), Some(openapi)) = (big::text(OF_2023), big::text("graph-v1.0.openapi.json.gz"))
    else {
        return;
    };
    let documented = triples::documented(openapi.contents());
    let (api, _) = lowered([csdl], Conventions::OF_2023);
    assert_same(&offered(&api), &documented);
    assert_eq!(documented.len(), 4_995);
}

#[test]
fn csdl_of_2026_offers_what_the_rules_of_today_find() {
    let Some(csdl) = big::text(OF_2026) else {
        return;
    };
    let (api, problems) = lowered([csdl], Conventions::CURRENT);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for triple in offered(&api) {
        *kinds.entry(kind(&triple)).or_default() += 1;
    }
    assert_eq!(kinds, BTreeMap::from(BY_KIND));
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    for problem in problems.sorted() {
        *told.entry(class(&problem.kind)).or_default() += 1;
    }
    println!("warnings: {told:?}");
    let Some(lost) = lost(&api) else { return };
    assert!(LISTED - lost.len() >= FOUND, "{} are lost", lost.len());
    let references = lost
        .iter()
        .filter(|(template, _)| template.contains("$ref"));
    assert_eq!(references.count(), 0);
}

#[test]
fn the_overlay_gives_references_to_the_metadata_as_the_service_gives_it_out() {
    let Some(csdl) = big::text(RAW) else {
        return;
    };
    let overlay = inputs::read(&inputs::package().join("overlays").join(OVERLAY));
    let overlay = SourceText::new(OVERLAY, overlay);
    let is_reference = |(template, _): &&(String, Lost)| template.contains("$ref");
    let (without, _) = lowered([csdl.clone()], Conventions::CURRENT);
    let (with, problems) = lowered([csdl, overlay], Conventions::CURRENT);
    let told: Vec<String> = problems
        .sorted()
        .iter()
        .map(|it| it.kind.to_string())
        .collect();
    assert!(
        !told.iter().any(|told| told.contains("not declared")),
        "{told:?}"
    );
    let (Some(without), Some(with)) = (lost(&without), lost(&with)) else {
        return;
    };
    assert_eq!(
        without.iter().filter(is_reference).count(),
        LISTED_REFERENCES
    );
    assert_eq!(with.iter().filter(is_reference).count(), 0);
}

/// The overlay names every navigation property once, and nothing twice.
#[test]
fn the_overlay_is_well_formed() {
    let overlay = inputs::read(&inputs::package().join("overlays").join(OVERLAY));
    let targets: Vec<&str> = overlay
        .split("Target=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let distinct: BTreeSet<&str> = targets.iter().copied().collect();
    assert_eq!(targets.len(), distinct.len());
    assert_eq!(
        overlay.matches("\"Referenceable\" Bool=\"true\"").count(),
        48
    );
    let texts = SourceTexts::new([SourceText::new(OVERLAY, overlay)]).expect("it is one text");
    let documents = source::parse(&texts).expect("it is CSDL");
    assert!(documents.warnings.is_empty());
}

fn lowered(
    texts: impl IntoIterator<Item = SourceText>,
    conventions: Conventions,
) -> (Api, Problems) {
    let texts = SourceTexts::new(texts).expect("names are unique");
    let documents = match source::parse(&texts) {
        Ok(documents) => documents,
        Err(problems) => panic!("{}", problems.render(&texts, false)),
    };
    let mut problems = Problems::new();
    let api = lower::lower_by(&documents, conventions, &mut problems);
    match problems.into_result(api) {
        Ok(result) => result,
        Err(problems) => panic!("{}", problems.render(&texts, false)),
    }
}

fn assert_same(offered: &BTreeSet<Triple>, documented: &BTreeSet<Triple>) {
    let missing: Vec<&Triple> = documented.difference(offered).collect();
    let extra: Vec<&Triple> = offered.difference(documented).collect();
    assert!(
        missing.is_empty() && extra.is_empty(),
        "missing {missing:#?}, extra {extra:#?}"
    );
}

/// The operations of Microsoft's client that lead to none of the model, with where each ends. Those by the same step are printed together.
fn lost(api: &Api) -> Option<Vec<(String, Lost)>> {
    let path = big::folder()?.join("../oracles/graph-v1.0.operations.tsv.gz");
    if !path.is_file() {
        println!("skipped: there is no {}", path.display());
        return None;
    }
    let listed = String::from_utf8(big::unpacked(&path)).expect("it is UTF-8");
    assert_eq!(listed.lines().count(), LISTED);
    let mut all = Vec::new();
    for line in listed.lines() {
        let (method, template) = line
            .split_once('\t')
            .expect("a line is a method and a template");
        let method = Method::parse(method).expect("it is a method of the service");
        let lost = walk::lost(api, method, template);
        all.extend(lost.map(|lost| (template.to_owned(), lost)));
    }
    let mut classes: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (_, Lost { at, segment }) in &all {
        *classes.entry((at, segment)).or_default() += 1;
    }
    println!("{} of {LISTED} are offered", LISTED - all.len());
    for ((at, segment), count) in classes {
        println!("{count:4} where {at} has no {segment}");
    }
    Some(all)
}

fn kind((owner, segment, _): &Triple) -> &'static str {
    let last = segment.rsplit('/').next().unwrap_or_default();
    let is_call = |last: &str| last.contains('(') || last.starts_with("microsoft.graph.");
    match last {
        "$count" => "$count",
        "$ref" => "$ref",
        "$value" => "$value",
        "{}" => "one by key",
        _ if is_call(last) => "function or action, or cast",
        _ if owner == triples::ROOT => "root",
        _ => "navigation or property",
    }
}

fn class(kind: &ProblemKind) -> &'static str {
    match kind.to_string() {
        told if told.contains("can be cast to") => "cast to nothing",
        told if told.contains("annotated twice") => "annotated twice",
        told if told.contains("there is no call") => "no call",
        told if told.contains("not declared") => "annotation of nothing",
        _ => "other",
    }
}
