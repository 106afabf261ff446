//! `problems`, and the codes that `explain` explains.

use crate::project::Project;

#[test]
fn problems_are_told_to_programs() {
    let project = Project::generated();
    let run = project.run(&["problems", "--format", "json"]).succeeds();
    assert_eq!(run.out, "");

    project.write("broken.csdl", "<?xml version=\"1.0\"?>\n<Schema xmlns=\"http://docs.oasis-open.org/odata/ns/edm\" Namespace=\"a\">\n  <EntityType Name=\"b\" BaseType=\"a.none\"/>\n</Schema>\n");
    let run = project.run(&["problems", "--format", "json", "--spec", "broken.csdl"]);
    assert_eq!(run.code, Some(1), "{run}");
    let problems: Vec<serde_json::Value> = run
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let unknown = problems
        .iter()
        .find(|problem| problem["code"] == "E0050")
        .unwrap();
    assert_eq!(unknown["severity"], "error");
    assert_eq!(unknown["place"]["file"], "broken.csdl");
    assert_eq!(unknown["place"]["line"], 3);
    assert!(
        unknown["place"]["column"].as_u64().unwrap() > 20,
        "{unknown}"
    );

    let run = project.run(&["problems", "--spec", "broken.csdl"]);
    assert_eq!(run.code, Some(1), "{run}");
    assert!(run.out.contains("error[E0050]"), "{run}");
}

#[test]
fn codes_are_explained() {
    let project = Project::bare();
    for code in ["E0050", "e0050"] {
        let run = project.run(&["explain", code]).succeeds();
        run.reports(&["E0050: a type that nothing declares", "What to do:"]);
    }
    project.run(&["explain", "E9999"]).fails(1);
}
