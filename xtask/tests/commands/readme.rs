//! What the README says that commands print.

use std::fs;
use std::path::{Path, PathBuf};

use crate::project::Project;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A copy of this project, as a newcomer has it.
fn fresh() -> Project {
    Project::copy(&root(), &["specs", "generated/src", "generated/Cargo.toml"])
}

/// What the README shows behind a command, up to an empty line or the end of the block.
fn shown(command: &str) -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let behind = readme.split(&format!("$ {command}\n")).nth(1);
    let behind = behind.expect("the README shows the command");
    let lines = behind.lines();
    let lines = lines.take_while(|line| !line.is_empty() && !line.starts_with("```"));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

#[test]
fn the_first_command_prints_what_the_readme_says() {
    let shown = shown("cargo xtask codegen");
    assert_eq!(shown.lines().count(), 4, "{shown}");
    fresh().run(&["codegen"]).succeeds().reports(&[&shown]);
}

#[test]
fn permissions_are_those_that_the_readme_says() {
    let shown = shown("cargo xtask permissions");
    let (first, last) = shown.split_once("...\n").expect("it is shortened");
    assert!(first.lines().count() > 5 && !last.is_empty(), "{shown}");
    fresh()
        .run(&["permissions"])
        .succeeds()
        .reports(&[first, last]);
}
