//! `cargo xtask diff`, and the report at the end of `codegen`.

use std::process::Command;

use crate::project::{LIBRARY, Project};

const TITLE: &str = "<Property Name=\"title\" Type=\"Edm.String\"/>";

/// Books without their titles.
fn untitled() -> String {
    LIBRARY.replace(TITLE, "")
}

/// Books with a year.
fn dated() -> String {
    LIBRARY.replace(
        TITLE,
        &format!("{TITLE}<Property Name=\"year\" Type=\"Edm.Int32\"/>"),
    )
}

#[test]
fn descriptions_are_compared_as_callers_see_them() {
    let project = Project::bare();
    project.write("old/library.csdl", LIBRARY);
    project.write("new.csdl", &untitled());
    let before = project.files(".");
    project
        .run(&["diff", "old", "new.csdl"])
        .succeeds()
        .reports(&[
            "old        old\nnew        new.csdl\n",
            "breaking   1: property: removed (1)",
            "semver     major: 1.2.3 becomes 2.0.0, 0.2.3 becomes 0.3.0",
            "  property removed: book::Book.title  microsoft.graph.book/title\n",
        ]);
    project
        .run(&["diff", "new.csdl", "old"])
        .succeeds()
        .reports(&["additive   1: property: added (1)", "semver     minor"]);
    project
        .run(&["diff", "old", "old/library.csdl"])
        .succeeds()
        .reports(&["changes    none"]);
    assert_eq!(project.files("."), before, "nothing is written");
}

#[test]
fn what_is_denied_fails_with_the_report() {
    let project = Project::bare();
    project.write("new.csdl", &untitled());
    let denied = |old: &str, new: &str, deny: &str| {
        let run = project.run(&["diff", old, new, "--deny", deny]);
        assert!(run.out.contains("title"), "{run}");
        run.code
    };
    let old = "specs/library.csdl";
    assert_eq!(denied(old, "new.csdl", "breaking"), Some(1));
    assert_eq!(denied(old, "new.csdl", "additive"), Some(1));
    assert_eq!(denied("new.csdl", old, "breaking"), Some(0));
    assert_eq!(denied("new.csdl", old, "cosmetic"), Some(1));
    project
        .run(&["diff", old, "new.csdl", "--deny", "breaking"])
        .complains(&["error: there are breaking changes, which `--deny` does not allow"]);
}

#[test]
fn a_slice_takes_the_same_of_both() {
    let project = Project::bare();
    project.write("new.csdl", &untitled());
    project.write(
        "authors.toml",
        "[include]\ntypes = [\"microsoft.graph.people.author\"]\n",
    );
    let slice = ["--slice", "authors.toml"];
    let run = ["diff", "specs/library.csdl", "new.csdl"];
    project
        .run(&[run.as_slice(), &slice].concat())
        .succeeds()
        .reports(&["changes    none"]);
}

#[test]
fn programs_and_pull_requests_have_forms_of_their_own() {
    let project = Project::bare();
    project.write("new.csdl", &untitled());
    let run = |format| project.run(&["diff", "specs", "new.csdl", "--format", format]);
    let json = run("json").succeeds();
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["semver"], "major");
    assert_eq!(json["breaking"], 1);
    let changes = json["changes"].as_array().unwrap();
    let field = changes.iter().find(|it| it["kind"] == "property").unwrap();
    assert_eq!(field["item"], "book::Book.title");
    assert_eq!(field["subject"], "microsoft.graph.book/title");
    assert_eq!(field["verdict"], "breaking");
    let constant = changes.iter().find(|it| it["kind"] == "property constant");
    assert_eq!(constant.unwrap()["follows"], true);
    run("markdown").succeeds().reports(&[
        "## Changes from `specs` to `new.csdl`",
        "| breaking | property: removed | 1 |",
        "| property removed | `book::Book.title` | `microsoft.graph.book/title` | its name stands in code |",
    ]);
}

#[test]
fn crates_and_revisions_are_compared_by_their_summaries() {
    let project = Project::generated();
    let git = |arguments: &[&str]| {
        let run = Command::new("git")
            .arg("-C")
            .arg(project.path("."))
            .args(["-c", "user.name=a", "-c", "user.email=a@example.com"])
            .args(arguments)
            .output()
            .unwrap();
        assert!(run.status.success(), "{run:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "Books"]);
    project.describe_anew(TITLE, "");
    for old in ["rev:HEAD", "generated", "generated/src/api.txt"] {
        project
            .run(&["diff", old])
            .succeeds()
            .reports(&["property removed: book::Book.title"]);
    }
    project
        .run(&["diff", "rev:HEAD~1"])
        .fails(2)
        .complains(&["git cannot show generated/src/api.txt of `HEAD~1`"]);
    project.run(&["diff", "rev:--help"]).fails(2);
}

#[test]
fn what_is_no_description_is_refused() {
    let project = Project::bare();
    project.write("empty/readme.txt", "");
    project.run(&["diff", "empty"]).fails(2);
    project.run(&["diff", "nowhere.csdl"]).fails(2);
    project.write("api.txt", "<<<<<<< ours\n");
    project
        .run(&["diff", "api.txt"])
        .fails(1)
        .complains(&["api.txt: line 1 is none of a summary"]);
}

#[test]
fn codegen_ends_with_what_changed() {
    let project = Project::generated();
    project.write(
        "generated/Cargo.toml",
        "[package]\nname = \"library\"\nversion = \"0.3.1\"\n",
    );
    project.write("specs/library.csdl", &dated());
    project.run(&["specs", "lock"]).succeeds();
    project.run(&["codegen"]).succeeds().reports(&[
        "additive   1: property: added (1)",
        "semver     minor: 0.3.1 becomes 0.3.2",
        "  property added: book::Book.year  microsoft.graph.book/year\n",
    ]);
    let again = project.run(&["codegen"]).succeeds();
    assert!(!again.out.contains("semver"), "{again}");
    project.describe_anew(TITLE, "");
    project
        .run(&["codegen"])
        .succeeds()
        .reports(&["semver     major: 0.3.1 becomes 0.4.0"]);
}

#[test]
fn a_summary_that_cannot_be_read_is_told_and_written_anew() {
    let project = Project::generated();
    let whole = project.read("generated/src/api.txt");
    let broken = whole.replace(" struct ", " room ");
    project.write("generated/src/api.txt", &broken);
    project
        .run(&["codegen", "--check"])
        .fails(1)
        .complains(&["stale    generated/src/api.txt"]);
    project
        .run(&["codegen"])
        .succeeds()
        .reports(&["changes    cannot be told: line "]);
    assert_eq!(project.read("generated/src/api.txt"), whole);
}

#[test]
fn what_lies_there_is_compared_with_what_is_pinned() {
    let project = Project::generated();
    project.run(&["diff"]).succeeds().reports(&[
        "old        generated/src/api.txt\nnew        specs/\n",
        "changes    none",
    ]);
    project.write("specs/library.csdl", &untitled());
    project
        .run(&["codegen"])
        .fails(1)
        .complains(&["look at what changed with `cargo xtask diff`"]);
    project
        .run(&["diff"])
        .succeeds()
        .reports(&["property removed: book::Book.title"]);
    project.write(
        "specs/shelf.csdl",
        &LIBRARY.replace("book", "shelf").replace("author", "maker"),
    );
    project.run(&["diff"]).succeeds().reports(&["shelf::Shelf"]);
}

#[test]
fn an_entry_of_the_slice_may_be_there_on_one_side_alone() {
    let project = Project::bare();
    let journals = "<EntitySet Name=\"journals\" EntityType=\"microsoft.graph.book\"/>";
    let container = "<EntityContainer Name=\"library\">";
    project.write(
        "new.csdl",
        &LIBRARY.replace(container, &format!("{container}{journals}")),
    );
    let slice =
        |paths: &str| project.write("slice.toml", &format!("[include]\npaths = [{paths}]\n"));
    let run = || {
        project.run(&[
            "diff",
            "specs/library.csdl",
            "new.csdl",
            "--slice",
            "slice.toml",
        ])
    };
    slice("\"books\", \"journals\"");
    run()
        .succeeds()
        .complains(&[
            "`journals` names nothing in specs/library.csdl: all of it is in new.csdl alone",
        ])
        .reports(&["journals"]);
    slice("\"books\", \"leaflets\"");
    run().fails(1).complains(&[
        "the slice has `leaflets`, which names nothing in specs/library.csdl and nothing in new.csdl",
    ]);
}

#[test]
fn a_quiet_run_tells_what_is_wrong_and_nothing_else() {
    let project = Project::generated();
    let quiet = |arguments: &[&str]| {
        let run = project.run(&[&["--quiet"], arguments].concat());
        assert_eq!(run.out, "", "{run}");
        run
    };
    assert_eq!(quiet(&["codegen"]).succeeds().err, "");
    project.write("specs/library.csdl", &untitled());
    assert_eq!(quiet(&["diff"]).succeeds().err, "");
    quiet(&["diff", "--deny", "breaking"])
        .fails(1)
        .complains(&["error: there are breaking changes"]);
    quiet(&["codegen", "--check"])
        .fails(1)
        .complains(&["is not the file that is pinned"]);
}
