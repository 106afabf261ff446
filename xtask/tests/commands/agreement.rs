//! `agreement`.

use crate::project::{LIBRARY, Project};

/// The library with titles that are never null, and without a way to authors.
fn other() -> String {
    let other = LIBRARY.replace(
        "<Property Name=\"title\" Type=\"Edm.String\"/>",
        "<Property Name=\"title\" Type=\"Edm.String\" Nullable=\"false\"/>",
    );
    let other = other.replace(
        "<NavigationProperty Name=\"author\" Type=\"microsoft.graph.people.author\"/>",
        "",
    );
    assert_ne!(other, LIBRARY);
    other
}

#[test]
fn two_descriptions_are_compared_with_both_places() {
    let project = Project::bare();
    project.write("other.csdl", &other());
    let before = project.files(".");
    let run = project
        .run(&["agreement", "--spec", "specs/library.csdl", "other.csdl"])
        .succeeds();
    let run = run.reports(&[
        "first     specs/library.csdl\n",
        "second    other.csdl\n",
        "nullability of properties (owned by CSDL)\n",
        "first: yes, second: no\n",
        "microsoft.graph.book/title  specs/library.csdl:8:9 | other.csdl:8:9\n",
        "first: there, second: not there\n",
        "GET microsoft.graph.book/author  specs/library.csdl:9:9 | other.csdl:5:25\n",
    ]);
    assert_eq!(project.files("."), before, "nothing is written");

    let against = project
        .run(&[
            "agreement",
            "--spec",
            "specs/library.csdl",
            "--against",
            "other.csdl",
        ])
        .succeeds();
    assert_eq!(against.out, run.out);
    let swapped = project
        .run(&["agreement", "--spec", "other.csdl", "specs/library.csdl"])
        .succeeds();
    swapped.reports(&["first     other.csdl\n", "first: no, second: yes\n"]);
}

#[test]
fn programs_get_every_difference() {
    let project = Project::bare();
    project.write("other.csdl", &other());
    let run = project
        .run(&[
            "agreement",
            "--format",
            "json",
            "--spec",
            "specs/library.csdl",
            "other.csdl",
        ])
        .succeeds();
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["first"]["files"][0], "specs/library.csdl");
    assert_eq!(report["second"]["form"], "CSDL");
    let facts = report["facts"].as_array().unwrap();
    let fact = |name: &str| facts.iter().find(|fact| fact["fact"] == name).unwrap();
    let nullability = fact("nullability of properties");
    assert_eq!(
        (&nullability["alike"], &nullability["differ"]),
        (&2.into(), &1.into())
    );
    let difference = &nullability["differences"][0];
    assert_eq!(difference["subject"], "microsoft.graph.book/title");
    assert_eq!(difference["first"]["says"], "yes");
    assert_eq!(difference["second"]["place"], "other.csdl:8:9");
    let navigation = &fact("navigation properties")["differences"][0];
    assert_eq!(navigation["second"]["says"], "not there");
}

#[test]
fn one_description_alone_is_refused() {
    let project = Project::generated();
    project
        .run(&["agreement"])
        .fails(2)
        .complains(&["1 of CSDL and 0 of OpenAPI", "--against"]);
}

#[test]
fn a_name_of_a_description_cannot_take_over_the_terminal() {
    let project = Project::bare();
    let hostile = LIBRARY.replace("\"title\"", "\"ti&#x202e;tle&#x9b;2J\"");
    project.write("other.csdl", &hostile);
    let run = project
        .run(&["agreement", "--spec", "specs/library.csdl", "other.csdl"])
        .succeeds();
    assert!(!run.out.contains(['\u{202e}', '\u{9b}']), "{run}");
    run.reports(&["microsoft.graph.book/ti\\u{202e}tle\\u{9b}2J"]);
}
