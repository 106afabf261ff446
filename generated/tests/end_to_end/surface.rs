//! What a caller has to import: the crate's root, whole or by name, is enough to make and send any request.

/// `use msgraph::*`
mod everything {
    use msgraph::*;

    pub(super) async fn assign(
        client: &Client,
        application: &str,
        group: &str,
    ) -> Result<(), Error> {
        let profile = on_premises_publishing_profiles().id("applicationProxy");
        let group = profile.connector_groups().id(group);
        let request: Request<()> = applications()
            .id(application)
            .connector_group()
            .set_ref(&group);
        client.send(request).await
    }

    pub(super) async fn all_users(client: &Client) -> Result<Page<models::User>, Error> {
        client.send(users().list()).await
    }

    pub(super) fn client(base_url: &str, token: &str) -> Result<Client, Error> {
        let client = Client::builder().cloud(Cloud::Global).base_url(base_url);
        client.token_source(StaticToken::new(token)).build()
    }
}

/// `use msgraph::{…}`
mod by_name {
    use msgraph::{Client, Error, groups, me, users};

    pub(super) async fn join(client: &Client, group: &str) -> Result<i64, Error> {
        let members = groups().id(group).members();
        client.send(members.add_ref(&me())).await?;
        client.send(members.add_ref(&users().id("grace"))).await?;
        client.send(members.count()).await
    }
}

use crate::support::{Service, TOKEN};
use msgraph::Error;

#[tokio::test]
async fn a_glob_of_the_root_is_enough() -> Result<(), Error> {
    let service = Service::start();
    let client = everything::client(&service.server.base_url(), TOKEN)?;
    everything::assign(&client, "payroll", "oslo").await?;
    let group = service
        .server
        .entity("/applications/payroll/connectorGroup");
    assert_eq!(group.map(|group| group["id"].clone()), Some("oslo".into()));
    assert_eq!(everything::all_users(&client).await?.value.len(), 3);
    Ok(())
}

#[tokio::test]
async fn names_from_the_root_are_enough() -> Result<(), Error> {
    let service = Service::start();
    assert_eq!(by_name::join(&service.client, "crew").await?, 2);
    Ok(())
}
