//! Runs that are killed, and runs at the same time.

use std::thread;
use std::time::Duration;

use crate::project::{LIBRARY, Project};

#[test]
fn a_run_that_is_killed_at_any_time_leaves_whole_files_and_the_next_one_repairs() {
    let project = Project::generated();
    let other = LIBRARY
        .replace("author", "writer")
        .replace("title", "caption");
    project.write("other.csdl", &other);
    let old = project.files("generated/src");
    let ours = [
        "codegen",
        "--out",
        "generated",
        "--spec",
        "specs/library.csdl",
    ];
    let theirs = ["codegen", "--out", "generated", "--spec", "other.csdl"];
    project.run(&theirs).succeeds();
    let new = project.files("generated/src");

    for delay in (0..40).step_by(2) {
        project.run(&ours).succeeds();
        assert_eq!(project.files("generated/src"), old);
        let mut child = project.command(&theirs).spawn().unwrap();
        thread::sleep(Duration::from_millis(delay));
        child.kill().unwrap();
        child.wait().unwrap();
        for file in project.files("generated/src") {
            assert!(
                old.contains(&file) || new.contains(&file),
                "{} is in pieces after {delay} ms",
                file.0
            );
        }
    }
    project.run(&theirs).succeeds();
    assert_eq!(project.files("generated/src"), new);
    assert!(!project.exists("generated/.staging"));
}

#[test]
fn runs_at_the_same_time_take_turns() {
    let project = Project::bare();
    project.write(
        "other.csdl",
        &LIBRARY
            .replace("author", "writer")
            .replace("title", "caption"),
    );
    let specs = ["specs/library.csdl", "other.csdl"];
    let expected = specs.map(|spec| {
        project
            .run(&["codegen", "--out", "shared", "--spec", spec])
            .succeeds();
        project.files("shared/src")
    });
    for _ in 0..5 {
        let runs = [0, 1, 0, 1, 0, 1].map(|which| {
            project
                .command(&["codegen", "--out", "shared", "--spec", specs[which]])
                .spawn()
                .unwrap()
        });
        for run in runs {
            let output = run.wait_with_output().unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
        let found = project.files("shared/src");
        assert!(expected.contains(&found), "the crate is a mixture of both");
        assert!(!project.exists("shared/.staging"));
    }
}
