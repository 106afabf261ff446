//! The same calls against a stand-in for the service, which keeps what it is told in memory.

use msgraph::EntityUrl;
use msgraph::models::ConnectorGroup;
use msgraph::{
    Client, Error, Request, StaticToken, applications, on_premises_publishing_profiles, users,
};
use msgraph_runtime::test_util::{Directory, Server, Target};
use serde_json::json;

use crate::report::{self, Problem};

/// Assigns, reads back, removes, reads again, and tries what the compiler would not let pass.
pub(crate) async fn run() -> Result<(), Problem> {
    let server = start().map_err(|error| Problem::Other(format!("no stand-in: {error}")))?;
    println!(
        "A stand-in for the service listens at {}.",
        server.base_url()
    );
    let client = Client::builder()
        .base_url(server.base_url())
        .token_source(StaticToken::new("demo"))
        .build()?;

    let profile = on_premises_publishing_profiles().id("applicationProxy");
    let group = profile.connector_groups().id("oslo");
    let assigned = applications().id("payroll").connector_group();

    step(
        &client,
        "Assign the group to the application",
        assigned.set_ref(&group),
    )
    .await?;
    println!("    done: the service accepted the reference");

    let link = step(&client, "Read the reference back", assigned.get_ref()).await?;
    println!("    it leads to {}", link.url());

    let read = step(&client, "Read the group it leads to", assigned.get()).await?;
    println!(
        "    its name is {}",
        read.name.as_deref().unwrap_or("unknown")
    );

    step(
        &client,
        "Remove the reference; the group itself stays",
        assigned.remove_ref(),
    )
    .await?;
    println!("    done: the application has no connector group now");

    refused(&client, "Read the reference again", assigned.get_ref()).await?;

    // `assigned.set_ref(&users().id("ada"))` does not compile: a user is not a connector group. A raw URL is the way
    // around the compiler, and then only the service is left to notice.
    let user = EntityUrl::<ConnectorGroup>::unchecked(client.url(&users().id("ada")));
    refused(
        &client,
        "Assign a user, by a raw URL",
        assigned.set_ref(&user),
    )
    .await
}

async fn step<T, Q>(client: &Client, title: &str, request: Request<T, Q>) -> Result<T, Error> {
    println!("\n{title}:");
    report::request(client, &request)?;
    client.send(request).await
}

/// A step that the service has to refuse.
async fn refused<T, Q>(
    client: &Client,
    title: &str,
    request: Request<T, Q>,
) -> Result<(), Problem> {
    match step(client, title, request).await {
        Err(error) if error.is_service() => {
            println!("    refused, as expected: {error}");
            Ok(())
        }
        Err(error) => Err(error.into()),
        Ok(_) => Err(Problem::Other(
            "the service should have refused this".into(),
        )),
    }
}

/// One application, one user, and one connector group inside the profile that publishes applications.
fn start() -> std::io::Result<Server> {
    const APPLICATION: &str = "microsoft.graph.application";
    const GROUP: &str = "microsoft.graph.connectorGroup";
    const PROFILE: &str = "microsoft.graph.onPremisesPublishingProfile";

    let groups = "/onPremisesPublishingProfiles/applicationProxy/connectorGroups";
    Directory::new("beta")
        .entity_set("applications", APPLICATION)
        .entity_set("onPremisesPublishingProfiles", PROFILE)
        .entity_set("users", "microsoft.graph.user")
        .contained(PROFILE, "connectorGroups", GROUP)
        .navigation(APPLICATION, "connectorGroup", Target::one(GROUP))
        .entity(
            "applications",
            json!({"id": "payroll", "displayName": "Payroll"}),
        )
        .entity("users", json!({"id": "ada", "displayName": "Ada"}))
        .entity(
            "onPremisesPublishingProfiles",
            json!({"id": "applicationProxy"}),
        )
        .contained_entity(groups, json!({"id": "oslo", "name": "Oslo"}))
        .token("demo")
        .serve()
}
