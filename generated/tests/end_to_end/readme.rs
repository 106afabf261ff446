//! The ten lines that the README shows, compiled and run.

use crate::support::{Service, TOKEN};
use msgraph::{Client, Error, StaticToken, applications, on_premises_publishing_profiles};

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
