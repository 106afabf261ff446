//! The items of a delta query.

mod json;
mod script;
mod shape;

use json::{read, round_trip, written};
use msgraph_runtime::http::Method;
use msgraph_runtime::model::{MAX_DEPTH, from_json};
use msgraph_runtime::{
    Delta, Error, Page, Path, Property, PropertyState, RemovalReason, Removed, Request,
};
use script::Script;
use serde_json::json;
use shape::any_directory_object::AnyDirectoryObject;
use shape::user::User;

const ACCOUNT_ENABLED: Property<User, bool> = Property::new("accountEnabled");

fn removed(json: &str) -> Removed {
    let item: Delta<User> = round_trip(json);
    item.into_changed().expect_err(json)
}

#[test]
fn the_annotation_decides_wherever_it_stands() {
    let places = [
        r#"{"@removed":{"reason":"deleted"},"id":"a","accountEnabled":true}"#,
        r#"{"id":"a","@removed":{"reason":"deleted"},"accountEnabled":true}"#,
        r#"{"accountEnabled":true,"id":"a","@removed":{"reason":"deleted"}}"#,
    ];
    for json in places {
        let removed = removed(json);
        assert_eq!(removed.id.as_deref(), Some("a"));
        assert_eq!(removed.reason(), Some(&RemovalReason::Deleted));
        assert_eq!(removed.additional_data["accountEnabled"], true);
    }
    // Only a member of the object itself is one.
    let changed = [
        r#"{"id":"a","accountEnabled":true}"#,
        r#"{"id":"a","x":{"@removed":{"reason":"deleted"}}}"#,
        r#"{"id":"a","x":["@removed"],"y":"@removed","removed":1,"a@removed":{}}"#,
        "{}",
    ];
    for json in changed {
        let item: Delta<User> = round_trip(json);
        assert!(item.removed().is_none(), "{json}");
        let user: User = round_trip(json);
        assert_eq!(item.as_changed(), Some(&user));
        assert_eq!(item.into_changed(), Ok(user));
    }
}

#[test]
fn the_name_of_the_annotation_may_be_escaped() {
    let item: Delta<User> = round_trip(r#"{"id":"a","\u0040removed":{"reason":"deleted"}}"#);
    assert!(item.removed().is_some());
}

#[test]
fn nothing_that_is_said_of_a_removal_is_lost() {
    let unknown = removed(r#"{"id":"a","@removed":{"reason":"movedAway"}}"#);
    let Some(RemovalReason::Unrecognized(name)) = unknown.reason() else {
        panic!("{unknown:?}");
    };
    assert_eq!(name, "movedAway");

    let more = removed(
        r##"{"@odata.type":"#microsoft.graph.user","id":"a","@removed":{"reason":"changed","by":{"id":"b"}},"x":[1,null]}"##,
    );
    assert_eq!(more.reason(), Some(&RemovalReason::Changed));
    let removal = more.removal.as_ref().expect("an annotation");
    assert_eq!(removal.additional_data["by"], json!({"id": "b"}));
    assert_eq!(more.additional_data["x"], json!([1, null]));
    assert_eq!(more.clone(), more);

    for json in [
        r#"{"id":"a","@removed":{}}"#,
        r#"{"id":"a","@removed":{"reason":null}}"#,
        r#"{"id":"a","@removed":null}"#,
        r#"{"@odata.id":"https://graph.microsoft.com/v1.0/users/a","@removed":{"reason":null}}"#,
        r#"{"id":null,"@removed":{"reason":""}}"#,
    ] {
        let removed = removed(json);
        let told = removed.reason().map_or("", RemovalReason::as_str);
        assert_eq!(told, "", "{json}");
    }
}

#[test]
fn a_page_has_both_kinds_and_a_delta_link() {
    let page: Page<Delta<AnyDirectoryObject>> = round_trip(
        r##"{
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#directoryObjects",
            "@odata.deltaLink": "https://graph.microsoft.com/v1.0/directoryObjects/delta?$deltatoken=t",
            "value": [
                {"@odata.type": "#microsoft.graph.user", "id": "u", "accountEnabled": null},
                {"@odata.type": "#microsoft.graph.group", "id": "g", "@removed": {"reason": "changed"}},
                {"@odata.type": "#microsoft.graph.printer", "id": "p", "name": "x"}
            ]
        }"##,
    );
    assert!(page.next_link.is_none() && page.delta_link.is_some());
    let changed: Vec<_> = page.value.iter().filter_map(Delta::as_changed).collect();
    let names: Vec<_> = changed.iter().map(|object| object.type_name()).collect();
    assert_eq!(names, ["microsoft.graph.user", "microsoft.graph.printer"]);
    let gone: Vec<_> = page.value.iter().filter_map(Delta::removed).collect();
    assert_eq!(gone.len(), 1);
    assert_eq!(gone[0].id.as_deref(), Some("g"));
    assert_eq!(page.clone(), page);
}

#[test]
fn changed_properties_have_three_states() {
    let json = r#"[{"id":"a","accountEnabled":null},{"id":"b"},{"id":"c","accountEnabled":false}]"#;
    let items: Vec<Delta<User>> = round_trip(json);
    let states = items.iter().filter_map(Delta::as_changed);
    let states: Vec<_> = states.map(|user| ACCOUNT_ENABLED.state(user)).collect();
    let expected = [
        PropertyState::Null,
        PropertyState::Absent,
        PropertyState::Value(&false),
    ];
    assert_eq!(states, expected);
}

#[test]
fn what_is_wrong_is_told_with_its_path() {
    let wrong = [
        (r#"{"value":[{"id":"a"},7]}"#, "value[1]"),
        (r#"{"value":[{"id":7}]}"#, "value[0].id"),
        (r#"{"value":[{"id":7,"@removed":{}}]}"#, "value[0].id"),
        (r#"{"value":[{"@removed":true}]}"#, "value[0].@removed"),
        (
            r#"{"value":[{},{"@removed":{"reason":1}}]}"#,
            "value[1].@removed.reason",
        ),
        (r#"{"value":[null]}"#, "value[0]"),
    ];
    for (json, path) in wrong {
        let error = read::<Page<Delta<User>>>(json).expect_err(json);
        assert!(error.is_decode());
        assert_eq!(error.decode_path(), Some(path), "{json}: {error}");
    }
    for broken in [
        r#"{"id":"a","x":"#,
        r#"{"id":"a","@removed":{"reason":"#,
        r#"{"id" "a"}"#,
        "",
    ] {
        assert!(read::<Delta<User>>(broken).is_err(), "{broken}");
    }
}

#[test]
fn deep_nesting_is_an_error_and_not_the_end() {
    for depth in [MAX_DEPTH + 1, 100_000] {
        let open = r#"{"x":"#.repeat(depth);
        let close = "}".repeat(depth);
        for json in [
            format!(r#"{open}{{"@removed":{{}}}}{close}"#),
            format!(r#"{{"x":{open}1{close},"@removed":{{}}}}"#),
            format!(r#"{{"@removed":{open}1{close}}}"#),
            open,
        ] {
            let error = from_json::<Delta<User>>(json.as_bytes()).expect_err("too deep");
            assert!(error.to_string().contains("levels of nesting"), "{error}");
        }
    }
}

#[test]
fn is_a_value_for_serde_as_well() {
    let item: Delta<User> =
        serde_json::from_value(json!({"@removed": {"reason": "deleted"}, "id": "a"}))
            .expect("an item");
    let json: serde_json::Value = serde_json::from_str(&written(&item)).expect("JSON");
    assert_eq!(serde_json::to_value(&item).expect("JSON"), json);
    let shown = format!("{item:?}");
    assert!(shown.starts_with("Removed(removed {"), "{shown}");
}

#[tokio::test]
async fn rounds_of_a_delta_query_go_on_at_the_delta_link() -> Result<(), Error> {
    const ROOT: &str = "https://graph.microsoft.com/beta/users/delta";
    let first = format!(r#"{{"value":[{{"id":"a"}}],"@odata.nextLink":"{ROOT}?$skiptoken=1"}}"#);
    let last = format!(
        r#"{{"value":[{{"@removed":{{"reason":"changed"}},"id":"b"}}],"@odata.deltaLink":"{ROOT}?$deltatoken=1"}}"#
    );
    let later = format!(
        r#"{{"value":[{{"id":"a","@removed":{{"reason":"deleted"}}}}],"@odata.deltaLink":"{ROOT}?$deltatoken=2"}}"#
    );
    let answers = [first, last, later];
    let answers = answers.each_ref().map(|body| (200, &[][..], body.as_str()));
    let script = Script::of(&answers);
    let client = script::builder(&script).build()?;
    let request = || {
        let path = Path::service("beta").literal("users").literal("delta");
        Request::<Page<Delta<User>>>::page(Method::GET, path)
    };

    let mut pages = client.pages(request());
    let mut items = Vec::new();
    while let Some(page) = pages.next().await.transpose()? {
        items.extend(page.value);
    }
    assert!(matches!(
        items.as_slice(),
        [Delta::Changed(_), Delta::Removed(_)]
    ));
    let link = pages.delta_link().expect("a delta link").to_owned();
    let mut pages = client.pages(request()).from_link(link);
    let page = pages.next().await.expect("a page")?;
    let reason = page.value.first().and_then(Delta::removed);
    let reason = reason.and_then(Removed::reason);
    assert_eq!(reason, Some(&RemovalReason::Deleted));

    let asked = script.requests();
    let asked: Vec<_> = asked.iter().map(|request| request.uri().query()).collect();
    assert_eq!(asked, [None, Some("$skiptoken=1"), Some("$deltatoken=1")]);
    Ok(())
}
