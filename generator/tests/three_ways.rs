//! Three ways in, one crate out: the CSDL of `specs/` alone, its OpenAPI alone, and everything together say the same.
//!
//! What one form of description cannot say is listed here with the reason, and the list is exact: a difference that is not listed
//! fails, and so does a listed one that no longer occurs.

mod support;

use std::collections::BTreeMap;

use msgraph_generator::source::SourceTexts;
use msgraph_generator::{Generated, listing};
use support::facts::{self, ABSENT, Facts};
use support::{compare, inputs};

const CSDL: &str = "graph-beta.csdl";
const OPENAPI: &str = "graph-beta.openapi.yaml";
const PAGE: &str = "docs/connectorgroup-post-applications.md";
const SLICE: &str = "slice.toml";

/// Something that one source does not say.
enum Unsaid {
    /// A whole aspect: of every fact of this aspect about such a subject, that side has this value, and the other one often has not.
    Aspect {
        aspect: &'static str,
        of: fn(&str, &Facts) -> bool,
        says: &'static str,
        reason: &'static str,
    },
    /// Single facts.
    Facts {
        names: &'static [&'static str],
        says: &'static str,
        reason: &'static str,
    },
}

/// What CSDL does not say, and OpenAPI does.
const UNSAID_BY_CSDL: &[Unsaid] = &[
    Unsaid::Facts {
        names: &["version"],
        says: "unknown",
        reason: "a schema is served under a version and does not repeat it; OpenAPI states the server's URL",
    },
    Unsaid::Aspect {
        aspect: "summary",
        of: anything,
        says: ABSENT,
        reason: "a title for what a caller does is a notion of OpenAPI",
    },
    Unsaid::Aspect {
        aspect: "page",
        of: anything,
        says: ABSENT,
        reason: "this CSDL has no annotations that link to the reference pages",
    },
    Unsaid::Aspect {
        aspect: "description",
        of: is_operation,
        says: ABSENT,
        reason: "CSDL describes the navigation property, not each thing that can be done there",
    },
];

/// What OpenAPI does not say, and CSDL does.
const UNSAID_BY_OPENAPI: &[Unsaid] = &[
    Unsaid::Aspect {
        aspect: "value",
        of: anything,
        says: "unknown",
        reason: "the members of an enumeration are texts there; their numbers are not sent",
    },
    Unsaid::Aspect {
        aspect: "contained",
        of: is_of_type,
        says: "unknown",
        reason: "a path through a navigation property looks the same whether the target lives there or not",
    },
    Unsaid::Aspect {
        aspect: "open",
        of: anything,
        says: "false",
        reason: "schemas of Graph's OpenAPI never forbid further properties, so allowing them says nothing",
    },
    Unsaid::Aspect {
        aspect: "abstract",
        of: anything,
        says: "false",
        reason: "a schema that others extend looks the same whether values of its own exist or not",
    },
    Unsaid::Aspect {
        aspect: "nullable",
        of: is_collection_property,
        says: "unknown",
        reason: "items are written as if each may be null or none, whatever the schema says",
    },
    Unsaid::Facts {
        names: &[
            "microsoft.graph.drive/root continues",
            "microsoft.graph.driveItem/children continues",
            "microsoft.graph.rbacApplication/roleDefinitions continues",
        ],
        says: "false",
        reason: "what is contained can be gone on from, and no path of this file does so",
    },
    Unsaid::Facts {
        names: &[
            "microsoft.graph.connector/status computed",
            "microsoft.graph.connectorGroup/connectorGroupType computed",
        ],
        says: "false",
        reason: "a property that is a bare `$ref` has no place for `readOnly` (OpenAPI 3.0.3, Reference Object)",
    },
    Unsaid::Facts {
        names: &[
            "microsoft.graph.connector/status description",
            "microsoft.graph.connectorGroup/connectorGroupType description",
        ],
        says: ABSENT,
        reason: "a property that is a bare `$ref` has no place for a description (OpenAPI 3.0.3, Reference Object)",
    },
];

/// What only the reference page says.
const UNSAID_BY_BOTH: &[Unsaid] = &[Unsaid::Facts {
    names: &["microsoft.graph.application/connectorGroup SetRef permissions"],
    says: ABSENT,
    reason: "permissions are told on the reference pages alone",
}];

/// What the reference page says better than OpenAPI.
const REPLACED_BY_PAGE: &[Unsaid] = &[Unsaid::Facts {
    names: &["microsoft.graph.application/connectorGroup SetRef description"],
    says: "Makes the connector group the one the application is published through. \
           The body is a reference to the connector group.",
    reason: "the prose of a page comes before that of OpenAPI",
}];

#[test]
fn csdl_and_openapi_mean_the_same() {
    let (csdl, openapi) = (inputs_of(&[CSDL]), inputs_of(&[OPENAPI]));
    assert_explained(
        &facts::of(&csdl.api),
        &facts::of(&openapi.api),
        &[UNSAID_BY_CSDL],
        &[UNSAID_BY_OPENAPI],
    );
    assert_explained(
        &facts::of(&csdl.slice.api),
        &facts::of(&openapi.slice.api),
        &[UNSAID_BY_CSDL],
        &[UNSAID_BY_OPENAPI],
    );
}

#[test]
fn all_together_mean_what_each_means() {
    let all = inputs_of(&[CSDL, OPENAPI, PAGE]);
    let (csdl, openapi) = (inputs_of(&[CSDL]), inputs_of(&[OPENAPI]));
    let whole = facts::of(&all.api);
    assert_explained(
        &facts::of(&csdl.api),
        &whole,
        &[UNSAID_BY_CSDL, UNSAID_BY_BOTH],
        &[],
    );
    let unsaid = [UNSAID_BY_OPENAPI, UNSAID_BY_BOTH, REPLACED_BY_PAGE];
    assert_explained(&facts::of(&openapi.api), &whole, &unsaid, &[]);
}

#[test]
fn the_crates_differ_in_their_documentation_and_in_what_a_reference_cannot_say() {
    let code: Vec<BTreeMap<String, String>> = ways().iter().map(without_documentation).collect();
    for other in &code[1..] {
        if let Some(difference) = compare::first_difference(&code[0], other) {
            panic!("{difference}");
        }
    }
}

#[test]
fn the_crates_offer_the_same_calls() {
    let calls = |way: &Generated| -> Vec<(&'static str, String, String)> {
        let offered = listing::operations(&way.krate).into_iter();
        offered
            .map(|offered| (offered.method, offered.template, offered.call))
            .collect()
    };
    let [csdl, openapi, all] = ways().map(|way| calls(&way));
    assert_eq!(csdl, openapi);
    assert_eq!(csdl, all);
    let seed = (
        "PUT",
        "/applications/{application-id}/connectorGroup/$ref".to_owned(),
        "applications().id(id).connector_group().set_ref(target)".to_owned(),
    );
    assert!(csdl.contains(&seed), "the seed is not offered: {csdl:#?}");
}

#[test]
fn nothing_is_left_out_or_doubted() {
    for names in [
        vec![CSDL, SLICE],
        vec![OPENAPI, SLICE],
        vec![CSDL, OPENAPI, PAGE, SLICE],
    ] {
        let generated = inputs::generated(inputs::specs(&names));
        let texts = SourceTexts::new(inputs::specs(&names)).expect("names are unique");
        assert_eq!(generated.warnings.render(&texts, false), "", "{names:?}");
    }
}

/// A list that is not exact must fail, in both directions.
#[test]
fn the_comparison_finds_what_is_not_listed_and_what_is_listed_in_vain() {
    let facts = |value: &str| Facts::from([("a kind".to_owned(), value.to_owned())]);
    let listed: &[Unsaid] = &[Unsaid::Facts {
        names: &["a kind"],
        says: "x",
        reason: "",
    }];
    assert!(unexplained(&facts("x"), &facts("y"), &[listed], &[]).is_empty());
    assert_eq!(unexplained(&facts("x"), &facts("y"), &[], &[]).len(), 1);
    assert_eq!(
        unexplained(&facts("z"), &facts("y"), &[listed], &[]).len(),
        2
    );
    assert_eq!(
        unexplained(&facts("x"), &facts("x"), &[listed], &[]).len(),
        1
    );
}

fn inputs_of(names: &[&str]) -> Generated {
    let names: Vec<&str> = names.iter().copied().chain([SLICE]).collect();
    inputs::generated(inputs::specs(&names))
}

fn ways() -> [Generated; 3] {
    [
        inputs_of(&[CSDL]),
        inputs_of(&[OPENAPI]),
        inputs_of(&[CSDL, OPENAPI, PAGE]),
    ]
}

/// Without what says that a property with a schema of its own is read only. In OpenAPI it is a `$ref`, which has no place for `readOnly`
/// (OpenAPI 3.0, section "Reference Object").
fn without_read_only_references(code: &str) -> String {
    let mut said = code.split("pub const ");
    let mut left = said.next().unwrap_or_default().to_owned();
    for constant in said {
        left.push_str("pub const ");
        match constant.split_once("> = rt::Property {") {
            Some((ty, rest)) if ty.contains("crate::") => {
                let ty = ty.split_whitespace().collect::<Vec<_>>().concat();
                let ty = ty.trim_end_matches(',').trim_end_matches(",rt::ReadOnly");
                left.push_str(ty);
                left.push_str("> = rt::Property {");
                left.push_str(rest);
            }
            _ => left.push_str(constant),
        }
    }
    left
}

/// The same in the list of what the crate offers.
fn without_listed_read_only_references(list: &str) -> String {
    let lines = list.lines().map(|line| match line.split_once(" type=") {
        Some((_, ty)) if ty.contains("::") => line.trim_end_matches(" access=read-only"),
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Without the words that tell of documentation and permissions.
fn without_listed_documentation(list: &str) -> String {
    let told = |word: &&str| {
        let told = ["docs=", "work=", "personal=", "app="];
        told.iter().any(|it| word.starts_with(it))
    };
    let lines = list.lines().map(|line| {
        let words = line.split(' ').filter(|word| !told(word));
        words.collect::<Vec<_>>().join(" ")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Without what only pages tell: prose, and permissions.
fn without_documentation(way: &Generated) -> BTreeMap<String, String> {
    let mut files = compare::files(&way.files);
    files.retain(|path, _| !path.ends_with("permissions.rs"));
    for (path, content) in &mut files {
        *content = match path.ends_with("api.txt") {
            true => without_listed_documentation(&without_listed_read_only_references(content)),
            false => without_read_only_references(content),
        };
        let is_code = |line: &&str| {
            let line = line.trim_start();
            let told = [
                "///",
                "pub mod permissions;",
                "permissions::",
                "permissions ",
            ];
            !told.iter().any(|told| line.starts_with(told))
        };
        *content = content
            .lines()
            .filter(is_code)
            .collect::<Vec<_>>()
            .join("\n");
    }
    files
}

fn assert_explained(
    first: &Facts,
    second: &Facts,
    by_first: &[&[Unsaid]],
    by_second: &[&[Unsaid]],
) {
    let unexplained = unexplained(first, second, by_first, by_second);
    assert!(unexplained.is_empty(), "\n{}", unexplained.join("\n"));
}

/// The differences that the lists do not explain, and the entries of the lists that explain nothing.
fn unexplained(
    first: &Facts,
    second: &Facts,
    by_first: &[&[Unsaid]],
    by_second: &[&[Unsaid]],
) -> Vec<String> {
    let mut differences: BTreeMap<String, (String, String)> = facts::differences(first, second)
        .into_iter()
        .map(|(name, first, second)| (name, (first, second)))
        .collect();
    let mut problems = Vec::new();
    for unsaid in by_first.iter().copied().flatten() {
        explain(unsaid, first, second, &mut differences, &mut problems);
    }
    for unsaid in by_second.iter().copied().flatten() {
        explain(unsaid, second, first, &mut differences, &mut problems);
    }
    problems.extend(
        differences.into_iter().map(|(name, (first, second))| {
            format!("not listed: {name} is `{first}` and `{second}`")
        }),
    );
    problems
}

/// Takes away the differences that an entry explains.
fn explain(
    unsaid: &Unsaid,
    ignorant: &Facts,
    knowing: &Facts,
    differences: &mut BTreeMap<String, (String, String)>,
    problems: &mut Vec<String>,
) {
    match unsaid {
        Unsaid::Facts {
            names,
            says,
            reason,
        } => {
            for name in *names {
                let said = ignorant.get(*name).map_or(ABSENT, String::as_str);
                if said != *says || differences.remove(*name).is_none() {
                    problems.push(format!("listed in vain: {name} is `{said}` ({reason})"));
                }
            }
        }
        Unsaid::Aspect {
            aspect,
            of,
            says,
            reason,
        } => {
            let subject = |name: &str| {
                let rest = name.strip_suffix(aspect)?.strip_suffix(' ')?;
                Some(rest.to_owned())
            };
            let about = |name: &&String, facts: &Facts| {
                subject(name).is_some_and(|subject| of(&subject, facts))
            };
            for name in ignorant.keys().filter(|name| about(name, ignorant)) {
                if ignorant[name] != *says {
                    problems.push(format!(
                        "said after all: {name} is `{}` ({reason})",
                        ignorant[name]
                    ));
                }
            }
            let before = differences.len();
            differences.retain(|name, _| !about(&name, knowing));
            if differences.len() == before {
                problems.push(format!("listed in vain: {aspect} ({reason})"));
            }
        }
    }
}

fn anything(_: &str, _: &Facts) -> bool {
    true
}

/// One of the things that can be done at a navigation, as opposed to the navigation itself, a type or a property.
fn is_operation(subject: &str, _: &Facts) -> bool {
    subject.contains(' ')
}

/// What a type has, as opposed to the service root.
fn is_of_type(subject: &str, _: &Facts) -> bool {
    !subject.starts_with('/')
}

/// A parameter that is a collection says whether it may be null: of it alone it is known whether it may be left out.
fn is_collection_property(subject: &str, facts: &Facts) -> bool {
    let ty = facts.get(&format!("{subject} type"));
    let parameter = facts.contains_key(&format!("{subject} optional"));
    !parameter && ty.is_some_and(|ty| ty.starts_with("Collection("))
}
