//! Whether a property is absent, null or has a value, by its constant.

mod json;
mod shape;

use json::round_trip;
use msgraph_runtime::model::to_json;
use msgraph_runtime::{Property, PropertyState};
use serde_json::json;
use shape::any_directory_object::AnyDirectoryObject;
use shape::application::Application;
use shape::directory_object::DirectoryObject;
use shape::user::User;

const ID: Property<DirectoryObject, String> = Property::new("id");
const ACCOUNT_ENABLED: Property<User, bool> = Property::new("accountEnabled");
const IDENTIFIER_URIS: Property<Application, Vec<String>> = Property::new("identifierUris");

#[test]
fn absent_null_and_a_value_are_told_apart() {
    let absent: User = round_trip("{}");
    let state = ACCOUNT_ENABLED.state(&absent);
    assert!(state.is_absent() && !state.is_null());
    assert_eq!(state.value(), None);

    let null: User = round_trip(r#"{"accountEnabled": null}"#);
    let state = ACCOUNT_ENABLED.state(&null);
    assert!(state.is_null() && !state.is_absent());
    assert_eq!(state.value(), None);

    let value: User = round_trip(r#"{"accountEnabled": false}"#);
    let state = ACCOUNT_ENABLED.state(&value);
    assert!(!state.is_null() && !state.is_absent());
    assert_eq!(state.value(), Some(&false));
}

#[test]
fn an_enum_is_asked_as_a_model_is() {
    for (json, expected) in [
        (r#"{"x": 1}"#, PropertyState::Absent),
        (r#"{"id": null}"#, PropertyState::Null),
        (r#"{"id": "a"}"#, PropertyState::Value(&"a".to_owned())),
    ] {
        let plain: DirectoryObject = round_trip(json);
        assert_eq!(ID.state(&plain), expected);
        // A property of the base type, of a user.
        let user: User = round_trip(json);
        assert_eq!(ID.state(&user), expected);
        for name in ["user", "directoryObject", "printer"] {
            let typed = json.replacen(
                '{',
                &format!(r##"{{"@odata.type":"#microsoft.graph.{name}","##),
                1,
            );
            let any: AnyDirectoryObject = round_trip(&typed);
            assert_eq!(ID.state(&any), expected, "{typed}");
        }
    }
}

#[test]
fn a_state_is_what_the_model_would_write() {
    let mut user: User = round_trip(r#"{"accountEnabled": null}"#);
    user.account_enabled = Some(true);
    assert_eq!(ACCOUNT_ENABLED.state(&user), PropertyState::Value(&true));
    assert_eq!(to_json(&user), r#"{"accountEnabled":true}"#);
    user.account_enabled = None;
    assert_eq!(ACCOUNT_ENABLED.state(&user), PropertyState::Null);
    user.additional_data.remove("accountEnabled");
    assert_eq!(ACCOUNT_ENABLED.state(&user), PropertyState::Absent);
    user.additional_data
        .insert("accountEnabled", serde_json::Value::Null);
    assert!(ACCOUNT_ENABLED.state(&user).is_null());
}

#[test]
fn what_a_field_cannot_hold_is_neither_absent_nor_null() {
    let application: Application = round_trip(r#"{"identifierUris": ["a", null]}"#);
    assert_eq!(application.identifier_uris, None);
    let kept = json!(["a", null]);
    assert_eq!(
        IDENTIFIER_URIS.state(&application),
        PropertyState::Json(&kept)
    );
    assert_eq!(IDENTIFIER_URIS.state(&application).value(), None);
}
