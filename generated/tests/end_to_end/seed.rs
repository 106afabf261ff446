//! The operation this crate began with: assigning a connector group to an application.

use crate::support::{Service, TOKEN, populated};
use msgraph::models::Application;
use msgraph::permissions::Permitted;
use msgraph::{Error, Patch, Request, application, applications, on_premises_publishing_profiles};

fn set(connector_group: &str) -> Request<()> {
    let profile = on_premises_publishing_profiles().id("applicationProxy");
    let group = profile.connector_groups().id(connector_group);
    applications()
        .id("payroll")
        .connector_group()
        .set_ref(&group)
}

#[tokio::test]
async fn the_request_on_the_wire_is_the_documented_one() -> Result<(), Error> {
    let service = Service::start();
    service.client.send(set("oslo")).await?;

    let requests = service.server.requests();
    let [request] = requests.as_slice() else {
        panic!("one call is one request, not {requests:?}");
    };
    assert_eq!(request.method, "PUT");
    assert_eq!(
        request.path_and_query,
        "/beta/applications/payroll/connectorGroup/$ref"
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        request.header("authorization"),
        Some(format!("Bearer {TOKEN}").as_str())
    );
    let expected = format!(
        r#"{{"@odata.id":"{}/beta/onPremisesPublishingProfiles/applicationProxy/connectorGroups/oslo"}}"#,
        service.server.base_url()
    );
    assert_eq!(request.body, expected.as_bytes());
    let length = expected.len().to_string();
    assert_eq!(request.header("content-length"), Some(length.as_str()));
    Ok(())
}

/// The table of permissions in the documented page.
#[test]
fn the_request_tells_the_permissions_that_it_takes() {
    let permissions = set("oslo").permissions().expect("its page tells them");
    assert_eq!(permissions.delegated_work, ["Directory.ReadWrite.All"]);
    assert!(permissions.delegated_personal.is_empty());
    assert!(permissions.application.is_empty());
    // Nothing in `specs/` tells who may read it.
    let read = applications().id("payroll").connector_group().get();
    assert_eq!(read.permissions(), None);
}

/// Permissions data: of each list one is enough, the first is the least.
#[test]
fn the_least_privileged_permission_is_first() {
    let read = applications().id("payroll").get().permissions();
    let read = read.expect("permissions data tells them");
    assert_eq!(read.delegated_work.first(), Some(&"Application.Read.All"));
    assert!(read.delegated_work.contains(&"Directory.ReadWrite.All"));
    let owned = "Application.ReadWrite.OwnedBy";
    assert!(read.application.contains(&owned));
    let change = Patch::<Application>::new().set(application::NOTES, "Nobody uses it.");
    let change = applications().id("payroll").update(&change);
    let change = change.permissions().expect("and for changes");
    assert_eq!(change.application.first(), Some(&owned));
}

#[tokio::test]
async fn every_request_has_an_id_of_its_own() -> Result<(), Error> {
    let service = Service::start();
    service.client.send(set("oslo")).await?;
    service.client.send(set("oslo")).await?;
    let requests = service.server.requests();
    let ids: Vec<&str> = requests
        .iter()
        .filter_map(|request| request.header("client-request-id"))
        .collect();
    assert_eq!(ids.len(), 2);
    assert_ne!(ids[0], ids[1]);
    // RFC 9562, section 4: 32 digits in five groups.
    assert!(ids.iter().all(|id| id.len() == 36), "{ids:?}");
    Ok(())
}

#[tokio::test]
async fn what_was_assigned_reads_back_as_an_object_and_as_text() -> Result<(), Error> {
    for directory in [populated("beta"), populated("beta").references_as_text()] {
        let service = Service::of(directory);
        service.client.send(set("oslo")).await?;
        let place = applications().id("payroll").connector_group();

        let link = service.client.send(place.get_ref()).await?;
        let expected = "/onPremisesPublishingProfiles/applicationProxy/connectorGroups/oslo";
        assert_eq!(link.url(), service.url(expected));
        let group = service.client.send(place.get()).await?;
        assert_eq!(
            (group.id.as_deref(), group.name.as_deref()),
            (Some("oslo"), Some("Oslo"))
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_second_assignment_replaces_the_first() -> Result<(), Error> {
    let service = Service::start();
    service.client.send(set("oslo")).await?;
    service.client.send(set("kyoto")).await?;
    let place = applications().id("payroll").connector_group();
    let group = service.client.send(place.get()).await?;
    assert_eq!(group.name.as_deref(), Some("Kyoto"));
    Ok(())
}

#[tokio::test]
async fn after_removal_there_is_nothing_to_read() -> Result<(), Error> {
    let service = Service::start();
    let place = applications().id("payroll").connector_group();
    service.client.send(set("oslo")).await?;
    service.client.send(place.remove_ref()).await?;
    assert_eq!(
        service.last_line(),
        (
            "DELETE".into(),
            "/beta/applications/payroll/connectorGroup/$ref".into(),
            String::new()
        )
    );

    let gone = [
        service.client.send(place.get_ref()).await.err(),
        service.client.send(place.get()).await.err(),
        service.client.send(place.remove_ref()).await.err(),
    ];
    for error in gone {
        assert!(error.is_some_and(|error| error.is_not_found()));
    }
    let group = "/onPremisesPublishingProfiles/applicationProxy/connectorGroups/oslo";
    assert!(
        service.server.entity(group).is_some(),
        "only the reference goes"
    );
    Ok(())
}

/// The service's own pages spell the profile in two ways; what the caller wrote is what is sent.
#[tokio::test]
async fn the_profile_is_sent_as_the_caller_spells_it() -> Result<(), Error> {
    let service = Service::start();
    let profile = on_premises_publishing_profiles().id("applicationproxy");
    let group = profile.connector_groups().id("oslo");
    let place = applications().id("payroll").connector_group();
    service.client.send(place.set_ref(&group)).await?;
    let (_, _, body) = service.last_line();
    assert!(body.contains("/applicationproxy/"), "{body}");
    Ok(())
}

#[test]
fn the_request_is_a_value_before_it_is_sent() {
    let request = set("oslo");
    assert_eq!(request, set("oslo"));
    assert_ne!(request, set("kyoto"));
    assert_eq!(
        request.to_string(),
        "PUT /applications/payroll/connectorGroup/$ref"
    );
    assert_eq!(
        request.path().template(),
        "/applications/{application-id}/connectorGroup/$ref"
    );
}
