//! `specs lock`, and what `codegen` makes of it.

use std::fs;

use crate::project::Project;

const PAGE: &str = "---\ntitle: \"List books\"\ndoc_type: \"apiPageType\"\n---\n\n# List books\n\n```http\nGET /books\n```\n";

const OPENAPI: &str = "openapi: 3.0.1\ninfo:\n  title: Library\n  version: v1.0\npaths: {}\n";

#[test]
fn descriptions_are_pinned_by_kind_and_everything_else_is_left_out() {
    let project = Project::bare();
    project.write("specs/docs/book-list.md", PAGE);
    project.write("specs/library.yaml", OPENAPI);
    project.write(
        "specs/README.md",
        "# Descriptions\n\nNothing to generate from.\n",
    );
    project.write("specs/.hidden.csdl", "not looked at");
    project.write("specs/slice.toml", "");
    fs::write(project.path("specs/archive.gz"), [0x1f, 0x8b, 0xff]).unwrap();
    let run = project.run(&["specs", "lock"]).succeeds();
    let run = run.reports(&[
        "pinned     3 descriptions in specs/lock.toml\n",
        "no description  README.md\n",
        "no description  archive.gz\n",
    ]);
    assert!(!run.out.contains("hidden"), "{run}");

    let lock: toml::Table = project.read("specs/lock.toml").parse().unwrap();
    let pins = lock["file"].as_array().unwrap();
    let pins: Vec<(&str, &str)> = pins
        .iter()
        .map(|pin| (pin["name"].as_str().unwrap(), pin["kind"].as_str().unwrap()))
        .collect();
    assert_eq!(
        pins,
        [
            ("docs/book-list.md", "page"),
            ("library.csdl", "csdl"),
            ("library.yaml", "openapi")
        ]
    );
}

#[test]
fn the_lock_file_is_the_same_however_often_it_is_written_and_keeps_where_files_come_from() {
    let project = Project::generated();
    let first = project.read("specs/lock.toml");
    assert!(
        first.starts_with("# The descriptions that the crate"),
        "{first}"
    );
    project.run(&["specs", "lock"]).succeeds();
    assert_eq!(project.read("specs/lock.toml"), first);

    let edited = first.replace("written for this project", "https://example.org/$metadata");
    project.write("specs/lock.toml", &edited);
    project.describe_anew("\"title\"", "\"caption\"");
    let second = project.read("specs/lock.toml");
    assert!(
        second.contains("source = \"https://example.org/$metadata\""),
        "{second}"
    );
    assert_ne!(second, edited, "the hash is another");
}

#[test]
fn what_changed_is_reported() {
    let project = Project::generated();
    project.write("specs/docs/book-list.md", PAGE);
    project
        .run(&["specs", "lock"])
        .succeeds()
        .reports(&["new             docs/book-list.md\n"]);
    project.write("specs/docs/book-list.md", &PAGE.replace("# List", "# All"));
    project
        .run(&["specs", "lock"])
        .succeeds()
        .reports(&["changed         docs/book-list.md\n"]);
    project.write("specs/docs/book-list.md", "To be written.\n");
    project
        .run(&["specs", "lock"])
        .succeeds()
        .reports(&["no description  docs/book-list.md\n"]);
    project.write("specs/docs/book-list.md", PAGE);
    project.run(&["specs", "lock"]).succeeds();
    fs::remove_file(project.path("specs/docs/book-list.md")).unwrap();
    project
        .run(&["specs", "lock"])
        .succeeds()
        .reports(&["gone            docs/book-list.md\n"]);
}

#[test]
fn a_description_that_cannot_be_read_is_not_pinned() {
    let project = Project::generated();
    let before = project.read("specs/lock.toml");
    project.write("specs/broken.csdl", "<edmx:Edmx>\n  <oops>\n</edmx:Edmx>\n");
    project
        .run(&["specs", "lock"])
        .fails(1)
        .complains(&["specs/broken.csdl:"]);
    assert_eq!(project.read("specs/lock.toml"), before);
}

#[test]
fn a_file_that_was_changed_is_refused_by_every_command() {
    let project = Project::generated();
    let before = project.files("generated");
    project.write(
        "specs/library.csdl",
        &project.read("specs/library.csdl").replace("title", "titel"),
    );
    for command in [
        &["codegen"][..],
        &["codegen", "--check"],
        &["operations"],
        &["explain", "book"],
    ] {
        project.run(command).fails(1).complains(&[
            "specs/library.csdl is not the file that is pinned",
            "  pinned  ",
            "  found   ",
            "help: look at what changed with `cargo xtask diff`, then accept it with `cargo xtask specs lock`",
        ]);
    }
    assert_eq!(project.files("generated"), before);

    let changed = project.read("specs/library.csdl");
    fs::write(project.path("specs/library.csdl"), [0xff, 0xfe]).unwrap();
    project
        .run(&["codegen"])
        .fails(1)
        .complains(&["specs/library.csdl is not the file that is pinned"]);
    project.write("specs/library.csdl", &changed);
    project.run(&["specs", "lock"]).succeeds();
    project.run(&["codegen"]).succeeds();
}

#[test]
fn a_description_that_is_not_pinned_is_refused_and_another_file_is_not() {
    let project = Project::generated();
    project.write(
        "specs/notes.txt",
        "openapi is mentioned here, and that is all",
    );
    project.run(&["codegen"]).succeeds();
    project.write("specs/docs/book-list.md", PAGE);
    project.write("specs/broken.yaml", "openapi: 3.0.1\npaths: [\n");
    let run = project.run(&["codegen"]).fails(1);
    run.complains(&[
        "specs/docs/book-list.md is a description and not pinned",
        "specs/broken.yaml is a description and not pinned",
    ]);
}

#[test]
fn a_pinned_file_that_is_gone_is_refused() {
    let project = Project::generated();
    fs::remove_file(project.path("specs/library.csdl")).unwrap();
    project.run(&["codegen"]).fails(1).complains(&[
        "specs/library.csdl is pinned and cannot be read",
        "cargo xtask specs lock",
    ]);
}

#[test]
fn without_a_lock_file_nothing_is_read() {
    let project = Project::bare();
    project
        .run(&["codegen"])
        .fails(1)
        .complains(&["there is no specs/lock.toml", "`cargo xtask specs lock`"]);
}

#[test]
fn a_lock_file_that_leads_elsewhere_is_refused() {
    let project = Project::generated();
    let lock = project
        .read("specs/lock.toml")
        .replace("name = \"library.csdl\"", "name = \"../secret\"");
    project.write("specs/lock.toml", &lock);
    project.write("secret", "nobody reads this");
    project.run(&["codegen"]).fails(1).complains(&[
        "specs/lock.toml is not a lock file",
        "`../secret` is not a path inside specs/",
    ]);
}
