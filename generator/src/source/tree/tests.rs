//! JSON and YAML as trees.

use super::{Node, Value, json, yaml};
use crate::problem::Problems;
use crate::source::SourceTexts;
use crate::source::tests::texts;

type Parse = for<'t> fn(crate::problem::FileId, &'t str, &mut Problems) -> Option<Node<'t>>;

/// Parses a text as one notation; the tree in a short form, or what is said about the text.
fn read(parse: Parse, contents: &str) -> Result<String, String> {
    let texts = texts(contents);
    let (file, text) = texts.iter().next().expect("there is one text");
    let mut problems = Problems::new();
    let node = parse(file, text.contents(), &mut problems);
    match node {
        Some(node) if problems.is_empty() => Ok(short(&node)),
        _ => Err(problems.render(&texts, false)),
    }
}

fn short(node: &Node<'_>) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => format!("#{}", number.as_str()),
        Value::String(text) => format!("{text:?}"),
        Value::Sequence(items) => format!(
            "[{}]",
            items.iter().map(short).collect::<Vec<_>>().join(" ")
        ),
        Value::Mapping(mapping) => {
            let entries: Vec<String> = mapping
                .iter()
                .map(|(key, value)| format!("{}={}", key.text, short(value)))
                .collect();
            format!("{{{}}}", entries.join(" "))
        }
    }
}

fn first_line(parse: Parse, contents: &str) -> String {
    read(parse, contents)
        .expect_err("the text is wrong")
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn json_values() {
    for (contents, tree) in [
        (" null ", "null"),
        ("[true,false]", "[true false]"),
        (
            "[0, -0, 10.25, 1e5, 1E-5, -1.5e+10]",
            "[#0 #-0 #10.25 #1e5 #1E-5 #-1.5e+10]",
        ),
        (r#"{"a":{},"b":[],"":"x"}"#, r#"{a={} b=[] ="x"}"#),
        (
            r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é""#,
            r#""\"\\/\u{8}\u{c}\n\r\té😀é""#,
        ),
        ("[\"plain\"\n,\t\"text\"\r]", r#"["plain" "text"]"#),
    ] {
        assert_eq!(read(json, contents).as_deref(), Ok(tree), "{contents}");
    }
}

#[test]
fn json_mistakes() {
    assert_eq!(
        read(json, "{\n  \"a\": 1,\n}"),
        Err("\
error[E0020]: the JSON is not valid: expected a key in double quotes
 --> input:3:1
  |
3 | }
  | ^
"
        .to_owned())
    );
    for (contents, expected) in [
        ("", "a value"),
        ("nul", "a value"),
        ("[1 2]", "`,` or `]`"),
        ("[1,]", "a value"),
        ("{\"a\" 1}", "`:` after a key"),
        ("{\"a\":1 \"b\"}", "`,` or `}`"),
        ("{a:1}", "a key in double quotes"),
        ("01", "the end of the text"),
        ("-", "a digit"),
        ("1.", "a digit after the decimal point"),
        ("1e", "a digit in the exponent"),
        ("+1", "a value"),
        ("\"a", "a closing `\"`"),
        ("\"a\nb\"", "no control character in a string"),
        ("\"\\x\"", "one of `\" \\ / b f n r t u` after `\\`"),
        ("\"\\u12\"", "four hexadecimal digits"),
        ("\"\\u+123\"", "four hexadecimal digits"),
        ("\"\\ud800\"", "a pair of surrogates"),
        ("\"\\ud800\\u0041\"", "a pair of surrogates"),
        ("\"\\udc00\"", "a pair of surrogates"),
        ("{} {}", "the end of the text"),
        ("// comment\n{}", "a value"),
    ] {
        assert_eq!(
            first_line(json, contents),
            format!("error[E0020]: the JSON is not valid: expected {expected}"),
            "{contents}"
        );
    }
}

#[test]
fn yaml_values_have_the_types_of_the_core_schema() {
    let contents = "plain: [null, ~, Null, true, FALSE, yes, on, 1, -1, +12, 0o17, 0x1F, 1.5, .5, 1., 1e3, .inf, -.Inf, .nan, 1.2.3, 0x, 1e, 2026-01-01]\n\
                    quoted: ['null', \"true\", '1']\nempty:\n200: x\nblock: |\n  a\n  b\nfolded: >-\n  c\n  d\n";
    let expected = "{plain=[null null null true false \"yes\" \"on\" #1 #-1 #+12 #0o17 #0x1F #1.5 #.5 #1. #1e3 #.inf #-.Inf #.nan \
                    \"1.2.3\" \"0x\" \"1e\" \"2026-01-01\"] quoted=[\"null\" \"true\" \"1\"] empty=null 200=\"x\" block=\"a\\nb\\n\" \
                    folded=\"c d\"}";
    assert_eq!(read(yaml, contents).as_deref(), Ok(expected));
    assert_eq!(read(yaml, "--- {a: b}\n...\n").as_deref(), Ok("{a=\"b\"}"));
    assert_eq!(
        read(yaml, r#"{"json": [1, "two", {"three": null}]}"#).as_deref(),
        Ok(r#"{json=[#1 "two" {three=null}]}"#)
    );
}

#[test]
fn numbers_mean_what_they_say() {
    let contents = "[18446744073709551615, -9223372036854775808, 0x1F, 0o17, -.inf, 1e400, 0.1]";
    let texts = texts(contents);
    let (file, text) = texts.iter().next().expect("there is one text");
    let node = yaml(file, text.contents(), &mut Problems::new()).expect("this is YAML");
    let numbers = node
        .as_sequence()
        .into_iter()
        .flatten()
        .filter_map(|item| match item.value {
            Value::Number(number) => Some((number.as_u64(), number.as_i64(), number.as_f64())),
            _ => None,
        });
    assert_eq!(
        numbers.collect::<Vec<_>>(),
        [
            (Some(u64::MAX), None, 18446744073709551615.0),
            (None, Some(i64::MIN), -9223372036854775808.0),
            (Some(31), Some(31), 31.0),
            (Some(15), Some(15), 15.0),
            (None, None, f64::NEG_INFINITY),
            (None, None, f64::INFINITY),
            (None, None, 0.1),
        ]
    );
}

#[test]
fn yaml_constructs_that_are_refused() {
    let expected = "\
error[E0022]: a YAML alias is refused
 --> input:2:4
  |
2 | b: *x
  |    ^^
  |
  = help: write the value out: aliases can expand without end, so they are not followed
";
    // The anchor is met first; an alias without an anchor is no YAML at all.
    assert_eq!(
        first_line(yaml, "a: &x 1\nb: *x\n"),
        "error[E0022]: a YAML anchor is refused"
    );
    assert_eq!(
        read(yaml, "a: &x 1\nb: *x\n").map_err(|told| told.lines().last().map(str::to_owned)),
        Err(expected.lines().last().map(str::to_owned))
    );
    for (contents, construct) in [
        ("- &x [1]\n", "a YAML anchor"),
        ("&x a: 1\n", "a YAML anchor"),
        ("a: !!str 1\n", "a YAML tag"),
        ("a: !custom {b: c}\n", "a YAML tag"),
        ("<<: {a: b}\n", "a YAML merge key"),
        ("? [a, b]\n: c\n", "a YAML key that is a list or a mapping"),
        ("a: b\n---\nc: d\n", "a second YAML document"),
    ] {
        assert_eq!(
            first_line(yaml, contents),
            format!("error[E0022]: {construct} is refused"),
            "{contents}"
        );
    }
}

/// Nine lines of nine aliases each would be 387,420,489 values.
#[test]
fn alias_bombs_are_refused() {
    let mut bomb = "a0: &a0 [x]\n".to_owned();
    for line in 1..10 {
        bomb.push_str(&format!(
            "a{line}: &a{line} [{}]\n",
            vec![format!("*a{}", line - 1); 9].join(", ")
        ));
    }
    assert_eq!(
        first_line(yaml, &bomb),
        "error[E0022]: a YAML anchor is refused"
    );
}

#[test]
fn yaml_mistakes_have_a_place() {
    let told = read(yaml, "a: b\nc: [d\n").expect_err("a bracket is open");
    assert!(
        told.starts_with("error[E0021]: the YAML is not valid: "),
        "{told}"
    );
    assert!(told.contains(" --> input:"), "{told}");
    assert_eq!(
        first_line(yaml, "# nothing\n"),
        "error[E0004]: the text is empty"
    );
    assert_eq!(
        first_line(yaml, "a: *unknown\n"),
        "error[E0021]: the YAML is not valid: while parsing node, found unknown anchor"
    );
}

#[test]
fn keys_that_occur_twice() {
    let expected = "\
error[E0023]: the key `a` occurs twice
 --> input:1:10
  |
1 | {\"a\": 1, \"\\u0061\": 2}
  |          ^^^^^^^^ second time
  |
 ::: input:1:2
  |
1 | {\"a\": 1, \"\\u0061\": 2}
  |  --- first time
";
    assert_eq!(
        read(json, "{\"a\": 1, \"\\u0061\": 2}"),
        Err(expected.to_owned())
    );
    let many: String = (0..100)
        .chain([7, 50, 7])
        .map(|number| format!("k{number}: {number}\n"))
        .collect();
    let told = read(yaml, &many).expect_err("three keys occur again");
    let lines: Vec<&str> = told
        .lines()
        .filter(|line| line.starts_with("error"))
        .collect();
    assert_eq!(
        lines,
        [
            "error[E0023]: the key `k7` occurs twice",
            "error[E0023]: the key `k50` occurs twice",
            "error[E0023]: the key `k7` occurs twice"
        ]
    );
}

#[test]
fn deep_nesting_is_refused() {
    let levels = 1_000_000;
    assert_eq!(
        first_line(json, &"[".repeat(levels)),
        "error[E0024]: nested deeper than 100 levels"
    );
    assert_eq!(
        first_line(json, &"{\"a\":".repeat(levels)),
        "error[E0024]: nested deeper than 100 levels"
    );
    assert_eq!(
        first_line(yaml, &"- ".repeat(levels)),
        "error[E0024]: nested deeper than 100 levels"
    );
    // The parser has a limit of its own for brackets, and meets it first because it reads ahead.
    assert_eq!(
        first_line(yaml, &"[".repeat(levels)),
        "error[E0021]: the YAML is not valid: recursion limit exceeded"
    );
    assert!(read(json, &("[".repeat(100) + &"]".repeat(100))).is_ok());
}

/// The words at the place of every value and key are the value and the key, in both notations, behind wide characters too.
#[test]
fn places_are_those_of_the_values() {
    let yaml_text = "é😀: plain text  # é\nlist:\n  - 'single é'\n  - \"dou\\\"ble\"\n  - -17\nflow: {ä: [ö, ü]}\nlast: true\n";
    let json_text = "{\"é😀\": \"plain\", \"list\": [ -17 , true ], \"ä\" :null}";
    let cases: [(Parse, &str, &[&str]); 2] = [
        (
            yaml,
            yaml_text,
            &[
                "é😀",
                "plain text",
                "list",
                "'single é'",
                "\"dou\\\"ble\"",
                "-17",
                "flow",
                "ä",
                "ö",
                "ü",
                "last",
                "true",
            ],
        ),
        (
            json,
            json_text,
            &[
                "\"é😀\"",
                "\"plain\"",
                "\"list\"",
                "-17",
                "true",
                "\"ä\"",
                "null",
            ],
        ),
    ];
    for (parse, contents, expected) in cases {
        let texts = texts(contents);
        let (file, text) = texts.iter().next().expect("there is one text");
        let node = parse(file, text.contents(), &mut Problems::new()).expect("the text is valid");
        let mut words = Vec::new();
        collect(&node, &texts, &mut words);
        assert_eq!(words, expected);
    }
}

fn collect<'t>(node: &Node<'_>, texts: &'t SourceTexts, words: &mut Vec<&'t str>) {
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| collect(item, texts, words)),
        Value::Mapping(mapping) => mapping.iter().for_each(|(key, value)| {
            words.push(texts.text(key.location));
            collect(value, texts, words);
        }),
        _ => words.push(texts.text(node.location)),
    }
}

#[test]
fn values_are_found_by_key_and_by_pointer() {
    let mut contents = "{\"paths\": {\"/me\": {\"a~b\": [10, {\"x\": 20}]}}".to_owned();
    contents.extend(
        (0..100)
            .rev()
            .map(|number| format!(", \"key{number}\": {number}")),
    );
    contents.push('}');
    let texts = texts(&contents);
    let (file, text) = texts.iter().next().expect("there is one text");
    let node = json(file, text.contents(), &mut Problems::new()).expect("the text is valid");

    for number in 0..100 {
        assert_eq!(
            node.get(&format!("key{number}")).map(short),
            Some(format!("#{number}"))
        );
    }
    assert_eq!(node.get("key100"), None);
    assert_eq!(
        node.pointer("/paths/~1me/a~0b/1/x").map(short).as_deref(),
        Some("#20")
    );
    assert_eq!(node.pointer(""), Some(&node));
    for absent in [
        "/paths/me",
        "/paths/~1me/a~0b/2",
        "/paths/~1me/a~0b/x",
        "paths",
        "/key1/x",
    ] {
        assert_eq!(node.pointer(absent), None, "{absent}");
    }
    assert_eq!(texts.text(node.locate("/paths/~1me")), "\"/me\"");
    assert_eq!(texts.text(node.locate("/paths/~1me/a~0b/0")), "10");
    assert_eq!(
        texts.text(node.locate("/paths/~1me/absent/deeper")),
        "\"/me\""
    );
    assert_eq!(node.locate("/absent"), node.location);
}
