//! Related entities that came along, read by the constants of navigation properties.

mod json;
mod shape;

use json::round_trip;
use msgraph_runtime::{Delta, Error, Many, NavigationProperty, Page, RemovalReason};
use serde_json::json;
use shape::any_directory_object::AnyDirectoryObject;
use shape::directory_object::DirectoryObject;
use shape::group::Group;
use shape::user::User;

const MEMBERS: NavigationProperty<Group, DirectoryObject, Many> =
    NavigationProperty::new("members");
const MANAGER: NavigationProperty<User, DirectoryObject> = NavigationProperty::new("manager");
/// A navigation property of the base type.
const CREATOR: NavigationProperty<DirectoryObject, User> = NavigationProperty::new("creator");

#[test]
fn a_collection_is_read_as_its_declared_type_or_as_the_enum_of_it() -> Result<(), Error> {
    let group: Group = round_trip(
        r##"{"id": "g", "members": [{"@odata.type": "#microsoft.graph.user", "id": "u", "accountEnabled": true}, {"id": "d"}]}"##,
    );
    let members: Page<AnyDirectoryObject> = MEMBERS.read(&group)?.expect("members");
    let [user, other] = members.value.as_slice() else {
        panic!("{members:?}");
    };
    assert_eq!(user.as_user_enabled(), Some(true));
    assert_eq!(other.type_name(), "microsoft.graph.directoryObject");
    let plain = MEMBERS.read::<DirectoryObject>(&group)?.expect("members");
    assert_eq!(plain.value[0].id.as_deref(), Some("u"));
    assert_eq!(plain.value[0].additional_data["accountEnabled"], true);
    // Reading takes nothing away.
    assert_eq!(MEMBERS.read(&group)?, Some(members));
    Ok(())
}

impl AnyDirectoryObject {
    fn as_user_enabled(&self) -> Option<bool> {
        match self {
            Self::User(user) => user.account_enabled,
            _ => None,
        }
    }
}

#[test]
fn annotations_of_the_property_are_those_of_the_page() -> Result<(), Error> {
    let group: Group = round_trip(
        r#"{
            "members": [],
            "members@odata.nextLink": "https://graph.microsoft.com/v1.0/groups/g/members?$skiptoken=x",
            "members@odata.count": 7,
            "members@odata.context": "https://graph.microsoft.com/v1.0/$metadata#x",
            "membersOf@odata.count": 8,
            "@odata.nextLink": "y"
        }"#,
    );
    let members: Page<DirectoryObject> = MEMBERS.read(&group)?.expect("members");
    assert!(members.value.is_empty());
    let next = "https://graph.microsoft.com/v1.0/groups/g/members?$skiptoken=x";
    assert_eq!(members.next_link.as_deref(), Some(next));
    assert_eq!((members.count, members.delta_link), (Some(7), None));
    let rest: Vec<_> = members.additional_data.iter().collect();
    let context = json!("https://graph.microsoft.com/v1.0/$metadata#x");
    assert_eq!(rest, [("@odata.context", &context)]);
    Ok(())
}

#[test]
fn what_did_not_come_is_nothing() -> Result<(), Error> {
    for json in [r#"{"id": "g"}"#, r#"{"members@odata.nextLink": "x"}"#] {
        let group: Group = round_trip(json);
        assert_eq!(MEMBERS.read::<DirectoryObject>(&group)?, None);
        assert_eq!(MEMBERS.read_delta::<DirectoryObject>(&group)?, None);
    }
    for json in ["{}", r#"{"manager": null}"#] {
        let user: User = round_trip(json);
        assert_eq!(MANAGER.read::<AnyDirectoryObject>(&user)?, None);
    }
    Ok(())
}

#[test]
fn one_entity_is_read_as_one() -> Result<(), Error> {
    let user: User = round_trip(
        r##"{"manager": {"@odata.type": "#microsoft.graph.user", "id": "m", "manager": {"id": "n"}}}"##,
    );
    let manager: Option<AnyDirectoryObject> = MANAGER.read(&user)?;
    let Some(AnyDirectoryObject::User(manager)) = manager else {
        panic!("{manager:?}");
    };
    let above: Option<DirectoryObject> = MANAGER.read(&*manager)?;
    assert_eq!(above.and_then(|above| above.id).as_deref(), Some("n"));
    Ok(())
}

#[test]
fn a_base_type_is_read_of_any_value_that_is_one() -> Result<(), Error> {
    let json = r##"{"@odata.type": "#microsoft.graph.group", "creator": {"id": "u"}}"##;
    let id = |user: Option<User>| user.and_then(|user| user.id);
    let group: Group = round_trip(json);
    assert_eq!(id(CREATOR.read(&group)?).as_deref(), Some("u"));
    let any: AnyDirectoryObject = round_trip(json);
    assert_eq!(id(CREATOR.read(&any)?).as_deref(), Some("u"));
    Ok(())
}

#[test]
fn changes_of_a_relationship_are_read_with_what_was_removed() -> Result<(), Error> {
    let group: Group = round_trip(
        r##"{
            "members@delta": [
                {"@odata.type": "#microsoft.graph.user", "id": "a"},
                {"@odata.type": "#microsoft.graph.user", "id": "b", "@removed": {"reason": "deleted"}}
            ],
            "members@odata.nextLink": "x"
        }"##,
    );
    let changes: Page<Delta<AnyDirectoryObject>> = MEMBERS.read_delta(&group)?.expect("changes");
    let [added, removed] = changes.value.as_slice() else {
        panic!("{changes:?}");
    };
    assert!(matches!(added, Delta::Changed(AnyDirectoryObject::User(_))));
    let removed = removed.removed().expect("a removal");
    assert_eq!(removed.reason(), Some(&RemovalReason::Deleted));
    assert_eq!(changes.next_link.as_deref(), Some("x"));
    assert!(changes.additional_data.is_empty());
    assert_eq!(MEMBERS.read::<DirectoryObject>(&group)?, None);

    let user: User = round_trip(r#"{"manager@delta": [{"id": "m"}]}"#);
    let changes = MANAGER
        .read_delta::<AnyDirectoryObject>(&user)?
        .expect("changes");
    assert_eq!(changes.value.len(), 1);
    Ok(())
}

#[test]
fn what_is_wrong_is_told_with_its_path() {
    let wrong = [
        (r#"{"members": null}"#, "members"),
        (r#"{"members": {"id": "a"}}"#, "members"),
        (r#"{"members": [{}, {"id": 7}]}"#, "members[1].id"),
        (r#"{"members": [null]}"#, "members[0]"),
        (
            r#"{"members": [], "members@odata.count": "x"}"#,
            "members@odata.count",
        ),
    ];
    for (json, path) in wrong {
        let group: Group = round_trip(json);
        let error = MEMBERS.read::<AnyDirectoryObject>(&group).expect_err(json);
        assert!(error.is_decode());
        assert_eq!(error.decode_path(), Some(path), "{json}: {error}");
    }
    let group: Group = round_trip(r#"{"members@delta": [{}, {"@removed": {"reason": 7}}]}"#);
    let error = MEMBERS
        .read_delta::<DirectoryObject>(&group)
        .expect_err("a number");
    assert_eq!(
        error.decode_path(),
        Some("members@delta[1].@removed.reason")
    );
    let user: User = round_trip(r#"{"manager": [1]}"#);
    let error = MANAGER.read::<DirectoryObject>(&user).expect_err("a list");
    assert_eq!(error.decode_path(), Some("manager"));
    let user: User = round_trip(r#"{"manager": {"id": ["x"]}}"#);
    let error = MANAGER
        .read::<AnyDirectoryObject>(&user)
        .expect_err("a list");
    assert_eq!(error.decode_path(), Some("manager.id"));
}
