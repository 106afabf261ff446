//! Models: nothing the service sends is lost or mixed up, and what is wrong is named.

mod json;
mod shape;

use json::{read, round_trip, written};
use msgraph_runtime::codegen as rt;
use msgraph_runtime::{Flags, Link, Page, edm};
use serde_json::json;
use shape::application::Application;
use shape::connector_group::ConnectorGroup;
use shape::connector_group_region::ConnectorGroupRegion;
use shape::informational_url::InformationalUrl;
use shape::native::NativeAuthenticationApisEnabled as Native;

#[test]
fn every_property_finds_its_field() {
    let application: Application = round_trip(
        r##"{ "@odata.type": "#microsoft.graph.application", "appId": "a\u00e9\n", "later": {"x": [1, null]},
             "createdDateTime": "2026-01-02T03:04:05.1200000Z", "identifierUris": ["u1", "u2"],
             "info": {"logoUrl": "l", "previous": {"logoUrl": "m"}},
             "passwordCredentials": [{"keyId": "k", "customKeyIdentifier": "AQI="}],
             "nativeAuthenticationApisEnabled": "all,japan" }"##,
    );
    assert_eq!(application.app_id.as_deref(), Some("aé\n"));
    let created = application
        .created_date_time
        .as_ref()
        .map(edm::DateTimeOffset::as_str);
    assert_eq!(created, Some("2026-01-02T03:04:05.1200000Z"));
    assert_eq!(
        application.identifier_uris.as_deref(),
        Some(["u1".to_owned(), "u2".to_owned()].as_slice())
    );
    let info = application
        .info
        .as_ref()
        .and_then(|info| info.previous.as_ref());
    assert_eq!(info.and_then(|info| info.logo_url.as_deref()), Some("m"));
    let key = application
        .password_credentials
        .as_ref()
        .and_then(|all| all.first());
    let bytes = key
        .and_then(|key| key.custom_key_identifier.as_ref())
        .and_then(edm::Binary::to_bytes);
    assert_eq!(bytes, Some(vec![1, 2]));
    assert_eq!(
        application.additional_data["later"],
        json!({"x": [1, null]})
    );
    assert_eq!(
        application.additional_data["@odata.type"],
        "#microsoft.graph.application"
    );
    assert_eq!(application.additional_data.len(), 2);
}

#[test]
fn only_what_is_set_is_written_known_names_first() {
    let mut application = Application {
        app_id: Some("a".to_owned()),
        ..Application::default()
    };
    assert_eq!(written(&application), r#"{"appId":"a"}"#);
    application.identifier_uris = Some(Vec::new());
    application
        .additional_data
        .insert("aaa".to_owned(), json!(1));
    assert_eq!(
        written(&application),
        r#"{"appId":"a","identifierUris":[],"aaa":1}"#
    );
    assert_eq!(written(&Application::default()), "{}");
}

#[test]
fn null_absent_and_a_value_are_three_things() {
    let null: ConnectorGroup = round_trip(r#"{"isDefault":null}"#);
    let absent: ConnectorGroup = round_trip("{}");
    let value: ConnectorGroup = round_trip(r#"{"isDefault":false}"#);
    assert_eq!(
        (null.is_default, absent.is_default, value.is_default),
        (None, None, Some(false))
    );
    assert!(null.additional_data["isDefault"].is_null());
    assert_ne!(null, absent);
    // A value set later takes the place of the null.
    let set = ConnectorGroup {
        is_default: Some(true),
        ..null
    };
    assert_eq!(written(&set), r#"{"isDefault":true}"#);
}

#[test]
fn a_number_that_nothing_holds_does_not_fail_the_object() {
    let application: Application = read(r#"{"appId":"a","x":[1e999]}"#).expect("an object");
    assert_eq!(application.app_id.as_deref(), Some("a"));
    assert_eq!(application.additional_data["x"], json!(["1e999"]));
}

#[test]
fn of_a_name_that_comes_twice_the_last_counts() {
    let cases = [
        (r#"{"id":"a","id":"b"}"#, r#"{"id":"b"}"#),
        (r#"{"id":"a","id":null}"#, r#"{"id":null}"#),
        (r#"{"id":null,"id":"b"}"#, r#"{"id":"b"}"#),
        (r#"{"x":1,"x":2}"#, r#"{"x":2}"#),
    ];
    for (json, expected) in cases {
        assert_eq!(
            written(&read::<ConnectorGroup>(json).expect(json)),
            expected
        );
    }
}

#[test]
fn an_array_with_null_items_is_kept_as_it_came() {
    let application: Application =
        round_trip(r#"{"identifierUris":["a",null],"passwordCredentials":[null],"appId":"x"}"#);
    assert_eq!(application.identifier_uris, None);
    assert_eq!(
        application.additional_data["identifierUris"],
        json!(["a", null])
    );
    assert_eq!(application.app_id.as_deref(), Some("x"));
    // Where items may be null there is nothing to keep aside.
    let items: Vec<Option<String>> = read(r#"["a",null]"#).expect("items");
    assert_eq!(items, [Some("a".to_owned()), None]);
}

#[test]
fn a_wrong_kind_is_named_with_its_place() {
    let cases = [
        (r#"{"appId":7}"#, "appId: expected a string, found a number"),
        (
            r#"{"identifierUris":"a"}"#,
            "identifierUris: expected an array, found a string",
        ),
        (
            r#"{"identifierUris":["a",{}]}"#,
            "identifierUris[1]: expected a string, found an object",
        ),
        (
            r#"{"info":[]}"#,
            "info: expected an object (`microsoft.graph.informationalUrl`), found an array",
        ),
        (
            r#"{"info":{"previous":{"logoUrl":true}}}"#,
            "info.previous.logoUrl: expected a string, found a truth value",
        ),
        (
            r#"{"passwordCredentials":[{},{"keyId":1}]}"#,
            "passwordCredentials[1].keyId: expected a string",
        ),
        (
            r#"{"appId":"a"#,
            "appId: not valid JSON at byte 11: the text ends inside a string",
        ),
        (r#"{"appId" "a"}"#, "not valid JSON at byte 9: expected `:`"),
        (
            "null",
            "expected an object (`microsoft.graph.application`), found null",
        ),
    ];
    for (json, expected) in cases {
        let error = read::<Application>(json).expect_err(json);
        assert!(error.is_decode(), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    }
    let error = read::<Application>(r#"{"info":{"logoUrl":7}}"#).expect_err("a number");
    assert_eq!(error.decode_path(), Some("info.logoUrl"));
}

#[test]
fn nesting_is_limited_for_known_and_unknown_properties() {
    for name in ["previous", "unknown"] {
        let deep = format!("{{\"{name}\":").repeat(100_000);
        let error = read::<InformationalUrl>(&deep).expect_err("too deep");
        assert!(error.to_string().contains("levels of nesting"), "{error}");
    }
    let fine = format!("{}{{}}{}", r#"{"previous":"#.repeat(60), "}".repeat(60));
    round_trip::<InformationalUrl>(&fine);
}

/// A record as large as the largest entity types, that nests in itself in both ways there are.
struct Large {
    list: Option<Vec<Large>>,
    next: Option<Box<Large>>,
    rest: [u64; 1000],
    additional_data: rt::AdditionalData,
}

impl Default for Large {
    fn default() -> Self {
        Self {
            list: None,
            next: None,
            rest: [0; 1000],
            additional_data: rt::AdditionalData::new(),
        }
    }
}

impl rt::Record for Large {
    fn shape(&self) -> &'static rt::Shape {
        &rt::Shape {
            type_name: "large",
            names: &["list", "next"],
        }
    }

    fn slot(&self, index: usize) -> &dyn rt::Slot {
        match index {
            0 => &self.list,
            1 => &self.next,
            _ => &self.additional_data,
        }
    }

    fn slot_mut(&mut self, index: usize) -> &mut dyn rt::Slot {
        match index {
            0 => &mut self.list,
            1 => &mut self.next,
            _ => &mut self.additional_data,
        }
    }
}

rt::record!(Large);

#[test]
fn the_deepest_nesting_fits_the_stack() {
    let nested = |open: &str, close: &str, levels: usize| {
        format!("{}{{}}{}", open.repeat(levels), close.repeat(levels))
    };
    let cases = [
        nested(r#"{"next":"#, "}", 63),
        nested(r#"{"list":["#, "]}", 31),
    ];
    for json in cases {
        // A quarter of what threads have by default, those of async runtimes among them.
        let thread = std::thread::Builder::new().stack_size(512 << 10);
        let read =
            thread.spawn(move || read::<Large>(&json).is_ok_and(|large| large.rest[999] == 0));
        assert!(read.expect("a thread").join().expect("no overflow"));
    }
}

#[test]
fn models_are_ordinary_types_for_serde() {
    let json = json!({"appId": "a", "nativeAuthenticationApisEnabled": "all", "x": null});
    let application: Application = serde_json::from_value(json.clone()).expect("an application");
    assert_eq!(
        application.native_authentication_apis_enabled,
        Some(Flags::from(Native::All))
    );
    assert_eq!(serde_json::to_value(&application).expect("JSON"), json);
    let many: Vec<Application> = serde_json::from_str(r#"[{},{"appId":"b"}]"#).expect("two");
    assert_eq!(
        serde_json::to_string(&many).expect("JSON"),
        r#"[{},{"appId":"b"}]"#
    );
    let error =
        serde_json::from_str::<Application>(r#"{"info":{"logoUrl":1}}"#).expect_err("a number");
    assert!(
        error
            .to_string()
            .contains("info.logoUrl: expected a string"),
        "{error}"
    );
    let region: ConnectorGroupRegion = serde_json::from_str("\"eur\"").expect("a region");
    assert_eq!(serde_json::to_string(&region).expect("JSON"), "\"eur\"");
    let date: edm::Date = serde_json::from_str("\"2026-01-02\"").expect("a date");
    assert_eq!(
        serde_json::to_string(&date).expect("JSON"),
        "\"2026-01-02\""
    );
}

#[test]
fn pages_and_links_are_ordinary_types_for_serde() {
    let json =
        json!({"@odata.count": 1, "@odata.nextLink": "n", "value": [{"appId": "a"}], "x": true});
    let page: Page<Application> = serde_json::from_value(json.clone()).expect("a page");
    assert_eq!(page.value[0].app_id.as_deref(), Some("a"));
    assert_eq!(serde_json::to_value(&page).expect("JSON"), json);
    let json = json!({"@odata.id": "u", "@odata.type": "#t", "x": 1});
    let link: Link<Application> = serde_json::from_value(json.clone()).expect("a link");
    assert_eq!(serde_json::to_value(&link).expect("JSON"), json);
}
