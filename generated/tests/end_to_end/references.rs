//! References: listing, adding and removing them, and what may be their target.

use crate::support::{Service, populated};
use msgraph::EntityUrl;
use msgraph::http::StatusCode;
use msgraph::models::{ConnectorGroup, DirectoryObject};
use msgraph::{
    Client, Error, StaticToken, applications, groups, on_premises_publishing_profiles,
    service_principals, users,
};

/// The URLs of a group's members, as the service lists them.
async fn members(service: &Service, group: &str) -> Result<Vec<String>, Error> {
    let members = groups().id(group).members();
    let page = service.client.send(members.list_ref()).await?;
    Ok(page
        .value
        .iter()
        .map(|link| link.url().to_owned())
        .collect())
}

/// The status, code and message of a refusal.
fn refusal<T>(answer: Result<T, Error>) -> (StatusCode, String, String) {
    let error = answer.err().expect("a refusal");
    let status = error.status().expect("an answer");
    let graph_error = error.graph_error().expect("an OData error");
    (
        status,
        graph_error.code.clone(),
        graph_error.message.clone(),
    )
}

#[tokio::test]
async fn every_kind_of_directory_object_can_be_a_member() -> Result<(), Error> {
    let service = Service::start();
    let crew = groups().id("crew").members();
    service
        .client
        .send(crew.add_ref(&users().id("ada")))
        .await?;
    assert_eq!(
        service.last_line(),
        (
            "POST".into(),
            "/beta/groups/crew/members/$ref".into(),
            format!(r#"{{"@odata.id":"{}"}}"#, service.url("/users/ada"))
        )
    );
    service
        .client
        .send(crew.add_ref(&groups().id("guests")))
        .await?;
    let robot = service_principals().id("robot");
    service.client.send(crew.add_ref(&robot)).await?;

    let expected = ["ada", "guests", "robot"];
    let urls = expected.map(|id| service.url(&format!("/directoryObjects/{id}")));
    assert_eq!(members(&service, "crew").await?, urls);
    assert_eq!(service.client.send(crew.count()).await?, 3);
    Ok(())
}

#[tokio::test]
async fn the_target_may_itself_have_been_reached_by_navigation() -> Result<(), Error> {
    let service = Service::start();
    let boss = users().id("ada").manager();
    service
        .client
        .send(boss.set_ref(&users().id("grace")))
        .await?;
    service
        .client
        .send(groups().id("crew").owners().add_ref(&boss))
        .await?;
    let owners = service.server.entities("/groups/crew/owners");
    let names: Vec<_> = owners
        .iter()
        .flatten()
        .map(|owner| &owner["displayName"])
        .collect();
    assert_eq!(names, ["Grace"]);
    Ok(())
}

#[tokio::test]
async fn a_reference_is_removed_by_key() -> Result<(), Error> {
    let service = Service::start();
    let crew = groups().id("crew").members();
    service
        .client
        .send(crew.add_ref(&users().id("ada")))
        .await?;
    service.client.send(crew.id("ada").remove_ref()).await?;
    assert_eq!(
        service.last_line(),
        (
            "DELETE".into(),
            "/beta/groups/crew/members/ada/$ref".into(),
            String::new()
        )
    );
    assert_eq!(members(&service, "crew").await?, [""; 0]);
    assert!(service.server.entity("/users/ada").is_some());
    Ok(())
}

#[tokio::test]
async fn a_reference_is_removed_by_url() -> Result<(), Error> {
    let service = Service::start();
    let crew = groups().id("crew").members();
    for user in ["ada", "grace"] {
        service.client.send(crew.add_ref(&users().id(user))).await?;
    }
    service
        .client
        .send(crew.remove_ref(&users().id("ada")))
        .await?;
    let request = service.last();
    assert_eq!(request.path(), "/beta/groups/crew/members/$ref");
    let port = service.server.address().port();
    let expected = format!("@id=http%3A%2F%2F127.0.0.1%3A{port}%2Fbeta%2Fusers%2Fada");
    assert_eq!(request.query(), Some(expected.as_str()));
    let rest = [service.url("/directoryObjects/grace")];
    assert_eq!(members(&service, "crew").await?, rest);
    Ok(())
}

#[tokio::test]
async fn adding_twice_is_refused_with_the_reason() -> Result<(), Error> {
    let service = Service::start();
    let add = groups().id("crew").members().add_ref(&users().id("ada"));
    service.client.send(add.clone()).await?;
    let (status, code, message) = refusal(service.client.send(add).await);
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::BAD_REQUEST, "Request_BadRequest")
    );
    assert!(message.contains("already exist"), "{message}");
    assert_eq!(members(&service, "crew").await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_link_that_was_read_is_a_target() -> Result<(), Error> {
    for directory in [populated("beta"), populated("beta").references_as_text()] {
        let service = Service::of(directory);
        let (crew, guests) = (groups().id("crew"), groups().id("guests"));
        service
            .client
            .send(crew.members().add_ref(&users().id("ada")))
            .await?;
        let links = service.client.send(crew.members().list_ref()).await?;
        for link in &links.value {
            service.client.send(guests.members().add_ref(link)).await?;
        }
        let copied = members(&service, "guests").await?;
        assert_eq!(copied, members(&service, "crew").await?);
        assert_eq!(copied.len(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_raw_url_of_the_wrong_type_is_for_the_service_to_refuse() -> Result<(), Error> {
    let service = Service::start();
    let place = applications().id("payroll").connector_group();
    let user = EntityUrl::<ConnectorGroup>::unchecked(service.client.url(&users().id("ada")));
    let (status, code, message) = refusal(service.client.send(place.set_ref(&user)).await);
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::BAD_REQUEST, "Request_BadRequest")
    );
    for name in ["microsoft.graph.user", "microsoft.graph.connectorGroup"] {
        assert!(message.contains(name), "{message}");
    }
    assert_eq!(
        service
            .server
            .entity("/applications/payroll/connectorGroup"),
        None
    );
    Ok(())
}

#[tokio::test]
async fn a_raw_url_may_be_relative_to_the_service_root() -> Result<(), Error> {
    let service = Service::start();
    let crew = groups().id("crew").members();
    let ada = EntityUrl::<DirectoryObject>::unchecked("users/ada");
    service.client.send(crew.add_ref(&ada)).await?;
    let (_, _, body) = service.last_line();
    assert_eq!(
        body,
        format!(r#"{{"@odata.id":"{}"}}"#, service.url("/users/ada"))
    );

    let no_url = EntityUrl::<DirectoryObject>::unchecked("urn:users:ada");
    let sent = service.server.requests().len();
    let error = service.client.send(crew.add_ref(&no_url)).await.err();
    assert!(error.is_some_and(|error| error.is_request()));
    assert_eq!(service.server.requests().len(), sent, "nothing was sent");
    Ok(())
}

#[tokio::test]
async fn a_target_that_does_not_exist_is_not_found() {
    let service = Service::start();
    let crew = groups().id("crew").members();
    let answer = service
        .client
        .send(crew.add_ref(&users().id("nobody")))
        .await;
    let (status, _, message) = refusal(answer);
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(message.contains("nobody"), "{message}");
}

#[tokio::test]
async fn one_request_has_the_urls_of_whichever_service_it_is_sent_to() -> Result<(), Error> {
    let services = [Service::start(), Service::start()];
    let profile = on_premises_publishing_profiles().id("applicationProxy");
    let group = profile.connector_groups().id("oslo");
    let request = applications()
        .id("payroll")
        .connector_group()
        .set_ref(&group);
    for service in &services {
        service.client.send(request.clone()).await?;
        let (_, _, body) = service.last_line();
        let expected =
            service.url("/onPremisesPublishingProfiles/applicationProxy/connectorGroups/oslo");
        assert_eq!(body, format!(r#"{{"@odata.id":"{expected}"}}"#));
    }
    assert_ne!(services[0].server.base_url(), services[1].server.base_url());
    Ok(())
}

#[tokio::test]
async fn another_version_is_used_for_the_request_and_for_its_target() -> Result<(), Error> {
    let server = populated("v1.0").serve().expect("a sound directory");
    let client = Client::builder()
        .base_url(server.base_url())
        .version("v1.0")
        .token_source(StaticToken::new("any"))
        .build()?;
    let crew = groups().id("crew").members();
    client.send(crew.add_ref(&users().id("ada"))).await?;
    client.send(crew.remove_ref(&users().id("ada"))).await?;
    let requests = server.requests();
    assert_eq!(requests[0].path(), "/v1.0/groups/crew/members/$ref");
    let expected = format!(r#"{{"@odata.id":"{}/v1.0/users/ada"}}"#, server.base_url());
    assert_eq!(requests[0].body, expected.as_bytes());
    let query = requests[1].query().unwrap_or_default();
    assert!(query.ends_with("%2Fv1.0%2Fusers%2Fada"), "{query}");
    Ok(())
}
