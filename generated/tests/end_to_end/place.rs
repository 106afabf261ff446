//! A place is a value like any other: it can be named, kept, compared, printed, and sent to another thread.

use std::collections::HashSet;

use crate::support::Service;
use msgraph::ServiceRoot;
use msgraph::{
    Client, Cloud, Error, Request, application, applications, connector_group, me,
    on_premises_publishing_profile, on_premises_publishing_profiles, user, users, via,
};

type ConnectorGroupPlace =
    connector_group::Place<on_premises_publishing_profile::via::ConnectorGroups>;

/// What a program keeps between two calls.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Assignment {
    application: application::Place<via::Applications>,
    group: ConnectorGroupPlace,
}

impl Assignment {
    fn new(application: &str, group: &str) -> Self {
        let profile = on_premises_publishing_profiles().id("applicationProxy");
        Self {
            application: applications().id(application),
            group: profile.connector_groups().id(group),
        }
    }

    fn request(&self) -> Request<()> {
        self.application.connector_group().set_ref(&self.group)
    }
}

/// Takes a user, however the user was reached.
fn greeting<N>(user: &user::Place<N>) -> String {
    format!("GET {user}")
}

#[test]
fn a_place_can_be_a_field_and_is_compared_by_where_it_is() {
    let one = Assignment::new("payroll", "oslo");
    assert_eq!(one, one.clone());
    assert_ne!(one, Assignment::new("payroll", "kyoto"));
    let all: HashSet<Assignment> = ["oslo", "kyoto", "oslo"]
        .map(|group| Assignment::new("payroll", group))
        .into();
    assert_eq!(all.len(), 2);
    assert!(all.contains(&one));
}

#[test]
fn a_place_prints_as_its_path_and_as_a_url() {
    let Assignment { application, group } = Assignment::new("a/b", "oslo");
    assert_eq!(application.to_string(), "/applications/a%2Fb");
    assert_eq!(format!("{application:?}"), "Place(/applications/a%2Fb)");
    assert_eq!(
        ServiceRoot::from(Cloud::China).url(group.path()),
        "https://microsoftgraph.chinacloudapi.cn/beta/onPremisesPublishingProfiles/applicationProxy/connectorGroups/oslo"
    );
    assert_eq!(format!("{:?}", users()), "Collection(/users)");
    assert_eq!(greeting(&me()), "GET /me");
    assert_eq!(greeting(&users().id("ada")), "GET /users/ada");
}

#[test]
fn a_client_tells_the_url_of_a_place() {
    let service = Service::start();
    let place = users().id("ada").manager();
    assert_eq!(
        service.client.url(&place),
        service.url("/users/ada/manager")
    );
}

#[tokio::test]
async fn a_place_a_request_and_a_client_go_to_another_thread() -> Result<(), Error> {
    let service = Service::start();
    let assignment = Assignment::new("payroll", "oslo");
    let client = service.client.clone();
    // `spawn` asks for a future that is `Send` and `'static`, whatever the executor.
    let sent = tokio::spawn(async move { client.send(assignment.request()).await });
    sent.await.expect("the task ends")?;
    let group = service
        .server
        .entity("/applications/payroll/connectorGroup");
    assert_eq!(group.map(|group| group["id"].clone()), Some("oslo".into()));
    Ok(())
}

#[test]
fn all_of_them_cross_threads() {
    fn crosses<T: Send + Sync + 'static>() {}
    crosses::<Assignment>();
    crosses::<user::Place<via::Me>>();
    crosses::<user::Collection<via::Users>>();
    crosses::<Request<msgraph::models::User>>();
    crosses::<msgraph::Link<msgraph::models::User>>();
    crosses::<Client>();
    crosses::<Error>();
}
