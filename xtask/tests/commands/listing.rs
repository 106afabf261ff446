//! `operations` and `explain`.

use std::io::Read;

use crate::project::{BOOKS_ONLY, Project};

#[test]
fn operations_are_listed_in_columns_with_their_place() {
    let project = Project::generated();
    let run = project.run(&["operations"]).succeeds();
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines.len(), 7, "{run}");
    let get = lines
        .iter()
        .find(|line| line.starts_with("GET     /books/{book-id} "))
        .unwrap();
    assert!(
        get.contains("  books().id(id).get() ") && get.ends_with("  specs/library.csdl:12"),
        "{get}"
    );
    let column = |line: &str| line.find("specs/library.csdl").unwrap();
    assert!(
        lines.iter().all(|line| column(line) == column(get)),
        "{run}"
    );
}

#[test]
fn the_graph_leads_from_the_root_to_every_operation() {
    let project = Project::generated();
    let run = project.run(&["operations", "--format", "json"]).succeeds();
    let graph: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let step = |from: &str, segment: &str| {
        let edges = graph["places"][from]["edges"].as_array().unwrap();
        let edge = edges
            .iter()
            .find(|edge| edge["segment"] == segment)
            .unwrap();
        edge["to"].as_str().unwrap().to_owned()
    };
    let books = step(graph["root"].as_str().unwrap(), "books");
    let author = step(&step(&books, "{book-id}"), "author");
    let operations = graph["places"][&author]["operations"].as_array().unwrap();
    assert!(
        operations
            .iter()
            .any(|operation| operation["method"] == "GET" && operation["rust"] == "get"),
        "{run}"
    );
}

#[test]
fn other_inputs_can_be_listed_and_nothing_is_written() {
    let project = Project::bare();
    project.write("slice.toml", BOOKS_ONLY);
    let before = project.files(".");
    let run = project
        .run(&[
            "operations",
            "--spec",
            "specs/library.csdl",
            "--slice",
            "slice.toml",
        ])
        .succeeds();
    assert!(
        !run.out.contains("author") && run.out.contains("/books/{book-id}"),
        "{run}"
    );
    assert_eq!(project.files("."), before);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let project = Project::generated();
    let mut child = project
        .command(&["operations", "--format", "json"])
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert!(child.wait().unwrap().success(), "{err}");
    assert_eq!(err, "");
}

#[test]
fn a_name_is_explained() {
    let project = Project::generated();
    project
        .run(&["explain", "book"])
        .succeeds()
        .reports(&["microsoft.graph.book is in the slice"]);
    project
        .run(&["explain", "book/author"])
        .succeeds()
        .reports(&["leads to microsoft.graph.people.author"]);
    let run = project.run(&["explain", "GET", "book/author"]).succeeds();
    run.reports(&["GET book/author: in the slice"]);
    project.write("slice.toml", BOOKS_ONLY);
    let arguments = [
        "explain",
        "microsoft.graph.people.author",
        "--spec",
        "specs/library.csdl",
        "--slice",
        "slice.toml",
    ];
    project
        .run(&arguments)
        .succeeds()
        .reports(&["microsoft.graph.people.author is not in the slice"]);
}

#[test]
fn a_name_that_nothing_has_is_refused_with_what_is_near() {
    let project = Project::generated();
    project.run(&["explain", "boook"]).fails(1).complains(&[
        "nothing in the descriptions is named `boook`",
        "did you mean",
        "`book`",
    ]);
}

#[test]
fn a_name_of_a_description_cannot_take_over_the_terminal() {
    let project = Project::generated();
    project.describe_anew("\"books\"", "\"boo&#x202e;ks&#x9b;2J\"");
    let run = project.run(&["operations"]).succeeds();
    assert!(!run.out.contains(['\u{202e}', '\u{9b}']), "{run}");
    run.reports(&["/boo\\u{202e}ks\\u{9b}2J"]);
}
