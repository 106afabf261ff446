//! Sends several requests in one, each with its own answer.
//!
//! ```text
//! cargo run -p msgraph --example batch -- --demo
//! GRAPH_TOKEN=… cargo run -p msgraph --example batch
//! ```

#[path = "../service/mod.rs"]
mod service;

use msgraph::{Batch, group, groups, user, users};
use serde_json::json;

#[tokio::main(flavor = "current_thread")]
async fn main() -> service::Done {
    let directory = service::users(["ada", "grace"].map(str::to_owned))
        .entity_set("groups", "microsoft.graph.group")
        .entity("groups", json!({"id": "crew", "displayName": "Crew"}));
    let service = service::connect(directory)?;

    let mut batch = Batch::new();
    let some_users = batch.add(users().list().select((user::ID, user::DISPLAY_NAME)).top(5));
    let some_groups = batch.add(
        groups()
            .list()
            .select((group::ID, group::DISPLAY_NAME))
            .top(5),
    );
    let nobody = batch.add(users().id("no-such-user").get());

    // One request to the service; what it refuses for now is sent again. Each handle has its type.
    let mut answers = service.client.batch(batch).await?;
    for user in answers.take(some_users)?.value {
        println!("user  {}", user.display_name.unwrap_or_default());
    }
    for group in answers.take(some_groups)?.value {
        println!("group {}", group.display_name.unwrap_or_default());
    }
    match answers.take(nobody) {
        Ok(user) => println!("somebody is called {:?}", user.id),
        Err(error) if error.is_not_found() => println!("no such user: {error}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
