//! What is sent to create an entity and to change one.

mod shape;

use msgraph_runtime::http::{Method, header};
use msgraph_runtime::{
    Changes, Cloud, CreateOnly, Creates, EntityUrl, Flags, IsA, Many, NavigationProperty, New, One,
    Patch, Path, Property, ReferenceTo, Request, ServiceRoot,
};
use serde_json::json;
use shape::application::Application;
use shape::directory_object::DirectoryObject;
use shape::group::Group;
use shape::informational_url::InformationalUrl;
use shape::native::NativeAuthenticationApisEnabled as Native;
use shape::password_credential::PasswordCredential;
use shape::user::User;
use shape::{applications, groups, users};

/// The constants of a generated crate.
mod application {
    use super::{
        Application, CreateOnly, DirectoryObject, Flags, InformationalUrl, Many, Native,
        NavigationProperty, One, PasswordCredential, Property, User,
    };

    pub(crate) const APP_ID: Property<Application, String> = Property::new("appId");
    pub(crate) const IDENTIFIER_URIS: Property<Application, Vec<String>> =
        Property::new("identifierUris");
    pub(crate) const INFO: Property<Application, InformationalUrl> = Property::new("info");
    pub(crate) const UNIQUE_NAME: Property<Application, String, CreateOnly> =
        Property::new("uniqueName");
    pub(crate) const APIS: Property<Application, Flags<Native>> =
        Property::new("nativeAuthenticationApisEnabled");
    pub(crate) const PASSWORD_CREDENTIALS: Property<Application, Vec<PasswordCredential>> =
        Property::new("passwordCredentials");
    pub(crate) const OWNERS: NavigationProperty<Application, DirectoryObject, Many> =
        NavigationProperty::new("owners");
    pub(crate) const MEMBERS: NavigationProperty<Application, DirectoryObject, Many> =
        NavigationProperty::new("members");
    pub(crate) const CREATED_ON_BEHALF_OF: NavigationProperty<Application, DirectoryObject, One> =
        NavigationProperty::new("createdOnBehalfOf");
    pub(crate) const SPONSOR: NavigationProperty<Application, User, One> =
        NavigationProperty::new("sponsor");
}

/// The constants of `user` and of `informationalUrl`.
mod more {
    use super::{InformationalUrl, Property, User};

    pub(crate) const ACCOUNT_ENABLED: Property<User, bool> = Property::new("accountEnabled");
    pub(crate) const LOGO_URL: Property<InformationalUrl, String> = Property::new("logoUrl");
    pub(crate) const SUPPORT_URL: Property<InformationalUrl, String> = Property::new("supportUrl");
}

fn root() -> ServiceRoot {
    ServiceRoot::from(Cloud::Global)
}

fn patched<T>(changes: &(impl Changes<T> + ?Sized)) -> Request<()> {
    Request::nothing(Method::PATCH, Path::service("v1.0").literal("x")).changes(changes)
}

fn posted<T>(entity: &(impl Creates<T> + ?Sized)) -> Request<()> {
    Request::nothing(Method::POST, Path::service("v1.0").literal("x")).new_entity(entity)
}

fn body(request: &Request<()>) -> String {
    body_at(request, &root())
}

fn body_at(request: &Request<()>, root: &ServiceRoot) -> String {
    let http = request.to_http(root).expect("a request");
    assert_eq!(http.headers()[header::CONTENT_TYPE], "application/json");
    String::from_utf8(http.body().to_vec()).expect("text")
}

#[test]
fn absent_null_and_a_value_are_three() {
    let changes = Patch::<Application>::new()
        .set(application::APP_ID, "a")
        .set_null(application::INFO)
        .set_list(application::IDENTIFIER_URIS, ["x", "y"])
        .set(application::APIS, Native::All)
        .set_raw("extension_1_\"x", json!({"b": [1, null]}));
    assert_eq!(
        body(&patched::<Application>(&changes)),
        r#"{"appId":"a","info":null,"identifierUris":["x","y"],"nativeAuthenticationApisEnabled":"all","extension_1_\"x":{"b":[1,null]}}"#
    );
    let taken_back = changes
        .unset(application::APP_ID)
        .unset(application::INFO)
        .set_list(application::IDENTIFIER_URIS, Vec::<String>::new());
    assert!(taken_back.names().eq([
        "identifierUris",
        "nativeAuthenticationApisEnabled",
        "extension_1_\"x"
    ]));
    assert!(body(&patched::<Application>(&taken_back)).starts_with(r#"{"identifierUris":[],"#));
    assert_eq!(
        body(&patched::<Application>(&Patch::<Application>::new())),
        "{}"
    );
    assert!(Patch::<Application>::default().is_empty() && !taken_back.is_empty());
}

#[test]
fn what_is_said_last_counts_and_keeps_its_place() {
    let changes = Patch::<Application>::new()
        .set(application::APP_ID, "a")
        .set_null(application::INFO)
        .set(application::APP_ID, "b")
        .set_raw("appId", "c");
    assert_eq!(
        body(&patched::<Application>(&changes)),
        r#"{"appId":"c","info":null}"#
    );
    assert_eq!(changes, changes.clone());
    assert_ne!(changes, changes.clone().set_null(application::APP_ID));
}

#[test]
fn shows_names_and_no_values() {
    let owner = users().id("secret");
    let changes = Patch::<Application>::new()
        .set(application::APP_ID, "secret")
        .bind(application::OWNERS, [&owner]);
    assert_eq!(
        format!("{changes:?}"),
        r#"Patch(["appId", "owners@odata.bind"])"#
    );
    let request = patched::<Application>(&changes);
    let shown = format!("{request:?}");
    assert!(
        shown.contains("entity references") && !shown.contains("secret"),
        "{shown}"
    );
    assert_eq!(format!("{:?}", New::<User>::new()), "New([])");
}

#[test]
fn structured_values_are_sent_whole_and_in_part() {
    let whole = InformationalUrl {
        logo_url: Some("l".to_owned()),
        ..InformationalUrl::default()
    };
    let changes = Patch::<Application>::new().set(application::INFO, whole);
    assert_eq!(
        body(&patched::<Application>(&changes)),
        r#"{"info":{"logoUrl":"l"}}"#
    );
    let part = Patch::<InformationalUrl>::new()
        .set(more::LOGO_URL, "l")
        .set_null(more::SUPPORT_URL);
    let changes = changes.set_patch(application::INFO, part);
    assert_eq!(
        body(&patched::<Application>(&changes)),
        r#"{"info":{"logoUrl":"l","supportUrl":null}}"#
    );
    let credential = PasswordCredential::default();
    let new = New::<Application>::new()
        .set_new(
            application::INFO,
            New::<InformationalUrl>::new().set(more::LOGO_URL, "l"),
        )
        .set(application::PASSWORD_CREDENTIALS, [credential])
        .set(application::UNIQUE_NAME, "u");
    assert_eq!(
        body(&posted::<Application>(&new)),
        r#"{"info":{"logoUrl":"l"},"passwordCredentials":[{}],"uniqueName":"u"}"#
    );
}

#[test]
fn a_derived_type_is_named_first_and_the_declared_one_is_not() {
    let mut user = User {
        account_enabled: Some(true),
        ..User::default()
    };
    let patch = Patch::<User>::new().set(more::ACCOUNT_ENABLED, true);
    let new = New::<User>::new().set(more::ACCOUNT_ENABLED, true);
    let plain = r#"{"accountEnabled":true}"#;
    let typed = r##"{"@odata.type":"#microsoft.graph.user","accountEnabled":true}"##;
    let as_user = [patched::<User>(&user), patched::<User>(&patch)];
    assert!(as_user.iter().all(|request| body(request) == plain));
    let new_users = [posted::<User>(&user), posted::<User>(&new)];
    assert!(new_users.iter().all(|request| body(request) == plain));
    let as_object = [
        patched::<DirectoryObject>(&user),
        patched::<DirectoryObject>(&patch),
        posted::<DirectoryObject>(&user),
        posted::<DirectoryObject>(&new),
    ];
    for request in as_object {
        assert_eq!(body(&request), typed);
    }
    let empty = [
        patched::<DirectoryObject>(&User::default()),
        patched::<DirectoryObject>(&Patch::<User>::new()),
    ];
    for request in empty {
        assert_eq!(
            body(&request),
            r##"{"@odata.type":"#microsoft.graph.user"}"##
        );
    }
    user.additional_data.insert("@odata.type", "#x.y");
    assert_eq!(
        body(&patched::<DirectoryObject>(&user)),
        r##"{"@odata.type":"#x.y","accountEnabled":true}"##
    );
    let other = patch.set_raw("@odata.type", "#x.y");
    assert_eq!(
        body(&patched::<DirectoryObject>(&other)),
        r##"{"accountEnabled":true,"@odata.type":"#x.y"}"##
    );
}

#[test]
fn entities_of_several_types_stand_in_one_list() {
    let user = New::<User>::new().set(more::ACCOUNT_ENABLED, false);
    let list: [&dyn Creates<DirectoryObject>; 3] =
        [&user, &Group::default(), &DirectoryObject::default()];
    let new = New::<Application>::new().insert(application::OWNERS, list);
    assert_eq!(
        body(&posted::<Application>(&new)),
        r##"{"owners":[{"@odata.type":"#microsoft.graph.user","accountEnabled":false},{"@odata.type":"#microsoft.graph.group"},{}]}"##
    );
    let none = New::<Application>::new()
        .insert(application::OWNERS, [] as [&New<User>; 0])
        .insert_one(application::SPONSOR, &user);
    assert_eq!(
        body(&posted::<Application>(&none)),
        r#"{"owners":[],"sponsor":{"accountEnabled":false}}"#
    );
}

#[test]
fn references_are_absolute_urls_of_the_cloud_that_is_met() {
    let new = New::<Application>::new()
        .set(application::APP_ID, "a")
        .bind(application::OWNERS, [users().id("u 1"), users().id("u2")])
        .bind_one(application::CREATED_ON_BEHALF_OF, &groups().id("g"));
    let request = posted::<Application>(&new);
    let expected = |start: &str| {
        format!(
            r#"{{"appId":"a","owners@odata.bind":["{start}/users/u%201","{start}/users/u2"],"createdOnBehalfOf@odata.bind":"{start}/groups/g"}}"#
        )
    };
    assert_eq!(body(&request), expected("https://graph.microsoft.com/beta"));
    let china = ServiceRoot::from(Cloud::China).with_version("v1.0");
    assert_eq!(
        body_at(&request, &china.expect("a version")),
        expected("https://microsoftgraph.chinacloudapi.cn/v1.0")
    );
    let changes = Patch::<Application>::new().bind(
        application::OWNERS,
        [&EntityUrl::unchecked("users('a\"b')")],
    );
    assert_eq!(
        body(&patched::<Application>(&changes)),
        r#"{"owners@odata.bind":["https://graph.microsoft.com/v1.0/users('a%22b')"]}"#
    );
}

#[test]
fn targets_of_several_types_are_bound_and_more_are_added() {
    let (user, group) = (users().id("u"), groups().id("g"));
    let boxed: Vec<Box<dyn ReferenceTo<DirectoryObject>>> = vec![Box::new(applications().id("a"))];
    let none: [EntityUrl<DirectoryObject>; 0] = [];
    let changes = Patch::<Application>::new()
        .bind(
            application::OWNERS,
            [&user as &dyn ReferenceTo<DirectoryObject>, &group],
        )
        .bind(application::OWNERS, &boxed)
        .bind(application::OWNERS, none.iter())
        .bind(application::MEMBERS, none)
        .bind_one(application::SPONSOR, &users().id("v"))
        .bind_one(application::SPONSOR, &user);
    let start = "https://graph.microsoft.com/beta";
    assert_eq!(
        body(&patched::<Application>(&changes)),
        format!(
            r#"{{"owners@odata.bind":["{start}/users/u","{start}/groups/g","{start}/applications/a"],"sponsor@odata.bind":"{start}/users/u"}}"#
        )
    );
}

fn bound(owners: usize, members: usize) -> Patch<Application> {
    let many = |count: usize| (0..count).map(|at| users().id(at.to_string()));
    Patch::<Application>::new()
        .bind(application::OWNERS, many(owners))
        .bind(application::MEMBERS, many(members))
}

#[test]
fn more_references_than_the_service_takes_are_not_sent() {
    assert!(body(&patched::<Application>(&bound(12, 8))).contains("/users/11\""));
    let request = patched::<Application>(&bound(12, 9));
    let error = request.to_http(&root()).expect_err("too many");
    assert!(error.is_request());
    assert_eq!(
        error.to_string(),
        "the request cannot be sent: it binds an entity to 21 others, and the service takes at most 20 in \
         one request: bind 20, and add the rest by further updates or references (`add_ref`)"
    );
    let many = (0..21).map(|at| users().id(at.to_string()));
    let nested = New::<Application>::new().bind(application::OWNERS, many);
    let new = New::<Application>::new().insert(application::OWNERS, [&nested]);
    assert!(posted::<Application>(&new).to_http(&root()).is_err());
}

#[test]
fn a_target_that_is_none_is_told() {
    let changes = Patch::<Application>::new()
        .bind_one(application::SPONSOR, &EntityUrl::unchecked("mailto:a@b"));
    let error = patched::<Application>(&changes).to_http(&root());
    assert!(error.expect_err("no entity").is_request());
}

#[test]
fn changes_of_several_kinds_stand_behind_one_reference() {
    let user = User::default();
    let patch = Patch::<User>::new();
    let all: [&dyn Changes<User>; 2] = [&user, &patch];
    for changes in all {
        assert_eq!(body(&patched::<User>(changes)), "{}");
    }
}

/// What a generated function looks like.
fn update(changes: &(impl Changes<DirectoryObject> + ?Sized)) -> Request<Option<DirectoryObject>> {
    Request::entity_or_nothing(Method::PATCH, Path::service("v1.0").literal("x")).changes(changes)
}

#[test]
fn a_function_takes_whatever_says_what_to_change() {
    fn sent<S: IsA<DirectoryObject>>(changes: &Patch<S>) -> bool
    where
        Patch<S>: Changes<DirectoryObject>,
    {
        update(changes).to_http(&root()).is_ok()
    }
    assert!(sent(&Patch::<Group>::new()) && sent(&Patch::<DirectoryObject>::new()));
    assert!(update(&Group::default()).to_http(&root()).is_ok());
}
