//! One feature a case, description in, Rust out: each folder of `golden/` holds an input, and in `expected/` the files that show the point.
//!
//! `UPDATE_GOLDEN=1 cargo test -p msgraph-generator --test golden` writes the expectations anew.

mod support;

use std::collections::BTreeSet;

use support::{compare, inputs};

/// The cases: the folder, and the files of the output that the case is about.
const CASES: &[(&str, &[&str])] = &[
    ("acronyms", &["ios_lob_app.rs", "tls_version.rs"]),
    (
        "beta-only",
        &["device.rs", "dream.rs", "lib.rs", "part.rs", "state.rs"],
    ),
    ("bound-action", &["device.rs"]),
    ("bound-function", &["device.rs"]),
    ("collection-bound", &["device.rs"]),
    ("collection-of-references", &["person.rs", "team.rs"]),
    (
        "complex-types",
        &["rule.rs", "rule_exception.rs", "settings.rs"],
    ),
    ("composable-function", &["range.rs", "sheet.rs"]),
    ("contained-navigation", &["device.rs", "part.rs"]),
    ("delta", &["team.rs", "thing.rs"]),
    (
        "deprecations",
        &["api.txt", "badge.rs", "device.rs", "lib.rs", "status.rs"],
    ),
    ("edm-types", &["sample.rs"]),
    (
        "entity-set-and-singleton",
        &["device.rs", "lib.rs", "via.rs"],
    ),
    ("enumerations", &["abilities.rs", "panel.rs", "status.rs"]),
    ("inheritance", &["device.rs", "entity.rs"]),
    ("keys", &["device.rs", "rule.rs"]),
    ("media-streams", &["file.rs", "photo.rs"]),
    (
        "names",
        &["lib.rs", "models.rs", "option.rs", "place.rs", "string.rs"],
    ),
    (
        "namespaces",
        &["models.rs", "security/alert.rs", "security/mod.rs"],
    ),
    ("overloads", &["device.rs"]),
    ("parameters-by-alias", &["device.rs"]),
    ("path-without-types", &["lib.rs", "untyped.rs"]),
    ("reference-page", &["device.rs"]),
    (
        "single-valued-reference",
        &["device.rs", "employee.rs", "person.rs"],
    ),
    ("structural-path", &["device.rs", "settings.rs"]),
    ("type-casts", &["person.rs", "team.rs", "thing.rs"]),
    ("way-by-path", &["drive_item.rs"]),
];

#[test]
fn every_folder_is_a_case_and_expects_what_the_case_is_about() {
    let golden = inputs::package().join("tests/golden");
    let cases: Vec<&str> = CASES.iter().map(|(case, _)| *case).collect();
    assert_eq!(inputs::names(&golden), cases);
    if compare::updates() {
        return;
    }
    for (case, files) in CASES {
        let expected: BTreeSet<String> = inputs::tree(&golden.join(case).join("expected"));
        let files: BTreeSet<String> = files.iter().map(|file| (*file).to_owned()).collect();
        assert_eq!(expected, files, "{case}");
    }
}

#[test]
fn the_output_is_as_expected() {
    let mut failures = Vec::new();
    for (case, files) in CASES {
        let folder = inputs::package().join("tests/golden").join(case);
        let made = compare::files(&inputs::generated(inputs::case(&folder)).files);
        for file in *files {
            let actual = made
                .get(*file)
                .unwrap_or_else(|| panic!("{case} makes no {file}: {:?}", made.keys()));
            failures.extend(compare::with_file(&folder.join("expected").join(file), actual).err());
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
