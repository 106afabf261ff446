//! What is found at a place, as a type that derives from the declared one.

use crate::support::Service;
use msgraph::{Error, directory_object, groups, service_principals, users};

#[tokio::test]
async fn a_cast_lists_and_counts_those_of_the_type() -> Result<(), Error> {
    let service = Service::start();
    let members = groups().id("crew").members();
    for user in ["ada", "grace"] {
        service
            .client
            .send(members.add_ref(&users().id(user)))
            .await?;
    }
    let robot = service_principals().id("robot");
    service.client.send(members.add_ref(&robot)).await?;

    let page = service.client.send(members.as_user().list()).await?;
    assert_eq!(
        service.last().path(),
        "/beta/groups/crew/members/microsoft.graph.user"
    );
    let names: Vec<_> = page
        .value
        .iter()
        .map(|user| user.display_name.as_deref())
        .collect();
    assert_eq!(names, [Some("Ada"), Some("Grace")]);
    assert_eq!(service.client.send(members.as_user().count()).await?, 2);
    assert_eq!(
        service
            .client
            .send(members.as_service_principal().count())
            .await?,
        1
    );
    Ok(())
}

#[tokio::test]
async fn one_entity_is_read_as_the_type_or_not_found() -> Result<(), Error> {
    let service = Service::start();
    let members = groups().id("crew").members();
    service
        .client
        .send(members.add_ref(&users().id("ada")))
        .await?;

    let ada = service
        .client
        .send(members.id("ada").as_user().get())
        .await?;
    assert_eq!(
        service.last().path(),
        "/beta/groups/crew/members/ada/microsoft.graph.user"
    );
    assert_eq!(ada.job_title.as_deref(), Some("Engineer"));
    let same = service
        .client
        .send(members.as_user().id("ada").get())
        .await?;
    assert_eq!(same, ada);

    let robot = members.id("ada").as_service_principal().get();
    let error = service
        .client
        .send(robot)
        .await
        .expect_err("a user is no service principal");
    assert!(error.is_not_found(), "{error}");
    Ok(())
}

/// A cast place is a place of the type: its navigation goes on, and it can be the target of a reference.
#[tokio::test]
async fn one_goes_on_from_a_cast() -> Result<(), Error> {
    let service = Service::start();
    let members = groups().id("crew").members();
    service
        .client
        .send(members.add_ref(&users().id("ada")))
        .await?;
    let ada = members.id("ada").as_user();
    service
        .client
        .send(ada.manager().set_ref(&users().id("grace")))
        .await?;
    assert_eq!(
        service.last().path(),
        "/beta/groups/crew/members/ada/microsoft.graph.user/manager/$ref"
    );
    let manager = service
        .client
        .send(users().id("ada").manager().get())
        .await?;
    assert_eq!(
        manager.get(directory_object::ID).map(String::as_str),
        Some("grace")
    );
    service
        .client
        .send(groups().id("guests").members().add_ref(&ada))
        .await?;
    let guests = service
        .client
        .send(groups().id("guests").members().count())
        .await?;
    assert_eq!(guests, 1);
    Ok(())
}
