//! What can be the target of a reference: any subtype of the type asked for, however it was reached. That these lines
//! compile is half of the test; what must not compile is in `tests/compile_fail`.

use msgraph::models::ConnectorGroup;
use msgraph::{
    Cloud, Request, applications, groups, me, on_premises_publishing_profiles, service_principals,
    users,
};
use msgraph::{EntityUrl, ServiceRoot};
use serde_json::{Value, json};

/// The path, below the service root, that the reference in the body of the request leads to.
fn target(request: &Request<()>) -> String {
    let root = ServiceRoot::from(Cloud::Global);
    let http = request.to_http(&root).expect("a sound request");
    let body: Value = serde_json::from_slice(http.body()).expect("a JSON body");
    let url = body["@odata.id"].as_str().expect("a reference");
    assert_eq!(body, json!({"@odata.id": url}), "and nothing else");
    let path = url.strip_prefix("https://graph.microsoft.com/beta");
    path.expect("a URL of the service").to_owned()
}

#[test]
fn every_directory_object_can_be_a_member_of_a_group() {
    let members = groups().id("crew").members();
    let requests = [
        (members.add_ref(&users().id("ada")), "/users/ada"),
        (members.add_ref(&me()), "/me"),
        (members.add_ref(&groups().id("guests")), "/groups/guests"),
        (
            members.add_ref(&service_principals().id("robot")),
            "/servicePrincipals/robot",
        ),
        (
            members.add_ref(&applications().id("payroll")),
            "/applications/payroll",
        ),
        (
            members.add_ref(&users().id("ada").manager()),
            "/users/ada/manager",
        ),
        (
            members.add_ref(&groups().id("guests").members().id("mary")),
            "/groups/guests/members/mary",
        ),
    ];
    for (request, expected) in requests {
        assert_eq!(target(&request), expected);
    }
}

#[test]
fn a_connector_group_can_be_reached_in_many_ways() {
    let place = applications().id("payroll").connector_group();
    let profile = on_premises_publishing_profiles().id("applicationProxy");
    let raw = EntityUrl::<ConnectorGroup>::unchecked(
        "onPremisesPublishingProfiles/applicationProxy/connectorGroups/oslo",
    );
    let requests = [
        (
            place.set_ref(&profile.connector_groups().id("oslo")),
            "/onPremisesPublishingProfiles/applicationProxy/connectorGroups/oslo",
        ),
        (
            place.set_ref(&applications().id("wiki").connector_group()),
            "/applications/wiki/connectorGroup",
        ),
        (
            place.set_ref(&profile.connectors().id("host").member_of().id("oslo")),
            "/onPremisesPublishingProfiles/applicationProxy/connectors/host/memberOf/oslo",
        ),
        (
            place.set_ref(&raw),
            "/onPremisesPublishingProfiles/applicationProxy/connectorGroups/oslo",
        ),
    ];
    for (request, expected) in requests {
        assert_eq!(target(&request), expected);
    }
}
