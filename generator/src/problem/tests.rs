//! How problems are told.

use super::{FileId, Location, Problem, ProblemKind, Problems, near_misses};
use crate::source::{SourceText, SourceTexts};

fn texts(contents: &str) -> SourceTexts {
    SourceTexts::new([SourceText::new("input", contents)]).expect("one name is unique")
}

fn at(start: usize, end: usize) -> Location {
    Location::new(FileId::new(0), start, end)
}

fn rendered(contents: &str, location: Location) -> String {
    let problem = Problem::at(
        location,
        ProblemKind::DuplicateKey {
            key: "k".to_owned(),
        },
    );
    Problems::from(problem).render(&texts(contents), false)
}

#[test]
fn a_problem_shows_its_places() {
    let problem = Problem::at(
        at(8, 9),
        ProblemKind::DuplicateKey {
            key: "k".to_owned(),
        },
    )
    .also(at(0, 1));
    assert_eq!(
        Problems::from(problem).render(&texts("k: 1\nj: k\n"), false),
        "\
error[E0023]: the key `k` occurs twice
 --> input:2:4
  |
2 | j: k
  |    ^ second time
  |
 ::: input:1:1
  |
1 | k: 1
  | - first time
"
    );
}

/// The column is that of the text, although only a part of the line is shown.
#[test]
fn a_line_of_megabytes_is_cut() {
    let long = format!(
        "{}é\u{1f600}key{}",
        "ä".repeat(1_000_000),
        "x".repeat(1_000_000)
    );
    let start = 2_000_000 + "é\u{1f600}".len();
    let text = rendered(&long, at(start, start + 3));
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("error[E0023]: the key `k` occurs twice"));
    assert_eq!(lines.next(), Some(" --> input:1:1000003"));
    assert_eq!(
        lines
            .nth(1)
            .map(|line| line.contains("éé") || line.contains("\u{1f600}key")),
        Some(true)
    );
    assert!(
        lines
            .next()
            .is_some_and(|line| line.trim_end().ends_with("^^^ second time"))
    );
    assert!(text.len() < 1_000, "{}", text.len());
}

#[test]
fn a_place_over_several_lines_is_marked_on_its_first() {
    let expected =
        "error[E0023]: the key `k` occurs twice\n --> input:1:1\n  |\n1 | {\n  | ^ second time\n";
    assert_eq!(rendered("{\r\n}\r\n", at(0, 4)), expected);
}

/// Places outside of the text, or inside of a character, do not make the renderer fail.
#[test]
fn places_that_cannot_be_are_survived() {
    for (start, end) in [
        (0, 99),
        (99, 99),
        (1, 1),
        (1, 2),
        (3, 2),
        (u32::MAX as usize + 5, 0),
    ] {
        assert!(
            rendered("é", at(start, end)).starts_with("error[E0023]: the key `k` occurs twice\n")
        );
    }
    let stranger = Location::new(FileId::new(7), 0, 0);
    assert_eq!(
        rendered("é", stranger),
        "error[E0023]: the key `k` occurs twice\n"
    );
}

#[test]
fn foreign_text_cannot_move_the_cursor() {
    let key = "\u{1b}[2J\r\n".repeat(100);
    let problem = Problem::at(at(0, 2), ProblemKind::DuplicateKey { key });
    let text = Problems::from(problem).render(&texts("\u{1b}[31m\n"), false);
    assert!(!text.contains(['\u{1b}', '\r']), "{text:?}");
    assert!(
        text.starts_with("error[E0023]: the key `\\u{1b}[2J\\r\\n"),
        "{text:?}"
    );
    assert!(
        text.lines()
            .next()
            .is_some_and(|line| line.len() < 400 && line.ends_with("...` occurs twice")),
        "{text}"
    );
}

#[test]
fn color_is_an_option() {
    let problem = || Problem::at(at(0, 1), ProblemKind::EmptyText);
    assert!(
        Problems::from(problem())
            .render(&texts("a"), true)
            .contains("\u{1b}[")
    );
    assert!(
        !Problems::from(problem())
            .render(&texts("a"), false)
            .contains('\u{1b}')
    );
}

#[test]
fn problems_are_sorted_and_only_errors_stop() {
    let warning = || Problem::at(at(1, 2), ProblemKind::PageWithoutTitle);
    let mut problems = Problems::new();
    assert!(problems.is_empty());
    problems.push(warning());
    let (value, problems) = problems.into_result(7).expect("a warning does not stop");
    assert_eq!((value, problems.len()), (7, 1));

    let mut problems = problems;
    problems.extend([
        Problem::at(at(0, 1), ProblemKind::EmptyText),
        Problem::new(ProblemKind::XmlDoctype),
    ]);
    let problems = problems.into_result(()).expect_err("an error stops");
    let kinds: Vec<&ProblemKind> = problems
        .sorted()
        .into_iter()
        .map(|problem| &*problem.kind)
        .collect();
    assert_eq!(
        kinds,
        [
            &ProblemKind::XmlDoctype,
            &ProblemKind::EmptyText,
            &ProblemKind::PageWithoutTitle
        ]
    );
    assert!(problems.has_errors());
}

#[test]
fn locations_join() {
    assert_eq!(at(3, 5).to(at(1, 2)), at(1, 5));
    assert_eq!(at(3, 5).to(Location::new(FileId::new(1), 0, 9)), at(3, 5));
}

#[test]
fn near_misses_are_few_and_near() {
    let names = [
        "user",
        "users",
        "userX",
        "uses",
        "group",
        "USER",
        "application",
    ];
    assert_eq!(near_misses("usr", names), ["user"]);
    assert_eq!(near_misses("user", names), ["USER", "user", "userX"]);
    assert_eq!(near_misses("aplicaton", names), ["application"]);
    assert!(near_misses("", names).is_empty());
    assert!(near_misses("printer", names).is_empty());
}
