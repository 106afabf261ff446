//! Recognition of texts, the messages of the whole stage, and inputs made to do harm.

use super::{Documents, SourceText, SourceTexts, parse};
use crate::problem::{Location, ProblemKind, Problems};

/// One text, named `input`.
pub(super) fn texts(contents: &str) -> SourceTexts {
    SourceTexts::new([SourceText::new("input", contents)]).expect("one name is unique")
}

/// Everything that is said about a text, errors and warnings.
pub(super) fn messages(contents: &str) -> String {
    let texts = texts(contents);
    match parse(&texts) {
        Ok(documents) => documents.warnings.render(&texts, false),
        Err(problems) => problems.render(&texts, false),
    }
}

/// Parses texts that have no errors, and hands the documents on.
pub(super) fn with_documents(contents: &str, check: impl FnOnce(&SourceTexts, &Documents<'_>)) {
    let texts = texts(contents);
    match parse(&texts) {
        Ok(documents) => check(&texts, &documents),
        Err(problems) => panic!("{}", problems.render(&texts, false)),
    }
}

/// The first line of what is said about a text.
pub(super) fn first_line(contents: &str) -> String {
    messages(contents)
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

const CSDL: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="a.b" Alias="s"><EntityType Name="thing"><Key><PropertyRef Name="id"/></Key>
<Property Name="id" Type="Edm.String" Nullable="false"/><Annotation Term="t" String="x &amp; y"/></EntityType></Schema>
</edmx:DataServices></edmx:Edmx>"#;

const JSON: &str = r##"{"openapi": "3.0.1", "info": {"title": "t", "version": "1"}, "paths": {"/é": {"get": {"parameters":
[{"name": "a\u00e9\ud83d\ude00", "in": "query", "schema": {"$ref": "#/components/schemas/s"}}], "responses": {"2XX": {"description": "d",
"content": {"application/json": {"schema": {"type": "array", "items": {"allOf": [{"type": "object"}]}}}}}}}}},
"components": {"schemas": {"s": {"type": "integer", "minimum": -1.5e3, "x-flag": [true, false, null]}}}}"##;

const YAML: &str = "# é\nopenapi: 3.0.1\npaths:\n  /é:\n    get:\n      responses:\n        204: {description: \"d\\u00e9\"}\n        \
                    default:\n          description: >\n            folded\n            text\ncomponents:\n  schemas:\n    s: {type: string, \
                    enum: [a, 'b']}\n";

const PAGE: &str = "---\ntitle: \"t\"\ndoc_type: apiPageType\n---\n# Títle\n\nNamespace: microsoft.graph\n\nWords.\n\n## Permissions\n\
                    |Permission type|Permissions|\n|:--|:--|\n|Application|A.B, C.D|\n\n## HTTP request\n```http\nGET /me\n```\n";

#[test]
fn every_format_is_recognized_by_its_contents() {
    let named = [
        ("4.txt", CSDL),
        ("3.md", JSON),
        ("2.xml", YAML),
        ("1.json", PAGE),
    ];
    let texts = SourceTexts::new(named.map(|(name, contents)| SourceText::new(name, contents)))
        .expect("names differ");
    let documents =
        parse(&texts).unwrap_or_else(|problems| panic!("{}", problems.render(&texts, false)));
    assert_eq!(
        (
            documents.csdl.len(),
            documents.openapi.len(),
            documents.pages.len()
        ),
        (1, 2, 1)
    );
    assert!(documents.warnings.is_empty());
    let order: Vec<_> = documents
        .openapi
        .iter()
        .map(|document| texts.get(document.file).map(SourceText::name))
        .collect();
    assert_eq!(order, [Some("2.xml"), Some("3.md")]);
}

/// No prefix of a text may make the stage panic, whatever else it says about it.
#[test]
fn texts_cut_anywhere_are_survived() {
    for text in [CSDL, JSON, YAML, PAGE] {
        for end in (0..text.len()).filter(|&end| text.is_char_boundary(end)) {
            let (head, tail) = text.split_at(end);
            messages(head);
            messages(tail);
        }
    }
}

/// Nor may a text in which one byte is another.
#[test]
fn texts_with_one_wrong_character_are_survived() {
    for text in [CSDL, JSON, YAML, PAGE] {
        for (at, character) in text.char_indices() {
            let (head, tail) = (
                text.get(..at).unwrap_or_default(),
                text.get(at + character.len_utf8()..).unwrap_or_default(),
            );
            for other in ['<', '"', '{', '&', '\n', '\0', 'é'] {
                messages(&format!("{head}{other}{tail}"));
            }
        }
    }
}

#[test]
fn an_empty_text() {
    assert_eq!(
        messages(" \n"),
        "\
error[E0004]: the text is empty
 --> input:2:1
  |
2 |
  | ^
  |
  = help: expected CSDL (XML whose root is `edmx:Edmx` or `Schema`), OpenAPI 3.0 (JSON or YAML with `openapi: 3.0.x`), or a \
reference page (Markdown with a heading and an `http` code block)
"
    );
}

#[test]
fn a_text_of_no_known_format() {
    let expected = "\
error[E0005]: the text is not a description that can be read
 --> input:2:1
  |
2 | Dear reader,
  | ^^^^^^^^^^^^ the text starts like this
  |
  = help: expected CSDL (XML whose root is `edmx:Edmx` or `Schema`), OpenAPI 3.0 (JSON or YAML with `openapi: 3.0.x`), or a \
reference page (Markdown with a heading and an `http` code block)
";
    assert_eq!(messages("\nDear reader,\nhello"), expected);
    for other in [
        "{\"a\": 1}",
        "[]",
        "<html></html>",
        "a: b\nopenapi_version: 3.0.1\n",
        "# Title\n\nNo request.\n",
    ] {
        assert_eq!(
            first_line(other),
            "error[E0005]: the text is not a description that can be read",
            "{other}"
        );
    }
}

#[test]
fn other_versions_of_openapi() {
    let expected = "\
error[E0006]: `openapi` `3.1.0` is not supported, only OpenAPI 3.0
 --> input:1:12
  |
1 | {\"openapi\":\"3.1.0\"}
  |            ^^^^^^^ the version is stated here
  |
  = help: convert it to OpenAPI 3.0, or give the CSDL of the service (its `$metadata`) instead
";
    assert_eq!(messages("{\"openapi\":\"3.1.0\"}"), expected);
    assert_eq!(
        first_line("swagger: '2.0'\n"),
        "error[E0006]: `swagger` `2.0` is not supported, only OpenAPI 3.0"
    );
    assert_eq!(
        first_line("openapi: 3.1\n"),
        "error[E0006]: `openapi` `3.1` is not supported, only OpenAPI 3.0"
    );
    assert_eq!(
        first_line("openapi: [3]\n"),
        "error[E0006]: `openapi` `a list` is not supported, only OpenAPI 3.0"
    );
    assert_eq!(first_line("openapi: 3.0.30\npaths: {}\n"), "");
}

/// All problems of all texts are told in one run, in the order of names and places.
#[test]
fn problems_of_all_texts_are_gathered() {
    let texts = SourceTexts::new([
        SourceText::new("b", "{\"openapi\": \"3.0.0\"}"),
        SourceText::new(
            "a",
            "<Schema Namespace=\"n\"><EnumType/><EntityType/></Schema>",
        ),
    ])
    .expect("names differ");
    let problems = parse(&texts).expect_err("both texts are wrong");
    let told: Vec<String> = problems
        .sorted()
        .iter()
        .map(|problem| problem.kind.to_string())
        .collect();
    assert_eq!(
        told,
        [
            "`EnumType` has no attribute `Name`",
            "`EntityType` has no attribute `Name`",
            "the description has no `paths`"
        ]
    );
}

#[test]
fn names_must_differ_and_order_does_not_matter() {
    let text = |name: &str| SourceText::new(name, name);
    let problems =
        SourceTexts::new([text("b"), text("a"), text("b")]).expect_err("two have one name");
    assert_eq!(
        problems.render(&SourceTexts::default(), false),
        "error[E0001]: two inputs are named `b`\n"
    );

    let texts = SourceTexts::new([text("b"), text("a")]).expect("names differ");
    let names: Vec<&str> = texts.iter().map(|(_, text)| text.name()).collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(
        texts
            .find("b")
            .and_then(|file| texts.get(file))
            .map(SourceText::contents),
        Some("b")
    );
    assert_eq!(texts.find("c"), None);
}

#[test]
fn bytes_become_text() {
    let text = SourceText::from_utf8("a", b"\xef\xbb\xbf<x".to_vec()).expect("this is UTF-8");
    assert_eq!(text.contents(), "<x");
    let problem = SourceText::from_utf8("a", b"ab\xff".to_vec()).expect_err("this is not UTF-8");
    assert_eq!(
        *problem.kind,
        ProblemKind::NotUtf8 {
            name: "a".to_owned(),
            valid_up_to: 2
        }
    );
    assert_eq!(
        Problems::from(problem).render(&SourceTexts::default(), false),
        "error[E0003]: `a` is not UTF-8: the first bad byte is at offset 2\n |\n = help: convert the file to UTF-8\n"
    );
}

#[test]
fn lines_and_columns_count_from_one_and_in_characters() {
    let texts = texts("é1\n\n\u{1f600}x");
    let (file, _) = texts.iter().next().expect("there is one text");
    let at = |start, end| {
        let place = Location { file, start, end };
        let position = texts.line_column(place);
        (position.line, position.column, texts.text(place).to_owned())
    };
    assert_eq!(at(0, 2), (1, 1, "é".to_owned()));
    assert_eq!(at(2, 3), (1, 2, "1".to_owned()));
    assert_eq!(at(4, 4), (2, 1, String::new()));
    assert_eq!(at(9, 10), (3, 2, "x".to_owned()));
    assert_eq!(at(10, 10), (3, 2 + 1, String::new()));
    assert_eq!(at(90, 99).2, "");
}
