//! What a change of a description comes to: one mutation at a time, each with the verdict that it must have, and a sample of them before
//! the compiler.

#[path = "../support/mod.rs"]
mod support;

mod cases;
mod compiler;
mod mutation;
mod uses;

use msgraph_generator::changes::{self, Change, Changes, Kind, Surface, Verdict};

use cases::CASES;
use mutation::{Mutation, Texts};
use support::inputs;

/// Every mutation comes to its verdict, and its report names what happened.
#[test]
fn every_mutation_has_its_verdict() {
    let texts = Texts::of_the_project();
    let old = texts.surface();
    let wrong: Vec<String> = CASES
        .iter()
        .filter_map(|case| wrong(case, &texts, &old))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

/// The mutations as a table, with the line of the report that tells of each: `MUTATIONS.md`, which `UPDATE_GOLDEN=1` writes anew.
#[test]
fn the_table_of_mutations_is_as_written_down() {
    let texts = Texts::of_the_project();
    let old = texts.surface();
    let mut table = HEAD.to_owned();
    for case in CASES {
        let changes = changes::compare(&old, &case.applied(&texts).surface());
        let verdict = case.verdict.map_or("none", Verdict::name);
        let told = changes.list.iter().map(title).find(|it| named(case, it));
        let told = told.map_or_else(String::new, |told| format!("`{told}`"));
        table += &format!(
            "| {} | {verdict} | {} | {told} |\n",
            case.name,
            changes.step().name()
        );
    }
    let path = inputs::package().join("MUTATIONS.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &table).expect("the table is written");
    }
    assert_eq!(inputs::read(&path), table);
}

const HEAD: &str = "# What changes of a description come to

Each line is one change of the description in `specs/`, made by the tests of the change report, with the verdict and the version step that it
must have, and what the report says first of it. A sample of them is put before the compiler.

| change | verdict | version | report |
|---|---|---|---|
";

/// Whether a line of the report is the one that a case asks for.
fn named(case: &Mutation, line: &str) -> bool {
    let asked = case.told.split(" [").next().unwrap_or_default();
    !asked.is_empty() && line.starts_with(asked)
}

/// Turned around, what came goes, and the other way round.
#[test]
fn the_way_back_removes_what_the_way_there_added() {
    let texts = Texts::of_the_project();
    let old = texts.surface();
    for case in CASES {
        let new = case.applied(&texts).surface();
        let (there, back) = (changes::compare(&old, &new), changes::compare(&new, &old));
        let names = |changes: &Changes, what: &[&str]| -> Vec<(String, Kind)> {
            let list = changes
                .list
                .iter()
                .filter(|it| what.contains(&it.rule.what));
            list.map(|it| (it.name.clone(), it.kind)).collect()
        };
        // A required parameter comes as one, and goes as any.
        let mut added = names(&there, &["added", "became required"]);
        added.retain(|key| !old.items.contains_key(key));
        let mut removed = names(&back, &["removed"]);
        added.sort();
        removed.sort();
        assert_eq!(added, removed, "{}", case.name);
    }
}

/// A crate compared with itself, by its plan and by its text.
#[test]
fn nothing_changes_without_a_change() {
    let surface = Texts::of_the_project().surface();
    assert!(changes::compare(&surface, &surface).is_empty());
    let read = Surface::from_text(&surface.to_text()).expect("the text is read");
    assert!(changes::compare(&read, &surface).is_empty());
    assert!(changes::compare(&surface, &read).is_empty());
}

fn wrong(case: &Mutation, texts: &Texts, old: &Surface) -> Option<String> {
    let new = case.applied(texts).surface();
    let changes = changes::compare(old, &new);
    let told: Vec<String> = changes.list.iter().map(line).collect();
    let verdict = changes.list.iter().map(Change::verdict).max();
    let named = case.told.is_empty() || told.iter().any(|line| line.starts_with(case.told));
    if verdict == case.verdict && named {
        return None;
    }
    let told = told.join("\n  ");
    Some(format!(
        "{}: expected {:?} and `{}`, got {verdict:?}\n  {told}",
        case.name, case.verdict, case.told
    ))
}

fn title(change: &Change) -> String {
    let perhaps = change.perhaps.as_ref();
    let perhaps = perhaps.map_or_else(String::new, |name| format!(", perhaps {name} now"));
    format!(
        "{} {}: {}{perhaps}",
        change.kind.noun(),
        change.rule.what,
        change.name
    )
}

fn line(change: &Change) -> String {
    let follows = if change.follows { " (follows)" } else { "" };
    format!(
        "{} [{}] {:?} {:?}{follows}",
        title(change),
        change.subject,
        change.before,
        change.after
    )
}

/// The list shows every verdict, and enough of each.
#[test]
fn the_cases_cover_every_verdict() {
    let count = |verdict| CASES.iter().filter(|it| it.verdict == verdict).count();
    assert!(count(Some(Verdict::Breaking)) >= 15);
    assert!(count(Some(Verdict::Additive)) >= 6);
    assert!(count(Some(Verdict::Cosmetic)) >= 2);
    assert!(count(None) >= 2);
}
