//! `codegen --out`: a crate anywhere, from anything.

use std::fs;
use std::path::Path;

use crate::project::{BOOKS_ONLY, LIBRARY, Project, Run};

/// A project, and a folder outside it with a description and a slice.
fn outside() -> (Project, tempfile::TempDir) {
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("given.xml"), LIBRARY).unwrap();
    fs::write(elsewhere.path().join("slice.toml"), BOOKS_ONLY).unwrap();
    let project = Project::bare();
    fs::create_dir(project.path("runtime")).unwrap();
    (project, elsewhere)
}

fn run(project: &Project, folder: &Path, arguments: &[&str]) -> Run {
    project
        .command(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
        .into()
}

fn manifest(folder: &Path) -> toml::Table {
    fs::read_to_string(folder.join("Cargo.toml"))
        .unwrap()
        .parse()
        .unwrap()
}

#[test]
fn a_crate_outside_stands_alone_and_needs_no_lock_file() {
    let (project, elsewhere) = outside();
    let arguments = ["codegen", "--out", "my-graph", "--spec", "given.xml"];
    run(&project, elsewhere.path(), &arguments)
        .succeeds()
        .reports(&["in my-graph/src\n", "started    my-graph/Cargo.toml\n"]);
    let manifest = manifest(&elsewhere.path().join("my-graph"));
    assert_eq!(manifest["package"]["name"].as_str(), Some("my-graph"));
    assert_eq!(manifest["package"]["edition"].as_str(), Some("2024"));
    let runtime = Path::new(
        manifest["dependencies"]["msgraph-runtime"]["path"]
            .as_str()
            .unwrap(),
    );
    assert!(runtime.is_absolute() && runtime.is_dir());
    assert_eq!(manifest["workspace"].as_table().unwrap().len(), 0);
    assert!(
        elsewhere
            .path()
            .join("my-graph/src/people/author.rs")
            .exists()
    );
    assert!(!project.exists("generated/src"));
}

#[test]
fn the_slice_is_heeded_and_names_the_package_unless_the_caller_does() {
    let (project, elsewhere) = outside();
    let slice = format!("[crate]\nname = \"bookish\"\n{BOOKS_ONLY}");
    fs::write(elsewhere.path().join("slice.toml"), slice).unwrap();
    let arguments = [
        "codegen",
        "--out",
        "a",
        "--spec",
        "given.xml",
        "--slice",
        "slice.toml",
    ];
    run(&project, elsewhere.path(), &arguments).succeeds();
    assert_eq!(
        manifest(&elsewhere.path().join("a"))["package"]["name"].as_str(),
        Some("bookish")
    );
    assert!(!elsewhere.path().join("a/src/people").exists());

    let arguments = [
        "codegen",
        "--out",
        "b",
        "--name",
        "mine",
        "--spec",
        "given.xml",
        "--slice",
        "slice.toml",
    ];
    run(&project, elsewhere.path(), &arguments).succeeds();
    assert_eq!(
        manifest(&elsewhere.path().join("b"))["package"]["name"].as_str(),
        Some("mine")
    );
}

#[test]
fn a_name_that_cargo_would_refuse_is_refused_before_anything_is_written() {
    let (project, elsewhere) = outside();
    let arguments = [
        "codegen",
        "--out",
        "x",
        "--spec",
        "given.xml",
        "--name",
        "a\"\n[patch]",
    ];
    run(&project, elsewhere.path(), &arguments)
        .fails(2)
        .complains(&["a package name is a letter"]);
    let arguments = ["codegen", "--out", "1st crate", "--spec", "given.xml"];
    run(&project, elsewhere.path(), &arguments)
        .fails(2)
        .complains(&["`1st crate` cannot name the package", "`--name`"]);
    assert!(!elsewhere.path().join("x").exists() && !elsewhere.path().join("1st crate").exists());
}

#[test]
fn a_manifest_that_is_there_is_left_alone() {
    let (project, elsewhere) = outside();
    let own = "[package]\nname = \"theirs\"\n";
    fs::create_dir(elsewhere.path().join("theirs")).unwrap();
    fs::write(elsewhere.path().join("theirs/Cargo.toml"), own).unwrap();
    let arguments = ["codegen", "--out", "theirs", "--spec", "given.xml"];
    let run = run(&project, elsewhere.path(), &arguments).succeeds();
    assert!(!run.out.contains("started"), "{run}");
    assert_eq!(
        fs::read_to_string(elsewhere.path().join("theirs/Cargo.toml")).unwrap(),
        own
    );
}

#[test]
fn a_crate_inside_the_workspace_is_to_become_a_member() {
    let (project, _elsewhere) = outside();
    let out = project.path("crates/own").display().to_string();
    let spec = project.path("specs/library.csdl").display().to_string();
    let run = project
        .run(&["codegen", "--out", &out, "--spec", &spec])
        .succeeds();
    run.reports(&[
        "started    crates/own/Cargo.toml\n",
        "inside this workspace: add it to `members`",
    ]);
    let manifest = manifest(&project.path("crates/own"));
    assert_eq!(
        manifest["dependencies"]["msgraph-runtime"]["path"].as_str(),
        Some("../../runtime")
    );
    assert!(!manifest.contains_key("workspace"));
}

#[test]
fn check_works_there_too() {
    let (project, elsewhere) = outside();
    let check = ["codegen", "--check", "--out", "c", "--spec", "given.xml"];
    run(&project, elsewhere.path(), &check)
        .fails(1)
        .complains(&["missing  c/Cargo.toml", "missing  c/src/lib.rs"]);
    assert!(!elsewhere.path().join("c").exists());
    run(
        &project,
        elsewhere.path(),
        &["codegen", "--out", "c", "--spec", "given.xml"],
    )
    .succeeds();
    run(&project, elsewhere.path(), &check)
        .succeeds()
        .reports(&["fresh"]);
    fs::write(
        elsewhere.path().join("c/src/via.rs"),
        "// @generated by msgraph-generator. Old.\n",
    )
    .unwrap();
    run(&project, elsewhere.path(), &check)
        .fails(1)
        .complains(&[
            "stale    c/src/via.rs",
            "run the same command without `--check`",
        ]);
}

#[test]
fn a_file_that_is_no_description_is_refused() {
    let (project, elsewhere) = outside();
    fs::write(elsewhere.path().join("notes.txt"), "\n  some notes\n").unwrap();
    let arguments = ["codegen", "--out", "n", "--spec", "notes.txt"];
    run(&project, elsewhere.path(), &arguments)
        .fails(1)
        .complains(&["notes.txt:2:3", "not a description that can be read"]);
    fs::write(elsewhere.path().join("latin1.xml"), b"<a>\xe9</a>").unwrap();
    let arguments = ["codegen", "--out", "n", "--spec", "latin1.xml"];
    run(&project, elsewhere.path(), &arguments)
        .fails(1)
        .complains(&["`latin1.xml` is not UTF-8"]);
    let arguments = ["codegen", "--out", "n", "--spec", "absent.xml"];
    run(&project, elsewhere.path(), &arguments)
        .fails(2)
        .complains(&["cannot read absent.xml"]);
    let arguments = ["codegen", "--out", "n", "--spec", "given.xml", "given.xml"];
    run(&project, elsewhere.path(), &arguments)
        .fails(1)
        .complains(&["two inputs are named `given.xml`"]);
    assert!(!elsewhere.path().join("n").exists());
}
