//! A second run: it may be short, and it must not be wrong.

use std::fs;

use crate::project::{BOOKS_ONLY, Project};

/// Whether a run was short: it found all as the last run had left it.
fn is_short(report: &str) -> bool {
    let time = report.lines().find(|line| line.starts_with("time "));
    !time.unwrap().contains("source")
}

/// Runs once more: that must not be short, and what it leaves is what a run makes that knows of no other.
#[track_caller]
fn assert_made_again(project: &Project, arguments: &[&str]) {
    let run = project.run(arguments).succeeds();
    assert!(!is_short(&run.out), "{run}");
    let found = project.files("generated");
    fs::remove_dir_all(project.path("target/codegen")).unwrap();
    fs::remove_dir_all(project.path("generated/src")).unwrap();
    project.run(arguments).succeeds();
    assert_eq!(project.files("generated"), found);
}

#[test]
fn a_second_run_is_short_and_tells_the_same() {
    let project = Project::bare();
    project.write(
        "specs/library.csdl",
        &crate::project::LIBRARY.replace("<EntityContainer", "<Strange/><EntityContainer"),
    );
    project.run(&["specs", "lock"]).succeeds();
    let first = project.run(&["codegen"]).succeeds();
    let second = project.run(&["codegen"]).succeeds();
    assert!(!is_short(&first.out) && is_short(&second.out), "{second}");
    assert!(first.err.contains("unknown element `Strange`"), "{first}");
    assert_eq!(first.err, second.err);
    let told = |report: &str| {
        let lines = report.lines();
        let lines = lines.filter(|line| !line.starts_with("time ") && !line.starts_with("wrote "));
        lines.map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(told(&first.out), told(&second.out));
    let files = project.files("generated/src").len();
    second.reports(&[
        &format!("wrote      0 files, {files} unchanged, 0 removed in generated/src\n"),
        "warnings   1: unknown element (1)\n",
    ]);
}

#[test]
fn what_was_done_to_a_generated_file_is_undone() {
    let project = Project::generated();
    let book = project.read("generated/src/book.rs");
    project.write("generated/src/book.rs", &book.replace("title", "tilte"));
    assert_made_again(&project, &["codegen"]);

    fs::remove_file(project.path("generated/src/people/author.rs")).unwrap();
    assert_made_again(&project, &["codegen"]);

    let marker = book.lines().next().unwrap();
    project.write("generated/src/people/old.rs", &format!("{marker}\n"));
    assert_made_again(&project, &["codegen"]);

    project.write("generated/.staging/0", "left by a run that was killed");
    assert_made_again(&project, &["codegen"]);
}

#[test]
fn a_change_of_any_input_is_seen() {
    let project = Project::generated();
    project.describe_anew("\"title\"", "\"caption\"");
    assert_made_again(&project, &["codegen"]);
    project.write("specs/slice.toml", BOOKS_ONLY);
    assert_made_again(&project, &["codegen"]);
    fs::remove_file(project.path("specs/slice.toml")).unwrap();
    assert_made_again(&project, &["codegen"]);
    assert_made_again(&project, &["codegen", "--verbose"]);
    assert_made_again(&project, &["codegen", "--strict"]);
    assert_made_again(&project, &["codegen"]);
    let run = project.run(&["codegen"]).succeeds();
    assert!(is_short(&run.out), "{run}");

    project.write("specs/library.csdl", "<Schema/>");
    project
        .run(&["codegen"])
        .fails(1)
        .complains(&["specs/library.csdl is not the file that is pinned"]);
}

#[test]
fn a_record_that_cannot_be_read_is_none() {
    let project = Project::generated();
    let folder = project.path("target/codegen");
    let record = fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
    let whole = fs::read_to_string(record.path()).unwrap();
    fs::write(record.path(), &whole[..whole.len() / 2]).unwrap();
    assert_made_again(&project, &["codegen"]);
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "a file where a folder should be").unwrap();
    let run = project.run(&["codegen"]).succeeds();
    assert!(!is_short(&run.out), "{run}");
}

#[test]
fn each_crate_has_a_record_of_its_own() {
    let project = Project::generated();
    fs::create_dir(project.path("runtime")).unwrap();
    let other = ["codegen", "--out", "other", "--spec", "specs/library.csdl"];
    let first = project.run(&other).succeeds();
    assert!(!is_short(&first.out), "{first}");
    for arguments in [&other[..], &["codegen"]] {
        let run = project.run(arguments).succeeds();
        assert!(is_short(&run.out), "{run}");
    }
    fs::remove_file(project.path("other/Cargo.toml")).unwrap();
    let run = project.run(&other).succeeds();
    assert!(!is_short(&run.out), "{run}");
    run.reports(&["started    other/Cargo.toml\n"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_that_is_the_same_is_no_generated_file() {
    let project = Project::generated();
    let book = project.path("generated/src/book.rs");
    fs::rename(&book, project.path("book.rs")).unwrap();
    std::os::unix::fs::symlink(project.path("book.rs"), &book).unwrap();
    project
        .run(&["codegen"])
        .fails(1)
        .complains(&["src/book.rs is a symbolic link"]);
}

#[test]
fn a_check_reads_no_record() {
    let project = Project::generated();
    let folder = project.path("target/codegen");
    let record = fs::read_dir(&folder).unwrap().next().unwrap().unwrap();
    let whole = fs::read_to_string(record.path()).unwrap();
    // A record that tells nothing but lies: of a program that would have made no files.
    let (head, _) = whole.split_once("\"files\":").unwrap();
    fs::write(record.path(), format!("{head}\"files\":{{}}}}}}")).unwrap();
    project.write(
        "generated/src/book.rs",
        "// @generated by msgraph-generator. Old.\n",
    );
    project
        .run(&["codegen", "--check"])
        .fails(1)
        .complains(&["stale    generated/src/book.rs"]);
}
