//! What an answer says of what was asked for, by `$select` and by `$expand`.

use crate::support::{Service, answering};
use msgraph::models::{AnyDirectoryObject, DirectoryObject, User};
use msgraph::{Error, Patch, PropertyState, directory_object, group, groups, user, users};
use serde_json::json;

#[tokio::test]
async fn what_was_not_selected_is_absent_and_not_null() -> Result<(), Error> {
    let service = Service::start();
    let patch = Patch::<User>::new().set_null(user::JOB_TITLE);
    service
        .client
        .send(users().id("ada").update(&patch))
        .await?;

    let request = users().id("ada").get().select((user::ID, user::JOB_TITLE));
    let ada = service.client.send(request).await?;
    assert_eq!(
        user::ID.state(&ada),
        PropertyState::Value(&"ada".to_owned())
    );
    assert_eq!(user::JOB_TITLE.state(&ada), PropertyState::Null);
    assert_eq!(user::DISPLAY_NAME.state(&ada), PropertyState::Absent);

    let ada = AnyDirectoryObject::from(ada);
    assert!(directory_object::DELETED_DATE_TIME.state(&ada).is_absent());
    Ok(())
}

#[tokio::test]
async fn expanded_members_are_read_by_the_constant_that_asked_for_them() -> Result<(), Error> {
    let next_link = "https://graph.microsoft.com/beta/groups/crew/members?$skiptoken=2";
    let service = answering(&json!({
        "id": "crew",
        "members": [
            { "@odata.type": "#microsoft.graph.user", "id": "ada", "jobTitle": "Engineer" },
            { "@odata.type": "#microsoft.graph.printer", "id": "p1" },
        ],
        "members@odata.nextLink": next_link,
    }))
    .await;
    let request = groups().id("crew").get().expand(group::MEMBERS);
    let crew = service.client.send(request).await?;
    assert_eq!(
        service.request_line().await,
        "GET /beta/groups/crew?$expand=members HTTP/1.1"
    );
    let members = group::MEMBERS.read::<AnyDirectoryObject>(&crew)?;
    let members = members.expect("they were asked for");
    assert_eq!(members.next_link.as_deref(), Some(next_link));
    let [ada, printer] = members.value.as_slice() else {
        panic!("{members:?}");
    };
    let title = ada.as_user().and_then(|ada| ada.job_title.as_deref());
    assert_eq!(title, Some("Engineer"));
    assert_eq!(printer.type_name(), "microsoft.graph.printer");
    assert_eq!(group::OWNERS.read::<AnyDirectoryObject>(&crew)?, None);
    Ok(())
}

#[tokio::test]
async fn an_expanded_manager_is_read_as_what_he_is() -> Result<(), Error> {
    let manager =
        json!({ "@odata.type": "#microsoft.graph.user", "id": "grace", "displayName": 1 });
    let service = answering(&json!({ "id": "ada", "manager": manager })).await;
    let request = users().id("ada").get().expand(user::MANAGER);
    let ada = service.client.send(request).await?;
    let grace: Option<DirectoryObject> = user::MANAGER.read(&ada)?;
    assert_eq!(grace.and_then(|grace| grace.id).as_deref(), Some("grace"));
    let error = user::MANAGER.read::<AnyDirectoryObject>(&ada);
    let error = error.expect_err("a name is text");
    assert!(error.is_decode());
    assert_eq!(error.decode_path(), Some("manager.displayName"));
    Ok(())
}
