//! The ten lines that the README shows, compiled and run.

use crate::support::{Service, TOKEN};
use msgraph::models::{AnyDirectoryObject, Application, User};
use msgraph::{
    Client, Delta, Error, New, Patch, StaticToken, application, applications, group, groups,
    on_premises_publishing_profiles, user, users,
};

async fn assign(
    base_url: &str,
    application_id: &str,
    connector_group_id: &str,
) -> Result<(), Error> {
    let client = Client::builder()
        .base_url(base_url)
        .token_source(StaticToken::new(TOKEN))
        .build()?;

    let group = on_premises_publishing_profiles()
        .id("applicationProxy")
        .connector_groups()
        .id(connector_group_id);
    client
        .send(
            applications()
                .id(application_id)
                .connector_group()
                .set_ref(&group),
        )
        .await
}

#[tokio::test]
async fn the_lines_of_the_readme_do_what_they_say() -> Result<(), Error> {
    let service = Service::start();
    assign(&service.server.base_url(), "payroll", "kyoto").await?;
    let group = service
        .server
        .entity("/applications/payroll/connectorGroup");
    assert_eq!(group.map(|group| group["id"].clone()), Some("kyoto".into()));
    Ok(())
}

/// The queries and changes that the README shows; the names of those members of the group that are users.
async fn tour(client: &Client) -> Result<Vec<Option<String>>, Error> {
    let people = users()
        .list()
        .select((user::ID, user::DISPLAY_NAME))
        .filter(
            user::DISPLAY_NAME
                .starts_with("A")
                .and(user::ACCOUNT_ENABLED.eq(true)),
        )
        .top(25);
    // The stand-in does not know every condition.
    let _ = client.send(people).await;

    let changes = Patch::<User>::new()
        .set(user::DISPLAY_NAME, "Ada")
        .set_null(user::JOB_TITLE);
    client.send(users().id("ada").update(&changes)).await?;

    let new = New::<Application>::new()
        .set(application::DISPLAY_NAME, "App")
        .bind(application::OWNERS, [&users().id("ada")]);
    client.send(applications().create(&new)).await?;

    let mut names = Vec::new();
    let members = client
        .send(groups().id("crew").members().list())
        .await?
        .value;
    for member in members {
        match member {
            AnyDirectoryObject::User(user) => names.push(user.display_name),
            other => assert!(!other.type_name().is_empty()),
        }
    }

    // The stand-in may not know the function.
    let delta = client.send(groups().delta()).await;
    for item in delta.map(|page| page.value).unwrap_or_default() {
        let shown = match item {
            Delta::Changed(changed) => format!("{:?}", group::DESCRIPTION.state(&changed)),
            Delta::Removed(removed) => format!("{:?} is gone: {:?}", removed.id, removed.reason()),
        };
        assert!(!shown.is_empty());
    }
    Ok(names)
}

#[tokio::test]
async fn the_tour_of_the_readme_runs() -> Result<(), Error> {
    let service = Service::start();
    let crew = groups().id("crew").members();
    service
        .client
        .send(crew.add_ref(&users().id("ada")))
        .await?;
    let names = tour(&service.client).await?;
    assert!(!names.is_empty(), "the crew has users");
    assert!(names.iter().all(Option::is_some), "{names:?}");
    Ok(())
}
