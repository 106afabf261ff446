//! `cargo xtask pages`.

use serde_json::Value;

use crate::project::{PAGE, Project};

/// A project with a page that is none of its descriptions.
fn with_page(page: &str) -> Project {
    let project = Project::generated();
    project.write("docs/book-get.md", page);
    project
}

#[test]
fn what_a_page_says_against_the_description_is_told_with_both_places() {
    let project = with_page(PAGE);
    let before = project.files(".");
    project
        .run(&["pages", "--pages", "docs"])
        .succeeds()
        .reports(&[
            "docs/book-get.md:25:1",
            "`shelves` is no entity set or singleton of the service",
            "docs/book-get.md:47:3",
            "`microsoft.graph.book` has no property `pages`",
            "specs/library.csdl:5:",
        ]);
    assert_eq!(project.files("."), before, "nothing is written");
}

#[test]
fn every_page_is_in_the_list_for_programs() {
    let project = with_page(PAGE);
    project.write("docs/reading.md", "# About reading\n\nNo request at all.\n");
    let run = project.run(&["pages", "--pages", "docs", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.succeeds().out).expect("the report is JSON");
    let pages = report["pages"].as_array().expect("there are pages");
    let names = pages.iter().map(|page| page["place"].as_str());
    let names: Vec<&str> = names.map(|name| name.expect("a name")).collect();
    assert_eq!(names, ["docs/book-get.md:6:1"], "{report:#}");
    assert_eq!(
        report["others"],
        serde_json::json!(["docs/reading.md"]),
        "{report:#}"
    );
    project
        .run(&["pages", "--pages", "docs"])
        .succeeds()
        .reports(&[
            "1 Markdown file without a heading and an `http` block, left out\n  docs/reading.md\n",
        ]);
}

#[test]
fn an_example_that_holds_becomes_a_test() {
    let project = with_page(PAGE);
    let tests = ["pages", "--pages", "docs", "--tests", "made/tests/pages.rs"];
    let run = project.run(&tests).succeeds();
    assert!(run.out.contains("0 tests of examples\n"), "{run}");
    assert!(run.out.contains("1 left out: "), "{run}");
    project.write("docs/book-get.md", &PAGE.replace(",\n  \"pages\": 12", ""));
    let run = project.run(&tests).succeeds();
    assert!(run.out.contains("1 test of examples\n"), "{run}");
    let made = project.read("made/tests/pages.rs");
    assert!(made.contains("/books/b1"), "{made}");
    assert!(made.contains("On roses"), "{made}");
}

#[test]
fn pages_that_are_not_there_are_an_error() {
    let project = Project::generated();
    project
        .run(&["pages", "--pages", "nowhere"])
        .fails(2)
        .complains(&["cannot read nowhere: "]);
    project.write("reading.md", "# About reading\n");
    project
        .run(&["pages", "--pages", "reading.md"])
        .fails(1)
        .complains(&["error[E0005]"]);
}
