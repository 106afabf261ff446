//! Entities: reading, listing, creating, updating, deleting and counting them, and what is kept of them.

use crate::support::{CONNECTOR_GROUPS, Service, populated};
use msgraph::models::{Application, ConnectorGroup, ConnectorGroupRegion, Group, User};
use msgraph::{
    Error, applications, directory_object, directory_objects, groups, me,
    on_premises_publishing_profiles, users,
};
use serde_json::{Value, json};

#[tokio::test]
async fn an_entity_is_read_by_key() -> Result<(), Error> {
    let service = Service::start();
    let ada = service.client.send(users().id("ada").get()).await?;
    assert_eq!(
        (ada.id.as_deref(), ada.display_name.as_deref()),
        (Some("ada"), Some("Ada"))
    );
    let (method, path, body) = service.last_line();
    assert_eq!(
        (method.as_str(), path.as_str(), body.as_str()),
        ("GET", "/beta/users/ada", "")
    );
    let error = service.client.send(users().id("nobody").get()).await.err();
    assert!(error.is_some_and(|error| error.is_not_found()));
    Ok(())
}

#[tokio::test]
async fn a_list_is_a_page_that_tells_where_the_next_is() -> Result<(), Error> {
    let service = Service::of(populated("beta").page_size(2));
    let first = service.client.send(users().list()).await?;
    assert_eq!(names(&first.value), ["Ada", "Grace"]);
    let next = first.next_link.expect("a third user is left");
    let (place, token) = next.split_once("?$skiptoken=").expect("a skip token");
    assert_eq!(place, service.url("/users"));

    let rest = users().list().raw_query("$skiptoken", token);
    let rest = service.client.send(rest).await?;
    assert_eq!(names(&rest.value), ["Mary"]);
    assert_eq!(rest.next_link, None);
    Ok(())
}

fn names(users: &[User]) -> Vec<&str> {
    users
        .iter()
        .filter_map(|user| user.display_name.as_deref())
        .collect()
}

#[tokio::test]
async fn query_options_reach_the_service() -> Result<(), Error> {
    let service = Service::start();
    let request = users()
        .list()
        .raw_query("$select", "id")
        .raw_query("$count", "true");
    let page = service.client.send(request).await?;
    assert_eq!(page.count, Some(3));
    assert!(page.value.iter().all(|user| user.display_name.is_none()));
    Ok(())
}

#[tokio::test]
async fn members_of_a_base_type_say_which_type_they_are() -> Result<(), Error> {
    let service = Service::start();
    let page = service.client.send(directory_objects().list()).await?;
    let grace = page.value.iter().find(|object| {
        object
            .get(directory_object::ID)
            .is_some_and(|id| id == "grace")
    });
    let grace = grace.expect("every user is a directory object");
    assert_eq!(grace.type_name(), "microsoft.graph.user");
    let grace = grace.as_user().expect("it says that it is a user");
    assert_eq!(grace.display_name.as_deref(), Some("Grace"));
    Ok(())
}

#[tokio::test]
async fn an_entity_is_created_with_what_is_set_and_nothing_else() -> Result<(), Error> {
    let service = Service::start();
    let group = Group {
        display_name: Some("Night shift".into()),
        security_enabled: Some(true),
        group_types: Some(Vec::new()),
        ..Group::default()
    };
    let created = service.client.send(groups().create(&group)).await?;
    assert_eq!(
        service.last_line(),
        (
            "POST".into(),
            "/beta/groups".into(),
            r#"{"displayName":"Night shift","groupTypes":[],"securityEnabled":true}"#.into()
        )
    );
    let id = created.id.expect("the service assigns the key");
    let stored = service.server.entity(&groups().id(&id).to_string());
    assert_eq!(
        stored.map(|group| group["displayName"].clone()),
        Some(json!("Night shift"))
    );
    Ok(())
}

#[tokio::test]
async fn a_contained_entity_is_created_where_it_lives() -> Result<(), Error> {
    let service = Service::start();
    let profile = on_premises_publishing_profiles().id("applicationProxy");
    let group = ConnectorGroup {
        name: Some("Quito".into()),
        region: Some(ConnectorGroupRegion::Nam),
        ..ConnectorGroup::default()
    };
    let create = profile.connector_groups().create(&group);
    let created = service.client.send(create).await?;
    assert_eq!(created.region, Some(ConnectorGroupRegion::Nam));
    assert_eq!(service.last().path(), format!("/beta{CONNECTOR_GROUPS}"));
    let count = service
        .client
        .send(profile.connector_groups().count())
        .await?;
    assert_eq!(count, 3);
    Ok(())
}

#[tokio::test]
async fn an_update_answers_nothing_or_the_entity() -> Result<(), Error> {
    let service = Service::start();
    let changes = Application {
        notes: Some("new".into()),
        ..Application::default()
    };
    let update = applications().id("payroll").update(&changes);
    assert_eq!(service.client.send(update.clone()).await?, None);
    assert_eq!(
        service.last_line(),
        (
            "PATCH".into(),
            "/beta/applications/payroll".into(),
            r#"{"notes":"new"}"#.into()
        )
    );

    let update = update.header("Prefer", "return=representation");
    let updated = service.client.send(update).await?.expect("the entity");
    assert_eq!(
        (updated.notes.as_deref(), updated.display_name.as_deref()),
        (Some("new"), Some("Payroll"))
    );
    Ok(())
}

#[tokio::test]
async fn a_deleted_entity_is_gone() -> Result<(), Error> {
    let service = Service::start();
    assert_eq!(service.client.send(users().count()).await?, 3);
    assert_eq!(service.last().header("accept"), Some("text/plain"));
    service.client.send(users().id("mary").delete()).await?;
    assert_eq!(service.client.send(users().count()).await?, 2);
    let error = service.client.send(users().id("mary").get()).await.err();
    assert!(error.is_some_and(|error| error.is_not_found()));
    Ok(())
}

#[tokio::test]
async fn the_singleton_is_read_and_updated() -> Result<(), Error> {
    let service = Service::start();
    let changes = User {
        job_title: Some("Countess".into()),
        ..User::default()
    };
    service.client.send(me().update(&changes)).await?;
    assert_eq!(service.last().path(), "/beta/me");
    let ada = service.client.send(me().get()).await?;
    assert_eq!(
        (ada.id.as_deref(), ada.job_title.as_deref()),
        (Some("ada"), Some("Countess"))
    );
    Ok(())
}

#[tokio::test]
async fn an_enumeration_member_that_is_not_described_comes_and_goes_unchanged() -> Result<(), Error>
{
    let group = json!({"id": "base", "name": "Base", "region": "moon"});
    let service = Service::of(populated("beta").contained_entity(CONNECTOR_GROUPS, group));
    let profile = on_premises_publishing_profiles().id("applicationProxy");
    let place = profile.connector_groups().id("base");
    let group = service.client.send(place.get()).await?;
    assert_eq!(
        group.region,
        Some(ConnectorGroupRegion::Unrecognized("moon".into()))
    );
    service.client.send(place.update(&group)).await?;
    let sent = service.last().json().expect("a JSON body");
    assert_eq!(sent["region"], "moon");
    Ok(())
}

#[tokio::test]
async fn unknown_properties_and_nulls_come_and_go_unchanged() -> Result<(), Error> {
    let application = json!({
        "id": "wiki",
        "notes": null,
        "displayName": "Wiki",
        "extension_colour": {"name": "blue", "shades": [1, 2.50]},
    });
    let service = Service::of(populated("beta").entity("applications", application));
    let place = applications().id("wiki");
    let mut application = service.client.send(place.get()).await?;
    assert_eq!(application.notes, None);
    assert_eq!(application.additional_data.get("notes"), Some(&Value::Null));
    assert_eq!(
        application.additional_data["extension_colour"]["shades"],
        json!([1, 2.5])
    );

    application.display_name = Some("Handbook".into());
    service.client.send(place.update(&application)).await?;
    let sent = service.last().json().expect("a JSON body");
    assert_eq!(sent.get("notes"), Some(&Value::Null));
    assert_eq!(sent["extension_colour"]["name"], "blue");
    assert_eq!(sent["displayName"], "Handbook");
    assert_eq!(sent.get("description"), None, "absent stays absent");
    Ok(())
}
