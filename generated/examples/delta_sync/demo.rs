//! Rounds against a stand-in, between which something changes.

use msgraph::models::User;
use msgraph::{Client, New, Patch, user, users};
use msgraph_runtime::test_util::Directory;

use crate::{service, sync};

pub(crate) fn directory() -> Directory {
    service::users(["ada", "bob", "grace"].map(str::to_owned)).page_size(2)
}

pub(crate) async fn run(client: &Client) -> service::Done {
    let file = service::demo_file("users.delta");
    println!("The first round:");
    sync(client, &file).await?;

    client
        .send(
            users()
                .id("ada")
                .update(&Patch::<User>::new().set(user::JOB_TITLE, "Countess")),
        )
        .await?;
    client.send(users().id("bob").delete()).await?;
    client
        .send(users().create(&New::<User>::new().set(user::DISPLAY_NAME, "Dora")))
        .await?;
    println!("The second, of which the link was in a file:");
    sync(client, &file).await?;

    println!("The third, before which nothing changed:");
    sync(client, &file).await?;
    Ok(std::fs::remove_file(&file)?)
}
