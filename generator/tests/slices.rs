//! Which ways a slice keeps, what it refuses, and how paths are explained. The description is the bundled one.

mod support;

use std::collections::BTreeSet;

use msgraph_generator::model::TypeId;
use msgraph_generator::source::{SourceText, SourceTexts};
use msgraph_generator::{Generated, generate, listing};
use support::inputs;

/// What several ways lead to is reached by each of them.
#[test]
fn a_wildcard_keeps_every_way() {
    let roots = |path: &str| -> Vec<String> {
        let slice = sliced(&format!("[include]\npaths = [\"{path}\"]\n")).slice;
        slice.api.root.into_keys().collect()
    };
    assert_eq!(
        roots("**/owners"),
        [
            "applications",
            "groups",
            "onPremisesPublishingProfiles",
            "servicePrincipals"
        ]
    );
    // The members of a group can be cast to users.
    assert_eq!(roots("**/manager/$ref"), ["groups", "me", "users"]);
    assert_eq!(roots("users/{id}/manager/$ref"), ["users"]);
}

/// `me` and `users` lead to one type: what is excluded at the one stays at the other.
#[test]
fn what_another_path_reaches_stays() {
    let users = operations("[include]\npaths = [\"users/**\"]\n");
    let both = operations(
        "[include]\npaths = [\"users/**\", \"me/**\"]\n[exclude]\npaths = [\"me/**\"]\n",
    );
    assert!(users.len() > 10 && users == both, "{both:?}");
    let without = sliced("[include]\npaths = [\"users/**\"]\n[exclude]\npaths = [\"me/**\"]\n");
    assert_eq!(without.slice.api.root.keys().collect::<Vec<_>>(), ["users"]);
}

#[test]
fn what_every_path_excludes_is_gone() {
    let include = "[include]\npaths = [\"users/**\", \"me/**\"]\n";
    let all = operations(include);
    for exclude in [
        r#"["users/{id}/manager/**", "me/manager/**"]"#,
        r#"["**/manager/**"]"#,
    ] {
        let kept = operations(&format!("{include}[exclude]\npaths = {exclude}\n"));
        let gone: Vec<&String> = all.difference(&kept).collect();
        assert!(
            gone.len() == 4 && gone.iter().all(|gone| gone.contains("/manager")),
            "{exclude}: {gone:?}"
        );
    }
    let one = operations(&format!(
        "{include}[exclude]\npaths = [\"users/{{id}}/manager/**\"]\n"
    ));
    assert_eq!(one.len(), all.len());
}

/// A place itself may be excluded without what is behind it.
#[test]
fn an_exclusion_takes_what_it_says_and_not_what_is_behind() {
    let kept = operations(
        "[include]\npaths = [\"users/{id}/manager/**\"]\n[exclude]\npaths = [\"users/{id}/manager\"]\n",
    );
    let expected =
        ["DELETE", "GET", "PUT"].map(|method| format!("{method} /users/{{user-id}}/manager/$ref"));
    assert_eq!(kept, BTreeSet::from(expected));
}

#[test]
fn an_excluded_root_is_gone_from_everything() {
    let slice = sliced("[exclude]\npaths = [\"groups/**\", \"GET me\"]\n").slice;
    assert!(!slice.api.root.contains_key("groups"));
    assert!(slice.api.root.contains_key("me") && slice.api.root.contains_key("users"));
    assert!(slice.reasons.contains_key(&id("group")));
}

/// Places behind an excluded type are left out with it, unless another way leads there.
#[test]
fn what_only_an_excluded_type_leads_to_is_gone() {
    let sliced = sliced(
        "[include]\npaths = [\"onPremisesPublishingProfiles/**\"]\n[exclude]\ntypes = [\"connectorGroup\"]\n",
    );
    let connector = sliced.slice.api.structured(&id("connector"));
    let navigations = connector.map(|connector| connector.navigation.keys().collect::<Vec<_>>());
    assert_eq!(navigations, Some(Vec::new()));
    assert!(!sliced.slice.reasons.contains_key(&id("application")));
}

#[test]
fn a_mistyped_method_is_refused() {
    assert_told(
        "[include]\npaths = [\"GTE users\", \"GET users\"]\n",
        &[
            "error[E0084]: `GTE` is no HTTP method of the service",
            "slice.toml:2:10",
            "the methods are GET, POST, PUT, PATCH, DELETE;",
        ],
    );
    assert_told(
        "[exclude]\npaths = [\"GET, PUT users\"]\n",
        &["error[E0084]: `` is no HTTP method of the service"],
    );
}

#[test]
fn a_base_type_cannot_be_excluded_alone() {
    assert_told(
        "[include]\npaths = [\"groups/{id}\"]\n[exclude]\ntypes = [\"microsoft.graph.entity\"]\n",
        &[
            "error[E0085]: `microsoft.graph.entity` cannot be left out: `microsoft.graph.directoryObject` derives from it",
            "slice.toml:4:10",
        ],
    );
    let location = sliced("[include]\ntypes = [\"location\"]\n[exclude]\ntypes = [\"entity\"]\n");
    assert!(location.slice.reasons.contains_key(&id("location")));
}

#[test]
fn a_rename_of_nothing_is_refused() {
    let renames = r#"[include]
paths = ["users/**"]
[rename]
"microsoft.graph.user" = "person"
"microsoft.graph.user/manager" = "boss"
"microsoft.graph.user/id" = "identifier"
"microsoft.graph.user/reminderView" = "reminders"
"microsoft.graph.user/delta" = "changes"
"microsoft.graph.locationType/default" = "usual"
"microsoft.graph.addPassword/passwordCredential" = "credential"
"users" = "people"
"#;
    let people = sliced(renames);
    let calls = listing::operations(&people.krate);
    assert!(calls.iter().any(|call| call.call.starts_with("people()")));
    let typed = [
        (
            "microsoft.graph.usr",
            "did you mean `microsoft.graph.user`?",
        ),
        ("user", "did you mean `microsoft.graph.user`?"),
        (
            "user/manager",
            "did you mean `microsoft.graph.user/manager`?",
        ),
        (
            "microsoft.graph.user/managr",
            "did you mean `microsoft.graph.user/manager`?",
        ),
        ("usrs", "did you mean `users`?"),
        ("microsoft.graph.locationType/nowhere", "a key is a type"),
        ("printer", "a key is a type"),
    ];
    for (key, help) in typed {
        let slice = format!("[include]\npaths = [\"users/**\"]\n[rename]\n\"{key}\" = \"name\"\n");
        let message = format!("error[E0086]: nothing of the descriptions is named `{key}`");
        assert_told(&slice, &[&message, "slice.toml:4:1", help]);
    }
}

/// Whatever `cargo xtask operations` lists can be given to `cargo xtask explain`.
#[test]
fn every_listed_operation_is_explained() {
    let all = sliced("");
    let some = sliced("[include]\npaths = [\"groups/**\"]\n");
    let listed = listing::operations(&all.krate);
    assert!(listed.len() > 50);
    // What is addressed by its path is in no description, so no entry can name it.
    let described = listed.iter().filter(|one| !one.template.contains(":/"));
    for one in described {
        let name = format!("{} {}", one.method, one.template);
        let text = explained(&all, &name).unwrap_or_else(|near| panic!("{name}: {near:?}"));
        assert!(
            text.contains("in the slice") && !text.contains("not"),
            "{name}: {text}"
        );
        let groups = one.template.starts_with("/groups");
        let text = some.slice.explain(&all.api, &name).unwrap_or_default();
        assert_eq!(text.contains("not in the slice"), !groups, "{name}: {text}");
    }
}

#[test]
fn a_path_is_explained_as_it_is_written() {
    let users = sliced("[include]\npaths = [\"GET users/{id}/manager\"]\n");
    let all = sliced("");
    let text = |name: &str| users.slice.explain(&all.api, name);
    let manager = "user/manager is in the slice and leads to microsoft.graph.directoryObject\n";
    let entry = "  the slice file lists `GET users/{id}/manager`\n";
    let get = format!("{entry}  GET user/manager: in the slice\n");
    assert_eq!(
        text("GET users/{id}/manager"),
        Ok(format!("{manager}{get}"))
    );
    assert_eq!(text("get /Users/*/MANAGER"), Ok(format!("{manager}{get}")));
    assert_eq!(
        text("GET me/manager"),
        Ok(format!(
            "{manager}{get}this path is not in the slice: me is not\n"
        ))
    );
    assert_eq!(
        text("PUT,DELETE users/{id}/manager/$ref"),
        Ok(format!(
            "{manager}{entry}  PUT user/manager/$ref: not in the slice: no path entry takes it in\n  \
             DELETE user/manager/$ref: not in the slice: no path entry takes it in\n"
        ))
    );
    let delta = "microsoft.graph.delta on users is not in the slice: no path of it is included\n";
    for name in [
        "users/delta",
        "GET users/microsoft.graph.delta()",
        "GET /users/delta()",
    ] {
        assert_eq!(text(name).as_deref(), Ok(delta), "{name}");
    }
    assert!(text("users/{id}/displayName").is_ok_and(|text| {
        text.starts_with("microsoft.graph.user/displayName is no field: microsoft.graph.user is in the slice as a place alone")
    }));
}

#[test]
fn what_is_not_understood_is_refused_with_what_may_have_been_meant() {
    let all = sliced("[include]\npaths = [\"users/**\"]\n");
    let near = |name: &str| match explained(&all, name) {
        Ok(text) => panic!("{name}: {text}"),
        Err(near) => near,
    };
    assert_eq!(near("users/{id}/managr"), ["users/{id}/manager"]);
    assert_eq!(near("users/manager"), ["users/{id}/manager"]);
    assert_eq!(near("user/managr/$ref"), ["user/manager"]);
    assert_eq!(near("user/displayName/first"), ["user/displayName"]);
    assert_eq!(near("user/manager/$reff"), ["user/manager/$ref"]);
    assert_eq!(near("user/delta"), ["users/delta"]);
    assert_eq!(near("GET user"), ["microsoft.graph.user"]);
    assert_eq!(near("POST users/delta"), ["GET users/delta"]);
    assert_eq!(near("PATCH users"), ["PATCH users/{id}"]);
    assert_eq!(
        near("GTE user/manager"),
        ["GET", "POST", "PUT", "PATCH", "DELETE"].map(|method| format!("{method} user/manager"))
    );
    assert_eq!(near("/user"), ["users"]);
    assert_eq!(near(""), Vec::<String>::new());
    assert_eq!(near("users/{id}/{id}"), Vec::<String>::new());
}

#[test]
fn an_excluded_type_is_said_to_be() {
    let sliced = sliced(
        "[include]\npaths = [\"groups/{id}\", \"applications/{id}/connectorGroup\"]\n[exclude]\ntypes = [\"assignedLabel\", \"connectorGroup\"]\n",
    );
    assert_eq!(
        explained(&sliced, "assignedLabel").as_deref(),
        Ok("microsoft.graph.assignedLabel is not in the slice: the slice file excludes it\n")
    );
    assert!(
        explained(&sliced, "application/connectorGroup").is_ok_and(|text| text
            == "application/connectorGroup is not in the slice: its type microsoft.graph.connectorGroup is excluded\n")
    );
}

fn explained(generated: &Generated, name: &str) -> Result<String, Vec<String>> {
    generated.slice.explain(&generated.api, name)
}

fn id(name: &str) -> TypeId {
    TypeId::parse(&format!("microsoft.graph.{name}")).expect("it is a qualified name")
}

fn texts(slice: &str) -> Vec<SourceText> {
    let mut texts = inputs::specs(&["graph-beta.csdl", "graph-beta.openapi.yaml"]);
    texts.push(SourceText::slice("slice.toml", slice));
    texts
}

fn sliced(slice: &str) -> Generated {
    inputs::generated(texts(slice))
}

/// Method and URL template of all that can be called.
fn operations(slice: &str) -> BTreeSet<String> {
    let offered = listing::operations(&sliced(slice).krate).into_iter();
    offered
        .map(|call| format!("{} {}", call.method, call.template))
        .collect()
}

/// Nothing is made, and each part is in what is told.
fn assert_told(slice: &str, parts: &[&str]) {
    let texts = SourceTexts::new(texts(slice)).expect("the names are unique");
    let Err(problems) = generate(&texts, |_| {}) else {
        panic!("a crate is made of {slice}");
    };
    let told = problems.render(&texts, false);
    for part in parts {
        assert!(told.contains(part), "{part} is not in:\n{told}");
    }
}
