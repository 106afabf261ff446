//! Properties that hold an enum of a type and those that derive from it, in queries and changes: what their declared type can do, they can.

mod shape;

use msgraph_runtime::query::Filter;
use msgraph_runtime::{Changes, Creates, New, Patch, Property, Request};
use msgraph_runtime::{Cloud, Path, ServiceRoot, http::Method};
use shape::any_directory_object::AnyDirectoryObject;
use shape::application::Application;
use shape::directory_object::DirectoryObject;
use shape::group::Group;
use shape::user::User;

/// A value of a structured type, and a collection of them.
const OWNER: Property<Application, AnyDirectoryObject> = Property::new("owner");
const FRIENDS: Property<Application, Vec<AnyDirectoryObject>> = Property::new("friends");
const ID: Property<DirectoryObject, String> = Property::new("id");
const ACCOUNT_ENABLED: Property<User, bool> = Property::new("accountEnabled");

#[test]
fn conditions_go_through_them() {
    let conditions: [(Filter<Application>, &str); 8] = [
        (OWNER.then(ID).eq("a"), "owner/id eq 'a'"),
        (
            OWNER.cast::<User>().then(ACCOUNT_ENABLED).eq(true),
            "owner/microsoft.graph.user/accountEnabled eq true",
        ),
        (
            OWNER.cast::<DirectoryObject>().then(ID).eq("a"),
            "owner/microsoft.graph.directoryObject/id eq 'a'",
        ),
        (
            OWNER.is_of::<Group>(),
            "isof(owner,'microsoft.graph.group')",
        ),
        (
            FRIENDS.any(|x| x.then(ID).eq("a")),
            "friends/any(x:x/id eq 'a')",
        ),
        (
            FRIENDS.any(|x| x.cast::<User>().then(ACCOUNT_ENABLED).eq(true)),
            "friends/any(x:x/microsoft.graph.user/accountEnabled eq true)",
        ),
        (
            FRIENDS.all(|x| x.is_of::<User>()),
            "friends/all(x:isof(x,'microsoft.graph.user'))",
        ),
        (
            FRIENDS
                .cast::<User>()
                .any(|x| x.then(ACCOUNT_ENABLED).eq(true)),
            "friends/microsoft.graph.user/any(x:x/accountEnabled eq true)",
        ),
    ];
    for (condition, expected) in conditions {
        assert_eq!(condition.to_string(), expected);
    }
}

#[test]
fn sorting_and_selecting_go_through_them() {
    let path = OWNER.cast::<User>().then(ACCOUNT_ENABLED);
    assert_eq!(
        path.desc().to_string(),
        "owner/microsoft.graph.user/accountEnabled desc"
    );
    assert_eq!(OWNER.then(ID).to_string(), "owner/id");
}

fn body(request: &Request<()>) -> String {
    let http = request.to_http(&ServiceRoot::from(Cloud::Global));
    let body = http.expect("a request").into_body();
    String::from_utf8(body.to_vec()).expect("text")
}

fn request() -> Request<()> {
    Request::nothing(Method::POST, Path::service("v1.0").literal("x"))
}

fn patched(changes: &impl Changes<Application>) -> String {
    body(&request().changes(changes))
}

fn posted(entity: &impl Creates<Application>) -> String {
    body(&request().new_entity(entity))
}

#[test]
fn a_part_of_a_derived_type_says_which_and_one_of_the_declared_type_does_not() {
    let user = Patch::<User>::new()
        .set(ACCOUNT_ENABLED, false)
        .set_null(ID);
    let object = Patch::<DirectoryObject>::new().set(ID, "a");
    let patch = Patch::<Application>::new();
    assert_eq!(
        patched(&patch.clone().set_patch(OWNER, user)),
        r##"{"owner":{"@odata.type":"#microsoft.graph.user","accountEnabled":false,"id":null}}"##
    );
    assert_eq!(
        patched(&patch.set_patch(OWNER, object)),
        r#"{"owner":{"id":"a"}}"#
    );
}

#[test]
fn a_new_value_of_a_derived_type_says_which_and_one_of_the_declared_type_does_not() {
    let user = New::<User>::new().set(ACCOUNT_ENABLED, true);
    let new = New::<Application>::new();
    assert_eq!(
        posted(&new.clone().set_new(OWNER, user)),
        r##"{"owner":{"@odata.type":"#microsoft.graph.user","accountEnabled":true}}"##
    );
    let object = New::<DirectoryObject>::new();
    assert_eq!(posted(&new.set_new(OWNER, object)), r#"{"owner":{}}"#);
}
