//! Values that are declared as one type and are of another.

use msgraph::models::{
    AnyDirectoryObject, AnySegmentConfiguration, Application, DirectoryObject,
    IpSegmentConfiguration, OnPremisesPublishing, SegmentConfiguration, User,
};
use msgraph::{Page, Patch, directory_object, on_premises_publishing};
use msgraph_runtime::model::{from_json, to_json};
use serde_json::{Value, json};

/// A user, an application that says last what it is, a type that the crate does not have, and one that does not say what it is.
fn members() -> Value {
    json!({ "value": [
        { "@odata.type": "#microsoft.graph.user", "id": "u1", "displayName": "Ada" },
        { "id": "a1", "displayName": "App", "@odata.type": "#microsoft.graph.application" },
        { "@odata.type": "#microsoft.graph.printer", "id": "p1", "manufacturer": { "name": "Acme" } },
        { "id": "d1", "color": "blue" },
    ]})
}

fn read(json: &Value) -> Page<AnyDirectoryObject> {
    from_json(json.to_string().as_bytes()).expect("a page of directory objects")
}

fn written(value: &impl msgraph_runtime::model::Value) -> Value {
    serde_json::from_str(&to_json(value)).expect("JSON")
}

#[test]
fn each_member_is_of_the_type_that_it_says() {
    let page = read(&members());
    let names: Vec<&str> = page
        .value
        .iter()
        .map(AnyDirectoryObject::type_name)
        .collect();
    let expected = [
        "microsoft.graph.user",
        "microsoft.graph.application",
        "microsoft.graph.printer",
        "microsoft.graph.directoryObject",
    ];
    assert_eq!(names, expected);
    match &page.value[..] {
        [
            AnyDirectoryObject::User(user),
            AnyDirectoryObject::Application(application),
            AnyDirectoryObject::Other(other),
            AnyDirectoryObject::DirectoryObject(plain),
        ] => {
            assert_eq!(user.display_name.as_deref(), Some("Ada"));
            assert_eq!(application.display_name.as_deref(), Some("App"));
            let printer = &other.additional_data;
            assert_eq!(
                printer.get("manufacturer"),
                Some(&json!({ "name": "Acme" }))
            );
            assert_eq!(plain.additional_data.get("color"), Some(&json!("blue")));
        }
        others => panic!("{others:?}"),
    }
    assert_eq!(written(&page), members());
}

#[test]
fn what_all_have_is_reached_without_asking_for_the_type() {
    let page = read(&members());
    let ids = page
        .value
        .iter()
        .map(|member| member.get(directory_object::ID));
    let ids: Vec<&str> = ids.flatten().map(String::as_str).collect();
    assert_eq!(ids, ["u1", "a1", "p1", "d1"]);
}

#[test]
fn one_type_is_asked_for_or_taken_out() {
    let mut members = read(&members()).value.into_iter();
    let user = members.next().expect("four members");
    assert!(user.as_application().is_none());
    assert_eq!(
        user.as_user().and_then(|user| user.id.as_deref()),
        Some("u1")
    );
    let user: User = user.into_user().expect("a user");
    assert_eq!(user.display_name.as_deref(), Some("Ada"));

    let application = members.next().expect("four members");
    let before = application.clone();
    let same = application.into_user().expect_err("it is no user");
    assert_eq!(same, before);

    // A type that the crate does not have is not the declared one, though it is kept as one.
    let printer = members.next().expect("four members");
    assert!(printer.as_directory_object().is_none());
    assert!(printer.into_directory_object().is_err());
}

#[test]
fn a_value_is_made_of_any_of_the_types_and_says_which_where_it_has_to() {
    let user = AnyDirectoryObject::from(User {
        id: Some("u1".to_owned()),
        ..User::default()
    });
    assert!(user.as_user().is_some());
    assert_eq!(
        written(&user),
        json!({ "@odata.type": "#microsoft.graph.user", "id": "u1" })
    );
    let declared = AnyDirectoryObject::from(DirectoryObject::default());
    assert_eq!(written(&declared), json!({}));
    let application: AnyDirectoryObject = Application::default().into();
    assert_eq!(application.type_name(), "microsoft.graph.application");
}

#[test]
fn a_complex_property_holds_a_derived_type() {
    let sent = json!({ "segmentsConfiguration": {
        "@odata.type": "#microsoft.graph.ipSegmentConfiguration",
        "applicationSegments": [{ "destinationHost": "10.0.0.1" }],
    }});
    let publishing: OnPremisesPublishing =
        from_json(sent.to_string().as_bytes()).expect("publishing");
    let segments = publishing.segments_configuration.as_ref();
    assert!(matches!(
        segments,
        Some(AnySegmentConfiguration::IpSegmentConfiguration(_))
    ));
    assert_eq!(written(&publishing), sent);

    // What comes without a type is of the declared one, and is not given another.
    let plain = json!({ "segmentsConfiguration": { "x": 1 } });
    let read: OnPremisesPublishing = from_json(plain.to_string().as_bytes()).expect("publishing");
    let segments = read.segments_configuration.as_ref();
    let declared = segments.and_then(AnySegmentConfiguration::as_segment_configuration);
    assert!(declared.is_some());
    assert_eq!(written(&read), plain);
}

#[test]
fn a_change_gives_a_property_a_value_of_a_derived_type() {
    let derived = Patch::<OnPremisesPublishing>::new().set(
        on_premises_publishing::SEGMENTS_CONFIGURATION,
        IpSegmentConfiguration::default(),
    );
    let declared = Patch::<OnPremisesPublishing>::new().set(
        on_premises_publishing::SEGMENTS_CONFIGURATION,
        SegmentConfiguration::default(),
    );
    assert_eq!(
        derived.names().collect::<Vec<_>>(),
        ["segmentsConfiguration"]
    );
    assert_ne!(derived, declared, "only one of them says its type");
}
