//! `codegen --watch`.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout};
use std::time::{Duration, Instant};

use crate::project::{LIBRARY, Project};

/// The watching program, which ends with this.
struct Watching {
    process: Child,
    out: BufReader<ChildStdout>,
}

impl Watching {
    fn in_project(project: &Project) -> Self {
        let mut process = project.command(&["codegen", "--watch"]).spawn().unwrap();
        let out = BufReader::new(process.stdout.take().unwrap());
        Self { process, out }
    }

    /// What is told until it waits again.
    fn report(&mut self) -> String {
        let mut report = String::new();
        loop {
            let mut line = String::new();
            assert_ne!(self.out.read_line(&mut line).unwrap(), 0, "{report}");
            if line.starts_with("watching") {
                return report;
            }
            report.push_str(&line);
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_change_is_generated_and_told_at_once() {
    let project = Project::generated();
    let mut watching = Watching::in_project(&project);
    assert!(watching.report().contains("wrote      0 files"));

    let began = Instant::now();
    project.write("specs/library.csdl", &LIBRARY.replace("title", "heading"));
    let report = watching.report();
    assert!(
        report.contains("property removed: ") && report.contains("title"),
        "{report}"
    );
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "{:?}",
        began.elapsed()
    );
    assert!(project.read("generated/src/book.rs").contains("heading"));

    project.write("specs/library.csdl", "<Schema");
    let report = watching.report();
    assert!(report.starts_with("error: "), "{report}");
    assert!(project.read("generated/src/book.rs").contains("heading"));

    project.write("specs/library.csdl", LIBRARY);
    assert!(watching.report().contains("property added: "));
    project.run(&["codegen", "--check"]).succeeds();
}
