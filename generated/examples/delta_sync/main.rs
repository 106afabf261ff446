//! Keeps up with the users: the first run reads all of them, each later one only what has changed since.
//!
//! ```text
//! cargo run -p msgraph --example delta_sync -- --demo
//! GRAPH_TOKEN=… cargo run -p msgraph --example delta_sync -- users.delta
//! ```

mod demo;
#[path = "../service/mod.rs"]
mod service;

use std::path::Path;

use msgraph::models::User;
use msgraph::{Client, Delta, Error, Pages, user, users};

#[tokio::main(flavor = "current_thread")]
async fn main() -> service::Done {
    let service = service::connect(demo::directory())?;
    if service.demo.is_some() {
        return demo::run(&service.client).await;
    }
    let file = service.argument(0, "the file that keeps the link", "")?;
    sync(&service.client, Path::new(&file)).await
}

/// One round, from the link in the file if there is one, and the link of the next round into the file.
pub(crate) async fn sync(client: &Client, file: &Path) -> service::Done {
    let request = users()
        .delta()
        .select((user::DISPLAY_NAME, user::JOB_TITLE));
    let mut pages = client.pages(request);
    if let Ok(link) = std::fs::read_to_string(file) {
        pages = pages.from_link(link);
    }
    while let Some(page) = pages.next().await {
        match page {
            Ok(page) => page.value.into_iter().for_each(apply),
            Err(error) if error.is_resync_required() => start_over(&mut pages, &error),
            Err(error) => return Err(error.into()),
        }
    }
    // Only now: a round that breaks off is done again, and no change is lost.
    if let Some(link) = pages.delta_link() {
        std::fs::write(file, link)?;
    }
    Ok(())
}

/// The service has forgotten what the link stood for.
fn start_over<T>(pages: &mut Pages<T>, error: &Error) {
    println!("everything again, because {error}");
    pages.restart();
}

fn apply(item: Delta<User>) {
    match item {
        Delta::Changed(user) => println!(
            "  changed {:?}: {:?}",
            user.id,
            user::JOB_TITLE.state(&user)
        ),
        Delta::Removed(removed) => println!("  gone    {:?}: {:?}", removed.id, removed.reason()),
    }
}
