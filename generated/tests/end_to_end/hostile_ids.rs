//! Any text is a key, and only a key: it arrives as it is, and cannot lead anywhere else.

use crate::support::{CONNECTOR_GROUPS, Service, declared};
use msgraph::{Error, applications, groups, on_premises_publishing_profiles, users};
use msgraph_runtime::test_util::Directory;
use serde_json::json;

/// Ids, each with the one way in which it may stand behind the name of its collection.
///
/// Parentheses are for what could not survive as a segment: URL parsers resolve dots away, and the service takes
/// what begins with a dollar sign or a namespace for something of its own.
const IDS: &[(&str, &str)] = &[
    ("a/b", "/a%2Fb"),
    ("..", "('..')"),
    (".", "('.')"),
    ("...", "/..."),
    ("../../users/ada", "/..%2F..%2Fusers%2Fada"),
    ("?x=1", "/%3Fx%3D1"),
    ("#", "/%23"),
    ("&", "/%26"),
    ("%", "/%25"),
    ("%2F", "/%252F"),
    ("%2e%2E", "/%252e%252E"),
    (" ", "/%20"),
    ("+", "/%2B"),
    ("'", "/%27"),
    ("('x')", "/%28%27x%27%29"),
    ("\"", "/%22"),
    ("\\", "/%5C"),
    ("{application-id}", "/%7Bapplication-id%7D"),
    ("é", "/%C3%A9"),
    ("日本", "/%E6%97%A5%E6%9C%AC"),
    ("\u{202e}x", "/%E2%80%AEx"),
    ("$ref", "('%24ref')"),
    ("$count", "('%24count')"),
    ("$'", "('%24%27%27')"),
    ("microsoft.graph.delta", "('microsoft.graph.delta')"),
    ("microsoft.graph.user", "('microsoft.graph.user')"),
    ("", "('')"),
    ("\0", "/%00"),
    ("\r\nHost: evil.example", "/%0D%0AHost%3A%20evil.example"),
    ("\t\u{7f}\u{1b}", "/%09%7F%1B"),
    ("https://evil.example/", "/https%3A%2F%2Fevil.example%2F"),
];

/// A directory in which every id above is that of an application, a user and a connector group, each with a number
/// that tells it from all others.
fn directory() -> Directory {
    let profile = json!({"id": "applicationProxy"});
    let start = declared("beta")
        .entity("onPremisesPublishingProfiles", profile)
        .entity("groups", json!({"id": "crew"}))
        .entity("users", json!({"id": "ada"}));
    let numbered = IDS.iter().enumerate();
    numbered.fold(start, |directory, (number, (id, _))| {
        directory
            .entity(
                "applications",
                json!({"id": id, "displayName": number.to_string()}),
            )
            .entity(
                "users",
                json!({"id": id, "displayName": number.to_string()}),
            )
            .contained_entity(
                CONNECTOR_GROUPS,
                json!({"id": id, "name": number.to_string()}),
            )
    })
}

#[tokio::test]
async fn the_entity_with_that_key_is_found_and_no_other() -> Result<(), Error> {
    let service = Service::of(directory());
    for (number, (id, spelling)) in IDS.iter().enumerate() {
        let application = service.client.send(applications().id(*id).get()).await?;
        assert_eq!(application.id.as_deref(), Some(*id));
        assert_eq!(application.display_name, Some(number.to_string()), "{id:?}");
        let request = service.last();
        assert_eq!(
            request.path_and_query,
            format!("/beta/applications{spelling}")
        );
        let host = service.server.address().to_string();
        assert_eq!(request.header("host"), Some(host.as_str()));
    }
    Ok(())
}

#[tokio::test]
async fn a_reference_from_and_to_that_key_is_set() -> Result<(), Error> {
    let service = Service::of(directory());
    let profile = on_premises_publishing_profiles().id("applicationProxy");
    for (number, (id, spelling)) in IDS.iter().enumerate() {
        let group = profile.connector_groups().id(*id);
        let place = applications().id(*id).connector_group();
        service.client.send(place.set_ref(&group)).await?;
        let (_, path, body) = service.last_line();
        assert_eq!(
            path,
            format!("/beta/applications{spelling}/connectorGroup/$ref")
        );
        let url = service.url(&format!("{CONNECTOR_GROUPS}{spelling}"));
        assert_eq!(body, format!(r#"{{"@odata.id":"{url}"}}"#));

        let group = service.client.send(place.get()).await?;
        assert_eq!(group.name, Some(number.to_string()), "{id:?}");
    }
    Ok(())
}

#[tokio::test]
async fn a_reference_to_that_key_is_removed_both_ways() -> Result<(), Error> {
    let service = Service::of(directory());
    let members = groups().id("crew").members();
    for (id, spelling) in IDS {
        let user = users().id(*id);
        service.client.send(members.add_ref(&user)).await?;
        service.client.send(members.id(*id).remove_ref()).await?;
        assert_eq!(
            service.last().path_and_query,
            format!("/beta/groups/crew/members{spelling}/$ref")
        );
        service.client.send(members.add_ref(&user)).await?;
        service.client.send(members.remove_ref(&user)).await?;
        assert_eq!(service.last().path(), "/beta/groups/crew/members/$ref");
        let left = service.client.send(members.count()).await?;
        assert_eq!(left, 0, "{id:?}");
    }
    Ok(())
}

#[tokio::test]
async fn an_update_and_a_deletion_touch_that_entity_alone() -> Result<(), Error> {
    let service = Service::of(directory());
    for (deleted, (id, _)) in IDS.iter().enumerate() {
        service.client.send(users().id(*id).delete()).await?;
        let left = service.client.send(users().count()).await?;
        let expected = IDS.len() - deleted; // Ada is there besides.
        assert_eq!(usize::try_from(left), Ok(expected), "{id:?}");
    }
    let ada = service.server.entities("/users").unwrap_or_default();
    assert_eq!(ada, [json!({"id": "ada"})]);
    Ok(())
}

#[tokio::test]
async fn a_very_long_key_arrives_whole() -> Result<(), Error> {
    let id = "long/".repeat(2_000);
    let entity = json!({"id": id, "displayName": "long"});
    let service = Service::of(declared("beta").entity("applications", entity));
    let application = service.client.send(applications().id(&id).get()).await?;
    assert_eq!(application.id, Some(id.clone()));
    let expected = format!("/beta/applications/{}", id.replace('/', "%2F"));
    assert_eq!(service.last().path_and_query, expected);
    Ok(())
}
