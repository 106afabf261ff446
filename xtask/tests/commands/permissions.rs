//! `cargo xtask permissions`.

use serde_json::{Value, json};

use crate::project::{PAGE, Project};

/// A project with a page that tells who may read a book.
fn told() -> Project {
    let project = Project::bare();
    project.write("specs/book-get.md", PAGE);
    project.run(&["specs", "lock"]).succeeds();
    project
}

#[test]
fn the_least_is_told_for_each_way_to_sign_in() {
    told().run(&["permissions"]).succeeds().reports(&[
        "delegated, work or school account\n  Book.Read     1 path  GET /books/{}\n",
        "delegated, personal account\n  no operation of which permissions are known can be called this way\n  not supported: 1 path\n",
        "application\n  Book.Read.All     1 path  GET /books/{}\n",
        "Of 7 operations in the slice, nothing is known of 6: they may need more.\n",
    ]);
}

#[test]
fn the_same_for_programs() {
    let run = told().run(&["permissions", "--format", "json"]).succeeds();
    let report: Value = serde_json::from_str(&run.out).expect("the report is JSON");
    let read = ["GET /books/{}"];
    let flow = |flow: &str, permissions: Value, unsupported: &[&str]| json!({ "flow": flow, "permissions": permissions, "unsupported": unsupported });
    let expected = json!({
        "flows": [
            flow("delegatedWork", json!([{ "name": "Book.Read", "for": read }]), &[]),
            flow("delegatedPersonal", json!([]), &read),
            flow("application", json!([{ "name": "Book.Read.All", "for": read }]), &[]),
        ],
        "operations": 7,
        "unknown": 6,
    });
    assert_eq!(report, expected, "{report:#}");
}

/// What Microsoft publishes, beside a page.
#[test]
fn permissions_data_tells_of_what_no_page_does() {
    let project = told();
    project.write(
        "permissions.json",
        r#"{"permissions": {"Book.Burn": {"schemes": {"Application": {"privilegeLevel": 4}}, "pathSets": [
            {"schemeKeys": ["Application"], "methods": ["DELETE"], "paths": {"/books/{id}": "least=Application"}}]}}}"#,
    );
    let data = ["permissions", "--permissions", "permissions.json"];
    project.run(&data).succeeds().reports(&[
        "  Book.Burn         1 path  DELETE /books/{}\n",
        "nothing is known of 5",
    ]);
    project.write("slice.toml", "[include]\npaths = [\"GET books/*\"]\n");
    let run = project.run(&[&data[..], &["--slice", "slice.toml"]].concat());
    assert!(
        !run.succeeds().out.contains("Book.Burn"),
        "only what the slice needs"
    );
}

/// A page that takes a permission back is a change that breaks callers, and one in other words is none.
#[test]
fn who_may_call_is_in_the_report_of_changes() {
    let project = told();
    project.run(&["codegen"]).succeeds();
    let rewrite = |from: &str, to: &str| {
        project.write(
            "specs/book-get.md",
            &project.read("specs/book-get.md").replace(from, to),
        );
        project.run(&["specs", "lock"]).succeeds();
        project.run(&["codegen"]).succeeds()
    };
    rewrite("Book.Read, Book.ReadWrite", "Book.ReadWrite").reports(&[
        "semver     major",
        "operation permission no longer enough for a work or school account: book::Place<via::Books>.get: Book.Read  GET /books/{book-id}\n",
    ]);
    rewrite("|Not supported.|", "|Book.Read|").reports(&[
        "semver     minor",
        "operation permission more is enough for a personal account: book::Place<via::Books>.get: Book.Read  GET /books/{book-id}\n",
    ]);
    rewrite("Reads a book of the library.", "One book of the library.")
        .reports(&["cosmetic   1: operation: documentation changed (1)\nsemver     patch"]);
}
